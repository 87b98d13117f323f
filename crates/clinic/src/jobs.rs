//! The jobs of the clinic service.

use holdfast_jobs::Job;

use seal_audit::{EVERY, MEASURED_EVERY, SealAudit};

pub mod seal_audit;

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
