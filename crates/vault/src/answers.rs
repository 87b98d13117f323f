//! Answers kept for idempotency keys, in the transaction of the change; where they hold personal data or secrets, sealed to the
//! key that they are kept under.

use aws_lc_rs::digest::{SHA256, digest};
use deadpool_postgres::Transaction;
use holdfast_domain::{ErrorCode, KeyUse, Problem};
use holdfast_postgres::idempotency;
use holdfast_postgres::retry::Failure;
use jiff::Timestamp;
use prost::Message;
use uuid::Uuid;

use crate::error::VaultError;
use crate::keys::ClinicKey;
use crate::sealed::Place;

/// The row of `idempotency_keys`, which has no id of its own.
fn place(used: &KeyUse) -> Place {
    let KeyUse { caller, route, key, .. } = used;
    let hash = digest(&SHA256, [caller.as_str(), route, key].join("\0").as_bytes());
    let mut row = [0; 16];
    row.copy_from_slice(&hash.as_ref()[..16]);
    Place { table: "idempotency_keys", column: "result", row: Uuid::from_bytes(row) }
}

impl ClinicKey {
    /// Seals an answer. Without a key nothing is kept.
    pub fn seal_answer(&self, used: Option<&KeyUse>, answer: &[u8]) -> Result<Vec<u8>, VaultError> {
        used.map_or(Ok(Vec::new()), |used| self.seal(place(used), answer))
    }

    /// Opens an answer.
    pub fn open_answer(&self, used: &KeyUse, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        self.open(place(used), sealed)
    }
}

/// The answer to the first request with this key, if there was one.
pub async fn first<M: Message + Default>(
    tx: &Transaction<'_>,
    used: Option<&KeyUse>,
    sealed_by: Option<&ClinicKey>,
) -> Result<Option<M>, Failure> {
    let (Some(answer), Some(used)) = (idempotency::claim(tx, used).await?, used) else { return Ok(None) };
    let answer = match sealed_by {
        Some(key) => key.open_answer(used, &answer)?,
        None => answer,
    };
    decode(&answer).map(Some)
}

/// An answer out of what was kept.
pub fn decode<M: Message + Default>(answer: &[u8]) -> Result<M, Failure> {
    M::decode(answer).map_err(|error| {
        tracing::error!(%error, "a stored idempotency answer is unreadable");
        Problem::of(ErrorCode::Internal).into()
    })
}

/// Keeps the answer under the key, if there is one.
pub async fn keep<M: Message>(
    tx: &Transaction<'_>,
    used: Option<&KeyUse>,
    sealed_by: Option<&ClinicKey>,
    answer: &M,
    now: Timestamp,
) -> Result<(), Failure> {
    let answer = answer.encode_to_vec();
    let answer = match sealed_by {
        Some(key) => key.seal_answer(used, &answer)?,
        None => answer,
    };
    idempotency::remember(tx, used, &answer, None, now).await
}
