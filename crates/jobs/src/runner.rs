//! Repeats jobs for as long as the process runs.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use holdfast_domain::{Clock, Ids};
use holdfast_telemetry::{metrics, trace};
use tokio::task::JoinSet;

use crate::{Job, JobError, States};

/// After a failure a job waits for so many of its periods, and at most [`RETRIES_WITHIN`].
const PERIODS_AFTER_FAILURE: u32 = 5;
const RETRIES_WITHIN: Duration = Duration::from_secs(30);

fn pause_after_failure(every: Duration) -> Duration {
    every.saturating_mul(PERIODS_AFTER_FAILURE).min(RETRIES_WITHIN)
}

/// Runs the jobs of a process.
#[derive(Clone)]
pub struct Runner {
    clock: Arc<dyn Clock>,
    /// For jitter: processes that were started together do not stay together.
    ids: Ids,
    states: States,
}

impl Runner {
    /// A runner that writes into `states` how the jobs are.
    pub fn new(clock: Arc<dyn Clock>, ids: Ids, states: States) -> Self {
        Self { clock, ids, states }
    }

    /// Starts a job; it goes on until its task is dropped. The first round begins at once.
    pub fn spawn(&self, job: Job, tasks: &mut JoinSet<()>) {
        let number = self.states.add(job.name, job.every);
        metrics::JOB_PERIOD.of([job.name]).set(job.every.as_secs_f64());
        metrics::JOB_FAILURES.of([job.name]).absolute(0);
        tasks.spawn(self.clone().repeat(job, number));
    }

    async fn repeat(self, job: Job, number: usize) {
        loop {
            let Some(done) = trace::apart(self.round(&job, number)).await else {
                tokio::time::sleep(self.jittered(pause_after_failure(job.every))).await;
                continue;
            };
            if done > 0 && job.while_there_is_more {
                continue;
            }
            let pause = tokio::time::sleep(self.jittered(job.every));
            match &job.woken_by {
                Some(wake) => tokio::select! { () = pause => {} () = wake.notified() => {} },
                None => pause.await,
            }
        }
    }

    /// How much it did; nothing if it failed.
    async fn round(&self, job: &Job, number: usize) -> Option<u64> {
        let round = AssertUnwindSafe(async { (job.round)().await }).catch_unwind().await;
        match round.unwrap_or_else(|_| Err("it panicked".into())) {
            Ok(done) => {
                self.succeeded(job, number, done);
                Some(done)
            }
            Err(error) => {
                self.failed(job, number, error);
                None
            }
        }
    }

    /// A tenth more or less.
    fn jittered(&self, pause: Duration) -> Duration {
        let tenth = u64::try_from(pause.as_micros() / 10).unwrap_or(u64::MAX / 4);
        pause.saturating_sub(Duration::from_micros(tenth))
            + Duration::from_micros(self.ids.below(2 * tenth + 1))
    }

    fn succeeded(&self, job: &Job, number: usize, done: u64) {
        let now = self.clock.now();
        metrics::JOB_LAST_SUCCESS.of([job.name]).set(now.as_duration().as_secs_f64());
        metrics::JOB_DONE.of([job.name]).increment(done);
        if done > 0 {
            tracing::debug!(job = job.name, done, "a job had something to do");
        }
        if self.states.succeeded(number, now) {
            tracing::info!(job = job.name, "the job works again");
        }
    }

