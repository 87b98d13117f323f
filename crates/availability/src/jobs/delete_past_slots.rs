//! Deletes slots that were squeezed in and waited in vain, and free slots whose day is long over. Nobody can book them any more; booked ones stay, since appointments point to them.

use holdfast_postgres::batches::{BATCH, in_batches};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope, commit};
use holdfast_sql::queries::availability as sql;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::Availability;

/// Most clinics of one look.
const CLINICS: i64 = 100;

impl Availability {
    /// Deletes free slots that began longer ago than `kept`, with what search knows of them; returns how many those were.
    pub async fn delete_past_slots(&self, kept: SignedDuration) -> Result<u64, DbError> {
        let before = self.clock.now() - kept;
        let (mut deleted, mut after) = (0, Uuid::nil());
        loop {
            let page = self.page_of_clinics(after).await?;
            let Some(last) = page.last() else { return Ok(deleted) };
            after = *last;
            for row in self.doctors_with_expired_slots(&page).await? {
                deleted += self.delete_squeezed_in(row.clinic_id, row.doctor_id).await?;
            }
            for clinic_id in self.clinics_with_past_slots(&page, before).await? {
                deleted += in_batches(|| self.delete_batch(clinic_id, before)).await?;
            }
        }
    }

    async fn page_of_clinics(&self, after: Uuid) -> Result<Vec<Uuid>, DbError> {
        let client = self.db.client().await?;
        let clinics = sql::clinics_after().bind(&client, &after, &CLINICS).all().await?;
        Ok(clinics.into_iter().map(|clinic| clinic.id).collect())
    }

    async fn doctors_with_expired_slots(
        &self,
        clinic_ids: &[Uuid],
    ) -> Result<Vec<sql::DoctorsWithExpiredSlots>, DbError> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinics(clinic_ids)).await?;
        let doctors =
            sql::doctors_with_expired_slots().bind(&tx, &clinic_ids, &self.clock.now()).all().await?;
        commit(tx).await?;
        Ok(doctors)
    }

    /// Those of one doctor that were squeezed in and waited in vain. What fails is tried again in the next round.
    async fn delete_squeezed_in(&self, clinic_id: Uuid, doctor_id: Uuid) -> Result<u64, DbError> {
        let deleted = self.delete_expired(clinic_id, doctor_id).await;
        deleted.or_else(|failure| match failure {
            Failure::Database(error) => Err(error),
            Failure::Refused(problem) => {
                tracing::warn!(doctor.id = %doctor_id, %problem, "deleting a slot that waited in vain failed; will retry");
                Ok(0)
            }
        })
    }

    async fn clinics_with_past_slots(
        &self,
        clinic_ids: &[Uuid],
        before: Timestamp,
    ) -> Result<Vec<Uuid>, DbError> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinics(clinic_ids)).await?;
        let clinics = sql::clinics_with_past_slots().bind(&tx, &clinic_ids, &before).all().await?;
        commit(tx).await?;
        Ok(clinics)
    }

    async fn delete_batch(&self, clinic_id: Uuid, before: Timestamp) -> Result<u64, DbError> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let deleted = sql::delete_past_slots().bind(&tx, &clinic_id, &before, &BATCH).await?;
        sql::delete_past_conflicts().bind(&tx, &clinic_id, &before).await?;
        commit(tx).await?;
        Ok(deleted)
    }
}
