//! Deletes the answers to idempotency keys that have expired: of every service, since they are in one table.

use std::time::Duration;

use holdfast_postgres::DbError;
use holdfast_postgres::cleanup::{self, BATCH};
use holdfast_sql::queries::idempotency as sql;
use jiff::SignedDuration;

use crate::Booking;

/// How long the answer to an `Idempotency-Key` is kept.
const ANSWERS_KEPT: SignedDuration = SignedDuration::from_hours(24);

impl Booking {
    /// Cleans up every so often, until it is dropped.
    pub async fn run_cleanup(self, every: Duration) {
        cleanup::run(every, || async {
            cleanup::note("idempotency_keys", self.delete_expired_answers().await);
        })
        .await;
    }

    /// Deletes expired answers; returns how many those were.
    pub async fn delete_expired_answers(&self) -> Result<u64, DbError> {
        let before = self.clock.now() - ANSWERS_KEPT;
        let client = self.db.client().await?;
        cleanup::in_batches(|| async {
            Ok(sql::delete_expired_answers().bind(&client, &before, &BATCH).await?)
        })
        .await
    }
}
