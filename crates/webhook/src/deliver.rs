//! What is due is posted, and noted.
//!
//! A delivery that is taken comes up again by itself, should the worker die with it: so each is made at least once, always
//! under the same `webhook-id`.

use std::sync::Arc;
use std::time::Duration;

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
use tokio::task::JoinSet;

use crate::Webhooks;
use crate::in_hand::{EACH, Hand};
use crate::post::Message;
use crate::retry::{Standing, next_try, standing};
use crate::sign::signatures;

/// Most deliveries at once.
const AT_ONCE: usize = 64;
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
    /// The webhook was switched off meanwhile.
    Off,
}

/// The attempt was not made, for a reason of ours; it comes up again.
#[derive(Debug, thiserror::Error)]
enum NotTried {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error(transparent)]
    Keys(#[from] VaultError),
}

impl Webhooks {
    /// Delivers, until it is dropped.
    pub async fn run(self) {
        let mut sends = JoinSet::new();
        let mut forgets = tokio::time::interval(FORGETS_EVERY);
        loop {
            while sends.try_join_next().is_some() {}
            let mut is_idle = true;
            if sends.len() < AT_ONCE {
                match self.take(AT_ONCE - sends.len()).await {
                    Ok(taken) => {
                        is_idle = taken.is_empty();
                        for (delivery, hand) in taken {
                            let worker = self.clone();
                            sends.spawn(async move { worker.send(delivery, hand).await });
                        }
                    }
                    Err(error) => tracing::warn!(%error, "deliveries to webhooks wait"),
                }
            }
            if is_idle {
                tokio::select! {
                    () = self.news.notified() => {}
                    () = tokio::time::sleep(LOOKS_EVERY) => {}
                    Some(_) = sends.join_next() => {}
                    _ = forgets.tick() => self.forget().await,
                }
            }
        }
    }

    /// Delivers what is due now, to the end of it; returns how many attempts that were.
    pub async fn deliver_due(&self) -> Result<usize, DbError> {
        let taken = self.take(AT_ONCE).await?;
        let attempts = taken.len();
        futures::future::join_all(taken.into_iter().map(|(delivery, hand)| self.send(delivery, hand))).await;
        Ok(attempts)
    }

    async fn take(&self, most: usize) -> Result<Vec<(Taken, Hand)>, DbError> {
        let now = self.clock.now();
        let params = sql::TakeDeliveriesParams {
            now,
            busy: self.in_hand.full(),
            each: i64::try_from(EACH).unwrap_or(i64::MAX),
            max: i64::try_from(most).unwrap_or(i64::MAX),
            again_at: now + IN_HAND,
        };
        let client = self.db.client().await?;
        let taken = sql::take_deliveries().params(&client, &params).all().await?;
        let in_hand = |taken: Taken| {
            let hand = self.in_hand.take(taken.webhook_id);
            (taken, hand)
        };
        Ok(taken.into_iter().map(in_hand).collect())
    }

    /// One attempt, to its end.
    async fn send(&self, taken: Taken, _hand: Hand) {
        let _under_way = Arc::clone(&self.under_way).read_owned().await;
        let made = async {
            let end = self.attempt(&taken).await?;
            self.note(&taken, end).await?;
            Ok::<_, NotTried>(())
        };
        if let Err(error) = made.await {
            tracing::warn!(webhook.id = %taken.webhook_id, event.id = %taken.event_id, %error, "a delivery waits");
        }
    }

    async fn attempt(&self, taken: &Taken) -> Result<End, NotTried> {
        if !taken.is_enabled {
            return Ok(End::Off);
        }
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
        let finish = async |state: &'static str, due_at: Timestamp, status: Option<u16>, error: &str| {
            let client = self.db.client().await?;
            let params = sql::FinishDeliveryParams {
                state,
                due_at,
                last_status: status.map(i32::from),
                last_error: error,
                now,
                clinic_id: taken.clinic_id,
                webhook_id: taken.webhook_id,
                event_id: taken.event_id,
                attempts: taken.attempts,
            };
            sql::finish_delivery().params(&client, &params).await?;
            let outcome = if state == "waiting" { "retried" } else { state };
            metrics::counter!("holdfast_webhook_attempts_total", "outcome" => outcome).increment(1);
            Ok::<_, DbError>(())
        };
        match end {
            End::Delivered(status) => {
                finish("delivered", now, Some(status), "").await?;
                let client = self.db.client().await?;
                sql::webhook_recovered().bind(&client, &now, &taken.clinic_id, &taken.webhook_id).await?;
                let seconds = now.duration_since(taken.occurred_at).as_secs_f64();
                metrics::histogram!("holdfast_webhook_delay_seconds").record(seconds.max(0.0));
                Ok(())
            }
            // who tries it out looks at this attempt, and it is held against nobody
            End::NotNow(status, why) if taken.event_type == TRIAL => {
                finish("failed", now, status, &why).await
            }
            End::NotNow(status, why) => {
                let next = next_try(taken.attempts, now, self.jitter());
                let state = if next.is_some() { "waiting" } else { "failed" };
                finish(state, next.unwrap_or(now), status, &why).await?;
                self.judge(taken, now).await
            }
            End::Gone => {
                finish("failed", now, Some(410), "answered 410").await?;
                self.switch_off(taken, "it answered 410 Gone", now).await
            }
            End::Off => finish("failed", now, None, "the webhook is switched off").await,
        }
    }

    /// The webhook has failed once more.
    async fn judge(&self, taken: &Taken, now: Timestamp) -> Result<(), DbError> {
        let client = self.db.client().await?;
        let failed =
            sql::webhook_failed().bind(&client, &now, &taken.clinic_id, &taken.webhook_id).opt().await?;
        let Some(failed) = failed else { return Ok(()) };
        match standing(failed.failures, failed.failing_since, now) {
            Standing::Good => {}
            Standing::Paused(until) => {
                sql::pause_webhook()
                    .bind(&client, &until, &taken.clinic_id, &taken.webhook_id, &TRIAL)
                    .await?;
            }
            Standing::GivenUp => self.switch_off(taken, "it took nothing for five days", now).await?,
        }
        Ok(())
    }

    async fn switch_off(&self, taken: &Taken, reason: &str, now: Timestamp) -> Result<(), DbError> {
        let Taken { clinic_id, webhook_id, .. } = *taken;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let off = sql::disable_webhook().bind(&tx, &reason, &now, &clinic_id, &webhook_id).opt().await?;
        // or somebody else has done it
        if let Some(entity_version) = off {
            let notes = Notes { tx: &tx, caller: &Caller::SYSTEM, now, ids: &self.ids };
            let about = About { clinic_id, entity_id: webhook_id, entity_version, patient_id: None };
            notes.note("webhook.disable", about).await?;
            tracing::warn!(webhook.id = %webhook_id, clinic.id = %clinic_id, reason, "a webhook was switched off");
        }
        commit(tx).await
    }

    /// From 0 to 1.
    fn jitter(&self) -> f64 {
        f64::from(u32::try_from(self.ids.below(1000)).unwrap_or_default()) / 1000.0
    }

    /// Forgets deliveries that ended long ago.
    pub async fn forget(&self) {
        let before = self.clock.now() - KEPT;
        let forgotten = async {
            let client = self.db.client().await?;
            while sql::forget_deliveries().bind(&client, &before).await? > 0 {}
            Ok::<_, DbError>(())
        };
        if let Err(error) = forgotten.await {
            tracing::warn!(%error, "deliveries of long ago were not forgotten");
        }
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
