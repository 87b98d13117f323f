//! `/m/{secret}`, `/appointments/{id}`: a patient's or guest's appointment, to look at, to move, to call off.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use holdfast_domain::ids::AppointmentId;
use holdfast_domain::{Action, Asked, ErrorCode, Problem, Status};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::Wishes;
use holdfast_rpc::booking::{Appointment, RescheduleRequest, StepRequest};
use holdfast_rpc::clinic::{Clinic, Doctor};

use super::booked::{find, reference};
use crate::cookies;
use crate::days::{Days, Wanted};
use crate::fields::Fields;
use crate::lost::{WantedTime, is_lost};
use crate::page::{Frame, respond, see_other};
use crate::texts::key;
use crate::visit::{Posted, Visit};
use crate::visit_facts::VisitFacts;

/// Opens an appointment by the secret in a link: from then on the browser has it, and no address shows it.
pub(crate) async fn open(
    visit: Visit,
    State(gateway): State<Gateway>,
    Path(secret): Path<String>,
) -> Result<Response, Refusal> {
    let guest = gateway.guest_of(&secret, &visit.source).await?;
    let opened = match guest.and_then(|guest| guest.appointment_id) {
        Some(id) => Some((id, secret)),
        None => gateway.secret_of_mail(&secret).await?,
    };
    let Some((id, secret)) = opened else {
        let frame = visit.frame(&gateway, visit.t.say("link-title"));
        return Ok(respond(StatusCode::NOT_FOUND, &DeadLink { frame }));
    };
    let mut response = see_other(&format!("/appointments/{id}"));
    for (name, value) in cookies::set_guest(&visit.headers, id, &secret) {
        response.headers_mut().append(name, value);
    }
    Ok(response)
}

#[derive(Template)]
#[template(path = "pages/dead_link.html")]
struct DeadLink {
    frame: Frame,
}

#[derive(Template)]
#[template(path = "pages/appointment.html")]
struct Page {
    frame: Frame,
    id: AppointmentId,
    reference: String,
    facts: VisitFacts,
    state: &'static str,
    says: String,
    cancel_reason: String,
    /// Whether it is ahead, and can be changed.
    is_open: bool,
    /// What has just been done.
    done: Option<String>,
}

/// How a state is called, and what it looks like.
pub(crate) const fn state_key(status: Status) -> &'static str {
    match status {
        Status::Pending => key("state-pending"),
        Status::Confirmed => key("state-confirmed"),
        Status::Completed => key("state-completed"),
        Status::Cancelled => key("state-cancelled"),
        Status::NoShow => key("state-no-show"),
    }
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let appointment = find(&gateway, &visit, id).await?;
    let facts = VisitFacts::of(&gateway, &visit, &appointment).await?;
    let done = match query.as_deref() {
        Some("moved") => Some(t.say("appointment-moved")),
        Some("cancelled") => Some(t.say("appointment-cancelled")),
        _ => None,
    };
    let page = Page {
        frame: visit.frame(&gateway, t.say("appointment-title")),
        id,
        reference: reference(id),
        state: appointment.status.as_str(),
        says: t.say(state_key(appointment.status)),
        is_open: is_open(&appointment, &gateway),
        cancel_reason: appointment.cancel_reason,
        facts,
        done,
    };
    Ok(respond(StatusCode::OK, &page))
}

fn is_open(appointment: &Appointment, gateway: &Gateway) -> bool {
    matches!(appointment.status, Status::Confirmed | Status::Pending)
        && appointment.starts_at_us > gateway.now().as_microsecond()
}

#[derive(Template)]
#[template(path = "pages/cancel.html")]
struct CancelPage {
    frame: Frame,
    id: AppointmentId,
    version: u32,
    facts: VisitFacts,
    refused: Option<String>,
    reason: String,
}

pub(crate) async fn cancel_form(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
) -> Result<Response, Refusal> {
    let appointment = find(&gateway, &visit, id).await?;
    if !is_open(&appointment, &gateway) {
        return Ok(see_other(&format!("/appointments/{id}")));
    }
    cancel_page(&gateway, &visit, &appointment, String::new(), None, StatusCode::OK).await
}

async fn cancel_page(
    gateway: &Gateway,
    visit: &Visit,
    appointment: &Appointment,
    reason: String,
    refused: Option<String>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let facts = VisitFacts::of(gateway, visit, appointment).await?;
    let frame = visit.frame(gateway, visit.t.say("cancel-title"));
    let (id, version) = (appointment.id, appointment.version);
    Ok(respond(status, &CancelPage { frame, id, version, facts, refused, reason }))
}

