//! The jobs of the clinic service.

use holdfast_jobs::Job;

use crate::Clinics;
use seal_audit::{EVERY, MEASURED_EVERY, SealAudit};

pub mod index_patients;
pub mod seal_audit;

impl Clinics {
    /// The job that indexes patients.
    pub fn jobs(&self) -> [Job; 1] {
        [Job::new("index_patients", index_patients::EVERY, self.clone(), |service| async move {
            service.index_patients().await
        })
        .while_there_is_more()]
    }
}

impl SealAudit {
    /// The jobs: to seal, and to measure what is not sealed.
    pub fn jobs(&self) -> [Job; 2] {
        [
            Job::new("seal_audit_log", EVERY, self.clone(), |service| async move {
                match service.seal().await {
                    // another process was faster
                    Err(error) if error.is_transient() => Ok(0),
                    sealed => sealed,
                }
            }),
            Job::new("measure_unsealed_audit_log", MEASURED_EVERY, self.clone(), |service| async move {
                service.measure().await.map(|()| 0)
            }),
        ]
    }
}
