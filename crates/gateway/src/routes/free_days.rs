//! `/v1/slots/days`, `/v1/doctors/{id}/days`: days with their number of free slots. Public, like the slots.

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use holdfast_domain::ErrorCode::NotFound;
use holdfast_domain::{Asked, DoctorId};
use holdfast_rpc::availability::{FreeDaysRequest, FreeDaysResponse};
use holdfast_rpc::convert;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::slots::{Mode, PartOfDay, wishes};
use crate::Gateway;
use crate::http::caller::As;
use crate::http::document::DaysQuery;
use crate::http::facts::{ANYBODY, Facts, Key, Rate};
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

/// How many days if nobody says, and at most.
pub(crate) const DAYS: (u32, u32) = (7, 31);

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(search), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[NotFound]))
        .add(routes!(of_doctor), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[]))
}

/// A day of a clinic.
#[derive(Debug, Serialize, ToSchema)]
pub struct FreeDay {
    #[schema(format = Date)]
    date: String,
    /// Free slots; `counted_to` stands for that many and more.
    #[schema(minimum = 0, maximum = 100)]
    free: u32,
}

/// Days in a row.
#[derive(Debug, Serialize, ToSchema)]
pub struct FreeDays {
    days: Vec<FreeDay>,
    /// The first day after them with a free slot; null if there is none.
    #[schema(required, format = Date)]
    next_day: Option<String>,
    /// The clinic's zone; null where slots of several clinics count, each on its own clinic's date.
    #[schema(required)]
    time_zone: Option<String>,
    /// No day is counted further: 100 for a doctor, 25 for a specialization.
    #[schema(minimum = 1, maximum = 100)]
    counted_to: u32,
}

fn date(number: i32) -> String {
    convert::day(number).map(|day| day.to_string()).unwrap_or_default()
}

impl From<FreeDaysResponse> for FreeDays {
    fn from(message: FreeDaysResponse) -> Self {
        Self {
            days: message.days.iter().map(|day| FreeDay { date: date(day.day), free: day.free }).collect(),
            next_day: message.next_day.map(date),
            time_zone: message.time_zone,
            counted_to: message.counted_to,
        }
    }
}

/// The first day, and how many.
fn strip(params: &mut Params) -> (Option<i32>, u32) {
    let from = params.day("from").map(convert::day_number);
    let to = params.day("to").map(convert::day_number);
    let is_counted = params.is_given("days");
    let days = params.number("days", DAYS.0, DAYS.1);
    let Some(to) = to else { return (from, days) };
    let Some(first) = from else {
        params.note("from", "is required with to");
        return (from, days);
    };
    if is_counted {
        params.note("days", "must not be given with to");
    }
    match u32::try_from(i64::from(to) - i64::from(first) + 1) {
        Ok(days) if (1..=DAYS.1).contains(&days) => (from, days),
        _ => {
            params.note("to", "must be one of the 31 days from from on");
            (from, days)
        }
    }
}

/// Days with their number of free slots, of one doctor or of one specialization, and the next day after them that has any. Days
/// are the clinic's; of a specialization across clinics each slot counts on the date of its own clinic.
#[utoipa::path(get, operation_id = "searchFreeDays", path = "/slots/days", tag = "slots",
    params(("doctor_id" = Option<Uuid>, Query, nullable = false, description = "Alone, or a specialization"),
           ("specialization" = Option<String>, Query, nullable = false, pattern = r"^[^\x00]*$", max_length = 200, description = "Whatever the case"),
           ("clinic_id" = Option<Uuid>, Query, nullable = false, description = "With a specialization: at this clinic alone"),
           ("mode" = Option<Mode>, Query, nullable = false),
           ("part_of_day" = Option<PartOfDay>, Query, nullable = false),
           ("visit_type_id" = Option<Uuid>, Query, nullable = false, description = "For such visits, at their clinic"),
           DaysQuery),
    responses((status = 200, body = FreeDays)))]
pub async fn search(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    RawQuery(query): RawQuery,
) -> Result<Answer<FreeDays>, Refusal> {
    let mut params = Params::new(
        query.as_deref(),
        &[
            "doctor_id",
            "specialization",
            "clinic_id",
            "mode",
            "part_of_day",
            "visit_type_id",
            "from",
            "to",
            "days",
        ],
    );
    let (from_day, days) = strip(&mut params);
    let request = FreeDaysRequest {
        doctor_id: params.id("doctor_id"),
        specialization: params.some_text("specialization"),
        clinic_id: params.id("clinic_id"),
        wishes: wishes(&mut params),
        from_day,
        days,
    };
    params.finish()?;
    Ok(Answer(gateway.availability().free_days(Asked::by(caller), request).await?.into()))
}

/// A doctor's days with their number of free slots, and the next day after them that has any.
#[utoipa::path(get, operation_id = "listFreeDays", path = "/doctors/{id}/days", tag = "slots",
    params(("id" = Uuid, Path),
           ("mode" = Option<Mode>, Query, nullable = false),
           ("part_of_day" = Option<PartOfDay>, Query, nullable = false),
           ("visit_type_id" = Option<Uuid>, Query, nullable = false, description = "For such visits, at their clinic"),
           DaysQuery),
    responses((status = 200, body = FreeDays)))]
pub async fn of_doctor(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(DoctorId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<FreeDays>, Refusal> {
    let mut params =
        Params::new(query.as_deref(), &["mode", "part_of_day", "visit_type_id", "from", "to", "days"]);
    let (from_day, days) = strip(&mut params);
    let wishes = wishes(&mut params);
    params.finish()?;
    let request = FreeDaysRequest {
        doctor_id: Some(id),
        specialization: None,
        clinic_id: None,
        wishes,
        from_day,
        days,
    };
    Ok(Answer(gateway.availability().free_days(Asked::by(caller), request).await?.into()))
}
