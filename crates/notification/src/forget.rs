//! Recipients' hashes and the counts of days that are over are forgotten.

use std::time::Duration;

use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope, commit};
use holdfast_sql::queries::notification as sql;
use jiff::SignedDuration;

use crate::Notification;

/// How often, and how long after.
const FORGETS_EVERY: Duration = Duration::from_secs(3600);
const KEPT: SignedDuration = SignedDuration::from_hours(48);
/// Most clinics of one look.
const CLINICS: i64 = 100;

impl Notification {
    /// Forgets what is over, until it is dropped.
    pub async fn run_forgetting(self) {
        loop {
            if let Err(error) = self.forget().await {
                tracing::warn!(%error, "recipients of old mails are not forgotten; trying again in an hour");
            }
            tokio::time::sleep(FORGETS_EVERY).await;
        }
    }

    /// Forgets what is over.
    pub async fn forget(&self) -> Result<(), DbError> {
        let before = self.clock.now() - KEPT;
        let mut client = self.db.client().await?;
        sql::forget_mail_counts().bind(&client, &before).await?;
        loop {
            let clinics = sql::clinics_with_old_recipients().bind(&client, &before, &CLINICS).all().await?;
            if clinics.is_empty() {
                return Ok(());
            }
            for clinic_id in clinics {
                let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
                sql::forget_recipients().bind(&tx, &clinic_id, &before).await?;
                commit(tx).await?;
            }
        }
    }
}