pub(crate) async fn cancel(
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let party = visit.party(&gateway, id).await?;
    let reason = fields.text("reason").to_owned();
    let request = StepRequest {
        appointment_id: id,
        expected_version: fields.parsed("version"),
        action: Action::Cancel,
        reason: reason.clone(),
        override_reason: None,
    };
    match gateway.booking().take_step(Asked::by(party), request).await {
        Ok(_) => Ok(see_other(&format!("/appointments/{id}?cancelled"))),
        Err(problem) => {
            let Some(says) = refused_key(problem.code) else { return Err(problem.into()) };
            let appointment = find(&gateway, &visit, id).await?;
            let refused = Some(visit.t.say(says));
            cancel_page(&gateway, &visit, &appointment, reason, refused, StatusCode::CONFLICT).await
        }
    }
}

/// What is said where a change is refused.
fn refused_key(code: ErrorCode) -> Option<&'static str> {
    match code {
        ErrorCode::TooLateToChange => Some(key("change-too-late")),
        ErrorCode::PreconditionFailed | ErrorCode::IllegalTransition => Some(key("change-changed")),
        ErrorCode::TooManyMoves => Some(key("change-too-many-moves")),
        ErrorCode::PatientBusy => Some(key("refused-patient-busy")),
        ErrorCode::VisitTypeNotServed => Some(key("refused-visit-type")),
        ErrorCode::InvalidRequest => Some(key("error-reason")),
        code if is_lost(code) => Some(key("lost-taken")),
        _ => None,
    }
}

#[derive(Template)]
#[template(path = "pages/move.html")]
struct MovePage {
    frame: Frame,
    id: AppointmentId,
    version: u32,
    facts: VisitFacts,
    doctor: Doctor,
    clinic: Clinic,
    zone: String,
    days: Days,
    base: String,
    refused: Option<String>,
}

pub(crate) async fn move_form(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let appointment = find(&gateway, &visit, id).await?;
    if !is_open(&appointment, &gateway) {
        return Ok(see_other(&format!("/appointments/{id}")));
    }
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    move_page(&gateway, &visit, &appointment, &fields, None, StatusCode::OK).await
}

async fn move_page(
    gateway: &Gateway,
    visit: &Visit,
    appointment: &Appointment,
    fields: &Fields,
    refused: Option<String>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let facts = VisitFacts::of(gateway, visit, appointment).await?;
    let zone = holdfast_gateway::http::instant::zone(&appointment.time_zone);
    let wanted = Wanted {
        doctor_id: appointment.doctor_id,
        zone: zone.clone(),
        day: fields.day("day").unwrap_or_default(),
        week: fields.day("week").unwrap_or_default(),
        wishes: Wishes { visit_type_id: appointment.visit_type_id, ..Wishes::default() },
    };
    let now = crate::when::Local { at: gateway.now().to_zoned(zone) };
    let page = MovePage {
        frame: visit.frame(gateway, t.say("move-title")),
        id: appointment.id,
        version: appointment.version,
        days: Days::of(gateway, visit, &wanted).await?,
        zone: t.with("times-in-zone", "zone", now.zone()),
        doctor: facts.doctor.clone(),
        clinic: facts.clinic.clone(),
        facts,
        base: "?".to_owned(),
        refused,
    };
    Ok(respond(status, &page))
}

pub(crate) async fn reschedule(
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let wanted = WantedTime::parse(fields.text("slot_id"));
    let slot_id = wanted.ok_or_else(|| Problem::field("slot_id", "is missing"))?.slot_id;
    let party = visit.party(&gateway, id).await?;
    let request = RescheduleRequest {
        appointment_id: id,
        expected_version: fields.parsed("version"),
        slot_id,
        override_reason: None,
    };
    match gateway.booking().reschedule(Asked::by(party), request).await {
        Ok(_) => Ok(see_other(&format!("/appointments/{id}?moved")).into_response()),
        Err(problem) => {
            let Some(says) = refused_key(problem.code) else { return Err(problem.into()) };
            let appointment = find(&gateway, &visit, id).await?;
            let refused = Some(visit.t.say(says));
            move_page(&gateway, &visit, &appointment, &fields, refused, StatusCode::CONFLICT).await
        }
    }
}
