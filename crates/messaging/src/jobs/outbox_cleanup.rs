//! Deletes published events, and dead letters that nobody has replayed, once they are expired. The audit log keeps each step of an
//! appointment; how far a clinic's events were deleted, and how many, is written down with each batch (`outbox_horizons`), and
//! `holdfast check` compares the two. Any number of processes may do this at once.

use std::sync::Arc;

use holdfast_domain::Clock;
use holdfast_domain::clock::first_id;
use holdfast_postgres::batches::{BATCH, Pace, in_batches};
use holdfast_postgres::{Database, DbError};
use holdfast_sql::queries::messaging as sql;
use uuid::Uuid;

use crate::Retention;

/// What deletes them. Give it a pool of the relay's role.
#[derive(Clone)]
pub struct OutboxCleanup {
    db: Database,
    clock: Arc<dyn Clock>,
    retention: Retention,
}

impl OutboxCleanup {
    /// The deletion over a database.
    pub fn new(db: Database, clock: Arc<dyn Clock>, retention: Retention) -> Self {
        Self { db, clock, retention }
    }

    /// Deletes dead letters that nobody has replayed in time; returns how many those were.
    pub async fn delete_dead_letters(&self) -> Result<u64, DbError> {
        let before = self.retention.of_events(self.clock.now());
        let deleted = in_batches(|| async {
            let client = self.db.client().await?;
            Ok::<_, DbError>(sql::delete_expired_dead_letters().bind(&client, &before, &BATCH).await?)
        })
        .await?;
        if deleted > 0 {
            tracing::warn!(dead_letters = deleted, "dead letters expired that were never replayed");
        }
        Ok(deleted)
    }

    /// Deletes published events that are expired; returns how many those were.
    pub async fn delete_events(&self) -> Result<u64, DbError> {
        let before = self.retention.of_events(self.clock.now());
        let until_id = first_id(before);
        let clinics = self.clinics_with_old_events(until_id).await?;
        let (mut pace, mut deleted) = (Pace::begin(), 0);
        for clinic_id in clinics {
            let mut next = Some(Uuid::nil());
            while let Some(after_id) = next {
                let client = self.db.client().await?;
                let batch = sql::delete_expired_events()
                    .bind(&client, &clinic_id, &after_id, &until_id, &BATCH, &before)
                    .one()
                    .await?;
                drop(client);
                deleted += batch.deleted.unsigned_abs();
                next = batch.last_id;
                pace.rest().await;
            }
        }
        Ok(deleted)
    }

    async fn clinics_with_old_events(&self, until_id: Uuid) -> Result<Vec<Uuid>, DbError> {
        let client = self.db.client().await?;
        Ok(sql::clinics_with_old_events().bind(&client, &until_id).all().await?)
    }
}
