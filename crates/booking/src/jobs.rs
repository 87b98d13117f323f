//! The jobs of the booking service.

use std::time::Duration;

use holdfast_jobs::{Job, MEASURED_EVERY};

use crate::Booking;

mod delete_expired_answers;
mod expire_holds;
mod measure_holds;

impl Booking {
    /// Its jobs: holds that have run out are looked for every `sweep`.
    pub fn jobs(&self, sweep: Duration, cleanup: Duration) -> [Job; 3] {
        [
            Job::new(
                "expire_holds",
                sweep,
                self.clone(),
                |service| async move { service.sweep_holds().await },
            ),
            Job::new("delete_expired_answers", cleanup, self.clone(), |service| async move {
                service.delete_expired_answers().await
            }),
            Job::new("measure_holds", MEASURED_EVERY, self.clone(), |service| async move {
                service.measure_holds().await.map(|()| 0)
            }),
        ]
    }
}
