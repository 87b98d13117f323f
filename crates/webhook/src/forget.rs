//! Deliveries of long ago are forgotten, whatever became of them.

use std::time::Duration;

use holdfast_postgres::DbError;
use holdfast_sql::queries::webhook as sql;
use jiff::SignedDuration;

use crate::Webhooks;

/// How often, and how long after the event.
const FORGETS_EVERY: Duration = Duration::from_secs(600);
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

impl Webhooks {
    /// Forgets deliveries of long ago, until it is dropped.
    pub async fn run_forgetting(self) {
        loop {
            if let Err(error) = self.forget().await {
                tracing::warn!(%error, "deliveries of long ago are not forgotten");
            }
            tokio::time::sleep(FORGETS_EVERY).await;
        }
    }

    /// Forgets deliveries of long ago.
    pub async fn forget(&self) -> Result<(), DbError> {
        let before = self.clock.now() - KEPT;
        let client = self.db.client().await?;
        while sql::forget_deliveries().bind(&client, &before).await? > 0 {}
        Ok(())
    }
}
