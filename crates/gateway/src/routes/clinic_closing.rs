//! `/v1/clinics/{id}/close`, `/v1/clinics/{id}/reopen`

use axum::Json as Answer;
use axum::extract::State;
use holdfast_domain::ClinicId;
use holdfast_domain::ErrorCode::PreviewOutdated;
use holdfast_rpc::availability::SetClosedFromRequest;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::slot_changes::{NotChanged, SlotChanges, Wanted, WantedQuery};
use crate::Gateway;
use crate::http::body::{Json, Nothing, OptionalJson};
use crate::http::caller::As;
use crate::http::document::KeyHeader;
use crate::http::facts::{ADMINS, Facts, Key, Rate};
use crate::http::headers::IdempotencyKey;
use crate::http::params::PathIds;
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(close), Facts::new(ADMINS, Key::Without, Rate::Usual, &[PreviewOutdated]))
        .add(routes!(reopen), Facts::new(ADMINS, Key::Without, Rate::Usual, &[PreviewOutdated]))
}

/// From when on the clinic is closed for good.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// The first day without work, in the clinic's zone: from today to two years ahead.
    #[schema(format = Date)]
    from: String,
}

/// Close a clinic for good from a day on. There are no slots from then on; bookings stay and are reported. Hours are kept.
#[utoipa::path(post, operation_id = "closeClinic", path = "/clinics/{id}/close", tag = "clinics",
    request_body(content = Closing, example = json!({"from": "2027-12-31"})),
    params(("id" = Uuid, Path), WantedQuery, KeyHeader),
    responses((status = 200, body = SlotChanges)))]
pub async fn close(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(ClinicId,)>,
    Wanted(intent): Wanted,
    key: IdempotencyKey,
    body: Json<Closing>,
) -> Result<Answer<SlotChanges>, NotChanged> {
    let request = SetClosedFromRequest { clinic_id: id, date: Some(body.value.from), intent };
    let changes = gateway.availability().set_closed_from(key.asked(&caller, &body.raw), request).await?;
    Ok(Answer(SlotChanges::done(changes)?))
}

/// Let a clinic stay open, by the hours of before.
#[utoipa::path(post, operation_id = "reopenClinic", path = "/clinics/{id}/reopen", tag = "clinics",
    request_body(content = Option<Nothing>, description = "Nothing, or an empty object", example = json!({})),
    params(("id" = Uuid, Path), WantedQuery, KeyHeader),
    responses((status = 200, body = SlotChanges)))]
pub async fn reopen(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((id,)): PathIds<(ClinicId,)>,
    Wanted(intent): Wanted,
    key: IdempotencyKey,
    body: OptionalJson<Nothing>,
) -> Result<Answer<SlotChanges>, NotChanged> {
    let request = SetClosedFromRequest { clinic_id: id, date: None, intent };
    let changes = gateway.availability().set_closed_from(key.asked(&caller, &body.raw), request).await?;
    Ok(Answer(SlotChanges::done(changes)?))
}
