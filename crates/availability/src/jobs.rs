//! The jobs of the availability service.

use std::time::Duration;

use holdfast_jobs::Job;
use jiff::SignedDuration;

use crate::Availability;

mod delete_past_slots;
mod extend_horizon;

impl Availability {
    /// Its jobs: the horizon moves on every `horizon`, and free slots are kept for `past_slots_kept` after they have begun.
    pub fn jobs(&self, horizon: Duration, cleanup: Duration, past_slots_kept: SignedDuration) -> [Job; 2] {
        [
            Job::new(
                "extend_horizon",
                horizon,
                self.clone(),
                |service| async move { service.extend_all().await },
            ),
            Job::new("delete_past_slots", cleanup, self.clone(), move |service| async move {
                service.delete_past_slots(past_slots_kept).await
            }),
        ]
    }
}
