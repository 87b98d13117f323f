//! What there is to tell: written down, many events at a time, before anything is sent. Events wait for no mail server.
//!
//! A mail to nobody (a patient without an address) is the usual case of a busy clinic; it ends here.

use std::collections::HashSet;
use std::sync::Arc;

use futures::future::BoxFuture;
use holdfast_domain::{Clock, Event};
use holdfast_messaging::row::{self, Row};
use holdfast_messaging::{Batcher, Listener, Undelivered};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Database, DbError, Scope, commit};
use holdfast_sql::client::Params;
use holdfast_sql::queries::notification as sql;
use holdfast_telemetry::metrics;
use holdfast_vault::{Vault, VaultError};
use jiff::SignedDuration;
use serde_json::Value;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::Notification;
use crate::news::News;

/// Most events of one statement.
const AT_ONCE: usize = 128;
/// What of an event's data has a column in the row of its mail.
const COLUMNS: [&str; 2] = ["appointment_id", "version"];

impl Listener for Notification {
    fn name(&self) -> &'static str {
        "notification"
    }

    fn finish(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move { drop(self.under_way.write().await) })
    }

    fn deliver<'a>(&'a self, event: &'a Event) -> BoxFuture<'a, Result<(), Undelivered>> {
        Box::pin(async move {
            if event.event_type().and_then(News::of).is_none() {
                return Ok(());
            }
            if !self.retention.covers(event, self.name(), self.clock.now()) {
                return Ok(());
            }
            if event.is_unreadable() {
                return Err(Undelivered::Poison("its data is not what its type has".to_owned()));
            }
            let recorded = self.recording.ask(event.clone()).await;
            recorded.unwrap_or_else(|| Err(Undelivered::Later("the worker stops".to_owned())))
        })
    }
}

/// Where events are handed in; `fresh` is told when there is something to send.
pub(crate) fn start(
    db: &Database,
    clock: &Arc<dyn Clock>,
    vault: &Vault,
    quiet: SignedDuration,
    fresh: &Arc<Notify>,
) -> Batcher<Event, Result<(), Undelivered>> {
    let (db, clock, vault, fresh) = (db.clone(), Arc::clone(clock), vault.clone(), Arc::clone(fresh));
    Batcher::start(AT_ONCE, move |events: Vec<Event>| {
        let (db, clock, vault, fresh) = (db.clone(), Arc::clone(&clock), vault.clone(), Arc::clone(&fresh));
        async move {
            let recorded = match record(&db, &*clock, &vault, quiet, &events).await {
                Ok(is_news) => {
                    if is_news {
                        fresh.notify_one();
                    }
                    Ok(())
                }
                Err(error) => Err(Undelivered::Later(format!("the database: {error}"))),
            };
            vec![recorded; events.len()]
        }
    })
}

/// Whom an event's mail goes to.
#[derive(Default)]
struct Whom {
    /// Why nobody is told; empty if somebody is.
    skip: &'static str,
    recipient: Option<Vec<u8>>,
}

/// Whether there is something to send.
async fn record(
    db: &Database,
    clock: &dyn Clock,
    vault: &Vault,
    quiet: SignedDuration,
    events: &[Event],
) -> Result<bool, DbError> {
    let mut seen = HashSet::new();
    let about = |event: &Event| Some((row::write(event, &COLUMNS), event.appointment_id()?.0));
    let events: Vec<(Row, Uuid)> =
        events.iter().filter(|event| seen.insert(event.id)).filter_map(about).collect();
    let clinic_ids: Vec<Uuid> = events.iter().map(|(row, _)| row.clinic_id).collect();
    let appointment_ids: Vec<Uuid> = events.iter().map(|(_, appointment_id)| *appointment_id).collect();
    let mut client = db.client().await?;
    let tx = begin(&mut client, Scope::Clinics(&clinic_ids)).await?;
    let addresses = sql::addresses_of().bind(&tx, &clinic_ids, &appointment_ids).all().await?;
    let mut whom: Vec<Whom> = events.iter().map(|_| Whom::default()).collect();
    for address in addresses {
        let nth = usize::try_from(address.ord - 1).unwrap_or(usize::MAX);
        let (Some(told), Some(clinic_id)) = (whom.get_mut(nth), clinic_ids.get(nth)) else { continue };
        *told = match (address.patient_id, address.email) {
            (Some(_), Some(email)) if email.is_empty() => Whom { skip: "no address", recipient: None },
            (Some(patient_id), Some(email)) => {
                // What cannot be opened now is judged when it is sent; that it is written down depends on nothing.
                let recipient = mailbox(vault, *clinic_id, patient_id, &email).await.ok();
                Whom { skip: "", recipient }
            }
            // a visitor holds it, or its clinic is gone
            _ => Whom { skip: "no patient", recipient: None },
        };
    }
    let now = clock.now();
    let params = sql::RecordNotificationsParams {
        clinic_ids: clinic_ids.as_slice(),
        event_ids: events.iter().map(|(row, _)| row.id).collect::<Vec<_>>(),
        appointment_ids: appointment_ids.as_slice(),
        event_types: events.iter().map(|(row, _)| row.event_type.as_str()).collect::<Vec<_>>(),
        versions: events.iter().map(|(row, _)| row.appointment_version).collect::<Vec<_>>(),
        actor_roles: events.iter().map(|(row, _)| row.actor_role.as_deref()).collect::<Vec<_>>(),
        datas: events.iter().map(|(row, _)| row.data.as_ref().map(Value::to_string)).collect::<Vec<_>>(),
        recipients: whom.iter().map(|whom| whom.recipient.as_deref()).collect::<Vec<_>>(),
        skips: whom.iter().map(|whom| whom.skip).collect::<Vec<_>>(),
        occurred_at: events.iter().map(|(row, _)| row.occurred_at).collect::<Vec<_>>(),
        quiet_until: now + quiet,
        now,
    };
    let counts = sql::record_notifications().params(&tx, &params).one().await?;
    commit(tx).await?;
    for (state, count) in [("skipped", counts.skipped), ("superseded", counts.superseded)] {
        let count = u64::try_from(count).unwrap_or_default();
        metrics::NOTIFICATIONS.of([state]).increment(count);
    }
    Ok(counts.waiting > 0)
}

async fn mailbox(
    vault: &Vault,
    clinic_id: Uuid,
    patient_id: Uuid,
    email: &[u8],
) -> Result<Vec<u8>, VaultError> {
    let address = vault.clinic(clinic_id).await?.open_email(patient_id, email)?;
    Ok(vault.platform().await?.mailbox(&address))
}
