//! `/doctor/day`: a doctor's own day, with the next patient on top.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{AppointmentId, ClinicId, DoctorId};
use holdfast_domain::slots::reached;
use holdfast_domain::template::WallTime;
use holdfast_domain::{Page as Part, Problem, Status};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::instant::zone;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::booking::{
    DayAppointment, DayOfDoctor, GetDayRequest, ListAppointmentsRequest, StepRequest,
};
use holdfast_rpc::convert::day_number;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::fields::Fields;
use crate::page::{Frame, respond, see_other};
use crate::pages::appointment::state_key;
use crate::pages::desk::appointment::{Step, action, steps};
use crate::pages::desk::refused_key;
use crate::texts::{Texts, key};
use crate::visit::{Posted, Visit};
use crate::when::Local;

/// Somebody who comes.
struct Patient {
    id: AppointmentId,
    version: u32,
    name: String,
    times: String,
    about: String,
    reason: String,
    state: &'static str,
    says: String,
    steps: Vec<Step>,
}

/// A row of the day.
struct Row {
    at_us: i64,
    time: String,
    href: Option<String>,
    name: String,
    about: String,
    state: &'static str,
    says: String,
    is_conflict: bool,
}

#[derive(Template)]
#[template(path = "pages/schedule/day.html")]
struct Page {
    frame: Frame,
    clinic_id: ClinicId,
    date: String,
    day: String,
    zone: String,
    before: String,
    after: String,
    is_today: bool,
    next: Option<Patient>,
    rows: Vec<Row>,
    hours: String,
    has_patients: bool,
    /// The next day with patients, where this one has none.
    next_day: Option<(String, String)>,
    can_block: bool,
    refused: Option<String>,
}

/// The clinic and the doctor that the visitor is.
fn own(visit: &Visit) -> Result<(ClinicId, DoctorId), Problem> {
    visit.caller.clinic_id.zip(visit.caller.doctor_id).ok_or_else(Problem::not_found)
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let date = fields.day("date").map_err(|()| Problem::not_found())?;
    page(&gateway, &visit, date, None, StatusCode::OK).await
}

async fn page(
    gateway: &Gateway,
    visit: &Visit,
    date: Option<Date>,
    refused: Option<String>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let (clinic_id, doctor_id) = own(visit)?;
    let request = GetDayRequest { clinic_id, day: date.map(day_number), doctor_ids: vec![doctor_id] };
    let found = gateway.booking().get_day(visit.asked(), request).await?;
    let zone = zone(&found.time_zone);
    let date = holdfast_rpc::convert::day(found.day).unwrap_or_default();
    let now = Local { at: gateway.now().to_zoned(zone.clone()) };
    let of = found.doctors.iter().find(|of| of.id == doctor_id);
    let is_today = now.date() == date;
    let next = of.filter(|_| is_today).and_then(next_of).map(|next| patient(visit, next, &zone));
    let rows = of.map(|of| rows(clinic_id, of, date, &zone, t)).unwrap_or_default();
    let has_patients = of.is_some_and(|of| !of.appointments.is_empty());
    let next_day = if has_patients { None } else { next_day(gateway, visit, date, &zone).await? };
    let mut frame = visit.frame(gateway, t.say("own-day"));
    frame.is_wide = true;
    let beside = |day: Result<Date, jiff::Error>| day.unwrap_or(date).to_string();
    let page = Page {
        frame,
        clinic_id,
        date: date.to_string(),
        day: t.formats.full_day(date),
        zone: now.zone(),
        before: beside(date.yesterday()),
        after: beside(date.tomorrow()),
        is_today,
        next,
        rows,
        hours: format!("/desk/{clinic_id}/doctors/{doctor_id}/hours"),
        has_patients,
        next_day,
        can_block: date >= now.date(),
        refused,
    };
    Ok(respond(status, &page))
}

/// Who is here, or else who is to come first and is not seen yet.
fn next_of(day: &DayOfDoctor) -> Option<&DayAppointment> {
    let waiting = |of: &&DayAppointment| of.appointment.status == Status::Confirmed;
    let here = |of: &&DayAppointment| of.appointment.checked_in_at_us.is_some();
    let of_day = || day.appointments.iter().filter(waiting);
    of_day().find(here).or_else(|| of_day().next())
}

fn state(of: &DayAppointment, t: &Texts) -> (&'static str, String) {
    match of.arrival.as_deref() {
        Some("arrived") => ("arrived", t.say("desk-arrived")),
        Some("late") => ("late", t.say("desk-late")),
        _ => (of.appointment.status.as_str(), t.say(state_key(of.appointment.status))),
    }
}

fn times(from_us: i64, until_us: i64, zone: &TimeZone, t: &Texts) -> String {
    let at = |micros| t.formats.time(Local::new(micros, zone).time());
    format!("{}–{}", at(from_us), at(until_us))
}

