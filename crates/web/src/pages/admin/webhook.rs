//! `/admin/{clinic}/webhooks/{id}`: one webhook, and what became of what was delivered to it.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::{ClinicId, WebhookId};
use holdfast_domain::{Cursor, ErrorCode};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::form::once;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::clinic::{
    ListWebhookDeliveriesRequest, UpdateWebhookRequest, Webhook, WebhookDelivery, WebhookRequest,
};

use super::webhooks::{EventChoice, errors_of, event_key, events, state_of};
use super::{Head, frame_at, paged, refused_key, status_of};
use crate::fields::{Errors, Fields};
use crate::page::{Frame, respond, see_other};
use crate::texts::{Texts, key};
use crate::visit::{Posted, Visit};

const SHOWN: u32 = 20;

struct Row {
    when: String,
    what: String,
    state: &'static str,
    says: String,
    detail: String,
}

#[derive(Template)]
#[template(path = "pages/admin/webhook.html")]
struct Page {
    frame: Frame,
    head: Head,
    webhook: Webhook,
    state: &'static str,
    says: String,
    failing: Option<String>,
    fields: Fields,
    events: Vec<EventChoice>,
    rows: Vec<Row>,
    next: Option<String>,
    errors: Errors,
    is_new: bool,
    once: String,
    /// The secret that was just made: it is shown in this answer, and never again.
    secret: Option<String>,
}

fn filled(of: &Webhook) -> Fields {
    let mut fields = Fields::filled([("url", of.url.clone()), ("description", of.description.clone())]);
    of.event_types.iter().for_each(|name| fields.push("event_types", name));
    fields
}

async fn find(
    gateway: &Gateway,
    visit: &Visit,
    clinic_id: ClinicId,
    id: WebhookId,
) -> Result<Webhook, Refusal> {
    Ok(gateway.clinics().get_webhook(visit.asked(), WebhookRequest { clinic_id, id }).await?)
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, WebhookId)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let query = Fields::of(query.unwrap_or_default().as_bytes());
    let head = Head::of(&gateway, &visit, clinic_id, &query).await?;
    let webhook = find(&gateway, &visit, clinic_id, id).await?;
    let fields = filled(&webhook);
    let page = page(&gateway, &visit, head, webhook, fields, Errors::default(), &query).await?;
    Ok(respond(StatusCode::OK, &page))
}

async fn page(
    gateway: &Gateway,
    visit: &Visit,
    head: Head,
    webhook: Webhook,
    fields: Fields,
    errors: Errors,
    query: &Fields,
) -> Result<Page, Refusal> {
    let t = visit.t;
    let request = ListWebhookDeliveriesRequest {
        clinic_id: head.clinic_id,
        webhook_id: webhook.id,
        page: paged(query, SHOWN),
    };
    let found = gateway.clinics().list_webhook_deliveries(visit.asked(), request).await?;
    let (state, says) = state_of(&webhook);
    let here = format!("/admin/{}/webhooks/{}", head.clinic_id, webhook.id);
    let mut frame = frame_at(gateway, visit, key("webhooks-title"), !errors.is_empty(), here);
    frame.title.clone_from(if webhook.description.is_empty() { &webhook.url } else { &webhook.description });
    Ok(Page {
        frame,
        state,
        says: t.say(says),
        failing: webhook.failing_since_us.map(|at| head.when(t, at)),
        events: events(t, |name| fields.has("event_types", name)),
        rows: found.items.iter().map(|of| row(of, &head, t)).collect(),
        next: found.next_cursor.map(Cursor::to_text),
        head,
        webhook,
        fields,
        errors,
        is_new: false,
        once: once(),
        secret: None,
    })
}

fn row(of: &WebhookDelivery, head: &Head, t: &Texts) -> Row {
    let (state, says) = match of.state.as_str() {
        "delivered" => ("confirmed", key("delivery-delivered")),
        "failed" => ("no_show", key("delivery-failed")),
        "superseded" => ("completed", key("delivery-superseded")),
        _ => ("pending", key("delivery-waiting")),
    };
    let mut detail = t.count("delivery-tries", of.attempts);
    if let Some(status) = of.last_status {
        detail = format!("{detail} · HTTP {status}");
    }
    if !of.last_error.is_empty() {
        detail = format!("{detail} · {}", of.last_error);
    }
    if let Some(due) = of.due_at_us {
        detail = format!("{detail} · {}", t.with("delivery-next", "time", head.when(t, due)));
    }
    Row {
        when: head.when(t, of.occurred_at_us),
        what: t.say(event_key(&of.event_type)),
        state,
        says: t.say(says),
        detail,
    }
}

