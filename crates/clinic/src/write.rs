//! What all changes here share: the audit row and the answer kept for the idempotency key, in the transaction of
//! the change.

use deadpool_postgres::Transaction;
use holdfast_domain::{Caller, ErrorCode, KeyUse, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::{commit, idempotency};
use holdfast_sql::client::Params;
use holdfast_sql::queries::clinic as sql;
use prost::Message;
use uuid::Uuid;

use crate::Clinics;

/// A row that was written.
pub(crate) struct Written<M> {
    pub(crate) clinic_id: Uuid,
    pub(crate) id: Uuid,
    pub(crate) version: i32,
    pub(crate) message: M,
}

/// The answer to the first request with this key, if there was one.
pub(crate) async fn first_answer<M: Message + Default>(
    tx: &Transaction<'_>,
    used: Option<&KeyUse>,
) -> Result<Option<M>, Failure> {
    let Some(answer) = idempotency::claim(tx, used).await? else { return Ok(None) };
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
        written: Written<M>,
    ) -> Result<M, Failure> {
        let now = self.clock.now();
        sql::audit()
            .params(
                &tx,
                &sql::AuditParams {
                    clinic_id: written.clinic_id,
                    id: self.ids.next(),
                    now,
                    actor_role: caller.role.as_str(),
                    actor_id: caller.actor_id(),
                    action,
                    entity_id: written.id,
                    entity_version: written.version,
                },
            )
            .await?;
        idempotency::remember(&tx, used, &written.message.encode_to_vec(), None, now).await?;
        commit(tx).await?;
        Ok(written.message)
    }
}
