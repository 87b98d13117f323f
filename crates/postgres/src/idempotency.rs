//! The first answer to each `Idempotency-Key`, kept in the transaction of the change it answers.

use deadpool_postgres::Transaction;
use holdfast_domain::{ErrorCode, KeyUse, Problem};
use holdfast_sql::queries::idempotency as sql;
use jiff::Timestamp;
use uuid::Uuid;

use crate::retry::Failure;

/// Takes the key for this transaction, or gives the answer that it already has. Without a key there is neither.
pub async fn claim(tx: &Transaction<'_>, used: Option<&KeyUse>) -> Result<Option<Vec<u8>>, Failure> {
    let Some(KeyUse { caller, route, key, request_hash }) = used else { return Ok(None) };
    if !sql::try_lock_key().bind(tx, caller, route, key).one().await? {
        return Err(Problem::of(ErrorCode::IdempotencyInProgress).into());
    }
    match sql::find_answer().bind(tx, caller, route, key).opt().await? {
        None => Ok(None),
        Some(found) => Ok(Some(replay(&found.request_hash, request_hash, found.result)?)),
    }
}

/// Keeps the answer under the key, if there is one.
pub async fn remember(
    tx: &Transaction<'_>,
    used: Option<&KeyUse>,
    answer: &[u8],
    appointment_id: Option<Uuid>,
    now: Timestamp,
) -> Result<(), Failure> {
    let Some(KeyUse { caller, route, key, request_hash }) = used else { return Ok(()) };
    sql::remember_answer().bind(tx, caller, route, key, request_hash, &answer, &appointment_id, &now).await?;
    Ok(())
}

/// The stored answer, if the request is the one it was given to.
pub fn replay(stored_hash: &[u8], request_hash: &[u8], answer: Vec<u8>) -> Result<Vec<u8>, Problem> {
    if stored_hash == request_hash { Ok(answer) } else { Err(Problem::of(ErrorCode::IdempotencyMismatch)) }
}
