//! Answers kept for idempotency keys, sealed by the clinic's key: they hold addresses and secrets.

use deadpool_postgres::Transaction;
use holdfast_domain::{ErrorCode, KeyUse, Problem};
use holdfast_postgres::idempotency;
use holdfast_postgres::retry::Failure;
use holdfast_vault::ClinicKey;
use jiff::Timestamp;
use prost::Message;

/// The answer to the first request with this key, if there was one.
pub(crate) async fn first<M: Message + Default>(
    tx: &Transaction<'_>,
    used: Option<&KeyUse>,
    key: &ClinicKey,
) -> Result<Option<M>, Failure> {
    let (Some(answer), Some(used)) = (idempotency::claim(tx, used).await?, used) else { return Ok(None) };
    let opened = key.open_answer(used, &answer)?;
    let answer = M::decode(opened.as_slice()).map_err(|_| Problem::of(ErrorCode::Internal))?;
    Ok(Some(answer))
}

/// Keeps the answer.
pub(crate) async fn keep<M: Message>(
    tx: &Transaction<'_>,
    used: Option<&KeyUse>,
    key: &ClinicKey,
    answer: &M,
    now: Timestamp,
) -> Result<(), Failure> {
    let sealed = key.seal_answer(used, &answer.encode_to_vec())?;
    idempotency::remember(tx, used, &sealed, None, now).await
}