fn patient(visit: &Visit, of: &DayAppointment, zone: &TimeZone) -> Patient {
    let t = visit.t;
    let (state, says) = state(of, t);
    let appointment = &of.appointment;
    Patient {
        id: appointment.id,
        version: appointment.version,
        name: of.patient.as_ref().map_or_else(|| t.say("desk-visitor"), |patient| patient.name.clone()),
        times: times(appointment.starts_at_us, appointment.ends_at_us, zone, t),
        about: of.visit_type.clone().unwrap_or_default(),
        reason: appointment.reason.clone(),
        state,
        says,
        steps: steps(visit, appointment),
    }
}

fn rows(clinic_id: ClinicId, day: &DayOfDoctor, date: Date, zone: &TimeZone, t: &Texts) -> Vec<Row> {
    let midnight = |time| reached(date, time, zone).map_or(0, Timestamp::as_microsecond);
    let (begins, ends) = (midnight(WallTime::default()), midnight(WallTime::END_OF_DAY));
    let booked = |of: &DayAppointment| {
        let (state, says) = state(of, t);
        Row {
            at_us: of.appointment.starts_at_us,
            time: t.formats.time(Local::new(of.appointment.starts_at_us, zone).time()),
            href: Some(format!("/desk/{clinic_id}/appointments/{}", of.appointment.id)),
            name: of.patient.as_ref().map_or_else(|| t.say("desk-visitor"), |patient| patient.name.clone()),
            about: of.visit_type.clone().unwrap_or_default(),
            state,
            says,
            is_conflict: of.is_conflict,
        }
    };
    let still = |at_us, time, href, name: &str, state| Row {
        at_us,
        time,
        href,
        name: t.say(name),
        about: String::new(),
        state,
        says: String::new(),
        is_conflict: false,
    };
    let mut rows: Vec<Row> = day.appointments.iter().map(booked).collect();
    rows.extend(day.free.iter().map(|slot| {
        let time = t.formats.time(Local::new(slot.starts_at_us, zone).time());
        let href = format!(
            "/desk/{clinic_id}/book?slot_id={},{}&doctor_id={}",
            slot.id,
            slot.starts_at_us / 1_000_000,
            day.id
        );
        still(slot.starts_at_us, time, Some(href), key("desk-free"), "free")
    }));
    rows.extend(day.away.iter().map(|span| {
        let (from, until) = (span.starts_at_us.max(begins), span.ends_at_us.min(ends));
        let is_whole = (from, until) == (begins, ends);
        let time = if is_whole { t.say("own-all-day") } else { times(from, until, zone, t) };
        still(from, time, None, key("desk-away"), "away")
    }));
    rows.sort_by_key(|row| row.at_us);
    rows
}

/// The first day after this one on which somebody comes, and what it is called.
async fn next_day(
    gateway: &Gateway,
    visit: &Visit,
    date: Date,
    zone: &TimeZone,
) -> Result<Option<(String, String)>, Refusal> {
    let (clinic_id, doctor_id) = own(visit)?;
    let from = date.tomorrow().ok().and_then(|day| day.to_zoned(zone.clone()).ok());
    let request = ListAppointmentsRequest {
        clinic_id: Some(clinic_id),
        doctor_id: Some(doctor_id),
        status: Some(Status::Confirmed),
        from_us: from.map(|at| at.timestamp().as_microsecond()),
        page: Part { limit: 1, ..Part::default() },
        ..ListAppointmentsRequest::default()
    };
    let found = gateway.booking().list_appointments(visit.asked(), request).await?;
    let day = found.items.first().map(|of| Local::new(of.starts_at_us, zone).date());
    Ok(day.map(|day| (day.to_string(), visit.t.formats.full_day(day))))
}

/// A step of an appointment; what may be taken when, the rules say.
pub(crate) async fn step(State(gateway): State<Gateway>, posted: Posted) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let date = fields.day("date").unwrap_or_default();
    let mut parts = fields.text("step").split(',');
    let missing = || Problem::field("step", "is not a step");
    let action = parts.next().and_then(action).ok_or_else(missing)?;
    let appointment_id = parts.next().and_then(|id| id.parse().ok()).ok_or_else(missing)?;
    let expected_version = parts.next().and_then(|version| version.parse().ok());
    let request = StepRequest {
        appointment_id,
        expected_version,
        action,
        reason: String::new(),
        override_reason: None,
    };
    match gateway.booking().take_step(visit.asked(), request).await {
        Ok(_) => Ok(see_other(&match date {
            Some(date) => format!("/doctor/day?date={date}"),
            None => "/doctor/day".to_owned(),
        })),
        Err(problem) => {
            let Some(says) = refused_key(problem.code) else { return Err(problem.into()) };
            page(&gateway, &visit, date, Some(visit.t.say(says)), StatusCode::CONFLICT).await
        }
    }
}
