//! The jobs of the worker that delivers to webhooks.

use std::sync::Arc;
use std::time::Duration;

use holdfast_jobs::Job;

use crate::Webhooks;
use crate::deliver::LOOKS_EVERY;

mod delete_expired_deliveries;

impl Webhooks {
    /// Its jobs.
    pub fn jobs(&self, cleanup: Duration) -> [Job; 2] {
        [
            Job::new("deliver_to_webhooks", LOOKS_EVERY, self.clone(), |worker| async move {
                worker.start_delivering().await
            })
            .while_there_is_more()
            .woken_by(Arc::clone(&self.news)),
            Job::new("delete_expired_deliveries", cleanup, self.clone(), |worker| async move {
                worker.delete_expired_deliveries().await
            }),
        ]
    }
}
