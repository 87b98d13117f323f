//! `/v1/clinics/{clinic_id}/webhooks`: where other programs hear of a clinic's events.

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use holdfast_domain::ErrorCode::TooManyWebhooks;
use holdfast_domain::{AppointmentId, Asked, ClinicId, Cursor, EventId, EventType, WebhookId};
use holdfast_rpc::clinic::{
    CreateWebhookRequest, ListWebhookDeliveriesRequest, ListWebhooksRequest, UpdateWebhookRequest,
    Webhook as Message, WebhookDelivery as DeliveryMessage, WebhookRequest,
};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::schema::{Array, ArrayBuilder, Object, ObjectBuilder, Type};

use crate::Gateway;
use crate::http::body::{Json, Nothing, OptionalJson};
use crate::http::caller::As;
use crate::http::document::{self, KeyHeader, MatchHeader, PageQuery};
use crate::http::facts::{ADMINS, Facts, Key, Rate};
use crate::http::fields::given;
use crate::http::headers::{IdempotencyKey, IfMatch, etag};
use crate::http::instant::render;
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .add(routes!(create), Facts::new(ADMINS, Key::Without, Rate::Usual, &[TooManyWebhooks]))
        .add(routes!(list), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
        .add(routes!(show), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
        .add(routes!(update), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
        .add(routes!(remove), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
        .add(routes!(renew_secret), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
        .add(routes!(try_it), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
        .add(routes!(deliveries), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
}

fn set_of_types() -> ArrayBuilder {
    let names = EventType::ALL.iter().map(|one| one.as_str());
    let one = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names)).build();
    ArrayBuilder::new().items(one).unique_items(true)
}

fn types() -> Array {
    set_of_types().build()
}

fn some_types() -> Array {
    set_of_types().min_items(Some(1)).build()
}

/// A webhook to be set up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWebhook {
    /// Where events are posted to: a public address, by TLS.
    #[schema(schema_with = document::webhook_url)]
    url: String,
    /// What it is for, for people.
    #[serde(default)]
    #[schema(schema_with = document::short_line)]
    description: String,
    /// Which events; all that there are, if left out.
    #[serde(default)]
    #[schema(schema_with = types)]
    event_types: Vec<String>,
}

/// What to change; what is left out stays. A webhook that is changed is tried anew, whatever failed before.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookChange {
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::webhook_url)]
    url: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = document::short_line)]
    description: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(schema_with = some_types)]
    event_types: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    enabled: Option<bool>,
}

/// A webhook.
#[derive(Serialize, ToSchema)]
pub struct Webhook {
    #[schema(value_type = Uuid)]
    id: WebhookId,
    #[schema(value_type = Uuid)]
    clinic_id: ClinicId,
    url: String,
    description: String,
    #[schema(schema_with = types)]
    event_types: Vec<String>,
    /// Whether anything is delivered.
    enabled: bool,
    /// Why Holdfast has switched it off; null if it has not.
    #[schema(required)]
    disabled_reason: Option<String>,
    /// Since when no delivery was taken; null while they are.
    #[schema(format = DateTime, required)]
    failing_since: Option<String>,
    #[schema(minimum = 1)]
    version: u32,
    #[schema(format = DateTime)]
    created_at: String,
    /// The account of whoever set it up; empty where that is not known. The webhook is the clinic's: it goes on when they are gone.
    created_by: String,
    /// What deliveries are signed by: in the answer that made it, and never again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    secret: Option<String>,
}

impl From<Message> for Webhook {
    fn from(message: Message) -> Self {
        Self {
            id: message.id,
            clinic_id: message.clinic_id,
            url: message.url,
            description: message.description,
            event_types: message.event_types,
            enabled: message.enabled,
            disabled_reason: filled(message.disabled_reason),
            failing_since: message.failing_since_us.map(|at| render(at, &TimeZone::UTC)),
            version: message.version,
            created_at: render(message.created_at_us, &TimeZone::UTC),
            created_by: message.created_by,
            secret: filled(message.secret),
        }
    }
}

