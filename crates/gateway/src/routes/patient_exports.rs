//! `/v1/clinics/{clinic_id}/patients/{id}/export`

use axum::Json as Answer;
use axum::extract::State;
use holdfast_domain::ErrorCode::{OutcomeUnknown, PatientMerged};
use holdfast_domain::{AppointmentId, Asked, ClinicId, DoctorId, PatientId, SlotId};
use holdfast_rpc::clinic::{ExportedAppointment as Message, PatientRequest};
use jiff::tz::TimeZone;
use serde::Serialize;
use utoipa::ToSchema;

use super::patients::Patient;
use crate::Gateway;
use crate::http::caller::As;
use crate::http::facts::{DESK, Facts, Key, Rate};
use crate::http::instant::{render, zone};
use crate::http::params::PathIds;
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(export), Facts::new(DESK, Key::Without, Rate::Usual, &[OutcomeUnknown, PatientMerged]))
}

/// An appointment as it is held.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportedAppointment {
    #[schema(value_type = Uuid)]
    id: AppointmentId,
    #[schema(value_type = Uuid)]
    doctor_id: DoctorId,
    #[schema(value_type = Uuid)]
    slot_id: SlotId,
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    status: &'static str,
    mode: &'static str,
    /// What the patient came for, if that was said.
    #[schema(required)]
    visit_type: Option<String>,
    reason: String,
    cancel_reason: String,
    /// Why it was kept although the hours did not cover it.
    kept_reasons: Vec<String>,
    /// Why the clinic went past rules of its own for it.
    override_reasons: Vec<String>,
    #[schema(format = DateTime, required)]
    checked_in_at: Option<String>,
    #[schema(minimum = 1)]
    version: u32,
    #[schema(format = DateTime)]
    booked_at: String,
}

impl ExportedAppointment {
    fn of(message: Message, zone: &TimeZone) -> Self {
        Self {
            starts_at: render(message.starts_at_us, zone),
            ends_at: render(message.ends_at_us, zone),
            checked_in_at: message.checked_in_at_us.map(|at| render(at, zone)),
            booked_at: render(message.booked_at_us, zone),
            id: message.id,
            visit_type: message.visit_type,
            doctor_id: message.doctor_id,
            slot_id: message.slot_id,
            status: message.status.as_str(),
            mode: message.mode.as_str(),
            reason: message.reason,
            cancel_reason: message.cancel_reason,
            kept_reasons: message.kept_reasons,
            override_reasons: message.override_reasons,
            version: message.version,
        }
    }
}

/// Everything that a clinic holds on a patient.
#[derive(Debug, Serialize, ToSchema)]
pub struct PatientExport {
    patient: Patient,
    /// The records that were merged into it, as they were.
    merged: Vec<Patient>,
    time_zone: String,
    appointments: Vec<ExportedAppointment>,
}

/// Everything that the clinic holds on a patient, to be handed to them.
#[utoipa::path(get, operation_id = "exportPatient", path = "/clinics/{clinic_id}/patients/{id}/export",
    tag = "patients",
    params(("clinic_id" = Uuid, Path), ("id" = Uuid, Path)),
    responses((status = 200, body = PatientExport)))]
pub async fn export(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, PatientId)>,
) -> Result<Answer<PatientExport>, Refusal> {
    let request = PatientRequest { clinic_id, id };
    let export = gateway.clinics().export_patient(Asked::by(caller), request).await?;
    let zone = zone(&export.time_zone);
    let appointments = export.appointments.into_iter();
    Ok(Answer(PatientExport {
        patient: export.patient.into(),
        merged: export.merged.into_iter().map(Patient::from).collect(),
        appointments: appointments.map(|message| ExportedAppointment::of(message, &zone)).collect(),
        time_zone: export.time_zone,
    }))
}
