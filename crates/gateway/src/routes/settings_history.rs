//! `/v1/clinics/{clinic_id}/settings/history`: what changes of a clinic's policies changed.

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use holdfast_domain::{Asked, ClinicId, Cursor};
use holdfast_rpc::clinic::{
    FieldChange as FieldMessage, ListSettingsChangesRequest, SettingsChange as Message,
};
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::Gateway;
use crate::http::caller::As;
use crate::http::document::PageQuery;
use crate::http::facts::{ADMINS, Facts, Key, Rate};
use crate::http::instant::render;
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::default().add(routes!(list), Facts::new(ADMINS, Key::Without, Rate::Usual, &[]))
}

/// A change of a clinic's policies.
#[derive(Debug, Serialize, ToSchema)]
pub struct SettingsVersion {
    /// The clinic's, which the change made.
    #[schema(minimum = 1)]
    version: u32,
    #[schema(format = DateTime)]
    changed_at: String,
    changed_by: ChangedBy,
    /// By the names of their fields.
    changes: Vec<FieldChange>,
}

/// Who changed it, as the audit log names them.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangedBy {
    role: String,
    id: String,
}

/// A policy that was changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldChange {
    field: String,
    /// As the settings have it.
    #[schema(required)]
    from: Value,
    #[schema(required)]
    to: Value,
}

/// A page of changes, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct SettingsHistoryPage {
    items: Vec<SettingsVersion>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

impl From<FieldMessage> for FieldChange {
    fn from(message: FieldMessage) -> Self {
        let value = |json: &str| serde_json::from_str(json).unwrap_or_default();
        Self { from: value(&message.from), to: value(&message.to), field: message.field }
    }
}

impl From<Message> for SettingsVersion {
    fn from(message: Message) -> Self {
        Self {
            version: message.version,
            changed_at: render(message.changed_at_us, &TimeZone::UTC),
            changed_by: ChangedBy { role: message.actor_role, id: message.actor_id },
            changes: message.changes.into_iter().map(FieldChange::from).collect(),
        }
    }
}

/// What changes of a clinic's policies changed, the newest first: who, when, from what to what. The newest 500 are kept.
#[utoipa::path(get, operation_id = "listSettingsHistory", path = "/clinics/{clinic_id}/settings/history", tag = "clinics",
    params(("clinic_id" = Uuid, Path), PageQuery),
    responses((status = 200, body = SettingsHistoryPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<SettingsHistoryPage>, Refusal> {
    let page = Params::only_page(query.as_deref())?;
    let request = ListSettingsChangesRequest { clinic_id, page };
    let page = gateway.clinics().list_settings_changes(Asked::by(caller), request).await?;
    Ok(Answer(SettingsHistoryPage {
        items: page.items.into_iter().map(SettingsVersion::from).collect(),
        next_cursor: page.next_cursor.map(Cursor::to_text),
    }))
}
