//! The jobs of the identity service.

use std::time::Duration;

use holdfast_jobs::Job;

use crate::Identity;

mod delete_expired;

impl Identity {
    /// Its jobs.
    pub fn jobs(&self, cleanup: Duration) -> [Job; 1] {
        [Job::new("delete_expired_of_accounts", cleanup, self.clone(), |service| async move {
            service.delete_expired().await
        })]
    }
}
