//! `/desk/{clinic}/squeeze`: a time outside the hours, made for one patient, who is booked for on the next page.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{ClinicId, DoctorId};
use holdfast_domain::template::Mode;
use holdfast_domain::{ErrorCode, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::instant::zone;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::SqueezeInRequest;
use holdfast_rpc::clinic::{Doctor, GetClinicRequest, GetDoctorRequest};
use jiff::civil::{DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond, see_other, status_of};
use crate::pages::doctor::named;
use crate::texts::key;
use crate::visit::{Posted, Visit};

/// What is suggested.
const MINUTES: &str = "15";

#[derive(Template)]
#[template(path = "pages/desk/squeeze.html")]
struct Page {
    frame: Frame,
    clinic_id: ClinicId,
    doctor_id: DoctorId,
    doctor: String,
    date: String,
    time: String,
    minutes: String,
    is_video: bool,
    errors: Errors,
    refused: Option<String>,
}

/// The doctor, of this clinic, and the clinic's zone.
async fn of_clinic(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    fields: &Fields,
) -> Result<(Doctor, TimeZone), Problem> {
    let id: DoctorId = fields.parsed("doctor_id").ok_or_else(Problem::not_found)?;
    let (doctor, clinic) = tokio::try_join!(
        gateway.clinics().get_doctor(visit.asked(), GetDoctorRequest { id }),
        gateway.clinics().get_clinic(visit.asked(), GetClinicRequest { id: clinic_id }),
    )?;
    if doctor.clinic_id == clinic_id {
        Ok((doctor, zone(&clinic.time_zone)))
    } else {
        Err(Problem::not_found())
    }
}

pub(crate) async fn form(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    visit.caller.require_desk(clinic_id)?;
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let (doctor, _) = of_clinic(&gateway, &visit, clinic_id, &fields).await?;
    Ok(page(&gateway, &visit, &doctor, &fields, Errors::default(), None, StatusCode::OK))
}

fn page(
    gateway: &Gateway,
    visit: &Visit,
    doctor: &Doctor,
    fields: &Fields,
    errors: Errors,
    refused: Option<String>,
    status: StatusCode,
) -> Response {
    let mut frame = visit.frame(gateway, visit.t.say("squeeze-title"));
    frame.is_wide = true;
    frame.has_errors = !errors.is_empty();
    let page = Page {
        frame,
        clinic_id: doctor.clinic_id,
        doctor_id: doctor.id,
        doctor: named(doctor),
        date: fields.text("date").to_owned(),
        time: fields.text("time").to_owned(),
        minutes: fields.some("minutes").unwrap_or_else(|| MINUTES.to_owned()),
        is_video: fields.text("mode") == Mode::Virtual.as_str(),
        errors,
        refused,
    };
    respond(status, &page)
}

pub(crate) async fn make(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let (doctor, zone) = of_clinic(&gateway, &visit, clinic_id, &fields).await?;
    let t = visit.t;
    let mut errors = Errors::default();
    let date = fields.day("date").ok().flatten();
    if date.is_none() {
        errors.add("date", t.say("error-date"));
    }
    let time: Option<Time> = fields.parsed("time");
    if time.is_none() {
        errors.add("time", t.say("error-time"));
    }
    let minutes: Option<i64> = fields.parsed("minutes").filter(|minutes| (1..=24 * 60).contains(minutes));
    if minutes.is_none() {
        errors.add("minutes", t.say("error-minutes"));
    }
    let (Some(date), Some(time), Some(minutes)) = (date, time, minutes) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(page(&gateway, &visit, &doctor, &fields, errors, None, status));
    };
    let Some(starts_at_us) = instant(date.to_datetime(time), &zone) else {
        errors.add("time", t.say("error-time-skipped"));
        return Ok(page(&gateway, &visit, &doctor, &fields, errors, None, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let request = SqueezeInRequest {
        doctor_id: doctor.id,
        starts_at_us,
        ends_at_us: starts_at_us + minutes * 60_000_000,
        mode: Mode::parse(fields.text("mode")).unwrap_or(Mode::InPerson),
        visit_types: Vec::new(),
    };
    match gateway.availability().squeeze_in(visit.asked(), request).await {
        Ok(slot) => {
            let at = slot.starts_at_us / 1_000_000;
            Ok(see_other(&format!("/desk/{clinic_id}/book?slot_id={},{at}&doctor_id={}", slot.id, doctor.id)))
        }
        Err(problem) => {
            for wrong in wrong_fields(&problem) {
                match wrong.field.as_str() {
                    "starts_at" => errors.add("date", t.say("error-squeeze-far")),
                    _ => errors.add("minutes", t.say("error-minutes")),
                }
            }
            let refused = refused_key(problem.code).map(|says| t.say(says));
            if errors.is_empty() && refused.is_none() {
                return Err(problem.into());
            }
            let status = status_of(&problem);
            Ok(page(&gateway, &visit, &doctor, &fields, errors, refused, status))
        }
    }
}

/// When clocks show that; nothing where they skip it. Where they show it twice: the first time.
fn instant(at: DateTime, zone: &TimeZone) -> Option<i64> {
    let ambiguous = zone.to_ambiguous_zoned(at);
    if matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }) {
        return None;
    }
    Some(ambiguous.compatible().ok()?.timestamp().as_microsecond())
}

/// Why a time cannot be made.
fn refused_key(code: ErrorCode) -> Option<&'static str> {
    match code {
        ErrorCode::TimeNotFree => Some(key("squeeze-busy")),
        ErrorCode::SlotInPast => Some(key("squeeze-past")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_clocks_skip_is_none() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let at = |text: &str| instant(text.parse().unwrap(), &zone);
        assert_eq!(at("2026-03-29T02:30:00"), None);
        assert!(at("2026-03-29T03:30:00").is_some());
        let twice = at("2026-10-25T02:30:00").unwrap();
        assert_eq!(jiff::Timestamp::from_microsecond(twice).unwrap().to_string(), "2026-10-25T00:30:00Z");
    }
}
