//! `/desk/{clinic}/conflicts`: bookings that hours no longer cover, to be moved, called off or kept.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::Problem;
use holdfast_domain::ids::{AppointmentId, ClinicId, ConflictId};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::booking::{Conflict, KeepConflictRequest, ListConflictsRequest};

use super::refused_key;
use crate::page::{Frame, respond, see_other, status_of};
use crate::texts::{Texts, key};
use crate::visit::{Posted, Visit};
use crate::when::Local;
use holdfast_gateway::http::instant::zone;

/// Rows of a page: who works them off loads it anew.
const SHOWN: u32 = 50;

/// A booking to be worked off.
struct Row {
    id: ConflictId,
    appointment_id: AppointmentId,
    version: u32,
    patient: String,
    doctor: String,
    when: String,
    cause: String,
    /// The nearest free times: what their buttons send, and say.
    alternatives: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/desk/conflicts.html")]
struct Page {
    frame: Frame,
    clinic_id: ClinicId,
    open: u32,
    rows: Vec<Row>,
    refused: Option<String>,
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
) -> Result<Response, Refusal> {
    page(&gateway, &visit, clinic_id, None, StatusCode::OK).await
}

async fn page(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    refused: Option<String>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let request = ListConflictsRequest {
        clinic_id,
        doctor_id: None,
        state: Some("open".to_owned()),
        page: holdfast_domain::Page { limit: SHOWN, ..holdfast_domain::Page::default() },
    };
    let found = gateway.booking().list_conflicts(visit.asked(), request).await?;
    let mut frame = visit.frame(gateway, t.say("conflicts-title"));
    frame.is_wide = true;
    let rows = found.items.iter().map(|of| row(of, t)).collect();
    Ok(respond(status, &Page { frame, clinic_id, open: found.open, rows, refused }))
}

fn row(of: &Conflict, t: &Texts) -> Row {
    let zone = zone(&of.time_zone);
    let when = |micros: i64| {
        let at = Local::new(micros, &zone);
        format!("{}, {}", t.formats.short_day(at.date()), t.formats.time(at.time()))
    };
    Row {
        id: of.id,
        appointment_id: of.appointment_id,
        version: of.appointment_version,
        patient: of.patient_name.clone(),
        doctor: of.doctor_name.clone(),
        when: when(of.starts_at_us),
        cause: t.say(cause_key(&of.cause)),
        alternatives: of
            .alternatives
            .iter()
            .map(|other| {
                let value = format!("{},{}", other.slot_id, other.starts_at_us / 1_000_000);
                let says = if other.doctor_id == of.doctor_id {
                    when(other.starts_at_us)
                } else {
                    format!("{} · {}", when(other.starts_at_us), other.doctor_name)
                };
                (value, says)
            })
            .collect(),
    }
}

/// What took the time.
fn cause_key(cause: &str) -> &'static str {
    match cause {
        "time_off" => key("conflict-time-off"),
        "closure" => key("conflict-closure"),
        "doctor_inactive" => key("conflict-deactivation"),
        _ => key("conflict-hours"),
    }
}

pub(crate) async fn keep(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, conflict_id)): PathIds<(ClinicId, ConflictId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let reason = fields.text("reason").to_owned();
    let request = KeepConflictRequest { clinic_id, conflict_id, reason };
    match gateway.booking().keep_conflict(visit.asked(), request).await {
        Ok(_) => Ok(see_other(&format!("/desk/{clinic_id}/conflicts"))),
        Err(problem) => refused(&gateway, &visit, clinic_id, problem).await,
    }
}

/// The list as it stands now, with why nothing was done.
async fn refused(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    problem: Problem,
) -> Result<Response, Refusal> {
    let Some(says) = refused_key(problem.code) else { return Err(problem.into()) };
    let status = status_of(&problem);
    page(gateway, visit, clinic_id, Some(visit.t.say(says)), status).await
}
