//! `/hold`, `/book/{id}`: a time is held, and the details are given.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use holdfast_domain::guests::GuestsGive;
use holdfast_domain::ids::{AppointmentId, DoctorId, VisitTypeId, VisitorId};
use holdfast_domain::{ErrorCode, Problem, Status};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::form::once;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::booking::confirm_hold_request::Who;
use holdfast_rpc::booking::{
    Appointment, ConfirmHoldRequest, Hold, HoldRequest, HoldSlotRequest, NewPatient,
};
use holdfast_rpc::clinic::ListOwnPatientsRequest;
use jiff::tz::TimeZone;

use crate::cookies;
use crate::draft::Draft;
use crate::embed::Embed;
use crate::facets::Choice;
use crate::fields::{Errors, Fields, wrong_fields};
use crate::held::until_when;
use crate::lost::{WantedTime, is_lost, lost};
use crate::page::{Frame, respond, see_other};
use crate::texts::{Texts, key};
use crate::visit::{Posted, Visit};
use crate::visit_facts::VisitFacts;
use crate::when::Local;

/// Holds the time that was pressed; what the visitor held before is free again.
pub(crate) async fn hold(State(gateway): State<Gateway>, posted: Posted) -> Result<Response, Refusal> {
    let Posted { mut visit, fields, networks, raw } = posted;
    let wanted = WantedTime::parse(fields.text("slot_id"));
    let wanted = wanted.ok_or_else(|| Problem::field("slot_id", "is missing"))?;
    let doctor_id: DoctorId = fields.needed("doctor_id")?;
    let visit_type_id: Option<VisitTypeId> = fields.parsed("visit_type_id");
    let request = HoldSlotRequest {
        slot_id: wanted.slot_id,
        clinic_id: fields.parsed("clinic_id"),
        visitor_id: visit.visitor(&gateway).0,
        networks: gateway.hashed(&networks),
        visit_type_id,
        override_reason: None,
    };
    // where no cookie says who holds it, a page that is loaded anew is the same form once more
    let asked = match &visit.embed {
        Some(_) => gateway.asked_once(&visit.caller, "page hold", fields.text("once"), &raw),
        None => visit.asked(),
    };
    match gateway.booking().hold_slot(asked, request).await {
        Ok(held) => {
            let id = held.appointment.id;
            let token = gateway.visitor_token(held.visitor_id);
            if let Some(embed) = &mut visit.embed {
                embed.visitor = Some(token);
                let draft = visit.draft().unwrap_or_default();
                let page = page(&gateway, &visit, &held, draft, Errors::default(), None).await?;
                return Ok(respond(StatusCode::OK, &page));
            }
            let cookie = cookies::set_visitor(&token, Some(id));
            Ok(([cookie], see_other(&format!("/book/{id}"))).into_response())
        }
        Err(problem) if is_lost(problem.code) => {
            let visit_type = visit_type_id.map(|id| id.to_string()).unwrap_or_default();
            let has_draft = visit.draft().is_some();
            lost(&gateway, &visit, doctor_id, wanted, visit_type, has_draft, problem).await
        }
        Err(problem) => Err(problem.into()),
    }
}

#[derive(Template)]
#[template(path = "pages/details.html")]
struct Details {
    frame: Frame,
    id: AppointmentId,
    facts: VisitFacts,
    /// Until when it is held, as text and as an instant; none if that is over.
    held_until: Option<(String, String)>,
    can_extend: bool,
    draft: Draft,
    errors: Errors,
    /// Why it was not booked, if that is not the fault of a field.
    refused: Option<String>,
    /// Whom a patient's account may book for.
    records: Vec<Choice>,
    phone_label: String,
    email_label: String,
    either_hint: String,
    emergency: String,
    /// Another in each page that is shown: the form is booked once.
    once: String,
}

/// The hold, if the visitor has it.
async fn get(gateway: &Gateway, visit: &Visit, id: AppointmentId) -> Result<(Hold, VisitorId), Problem> {
    let (visitor_id, _) = visit.visitor(gateway);
    let visitor_id = visitor_id.ok_or_else(Problem::not_found)?;
    let hold = gateway.booking().get_hold(visit.asked(), HoldRequest { id, visitor_id }).await?;
    Ok((hold, visitor_id))
}

pub(crate) async fn details(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
) -> Result<Response, Refusal> {
    let (hold, _) = match get(&gateway, &visit, id).await {
        Ok(hold) => hold,
        // it is booked already, and the form was opened once more
        Err(problem) if problem.code == ErrorCode::NotFound && is_own(&gateway, &visit, id).await? => {
            return Ok(see_other(&format!("/booked/{id}")));
        }
        Err(problem) => return Err(problem.into()),
    };
    let draft = visit.draft().unwrap_or_default();
    Ok(respond(StatusCode::OK, &page(&gateway, &visit, &hold, draft, Errors::default(), None).await?))
}

