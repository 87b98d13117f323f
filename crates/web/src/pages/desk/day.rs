//! `/desk/{clinic}/day/{date}`: what is booked and what is free, doctor by doctor.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::ClinicId;
use holdfast_domain::{ErrorCode, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::booking::{DayAppointment, DayOfDoctor, DayResponse, GetDayRequest};
use holdfast_rpc::clinic::GetClinicRequest;
use holdfast_rpc::convert::{day, day_number};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::page::{Frame, respond, see_other};
use crate::pages::appointment::state_key;
use crate::texts::{Texts, key};
use crate::visit::Visit;
use crate::when::Local;
use holdfast_gateway::http::instant::zone;

/// One row of a doctor's day, in the order of time.
struct Row {
    at_us: i64,
    time: String,
    /// Where pressing it leads.
    href: Option<String>,
    name: String,
    about: String,
    state: &'static str,
    says: String,
    is_conflict: bool,
}

/// A doctor's day.
struct Column {
    id: String,
    name: String,
    specialization: String,
    /// `3 free, next 10:30`
    says: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "pages/desk/day.html")]
struct Page {
    frame: Frame,
    clinic_id: ClinicId,
    clinic: String,
    date: String,
    day: String,
    before: String,
    after: String,
    today: String,
    is_today: bool,
    zone: String,
    closures: Vec<String>,
    columns: Vec<Column>,
    has_more: bool,
    printed: String,
}

/// On to today, by the clinic's clocks.
pub(crate) async fn today(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(ClinicId,)>,
) -> Result<Response, Refusal> {
    let clinic = gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id }).await?;
    let today = gateway.now().to_zoned(zone(&clinic.time_zone)).date();
    Ok(see_other(&format!("/desk/{id}/day/{today}")))
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    Path((clinic_id, date)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let clinic_id: ClinicId = clinic_id.parse().map_err(|_| Problem::not_found())?;
    let date: Date = date.parse().map_err(|_| Problem::of(ErrorCode::NotFound))?;
    let request = GetDayRequest { clinic_id, day: Some(day_number(date)), doctor_ids: Vec::new() };
    let (found, clinic) = tokio::try_join!(
        gateway.booking().get_day(visit.asked(), request),
        gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id: clinic_id }),
    )?;
    let zone = zone(&found.time_zone);
    let now = Local { at: gateway.now().to_zoned(zone.clone()) };
    let of = |number: i32| day(number).map(|day| day.to_string()).unwrap_or_default();
    let mut frame = visit.frame(&gateway, t.formats.long_day(date));
    frame.is_wide = true;
    let page = Page {
        frame,
        clinic_id,
        clinic: clinic.name,
        date: date.to_string(),
        day: t.formats.full_day(date),
        before: of(found.day - 1),
        after: of(found.day + 1),
        is_today: now.date() == date,
        today: now.date().to_string(),
        zone: now.zone(),
        closures: closures(&found, &zone, t),
        columns: found.doctors.iter().map(|doctor| column(clinic_id, doctor, &zone, &now, t)).collect(),
        has_more: found.has_more_doctors,
        printed: t.with(
            "desk-printed",
            "time",
            format!("{}, {}", t.formats.full_day(now.date()), t.formats.time(now.time())),
        ),
    };
    Ok(respond(StatusCode::OK, &page))
}

fn closures(found: &DayResponse, zone: &TimeZone, t: &Texts) -> Vec<String> {
    let closure = |of: &holdfast_rpc::booking::DayClosure| match &of.time {
        None => t.with("desk-closed", "reason", &of.reason),
        Some(time) => {
            let at = |micros| t.formats.time(Local::new(micros, zone).time());
            let span = format!("{}–{}", at(time.starts_at_us), at(time.ends_at_us));
            t.with2("desk-closed-from", "time", span, "reason", &of.reason)
        }
    };
    found.closures.iter().map(closure).collect()
}

fn column(clinic_id: ClinicId, doctor: &DayOfDoctor, zone: &TimeZone, now: &Local, t: &Texts) -> Column {
    let at = |micros: i64| t.formats.time(Local::new(micros, zone).time());
    let mut rows: Vec<Row> = doctor
        .appointments
        .iter()
        .map(|of| booked(clinic_id, of, at(of.appointment.starts_at_us), t))
        .collect();
    rows.extend(doctor.free.iter().map(|slot| Row {
        at_us: slot.starts_at_us,
        time: at(slot.starts_at_us),
        href: Some(format!(
            "/desk/{clinic_id}/book?slot_id={},{}&doctor_id={}",
            slot.id,
            slot.starts_at_us / 1_000_000,
            doctor.id
        )),
        name: t.say("desk-free"),
        about: String::new(),
        state: "free",
        says: String::new(),
        is_conflict: false,
    }));
    rows.extend(doctor.away.iter().map(|span| Row {
        at_us: span.starts_at_us,
        time: format!("{}–{}", at(span.starts_at_us), at(span.ends_at_us)),
        href: None,
        name: t.say("desk-away"),
        about: String::new(),
        state: "away",
        says: String::new(),
        is_conflict: false,
    }));
    rows.sort_by_key(|row| row.at_us);
    let now_us = now.at.timestamp().as_microsecond();
    let ahead: Vec<i64> =
        doctor.free.iter().map(|slot| slot.starts_at_us).filter(|at| *at > now_us).collect();
    let free = u32::try_from(doctor.free.len()).unwrap_or(u32::MAX);
    let name = if doctor.title.is_empty() {
        doctor.name.clone()
    } else {
        format!("{} {}", doctor.title, doctor.name)
    };
    Column {
        id: doctor.id.to_string(),
        name,
        specialization: doctor.specialization.clone(),
        says: match ahead.iter().min() {
            Some(next) => t.count_with("desk-free-next", free, "time", at(*next)),
            None => t.count("desk-free-count", free),
        },
        rows,
    }
}

fn booked(clinic_id: ClinicId, of: &DayAppointment, time: String, t: &Texts) -> Row {
    let appointment = &of.appointment;
    let (state, says) = match of.arrival.as_deref() {
        Some("arrived") => ("arrived", t.say("desk-arrived")),
        Some("late") => ("late", t.say("desk-late")),
        _ => (appointment.status.as_str(), t.say(state_key(appointment.status))),
    };
    Row {
        at_us: appointment.starts_at_us,
        time,
        href: Some(format!("/desk/{clinic_id}/appointments/{}", appointment.id)),
        name: of.patient.as_ref().map_or_else(|| t.say(key("desk-visitor")), |patient| patient.name.clone()),
        about: of.visit_type.clone().unwrap_or_default(),
        state,
        says,
        is_conflict: of.is_conflict,
    }
}
