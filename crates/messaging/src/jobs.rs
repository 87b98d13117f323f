//! The jobs of the relay's role: to publish events, and to delete them once they are expired.

use std::time::Duration;

use holdfast_jobs::{Job, MEASURED_EVERY};

use crate::Transport;

mod measure_outbox;
mod outbox_cleanup;
mod relay;

pub use outbox_cleanup::OutboxCleanup;
pub use relay::{Relay, RelaySettings};

impl<T: Transport + Clone> Relay<T> {
    /// The jobs.
    pub fn jobs(&self) -> [Job; 2] {
        let publish = Job::new("publish_events", self.settings.every, self.clone(), |relay| async move {
            relay.drain_once().await.map(|events| events as u64)
        });
        let measure = Job::new("measure_outbox", MEASURED_EVERY, self.clone(), |relay| async move {
            relay.measure_outbox().await.map(|()| 0)
        });
        [publish.while_there_is_more(), measure]
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