/// Whether they may see the appointment.
async fn is_own(gateway: &Gateway, visit: &Visit, id: AppointmentId) -> Result<bool, Refusal> {
    let party = visit.party(gateway, id).await?;
    let request = holdfast_rpc::booking::GetAppointmentRequest { id };
    Ok(!party.is_anonymous()
        && gateway.booking().get_appointment(holdfast_domain::Asked::by(party), request).await.is_ok())
}

async fn page(
    gateway: &Gateway,
    visit: &Visit,
    hold: &Hold,
    draft: Draft,
    errors: Errors,
    refused: Option<String>,
) -> Result<Details, Problem> {
    let t = visit.t;
    let appointment = &hold.appointment;
    let facts = VisitFacts::of(gateway, visit, appointment).await?;
    let until = appointment
        .hold_expires_at_us
        .filter(|until| appointment.status == Status::Pending && *until > gateway.now().as_microsecond());
    let asked = GuestsGive::parse(&facts.settings.guests_give).unwrap_or_default();
    // an account has given its address already
    let give = if visit.caller.account_id.is_none() { asked } else { GuestsGive::Nothing };
    let mut frame = visit.frame(gateway, t.say("details-title"));
    frame.has_errors = !errors.is_empty();
    Ok(Details {
        frame,
        id: appointment.id,
        held_until: until.map(|until| {
            (until_when(visit, until, &appointment.time_zone), Local::new(until, &TimeZone::UTC).iso())
        }),
        can_extend: hold.extensions_left > 0,
        records: records(gateway, visit, appointment, &draft).await?,
        phone_label: label(
            t,
            key("label-phone"),
            matches!(give, GuestsGive::Phone | GuestsGive::Both | GuestsGive::Either),
        ),
        email_label: label(
            t,
            key("label-email"),
            matches!(give, GuestsGive::Email | GuestsGive::Both | GuestsGive::Either),
        ),
        either_hint: if give == GuestsGive::Either { t.say("hint-either") } else { String::new() },
        emergency: if facts.settings.emergency_contact.is_empty() {
            t.say("details-no-emergency")
        } else {
            t.with("details-emergency", "contact", facts.settings.emergency_contact.clone())
        },
        facts,
        draft,
        errors,
        refused,
        once: once(),
    })
}

/// A field's name, which says that it may be left empty.
fn label(t: &Texts, key: &str, is_needed: bool) -> String {
    if is_needed { t.say(key) } else { t.with("optional", "label", t.say(key)) }
}

/// The records at the clinic that a patient's account books for.
async fn records(
    gateway: &Gateway,
    visit: &Visit,
    appointment: &Appointment,
    draft: &Draft,
) -> Result<Vec<Choice>, Problem> {
    if visit.caller.account_as_patient().is_none() {
        return Ok(Vec::new());
    }
    let own = gateway.clinics().list_own_patients(visit.asked(), ListOwnPatientsRequest {}).await?;
    let here = own.items.into_iter().filter(|record| record.clinic_id == appointment.clinic_id);
    let choices = here.enumerate().map(|(at, record)| Choice {
        is_chosen: if draft.record.is_empty() { at == 0 } else { draft.record == record.id.to_string() },
        value: record.id.to_string(),
        name: record.name,
    });
    Ok(choices.collect())
}

pub(crate) async fn book(
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { mut visit, fields, raw, .. } = posted;
    let draft = Draft::typed(&fields);
    if let Some(embed) = &mut visit.embed {
        embed.draft = draft.write();
    }
    let (visitor_id, _) = visit.visitor(&gateway);
    let visitor_id = visitor_id.ok_or_else(Problem::not_found)?;
    let mut errors = Errors::default();
    let who = who(&visit, &fields, &draft, &mut errors);
    if !errors.is_empty() {
        return again(&gateway, &visit, id, draft, errors, None).await;
    }
    let asked = gateway.asked_once(&visit.caller, &format!("page {id}"), fields.text("once"), &raw);
    let reason = draft.reason.clone();
    let request = ConfirmHoldRequest { id, visitor_id, who: Some(who), reason, override_reason: None };
    match gateway.booking().confirm_hold(asked, request).await {
        Ok(appointment) => booked(&gateway, &visit, &appointment).await,
        Err(problem) => not_booked(&gateway, &visit, id, draft, problem).await,
    }
}

/// On to the page that says so, with the secret that opens it.
async fn booked(gateway: &Gateway, visit: &Visit, appointment: &Appointment) -> Result<Response, Refusal> {
    let id = appointment.id;
    if visit.embed.is_some() {
        let secret = gateway.guest_secret(appointment)?;
        return super::booked::page(gateway, visit, appointment, Some(&secret)).await;
    }
    let mut response = see_other(&format!("/booked/{id}"));
    let mut set = vec![Draft::forget()];
    if let Some((token, _)) = cookies::visitor(&visit.headers) {
        set.push(cookies::set_visitor(token, None));
    }
    if visit.caller.books_as_guest() {
        set.extend(cookies::set_guest(&visit.headers, id, &gateway.guest_secret(appointment)?));
    }
    for (name, value) in set {
        response.headers_mut().append(name, value);
    }
    Ok(response)
}

