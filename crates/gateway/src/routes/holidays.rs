//! `/v1/clinics/{clinic_id}/closures/import`: a file of public holidays.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use holdfast_domain::ClinicId;
use holdfast_domain::ErrorCode::PreviewOutdated;
use holdfast_rpc::availability::{CloseDaysRequest, NamedDay};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::closures::ClosuresAdded;
use super::slot_changes::{NotChanged, Wanted, WantedQuery};
use crate::Gateway;
use crate::holidays::HolidayFile;
use crate::http::caller::As;
use crate::http::document::{self, KeyHeader};
use crate::http::facts::{DESK, Facts, Key, Rate};
use crate::http::headers::IdempotencyKey;
use crate::http::params::PathIds;
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::default().add(routes!(import), Facts::new(DESK, Key::Without, Rate::Usual, &[PreviewOutdated]))
}

/// What was closed, and what it did to the slots of all doctors.
#[derive(Debug, Serialize, ToSchema)]
pub struct HolidaysImported {
    /// Days of the file that are over, or more than two years ahead: nothing was done about them.
    left_out: Vec<Holiday>,
    #[serde(flatten)]
    closed: ClosuresAdded,
}

/// A day of the file.
#[derive(Debug, Serialize, ToSchema)]
pub struct Holiday {
    #[schema(format = Date)]
    date: String,
    name: String,
}

/// Close a clinic on the days of a file: an iCalendar file with events of whole days, or a table with the columns `date` and `name`.
/// Names become reasons. Days that are closed already stay as they are, so the same file may come again. Events that repeat are refused.
/// A file has up to 512 KB; up to 366 closures of a clinic may lie ahead. Wrong lines are named (`line 12`), and then nothing is done.
#[utoipa::path(post, operation_id = "importHolidays", path = "/clinics/{clinic_id}/closures/import", tag = "availability",
    request_body(content(
        (document::HolidayFile = "text/csv", example = "date,name\n2027-12-25,Christmas Day\n"),
        (document::HolidayFile = "text/calendar", example = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20271225\r\nDTEND;VALUE=DATE:20271227\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"))),
    params(("clinic_id" = Uuid, Path), WantedQuery, KeyHeader),
    responses((status = 200, description = "A dry run's answer", body = HolidaysImported),
              (status = 201, body = HolidaysImported)))]
pub async fn import(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    Wanted(intent): Wanted,
    key: IdempotencyKey,
    file: HolidayFile,
) -> Result<(StatusCode, Answer<HolidaysImported>), NotChanged> {
    let status = if intent.is_dry_run { StatusCode::OK } else { StatusCode::CREATED };
    let named_days = file
        .holidays
        .into_iter()
        .map(|holiday| NamedDay { date: holiday.date.to_string(), reason: holiday.name })
        .collect();
    let request = CloseDaysRequest { clinic_id, intent, named_days, ..CloseDaysRequest::default() };
    let mut closed = gateway.availability().close_days(key.asked(&caller, &file.raw), request).await?;
    let left_out = std::mem::take(&mut closed.left_out)
        .into_iter()
        .map(|day| Holiday { date: day.date, name: day.reason })
        .collect();
    Ok((status, Answer(HolidaysImported { left_out, closed: ClosuresAdded::done(closed)? })))
}
