//! `/v1/clinics/{clinic_id}/api-keys`: keys for other programs.

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use holdfast_domain::ErrorCode::TooManyApiKeys;
use holdfast_domain::{ApiKeyId, Asked, ClinicId, Cursor, Problem, Scope};
use holdfast_rpc::identity::{ApiKey as Message, CreateApiKeyRequest, OfClinicRequest, RevokeApiKeyRequest};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Type};

use crate::Gateway;
use crate::http::body::Json;
use crate::http::caller::As;
use crate::http::document::{self, KeyHeader, PageQuery};
use crate::http::facts::{ADMINS, Facts, Key, Rate};
use crate::http::headers::IdempotencyKey;
use crate::http::instant::{parse, render};
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(create), Facts::new(ADMINS, Key::Without, Rate::Usual, &[TooManyApiKeys]))
        .add(routes!(list), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
        .add(routes!(revoke), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
}

fn scopes() -> utoipa::openapi::schema::Array {
    let names = Scope::ALL.map(Scope::as_str);
    let scope = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names)).build();
    ArrayBuilder::new().items(scope).min_items(Some(1)).unique_items(true).build()
}

/// A key to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewApiKey {
    /// What it is for, for people.
    #[schema(schema_with = document::name)]
    name: String,
    #[schema(schema_with = scopes)]
    scopes: Vec<Scope>,
    /// When it ends; never, if left out.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<String>,
}

/// A key.
#[derive(Serialize, ToSchema)]
pub struct ApiKey {
    #[schema(value_type = Uuid)]
    id: ApiKeyId,
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    name: String,
    #[schema(schema_with = scopes)]
    scopes: Vec<Scope>,
    #[schema(format = DateTime)]
    created_at: String,
    #[schema(format = DateTime, required)]
    expires_at: Option<String>,
    /// The account of whoever made it. The key is the clinic's: it holds when they are gone.
    created_by: String,
    /// The key itself, for `Authorization: Bearer`: in the answer that made it, and never again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    secret: Option<String>,
}

impl From<Message> for ApiKey {
    fn from(message: Message) -> Self {
        Self {
            id: message.id,
            clinic_id: message.clinic_id,
            name: message.name,
            scopes: message.scopes,
            created_at: render(message.created_at_us, &TimeZone::UTC),
            expires_at: message.expires_at_us.map(|at| render(at, &TimeZone::UTC)),
            created_by: message.created_by,
            secret: Some(message.secret).filter(|secret| !secret.is_empty()),
        }
    }
}

/// A page of keys.
#[derive(Serialize, ToSchema)]
pub struct ApiKeyPage {
    items: Vec<ApiKey>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// Make a key for another program, which works for this clinic within the key's scopes.
#[utoipa::path(post, operation_id = "createApiKey", path = "/clinics/{clinic_id}/api-keys", tag = "api-keys",
    request_body(content = NewApiKey,
        example = json!({"name": "Laboratory", "scopes": ["appointments:read"],
            "expires_at": "2027-12-31T00:00:00Z"})), params(("clinic_id" = Uuid, Path), KeyHeader),
    responses((status = 201, body = ApiKey)))]
pub async fn create(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    key: IdempotencyKey,
    body: Json<NewApiKey>,
) -> Result<Response, Refusal> {
    let NewApiKey { name, scopes, expires_at } = body.value;
    let expires_at = expires_at.map(|text| parse(&text)).transpose();
    let expires_at = expires_at.map_err(|problem| Problem::field("expires_at", problem))?;
    let request = CreateApiKeyRequest {
        clinic_id,
        name,
        scopes,
        expires_at_us: expires_at.map(Timestamp::as_microsecond),
    };
    let made: ApiKey =
        gateway.identity().create_api_key(key.asked(&caller, &body.raw), request).await?.into();
    Ok((StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], Answer(made)).into_response())
}

/// A clinic's keys, without the keys themselves.
#[utoipa::path(get, operation_id = "listApiKeys", path = "/clinics/{clinic_id}/api-keys", tag = "api-keys",
    params(("clinic_id" = Uuid, Path), PageQuery),
    responses((status = 200, body = ApiKeyPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<ApiKeyPage>, Refusal> {
    let request = OfClinicRequest { clinic_id, page: Params::only_page(query.as_deref())? };
    let found = gateway.identity().list_api_keys(Asked::by(caller), request).await?;
    Ok(Answer(ApiKeyPage {
        items: found.items.into_iter().map(ApiKey::from).collect(),
        next_cursor: found.next_cursor.map(Cursor::to_text),
    }))
}

/// Take a key back; within five seconds it no longer holds.
#[utoipa::path(delete, operation_id = "revokeApiKey", path = "/clinics/{clinic_id}/api-keys/{id}",
    tag = "api-keys",
    params(("clinic_id" = Uuid, Path), ("id" = Uuid, Path)),
    responses((status = 204, description = "Taken back")))]
pub async fn revoke(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, ApiKeyId)>,
) -> Result<StatusCode, Refusal> {
    let request = RevokeApiKeyRequest { clinic_id, id };
    gateway.identity().revoke_api_key(Asked::by(caller), request).await?;
    Ok(StatusCode::NO_CONTENT)
}
