//! Which events are for whom: written down, many at a time, before anything is sent.
//!
//! Most events are at clinics that have no webhook. They cost their part of one question.
//!
//! A guest who moves an appointment to and fro has each webhook of the clinic told twice a time. So of what patients and guests can repeat
//! the first few events of an appointment go out at once; of those that follow within the hour, what is newest when a minute is over.

use std::collections::BTreeSet;
use std::sync::Arc;

use futures::future::BoxFuture;
use holdfast_domain::{Clock, Event, EventType};
use holdfast_messaging::row::{self, COLUMNS, Row};
use holdfast_messaging::{Batcher, Listener, Undelivered};
use holdfast_postgres::{Database, DbError};
use holdfast_sql::client::Params;
use holdfast_sql::queries::webhook as sql;
use holdfast_telemetry::metrics;
use serde_json::Value;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::Webhooks;

/// Most events of one statement.
const AT_ONCE: usize = 256;
/// What somebody can do again and again with one appointment: a move, and the slot that it leaves.
const REPEATABLE: [EventType; 2] = [EventType::Rescheduled, EventType::SlotFreed];
/// So many of these of one appointment within an hour are told at once: three moves.
const TOLD_AT_ONCE: i64 = 6;

impl Listener for Webhooks {
    fn name(&self) -> &'static str {
        "webhook"
    }

    fn finish(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move { drop(self.under_way.write().await) })
    }

    fn deliver<'a>(&'a self, event: &'a Event) -> BoxFuture<'a, Result<(), Undelivered>> {
        Box::pin(async move {
            if !self.retention.covers(event, self.name(), self.clock.now()) {
                return Ok(());
            }
            let recorded = self.recording.ask(event.clone()).await;
            recorded.unwrap_or_else(|| Err(Undelivered::Later("the worker stops".to_owned())))
        })
    }
}

/// Where events are handed in; `news` is told when there is something to deliver.
pub(crate) fn start(
    db: &Database,
    clock: &Arc<dyn Clock>,
    news: &Arc<Notify>,
) -> Batcher<Event, Result<(), Undelivered>> {
    let (db, clock, news) = (db.clone(), Arc::clone(clock), Arc::clone(news));
    Batcher::start(AT_ONCE, move |events: Vec<Event>| {
        let (db, clock, news) = (db.clone(), Arc::clone(&clock), Arc::clone(&news));
        async move {
            let recorded = match record(&db, &*clock, &events).await {
                Ok(is_news) => {
                    if is_news {
                        news.notify_one();
                    }
                    Ok(())
                }
                Err(error) => Err(Undelivered::Later(format!("the database: {error}"))),
            };
            vec![recorded; events.len()]
        }
    })
}

/// Whether there is something to deliver.
async fn record(db: &Database, clock: &dyn Clock, events: &[Event]) -> Result<bool, DbError> {
    let clinics: BTreeSet<Uuid> = events.iter().map(|event| event.clinic_id.0).collect();
    let clinics: Vec<Uuid> = clinics.into_iter().collect();
    let client = db.client().await?;
    let listening = sql::clinics_with_webhooks().bind(&client, &clinics).all().await?;
    if listening.is_empty() {
        return Ok(false);
    }
    let events: Vec<&Event> = events.iter().filter(|event| listening.contains(&event.clinic_id.0)).collect();
    let rows: Vec<Row> = events.iter().map(|event| row::write(event, COLUMNS)).collect();
    let params = sql::RecordDeliveriesParams {
        now: clock.now(),
        clinic_ids: rows.iter().map(|row| row.clinic_id).collect::<Vec<_>>(),
        event_ids: rows.iter().map(|row| row.id).collect::<Vec<_>>(),
        event_types: rows.iter().map(|row| row.event_type.as_str()).collect::<Vec<_>>(),
        appointment_ids: rows.iter().map(|row| row.appointment_id).collect::<Vec<_>>(),
        appointment_versions: rows.iter().map(|row| row.appointment_version).collect::<Vec<_>>(),
        doctor_ids: rows.iter().map(|row| row.doctor_id).collect::<Vec<_>>(),
        slot_ids: rows.iter().map(|row| row.slot_id).collect::<Vec<_>>(),
        occurred_at: rows.iter().map(|row| row.occurred_at).collect::<Vec<_>>(),
        actor_roles: rows.iter().map(|row| row.actor_role.as_deref()).collect::<Vec<_>>(),
        datas: rows.iter().map(|row| row.data.as_ref().map(Value::to_string)).collect::<Vec<_>>(),
        repeatable: events.iter().map(|event| is_repeatable(event)).collect::<Vec<_>>(),
        repeatable_types: REPEATABLE.map(EventType::as_str).to_vec(),
        at_once: TOLD_AT_ONCE,
    };
    let is_news = sql::record_deliveries().params(&client, &params).await? > 0;
    if is_news {
        let params = sql::SupersedeDeliveriesParams {
            now: params.now,
            clinic_ids: params.clinic_ids,
            event_ids: params.event_ids,
            event_types: params.event_types,
            appointment_ids: params.appointment_ids,
            appointment_versions: params.appointment_versions,
            slot_ids: params.slot_ids,
            occurred_at: params.occurred_at,
        };
        let superseded = sql::supersede_deliveries().params(&client, &params).await?;
        metrics::WEBHOOK_ATTEMPTS.of(["superseded"]).increment(superseded);
    }
    Ok(is_news)
}

fn is_repeatable(event: &Event) -> bool {
    event.is_by_stranger()
        && event.appointment_id().is_some()
        && event.event_type().is_some_and(|event_type| REPEATABLE.contains(&event_type))
}
