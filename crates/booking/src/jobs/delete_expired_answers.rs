//! Deletes the answers to idempotency keys that have expired: of every service, since they are in one table.

use holdfast_postgres::DbError;
use holdfast_postgres::batches::{BATCH, in_batches};
use holdfast_sql::queries::idempotency as sql;
use jiff::SignedDuration;

use crate::Booking;

/// How long the answer to an `Idempotency-Key` is kept.
const ANSWERS_KEPT: SignedDuration = SignedDuration::from_hours(24);

impl Booking {
    /// Deletes expired answers; returns how many those were.
    pub async fn delete_expired_answers(&self) -> Result<u64, DbError> {
        let before = self.clock.now() - ANSWERS_KEPT;
        in_batches(|| async {
            let client = self.db.client().await?;
            Ok(sql::delete_expired_answers().bind(&client, &before, &BATCH).await?)
        })
        .await
    }
}
