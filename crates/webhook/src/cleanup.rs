//! Deletes expired deliveries, whatever became of them.

use std::time::Duration;

use holdfast_postgres::DbError;
use holdfast_postgres::cleanup::{self, BATCH};
use holdfast_sql::queries::webhook as sql;

use crate::Webhooks;

impl Webhooks {
    /// Cleans up every so often, until it is dropped.
    pub async fn run_cleanup(self, every: Duration) {
        cleanup::run(every, || async {
            cleanup::note("webhook_deliveries", self.delete_expired_deliveries().await);
        })
        .await;
    }

    /// Deletes expired deliveries; returns how many those were.
    pub async fn delete_expired_deliveries(&self) -> Result<u64, DbError> {
        let before = self.retention.of_listeners(self.clock.now());
        let client = self.db.client().await?;
        cleanup::in_batches(|| async {
            Ok(sql::delete_expired_deliveries().bind(&client, &before, &BATCH).await?)
        })
        .await
    }
}
