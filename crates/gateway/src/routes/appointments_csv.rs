//! `/v1/clinics/{clinic_id}/appointments.csv`: a filtered list as a file, for admins.

use axum::extract::{RawQuery, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use holdfast_domain::ErrorCode::{Internal, OutcomeUnknown};
use holdfast_domain::{Asked, ClinicId, Page, Problem, Status as Standing};
use holdfast_rpc::booking::{ListAppointmentsRequest, NamedAppointment};
use utoipa_axum::routes;

use super::appointments::Status;
use crate::Gateway;
use crate::http::caller::As;
use crate::http::document::WindowQuery;
use crate::http::facts::{ADMINS, Facts, Key, Rate};
use crate::http::instant::{render, zone};
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

/// Most rows of a file.
const MAX_ROWS: usize = 20_000;

const COLUMNS: [&str; 16] = [
    "id",
    "starts_at",
    "ends_at",
    "time_zone",
    "doctor_id",
    "doctor",
    "patient_id",
    "patient",
    "phone",
    "status",
    "mode",
    "visit_type",
    "reason",
    "checked_in_at",
    "cancel_reason",
    "booked_at",
];

pub(super) fn routes() -> Routes {
    Routes::default().add(routes!(export), Facts::new(ADMINS, Key::Without, Rate::Usual, &[OutcomeUnknown]))
}

/// A clinic's appointments with names, as CSV (RFC 4180, UTF-8, a line of names first), in the order of time; at most 20,000. What
/// a table would take for a formula has an apostrophe before it.
#[utoipa::path(get, operation_id = "exportAppointments", path = "/clinics/{clinic_id}/appointments.csv",
    tag = "appointments",
    params(("clinic_id" = Uuid, Path),
           ("doctor_id" = Option<Uuid>, Query, nullable = false),
           ("patient_id" = Option<Uuid>, Query, nullable = false),
           ("status" = Option<Status>, Query, nullable = false),
           WindowQuery),
    responses((status = 200, description = "The file", body = String, content_type = "text/csv")))]
pub async fn export(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let mut params = Params::new(query.as_deref(), &["doctor_id", "patient_id", "status", "from", "to"]);
    let mut request = ListAppointmentsRequest {
        clinic_id: Some(clinic_id),
        doctor_id: params.id("doctor_id"),
        patient_id: params.id("patient_id"),
        status: params.named("status", Standing::parse, "is not a status"),
        from_us: params.instant("from"),
        to_us: params.instant("to"),
        page: Page { limit: Page::MAX, ..Page::default() },
    };
    params.finish()?;
    let mut file = csv::Writer::from_writer(Vec::new());
    let mut rows = 0;
    file.write_record(COLUMNS).map_err(unwritten)?;
    loop {
        let asked = Asked::by(caller.clone());
        let page = gateway.booking().list_with_names(asked, request.clone()).await?;
        rows += page.items.len();
        if rows > MAX_ROWS {
            let problem =
                format!("would make a file of more than {MAX_ROWS} appointments; ask for fewer days");
            return Err(Problem::field("to", problem).into());
        }
        for appointment in page.items {
            file.write_record(cells(appointment)).map_err(unwritten)?;
        }
        match page.next_cursor {
            Some(after) => request.page.after = after,
            None => break,
        }
    }
    let bytes = file.into_inner().map_err(|error| unwritten(error.into_error().into()))?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8; header=present"),
        (CONTENT_DISPOSITION, "attachment; filename=\"appointments.csv\""),
    ];
    Ok((headers, bytes).into_response())
}

fn unwritten(error: csv::Error) -> Problem {
    tracing::error!(%error, "a file of appointments could not be made");
    Problem::of(Internal)
}

fn cells(
    NamedAppointment { appointment, patient, doctor_name, visit_type }: NamedAppointment,
) -> [String; COLUMNS.len()] {
    let zone = zone(&appointment.time_zone);
    let at = |micros: i64| render(micros, &zone);
    let (patient_id, patient, phone) = match patient {
        Some(patient) => (patient.id.to_string(), patient.name, patient.phone),
        None => <_>::default(),
    };
    [
        appointment.id.to_string(),
        at(appointment.starts_at_us),
        at(appointment.ends_at_us),
        appointment.time_zone,
        appointment.doctor_id.to_string(),
        doctor_name,
        patient_id,
        patient,
        phone,
        appointment.status.as_str().to_owned(),
        appointment.mode.as_str().to_owned(),
        visit_type.unwrap_or_default(),
        appointment.reason,
        appointment.checked_in_at_us.map(at).unwrap_or_default(),
        appointment.cancel_reason,
        at(appointment.booked_at_us),
    ]
    .map(no_formula)
}

/// A cell that tables show and do not compute: whoever names themselves `=HYPERLINK(…)` would have the desk's machine do it. A
/// number with its plus sign is only a number.
fn no_formula(cell: String) -> String {
    let is_number = cell.strip_prefix('+').is_some_and(|rest| {
        rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'(' | b')' | b'/' | b'.'))
    });
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::no_formula;

    #[test]
    fn what_looks_like_a_formula_is_told_apart() {
        for cell in ["=1+1", "+1+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "\r=1", "+44-1"] {
            assert_eq!(no_formula(cell.to_owned()), format!("'{cell}"));
        }
        for cell in ["", "Ada", "1-2", "+44 20 7946 0000", "a=b", "'=1"] {
            assert_eq!(no_formula(cell.to_owned()), cell);
        }
    }
}
