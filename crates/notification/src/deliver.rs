//! An event and its message: leased, sent, noted.
//!
//! A worker that dies between sending and noting leaves a lease that runs out, and the message is sent again, under the
//! same `Message-ID`: by that, receiving servers know it for the same one.

use std::sync::Arc;

use futures::future::BoxFuture;
use holdfast_messaging::{Event, Listener, Undelivered};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope, commit};
use holdfast_sql::queries::notification as sql;
use uuid::Uuid;

use crate::Notification;
use crate::message::{Content, Letter, compose};
use crate::smtp::SendError;

/// So often a message is tried that the server refuses for now (it has a full mailbox, or is wary of strangers).
const TRIES: i32 = 60;
/// So often one that the server takes and says nothing of: it may be delivered each time.
const SILENT_TRIES: i32 = 4;

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

    fn finish(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move { drop(self.under_way.write().await) })
    }

    fn deliver<'a>(&'a self, event: &'a Event) -> BoxFuture<'a, Result<(), Undelivered>> {
        let (worker, event) = (self.clone(), event.clone());
        Box::pin(async move {
            // To its end whatever becomes of whoever asked, so that what was sent is noted.
            let under_way = Arc::clone(&self.under_way).read_owned().await;
            let done = tokio::spawn(async move {
                let _under_way = under_way;
                worker.notify(&event).await
            })
            .await;
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

fn in_trouble() -> Undelivered {
    Undelivered::Later("the mail server is in trouble".to_owned())
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
        if self.breaker.is_open() {
            return Err(in_trouble());
        }
        let Some(attempt) = self.leases.take(event, appointment_id).await? else { return Ok(()) };
        if attempt > 1 {
            tracing::info!(event.id = %event.id, attempt, "a message is tried again");
        }
        let end = match self.send(event, appointment_id, attempt).await {
            Ok(end) => end,
            Err(later) => {
                self.release(event, attempt).await;
                return Err(later);
            }
        };
        self.finish(event, attempt, &end).await
    }

    async fn send(&self, event: &Event, appointment_id: Uuid, attempt: i32) -> Result<End, Undelivered> {
        let found = {
            let mut client = self.db.client().await.map_err(later)?;
            let tx = begin(&mut client, Scope::Clinic(event.clinic_id)).await.map_err(later)?;
            sql::message_content().bind(&tx, &event.clinic_id, &appointment_id).opt().await.map_err(later)?
        };
        let Some(found) = found else { return Ok(End::Skipped("the appointment is gone")) };
        if found.patient_email.is_empty() {
            return Ok(End::Skipped("no address"));
        }
        // Keys that cannot be had are mended by whoever sees to them; what does not open never will.
        let key = self.vault.clinic(event.clinic_id).await;
        let key = key.map_err(|error| Undelivered::Later(error.to_string()))?;
        let content = Content::open(found, &key).map_err(|error| Undelivered::Poison(error.to_string()))?;
        let letter = compose(event, appointment_id, &content, self.smtp.sender())
            .map_err(|error| Undelivered::Poison(error.to_string()))?;
        if !self.breaker.may_try() {
            return Err(in_trouble());
        }
        match tokio::time::timeout(
            self.smtp.answers_within(),
            self.smtp.send(&letter, &content.patient_name, &content.patient_email),
        )
        .await
        {
            Ok(Ok(())) => {
                self.breaker.succeeded();
                Ok(End::Sent)
            }
            // The server works; it is this message that it does not want.
            Ok(Err(SendError::Never(why))) => {
                self.breaker.succeeded();
                Ok(End::Failed(why))
            }
            Ok(Err(SendError::NotNow(why))) => {
                self.breaker.succeeded();
                if attempt >= TRIES { Ok(End::Failed(why)) } else { Err(Undelivered::Later(why)) }
            }
            Ok(Err(SendError::Away(why))) => {
                self.breaker.failed();
                Err(Undelivered::Later(format!("the mail server: {why}")))
            }
            Err(_elapsed) => {
                self.breaker.failed();
                let why = "the mail server does not answer".to_owned();
                if attempt >= SILENT_TRIES { Ok(End::Failed(why)) } else { Err(Undelivered::Later(why)) }
            }
        }
    }

    async fn finish(&self, event: &Event, attempt: i32, end: &End) -> Result<(), Undelivered> {
        let (state, detail) = match end {
            End::Sent => ("sent", ""),
            End::Skipped(why) => ("skipped", *why),
            End::Failed(why) => ("failed", why.as_str()),
        };
        metrics::counter!("holdfast_notifications_total", "state" => state).increment(1);
        if let End::Failed(why) = end {
            tracing::warn!(event.id = %event.id, why, "a message was refused for good");
        }
        let mut client = self.db.client().await.map_err(later)?;
        let tx = begin(&mut client, Scope::Clinic(event.clinic_id)).await.map_err(later)?;
        let now = self.clock.now();
        sql::finish_notification()
            .bind(&tx, &state, &detail, &now, &event.clinic_id, &event.id, &attempt)
            .await
            .map_err(later)?;
        commit(tx).await.map_err(later)?;
        let seconds = now.duration_since(event.occurred_at).as_secs_f64();
        metrics::histogram!("holdfast_notification_delay_seconds").record(seconds.max(0.0));
        Ok(())
    }

    async fn release(&self, event: &Event, attempt: i32) {
        let released = async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::Clinic(event.clinic_id)).await?;
            let now = self.clock.now();
            sql::release_notification().bind(&tx, &now, &event.clinic_id, &event.id, &attempt).await?;
            commit(tx).await?;
            Ok::<_, DbError>(())
        };
        if let Err(error) = released.await {
            // it runs out
            tracing::debug!(%error, "a lease was not given back");
        }
    }
}
