//! `/booked/{id}`: it is booked; and the entry for a calendar.

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use holdfast_domain::ids::AppointmentId;
use holdfast_domain::{Asked, Problem, Status};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::booking::{Appointment, GetAppointmentRequest};

use crate::calendar;
use crate::cookies;
use crate::page::{Frame, respond, see_other};
use crate::visit::Visit;
use crate::visit_facts::VisitFacts;

#[derive(Template)]
#[template(path = "pages/booked.html")]
struct Booked {
    frame: Frame,
    id: AppointmentId,
    reference: String,
    facts: VisitFacts,
    /// The guest's link, to change it from elsewhere.
    link: Option<String>,
}

/// The appointment, for whoever may see it; 404 for anybody else.
pub(crate) async fn find(
    gateway: &Gateway,
    visit: &Visit,
    id: AppointmentId,
) -> Result<Appointment, Refusal> {
    let party = visit.party(gateway, id).await?;
    if party.is_anonymous() {
        return Err(Problem::not_found().into());
    }
    let request = GetAppointmentRequest { id };
    Ok(gateway.booking().get_appointment(Asked::by(party), request).await?)
}

/// What people say on the phone: the end of the id, which is random.
pub(crate) fn reference(id: AppointmentId) -> String {
    let digits = id.0.simple().to_string().to_uppercase();
    let end = &digits[digits.len() - 8..];
    format!("{}-{}", &end[..4], &end[4..])
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
) -> Result<Response, Refusal> {
    let appointment = find(&gateway, &visit, id).await?;
    if !matches!(appointment.status, Status::Confirmed | Status::Pending) {
        return Ok(see_other(&format!("/appointments/{id}")));
    }
    page(&gateway, &visit, &appointment, cookies::guest(&visit.headers, id)).await
}

pub(crate) async fn page(
    gateway: &Gateway,
    visit: &Visit,
    appointment: &Appointment,
    secret: Option<&str>,
) -> Result<Response, Refusal> {
    let id = appointment.id;
    let facts = VisitFacts::of(gateway, visit, appointment).await?;
    let link = secret.map(|secret| format!("{}m/{secret}", gateway.home()));
    let frame = visit.frame(gateway, visit.t.say("booked-title"));
    Ok(respond(StatusCode::OK, &Booked { frame, id, reference: reference(id), facts, link }))
}

pub(crate) async fn ics(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
) -> Result<Response, Refusal> {
    let appointment = find(&gateway, &visit, id).await?;
    let facts = VisitFacts::of(&gateway, &visit, &appointment).await?;
    let entry = calendar::entry(&appointment, &facts, visit.t);
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"appointment.ics\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, entry).into_response())
}
