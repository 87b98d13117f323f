//! `/desk/{clinic}/book`: an appointment for somebody who calls: whom it is for, and one of the next free times.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{ClinicId, DoctorId};
use holdfast_domain::{Page as Part, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::form::once;
use holdfast_gateway::http::instant::zone;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::{SearchSlotsRequest, Wishes};
use holdfast_rpc::booking::book_request::Who;
use holdfast_rpc::booking::{BookRequest, NewPatient};
use holdfast_rpc::clinic::{
    Doctor, GetClinicRequest, ListDoctorsRequest, ListVisitTypesRequest, PatientRequest,
};

use super::moving::done;
use super::people::{Line, Person, appointments, is_number, people};
use super::{overrule, refused_key};
use crate::facets::Choice;
use crate::fields::{Errors, Fields, wrong_fields};
use crate::lost::{WantedTime, is_lost};
use crate::page::{Frame, respond, see_other, status_of};
use crate::pages::doctor::{named, visit_type_name};
use crate::texts::key;
use crate::visit::{Posted, Visit};
use crate::when::Local;

/// Free times to choose from.
const TIMES: u32 = 8;
const CHOICES: u32 = 100;

/// A time to choose.
struct Time {
    /// The slot, and when it begins.
    value: String,
    says: String,
    doctor: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "pages/desk/book.html")]
struct Page {
    frame: Frame,
    clinic_id: ClinicId,
    /// The time that was pressed on the sheet, to go along with every step.
    slot: String,
    back: String,
    q: String,
    found: Vec<Person>,
    is_searched: bool,
    patient: Option<Person>,
    ahead: Vec<Line>,
    times: Vec<Time>,
    doctors: Vec<Choice>,
    visit_types: Vec<Choice>,
    doctor_id: String,
    visit_type_id: String,
    from: String,
    name: String,
    phone: String,
    email: String,
    errors: Errors,
    refused: Option<String>,
    can_overrule: bool,
    once: String,
}

pub(crate) async fn form(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    page(&gateway, &visit, clinic_id, &fields.without("q"), Errors::default(), None, StatusCode::OK).await
}

/// Looks somebody up: sent as a form, so that no address has a name in it.
pub(crate) async fn find(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    Posted { visit, fields, .. }: Posted,
) -> Result<Response, Refusal> {
    page(&gateway, &visit, clinic_id, &fields, Errors::default(), None, StatusCode::OK).await
}

async fn page(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    fields: &Fields,
    errors: Errors,
    problem: Option<Problem>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    visit.caller.require_team(clinic_id)?;
    let t = visit.t;
    let q = fields.text("q").to_owned();
    let patient = async {
        let Some(id) = fields.parsed("patient_id") else { return Ok((None, Vec::new())) };
        let (patient, (ahead, _)) = tokio::try_join!(
            gateway.clinics().get_patient(visit.asked(), PatientRequest { clinic_id, id }),
            appointments(gateway, visit, clinic_id, id),
        )?;
        Ok((Some(Person::of(patient, t)), ahead))
    };
    let page = Part { limit: CHOICES, ..Part::default() };
    let (clinic, doctors, types, (patient, ahead), found) = tokio::try_join!(
        gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id: clinic_id }),
        gateway.clinics().list_doctors(visit.asked(), ListDoctorsRequest { clinic_id, page }),
        gateway.clinics().list_visit_types(visit.asked(), ListVisitTypesRequest { clinic_id }),
        patient,
        people(gateway, visit, clinic_id, &q),
    )?;
    let mut doctors = doctors.items;
    if visit.caller.require_desk(clinic_id).is_err() {
        doctors.retain(|doctor| visit.caller.doctor_id == Some(doctor.id));
    }
    let zone = zone(&clinic.time_zone);
    let taken = problem.as_ref().is_some_and(|problem| is_lost(problem.code));
    let slot = if taken { String::new() } else { fields.text("slot_id").to_owned() };
    let times = times(gateway, visit, clinic_id, fields, &slot, &doctors, &zone).await?;
    let chosen: Option<DoctorId> = fields.parsed("doctor_id");
    let visit_type_id = fields.text("visit_type_id").to_owned();
    let mut frame = visit.frame(gateway, t.say("desk-book"));
    frame.is_wide = true;
    frame.has_errors = !errors.is_empty();
    let page = Page {
        frame,
        clinic_id,
        back: WantedTime::parse(&slot)
            .and_then(|wanted| wanted.starts_at_us)
            .map(|at_us| format!("/{}", Local::new(at_us, &zone).date()))
            .unwrap_or_default(),
        slot,
        is_searched: !q.is_empty(),
        name: fields
            .some("name")
            .unwrap_or_else(|| if is_number(&q) || q.contains('@') { String::new() } else { q.clone() }),
        phone: fields.some("phone").unwrap_or_else(|| if is_number(&q) { q.clone() } else { String::new() }),
        email: fields
            .some("email")
            .unwrap_or_else(|| if q.contains('@') { q.clone() } else { String::new() }),
        q,
        found,
        patient,
        ahead,
        times,
        doctors: doctors
            .iter()
            .map(|of| Choice { value: of.id.to_string(), name: named(of), is_chosen: chosen == Some(of.id) })
            .collect(),
        visit_types: types
            .items
            .iter()
            .map(|of| Choice {
                value: of.id.to_string(),
                name: visit_type_name(of, t),
                is_chosen: of.id.to_string() == visit_type_id,
            })
            .collect(),
        doctor_id: fields.text("doctor_id").to_owned(),
        visit_type_id,
        from: fields.text("from").to_owned(),
        can_overrule: problem.as_ref().is_some_and(|problem| overrule::may(visit, problem.code)),
        refused: problem.and_then(|problem| refused_key(problem.code)).map(|says| t.say(says)),
        errors,
        once: once(),
    };
    Ok(respond(status, &page))
}

