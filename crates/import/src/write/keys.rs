//! The keys by which personal data is sealed.

use std::collections::HashSet;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use uuid::Uuid;

use crate::error::ImportError;
use crate::plan::Plan;
use crate::write::writer::Writer;

impl Writer<'_> {
    /// The keys of all clinics that get something sealed.
    pub(crate) async fn open_keys(&mut self, plan: &Plan) -> Result<(), ImportError> {
        let of_patients = plan.patients.iter().map(|new| new.clinic_id);
        let of_reasons = plan.appointments.iter().filter(|new| !new.reason.is_empty());
        let of_reasons = of_reasons.map(|new| plan.doctor_of(new).clinic_id);
        let new: HashSet<Uuid> = plan.clinics.iter().map(|clinic| clinic.id).collect();
        for clinic_id in of_patients.chain(of_reasons) {
            if let Entry::Vacant(vacant) = self.keys.entry(clinic_id) {
                // The key of a clinic that was there before is made in a transaction of its own: services that want it
                // must not wait for the import.
                vacant.insert(if new.contains(&clinic_id) {
                    Arc::new(self.vault.clinic_within(self.tx, clinic_id).await?)
                } else {
                    self.vault.clinic(clinic_id).await?
                });
            }
        }
        Ok(())
    }
}
