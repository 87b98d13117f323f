//! Trying a transaction again when the server rolled it back for reasons of others.

use std::time::Duration;

use holdfast_domain::{Ids, Problem};

use crate::error::DbError;

/// Tries at most this often.
const TRIES: u32 = 6;

/// Why one try of a transaction ended without success.
#[derive(Debug)]
pub enum Failure {
    /// The rules say no: final.
    Refused(Problem),
    /// The database says no: perhaps only for now.
    Database(DbError),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem)
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(problem) => problem,
            Failure::Database(error) => error.into(),
        }
    }
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        Self::Database(error)
    }
}

impl From<tokio_postgres::Error> for Failure {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Runs `one_try` until it gives an answer, with full jitter between tries, so that two transactions that
/// met once do not meet again.
pub async fn with_retry<T, Try, Running>(ids: &Ids, mut one_try: Try) -> Result<T, Problem>
where
    Try: FnMut() -> Running,
    Running: Future<Output = Result<T, Failure>>,
{
    for attempt in 1.. {
        match one_try().await {
            Ok(value) => return Ok(value),
            Err(Failure::Database(error)) if error.is_transient() && attempt < TRIES => {
                let bound_ms = 5_u64 << attempt;
                tokio::time::sleep(Duration::from_millis(ids.below(bound_ms))).await;
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    unreachable!("the last try returns")
}
