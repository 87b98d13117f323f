//! What is due is posted, and noted.
//!
//! A delivery that is taken comes up again by itself, should the worker die with it: so each is made at least once, always
//! under the same `webhook-id`.

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::Transaction;
use holdfast_domain::Caller;
use holdfast_domain::event_types::TRIAL;
use holdfast_messaging::Event;
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope, commit};
use holdfast_sql::client::Params;
use holdfast_sql::queries::webhook as sql;
use holdfast_vault::{Place, VaultError};
use jiff::{SignedDuration, Timestamp};

use crate::Webhooks;
use crate::in_hand::{ALL, Hand, OF_CLINIC, OF_WEBHOOK};
use crate::post::Message;
use crate::retry::{Failing, Standing, next_try};
use crate::sign::signatures;

/// Longer than an attempt takes, with all that belongs to it.
const IN_HAND: SignedDuration = SignedDuration::from_secs(60);
/// How often it looks for what is due: again, or because of another process.
const LOOKS_EVERY: Duration = Duration::from_secs(1);
/// How often what is over is forgotten, and how long after.
const FORGETS_EVERY: Duration = Duration::from_secs(600);
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A delivery in hand.
type Taken = sql::TakeDeliveries;

/// How an attempt ended.
enum End {
    /// It was taken, with this status.
    Delivered(u16),
    /// It was not, and perhaps will be.
    NotNow(Option<u16>, String),
    /// The receiver wants no more of anything.
    Gone,
}

