//! `/desk/{clinic}/why`: whether a time of a doctor's is offered to patients, or every reason why not. What they are, the code that makes
//! and judges slots says; here they are put into words.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{ClinicId, DoctorId};
use holdfast_domain::slots::reached;
use holdfast_domain::template::WallTime;
use holdfast_domain::{Page as Part, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::instant::{parse, zone};
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::ExplainOfferRequest;
use holdfast_rpc::clinic::{GetClinicRequest, ListDoctorsRequest};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::Subject;
use crate::facets::Choice;
use crate::fields::{Errors, Fields};
use crate::page::{Frame, respond};
use crate::pages::doctor::named;
use crate::texts::key;
use crate::visit::Visit;
use crate::when::Local;

/// Doctors in the list.
const DOCTORS: u32 = 200;

/// What there is to say of a time.
struct Answer {
    when: String,
    date: String,
    doctor: String,
    hours: String,
    is_offered: bool,
    reasons: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/schedule/why.html")]
struct Page {
    frame: Frame,
    clinic_id: ClinicId,
    zone: String,
    doctors: Vec<Choice>,
    at: String,
    answer: Option<Answer>,
    errors: Errors,
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let t = visit.t;
    visit.caller.require_team(clinic_id)?;
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let page = Part { limit: DOCTORS, ..Part::default() };
    let (clinic, doctors) = tokio::try_join!(
        gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id: clinic_id }),
        gateway.clinics().list_doctors(visit.asked(), ListDoctorsRequest { clinic_id, page }),
    )?;
    let zone = zone(&clinic.time_zone);
    let chosen = fields.parsed::<DoctorId>("doctor").or(visit.caller.doctor_id);
    let (mut errors, mut typed) = (Errors::default(), fields.text("at").to_owned());
    let answer = match (chosen, instant(&typed, &zone)) {
        (Some(doctor_id), Some(at)) => {
            typed = at.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string();
            let subject = Subject::of(&gateway, &visit, clinic_id, doctor_id).await?;
            Some(explain(&gateway, &visit, &subject, at).await?)
        }
        (_, at) => {
            if at.is_none() && !typed.is_empty() {
                errors.add("at", t.say("why-error-at"));
            }
            None
        }
    };
    let mine = |id: DoctorId| visit.caller.asks_why(clinic_id, id);
    let choice = |of: &holdfast_rpc::clinic::Doctor| Choice {
        value: of.id.to_string(),
        name: named(of),
        is_chosen: chosen == Some(of.id),
    };
    let mut frame = visit.frame(&gateway, t.say("why-title"));
    frame.is_wide = true;
    frame.has_errors = !errors.is_empty();
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Page {
        frame,
        clinic_id,
        zone: t.with("times-in-zone", "zone", Local { at: gateway.now().to_zoned(zone) }.zone()),
        doctors: doctors.items.iter().filter(|of| mine(of.id)).map(choice).collect(),
        at: typed,
        answer,
        errors,
    };
    Ok(respond(status, &page))
}

/// Reads a time: an instant, or what the clinic's clocks show.
fn instant(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    if let Ok(at) = parse(text) {
        return Some(at);
    }
    let at: DateTime = text.parse().ok().filter(|at: &DateTime| (1970..=2200).contains(&at.year()))?;
    let minutes = u16::try_from(at.hour()).ok()? * 60 + u16::try_from(at.minute()).ok()?;
    reached(at.date(), WallTime::from_minutes(minutes)?, zone)
}

async fn explain(
    gateway: &Gateway,
    visit: &Visit,
    subject: &Subject,
    at: Timestamp,
) -> Result<Answer, Problem> {
    let (t, doctor_id) = (visit.t, subject.doctor.id);
    let request =
        ExplainOfferRequest { doctor_id, at_us: at.as_microsecond(), mode: None, visit_type_id: None };
    let found = gateway.availability().explain_offer(visit.asked(), request).await?;
    let local = Local { at: at.to_zoned(subject.zone.clone()) };
    let (day, time) = (t.formats.full_day(local.date()), t.formats.time(local.time()));
    Ok(Answer {
        when: format!("{day}, {time}"),
        date: local.date().to_string(),
        doctor: subject.name.clone(),
        hours: subject.hours(),
        is_offered: found.is_offered,
        reasons: found.reasons.iter().map(|of| t.say(reason_key(&of.code))).collect(),
    })
}

/// The codes of `Code` in the domain's `why.rs`.
fn reason_key(code: &str) -> &'static str {
    match code {
        "outside_hours" => key("why-outside-hours"),
        "between_slots" => key("why-between-slots"),
        "break" => key("why-break"),
        "clock_change" => key("why-clock-change"),
        "closure" => key("why-closure"),
        "clinic_closed" => key("why-clinic-closed"),
        "doctor_inactive" => key("why-doctor-inactive"),
        "horizon" => key("why-horizon"),
        "time_off" => key("why-time-off"),
        "booked" => key("why-booked"),
        "held" => key("why-held"),
        "squeezed_in" => key("why-squeezed-in"),
        "notice" => key("why-notice"),
        "past" => key("why-past"),
        "visit_type" => key("why-visit-type"),
        _ => key("why-not-made"),
    }
}
