//! Erases a patient (GDPR, article 17): everything personal goes, for good, out of the record and its appointments. What
//! the clinic's books need stays: that somebody was there, when, with whom. Appointments have to be settled first, those to
//! come cancelled: so nothing is written to them any more.
//!
//! Answers kept for idempotency keys are deleted by age (`ANSWERS_KEPT`); given once more meanwhile, they come without what was erased
//! (`patients.rs`; for appointments booking's `record.rs`). Backups are sealed and age out (`docs/security.md`).

use holdfast_domain::{Asked, ClinicId, ErrorCode, PatientId, Problem};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{Patient, PatientRequest};
use holdfast_sql::queries::{clinic as sql, merge};

use crate::Clinics;
use crate::patients::{about, open};
use crate::write::Written;

impl Clinics {
    pub(crate) async fn erase_patient(
        &self,
        asked: &Asked,
        PatientRequest { clinic_id, id: PatientId(id) }: PatientRequest,
    ) -> Result<Patient, Failure> {
        let caller = &asked.caller;
        caller.require_admin(clinic_id)?;
        let ClinicId(clinic_id) = clinic_id;
        let key = self.vault.clinic(clinic_id).await?;
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        // A booking under way is waited for, and counted; from now on the record is unknown to bookings. (One that had looked
        // at the record before, and did not get to write until after this, is there, as an appointment of nobody: `check` does
        // not mind it, the front desk sees it, and erasing again takes its reason.)
        let row =
            sql::get_patient().bind(&tx, &clinic_id, &id).opt().await?.ok_or_else(Problem::not_found)?;
        // One person, by whichever of the merged records they are asked for: all of them go. Merges take the locks in the same order.
        let stays = row.merged_into.unwrap_or(id);
        let mut ids = merge::merged_into().bind(&tx, &clinic_id, &stays).all().await?;
        ids.push(stays);
        let locked = merge::lock_records().bind(&tx, &clinic_id, &ids).all().await?;
        let stands = |record: &merge::Record| record.merged_into.unwrap_or(record.id) == stays;
        if !locked.iter().all(stands) || !ids.contains(&id) {
            return Err(Problem::new(
                ErrorCode::Overloaded,
                "the record is being merged; nothing was changed",
            )
            .into());
        }
        // and so is whoever would open one again
        sql::lock_appointments_of_patient().bind(&tx, &clinic_id, &stays).all().await?;
        if sql::count_open_appointments().bind(&tx, &clinic_id, &stays).one().await? > 0 {
            return Err(Problem::of(ErrorCode::PatientHasAppointments).into());
        }
        let rows = sql::erase_patients().bind(&tx, &clinic_id, &ids, &now).all().await?;
        for row in rows.iter().filter(|row| row.id != id) {
            self.note_all(&tx, caller, &["patient.erase"], about(row)).await?;
        }
        let row = rows.into_iter().find(|row| row.id == id).ok_or_else(Problem::not_found)?;
        let written = Written {
            clinic_id,
            id,
            version: row.version,
            patient_id: Some(id),
            message: open(&row, &key)?,
            seals: None,
        };
        self.finish(tx, asked, "patient.erase", written).await
    }
}
