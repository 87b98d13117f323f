//! What all changes here share: the audit row and the answer kept for the idempotency key, in the transaction of
//! the change.

use deadpool_postgres::Transaction;
use holdfast_domain::{Caller, KeyUse};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::commit;
use holdfast_postgres::retry::Failure;
use holdfast_vault::{ClinicKey, answers};
use prost::Message;
use uuid::Uuid;

use crate::Clinics;

/// A row that was written.
pub(crate) struct Written<'k, M> {
    pub(crate) clinic_id: Uuid,
    pub(crate) id: Uuid,
    pub(crate) version: i32,
    /// The patient, if it is one's.
    pub(crate) patient_id: Option<Uuid>,
    pub(crate) message: M,
    /// What the kept answer is sealed by, if it holds personal data.
    pub(crate) seals: Option<&'k ClinicKey>,
}

impl<M> Written<'_, M> {
    /// A row that holds nothing personal.
    pub(crate) const fn impersonal(clinic_id: Uuid, id: Uuid, version: i32, message: M) -> Self {
        Self { clinic_id, id, version, patient_id: None, message, seals: None }
    }
}

impl Clinics {
    /// Writes who did it, keeps the answer, commits.
    pub(crate) async fn finish<M: Message>(
        &self,
        tx: Transaction<'_>,
        caller: &Caller,
        used: Option<&KeyUse>,
        action: &'static str,
        written: Written<'_, M>,
    ) -> Result<M, Failure> {
        let now = self.clock.now();
        let about = About {
            clinic_id: written.clinic_id,
            entity_id: written.id,
            entity_version: written.version,
            patient_id: written.patient_id,
        };
        Notes { tx: &tx, caller, now, ids: &self.ids }.note(action, about).await?;
        answers::keep(&tx, used, written.seals, &written.message, now).await?;
        commit(tx).await?;
        Ok(written.message)
    }
}
