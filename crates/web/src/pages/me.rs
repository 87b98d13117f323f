//! `/me`: an account's own appointments, and what it works for.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::DoctorId;
use holdfast_domain::{Page as Part, Status};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::booking::{Appointment, ListAppointmentsRequest};
use holdfast_rpc::clinic::GetDoctorRequest;
use holdfast_rpc::identity::{AccountRequest, Membership};

use super::appointment::state_key;
use super::doctor::named;
use crate::page::{Frame, respond};
use crate::visit::Visit;
use crate::when::Local;
use holdfast_gateway::http::instant::zone;

/// Appointments that are shown, and doctors who are named among them.
const SHOWN: u32 = 50;
const NAMED: usize = 30;

/// An appointment of a list.
struct Row {
    id: String,
    day: String,
    time: String,
    zone: String,
    doctor: String,
    state: &'static str,
    says: String,
}

#[derive(Template)]
#[template(path = "pages/me.html")]
struct Me {
    frame: Frame,
    name: String,
    email: String,
    is_patient: bool,
    upcoming: Vec<Row>,
    past: Vec<Row>,
    past_count: u32,
    memberships: Vec<Membership>,
    runs_platform: bool,
}

pub(crate) async fn show(visit: Visit, State(gateway): State<Gateway>) -> Result<Response, Refusal> {
    let account = gateway.identity().get_account(visit.asked(), AccountRequest {}).await?;
    let is_patient = visit.caller.account_as_patient().is_some();
    let (upcoming, past) =
        if is_patient { appointments(&gateway, &visit).await? } else { Default::default() };
    let page = Me {
        frame: visit.frame(&gateway, visit.t.say("me-title")),
        name: account.name,
        email: account.email,
        is_patient,
        upcoming,
        past_count: u32::try_from(past.len()).unwrap_or(SHOWN),
        past,
        memberships: account.memberships,
        runs_platform: account.is_platform_admin,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Those to come, soonest first; those of the past year, latest first.
async fn appointments(gateway: &Gateway, visit: &Visit) -> Result<(Vec<Row>, Vec<Row>), Refusal> {
    let now = gateway.now().as_microsecond();
    let list = |from_us, to_us| ListAppointmentsRequest {
        from_us,
        to_us,
        page: Part { limit: SHOWN, ..Part::default() },
        ..ListAppointmentsRequest::default()
    };
    let year = 365 * 86_400_000_000_i64;
    let (upcoming, past) = tokio::try_join!(
        gateway.booking().list_appointments(visit.asked(), list(Some(now), None)),
        gateway.booking().list_appointments(visit.asked(), list(Some(now - year), Some(now))),
    )?;
    let all: Vec<&Appointment> = upcoming.items.iter().chain(&past.items).collect();
    let names = names(gateway, visit, &all).await;
    let is_ahead = |of: &&Appointment| of.status != Status::Cancelled;
    let rows = |of: &Appointment| row(visit, of, &names);
    let upcoming = upcoming.items.iter().filter(is_ahead).map(rows).collect();
    Ok((upcoming, past.items.iter().rev().map(rows).collect()))
}

/// The names of their doctors, each looked up once.
async fn names(gateway: &Gateway, visit: &Visit, of: &[&Appointment]) -> HashMap<DoctorId, String> {
    let mut names = HashMap::new();
    for appointment in of {
        let id = appointment.doctor_id;
        if names.len() < NAMED && !names.contains_key(&id) {
            let doctor = gateway.clinics().get_doctor(visit.asked(), GetDoctorRequest { id }).await;
            names.insert(id, doctor.map(|doctor| named(&doctor)).unwrap_or_default());
        }
    }
    names
}

fn row(visit: &Visit, of: &Appointment, names: &HashMap<DoctorId, String>) -> Row {
    let t = visit.t;
    let at = Local::new(of.starts_at_us, &zone(&of.time_zone));
    Row {
        id: of.id.to_string(),
        day: t.formats.full_day(at.date()),
        time: t.formats.time(at.time()),
        zone: at.zone(),
        doctor: names.get(&of.doctor_id).cloned().unwrap_or_default(),
        state: of.status.as_str(),
        says: t.say(state_key(of.status)),
    }
}
