//! How the jobs of a process are.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

/// How one job is in this process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobState {
    /// Its name.
    pub name: &'static str,
    /// Its period.
    pub every: Duration,
    /// When a round last succeeded.
    pub last_success: Option<Timestamp>,
    /// Rounds that failed since the process started.
    pub failures: u64,
    /// Why the last round failed; nothing if it did not.
    pub failing: Option<String>,
}

/// How all jobs of a process are. Clones show the same.
#[derive(Clone, Debug, Default)]
pub struct States(Arc<Mutex<Vec<JobState>>>);

impl States {
    /// The state of each job, in the order in which they were started.
    pub fn all(&self) -> Vec<JobState> {
        self.lock().clone()
    }

    pub(crate) fn add(&self, name: &'static str, every: Duration) -> usize {
        let mut states = self.lock();
        states.push(JobState { name, every, last_success: None, failures: 0, failing: None });
        states.len() - 1
    }

    /// Notes a success; returns whether the round before had failed.
    pub(crate) fn succeeded(&self, job: usize, now: Timestamp) -> bool {
        let mut states = self.lock();
        let Some(state) = states.get_mut(job) else { return false };
        state.last_success = Some(now);
        state.failing.take().is_some()
    }

    /// Notes a failure; returns whether it is the first in a row.
    pub(crate) fn failed(&self, job: usize, why: String) -> bool {
        let mut states = self.lock();
        let Some(state) = states.get_mut(job) else { return false };
        state.failures += 1;
        state.failing.replace(why).is_none()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<JobState>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