/// The attempt was not made, for a reason of ours; it comes up again.
#[derive(Debug, thiserror::Error)]
enum NotTried {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error(transparent)]
    Keys(#[from] VaultError),
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl Webhooks {
    /// Whether the database lets it work.
    pub async fn check(&self) -> Result<(), DbError> {
        self.db.ping().await
    }

    /// Delivers, until it is dropped; what is under way then goes on to its end (see [`Listener::finish`]).
    ///
    /// [`Listener::finish`]: holdfast_messaging::Listener::finish
    pub async fn run(self) {
        loop {
            match self.take().await {
                Ok(taken) if taken.is_empty() => {
                    tokio::select! {
                        () = self.news.notified() => {}
                        () = tokio::time::sleep(LOOKS_EVERY) => {}
                    }
                }
                Ok(taken) => {
                    for (delivery, hand) in taken {
                        let worker = self.clone();
                        // before it begins, so that whoever waits for the end waits for it
                        let under_way = Arc::clone(&self.under_way).read_owned().await;
                        tokio::spawn(async move {
                            worker.send(delivery, hand).await;
                            worker.news.notify_one();
                            drop(under_way);
                        });
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "deliveries to webhooks wait");
                    tokio::time::sleep(LOOKS_EVERY).await;
                }
            }
        }
    }

    /// Delivers what is due now, to the end of it; returns how many attempts that were.
    pub async fn deliver_due(&self) -> Result<usize, DbError> {
        let taken = self.take().await?;
        let attempts = taken.len();
        futures::future::join_all(taken.into_iter().map(|(delivery, hand)| self.send(delivery, hand))).await;
        Ok(attempts)
    }

    async fn take(&self) -> Result<Vec<(Taken, Hand)>, DbError> {
        let held = self.in_hand.held();
        if held.count() >= ALL {
            return Ok(Vec::new());
        }
        let (now, most) = (self.clock.now(), number(ALL - held.count()));
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        let locked = sql::lock_due_webhooks()
            .bind(&tx, &now, &held.full_webhooks(), &held.full_clinics(), &most)
            .all()
            .await?;
        if locked.is_empty() {
            return Ok(Vec::new());
        }
        let params = sql::TakeDeliveriesParams {
            locked,
            now,
            again_at: now + IN_HAND,
            trial: TRIAL,
            max: most,
            each_webhook: number(OF_WEBHOOK),
            webhook_ids: held.webhooks.keys().copied().collect::<Vec<_>>(),
            of_webhooks: held.webhooks.values().map(|count| number(*count)).collect::<Vec<_>>(),
            each_clinic: number(OF_CLINIC),
            clinic_ids: held.clinics.keys().copied().collect::<Vec<_>>(),
            of_clinics: held.clinics.values().map(|count| number(*count)).collect::<Vec<_>>(),
        };
        let taken = sql::take_deliveries().params(&tx, &params).all().await?;
        commit(tx).await?;
        let in_hand = |taken: Taken| {
            let hand = self.in_hand.take(taken.clinic_id, taken.webhook_id);
            (taken, hand)
        };
        Ok(taken.into_iter().map(in_hand).collect())
    }

    /// One attempt, to its end.
    async fn send(&self, taken: Taken, _hand: Hand) {
        let made = async {
            let end = match self.attempt(&taken).await {
                // what does not open never will, but who has changed the keys may change them back
                Err(NotTried::Keys(error)) if !matches!(error, VaultError::Database(_)) => {
                    tracing::error!(webhook.id = %taken.webhook_id, %error, "a webhook cannot be opened");
                    End::NotNow(None, "Holdfast could not open it".to_owned())
                }
                end => end?,
            };
            self.note(&taken, end).await?;
            Ok::<_, NotTried>(())
        };
        if let Err(error) = made.await {
            tracing::warn!(webhook.id = %taken.webhook_id, event.id = %taken.event_id, %error, "a delivery waits");
        }
    }

    async fn attempt(&self, taken: &Taken) -> Result<End, NotTried> {
        let key = self.vault.clinic(taken.clinic_id).await?;
        let url = key.open_text(Place::webhook_url(taken.webhook_id), &taken.url)?;
        let place = Place::webhook_secret(taken.webhook_id);
        let now = self.clock.now();
        let mut secrets = vec![key.open_text(place, &taken.secret)?];
        if taken.old_secret_until.is_some_and(|until| now < until) {
            secrets.push(key.open_text(place, &taken.old_secret)?);
        }
        let body = event(taken).to_cloud_event();
        let (id, seconds) = (taken.event_id, now.as_second());
        let signatures = signatures(&secrets, id, seconds, &body);
        Ok(match self.post.post(&url, Message { id, seconds, signatures, body }).await {
            Ok(status @ 200..=299) => End::Delivered(status),
            Ok(410) => End::Gone,
            Ok(status @ 300..=399) => End::NotNow(Some(status), "redirects are not followed".to_owned()),
            Ok(status) => End::NotNow(Some(status), format!("answered {status}")),
            Err(why) => End::NotNow(None, why.to_string()),
        })
    }

    async fn note(&self, taken: &Taken, end: End) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(taken.clinic_id)).await?;
        // The webhook's row first: so does everybody.
        let outcome = match end {
            End::Delivered(status) => {
                sql::webhook_took().bind(&tx, &now, &taken.clinic_id, &taken.webhook_id).await?;
                Outcome { state: "delivered", due_at: now, status: Some(status), error: String::new() }
            }
            // who tries it out looks at this attempt, and it is held against nobody
            End::NotNow(status, error) if taken.event_type == TRIAL => {
                Outcome { state: "failed", due_at: now, status, error }
            }
            End::Gone if taken.event_type == TRIAL => Outcome::gone(now),
            End::NotNow(status, error) => {
                self.judge(&tx, taken, now).await?;
                let next = next_try(taken.attempts, now, self.jitter());
                let state = if next.is_some() { "waiting" } else { "failed" };
                Outcome { state, due_at: next.unwrap_or(now), status, error }
            }
            End::Gone => {
                self.switch_off(&tx, taken, "it answered 410 Gone", now).await?;
                Outcome::gone(now)
            }
        };
        let params = sql::FinishDeliveryParams {
            state: outcome.state,
            due_at: outcome.due_at,
            last_status: outcome.status.map(i32::from),
            last_error: outcome.error.as_str(),
            now,
            clinic_id: taken.clinic_id,
            webhook_id: taken.webhook_id,
            event_id: taken.event_id,
            attempts: taken.attempts,
        };
        sql::finish_delivery().params(&tx, &params).await?;
        commit(tx).await?;
        let state = if outcome.state == "waiting" { "retried" } else { outcome.state };
        metrics::counter!("holdfast_webhook_attempts_total", "outcome" => state).increment(1);
        if state == "delivered" {
            let seconds = now.duration_since(taken.occurred_at).as_secs_f64();
            metrics::histogram!("holdfast_webhook_delay_seconds").record(seconds.max(0.0));
        }
        Ok(())
    }

    /// The webhook has failed once more.
    async fn judge(&self, tx: &Transaction<'_>, taken: &Taken, now: Timestamp) -> Result<(), DbError> {
        let Taken { clinic_id, webhook_id, .. } = *taken;
        // one that was switched off meanwhile stays as it is
        let Some(row) = sql::lock_webhook().bind(tx, &clinic_id, &webhook_id).opt().await? else {
            return Ok(());
        };
        let before =
            Failing { times: row.failures, since: row.failing_since, paused_until: row.paused_until };
        match before.once_more(now) {
            Standing::Kept(Failing { times, since, paused_until }) => {
                let params = sql::WebhookFailedParams {
                    failures: times,
                    failing_since: since.unwrap_or(now),
                    paused_until,
                    now,
                    clinic_id,
                    webhook_id,
                };
                sql::webhook_failed().params(tx, &params).await?;
                Ok(())
            }
            Standing::GivenUp => self.switch_off(tx, taken, "it took nothing for five days", now).await,
        }
    }

    async fn switch_off(
        &self,
        tx: &Transaction<'_>,
        taken: &Taken,
        reason: &str,
        now: Timestamp,
    ) -> Result<(), DbError> {
        let Taken { clinic_id, webhook_id, .. } = *taken;
        let off = sql::disable_webhook().bind(tx, &reason, &now, &clinic_id, &webhook_id).opt().await?;
        // or somebody else has done it
        if let Some(entity_version) = off {
            let notes = Notes { tx, caller: &Caller::SYSTEM, now, ids: &self.ids };
            let about = About { clinic_id, entity_id: webhook_id, entity_version, patient_id: None };
            notes.note("webhook.disable", about).await?;
            tracing::warn!(webhook.id = %webhook_id, clinic.id = %clinic_id, reason, "a webhook is switched off");
        }
        Ok(())
    }

    /// From 0 to 1.
    fn jitter(&self) -> f64 {
        f64::from(u32::try_from(self.ids.below(1000)).unwrap_or_default()) / 1000.0
    }

    /// Forgets deliveries of long ago, until it is dropped.
    pub async fn run_forgetting(self) {
        loop {
            if let Err(error) = self.forget().await {
                tracing::warn!(%error, "deliveries of long ago are not forgotten");
            }
            tokio::time::sleep(FORGETS_EVERY).await;
        }
    }

    /// Forgets deliveries of long ago.
    pub async fn forget(&self) -> Result<(), DbError> {
        let before = self.clock.now() - KEPT;
        let client = self.db.client().await?;
        while sql::forget_deliveries().bind(&client, &before).await? > 0 {}
        Ok(())
    }
}

/// What is noted of an attempt.
struct Outcome {
    state: &'static str,
    due_at: Timestamp,
    status: Option<u16>,
    error: String,
}

impl Outcome {
    fn gone(now: Timestamp) -> Self {
        Self { state: "failed", due_at: now, status: Some(410), error: "answered 410".to_owned() }
    }
}

fn event(taken: &Taken) -> Event {
    Event {
        id: taken.event_id,
        clinic_id: taken.clinic_id,
        event_type: taken.event_type.clone(),
        appointment_id: taken.appointment_id,
        appointment_version: taken.appointment_version,
        doctor_id: taken.doctor_id,
        slot_id: taken.slot_id,
        occurred_at: taken.occurred_at,
    }
}
