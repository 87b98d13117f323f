//! What became of deliveries to a webhook, and one to try it by.

use holdfast_domain::cursor::page;
use holdfast_domain::{AppointmentId, Asked, ClinicId, Cursor, EventId, EventType, Page, Problem, WebhookId};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{
    ListWebhookDeliveriesRequest, ListWebhookDeliveriesResponse, WebhookDelivery, WebhookRequest,
};
use holdfast_sql::queries::clinic as sql;
use holdfast_vault::answers;
use uuid::Uuid;

use crate::Clinics;
use crate::write::Written;

/// The state of a delivery that is still to be made.
const WAITING: &str = "waiting";

fn message(row: sql::Delivery) -> WebhookDelivery {
    WebhookDelivery {
        event_id: EventId(row.event_id),
        event_type: row.event_type,
        appointment_id: row.appointment_id.map(AppointmentId),
        occurred_at_us: row.occurred_at.as_microsecond(),
        due_at_us: (row.state == WAITING).then(|| row.due_at.as_microsecond()),
        state: row.state,
        attempts: row.attempts.unsigned_abs(),
        last_status: row.last_status.map(i32::unsigned_abs),
        last_error: row.last_error,
        updated_at_us: row.updated_at.as_microsecond(),
    }
}

impl Clinics {
    pub(crate) async fn try_webhook(
        &self,
        asked: &Asked,
        WebhookRequest { clinic_id, id: WebhookId(webhook_id) }: WebhookRequest,
    ) -> Result<WebhookDelivery, Failure> {
        asked.caller.require_admin(clinic_id)?;
        let ClinicId(clinic_id) = clinic_id;
        let (event_id, now) = (self.ids.next(), self.clock.now());
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if let Some(first) = answers::first(&tx, asked.key.as_ref(), None).await? {
            return Ok(first);
        }
        let woken = sql::wake_webhook().bind(&tx, &now, &clinic_id, &webhook_id).opt().await?;
        let version = woken.ok_or_else(Problem::not_found)?;
        let trial = EventType::Trial.as_str();
        sql::insert_trial_delivery().bind(&tx, &clinic_id, &webhook_id, &event_id, &trial, &now).await?;
        let message = WebhookDelivery {
            event_id: EventId(event_id),
            event_type: trial.to_owned(),
            occurred_at_us: now.as_microsecond(),
            state: WAITING.to_owned(),
            due_at_us: Some(now.as_microsecond()),
            updated_at_us: now.as_microsecond(),
            ..WebhookDelivery::default()
        };
        let written = Written::impersonal(clinic_id, webhook_id, version, message);
        self.finish(tx, asked, "webhook.try", written).await
    }

    pub(crate) async fn list_webhook_deliveries(
        &self,
        asked: &Asked,
        request: ListWebhookDeliveriesRequest,
    ) -> Result<ListWebhookDeliveriesResponse, Failure> {
        asked.caller.require_admin(request.clinic_id)?;
        let (ClinicId(clinic_id), WebhookId(webhook_id)) = (request.clinic_id, request.webhook_id);
        let Page { after, limit } = request.page;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if sql::get_webhook().bind(&tx, &clinic_id, &webhook_id).opt().await?.is_none() {
            return Err(Problem::not_found().into());
        }
        // Newest first: the page goes on below its last entry.
        let before_id = if after.id.is_nil() { Uuid::max() } else { after.id };
        let max = i64::from(limit) + 1;
        let rows = sql::list_deliveries().bind(&tx, &clinic_id, &webhook_id, &before_id, &max).all().await?;
        let (rows, next) = page(rows, limit, |row| Cursor::after_id(row.event_id));
        let items = rows.into_iter().map(message).collect();
        Ok(ListWebhookDeliveriesResponse { items, next_cursor: next })
    }
}
