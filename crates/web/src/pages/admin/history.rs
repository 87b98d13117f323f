//! `/admin/{clinic}/policies/history`: what changes of the policies changed, the newest first.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use holdfast_domain::ids::ClinicId;
use holdfast_domain::{Cursor, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::params::PathIds;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::clinic::{FieldChange, ListSettingsChangesRequest};
use holdfast_rpc::identity::OfClinicRequest;
use serde_json::Value;

use super::effects::give_key;
use super::policies::label_key;
use super::staff::role_key;
use super::{Head, frame, listed, paged};
use crate::fields::Fields;
use crate::page::{Frame, respond};
use crate::span;
use crate::texts::{Texts, key};
use crate::visit::Visit;

const SHOWN: u32 = 50;

struct Row {
    when: String,
    who: String,
    changes: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/admin/history.html")]
struct Page {
    frame: Frame,
    head: Head,
    rows: Vec<Row>,
    next: Option<String>,
}

/// Who works for a clinic, by the ids that its audit log has for them.
pub(super) struct People(HashMap<String, String>);

impl People {
    pub(super) async fn of(gateway: &Gateway, visit: &Visit, clinic_id: ClinicId) -> Result<Self, Problem> {
        let request = OfClinicRequest { clinic_id, page: listed() };
        let found = gateway.identity().list_members(visit.asked(), request).await?;
        Ok(Self(found.items.into_iter().map(|of| (of.account_id.to_string(), of.name)).collect()))
    }

    /// Their name, or else what they are.
    pub(super) fn name(&self, t: &Texts, role: &str, id: &str) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| t.say(role_key(role)))
    }

    /// Names with the ids, by name.
    pub(super) fn sorted(&self) -> Vec<(&str, &str)> {
        let mut all: Vec<_> = self.0.iter().map(|(id, name)| (name.as_str(), id.as_str())).collect();
        all.sort_unstable();
        all
    }
}

pub(crate) async fn show(
    visit: Visit,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let query = Fields::of(query.unwrap_or_default().as_bytes());
    let head = Head::of(&gateway, &visit, clinic_id, &query).await?;
    let request = ListSettingsChangesRequest { clinic_id, page: paged(&query, SHOWN) };
    let (found, people) = tokio::try_join!(
        gateway.clinics().list_settings_changes(visit.asked(), request),
        People::of(&gateway, &visit, clinic_id),
    )?;
    let rows = found
        .items
        .iter()
        .map(|of| Row {
            when: head.when(t, of.changed_at_us),
            who: people.name(t, &of.actor_role, &of.actor_id),
            changes: of.changes.iter().map(|change| says(t, change)).collect(),
        })
        .collect();
    let frame = frame(&gateway, &visit, key("history-title"), false);
    let next = found.next_cursor.map(Cursor::to_text);
    Ok(respond(StatusCode::OK, &Page { frame, head, rows, next }))
}

/// What was changed, and from what to what.
fn says(t: &Texts, change: &FieldChange) -> (String, String) {
    let label = label_key(&change.field).map_or_else(|| change.field.clone(), |label| t.say(label));
    let value = |json: &str| value(t, &change.field, &serde_json::from_str(json).unwrap_or_default());
    (label, t.with2("history-change", "from", value(&change.from), "to", value(&change.to)))
}

fn value(t: &Texts, field: &str, value: &Value) -> String {
    match value {
        Value::Bool(true) => t.say("admin-yes"),
        Value::Bool(false) => t.say("admin-no"),
        Value::Number(number) if field.ends_with("_minutes") => {
            span::say(t, number.as_u64().and_then(|number| u32::try_from(number).ok()).unwrap_or_default())
        }
        Value::Number(number) => number.to_string(),
        Value::String(text) if field == "guests_give" => t.say(give_key(text)),
        Value::String(text) if !text.is_empty() => text.clone(),
        Value::Array(all) if !all.is_empty() => {
            all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
        }
        _ => t.say("admin-empty"),
    }
}
