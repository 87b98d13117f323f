//! Everything that is held on a patient, for the patient (GDPR, articles 15 and 20).

use holdfast_domain::template::Mode;
use holdfast_domain::{
    AppointmentId, Asked, ClinicId, DoctorId, ErrorCode, PatientId, Problem, SlotId, Status,
};
use holdfast_postgres::audit::Notes;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::clinic::{ExportedAppointment, PatientExport, PatientRequest};
use holdfast_sql::queries::{clinic as sql, merge};
use holdfast_vault::{ClinicKey, Place};
use jiff::Timestamp;

use crate::Clinics;
use crate::patients::{about, open, unless_merged};

fn appointment(row: sql::AppointmentsOfPatient, key: &ClinicKey) -> Result<ExportedAppointment, Failure> {
    let overruled = row.override_ids.iter().zip(&row.override_reasons);
    let kept = row.kept_ids.iter().zip(&row.kept_reasons);
    Ok(ExportedAppointment {
        kept_reasons: kept
            .map(|(id, reason)| key.open_text(Place::kept_reason(*id), reason))
            .collect::<Result<_, _>>()?,
        override_reasons: overruled
            .map(|(id, reason)| key.open_text(Place::override_reason(*id), reason))
            .collect::<Result<_, _>>()?,
        reason: key.open_text(Place::appointment_reason(row.id), &row.reason)?,
        cancel_reason: key.open_text(Place::cancel_reason(row.id), &row.cancel_reason)?,
        id: AppointmentId(row.id),
        doctor_id: DoctorId(row.doctor_id),
        slot_id: SlotId(row.slot_id),
        starts_at_us: row.starts_at.as_microsecond(),
        ends_at_us: row.ends_at.as_microsecond(),
        status: Status::parse(&row.status).ok_or_else(unknown)?,
        mode: Mode::parse(&row.mode).ok_or_else(unknown)?,
        visit_type: row.visit_type,
        checked_in_at_us: row.checked_in_at.map(Timestamp::as_microsecond),
        version: row.version.unsigned_abs(),
        booked_at_us: row.booked_at.as_microsecond(),
    })
}

/// CHECKs of the table allow nothing that is not known.
fn unknown() -> Problem {
    Problem::of(ErrorCode::Internal)
}

impl Clinics {
    pub(crate) async fn export_patient(
        &self,
        asked: &Asked,
        PatientRequest { clinic_id, id: PatientId(id) }: PatientRequest,
    ) -> Result<PatientExport, Failure> {
        let caller = &asked.caller;
        // a doctor sees their own appointments alone, and this has everybody's
        caller.require_desk(clinic_id)?;
        let ClinicId(clinic_id) = clinic_id;
        let key = self.vault.clinic(clinic_id).await?;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let row =
            sql::get_patient().bind(&tx, &clinic_id, &id).opt().await?.ok_or_else(Problem::not_found)?;
        let row = unless_merged(row)?;
        let merged = merge::merged_into().bind(&tx, &clinic_id, &id).all().await?;
        let merged = sql::get_patients().bind(&tx, &clinic_id, &merged).all().await?;
        let clinic = sql::get_clinic().bind(&tx, &clinic_id).one().await?;
        let appointments = sql::appointments_of_patient().bind(&tx, &clinic_id, &id).all().await?;
        let export = PatientExport {
            patient: open(&row, &key)?,
            merged: merged.iter().map(|row| open(row, &key)).collect::<Result<_, _>>()?,
            time_zone: clinic.time_zone,
            appointments: appointments
                .into_iter()
                .map(|row| appointment(row, &key))
                .collect::<Result<_, _>>()?,
        };
        // each is a copy that leaves
        let notes = Notes { tx: &tx, caller, now: self.clock.now(), ids: &self.ids };
        notes.looks("export.patient", &[about(&row)]).await?;
        commit(tx).await?;
        Ok(export)
    }
}
