//! Deletes the answers to idempotency keys that have expired: of every service, since they are in one table.

use holdfast_domain::idempotency;
use holdfast_postgres::DbError;
use holdfast_postgres::batches::{BATCH, in_batches};
use holdfast_sql::queries::idempotency as sql;

use crate::Booking;

impl Booking {
    /// Deletes expired answers; returns how many those were.
    pub async fn delete_expired_answers(&self) -> Result<u64, DbError> {
        let before = self.clock.now() - idempotency::ANSWERS_KEPT;
        in_batches(|| async {
            let client = self.db.client().await?;
            Ok(sql::delete_expired_answers().bind(&client, &before, &BATCH).await?)
        })
        .await
    }
}
