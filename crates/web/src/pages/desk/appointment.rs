//! `/desk/{clinic}/appointments/{id}`: an appointment with its patient, and the steps that the desk takes.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{AppointmentId, ClinicId};
use holdfast_domain::{Action, Mark, Page as Part, Problem, Status};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::booking::{Appointment, GetAppointmentRequest, ListAppointmentsRequest, StepRequest};
use holdfast_rpc::clinic::{Patient, PatientRequest};

use super::moving::sheet_of;
use super::people::born;
use super::refused_key;
use crate::page::{Frame, respond, see_other};
use crate::pages::appointment::state_key;
use crate::texts::key;
use crate::visit::{Posted, Visit};
use crate::visit_facts::VisitFacts;
use crate::when::Local;
use holdfast_gateway::http::instant::zone;

/// A patient's other appointments that are shown.
const OTHERS: u32 = 20;

/// A step that can be taken now: what its button sends, and says.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) says: String,
    pub(crate) is_main: bool,
}

#[derive(Template)]
#[template(path = "pages/desk/appointment.html")]
struct Page {
    frame: Frame,
    clinic_id: ClinicId,
    id: AppointmentId,
    version: u32,
    facts: VisitFacts,
    date: String,
    patient: Option<Patient>,
    born: String,
    /// Whether the visitor opens patients' records.
    is_desk: bool,
    reason: String,
    state: &'static str,
    says: String,
    steps: Vec<Step>,
    can_change: bool,
    others: Vec<(String, String, String)>,
    refused: Option<String>,
}

/// The appointment, if it is one of this clinic.
pub(crate) async fn find(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    id: AppointmentId,
) -> Result<Appointment, Problem> {
    let found = gateway.booking().get_appointment(visit.asked(), GetAppointmentRequest { id }).await?;
    if found.clinic_id == clinic_id { Ok(found) } else { Err(Problem::not_found()) }
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, AppointmentId)>,
) -> Result<Response, Refusal> {
    let appointment = find(&gateway, &visit, clinic_id, id).await?;
    page(&gateway, &visit, &appointment, None, StatusCode::OK).await
}

async fn page(
    gateway: &Gateway,
    visit: &Visit,
    appointment: &Appointment,
    refused: Option<String>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let (clinic_id, id) = (appointment.clinic_id, appointment.id);
    let facts = VisitFacts::of(gateway, visit, appointment).await?;
    let (patient, others) = match appointment.patient_id {
        Some(patient_id) => {
            let request = ListAppointmentsRequest {
                clinic_id: Some(clinic_id),
                patient_id: Some(patient_id),
                from_us: Some(gateway.now().as_microsecond() - 180 * 86_400_000_000),
                page: Part { limit: OTHERS, ..Part::default() },
                ..ListAppointmentsRequest::default()
            };
            let (patient, others) = tokio::try_join!(
                gateway.clinics().get_patient(visit.asked(), PatientRequest { clinic_id, id: patient_id }),
                gateway.booking().list_appointments(visit.asked(), request),
            )?;
            (Some(patient), others.items)
        }
        None => (None, Vec::new()),
    };
    let mut frame = visit.frame(gateway, t.say("desk-appointment"));
    frame.is_wide = true;
    let other = |of: &Appointment| {
        let at = Local::new(of.starts_at_us, &zone(&of.time_zone));
        let when = format!("{}, {}", t.formats.full_day(at.date()), t.formats.time(at.time()));
        (of.id.to_string(), when, t.say(state_key(of.status)))
    };
    let page = Page {
        frame,
        clinic_id,
        id,
        version: appointment.version,
        date: facts.at.date().to_string(),
        facts,
        born: patient.as_ref().map(|patient| born(&patient.birth_date, t)).unwrap_or_default(),
        is_desk: visit.caller.require_desk(clinic_id).is_ok(),
        patient,
        reason: appointment.reason.clone(),
        state: appointment.status.as_str(),
        says: t.say(state_key(appointment.status)),
        steps: steps(visit, appointment),
        can_change: matches!(appointment.status, Status::Confirmed | Status::Pending),
        others: others.iter().filter(|of| of.id != id).map(other).collect(),
        refused,
    };
    Ok(respond(status, &page))
}

/// The steps that fit its state; when each may be taken is for the rules, which answer if it may not.
pub(crate) fn steps(visit: &Visit, appointment: &Appointment) -> Vec<Step> {
    let t = visit.t;
    let step = |name, says, is_main| Step { name, says: t.say(says), is_main };
    match (appointment.status, appointment.checked_in_at_us.is_some()) {
        (Status::Confirmed, false) => {
            vec![step("check-in", key("desk-check-in"), true), step("no-show", key("desk-no-show"), false)]
        }
        (Status::Confirmed, true) => {
            vec![
                step("complete", key("desk-complete"), true),
                step("undo-check-in", key("desk-undo-check-in"), false),
            ]
        }
        (Status::Completed, _) => vec![step("undo-complete", key("desk-undo"), false)],
        (Status::NoShow, _) => vec![step("undo-no-show", key("desk-undo"), false)],
        (Status::Pending, _) => vec![step("confirm", key("desk-confirm"), true)],
        (Status::Cancelled, _) => Vec::new(),
    }
}

pub(crate) fn action(name: &str) -> Option<Action> {
    Some(match name {
        "confirm" => Action::Confirm,
        "check-in" => Action::CheckIn,
        "complete" => Action::Complete,
        "no-show" => Action::NoShow,
        "cancel" => Action::Cancel,
        "undo-check-in" => Action::Undo(Mark::CheckIn),
        "undo-complete" => Action::Undo(Mark::Complete),
        "undo-no-show" => Action::Undo(Mark::NoShow),
        _ => return None,
    })
}

pub(crate) async fn step(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, AppointmentId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    find(&gateway, &visit, clinic_id, id).await?;
    let action = action(fields.text("step")).ok_or_else(|| Problem::field("step", "is not a step"))?;
    let request = StepRequest {
        appointment_id: id,
        expected_version: fields.parsed("version"),
        action,
        reason: fields.text("reason").to_owned(),
        override_reason: None,
    };
    match gateway.booking().take_step(visit.asked(), request).await {
        Ok(done) => Ok(see_other(&sheet_of(&done))),
        Err(problem) => {
            let Some(says) = refused_key(problem.code) else { return Err(problem.into()) };
            let appointment = find(&gateway, &visit, clinic_id, id).await?;
            page(&gateway, &visit, &appointment, Some(visit.t.say(says)), StatusCode::CONFLICT).await
        }
    }
}