/// A page of webhooks.
#[derive(Serialize, ToSchema)]
pub struct WebhookPage {
    items: Vec<Webhook>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// An event on its way to a webhook, or what became of it.
#[derive(Serialize, ToSchema)]
pub struct WebhookDelivery {
    /// The event's id: the header `webhook-id` of every attempt.
    #[schema(value_type = Uuid)]
    event_id: EventId,
    event_type: String,
    #[schema(value_type = Option<Uuid>, required)]
    appointment_id: Option<AppointmentId>,
    #[schema(format = DateTime)]
    occurred_at: String,
    #[schema(schema_with = states)]
    state: String,
    /// How often it was tried.
    attempts: u32,
    /// When it is tried next; null when it is over.
    #[schema(format = DateTime, required)]
    due_at: Option<String>,
    /// What the last attempt was answered, if it was.
    #[schema(required)]
    last_status: Option<u32>,
    /// What was wrong with the last attempt.
    #[schema(required)]
    last_error: Option<String>,
    #[schema(format = DateTime)]
    updated_at: String,
}

fn states() -> Object {
    let states = Some(["waiting", "delivered", "failed", "superseded"]);
    ObjectBuilder::new().schema_type(Type::String).enum_values(states).build()
}

impl From<DeliveryMessage> for WebhookDelivery {
    fn from(message: DeliveryMessage) -> Self {
        let instant = |at| render(at, &TimeZone::UTC);
        Self {
            event_id: message.event_id,
            event_type: message.event_type,
            appointment_id: message.appointment_id,
            occurred_at: instant(message.occurred_at_us),
            state: message.state,
            attempts: message.attempts,
            due_at: message.due_at_us.map(instant),
            last_status: message.last_status,
            last_error: filled(message.last_error),
            updated_at: instant(message.updated_at_us),
        }
    }
}

/// A page of deliveries.
#[derive(Serialize, ToSchema)]
pub struct WebhookDeliveryPage {
    items: Vec<WebhookDelivery>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

type Tagged = ([(HeaderName, HeaderValue); 1], Answer<Webhook>);

fn tagged(message: Message) -> Tagged {
    ([etag(message.version)], Answer(message.into()))
}

/// With its secret: nobody on the way is to keep it.
fn with_secret(status: StatusCode, message: Message) -> Response {
    (status, [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], tagged(message)).into_response()
}

/// Set up a webhook: from now on the clinic's events are posted there, as CloudEvents, signed by the secret of this answer
/// (Standard Webhooks).
#[utoipa::path(post, operation_id = "createWebhook", path = "/clinics/{clinic_id}/webhooks", tag = "webhooks",
    request_body(content = NewWebhook,
        example = json!({"url": "https://practice.example/holdfast", "description": "Practice software",
            "event_types": ["holdfast.appointment.created"]})), params(("clinic_id" = Uuid, Path), KeyHeader),
    responses((status = 201, body = Webhook, headers(("ETag" = String)))))]
pub async fn create(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    key: IdempotencyKey,
    body: Json<NewWebhook>,
) -> Result<Response, Refusal> {
    let NewWebhook { url, description, event_types } = body.value;
    let request = CreateWebhookRequest { clinic_id, url, description, event_types };
    let made = gateway.clinics().create_webhook(key.asked(&caller, &body.raw), request).await?;
    Ok(with_secret(StatusCode::CREATED, made))
}

/// A clinic's webhooks.
#[utoipa::path(get, operation_id = "listWebhooks", path = "/clinics/{clinic_id}/webhooks", tag = "webhooks",
    params(("clinic_id" = Uuid, Path), PageQuery),
    responses((status = 200, body = WebhookPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<WebhookPage>, Refusal> {
    let page = Params::only_page(query.as_deref())?;
    let request = ListWebhooksRequest { clinic_id, page };
    let found = gateway.clinics().list_webhooks(Asked::by(caller), request).await?;
    Ok(Answer(WebhookPage {
        items: found.items.into_iter().map(Webhook::from).collect(),
        next_cursor: found.next_cursor.map(Cursor::to_text),
    }))
}

/// One webhook.
#[utoipa::path(get, operation_id = "getWebhook", path = "/clinics/{clinic_id}/webhooks/{id}", tag = "webhooks",
    params(("clinic_id" = Uuid, Path), ("id" = Uuid, Path)),
    responses((status = 200, body = Webhook, headers(("ETag" = String)))))]
pub async fn show(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, WebhookId)>,
) -> Result<Tagged, Refusal> {
    Ok(tagged(gateway.clinics().get_webhook(Asked::by(caller), WebhookRequest { clinic_id, id }).await?))
}

