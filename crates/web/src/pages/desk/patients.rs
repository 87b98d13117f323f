//! `/desk/{clinic}/patients`: somebody is looked up, and the record: how to reach them, what they have booked, what the desk notes.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{ClinicId, PatientId};
use holdfast_domain::{ErrorCode, PatientDetailsChange, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::clinic::{Patient, PatientRequest, UpdatePatientRequest};

use super::people::{Line, Person, appointments, born, people};
use super::refused_key;
use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond, see_other, status_of};
use crate::texts::key;
use crate::visit::{Posted, Visit};

#[derive(Template)]
#[template(path = "pages/desk/patients.html")]
struct List {
    frame: Frame,
    clinic_id: ClinicId,
    q: String,
    found: Vec<Person>,
    is_searched: bool,
}

pub(crate) async fn list(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
) -> Result<Response, Refusal> {
    found(&gateway, &visit, clinic_id, "").await
}

/// Looks somebody up: sent as a form, so that no address has a name in it.
pub(crate) async fn find(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    Posted { visit, fields, .. }: Posted,
) -> Result<Response, Refusal> {
    found(&gateway, &visit, clinic_id, fields.text("q")).await
}

async fn found(gateway: &Gateway, visit: &Visit, clinic_id: ClinicId, q: &str) -> Result<Response, Refusal> {
    visit.caller.require_desk(clinic_id)?;
    let found = people(gateway, visit, clinic_id, q).await?;
    let mut frame = visit.frame(gateway, visit.t.say("patients-title"));
    frame.is_wide = true;
    let page = List { frame, clinic_id, is_searched: !q.is_empty(), q: q.to_owned(), found };
    Ok(respond(StatusCode::OK, &page))
}

#[derive(Template)]
#[template(path = "pages/desk/patient.html")]
struct Record {
    frame: Frame,
    clinic_id: ClinicId,
    id: PatientId,
    version: u32,
    name: String,
    born: String,
    is_erased: bool,
    ahead: Vec<Line>,
    past: Vec<Line>,
    past_count: u32,
    /// As the fields of the form show it: what was typed, or what there is.
    typed: BTreeMap<&'static str, String>,
    is_admin: bool,
    errors: Errors,
    refused: Option<String>,
    saved: bool,
}

/// The fields of the form, which are those of the record.
const FIELDS: [&str; 6] = ["name", "phone", "email", "birth_date", "language", "desk_notes"];

impl Record {
    fn value(&self, field: &str) -> &str {
        self.typed.get(field).map_or("", String::as_str)
    }
}

fn value_of(patient: &Patient, field: &str) -> String {
    match field {
        "name" => patient.name.clone(),
        "phone" => patient.phone.clone(),
        "email" => patient.email.clone(),
        "birth_date" => patient.birth_date.clone(),
        "language" => patient.details.language.clone(),
        _ => patient.details.desk_notes.clone(),
    }
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, PatientId)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    visit.caller.require_desk(clinic_id)?;
    let mut page = record(&gateway, &visit, clinic_id, id).await?;
    page.saved = query.as_deref() == Some("saved");
    Ok(respond(StatusCode::OK, &page))
}

async fn record(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    id: PatientId,
) -> Result<Record, Refusal> {
    let (patient, (ahead, past)) = tokio::try_join!(
        gateway.clinics().get_patient(visit.asked(), PatientRequest { clinic_id, id }),
        appointments(gateway, visit, clinic_id, id),
    )?;
    let mut frame = visit.frame(gateway, visit.t.say("patient-title"));
    frame.is_wide = true;
    Ok(Record {
        frame,
        clinic_id,
        id: patient.id,
        version: patient.version,
        born: born(&patient.birth_date, visit.t),
        is_erased: patient.erased_at_us.is_some(),
        ahead,
        past_count: u32::try_from(past.len()).unwrap_or_default(),
        past,
        typed: FIELDS.into_iter().map(|field| (field, value_of(&patient, field))).collect(),
        name: patient.name,
        is_admin: visit.caller.administers(clinic_id),
        errors: Errors::default(),
        refused: None,
        saved: false,
    })
}

pub(crate) async fn save(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, PatientId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let given = |field: &str| Some(fields.text(field).to_owned());
    let request = UpdatePatientRequest {
        clinic_id,
        id,
        expected_version: fields.parsed("version"),
        name: given("name"),
        phone: given("phone"),
        email: given("email"),
        birth_date: given("birth_date"),
        details: PatientDetailsChange {
            language: given("language"),
            desk_notes: given("desk_notes"),
            ..PatientDetailsChange::default()
        },
    };
    match gateway.clinics().update_patient(visit.asked(), request).await {
        Ok(_) => Ok(see_other(&format!("/desk/{clinic_id}/patients/{id}?saved"))),
        Err(problem) => refuse(&gateway, &visit, (clinic_id, id), &fields, problem).await,
    }
}

/// What was typed, and what is wrong with it: or, that the record has changed meanwhile.
async fn refuse(
    gateway: &Gateway,
    visit: &Visit,
    (clinic_id, id): (ClinicId, PatientId),
    fields: &Fields,
    problem: Problem,
) -> Result<Response, Refusal> {
    let mut page = record(gateway, visit, clinic_id, id).await?;
    page.typed = FIELDS.into_iter().map(|field| (field, fields.text(field).to_owned())).collect();
    for wrong in wrong_fields(&problem) {
        if let Some((field, says)) = error_of(&wrong.field) {
            page.errors.add(field, visit.t.say(says));
        }
    }
    page.frame.has_errors = !page.errors.is_empty();
    if page.errors.is_empty() {
        let says = match problem.code {
            ErrorCode::PreconditionFailed => key("patient-changed"),
            ErrorCode::PatientHasAppointments => key("patient-has-appointments"),
            code => match refused_key(code) {
                Some(says) => says,
                None => return Err(problem.into()),
            },
        };
        page.refused = Some(visit.t.say(says));
    }
    let status = status_of(&problem);
    Ok(respond(status, &page))
}

fn error_of(field: &str) -> Option<(&'static str, &'static str)> {
    match field {
        "name" => Some(("name", key("error-name"))),
        "phone" => Some(("phone", key("error-phone"))),
        "email" => Some(("email", key("error-email"))),
        "birth_date" => Some(("birth_date", key("error-birth-date"))),
        "language" => Some(("language", key("error-language"))),
        "desk_notes" => Some(("desk_notes", key("error-too-long"))),
        _ => None,
    }
}

pub(crate) async fn erase(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, PatientId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    if fields.text("sure") != "yes" {
        let mut page = record(&gateway, &visit, clinic_id, id).await?;
        page.errors.add("sure", visit.t.say("error-sure"));
        page.frame.has_errors = true;
        return Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    match gateway.clinics().erase_patient(visit.asked(), PatientRequest { clinic_id, id }).await {
        Ok(_) => Ok(see_other(&format!("/desk/{clinic_id}/patients"))),
        Err(problem) => {
            let mut page = record(&gateway, &visit, clinic_id, id).await?;
            if problem.code != ErrorCode::PatientHasAppointments {
                return Err(problem.into());
            }
            page.refused = Some(visit.t.say("patient-has-appointments"));
            Ok(respond(StatusCode::CONFLICT, &page))
        }
    }
}