/// The time that was pressed, then the next free ones: of the doctor and for the visit that are wished for.
async fn times(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    fields: &Fields,
    pressed: &str,
    doctors: &[Doctor],
    zone: &jiff::tz::TimeZone,
) -> Result<Vec<Time>, Problem> {
    let t = visit.t;
    let names: HashMap<DoctorId, String> = doctors.iter().map(|of| (of.id, named(of))).collect();
    let says = |at_us: i64| {
        let at = Local::new(at_us, zone);
        format!("{}, {}", t.formats.long_day(at.date()), t.formats.time(at.time()))
    };
    let of_doctor: Option<DoctorId> = fields.parsed("doctor_id").or(visit.caller.doctor_id);
    let from = fields.day("from").ok().flatten();
    let request = SearchSlotsRequest {
        clinic_id: Some(clinic_id),
        doctor_id: of_doctor,
        from_us: from.map(|from| super::sheet::begin_of(from, zone).as_microsecond()),
        page: Part { limit: TIMES, ..Part::default() },
        wishes: Wishes { visit_type_id: fields.parsed("visit_type_id"), ..Wishes::default() },
        ..SearchSlotsRequest::default()
    };
    let found = gateway.availability().search_slots(visit.asked(), request).await?.items;
    let mut times = Vec::new();
    let wanted = WantedTime::parse(pressed);
    if let Some(at_us) = wanted.as_ref().and_then(|wanted| wanted.starts_at_us) {
        let doctor = of_doctor.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
        times.push(Time { value: pressed.to_owned(), says: says(at_us), doctor, is_chosen: true });
    }
    let others = found.iter().filter(|slot| wanted.as_ref().is_none_or(|wanted| wanted.slot_id != slot.id));
    times.extend(others.map(|slot| Time {
        value: format!("{},{}", slot.id, slot.starts_at_us / 1_000_000),
        says: says(slot.starts_at_us),
        doctor: names.get(&slot.doctor_id).cloned().unwrap_or_default(),
        is_chosen: false,
    }));
    if let Some(first) = times.first_mut() {
        first.is_chosen = true;
    }
    Ok(times)
}

pub(crate) async fn book(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, raw, .. } = posted;
    let Some(wanted) = WantedTime::parse(fields.text("slot_id")) else {
        let mut errors = Errors::default();
        errors.add("times", visit.t.say("error-time"));
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&gateway, &visit, clinic_id, &fields, errors, None, status).await;
    };
    let who = match fields.parsed("patient_id") {
        Some(id) => Who::PatientId(id),
        None => Who::Patient(NewPatient {
            name: fields.text("name").to_owned(),
            phone: fields.text("phone").to_owned(),
            email: fields.text("email").to_owned(),
            birth_date: String::new(),
        }),
    };
    let request = BookRequest {
        slot_id: wanted.slot_id,
        clinic_id: Some(clinic_id),
        who: Some(who),
        visit_type_id: fields.parsed("visit_type_id"),
        override_reason: fields.some("override_reason"),
        ..BookRequest::default()
    };
    let route = format!("POST /desk/{clinic_id}/book");
    let asked = gateway.asked_once(&visit.caller, &route, fields.text("once"), &raw);
    match gateway.booking().book(asked, request).await {
        Ok(booked) => Ok(see_other(&done(&booked))),
        Err(problem) => {
            let mut errors = Errors::default();
            for wrong in wrong_fields(&problem) {
                if let Some((field, says)) = error_of(&wrong.field) {
                    errors.add(field, visit.t.say(says));
                }
            }
            if errors.is_empty() && refused_key(problem.code).is_none() {
                return Err(problem.into());
            }
            let status = status_of(&problem);
            let problem = Some(problem).filter(|_| errors.is_empty());
            page(&gateway, &visit, clinic_id, &fields, errors, problem, status).await
        }
    }
}

fn error_of(field: &str) -> Option<(&'static str, &'static str)> {
    match field {
        "patient.name" => Some(("name", key("error-name"))),
        "patient.phone" => Some(("phone", key("error-phone"))),
        "patient.email" => Some(("email", key("error-email"))),
        _ => None,
    }
}
