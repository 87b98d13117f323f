//! An event and its message: leased, sent, noted.
//!
//! A worker that dies between sending and noting leaves a lease that runs out, and the message is sent again, under the
//! same `Message-ID`: by that, receiving servers know it for the same one.

use std::time::Duration;

use futures::future::BoxFuture;
use holdfast_messaging::{Event, Listener, Undelivered};
use holdfast_postgres::DbError;
use holdfast_sql::client::Params;
use holdfast_sql::queries::notification as sql;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::Notification;
use crate::message::{Letter, compose};
use crate::smtp::SendError;

/// Longer than sending takes.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// Longest that a mail server may take for one message.
const SENDS_WITHIN: Duration = Duration::from_secs(20);

/// How a message ended.
enum End {
    Sent,
    Skipped(&'static str),
    Failed(String),
}

impl Listener for Notification {
    fn name(&self) -> &'static str {
        "notification"
    }

    fn deliver<'a>(&'a self, event: &'a Event) -> BoxFuture<'a, Result<(), Undelivered>> {
        let (worker, event) = (self.clone(), event.clone());
        Box::pin(async move {
            // To its end whatever becomes of whoever asked, so that what was sent is noted.
            let done = tokio::spawn(async move { worker.notify(&event).await }).await;
            done.unwrap_or_else(|error| {
                Err(if error.is_panic() {
                    Undelivered::Poison("a message panicked".to_owned())
                } else {
                    Undelivered::Later("the worker stops".to_owned())
                })
            })
        })
    }
}

fn later(error: impl Into<DbError>) -> Undelivered {
    let error: DbError = error.into();
    Undelivered::Later(format!("the database: {error}"))
}

impl Notification {
    async fn notify(&self, event: &Event) -> Result<(), Undelivered> {
        let Some(appointment_id) = event.appointment_id else { return Ok(()) };
        if !Letter::has(&event.event_type) {
            return Ok(());
        }
        if !self.breaker.may_try() {
            return Err(Undelivered::Later("the mail server is in trouble".to_owned()));
        }
        if !self.lease(event, appointment_id).await? {
            return Ok(());
        }
        let end = match self.send(event, appointment_id).await {
            Ok(end) => end,
            Err(later) => {
                self.release(event).await;
                return Err(later);
            }
        };
        self.finish(event, &end).await
    }

    /// Whether the message is ours to send; not when it is done.
    async fn lease(&self, event: &Event, appointment_id: Uuid) -> Result<bool, Undelivered> {
        let client = self.db.client().await.map_err(later)?;
        let now = self.clock.now();
        let leased = sql::lease_notification()
            .params(
                &client,
                &sql::LeaseNotificationParams {
                    clinic_id: event.clinic_id,
                    event_id: event.id,
                    appointment_id,
                    event_type: event.event_type.as_str(),
                    leased_until: now + LEASE,
                    now,
                },
            )
            .opt()
            .await
            .map_err(later)?;
        if let Some(attempts) = leased {
            if attempts > 1 {
                tracing::info!(event.id = %event.id, attempts, "a message is tried again");
            }
            return Ok(true);
        }
        let found = sql::find_notification().bind(&client, &event.clinic_id, &event.id).opt().await;
        match found.map_err(later)?.as_deref() {
            Some("sending") => Err(Undelivered::Later("somebody is at it".to_owned())),
            _ => Ok(false),
        }
    }

    async fn send(&self, event: &Event, appointment_id: Uuid) -> Result<End, Undelivered> {
        let content = {
            let client = self.db.client().await.map_err(later)?;
            sql::message_content()
                .bind(&client, &event.clinic_id, &appointment_id)
                .opt()
                .await
                .map_err(later)?
        };
        let Some(content) = content else { return Ok(End::Skipped("the appointment is gone")) };
        if content.patient_email.is_empty() {
            return Ok(End::Skipped("no address"));
        }
        let letter = compose(event, appointment_id, &content, self.smtp.sender())
            .map_err(|error| Undelivered::Poison(error.to_string()))?;
        let sent = tokio::time::timeout(SENDS_WITHIN, self.smtp.send(&letter, &content)).await;
        match sent.unwrap_or_else(|_elapsed| Err(SendError::Later("it does not answer".to_owned()))) {
            Ok(()) => {
                self.breaker.succeeded();
                Ok(End::Sent)
            }
            // The server works; it is this message that it does not want.
            Err(SendError::Never(why)) => {
                self.breaker.succeeded();
                Ok(End::Failed(why))
            }
            Err(SendError::Later(why)) => {
                self.breaker.failed();
                Err(Undelivered::Later(format!("the mail server: {why}")))
            }
        }
    }

    async fn finish(&self, event: &Event, end: &End) -> Result<(), Undelivered> {
        let (state, detail) = match end {
            End::Sent => ("sent", ""),
            End::Skipped(why) => ("skipped", *why),
            End::Failed(why) => ("failed", why.as_str()),
        };
        metrics::counter!("holdfast_notifications_total", "state" => state).increment(1);
        if let End::Failed(why) = end {
            tracing::warn!(event.id = %event.id, why, "a message was refused for good");
        }
        let client = self.db.client().await.map_err(later)?;
        let now = self.clock.now();
        sql::finish_notification()
            .bind(&client, &state, &detail, &now, &event.clinic_id, &event.id)
            .await
            .map_err(later)?;
        let seconds = now.duration_since(event.occurred_at).as_secs_f64();
        metrics::histogram!("holdfast_notification_delay_seconds").record(seconds.max(0.0));
        Ok(())
    }

    async fn release(&self, event: &Event) {
        let released = async {
            let client = self.db.client().await?;
            sql::release_notification().bind(&client, &self.clock.now(), &event.clinic_id, &event.id).await?;
            Ok::<_, DbError>(())
        };
        if let Err(error) = released.await {
            // it runs out
            tracing::debug!(%error, "a lease was not given back");
        }
    }
}
