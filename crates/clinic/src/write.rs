//! What all changes here share: the audit row and the answer kept for the idempotency key, in the transaction of
//! the change.

use deadpool_postgres::Transaction;
use holdfast_domain::{Caller, ErrorCode, KeyUse, Problem};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::{commit, idempotency};
use holdfast_vault::ClinicKey;
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

/// The answer to the first request with this key, if there was one.
pub(crate) async fn first_answer<M: Message + Default>(
    tx: &Transaction<'_>,
    used: Option<&KeyUse>,
    sealed_by: Option<&ClinicKey>,
) -> Result<Option<M>, Failure> {
    let (Some(answer), Some(used)) = (idempotency::claim(tx, used).await?, used) else { return Ok(None) };
    let answer = match sealed_by {
        Some(key) => key.open_answer(used, &answer)?,
        None => answer,
    };
    M::decode(answer.as_slice()).map(Some).map_err(|error| {
        tracing::error!(%error, "a kept answer cannot be read");
        Problem::of(ErrorCode::Internal).into()
    })
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
        let answer = written.message.encode_to_vec();
        let answer = match written.seals {
            Some(key) => key.seal_answer(used, &answer)?,
            None => answer,
        };
        idempotency::remember(&tx, used, &answer, None, now).await?;
        commit(tx).await?;
        Ok(written.message)
    }
}