/// Change a webhook, or switch it off and on.
#[utoipa::path(patch, operation_id = "updateWebhook", path = "/clinics/{clinic_id}/webhooks/{id}",
    tag = "webhooks",
    request_body(content = WebhookChange,
        example = json!({"description": "Practice software, new server", "enabled": true})),
            params(("clinic_id" = Uuid, Path), ("id" = Uuid, Path), MatchHeader),
    responses((status = 200, body = Webhook, headers(("ETag" = String)))))]
pub async fn update(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, WebhookId)>,
    IfMatch(expected_version): IfMatch,
    body: Json<WebhookChange>,
) -> Result<Tagged, Refusal> {
    let WebhookChange { url, description, event_types, enabled } = body.value;
    if event_types.as_ref().is_some_and(Vec::is_empty) {
        return Err(holdfast_domain::Problem::field("event_types", "must name at least one").into());
    }
    let request = UpdateWebhookRequest {
        clinic_id,
        id,
        expected_version,
        url,
        description,
        event_types: event_types.unwrap_or_default(),
        enabled,
    };
    Ok(tagged(gateway.clinics().update_webhook(Asked::by(caller), request).await?))
}

/// Take a webhook away, with what waits for it.
#[utoipa::path(delete, operation_id = "deleteWebhook", path = "/clinics/{clinic_id}/webhooks/{id}",
    tag = "webhooks",
    params(("clinic_id" = Uuid, Path), ("id" = Uuid, Path)),
    responses((status = 204, description = "Taken away")))]
pub async fn remove(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, WebhookId)>,
) -> Result<StatusCode, Refusal> {
    gateway.clinics().delete_webhook(Asked::by(caller), WebhookRequest { clinic_id, id }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Make a new secret. For another day deliveries are signed by the one before as well.
#[utoipa::path(post, operation_id = "renewWebhookSecret", path = "/clinics/{clinic_id}/webhooks/{id}/secret",
    tag = "webhooks",
    request_body(content = Option<Nothing>, description = "Nothing, or an empty object",
        example = json!({})),
    params(("clinic_id" = Uuid, Path), ("id" = Uuid, Path), KeyHeader),
    responses((status = 200, body = Webhook, headers(("ETag" = String)))))]
pub async fn renew_secret(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, WebhookId)>,
    key: IdempotencyKey,
    body: OptionalJson<Nothing>,
) -> Result<Response, Refusal> {
    let asked = key.asked(&caller, &body.raw);
    let renewed = gateway.clinics().renew_webhook_secret(asked, WebhookRequest { clinic_id, id }).await?;
    Ok(with_secret(StatusCode::OK, renewed))
}

/// Try a webhook: it is sent an event of the type `holdfast.webhook.trial`, which tells nothing.
#[utoipa::path(post, operation_id = "tryWebhook", path = "/clinics/{clinic_id}/webhooks/{id}/trial",
    tag = "webhooks",
    request_body(content = Option<Nothing>, description = "Nothing, or an empty object",
        example = json!({})),
    params(("clinic_id" = Uuid, Path), ("id" = Uuid, Path), KeyHeader),
    responses((status = 202, body = WebhookDelivery)))]
pub async fn try_it(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, WebhookId)>,
    key: IdempotencyKey,
    body: OptionalJson<Nothing>,
) -> Result<(StatusCode, Answer<WebhookDelivery>), Refusal> {
    let asked = key.asked(&caller, &body.raw);
    let delivery = gateway.clinics().try_webhook(asked, WebhookRequest { clinic_id, id }).await?;
    Ok((StatusCode::ACCEPTED, Answer(delivery.into())))
}

/// What is on its way to a webhook, and what became of the rest within a month; newest first.
#[utoipa::path(get, operation_id = "listWebhookDeliveries",
    path = "/clinics/{clinic_id}/webhooks/{id}/deliveries", tag = "webhooks",
    params(("clinic_id" = Uuid, Path), ("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = WebhookDeliveryPage)))]
pub async fn deliveries(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, WebhookId)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<WebhookDeliveryPage>, Refusal> {
    let page = Params::only_page(query.as_deref())?;
    let request = ListWebhookDeliveriesRequest { clinic_id, webhook_id: id, page };
    let found = gateway.clinics().list_webhook_deliveries(Asked::by(caller), request).await?;
    Ok(Answer(WebhookDeliveryPage {
        items: found.items.into_iter().map(WebhookDelivery::from).collect(),
        next_cursor: found.next_cursor.map(Cursor::to_text),
    }))
}
