//! What is due is sent: taken in turn by clinic and recipient, many at once but few of each clinic and one to each recipient.
//!
//! A mail that is taken is leased. A sender that dies between sending and noting leaves a lease that runs out, and the mail is sent
//! again, under the same `Message-ID`: by that, receiving servers know it for the same one.

use std::sync::Arc;
use std::time::Duration;

use holdfast_domain::event::TRACEPARENT;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope, commit};
use holdfast_sql::client::Params;
use holdfast_sql::queries::notification as sql;
use holdfast_telemetry::trace::{self, Kind, Place, Span};
use jiff::SignedDuration;

use crate::Notification;
use crate::attempt::End;
use crate::in_flight::Sending;

/// What belongs to sending besides it: a lease is longer by so much.
const ASIDE: SignedDuration = SignedDuration::from_secs(30);
/// Those behind one to the same recipient are looked at again after this.
pub(crate) const TURN: SignedDuration = SignedDuration::from_millis(1_000);
/// How often it looks for what is due: again, or because of another process.
pub(crate) const LOOKS_EVERY: Duration = Duration::from_millis(500);
/// Most clinics of one look.
const CLINICS: i64 = 24;

/// A mail in flight.
pub(crate) type Taken = sql::TakeNotifications;

/// The span that the mail's event goes on from.
fn place(taken: &Taken) -> Option<Place> {
    Place::parse(taken.data.as_ref()?.get(TRACEPARENT)?.as_str()?)
}

fn ended(span: &Span, end: &End) {
    match end {
        End::Sent(_) => span.ended("sent", false),
        End::Skipped(_) | End::Superseded(_) | End::OverBudget(_) => span.ended("skipped", false),
        End::Later(_) => span.ended("later", true),
        End::Failed(_) => span.ended("failed", true),
    }
}

pub(crate) fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl Notification {
    /// Takes mails about appointments that are due and may be sent at once, and begins to send them; returns how many those are.
    /// What is under way goes on to its end (see [`Listener::finish`]).
    ///
    /// [`Listener::finish`]: holdfast_messaging::Listener::finish
    pub(crate) async fn start_sending(&self) -> Result<u64, DbError> {
        let mut started = 0;
        for (mail, sending) in self.take().await? {
            let worker = self.clone();
            // before it begins, so that whoever waits for the end waits for it
            let under_way = Arc::clone(&self.under_way).read_owned().await;
            tokio::spawn(async move {
                worker.send(mail, sending).await;
                worker.fresh.notify_one();
                drop(under_way);
            });
            started += 1;
        }
        Ok(started)
    }

    /// Sends what is due now and may be sent at once, to the end of it; returns how many tries that were.
    pub async fn send_due(&self) -> Result<usize, DbError> {
        let taken = self.take().await?;
        let tries = taken.len();
        futures::future::join_all(taken.into_iter().map(|(mail, sending)| self.send(mail, sending))).await;
        Ok(tries)
    }

    async fn take(&self) -> Result<Vec<(Taken, Sending)>, DbError> {
        let counts = self.in_flight.counts();
        // while the server is away everything keeps its place
        let room = number(counts.room().min(self.breaker.room()));
        if room == 0 {
            return Ok(Vec::new());
        }
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let clinics =
            sql::clinics_with_mails_due().bind(&client, &now, &counts.full_clinics(), &CLINICS).all().await?;
        if clinics.is_empty() {
            return Ok(Vec::new());
        }
        let tx = begin(&mut client, Scope::Clinics(&clinics)).await?;
        let lease = SignedDuration::try_from(self.smtp.answers_within()).unwrap_or(SignedDuration::MAX);
        let params = sql::TakeNotificationsParams {
            clinic_ids: clinics.as_slice(),
            mays: clinics.iter().map(|clinic_id| number(counts.room_of(*clinic_id))).collect::<Vec<_>>(),
            now,
            busy: counts.recipients(),
            max: room,
            turn_at: now + TURN,
            leased_until: now + lease.saturating_add(ASIDE),
        };
        let taken = sql::take_notifications().params(&tx, &params).all().await?;
        commit(tx).await?;
        let in_flight = |taken: Taken| {
            let sending = self.in_flight.take(taken.clinic_id, taken.recipient.clone());
            (taken, sending)
        };
        Ok(taken.into_iter().map(in_flight).collect())
    }

    /// One try, to its end.
    async fn send(&self, taken: Taken, _sending: Sending) {
        let tried = async {
            let end = self.attempt(&taken).await;
            if let Err(error) = self.note(&taken, &end).await {
                // the lease runs out
                tracing::warn!(event.id = %taken.event_id, %error, "recording the outcome of a mail failed; it will be sent again");
            }
            end
        };
        match trace::resumed(place(&taken).as_ref(), "send mail", Kind::Client) {
            None => drop(tried.await),
            Some(span) => drop(span.run_and(tried, ended).await),
        }
    }
}
