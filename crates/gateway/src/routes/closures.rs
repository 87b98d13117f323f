//! `/v1/clinics/{clinic_id}/closures`

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use holdfast_domain::ErrorCode::PreviewOutdated;
use holdfast_domain::{Asked, ClinicId, ClosureId, Cursor};
use holdfast_rpc::availability::{
    CloseDaysRequest, Closure as Message, ListClosuresRequest, RemoveClosureRequest,
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
use crate::http::headers::IdempotencyKey;
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(add), Facts::new(DESK, Key::Without, Rate::Usual, &[PreviewOutdated]))
        .add(routes!(list), Facts::new(ANYBODY, Key::Without, Rate::Usual, &[]))
        .add(routes!(remove), Facts::new(DESK, Key::Without, Rate::Usual, &[]))
}

/// A day on which a clinic is closed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Closure {
    #[schema(value_type = Uuid)]
    id: ClosureId,
    #[schema(format = Date)]
    date: String,
    name: String,
}

impl From<Message> for Closure {
    fn from(Message { id, date, name }: Message) -> Self {
        Self { id, date, name }
    }
}

/// Days to be closed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClosures {
    /// From today to two years ahead, in any order. Days that are closed already stay as they are.
    #[schema(schema_with = document::days)]
    dates: Vec<String>,
    /// Why, for everybody to see.
    #[serde(default)]
    #[schema(schema_with = document::closure_name)]
    name: String,
}

/// The days that were closed, and what it did to the slots of all doctors.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosuresAdded {
    /// Those that were not closed before; none in a dry run.
    closures: Vec<Closure>,
    #[serde(flatten)]
    changes: SlotChanges,
}

/// A page of closed days, the soonest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosurePage {
    items: Vec<Closure>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// Close a clinic on some days, such as public holidays. Hours of templates are not worked then; what is opened for a doctor on
/// such a day is. Booked slots stay and are reported.
#[utoipa::path(post, operation_id = "closeDays", path = "/clinics/{clinic_id}/closures", tag = "availability",
    request_body(content = NewClosures,
        example = json!({"dates": ["2027-12-25", "2027-12-26"], "name": "Christmas"})),
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
    let NewClosures { dates, name } = body.value;
    let request = CloseDaysRequest { clinic_id, dates, name, intent };
    let closed = gateway.availability().close_days(key.asked(&caller, &body.raw), request).await?;
    let closures = closed.closures.into_iter().map(Closure::from).collect();
    Ok((status, Answer(ClosuresAdded { closures, changes: SlotChanges::done(closed.changes)? })))
}

/// Days on which a clinic is closed.
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
        items: page.items.into_iter().map(Closure::from).collect(),
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
