//! Deletes expired rows: what mails about appointments were, notes in the inbox, the counts of days that are over; and takes
//! recipients' hashes out of the rows that stay.

use holdfast_domain::clock::first_id;
use holdfast_postgres::batches::{BATCH, Pace, in_batches};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope, commit};
use holdfast_sql::queries::notification as sql;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::Notification;

/// How long it is known which mails went to one mailbox.
const RECIPIENTS_KEPT: SignedDuration = SignedDuration::from_hours(48);
/// Most clinics of one look.
const CLINICS: i64 = 100;

impl Notification {
    /// Deletes the counts of days that are over; returns how many those were.
    pub async fn delete_expired_counts(&self) -> Result<u64, DbError> {
        let before = self.clock.now() - RECIPIENTS_KEPT;
        let client = self.db.client().await?;
        Ok(sql::delete_expired_mail_counts().bind(&client, &before).await?)
    }

    /// Takes recipients' hashes out of rows; returns of how many.
    pub async fn forget_recipients(&self) -> Result<u64, DbError> {
        let before = self.clock.now() - RECIPIENTS_KEPT;
        let mut client = self.db.client().await?;
        let mut forgotten = 0;
        loop {
            let clinics = sql::clinics_with_old_recipients().bind(&client, &before, &CLINICS).all().await?;
            if clinics.is_empty() {
                return Ok(forgotten);
            }
            for clinic_id in clinics {
                let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
                forgotten += sql::forget_recipients().bind(&tx, &clinic_id, &before).await?;
                commit(tx).await?;
            }
        }
    }

    /// Deletes what mails were about appointments that are long over; returns how many rows those were.
    pub async fn delete_expired_notifications(&self) -> Result<u64, DbError> {
        let before = self.retention.of_listeners(self.clock.now());
        let until_id = first_id(before);
        let mut client = self.db.client().await?;
        let (mut deleted, mut after) = (0, Uuid::nil());
        loop {
            let page = sql::page_of_clinics().bind(&client, &after, &CLINICS).all().await?;
            let Some(last) = page.last() else { return Ok(deleted) };
            after = *last;
            let tx = begin(&mut client, Scope::Clinics(&page)).await?;
            let clinics = sql::clinics_with_old_notifications().bind(&tx, &page, &until_id).all().await?;
            commit(tx).await?;
            drop(client);
            for clinic_id in clinics {
                deleted += self.delete_of_clinic(clinic_id, before).await?;
            }
            client = self.db.client().await?;
        }
    }

    async fn delete_of_clinic(&self, clinic_id: Uuid, before: Timestamp) -> Result<u64, DbError> {
        let until_id = first_id(before);
        let (mut pace, mut deleted) = (Pace::begin(), 0);
        let mut next = Some(Uuid::nil());
        while let Some(after_id) = next {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
            let batch = sql::delete_expired_notifications()
                .bind(&tx, &clinic_id, &after_id, &until_id, &BATCH, &before)
                .one()
                .await?;
            commit(tx).await?;
            drop(client);
            deleted += batch.deleted.unsigned_abs();
            next = batch.last_id;
            pace.rest().await;
        }
        Ok(deleted)
    }

    /// Deletes expired notes that an event was dealt with; returns how many those were.
    pub async fn delete_expired_inbox(&self) -> Result<u64, DbError> {
        let before = self.retention.of_listeners(self.clock.now());
        let until_id = first_id(before);
        in_batches(|| async {
            let client = self.db.client().await?;
            Ok(sql::delete_expired_inbox().bind(&client, &until_id, &before, &BATCH).await?)
        })
        .await
    }
}
