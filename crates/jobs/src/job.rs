//! One job: a name, a period, and what a round of it does.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use tokio::sync::Notify;

/// How often a job measures what metrics tell of the database: as often as they are usually collected.
pub const MEASURED_EVERY: Duration = Duration::from_secs(15);

/// Why a round failed.
pub type JobError = Box<dyn std::error::Error + Send + Sync>;

type Round = Box<dyn Fn() -> BoxFuture<'static, Result<u64, JobError>> + Send + Sync>;

/// Something that is done again and again in the background.
pub struct Job {
    pub(crate) name: &'static str,
    pub(crate) every: Duration,
    pub(crate) while_there_is_more: bool,
    pub(crate) woken_by: Option<Arc<Notify>>,
    pub(crate) round: Round,
}

impl Job {
    /// A job whose rounds begin `every` so often. `name` is a verb and what it is done to, and a label of metrics.
    /// `round` does for `service` what there is to do, and returns how much that was: rows, mails, slots.
    pub fn new<S, F, R, E>(name: &'static str, every: Duration, service: S, round: F) -> Self
    where
        S: Clone + Send + Sync + 'static,
        F: Fn(S) -> R + Send + Sync + 'static,
        R: Future<Output = Result<u64, E>> + Send + 'static,
        E: Into<JobError>,
    {
        let round: Round = Box::new(move || {
            let round = round(service.clone());
            Box::pin(async move { round.await.map_err(Into::into) })
        });
        Self { name, every, while_there_is_more: false, woken_by: None, round }
    }

    /// A round that had something to do is followed by the next one at once.
    #[must_use]
    pub fn while_there_is_more(mut self) -> Self {
        self.while_there_is_more = true;
        self
    }

    /// A round begins as soon as this is notified, besides.
    #[must_use]
    pub fn woken_by(mut self, wake: Arc<Notify>) -> Self {
        self.woken_by = Some(wake);
        self
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job").field("name", &self.name).field("every", &self.every).finish_non_exhaustive()
    }
}
