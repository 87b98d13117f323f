//! Deletes expired deliveries, whatever became of them.

use holdfast_postgres::DbError;
use holdfast_postgres::batches::{BATCH, in_batches};
use holdfast_sql::queries::webhook as sql;

use crate::Webhooks;

impl Webhooks {
    /// Deletes expired deliveries; returns how many those were.
    pub async fn delete_expired_deliveries(&self) -> Result<u64, DbError> {
        let before = self.retention.of_listeners(self.clock.now());
        in_batches(|| async {
            let client = self.db.client().await?;
            Ok(sql::delete_expired_deliveries().bind(&client, &before, &BATCH).await?)
        })
        .await
    }
}