    fn failed(&self, job: &Job, number: usize, error: JobError) {
        metrics::JOB_FAILURES.of([job.name]).increment(1);
        // once per outage, however often it tries
        if self.states.failed(number, error.to_string()) {
            tracing::warn!(job = job.name, %error, "a job failed; will retry");
        } else {
            tracing::debug!(job = job.name, %error, "a job failed again; will retry");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use holdfast_domain::SystemClock;
    use rand::SeedableRng;
    use rand::rngs::StdRng;
    use tokio::sync::{Notify, mpsc};

    use super::*;
    use crate::JobState;

    /// So seldom that a second round comes for another reason.
    const HOURLY: Duration = Duration::from_secs(3600);

    fn runner() -> Runner {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        Runner::new(Arc::clone(&clock), Ids::new(clock, StdRng::seed_from_u64(7)), States::default())
    }

    /// A job whose rounds end as told, one by one. Each tells as it begins which it is, and how the job is then.
    fn told(
        runner: &Runner,
        every: Duration,
        outcomes: Vec<Result<u64, &'static str>>,
    ) -> (Job, mpsc::UnboundedReceiver<(usize, JobState)>) {
        let (began, rounds) = mpsc::unbounded_channel();
        let (states, number) = (runner.states.clone(), AtomicUsize::new(0));
        let parts = Arc::new((began, states, number, outcomes));
        let job = Job::new("told", every, parts, |parts| async move {
            let (began, states, number, outcomes) = &*parts;
            let number = number.fetch_add(1, Ordering::SeqCst);
            began.send((number, states.all().remove(0))).unwrap();
            match outcomes.get(number) {
                Some(Err("panic")) => panic!("as told"),
                Some(outcome) => *outcome,
                None => std::future::pending().await,
            }
        });
        (job, rounds)
    }

    #[tokio::test]
    async fn failures_and_panics_are_counted_and_retried() {
        let (runner, mut tasks) = (runner(), JoinSet::new());
        let outcomes = vec![Err("the disk is full"), Err("panic"), Ok(3), Err("the disk is full")];
        let (job, mut rounds) = told(&runner, Duration::from_millis(1), outcomes);
        let began = SystemClock.now();
        runner.spawn(job, &mut tasks);
        let mut seen = Vec::new();
        for _ in 0..5 {
            let (number, state) = rounds.recv().await.unwrap();
            let succeeded = state.last_success.is_some_and(|at| at >= began);
            seen.push((number, state.failures, state.failing, succeeded));
        }
        let full = || Some("the disk is full".to_owned());
        assert_eq!(
            seen,
            [
                (0, 0, None, false),
                (1, 1, full(), false),
                (2, 2, Some("it panicked".to_owned()), false),
                (3, 2, None, true),
                (4, 3, full(), true)
            ]
        );
    }

    #[tokio::test]
    async fn what_has_more_to_do_goes_on_at_once() {
        let (runner, mut tasks) = (runner(), JoinSet::new());
        let (job, mut rounds) = told(&runner, HOURLY, vec![Ok(2), Ok(1), Ok(0)]);
        runner.spawn(job.while_there_is_more(), &mut tasks);
        for number in 0..3 {
            assert_eq!(rounds.recv().await.unwrap().0, number);
        }
        assert!(tokio::time::timeout(Duration::from_millis(50), rounds.recv()).await.is_err());
    }

    #[tokio::test]
    async fn a_job_begins_at_once_and_when_it_is_woken() {
        let (runner, mut tasks) = (runner(), JoinSet::new());
        let wake = Arc::new(Notify::new());
        let (job, mut rounds) = told(&runner, HOURLY, vec![Ok(1), Ok(1)]);
        runner.spawn(job.woken_by(Arc::clone(&wake)), &mut tasks);
        assert_eq!(rounds.recv().await.unwrap().0, 0);
        assert!(tokio::time::timeout(Duration::from_millis(50), rounds.recv()).await.is_err());
        wake.notify_one();
        assert_eq!(rounds.recv().await.unwrap().0, 1);
    }

    #[test]
    fn a_failure_is_retried_after_five_periods_or_half_a_minute() {
        let cases = [(100, 500), (5_000, 25_000), (6_000, 30_000), (600_000, 30_000)];
        for (every, pause) in
            cases.map(|(every, pause)| (Duration::from_millis(every), Duration::from_millis(pause)))
        {
            assert_eq!(pause_after_failure(every), pause);
        }
    }

    #[test]
    fn pauses_differ_by_a_tenth_at_most() {
        let runner = runner();
        let pauses: Vec<_> = (0..1000).map(|_| runner.jittered(Duration::from_secs(100)).as_secs()).collect();
        assert!(pauses.iter().all(|pause| (90..=110).contains(pause)));
        assert!(pauses.iter().any(|pause| *pause < 93) && pauses.iter().any(|pause| *pause > 107));
        assert_eq!(runner.jittered(Duration::ZERO), Duration::ZERO);
    }
}
