//! `/admin/{clinic}/doctors/{id}/leaving`: from a day on a doctor works no more; which bookings that hits is shown before.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::Problem;
use holdfast_domain::ids::{ClinicId, DoctorId};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::availability::{Intent, SetInactiveFromRequest, SlotChanges};
use jiff::civil::Date;

use super::doctor::find;
use super::{Head, frame};
use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond, see_other};
use crate::pages::doctor::named;
use crate::texts::key;
use crate::visit::{Posted, Visit};

/// Bookings that are listed; all are counted.
const LISTED: usize = 50;

#[derive(Template)]
#[template(path = "pages/admin/leaving.html")]
struct Page {
    frame: Frame,
    head: Head,
    doctor_id: DoctorId,
    doctor: String,
    from: String,
    day: String,
    removed: u32,
    hit: u32,
    /// Appointments by when they are.
    bookings: Vec<(String, String)>,
    has_more: bool,
    preview_version: String,
    errors: Errors,
    is_outdated: bool,
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

pub(crate) async fn preview(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, doctor_id)): PathIds<(ClinicId, DoctorId)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    page(&gateway, &visit, clinic_id, doctor_id, fields.text("from"), false).await
}

async fn page(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    doctor_id: DoctorId,
    from: &str,
    is_outdated: bool,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let head = Head::of(gateway, visit, clinic_id, &Fields::default()).await?;
    let doctor = find(gateway, visit, clinic_id, doctor_id).await?;
    let intent = Intent { is_dry_run: true, preview_version: None };
    let request = SetInactiveFromRequest { doctor_id, date: Some(from.to_owned()), intent };
    let mut errors = Errors::default();
    let changes = match gateway.availability().set_inactive_from(visit.asked(), request).await {
        Ok(changes) => changes,
        Err(problem) if !wrong_fields(&problem).is_empty() => {
            errors.add("from", t.say("error-leaving"));
            SlotChanges::default()
        }
        Err(problem) => return Err(problem.into()),
    };
    let status = match (errors.is_empty(), is_outdated) {
        (false, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, true) => StatusCode::CONFLICT,
        (true, false) => StatusCode::OK,
    };
    let booking = |of: &holdfast_rpc::availability::Conflict| {
        (of.appointment_id.to_string(), head.when(t, of.starts_at_us))
    };
    let page = Page {
        frame: frame(gateway, visit, key("leaving-title"), !errors.is_empty()),
        doctor_id,
        doctor: named(&doctor),
        from: from.to_owned(),
        day: from.parse::<Date>().map(|day| t.formats.full_day(day)).unwrap_or_default(),
        removed: u32::try_from(changes.removed).unwrap_or(u32::MAX),
        hit: count(changes.conflicts.len()),
        bookings: changes.conflicts.iter().take(LISTED).map(booking).collect(),
        has_more: changes.conflicts.len() > LISTED,
        preview_version: changes.preview_version,
        errors,
        is_outdated,
        head,
    };
    Ok(respond(status, &page))
}

pub(crate) async fn set(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, doctor_id)): PathIds<(ClinicId, DoctorId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    find(&gateway, &visit, clinic_id, doctor_id).await?;
    let comes_back = fields.text("step") == "back";
    let date = fields.some("from").filter(|_| !comes_back);
    if date.is_none() && !comes_back {
        return Err(Problem::field("from", "is missing").into());
    }
    let intent = Intent { is_dry_run: false, preview_version: fields.some("preview_version") };
    let request = SetInactiveFromRequest { doctor_id, date, intent };
    match gateway.availability().set_inactive_from(visit.asked(), request).await {
        // bookings came in between: they are shown first
        Ok(changes) if changes.is_stale => {
            page(&gateway, &visit, clinic_id, doctor_id, fields.text("from"), true).await
        }
        Ok(_) => Ok(see_other(&format!("/admin/{clinic_id}/doctors/{doctor_id}?done=saved"))),
        Err(problem) if !comes_back && !wrong_fields(&problem).is_empty() => {
            page(&gateway, &visit, clinic_id, doctor_id, fields.text("from"), false).await
        }
        Err(problem) => Err(problem.into()),
    }
}
