//! The first answer to each `Idempotency-Key`, kept in the transaction of the change it answers.

use deadpool_postgres::Transaction;
use futures::TryFutureExt;
use holdfast_domain::{ErrorCode, KeyUse, Problem};
use holdfast_sql::queries::idempotency as sql;
use jiff::Timestamp;
use uuid::Uuid;

use crate::commit::in_time;
use crate::error::DbError;
use crate::pool::Database;
use crate::retry::Failure;

/// Takes the key for this transaction, or gives the answer that it already has; the transaction has ended then. Without a key there
/// is neither.
pub async fn claim(tx: &Transaction<'_>, used: Option<&KeyUse>) -> Result<Option<Vec<u8>>, Failure> {
    let Some(KeyUse { caller, route, key, request_hash }) = used else { return Ok(None) };
    if !sql::try_lock_key().bind(tx, caller, route, key).one().await? {
        return Err(Problem::of(ErrorCode::IdempotencyInProgress).into());
    }
    match sql::find_answer().bind(tx, caller, route, key).opt().await? {
        None => Ok(None),
        Some(found) => {
            let answer = replay(&found.request_hash, request_hash, found.result)?;
            commit_durably(tx).await?;
            Ok(Some(answer))
        }
    }
}

/// A row that can be read is not yet one that cannot be lost: its COMMIT may still wait for a synchronous replica, or its wait was
/// cancelled and its outcome reported as unknown. Whoever tells its content again as an answer waits for a commit of their own
/// first, which comes after it everywhere. It takes something to commit: an empty message in the log.
const NOTHING_TO_COMMIT: &str = "SELECT pg_logical_emit_message(true, 'holdfast', '')";

/// Ends the transaction of an answer that is given again: nothing more is done in it.
async fn commit_durably(tx: &Transaction<'_>) -> Result<(), DbError> {
    let commit = tx.batch_execute(NOTHING_TO_COMMIT).and_then(|()| tx.batch_execute("COMMIT"));
    in_time(&tx.statement_cache, commit).await
}

/// Waits until all that was committed before is as safe as a commit is.
pub async fn make_durable(db: &Database) -> Result<(), DbError> {
    let mut client = db.client().await?;
    let tx = client.transaction().await?;
    commit_durably(&tx).await
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
