//! One try to send a mail: judged by how things are now, counted, written, sent; and how that ended, noted.

use holdfast_domain::{AppointmentId, Event, EventType, Status};
use holdfast_messaging::row::{self, Row};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope, commit};
use holdfast_sql::client::Params;
use holdfast_sql::queries::notification as sql;
use holdfast_telemetry::metrics;
use holdfast_vault::VaultError;
use jiff::{SignedDuration, Timestamp};

use crate::Notification;
use crate::budget::{LATELY, Verdict};
use crate::message::{About, Content, Letter, compose};
use crate::news::News;
use crate::retry::{SILENT_TRIES, next_try};
use crate::send::Taken;
use crate::smtp::SendError;

/// What could not be tried for a reason of ours is tried again after this.
const MENDED_WITHIN: SignedDuration = SignedDuration::from_secs(30);

/// How a try ended.
pub(crate) enum End {
    /// It was sent, with this for the patient's calendar.
    Sent(&'static str),
    /// There is nobody to tell, or nothing to say.
    Skipped(&'static str),
    /// A newer mail tells it.
    Superseded(&'static str),
    Failed(String),
    OverBudget(&'static str),
    /// It is tried again.
    Later(Later),
}

/// When, and what is noted until then.
pub(crate) struct Later {
    at: Timestamp,
    refusals: i32,
    silences: i32,
    why: String,
}

/// The try was not made, for a reason of ours; the mail comes up again.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotTried {
    #[error("the database: {0}")]
    Database(#[from] DbError),
    #[error(transparent)]
    Keys(#[from] VaultError),
}

/// What is to be sent, and until when it is of use.
enum Written {
    Letter { letter: Letter, address: String, until: Timestamp },
    Not(End),
}

/// The event that a mail tells of. (An older version's row has no time of it, and not all of its data.)
fn event(taken: &Taken) -> Event {
    row::read(Row {
        clinic_id: taken.clinic_id,
        id: taken.event_id,
        event_type: taken.event_type.clone(),
        appointment_id: Some(taken.appointment_id),
        appointment_version: taken.appointment_version,
        doctor_id: None,
        slot_id: None,
        occurred_at: taken.occurred_at.unwrap_or(taken.created_at),
        actor_role: taken.actor_role.clone(),
        data: taken.data.clone(),
    })
}

impl Notification {
    pub(crate) async fn attempt(&self, taken: &Taken) -> End {
        let written = match self.write(taken).await {
            Ok(written) => written,
            // what does not open never will; keys that cannot be had are mended by whoever sees to them
            Err(NotTried::Keys(error @ (VaultError::DoesNotOpen { .. } | VaultError::NoClinic))) => {
                tracing::error!(event.id = %taken.event_id, %error, "rendering a mail failed");
                return End::Failed("the patient's record cannot be opened".to_owned());
            }
            Err(error) => {
                tracing::warn!(event.id = %taken.event_id, %error, "sending a mail failed; will retry");
                return End::Later(Later {
                    at: self.clock.now() + MENDED_WITHIN,
                    ..self.as_it_is(taken, "Holdfast could not write it")
                });
            }
        };
        let (letter, address, until) = match written {
            Written::Letter { letter, address, until } => (letter, address, until),
            Written::Not(end) => return end,
        };
        if !self.breaker.may_try() {
            return End::Later(self.as_it_is(taken, "the mail server is away"));
        }
        let sent = self.smtp.send(&letter, &address).await;
        self.breaker.heard(&sent);
        let (now, since) = (self.clock.now(), taken.created_at);
        match sent {
            Ok(()) => End::Sent(letter.invite.map_or("none", |(method, _)| method.of_calendar())),
            Err(SendError::Never(why)) => End::Failed(why),
            Err(SendError::Away(why)) => {
                tracing::warn!(why, "the mail server is unavailable; mails wait");
                End::Later(self.as_it_is(taken, "the mail server is away"))
            }
            Err(SendError::NotNow(why)) => {
                let refusals = taken.refusals.saturating_add(1);
                match next_try(refusals, now, since, until, self.jitter()) {
                    Some(at) => End::Later(Later { at, refusals, silences: taken.silences, why }),
                    None => End::Failed(why),
                }
            }
            Err(SendError::Silent) => {
                let why = "the mail server took it and did not answer".to_owned();
                let silences = taken.silences.saturating_add(1);
                match next_try(silences, now, since, until, self.jitter()) {
                    Some(at) if silences < SILENT_TRIES => {
                        End::Later(Later { at, refusals: taken.refusals, silences, why })
                    }
                    _ => End::Failed(why),
                }
            }
        }
    }

    /// It keeps its place in the line.
    fn as_it_is(&self, taken: &Taken, why: &str) -> Later {
        Later {
            at: taken.was_due_at.min(self.clock.now()),
            refusals: taken.refusals,
            silences: taken.silences,
            why: why.to_owned(),
        }
    }

    async fn write(&self, taken: &Taken) -> Result<Written, NotTried> {
        let now = self.clock.now();
        let Taken { clinic_id, event_id, appointment_id, appointment_version, .. } = taken;
        let (found, told) = {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::Clinic(*clinic_id)).await?;
            let found = sql::message_content().bind(&tx, clinic_id, appointment_id).opt().await;
            let told = sql::told_before()
                .bind(&tx, event_id, appointment_version, clinic_id, appointment_id, &(now - LATELY))
                .one()
                .await;
            (found.map_err(DbError::from)?, told.map_err(DbError::from)?)
        };
        let Some(found) = found else { return Ok(Written::Not(End::Skipped("the appointment is gone"))) };
        let event = event(taken);
        let news = event.event_type().and_then(News::of);
        let (Some(news), Some(status)) = (news, Status::parse(&found.status)) else {
            return Ok(Written::Not(End::Skipped("nothing to say")));
        };
        let until = found.ends_at;
        if told.is_overtaken {
            return Ok(Written::Not(End::Superseded("a newer mail tells it")));
        }
        if let Err(why) = news.still_holds(status) {
            return Ok(Written::Not(End::Superseded(why)));
        }
        if until <= now {
            let was_refused = taken.refusals > 0 || taken.silences > 0;
            let why = "it is over, and the mail server would not have it before";
            return Ok(Written::Not(if was_refused {
                End::Failed(why.to_owned())
            } else {
                End::Skipped("it is over")
            }));
        }
        if found.patient_email.is_empty() {
            return Ok(Written::Not(End::Skipped("no address")));
        }
        let untold: Vec<News> =
            told.untold.iter().filter_map(|name| EventType::parse(name).and_then(News::of)).collect();
        let is_by_stranger = event.is_by_stranger();
        let about = About {
            event,
            appointment_id: AppointmentId(*appointment_id),
            news: news.with_untold(&untold),
            is_by_clinic: !is_by_stranger,
            is_in_calendar: told.may_be_in_calendar,
        };
        let key = self.vault.clinic(*clinic_id).await?;
        let content = Content::open(*appointment_id, found, &key)?;
        if is_by_stranger {
            let budgets = self.rules.budgets;
            match budgets.of_appointment(about.news, told.lately, told.oldest_lately) {
                Verdict::From(at) if at < until => {
                    let why = "too many about this appointment; it tells later how things are";
                    return Ok(Written::Not(End::Later(Later { at, ..self.as_it_is(taken, why) })));
                }
                Verdict::From(_) => {
                    return Ok(Written::Not(End::OverBudget("too many about this appointment")));
                }
                Verdict::Yes | Verdict::No(_) => {}
            }
            let mailbox = self.vault.platform().await?.mailbox(&content.patient_email);
            // who has it in a calendar hears that it is over
            let must_go = about.news.is_an_end() && about.is_in_calendar;
            if let Verdict::No(why) = self.count(taken, mailbox).await?
                && !must_go
            {
                return Ok(Written::Not(End::OverBudget(why)));
            }
        }
        Ok(match compose(&about, &content, self.smtp.sender(), &self.rules.public_url) {
            Ok(letter) => Written::Letter { letter, address: content.patient_email, until },
            Err(error) => {
                tracing::error!(event.id = %event_id, %error, "rendering a mail failed");
                Written::Not(End::Failed("it could not be written".to_owned()))
            }
        })
    }

    pub(crate) async fn note(&self, taken: &Taken, end: &End) -> Result<(), DbError> {
        let now = self.clock.now();
        let Taken { clinic_id, event_id, attempts, .. } = taken;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(*clinic_id)).await?;
        let (state, detail, calendar) = match end {
            End::Later(later) => {
                let params = sql::PutBackNotificationParams {
                    due_at: later.at,
                    refusals: later.refusals,
                    silences: later.silences,
                    detail: later.why.as_str(),
                    now,
                    clinic_id: *clinic_id,
                    event_id: *event_id,
                    attempts: *attempts,
                };
                sql::put_back_notification().params(&tx, &params).await?;
                return commit(tx).await;
            }
            End::Sent(calendar) => ("sent", "", Some(*calendar)),
            End::Skipped(why) => ("skipped", *why, None),
            End::Superseded(why) => ("superseded", *why, None),
            End::Failed(why) => ("failed", why.as_str(), None),
            End::OverBudget(why) => ("over_budget", *why, None),
        };
        let params = sql::FinishNotificationParams {
            state,
            detail,
            calendar,
            now,
            clinic_id: *clinic_id,
            event_id: *event_id,
            attempts: *attempts,
        };
        sql::finish_notification().params(&tx, &params).await?;
        commit(tx).await?;
        metrics::NOTIFICATIONS.of([state]).increment(1);
        match end {
            End::Failed(why) => {
                tracing::warn!(event.id = %event_id, clinic.id = %clinic_id, why, "sending a mail failed; giving up");
            }
            End::OverBudget(why) => {
                tracing::warn!(event.id = %event_id, clinic.id = %clinic_id, why, "a mail is over budget; it is not sent");
            }
            _ => {}
        }
        if state == "sent" {
            let seconds = now.duration_since(taken.occurred_at.unwrap_or(taken.created_at)).as_secs_f64();
            metrics::NOTIFICATION_DELAY.record(seconds.max(0.0));
        }
        Ok(())
    }
}
