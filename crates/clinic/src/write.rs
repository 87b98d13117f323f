//! What all changes here share: who may set a clinic's own things, the audit row and the answer kept for the idempotency key, in the transaction of
//! the change.

use deadpool_postgres::Transaction;
use holdfast_domain::{Asked, Caller, ClinicId, ErrorCode, Problem};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::commit;
use holdfast_postgres::retry::Failure;
use holdfast_sql::queries::clinic as sql;
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

impl<'k, M> Written<'k, M> {
    /// A row whose answer brings a secret.
    pub(crate) const fn secret(
        clinic_id: Uuid,
        id: Uuid,
        version: i32,
        message: M,
        key: &'k ClinicKey,
    ) -> Self {
        Self { clinic_id, id, version, patient_id: None, message, seals: Some(key) }
    }

    /// A row that holds nothing personal.
    pub(crate) const fn impersonal(clinic_id: Uuid, id: Uuid, version: i32, message: M) -> Self {
        Self { clinic_id, id, version, patient_id: None, message, seals: None }
    }
}

impl Clinics {
    /// Those who run the clinic, and still do: what outlives their token is theirs to make until the transaction ends.
    pub(crate) async fn still_administers(
        &self,
        tx: &Transaction<'_>,
        caller: &Caller,
        clinic_id: ClinicId,
    ) -> Result<(), Failure> {
        if let Some(account_id) = caller.account_as_admin()
            && sql::runs_no_more().bind(tx, &clinic_id.0, &account_id.0).one().await?
        {
            return Err(Problem::of(ErrorCode::Forbidden).into());
        }
        Ok(())
    }

    /// Writes who did it, keeps the answer, commits.
    pub(crate) async fn finish<M: Message>(
        &self,
        tx: Transaction<'_>,
        asked: &Asked,
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
        Notes { tx: &tx, caller: &asked.caller, now, ids: &self.ids }.note(action, about).await?;
        answers::keep(&tx, asked.key.as_ref(), written.seals, &written.message, now).await?;
        commit(tx).await?;
        Ok(written.message)
    }
}
