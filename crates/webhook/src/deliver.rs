//! What is due is posted.
//!
//! A delivery that is taken comes up again by itself, should the worker die with it: so each is made at least once, always
//! under the same `webhook-id`.

use std::sync::Arc;
use std::time::Duration;

use holdfast_domain::{Event, EventType};
use holdfast_messaging::cloud_event;
use holdfast_messaging::row::{self, Row};
use holdfast_messaging::trace::place;
use holdfast_postgres::{DbError, commit};
use holdfast_sql::client::Params;
use holdfast_sql::queries::webhook as sql;
use holdfast_telemetry::trace::{self, Kind};
use holdfast_vault::{Place, VaultError};
use jiff::SignedDuration;

use crate::Webhooks;
use crate::delivery::{End, Taken};
use crate::in_flight::{ALL, Attempt, OF_CLINIC, OF_WEBHOOK};
use crate::post::Message;
use crate::sign::signatures;

/// Longer than an attempt takes, with all that belongs to it.
const IN_HAND: SignedDuration = SignedDuration::from_secs(60);
/// How often it looks for what is due: again, or because of another process.
pub(crate) const LOOKS_EVERY: Duration = Duration::from_secs(1);

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

    /// Takes deliveries that are due, and begins them; returns how many those are. What is under way goes on to its end (see
    /// [`Listener::finish`]).
    ///
    /// [`Listener::finish`]: holdfast_messaging::Listener::finish
    pub(crate) async fn start_delivering(&self) -> Result<u64, DbError> {
        let mut started = 0;
        for (delivery, attempt) in self.take().await? {
            let worker = self.clone();
            // before it begins, so that whoever waits for the end waits for it
            let under_way = Arc::clone(&self.under_way).read_owned().await;
            tokio::spawn(async move {
                worker.send(delivery, attempt).await;
                worker.news.notify_one();
                drop(under_way);
            });
            started += 1;
        }
        Ok(started)
    }

    /// Delivers what is due now, to the end of it; returns how many attempts that were.
    pub async fn deliver_due(&self) -> Result<usize, DbError> {
        let taken = self.take().await?;
        let attempts = taken.len();
        futures::future::join_all(taken.into_iter().map(|(delivery, attempt)| self.send(delivery, attempt)))
            .await;
        Ok(attempts)
    }

    async fn take(&self) -> Result<Vec<(Taken, Attempt)>, DbError> {
        let counts = self.in_flight.counts();
        if counts.count() >= ALL {
            return Ok(Vec::new());
        }
        let (now, most) = (self.clock.now(), number(ALL - counts.count()));
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        let locked = sql::lock_due_webhooks()
            .bind(&tx, &now, &counts.full_webhooks(), &counts.full_clinics(), &most)
            .all()
            .await?;
        if locked.is_empty() {
            return Ok(Vec::new());
        }
        let params = sql::TakeDeliveriesParams {
            locked,
            now,
            again_at: now + IN_HAND,
            trial: EventType::Trial.as_str(),
            max: most,
            each_webhook: number(OF_WEBHOOK),
            webhook_ids: counts.webhooks.keys().copied().collect::<Vec<_>>(),
            of_webhooks: counts.webhooks.values().map(|count| number(*count)).collect::<Vec<_>>(),
            each_clinic: number(OF_CLINIC),
            clinic_ids: counts.clinics.keys().copied().collect::<Vec<_>>(),
            of_clinics: counts.clinics.values().map(|count| number(*count)).collect::<Vec<_>>(),
        };
        let taken = sql::take_deliveries().params(&tx, &params).all().await?;
        commit(tx).await?;
        let in_flight = |taken: Taken| {
            let attempt = self.in_flight.take(taken.clinic_id, taken.webhook_id);
            (taken, attempt)
        };
        Ok(taken.into_iter().map(in_flight).collect())
    }

    /// One attempt, to its end.
    async fn send(&self, taken: Taken, _attempt: Attempt) {
        let tried = async {
            let attempt = self.attempt(&taken).await;
            let outcome = outcome(&attempt);
            if let Err(error) = self.conclude(&taken, attempt).await {
                tracing::warn!(webhook.id = %taken.webhook_id, event.id = %taken.event_id, %error, "a delivery failed; will retry");
            }
            outcome
        };
        match trace::resumed(place(&event(&taken)).as_ref(), "post webhook", Kind::Client) {
            None => drop(tried.await),
            Some(span) => drop(span.run_and(tried, |span, said| span.ended(said.0, said.1)).await),
        }
    }

    /// Notes what came of an attempt.
    async fn conclude(&self, taken: &Taken, attempt: Result<End, NotTried>) -> Result<(), NotTried> {
        let end = match attempt {
            // what does not open never will, but who has changed the keys may change them back
            Err(NotTried::Keys(error)) if !matches!(error, VaultError::Database(_)) => {
                tracing::error!(webhook.id = %taken.webhook_id, %error, "a webhook's sealed values are unreadable");
                End::NotNow(None, "Holdfast could not open it".to_owned())
            }
            end => end?,
        };
        Ok(self.note(taken, end).await?)
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
        // where a receiver looks for it is the header
        let body = cloud_event::write(&Event { traceparent: None, ..event(taken) });
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
}

/// How an attempt ended, as traces have it, and whether that is a fault of ours.
fn outcome(attempt: &Result<End, NotTried>) -> (&'static str, bool) {
    match attempt {
        Ok(End::Delivered(_)) => ("delivered", false),
        Ok(_) => ("refused", false),
        Err(_) => ("not_tried", true),
    }
}

fn event(taken: &Taken) -> Event {
    row::read(Row {
        clinic_id: taken.clinic_id,
        id: taken.event_id,
        event_type: taken.event_type.clone(),
        appointment_id: taken.appointment_id,
        appointment_version: taken.appointment_version,
        doctor_id: taken.doctor_id,
        slot_id: taken.slot_id,
        occurred_at: taken.occurred_at,
        actor_role: taken.actor_role.clone(),
        data: taken.data.clone(),
    })
}
