//! `/v1/doctors/{id}/openings`

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use holdfast_domain::ErrorCode::PreviewOutdated;
use holdfast_domain::Scope::SchedulesRead;
use holdfast_domain::opening::NewOpenings as Wished;
use holdfast_domain::{Asked, Cursor, DoctorId, OpeningId, VisitTypeId};
use holdfast_rpc::availability::{
    AddOpeningsRequest, ListOpeningsRequest, ListedOpening, RemoveOpeningRequest,
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::slot_changes::{NotChanged, SlotChanges, Wanted, WantedQuery};
use super::slots::Mode;
use super::templates::Day;
use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::document::{self, KeyHeader, PageQuery};
use crate::http::facts::{Facts, Key, Rate, SCHEDULERS, TEAM};
use crate::http::headers::IdempotencyKey;
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(add), Facts::new(SCHEDULERS, Key::Without, Rate::Usual, &[PreviewOutdated]))
        .add(routes!(list), Facts::new(TEAM, Key::With(SchedulesRead), Rate::Usual, &[]))
        .add(routes!(remove), Facts::new(SCHEDULERS, Key::Without, Rate::Usual, &[PreviewOutdated]))
}

/// Days to be opened, in wall-clock times of the clinic's zone. They are offered at once, however far ahead they are.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it describes the domain's own")]
pub struct NewOpenings {
    /// From today to two years ahead, in any order.
    #[schema(schema_with = document::days)]
    dates: Vec<String>,
    /// What is worked on them.
    #[schema(min_items = 1, max_items = 10)]
    rules: Vec<DatedRule>,
}

/// A rule as in a template, but for dates.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "it describes the domain's own")]
pub struct DatedRule {
    /// The rule is for those of the dates that fall on these weekdays; for all, if it is left out.
    #[schema(value_type = Option<BTreeSet<Day>>, min_items = 1)]
    days: Option<Vec<Day>>,
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "09:00")]
    start: String,
    /// Up to 24:00.
    #[schema(pattern = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", example = "13:00")]
    end: String,
    #[schema(minimum = 5, maximum = 480)]
    slot_minutes: u32,
    /// Between slots; default 0.
    #[serde(default)]
    #[schema(maximum = 240)]
    buffer_minutes: u32,
    #[serde(default)]
    mode: Mode,
    /// Which visits the slots are for; all, if none are named.
    #[serde(default)]
    #[schema(value_type = BTreeSet<Uuid>, max_items = 63)]
    visit_types: Vec<String>,
}

/// Hours of one day.
#[derive(Debug, Serialize, ToSchema)]
pub struct Opening {
    #[schema(value_type = Uuid)]
    id: OpeningId,
    #[schema(format = Date)]
    date: String,
    start: String,
    end: String,
    slot_minutes: u32,
    buffer_minutes: u32,
    #[schema(value_type = Mode)]
    mode: &'static str,
    /// Which visits the slots are for; left out where they are for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Uuid>, required = false)]
    visit_types: Vec<VisitTypeId>,
}

impl From<ListedOpening> for Opening {
    fn from(ListedOpening { id, hours }: ListedOpening) -> Self {
        Self {
            id,
            date: hours.date.to_string(),
            start: hours.start.into(),
            end: hours.end.into(),
            slot_minutes: hours.slot_minutes,
            buffer_minutes: hours.buffer_minutes,
            mode: hours.mode.as_str(),
            visit_types: hours.visit_types,
        }
    }
}

/// What was opened, and what it did to the slots.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpeningsAdded {
    /// One for each rule and each date that it holds on, in order; none in a dry run.
    openings: Vec<Opening>,
    #[serde(flatten)]
    changes: SlotChanges,
}

/// A page of openings, the soonest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpeningPage {
    items: Vec<Opening>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// Open days of a doctor, beside the working hours: a Saturday once, some evenings, a day on which the clinic is closed.
#[utoipa::path(post, operation_id = "addOpenings", path = "/doctors/{id}/openings", tag = "availability",
    request_body(content = NewOpenings,
        example = json!({"dates": ["2027-06-05", "2027-06-12"],
            "rules": [{"start": "09:00", "end": "13:00", "slot_minutes": 20}]})),
    params(("id" = Uuid, Path),
           WantedQuery,
           KeyHeader),
    responses((status = 200, description = "A dry run's answer", body = OpeningsAdded),
              (status = 201, body = OpeningsAdded)))]
pub async fn add(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(DoctorId,)>,
    Wanted(intent): Wanted,
    key: IdempotencyKey,
    // The domain's own type reads it; `NewOpenings` above is its document.
    body: Json<Wished>,
) -> Result<(StatusCode, Answer<OpeningsAdded>), NotChanged> {
    let status = if intent.is_dry_run { StatusCode::OK } else { StatusCode::CREATED };
    let request = AddOpeningsRequest { doctor_id: id, openings: body.value, intent };
    let added = gateway.availability().add_openings(key.asked(&caller, &body.raw), request).await?;
    let openings = added.openings.into_iter().map(Opening::from).collect();
    Ok((status, Answer(OpeningsAdded { openings, changes: SlotChanges::done(added.changes)? })))
}

/// Days that were opened for a doctor.
#[utoipa::path(get, operation_id = "listOpenings", path = "/doctors/{id}/openings", tag = "availability",
    params(("id" = Uuid, Path),
           ("from" = Option<String>, Query, nullable = false, format = Date, description = "The first day; today if it is left out"),
           PageQuery),
    responses((status = 200, body = OpeningPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(DoctorId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<OpeningPage>, Refusal> {
    let mut params = Params::new(query.as_deref(), &["from", "limit", "cursor"]);
    let from = params.day("from").map(|day| day.to_string());
    let request = ListOpeningsRequest { doctor_id: id, page: params.page(), from };
    params.finish()?;
    let page = gateway.availability().list_openings(Asked::by(caller), request).await?;
    Ok(Answer(OpeningPage {
        items: page.items.into_iter().map(Opening::from).collect(),
        next_cursor: page.next_cursor.map(Cursor::to_text),
    }))
}

/// Take an opening back. Its free slots go away; booked ones stay and are reported.
#[utoipa::path(delete, operation_id = "removeOpening", path = "/doctors/{id}/openings/{opening_id}",
    tag = "availability",
    params(("id" = Uuid, Path), ("opening_id" = Uuid, Path), WantedQuery),
    responses((status = 200, body = SlotChanges)))]
pub async fn remove(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id, opening_id)): PathIds<(DoctorId, OpeningId)>,
    Wanted(intent): Wanted,
) -> Result<Answer<SlotChanges>, NotChanged> {
    let request = RemoveOpeningRequest { doctor_id: id, opening_id, intent };
    let changes = gateway.availability().remove_opening(Asked::by(caller), request).await?;
    Ok(Answer(SlotChanges::done(changes)?))
}
