//! `/v1/clinics/{clinic_id}/zone-changes`: another time zone for a clinic.

use axum::Json as Answer;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use holdfast_domain::ErrorCode::{PreviewOutdated, PreviewRequired};
use holdfast_domain::{AppointmentId, ClinicId, DoctorId, Problem};
use holdfast_rpc::availability::{ChangeZoneRequest, ZoneChange as Message};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::slot_changes::{SlotChanges, Wanted, WantedQuery};
use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::document::KeyHeader;
use crate::http::facts::{ADMINS, Facts, Key, Rate};
use crate::http::headers::IdempotencyKey;
use crate::http::instant::{render, zone};
use crate::http::params::PathIds;
use crate::http::problem::{ProblemBody, Refusal};
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::default().add(
        routes!(change),
        Facts::new(ADMINS, Key::Without, Rate::Usual, &[PreviewOutdated, PreviewRequired]),
    )
}

/// Where the clinic is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewZone {
    /// IANA name.
    #[schema(example = "Europe/Berlin", min_length = 1, max_length = 64)]
    time_zone: String,
}

/// What another time zone does to slots and bookings.
#[derive(Debug, Serialize, ToSchema)]
pub struct ZoneChange {
    time_zone_before: String,
    time_zone: String,
    /// The bookings to come, the soonest first, up to 1,000.
    bookings: Vec<MovedBooking>,
    /// How many there are.
    bookings_in_all: u32,
    #[serde(flatten)]
    changes: SlotChanges,
}

/// A booking, which stays at its instant.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovedBooking {
    #[schema(value_type = Uuid)]
    appointment_id: AppointmentId,
    #[schema(value_type = Uuid)]
    doctor_id: DoctorId,
    /// When it starts by the clocks of before.
    #[schema(format = DateTime)]
    before: String,
    /// When it starts by the new ones.
    #[schema(format = DateTime)]
    after: String,
}

impl From<Message> for ZoneChange {
    fn from(message: Message) -> Self {
        let (before, after) = (zone(&message.time_zone_before), zone(&message.time_zone));
        let bookings = message.bookings.into_iter().map(|booking| MovedBooking {
            appointment_id: booking.appointment_id,
            doctor_id: booking.doctor_id,
            before: render(booking.starts_at_us, &before),
            after: render(booking.starts_at_us, &after),
        });
        Self {
            bookings: bookings.collect(),
            bookings_in_all: message.bookings_in_all,
            changes: message.changes.into(),
            time_zone_before: message.time_zone_before,
            time_zone: message.time_zone,
        }
    }
}

/// Why a zone was not changed.
#[derive(Debug)]
pub enum NotChanged {
    /// It may not be.
    Refused(Refusal),
    /// Nobody has seen yet what it would do to the bookings that there are: this.
    Unseen(Problem, Box<ZoneChange>),
}

impl From<Problem> for NotChanged {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem.into())
    }
}

impl IntoResponse for NotChanged {
    fn into_response(self) -> Response {
        match self {
            Self::Refused(refusal) => refusal.into_response(),
            Self::Unseen(problem, changed) => {
                let ZoneChange { bookings, changes, .. } = *changed;
                ProblemBody::respond(problem, Some(changes), Some(bookings))
            }
        }
    }
}

/// Give a clinic another time zone. Its hours, closures and openings keep their wall-clock times, and slots are made anew by them.
/// Bookings stay at their instants, at other wall-clock times, and those outside the hours become conflicts. Where there are bookings
/// to come it takes the `preview_version` of a dry run, which lists them.
#[utoipa::path(post, operation_id = "changeTimeZone", path = "/clinics/{clinic_id}/zone-changes", tag = "clinics",
    request_body(content = NewZone, example = json!({"time_zone": "Europe/Berlin"})),
    params(("clinic_id" = Uuid, Path), WantedQuery, KeyHeader),
    responses((status = 200, body = ZoneChange)))]
pub async fn change(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    Wanted(intent): Wanted,
    key: IdempotencyKey,
    body: Json<NewZone>,
) -> Result<Answer<ZoneChange>, NotChanged> {
    let request = ChangeZoneRequest { clinic_id, time_zone: body.value.time_zone, intent };
    let changed = gateway.availability().change_zone(key.asked(&caller, &body.raw), request).await?;
    let refusal = match (changed.changes.is_stale, changed.is_unseen) {
        (true, _) => PreviewOutdated,
        (_, true) => PreviewRequired,
        _ => return Ok(Answer(changed.into())),
    };
    Err(NotChanged::Unseen(Problem::of(refusal), Box::new(changed.into())))
}
