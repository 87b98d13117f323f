//! The jobs of the relay's role: to publish events, and to delete them once they are expired.

use std::time::Duration;

use holdfast_jobs::Job;

use crate::Transport;

mod outbox_cleanup;
mod relay;

pub use outbox_cleanup::OutboxCleanup;
pub use relay::{Relay, RelaySettings};

impl<T: Transport + Clone> Relay<T> {
    /// The job.
    pub fn job(&self) -> Job {
        Job::new("publish_events", self.settings.every, self.clone(), |relay| async move {
            relay.drain_once().await.map(|events| events as u64)
        })
        .while_there_is_more()
    }
}

impl OutboxCleanup {
    /// The jobs. An event stays as long as its dead letter.
    pub fn jobs(&self, every: Duration) -> [Job; 2] {
        [
            Job::new("delete_expired_dead_letters", every, self.clone(), |service| async move {
                service.delete_dead_letters().await
            }),
            Job::new("delete_expired_events", every, self.clone(), |service| async move {
                service.delete_events().await
            }),
        ]
    }
}
