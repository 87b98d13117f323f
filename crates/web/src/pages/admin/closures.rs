//! `/admin/{clinic}/closures`: days on which a clinic is closed; which bookings a new one hits is shown before.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{ClinicId, ClosureId};
use holdfast_domain::{Cursor, ErrorCode, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::form::once;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_gateway::pages::read_holidays;
use holdfast_rpc::availability::{
    CloseDaysRequest, CloseDaysResponse, Closure, Conflict, Intent, ListClosuresRequest, NamedDay,
    RemoveClosureRequest,
};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{Head, frame_at, gone, paged};
use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond, see_other};
use crate::texts::{Texts, key};
use crate::visit::{Posted, Visit};

const SHOWN: u32 = 50;
/// Days of a stretch that are asked of the service: it takes fewer, and says so.
const DAYS_MAX: usize = 400;
/// Bookings that are listed; all are counted.
const LISTED: usize = 50;

struct Row {
    id: ClosureId,
    when: String,
    reason: String,
}

/// What closing would do.
struct Preview {
    days: String,
    removed: u32,
    hit: u32,
    bookings: Vec<(String, String)>,
    version: String,
    is_outdated: bool,
}

#[derive(Template)]
#[template(path = "pages/admin/closures.html")]
struct Page {
    frame: Frame,
    head: Head,
    rows: Vec<Row>,
    next: Option<String>,
    preview: Option<Preview>,
    fields: Fields,
    errors: Errors,
    once: String,
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let head = Head::of(&gateway, &visit, clinic_id, &fields).await?;
    if fields.text("from").is_empty() && fields.text("to").is_empty() {
        return page(&gateway, &visit, head, fields, Errors::default(), None, StatusCode::OK).await;
    }
    preview(&gateway, &visit, head, fields, false).await
}

/// The days from the first to the last one that was typed.
fn typed(fields: &Fields, t: &Texts) -> Result<Vec<Date>, Errors> {
    let mut errors = Errors::default();
    let mut day = |name: &str| {
        fields.day(name).unwrap_or_else(|()| {
            errors.add(name, t.say("error-day-needed"));
            None
        })
    };
    let (from, to) = (day("from"), day("to"));
    let Some(from) = from else {
        if errors.is_empty() {
            errors.add("from", t.say("error-day-needed"));
        }
        return Err(errors);
    };
    let to = to.unwrap_or(from);
    if to < from {
        errors.add("to", t.say("error-day-order"));
    }
    if errors.is_empty() {
        Ok(from.series(1.day()).take_while(|day| *day <= to).take(DAYS_MAX).collect())
    } else {
        Err(errors)
    }
}

/// Closes the days that were typed, or foresees it; none with errors.
async fn close(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    fields: &Fields,
    intent: Intent,
) -> Result<Result<CloseDaysResponse, Errors>, Problem> {
    let t = visit.t;
    let dates = match typed(fields, t) {
        Ok(days) => days.iter().map(Date::to_string).collect(),
        Err(errors) => return Ok(Err(errors)),
    };
    let reason = fields.text("reason").to_owned();
    let request = CloseDaysRequest { clinic_id, dates, reason, intent, ..CloseDaysRequest::default() };
    match gateway.availability().close_days(visit.asked(), request).await {
        Ok(closed) => Ok(Ok(closed)),
        Err(problem) if wrong_fields(&problem).is_empty() => Err(problem),
        Err(problem) => {
            let mut errors = Errors::default();
            for wrong in wrong_fields(&problem) {
                let (field, says) = match wrong.field.split('[').next() {
                    Some("reason") => ("reason", key("error-reason")),
                    _ => ("from", key("error-closure-days")),
                };
                if errors.at(field).is_none() {
                    errors.add(field, t.say(says));
                }
            }
            Ok(Err(errors))
        }
    }
}