async fn not_booked(
    gateway: &Gateway,
    visit: &Visit,
    id: AppointmentId,
    draft: Draft,
    problem: Problem,
) -> Result<Response, Refusal> {
    if is_lost(problem.code) {
        let hold = get(gateway, visit, id).await?.0.appointment;
        let visit_type = hold.visit_type_id.map(|id| id.to_string()).unwrap_or_default();
        let wanted = WantedTime { slot_id: hold.slot_id, starts_at_us: Some(hold.starts_at_us) };
        let page = lost(gateway, visit, hold.doctor_id, wanted, visit_type, true, problem).await?;
        return Ok(([draft.keep()], page).into_response());
    }
    if let Some(says) = refused_key(problem.code) {
        return again(gateway, visit, id, draft, Errors::default(), Some(visit.t.say(says))).await;
    }
    let mut errors = Errors::default();
    for wrong in wrong_fields(&problem) {
        if let Some((field, says)) = error_of(&wrong.field) {
            errors.add(field, visit.t.say(says));
        }
    }
    if errors.is_empty() {
        // a second press of a form that is booked already
        if problem.code == ErrorCode::NotFound && is_own(gateway, visit, id).await? {
            return Ok(see_other(&format!("/booked/{id}")));
        }
        return Err(problem.into());
    }
    again(gateway, visit, id, draft, errors, None).await
}

/// What is said where the clinic's rules refuse a booking.
fn refused_key(code: ErrorCode) -> Option<&'static str> {
    match code {
        ErrorCode::PatientBusy => Some(key("refused-patient-busy")),
        ErrorCode::TooManyUpcoming => Some(key("refused-too-many")),
        ErrorCode::GuestsNotAllowed => Some(key("refused-guests")),
        ErrorCode::KnownPatientsOnly => Some(key("refused-known-only")),
        ErrorCode::VisitTypeNotServed => Some(key("refused-visit-type")),
        _ => None,
    }
}

/// The field of the form, and what is said of it.
fn error_of(field: &str) -> Option<(&'static str, &'static str)> {
    match field {
        "patient.name" => Some(("name", key("error-name"))),
        "patient.phone" => Some(("phone", key("error-phone"))),
        "patient.email" => Some(("email", key("error-email"))),
        "patient.birth_date" => Some(("birth_day", key("error-birth-date"))),
        "reason" => Some(("reason", key("error-reason"))),
        _ => None,
    }
}

async fn again(
    gateway: &Gateway,
    visit: &Visit,
    id: AppointmentId,
    draft: Draft,
    errors: Errors,
    refused: Option<String>,
) -> Result<Response, Refusal> {
    let status = if errors.is_empty() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (hold, _) = get(gateway, visit, id).await?;
    Ok(respond(status, &page(gateway, visit, &hold, draft, errors, refused).await?))
}

/// Whom the form names: a record of the account's, or somebody by name.
fn who(visit: &Visit, fields: &Fields, draft: &Draft, errors: &mut Errors) -> Who {
    if let Some(id) = fields.parsed("record") {
        return Who::PatientId(id);
    }
    if draft.name.is_empty() {
        errors.add("name", visit.t.say("error-name"));
    }
    let birth_date = draft.birth_date().unwrap_or_else(|()| {
        errors.add("birth_day", visit.t.say("error-birth-date"));
        String::new()
    });
    Who::Patient(NewPatient {
        name: draft.name.clone(),
        phone: draft.phone.clone(),
        email: draft.email.clone(),
        birth_date,
    })
}

/// Keeps the time longer, as often as the clinic lets it be.
pub(crate) async fn extend(
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let visit = posted.visit;
    let (visitor_id, _) = visit.visitor(&gateway);
    let visitor_id = visitor_id.ok_or_else(Problem::not_found)?;
    let draft = Draft::typed(&posted.fields);
    let extended = gateway.booking().extend_hold(visit.asked(), HoldRequest { id, visitor_id }).await;
    match extended.map_err(|problem| problem.code) {
        // the page says how it stands
        Ok(_) | Err(ErrorCode::HoldExpired | ErrorCode::HoldNotExtended) => {
            if visit.embed.is_some() {
                let (hold, _) = get(&gateway, &visit, id).await?;
                let page = page(&gateway, &visit, &hold, draft, Errors::default(), None).await?;
                return Ok(respond(StatusCode::OK, &page));
            }
            Ok(([draft.keep()], see_other(&format!("/book/{id}"))).into_response())
        }
        Err(code) => Err(Problem::of(code).into()),
    }
}

/// Lets the time go, to choose another.
pub(crate) async fn release(
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(AppointmentId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let visit = posted.visit;
    let (hold, visitor_id) = get(&gateway, &visit, id).await?;
    gateway.booking().release_hold(visit.asked(), HoldRequest { id, visitor_id }).await?;
    let cookie = cookies::set_visitor(&gateway.visitor_token(visitor_id), None);
    let draft = Draft::typed(&posted.fields);
    let doctor = hold.appointment.doctor_id;
    let root = visit.embed.as_ref().map(Embed::root).unwrap_or_default();
    Ok(([cookie, draft.keep()], see_other(&format!("{root}/doctors/{doctor}"))).into_response())
}
