//! How an attempt ended is noted, and what that means for the webhook.

use deadpool_postgres::Transaction;
use holdfast_domain::{Caller, EventType};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope, commit};
use holdfast_sql::client::Params;
use holdfast_sql::queries::webhook as sql;
use holdfast_telemetry::metrics;
use jiff::Timestamp;

use crate::Webhooks;
use crate::delivery::{End, Taken};
use crate::retry::{Failing, Standing, next_try};

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

impl Webhooks {
    pub(crate) async fn note(&self, taken: &Taken, end: End) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(taken.clinic_id)).await?;
        let is_trial = EventType::parse(&taken.event_type) == Some(EventType::Trial);
        // The webhook's row first: so does everybody.
        let outcome = match end {
            End::Delivered(status) => {
                sql::webhook_took().bind(&tx, &now, &taken.clinic_id, &taken.webhook_id).await?;
                Outcome { state: "delivered", due_at: now, status: Some(status), error: String::new() }
            }
            // who tries it out looks at this attempt, and it is held against nobody
            End::NotNow(status, error) if is_trial => Outcome { state: "failed", due_at: now, status, error },
            End::Gone if is_trial => Outcome::gone(now),
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
        metrics::WEBHOOK_ATTEMPTS.of([state]).increment(1);
        if state == "delivered" {
            let seconds = now.duration_since(taken.occurred_at).as_secs_f64();
            metrics::WEBHOOK_DELAY.record(seconds.max(0.0));
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
}