async fn preview(
    gateway: &Gateway,
    visit: &Visit,
    head: Head,
    fields: Fields,
    is_outdated: bool,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let intent = Intent { is_dry_run: true, preview_version: None };
    let changes = match close(gateway, visit, head.clinic_id, &fields, intent).await? {
        Ok(closed) => closed.changes,
        Err(errors) => {
            return page(gateway, visit, head, fields, errors, None, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let booking = |of: &Conflict| (of.appointment_id.to_string(), head.when(t, of.starts_at_us));
    let name = |day: Option<Date>| day.map(|day| t.formats.full_day(day)).unwrap_or_default();
    let (from, to) = (fields.day("from").unwrap_or_default(), fields.day("to").unwrap_or_default());
    let days = if to.is_none() || to == from {
        name(from)
    } else {
        t.with2("closures-days", "from", name(from), "to", name(to))
    };
    let preview = Preview {
        days,
        removed: u32::try_from(changes.removed).unwrap_or(u32::MAX),
        hit: u32::try_from(changes.conflicts.len()).unwrap_or(u32::MAX),
        bookings: changes.conflicts.iter().take(LISTED).map(booking).collect(),
        version: changes.preview_version,
        is_outdated,
    };
    let status = if is_outdated { StatusCode::CONFLICT } else { StatusCode::OK };
    page(gateway, visit, head, fields, Errors::default(), Some(preview), status).await
}

async fn page(
    gateway: &Gateway,
    visit: &Visit,
    head: Head,
    fields: Fields,
    errors: Errors,
    preview: Option<Preview>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let request = ListClosuresRequest { clinic_id: head.clinic_id, page: paged(&fields, SHOWN), from: None };
    let found = gateway.availability().list_closures(visit.asked(), request).await?;
    let here = format!("/admin/{}/closures", head.clinic_id);
    let page = Page {
        frame: frame_at(gateway, visit, key("closures-title"), !errors.is_empty(), here),
        rows: found.items.into_iter().map(|of| row(of, &head, t)).collect(),
        next: found.next_cursor.map(Cursor::to_text),
        head,
        preview,
        fields,
        errors,
        once: once(),
    };
    Ok(respond(status, &page))
}

fn row(of: Closure, head: &Head, t: &Texts) -> Row {
    let when = match (&of.date, &of.time) {
        (_, Some(time)) => {
            format!("{}–{}", head.when(t, time.starts_at_us), t.formats.time(head.at(time.ends_at_us).time()))
        }
        (Some(date), None) => date.parse().map_or_else(|_| date.clone(), |day| t.formats.full_day(day)),
        (None, None) => String::new(),
    };
    Row { id: of.id, when, reason: of.reason }
}

pub(crate) async fn add(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let head = Head::of(&gateway, &visit, clinic_id, &Fields::default()).await?;
    let intent = Intent { is_dry_run: false, preview_version: fields.some("preview_version") };
    match close(&gateway, &visit, clinic_id, &fields, intent).await? {
        // bookings came in between: they are shown first
        Ok(closed) if closed.changes.is_stale => preview(&gateway, &visit, head, fields, true).await,
        Ok(_) => Ok(done(clinic_id, "added")),
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page(&gateway, &visit, head, fields, errors, None, status).await
        }
    }
}

/// Holidays out of a file that was pasted; what is wrong with it is said by its lines.
pub(crate) async fn import(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, raw, .. } = posted;
    let head = Head::of(&gateway, &visit, clinic_id, &Fields::default()).await?;
    let closed = match read_holidays(fields.lines("file").as_bytes()) {
        Ok(days) => {
            let named = |(date, reason): (Date, String)| NamedDay { date: date.to_string(), reason };
            let request = CloseDaysRequest {
                clinic_id,
                intent: Intent { is_dry_run: false, preview_version: None },
                named_days: days.into_iter().map(named).collect(),
                ..CloseDaysRequest::default()
            };
            let route = format!("page holidays {clinic_id}");
            let asked = gateway.asked_once(&visit.caller, &route, fields.text("once"), &raw);
            gateway.availability().close_days(asked, request).await
        }
        Err(problem) => Err(problem),
    };
    let Err(problem) = closed else {
        return Ok(done(clinic_id, "added"));
    };
    if problem.code != ErrorCode::InvalidRequest {
        return Err(problem.into());
    }
    let lines = |field: &str| field.strip_prefix("line ").map(str::to_owned);
    let wrong: Vec<String> = problem.fields.iter().filter_map(|wrong| lines(&wrong.field)).take(5).collect();
    let mut errors = Errors::default();
    errors.add(
        "file",
        if wrong.is_empty() {
            visit.t.say("error-holidays")
        } else {
            visit.t.with("error-holiday-lines", "lines", wrong.join(", "))
        },
    );
    page(&gateway, &visit, head, fields, errors, None, StatusCode::UNPROCESSABLE_ENTITY).await
}

pub(crate) async fn remove(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    let request = RemoveClosureRequest { clinic_id, closure_id: fields.needed("id")? };
    gone(gateway.availability().remove_closure(visit.asked(), request).await)?;
    Ok(done(clinic_id, "removed"))
}

fn done(clinic_id: ClinicId, done: &str) -> Response {
    see_other(&format!("/admin/{clinic_id}/closures?done={done}"))
}
