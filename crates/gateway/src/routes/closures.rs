//! `/v1/clinics/{clinic_id}/closures`

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use holdfast_domain::ErrorCode::PreviewOutdated;
use holdfast_domain::{Asked, ClinicId, ClosureId, Cursor, Problem};
use holdfast_rpc::availability::{
    CloseDaysRequest, CloseDaysResponse, Closure as Message, ListClosuresRequest, RemoveClosureRequest,
    Stretch,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::slot_changes::{NotChanged, SlotChanges, Wanted, WantedQuery};
use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::document::{self, KeyHeader, PageQuery};
use crate::http::facts::{ANYBODY, DESK, Facts, Key, Rate};
use crate::http::fields::given;
use crate::http::headers::IdempotencyKey;
use crate::http::instant::{parse, render, zone};
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(add), Facts::new(DESK, Key::Without, Rate::Usual, &[PreviewOutdated]))
        .add(routes!(list), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[]))
        .add(routes!(remove), Facts::new(DESK, Key::Without, Rate::Usual, &[]))
}

/// A day on which a clinic is closed, or a stretch of time.
#[derive(Debug, Serialize, ToSchema)]
pub struct Closure {
    #[schema(value_type = Uuid)]
    id: ClosureId,
    /// The day; null for a stretch of time.
    #[schema(required, format = Date)]
    date: Option<String>,
    /// Null for a whole day.
    #[schema(required, format = DateTime)]
    starts_at: Option<String>,
    /// Null for a whole day.
    #[schema(required, format = DateTime)]
    ends_at: Option<String>,
    time_zone: String,
    reason: String,
}

impl Closure {
    pub(super) fn new(Message { id, date, reason, time }: Message, time_zone: &str) -> Self {
        let zone = zone(time_zone);
        Self {
            id,
            date,
            starts_at: time.as_ref().map(|time| render(time.starts_at_us, &zone)),
            ends_at: time.as_ref().map(|time| render(time.ends_at_us, &zone)),
            time_zone: time_zone.to_owned(),
            reason,
        }
    }
}

/// What is to be closed: days, or time from `starts_at` to `ends_at`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClosures {
    /// From today to two years ahead, in any order. Days that are closed already stay as they are.
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::days)]
    dates: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false, format = DateTime)]
    starts_at: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false, format = DateTime)]
    ends_at: Option<String>,
    /// Why, for everybody to see.
    #[serde(default)]
    #[schema(schema_with = document::reason)]
    reason: String,
}

impl NewClosures {
    /// The stretch of time, if one is given.
    fn time(&self) -> Result<Option<Stretch>, Problem> {
        let instant = |field: &str, text: &Option<String>| {
            let text = text.as_ref().ok_or_else(|| {
                let other = if field == "starts_at" { "ends_at" } else { "starts_at" };
                Problem::field(field, format!("is required with {other}"))
            })?;
            parse(text).map(jiff::Timestamp::as_microsecond).map_err(|problem| Problem::field(field, problem))
        };
        if self.starts_at.is_none() && self.ends_at.is_none() {
            return Ok(None);
        }
        Ok(Some(Stretch {
            starts_at_us: instant("starts_at", &self.starts_at)?,
            ends_at_us: instant("ends_at", &self.ends_at)?,
        }))
    }
}

/// What was closed, and what it did to the slots of all doctors.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosuresAdded {
    /// Those that were not closed before; none in a dry run.
    closures: Vec<Closure>,
    #[serde(flatten)]
    changes: SlotChanges,
}

impl ClosuresAdded {
    /// What was done, or was to be foreseen.
    pub(super) fn done(closed: CloseDaysResponse) -> Result<Self, NotChanged> {
        let closures = closed.closures.into_iter().map(|of| Closure::new(of, &closed.time_zone)).collect();
        Ok(Self { closures, changes: SlotChanges::done(closed.changes)? })
    }
}

/// A page of closures, the soonest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosurePage {
    items: Vec<Closure>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// Close a clinic on some days, such as public holidays, or for some hours. Hours of templates are not worked then; what is opened
/// for a doctor is. Booked slots stay and are reported.
#[utoipa::path(post, operation_id = "closeDays", path = "/clinics/{clinic_id}/closures", tag = "availability",
    request_body(content = NewClosures,
        example = json!({"dates": ["2027-12-25", "2027-12-26"], "reason": "Christmas"})),
    params(("clinic_id" = Uuid, Path),
           WantedQuery,
           KeyHeader),
    responses((status = 200, description = "A dry run's answer", body = ClosuresAdded),
              (status = 201, body = ClosuresAdded)))]
pub async fn add(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    Wanted(intent): Wanted,
    key: IdempotencyKey,
    body: Json<NewClosures>,
) -> Result<(StatusCode, Answer<ClosuresAdded>), NotChanged> {
    let status = if intent.is_dry_run { StatusCode::OK } else { StatusCode::CREATED };
    let time = body.value.time()?;
    let NewClosures { dates, reason, .. } = body.value;
    let dates = dates.unwrap_or_default();
    let request = CloseDaysRequest { clinic_id, dates, reason, intent, time, named_days: Vec::new() };
    let closed = gateway.availability().close_days(key.asked(&caller, &body.raw), request).await?;
    Ok((status, Answer(ClosuresAdded::done(closed)?)))
}

/// When a clinic is closed.
#[utoipa::path(get, operation_id = "listClosures", path = "/clinics/{clinic_id}/closures", tag = "availability",
    params(("clinic_id" = Uuid, Path),
           ("from" = Option<String>, Query, nullable = false, format = Date, description = "The first day; today if it is left out"),
           PageQuery),
    responses((status = 200, body = ClosurePage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<ClosurePage>, Refusal> {
    let mut params = Params::new(query.as_deref(), &["from", "limit", "cursor"]);
    let from = params.day("from").map(|day| day.to_string());
    let request = ListClosuresRequest { clinic_id, page: params.page(), from };
    params.finish()?;
    let page = gateway.availability().list_closures(Asked::by(caller), request).await?;
    Ok(Answer(ClosurePage {
        items: page.items.into_iter().map(|of| Closure::new(of, &page.time_zone)).collect(),
        next_cursor: page.next_cursor.map(Cursor::to_text),
    }))
}

/// Open a clinic again on a day that was closed; the slots of its doctors' hours are made again.
#[utoipa::path(delete, operation_id = "removeClosure", path = "/clinics/{clinic_id}/closures/{closure_id}",
    tag = "availability",
    params(("clinic_id" = Uuid, Path), ("closure_id" = Uuid, Path)),
    responses((status = 204, description = "Gone")))]
pub async fn remove(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, closure_id)): PathIds<(ClinicId, ClosureId)>,
) -> Result<StatusCode, Refusal> {
    let request = RemoveClosureRequest { clinic_id, closure_id };
    gateway.availability().remove_closure(Asked::by(caller), request).await?;
    Ok(StatusCode::NO_CONTENT)
}
