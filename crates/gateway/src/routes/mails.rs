//! `/v1/clinics/{clinic_id}/mails`

use axum::Json as Answer;
use axum::extract::{RawQuery, State};
use holdfast_domain::{AppointmentId, Asked, ClinicId, Cursor, EventId};
use holdfast_rpc::clinic::{ListMailsRequest, Mail as Message};
use jiff::tz::TimeZone;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Gateway;
use crate::http::caller::As;
use crate::http::document::PageQuery;
use crate::http::facts::{DESK, Facts, Key, Rate};
use crate::http::instant::render;
use crate::http::params::{Params, PathIds};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default().add(routes!(list), Facts::new(DESK, Key::Without, Rate::Usual, &[]))
}

/// Whether a mail may still be sent.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "it describes what the state's text may be")]
enum MailState {
    /// It is tried, or tried again.
    Waiting,
    /// It cannot be sent, or was tried for three days.
    Failed,
    /// Patients and guests have set too many mails in motion.
    OverBudget,
}

/// A mail to a patient that was not sent, or not yet. Whom it is for is in the appointment.
#[derive(Serialize, ToSchema)]
pub struct Mail {
    /// The event that it tells of.
    #[schema(value_type = Uuid)]
    event_id: EventId,
    #[schema(example = "holdfast.appointment.created")]
    event_type: String,
    #[schema(value_type = Uuid)]
    appointment_id: AppointmentId,
    #[schema(value_type = MailState)]
    state: String,
    /// How often it was tried.
    attempts: u32,
    /// When it is tried next; null when it is over.
    #[schema(format = DateTime, required)]
    due_at: Option<String>,
    /// Why it was not sent; null while nothing has gone wrong.
    #[schema(required)]
    reason: Option<String>,
    #[schema(format = DateTime)]
    created_at: String,
    #[schema(format = DateTime)]
    updated_at: String,
}

impl From<Message> for Mail {
    fn from(message: Message) -> Self {
        let instant = |at| render(at, &TimeZone::UTC);
        Self {
            event_id: message.event_id,
            event_type: message.event_type,
            appointment_id: message.appointment_id,
            state: message.state,
            attempts: message.attempts,
            due_at: message.due_at_us.map(instant),
            reason: Some(message.detail).filter(|reason| !reason.is_empty()),
            created_at: instant(message.created_at_us),
            updated_at: instant(message.updated_at_us),
        }
    }
}

/// A page of mails.
#[derive(Serialize, ToSchema)]
pub struct MailPage {
    items: Vec<Mail>,
    /// Give it as `cursor` for the next page; null at the end.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// Mails to the clinic's patients that were not sent (`state=failed`, unless asked otherwise), so that somebody can call instead;
/// newest first.
#[utoipa::path(get, operation_id = "listUnsentMails", path = "/clinics/{clinic_id}/mails", tag = "mails",
    params(("clinic_id" = Uuid, Path), ("state" = Option<MailState>, Query, nullable = false), PageQuery),
    responses((status = 200, body = MailPage)))]
pub async fn list(
    As(caller, ..): As,
    State(gateway): State<Gateway>,
    PathIds((clinic_id,)): PathIds<(ClinicId,)>,
    RawQuery(query): RawQuery,
) -> Result<Answer<MailPage>, Refusal> {
    let mut params = Params::new(query.as_deref(), &["state", "limit", "cursor"]);
    let state = Some(params.text("state")).filter(|state| !state.is_empty());
    let page = params.page();
    params.finish()?;
    let request = ListMailsRequest { clinic_id, state: state.unwrap_or_else(|| "failed".to_owned()), page };
    let found = gateway.clinics().list_mails(Asked::by(caller), request).await?;
    Ok(Answer(MailPage {
        items: found.items.into_iter().map(Mail::from).collect(),
        next_cursor: found.next_cursor.map(Cursor::to_text),
    }))
}
