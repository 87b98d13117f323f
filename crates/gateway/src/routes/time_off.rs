//! `/v1/doctors/{id}/time-off`

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use holdfast_domain::{Asked, ClinicId, Cursor, DoctorId, Problem, TimeOffId};
use holdfast_rpc::availability::{
    AddTimeOffRequest, ListTimeOffRequest, RemoveTimeOffRequest, TimeOff as Message,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::slot_changes::{NotChanged, SlotChanges, Wanted, WantedQuery};
use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::document::{self, KeyHeader, PageQuery};
use crate::http::facts::{Facts, Key, Rate, TEAM};
use crate::http::headers::IdempotencyKey;
use crate::http::instant::{parse, render, zone};
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use holdfast_domain::ErrorCode::PreviewOutdated;
use holdfast_domain::Scope::{SchedulesRead, SchedulesWrite};
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(
            routes!(add),
            Facts::new(
                TEAM.saying("the doctor, the clinic's front desk and admins, platform admins"),
                Key::With(SchedulesWrite),
                Rate::Usual,
                &[PreviewOutdated],
            ),
        )
        .add(routes!(list), Facts::new(TEAM, Key::With(SchedulesRead), Rate::Usual, &[]))
        .add(
            routes!(remove),
            Facts::new(
                TEAM.saying("the doctor, the clinic's front desk and admins, platform admins"),
                Key::With(SchedulesWrite),
                Rate::Usual,
                &[],
            ),
        )
}

/// Time in which a doctor does not work.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimeOff {
    #[schema(value_type = Uuid)]
    id: TimeOffId,
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    #[schema(value_type = Uuid)]
    doctor_id: DoctorId,
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    time_zone: String,
    reason: String,
}

impl From<Message> for TimeOff {
    fn from(message: Message) -> Self {
        let zone = zone(&message.time_zone);
        Self {
            id: message.id,
            clinic_id: message.clinic_id,
            doctor_id: message.doctor_id,
            starts_at: render(message.starts_at_us, &zone),
            ends_at: render(message.ends_at_us, &zone),
            time_zone: message.time_zone,
            reason: message.reason,
        }
    }
}

/// Time to be blocked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTimeOff {
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    #[serde(default)]
    #[schema(schema_with = document::reason)]
    reason: String,
}

/// The time off, and what it did to the slots.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimeOffAdded {
    #[serde(flatten)]
    time_off: TimeOff,
    #[serde(flatten)]
    changes: SlotChanges,
}

/// A page of times off.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimeOffPage {
    items: Vec<TimeOff>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// Block a doctor's time. Booked slots stay and are reported.
#[utoipa::path(post, operation_id = "addTimeOff", path = "/doctors/{id}/time-off", tag = "availability",
    request_body(content = NewTimeOff,
        example = json!({"starts_at": "2027-07-05T09:00:00+01:00", "ends_at": "2027-07-09T17:00:00+01:00",
            "reason": "conference"})),
    params(("id" = Uuid, Path),
           WantedQuery,
           KeyHeader),
    responses((status = 200, description = "A dry run's answer; its `id` names nothing", body = TimeOffAdded),
              (status = 201, body = TimeOffAdded)))]
pub async fn add(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(DoctorId,)>,
    Wanted(intent): Wanted,
    key: IdempotencyKey,
    body: Json<NewTimeOff>,
) -> Result<(StatusCode, Answer<TimeOffAdded>), NotChanged> {
    let instant = |field: &str, text: &str| {
        parse(text).map(jiff::Timestamp::as_microsecond).map_err(|problem| Problem::field(field, problem))
    };
    let status = if intent.is_dry_run { StatusCode::OK } else { StatusCode::CREATED };
    let request = AddTimeOffRequest {
        intent,
        doctor_id: id,
        starts_at_us: instant("starts_at", &body.value.starts_at)?,
        ends_at_us: instant("ends_at", &body.value.ends_at)?,
        reason: body.value.reason,
    };
    let added = gateway.availability().add_time_off(key.asked(&caller, &body.raw), request).await?;
    let body = TimeOffAdded { time_off: added.time_off.into(), changes: SlotChanges::done(added.changes)? };
    Ok((status, Answer(body)))
}

/// A doctor's times off.
#[utoipa::path(get, operation_id = "listTimeOff", path = "/doctors/{id}/time-off", tag = "availability",
    params(("id" = Uuid, Path),
           PageQuery),
    responses((status = 200, body = TimeOffPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(DoctorId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<TimeOffPage>, Refusal> {
    let page = Params::only_page(query.as_deref())?;
    let request = ListTimeOffRequest { doctor_id: id, page };
    let page = gateway.availability().list_time_off(Asked::by(caller), request).await?;
    Ok(Answer(TimeOffPage {
        items: page.items.into_iter().map(TimeOff::from).collect(),
        next_cursor: page.next_cursor.map(Cursor::to_text),
    }))
}

/// Give blocked time back; the slots in it are made again.
#[utoipa::path(delete, operation_id = "removeTimeOff", path = "/doctors/{id}/time-off/{time_off_id}",
    tag = "availability",
    params(("id" = Uuid, Path), ("time_off_id" = Uuid, Path)),
    responses((status = 204, description = "Gone")))]
pub async fn remove(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id, time_off_id)): PathIds<(DoctorId, TimeOffId)>,
) -> Result<StatusCode, Refusal> {
    let request = RemoveTimeOffRequest { doctor_id: id, time_off_id };
    gateway.availability().remove_time_off(Asked::by(caller), request).await?;
    Ok(StatusCode::NO_CONTENT)
}