/// The page of a webhook whose secret was made just now.
pub(super) async fn made(
    gateway: &Gateway,
    visit: &Visit,
    mut webhook: Webhook,
) -> Result<Response, Refusal> {
    let secret = Some(std::mem::take(&mut webhook.secret)).filter(|secret| !secret.is_empty());
    let head = Head::of(gateway, visit, webhook.clinic_id, &Fields::default()).await?;
    let fields = filled(&webhook);
    let page = page(gateway, visit, head, webhook, fields, Errors::default(), &Fields::default()).await?;
    Ok(respond(StatusCode::OK, &Page { secret, ..page }))
}

fn there(clinic_id: ClinicId, id: WebhookId, done: &str) -> Response {
    see_other(&format!("/admin/{clinic_id}/webhooks/{id}?done={done}"))
}

/// Saves what was typed; or switches the webhook on or off.
pub(crate) async fn save(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, WebhookId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    let switched = match fields.text("enabled") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let of_form = switched.is_none();
    let request = UpdateWebhookRequest {
        clinic_id,
        id,
        expected_version: fields.parsed("version").filter(|_| of_form),
        url: Some(fields.text("url").to_owned()).filter(|_| of_form),
        description: Some(fields.text("description").to_owned()).filter(|_| of_form),
        event_types: fields.all("event_types").map(str::to_owned).collect(),
        enabled: switched,
    };
    let mut errors = Errors::default();
    if of_form && request.event_types.is_empty() {
        errors.add("event_types", visit.t.say("error-webhook-events"));
    }
    let (mut says, mut status) = (None, StatusCode::UNPROCESSABLE_ENTITY);
    if errors.is_empty() {
        match gateway.clinics().update_webhook(visit.asked(), request).await {
            Ok(_) => return Ok(there(clinic_id, id, "saved")),
            Err(problem) => {
                errors = errors_of(&problem, visit.t);
                says = refused_key(problem.code).filter(|_| errors.is_empty());
                status = status_of(&problem);
                if errors.is_empty() && says.is_none() {
                    return Err(problem.into());
                }
            }
        }
    }
    let head = Head::refused(&gateway, &visit, clinic_id, says.map(|says| visit.t.say(says))).await?;
    let webhook = find(&gateway, &visit, clinic_id, id).await?;
    let page = page(&gateway, &visit, head, webhook, fields, errors, &Fields::default()).await?;
    Ok(respond(status, &page))
}

pub(crate) async fn try_it(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, WebhookId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, raw, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    let asked = gateway.asked_once(&visit.caller, &format!("page trial {id}"), fields.text("once"), &raw);
    gateway.clinics().try_webhook(asked, WebhookRequest { clinic_id, id }).await?;
    Ok(there(clinic_id, id, "tried"))
}

pub(crate) async fn renew(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, WebhookId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, raw, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    let asked = gateway.asked_once(&visit.caller, &format!("page secret {id}"), fields.text("once"), &raw);
    let webhook = gateway.clinics().renew_webhook_secret(asked, WebhookRequest { clinic_id, id }).await?;
    made(&gateway, &visit, webhook).await
}

pub(crate) async fn delete(
    State(gateway): State<Gateway>,
    PathIds((clinic_id, id)): PathIds<(ClinicId, WebhookId)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let visit = posted.visit;
    visit.caller.require_admin(clinic_id)?;
    match gateway.clinics().delete_webhook(visit.asked(), WebhookRequest { clinic_id, id }).await {
        Ok(_) => {}
        // somebody else was faster
        Err(problem) if problem.code == ErrorCode::NotFound => {}
        Err(problem) => return Err(problem.into()),
    }
    Ok(see_other(&format!("/admin/{clinic_id}/webhooks?done=removed")))
}
