//! `/admin/{clinic}/webhooks`: where other programs hear of a clinic's events.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::EventType;
use holdfast_domain::ids::ClinicId;
use holdfast_gateway::Gateway;
use holdfast_gateway::http::form::once;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::clinic::{CreateWebhookRequest, ListWebhooksRequest, Webhook};

use super::webhook::made;
use super::{Head, frame, listed, refused_key, status_of};
use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond};
use crate::texts::{Texts, key};
use crate::visit::{Posted, Visit};

/// How a webhook does: its class, and in words.
pub(super) fn state_of(of: &Webhook) -> (&'static str, &'static str) {
    match (of.enabled, of.failing_since_us.is_some()) {
        (false, _) if of.disabled_reason.is_empty() => ("completed", key("webhook-off")),
        (false, _) => ("no_show", key("webhook-switched-off")),
        (true, true) => ("late", key("webhook-failing")),
        (true, false) => ("confirmed", key("webhook-on")),
    }
}

/// A kind of event that may be heard of.
pub(super) struct EventChoice {
    pub(super) name: &'static str,
    pub(super) says: String,
    pub(super) is_chosen: bool,
}

/// What an event tells, in words.
pub(super) fn event_key(name: &str) -> &'static str {
    match name.trim_start_matches("holdfast.") {
        "appointment.created" => key("event-created"),
        "appointment.confirmed" => key("event-confirmed"),
        "appointment.rescheduled" => key("event-rescheduled"),
        "appointment.reassigned" => key("event-reassigned"),
        "appointment.cancelled" => key("event-cancelled"),
        "appointment.checked_in" => key("event-checked-in"),
        "appointment.completed" => key("event-completed"),
        "appointment.no_show" => key("event-no-show"),
        "appointment.undone" => key("event-undone"),
        "appointment.expired" => key("event-expired"),
        "schedule.conflict" => key("event-conflict"),
        "slot.freed" => key("event-freed"),
        _ => key("event-trial"),
    }
}

pub(super) fn events(t: &Texts, is_chosen: impl Fn(&str) -> bool) -> Vec<EventChoice> {
    EventType::ALL
        .iter()
        .map(|of| EventChoice {
            name: of.as_str(),
            says: t.say(event_key(of.as_str())),
            is_chosen: is_chosen(of.as_str()),
        })
        .collect()
}

struct Row {
    id: String,
    url: String,
    description: String,
    state: &'static str,
    says: String,
}

#[derive(Template)]
#[template(path = "pages/admin/webhooks.html")]
struct Page {
    frame: Frame,
    head: Head,
    rows: Vec<Row>,
    events: Vec<EventChoice>,
    fields: Fields,
    errors: Errors,
    is_new: bool,
    once: String,
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let query = Fields::of(query.unwrap_or_default().as_bytes());
    let head = Head::of(&gateway, &visit, clinic_id, &query).await?;
    page(&gateway, &visit, head, Fields::default(), Errors::default(), StatusCode::OK).await
}

async fn page(
    gateway: &Gateway,
    visit: &Visit,
    head: Head,
    fields: Fields,
    errors: Errors,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let request = ListWebhooksRequest { clinic_id: head.clinic_id, page: listed() };
    let found = gateway.clinics().list_webhooks(visit.asked(), request).await?;
    let row = |of: Webhook| {
        let (state, says) = state_of(&of);
        Row { id: of.id.to_string(), state, says: t.say(says), url: of.url, description: of.description }
    };
    let page = Page {
        frame: frame(gateway, visit, key("webhooks-title"), !errors.is_empty()),
        rows: found.items.into_iter().map(row).collect(),
        events: events(t, |name| fields.has("event_types", name)),
        head,
        fields,
        errors,
        is_new: true,
        once: once(),
    };
    Ok(respond(status, &page))
}

/// What is wrong with the fields of a webhook.
pub(super) fn errors_of(problem: &holdfast_domain::Problem, t: &Texts) -> Errors {
    let mut errors = Errors::default();
    for wrong in wrong_fields(problem) {
        match wrong.field.split('[').next() {
            Some("url") => errors.add("url", t.say("error-webhook-url")),
            Some("description") => errors.add("description", t.say("error-reason")),
            Some("event_types") => errors.add("event_types", t.say("error-webhook-events")),
            _ => {}
        }
    }
    errors
}

pub(crate) async fn create(
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    posted: Posted,
) -> Result<Response, Refusal> {
    let Posted { visit, fields, raw, .. } = posted;
    visit.caller.require_admin(clinic_id)?;
    let route = format!("page webhook {clinic_id}");
    let asked = gateway.asked_once(&visit.caller, &route, fields.text("once"), &raw);
    let request = CreateWebhookRequest {
        clinic_id,
        url: fields.text("url").to_owned(),
        description: fields.text("description").to_owned(),
        event_types: fields.all("event_types").map(str::to_owned).collect(),
    };
    let problem = match gateway.clinics().create_webhook(asked, request).await {
        Ok(webhook) => return made(&gateway, &visit, webhook).await,
        Err(problem) => problem,
    };
    let errors = errors_of(&problem, visit.t);
    let says = refused_key(problem.code).filter(|_| errors.is_empty());
    if errors.is_empty() && says.is_none() {
        return Err(problem.into());
    }
    let head = Head::refused(&gateway, &visit, clinic_id, says.map(|says| visit.t.say(says))).await?;
    page(&gateway, &visit, head, fields, errors, status_of(&problem)).await
}
