//! `/desk/{clinic}/book`: a free time for somebody who calls: who it is for is looked up, or written down.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{ClinicId, DoctorId, PatientId};
use holdfast_domain::{Page as Part, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::form::once;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::booking::book_request::Who;
use holdfast_rpc::booking::{BookRequest, NewPatient};
use holdfast_rpc::clinic::{GetClinicRequest, GetDoctorRequest, ListPatientsRequest, ListVisitTypesRequest};

use super::refused_key;
use crate::facets::Choice;
use crate::fields::{Errors, Fields, wrong_fields};
use crate::lost::WantedTime;
use crate::page::{Frame, respond, see_other};
use crate::pages::doctor::{named, visit_type_name};
use crate::texts::key;
use crate::visit::{Posted, Visit};
use crate::when::Local;
use holdfast_gateway::http::instant::zone;

/// People who are shown for a search.
const FOUND: u32 = 20;

/// Somebody who was found.
struct Person {
    id: PatientId,
    name: String,
    about: String,
}

#[derive(Template)]
#[template(path = "pages/desk/book.html")]
struct Page {
    frame: Frame,
    clinic_id: ClinicId,
    doctor_id: DoctorId,
    slot: String,
    date: String,
    when: String,
    doctor: String,
    q: String,
    people: Vec<Person>,
    is_searched: bool,
    visit_types: Vec<Choice>,
    typed_name: String,
    phone: String,
    email: String,
    errors: Errors,
    refused: Option<String>,
    once: String,
}

pub(crate) async fn form(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    page(&gateway, &visit, clinic_id, &fields, Errors::default(), None, StatusCode::OK).await
}

async fn page(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    fields: &Fields,
    errors: Errors,
    refused: Option<String>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let slot = fields.text("slot_id").to_owned();
    let wanted = WantedTime::parse(&slot).ok_or_else(Problem::not_found)?;
    let doctor_id: DoctorId = fields.parsed("doctor_id").ok_or_else(Problem::not_found)?;
    let (doctor, clinic, types) = tokio::try_join!(
        gateway.clinics().get_doctor(visit.asked(), GetDoctorRequest { id: doctor_id }),
        gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id: clinic_id }),
        gateway.clinics().list_visit_types(visit.asked(), ListVisitTypesRequest { clinic_id }),
    )?;
    let at = Local::new(wanted.starts_at_us.unwrap_or_default(), &zone(&clinic.time_zone));
    let q = fields.text("q").to_owned();
    let people = if q.is_empty() { Vec::new() } else { people(gateway, visit, clinic_id, &q).await? };
    let mut frame = visit.frame(gateway, t.say("desk-book"));
    frame.is_wide = true;
    frame.has_errors = !errors.is_empty();
    let chosen = fields.text("visit_type_id");
    let page = Page {
        frame,
        clinic_id,
        doctor_id,
        slot,
        date: at.date().to_string(),
        when: format!("{}, {}", t.formats.full_day(at.date()), t.formats.time(at.time())),
        doctor: named(&doctor),
        is_searched: !q.is_empty(),
        q,
        people,
        visit_types: types
            .items
            .iter()
            .map(|of| Choice {
                value: of.id.to_string(),
                name: visit_type_name(of, t),
                is_chosen: of.id.to_string() == chosen,
            })
            .collect(),
        typed_name: fields.text("name").to_owned(),
        phone: fields.text("phone").to_owned(),
        email: fields.text("email").to_owned(),
        errors,
        refused,
        once: once(),
    };
    Ok(respond(status, &page))
}

/// People by what was typed: an address, a number, or how words of the name begin.
async fn people(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    q: &str,
) -> Result<Vec<Person>, Problem> {
    let (mut name, mut phone, mut email) = (String::new(), String::new(), String::new());
    let is_number = q.chars().any(|c| c.is_ascii_digit()) && !q.contains(char::is_alphabetic);
    if q.contains('@') {
        q.clone_into(&mut email);
    } else if is_number {
        q.clone_into(&mut phone);
    } else {
        q.clone_into(&mut name);
    }
    let page = Part { limit: FOUND, ..Part::default() };
    let request = ListPatientsRequest { clinic_id, name, phone, email, page };
    let found = gateway.clinics().list_patients(visit.asked(), request).await?;
    let about =
        |parts: [&str; 3]| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let person = |of: holdfast_rpc::clinic::Patient| Person {
        id: of.id,
        about: about([&of.birth_date, &of.phone, &of.email]),
        name: of.name,
    };
    Ok(found.items.into_iter().map(person).collect())
}

pub(crate) async fn book(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, raw, .. } = posted;
    let wanted = WantedTime::parse(fields.text("slot_id"));
    let wanted = wanted.ok_or_else(|| Problem::field("slot_id", "is missing"))?;
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
        ..BookRequest::default()
    };
    let asked =
        gateway.asked_once(&visit.caller, &format!("page book {clinic_id}"), fields.text("once"), &raw);
    match gateway.booking().book(asked, request).await {
        Ok(booked) => {
            let date = Local::new(booked.starts_at_us, &zone(&booked.time_zone)).date();
            Ok(see_other(&format!("/desk/{clinic_id}/day/{date}#d{}", booked.doctor_id)))
        }
        Err(problem) => {
            let mut errors = Errors::default();
            for wrong in wrong_fields(&problem) {
                if let Some((field, says)) = error_of(&wrong.field) {
                    errors.add(field, visit.t.say(says));
                }
            }
            let says = refused_key(problem.code).filter(|_| errors.is_empty());
            if errors.is_empty() && says.is_none() {
                return Err(problem.into());
            }
            let status = StatusCode::from_u16(problem.code.http_status()).unwrap_or(StatusCode::CONFLICT);
            let refused = says.map(|says| visit.t.say(says));
            page(&gateway, &visit, clinic_id, &fields, errors, refused, status).await
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
