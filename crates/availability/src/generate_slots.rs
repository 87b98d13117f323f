//! Makes a clinic's slots as far ahead as the hours say, when somebody asks for it. A job does the same for all clinics
//! (`jobs/extend_horizon.rs`).

use holdfast_domain::{Asked, KeyUse, Problem};
use holdfast_rpc::availability::{GenerateSlotsRequest, SlotChanges};
use uuid::Uuid;

use crate::Availability;

impl Availability {
    /// The manual trigger.
    pub(crate) async fn generate_slots(
        &self,
        asked: &Asked,
        GenerateSlotsRequest { clinic_id }: GenerateSlotsRequest,
    ) -> Result<SlotChanges, Problem> {
        let caller = &asked.caller;
        caller.require_desk(clinic_id)?;
        self.extend(clinic_id.0, asked.key.as_ref()).await
    }

    pub(crate) async fn extend(
        &self,
        clinic_id: Uuid,
        used: Option<&KeyUse>,
    ) -> Result<SlotChanges, Problem> {
        let (changes, doctors) = self.extend_clinic(clinic_id, used).await?;
        self.readers.tell(&doctors).await?;
        Ok(changes)
    }
}
