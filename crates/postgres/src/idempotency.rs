//! The first answer to each `Idempotency-Key`, kept in the transaction of the change it answers.

use deadpool_postgres::Transaction;
use holdfast_domain::{ErrorCode, Problem};
use holdfast_sql::queries::idempotency as sql;
use jiff::Timestamp;
use uuid::Uuid;

use crate::retry::Failure;

/// One use of a key.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// Who owns it.
    pub caller: &'a str,
    /// For which route.
    pub route: &'a str,
    /// The key.
    pub key: &'a str,
    /// SHA-256 of the request.
    pub request_hash: &'a [u8],
}

impl Key<'_> {
    /// Takes the key for this transaction, or gives the answer that it already has.
    pub async fn claim(&self, tx: &Transaction<'_>) -> Result<Option<Vec<u8>>, Failure> {
        if !sql::try_lock_key().bind(tx, &self.caller, &self.route, &self.key).one().await? {
            return Err(Problem::of(ErrorCode::IdempotencyInProgress).into());
        }
        let found = sql::find_answer().bind(tx, &self.caller, &self.route, &self.key).opt().await?;
        match found {
            None => Ok(None),
            Some(answer) => Ok(Some(replay(&answer.request_hash, self.request_hash, answer.result)?)),
        }
    }

    /// Keeps the answer.
    pub async fn remember(
        &self,
        tx: &Transaction<'_>,
        answer: &[u8],
        appointment_id: Option<Uuid>,
        now: Timestamp,
    ) -> Result<(), Failure> {
        sql::remember_answer()
            .bind(
                tx,
                &self.caller,
                &self.route,
                &self.key,
                &self.request_hash,
                &answer,
                &appointment_id,
                &now,
            )
            .await?;
        Ok(())
    }
}

/// The stored answer, if the request is the one it was given to.
pub fn replay(stored_hash: &[u8], request_hash: &[u8], answer: Vec<u8>) -> Result<Vec<u8>, Problem> {
    if stored_hash == request_hash { Ok(answer) } else { Err(Problem::of(ErrorCode::IdempotencyMismatch)) }
}
