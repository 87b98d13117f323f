//! The jobs of the availability service.

use std::time::Duration;

use holdfast_jobs::{Job, MEASURED_EVERY};
use jiff::SignedDuration;

use crate::Availability;

mod delete_past_slots;
mod extend_horizon;
mod measure_horizon;
mod measure_replica;

/// It reads the row of every doctor, and what it finds changes once a day.
const HORIZON_MEASURED_EVERY: Duration = Duration::from_secs(300);

impl Availability {
    /// Its jobs: the horizon moves on every `horizon`, and free slots are kept for `past_slots_kept` after they have begun.
    pub fn jobs(&self, horizon: Duration, cleanup: Duration, past_slots_kept: SignedDuration) -> Vec<Job> {
        let mut jobs =
            vec![
                Job::new("extend_horizon", horizon, self.clone(), |service| async move {
                    service.extend_all().await
                }),
                Job::new("delete_past_slots", cleanup, self.clone(), move |service| async move {
                    service.delete_past_slots(past_slots_kept).await
                }),
                Job::new("measure_horizon", HORIZON_MEASURED_EVERY, self.clone(), |service| async move {
                    service.measure_horizon().await.map(|()| 0)
                }),
            ];
        if let Some(replica) = self.replica.clone() {
            let both = (self.db.clone(), replica);
            jobs.push(Job::new("measure_replica", MEASURED_EVERY, both, |(db, replica)| async move {
                measure_replica::measure(&db, &replica).await.map(|()| 0)
            }));
        }
        jobs
    }
}
