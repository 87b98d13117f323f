//! `/platform/clinics/new`: a clinic and the invitation of its first admin, by one form.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::ClinicId;
use holdfast_domain::text::{Checks, zones_of_places};
use holdfast_domain::{Asked, ErrorCode, Problem, Role};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::form::once;
use holdfast_gateway::http::instant::zone;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::clinic::{Clinic, CreateClinicRequest, UpdateSettingsRequest};
use holdfast_rpc::identity::InviteRequest;

use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond, see_other};
use crate::texts::{Texts, key};
use crate::visit::{Posted, Visit};

/// A zone with what its clocks are ahead of UTC today.
struct Zone {
    name: &'static str,
    offset: String,
}

#[derive(Template)]
#[template(path = "pages/platform/new.html")]
struct Page {
    frame: Frame,
    fields: Fields,
    errors: Errors,
    zones: Vec<Zone>,
    once: String,
}

#[derive(Template)]
#[template(path = "pages/platform/unsent.html")]
struct Unsent {
    frame: Frame,
    clinic_id: ClinicId,
    clinic: String,
    email: String,
    once: String,
}

fn page(gateway: &Gateway, visit: &Visit, fields: Fields, errors: Errors) -> Page {
    let now = gateway.now();
    let mut frame = visit.frame(gateway, visit.t.say("platform-new"));
    frame.has_errors = !errors.is_empty();
    let offset = |name: &str| now.to_zoned(zone(name)).strftime("UTC%:z").to_string();
    Page {
        frame,
        fields,
        errors,
        zones: zones_of_places().iter().map(|name| Zone { name, offset: offset(name) }).collect(),
        once: once(),
    }
}

pub(crate) async fn form(visit: Visit, State(gateway): State<Gateway>) -> Response {
    respond(StatusCode::OK, &page(&gateway, &visit, Fields::default(), Errors::default()))
}

/// What is wrong with what goes to other services than the clinic itself does: it is asked before there is a clinic.
fn check(email: &str, country: &str) -> Result<(), Problem> {
    let mut checks = Checks::new();
    checks.country("country", country);
    checks.label("email", email, holdfast_domain::text::EMAIL_MAX);
    checks.email("email", email);
    checks.finish()
}

fn errors_of(problem: &Problem, t: &Texts) -> Errors {
    let mut errors = Errors::default();
    for wrong in wrong_fields(problem) {
        let says = match wrong.field.as_str() {
            "name" => key("error-clinic-name"),
            "address" => key("error-reason"),
            "phone" => key("error-phone"),
            "country" => key("error-country"),
            "time_zone" => key("error-zone"),
            "email" => key("error-email"),
            _ => continue,
        };
        if errors.at(&wrong.field).is_none() {
            errors.add(&wrong.field, t.say(says));
        }
    }
    errors
}

pub(crate) async fn onboard(State(gateway): State<Gateway>, posted: Posted) -> Result<Response, Refusal> {
    let Posted { visit, fields, raw, .. } = posted;
    let (email, country) = (fields.text("email").to_owned(), fields.text("country").to_uppercase());
    let asked = |what: &str| gateway.asked_once(&visit.caller, what, fields.text("once"), &raw);
    let made = match check(&email, &country) {
        Ok(()) => gateway.clinics().create_clinic(asked("page clinic"), request(&fields)).await,
        Err(problem) => Err(problem),
    };
    let clinic = match made {
        Ok(clinic) => clinic,
        // the same form, sent twice: the other one is about to be answered
        Err(problem) if problem.code == ErrorCode::IdempotencyInProgress => {
            return Ok(see_other("/platform/clinics"));
        }
        Err(problem) => {
            let errors = errors_of(&problem, visit.t);
            if errors.is_empty() {
                return Err(problem.into());
            }
            let page = page(&gateway, &visit, fields, errors);
            return Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    match finish(&gateway, &visit, &clinic, &email, country, asked("page clinic admin")).await {
        Ok(()) => Ok(see_other(&format!("/admin/{}?done=onboarded", clinic.id))),
        Err(problem) if problem.code == ErrorCode::IdempotencyInProgress => {
            Ok(see_other(&format!("/admin/{}?done=onboarded", clinic.id)))
        }
        Err(problem) => {
            tracing::warn!(code = problem.code.as_str(), "a new clinic's first admin could not be invited");
            let frame = visit.frame(&gateway, visit.t.say("unsent-title"));
            let page = Unsent { frame, clinic_id: clinic.id, clinic: clinic.name, email, once: once() };
            let status = StatusCode::from_u16(problem.code.http_status());
            Ok(respond(status.unwrap_or(StatusCode::CONFLICT), &page))
        }
    }
}

/// A clinic as most begin; its admins set the rest.
fn request(fields: &Fields) -> CreateClinicRequest {
    CreateClinicRequest {
        name: fields.text("name").to_owned(),
        address: fields.lines("address"),
        phone: fields.text("phone").to_owned(),
        time_zone: fields.text("time_zone").to_owned(),
        min_notice_minutes: 0,
        hold_minutes: 10,
        max_upcoming: 10,
        second_factor_required: false,
        hold_extensions: 10,
    }
}

/// The country, and the invitation: whoever sends the form again changes nothing by it.
async fn finish(
    gateway: &Gateway,
    visit: &Visit,
    clinic: &Clinic,
    email: &str,
    country: String,
    asked: Asked,
) -> Result<(), Problem> {
    if !country.is_empty() {
        let request = UpdateSettingsRequest {
            clinic_id: clinic.id,
            // an admin may have changed it since
            expected_version: Some(clinic.version),
            country: Some(country),
            ..UpdateSettingsRequest::default()
        };
        match gateway.clinics().update_settings(visit.asked(), request).await {
            Ok(_) => {}
            Err(problem) if problem.code == ErrorCode::PreconditionFailed => {}
            Err(problem) => return Err(problem),
        }
    }
    gateway.wants_mail(email).await?;
    let request = InviteRequest {
        clinic_id: clinic.id,
        email: email.to_owned(),
        role: Role::ClinicAdmin,
        doctor_id: None,
    };
    gateway.identity().invite(asked, request).await?;
    Ok(())
}
