//! Mails to owners of accounts: links by which they sign up, set a password, accept an invitation. They wait in a table,
//! sealed, since they bring secrets; once sent they are gone from it. They are a line of their own: neither these nor mails about
//! appointments wait for the others.
//!
//! A worker that dies between sending and deleting sends the mail again later, under the same `Message-ID`.

use std::sync::Arc;

use askama::Template;
use holdfast_domain::{AccountMail, AccountNews};
use holdfast_postgres::DbError;
use holdfast_sql::queries::notification as sql;
use holdfast_telemetry::{metrics, trace};
use holdfast_vault::{ClinicKey, Place, VaultError};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::Notification;
use crate::budget::is_over;
use crate::in_flight::Sending;
use crate::message::Letter;
use crate::retry::{SILENT_TRIES, next_try};
use crate::send::{TURN, number};
use crate::smtp::SendError;
use crate::words_of_others;

/// A mail that was taken comes again after this, should its sender die: longer than it can take.
const COMES_AGAIN: SignedDuration = SignedDuration::from_secs(120);

type Taken = sql::TakeAccountMails;

/// How a try ended.
enum End {
    /// It is done with: sent, or never to be.
    Done,
    Later {
        at: Timestamp,
        refusals: i32,
        silences: i32,
    },
}

#[derive(Template)]
#[template(path = "account.txt", escape = "none")]
struct Plain<'a> {
    lines: &'a Lines,
}

#[derive(Template)]
#[template(path = "account.html")]
struct Html<'a> {
    lines: &'a Lines,
}

struct Lines {
    title: String,
    what: String,
    link: Option<String>,
    else_: &'static str,
}

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
enum NotSent {
    #[error("the database: {0}")]
    Database(#[from] DbError),
    #[error("{0}")]
    Vault(#[from] VaultError),
}

/// What a mail says. Links begin with the address that the operator has set, whatever a request's `Host` was.
fn lines(news: &AccountNews, public_url: &str) -> Option<Lines> {
    let link = |page: &str, token: &str| Some(format!("{public_url}/account/{page}?token={token}"));
    let ignore = "If it was not you who asked for this, there is nothing to do.";
    let (title, what, link, else_) = match news {
        AccountNews::CompleteAccount { token } => (
            "Finish signing up".to_owned(),
            "Welcome. This link, good for two hours, finishes signing up:".to_owned(),
            link("complete", token),
            ignore,
        ),
        AccountNews::AccountIsThere => (
            "You have an account already".to_owned(),
            "Somebody, perhaps you, wanted to sign up with this address. It has an account already."
                .to_owned(),
            Some(format!("{public_url}/account/forgotten")),
            "If you have forgotten the password, the link above helps. Otherwise there is nothing to do.",
        ),
        AccountNews::ResetPassword { token } => (
            "Set a new password".to_owned(),
            "This link, good for two hours, sets a new password:".to_owned(),
            link("reset", token),
            ignore,
        ),
        AccountNews::PasswordChanged => (
            "Your password was changed".to_owned(),
            "The password of your account was changed, and its other sessions have ended.".to_owned(),
            Some(format!("{public_url}/account/forgotten")),
            "If it was not you, set a new password by the link above, and tell your clinic.",
        ),
        AccountNews::ProviderLinked => (
            "A new way into your account".to_owned(),
            "Your account can be logged in to by your organisation's log-in from now on.".to_owned(),
            Some(format!("{public_url}/account/forgotten")),
            "If it was not you who logged in that way, set a new password by the link above: that undoes it.",
        ),
        AccountNews::Invitation { token, clinic } => (
            "You are invited to work with a clinic".to_owned(),
            format!(
                "You are invited to work on Holdfast with a clinic that calls itself \"{}\". This link, good for a week, accepts:",
                words_of_others::unlinked(clinic)
            ),
            link("invitation", token),
            "If you do not know what this is about, there is nothing to do.",
        ),
        AccountNews::SecondFactorSet => (
            "Your account has a second factor".to_owned(),
            "Logging in to your account takes a code of an authenticator from now on; its other sessions have ended."
                .to_owned(),
            Some(format!("{public_url}/account/forgotten")),
            "If it was not you, set a new password by the link above, and tell your clinic.",
        ),
        AccountNews::SecondFactorRemoved => (
            "Your account has no second factor any more".to_owned(),
            "The second factor of your account was taken away, and its other sessions have ended.".to_owned(),
            Some(format!("{public_url}/account/forgotten")),
            "If it was not you, set a new password by the link above, and tell your clinic.",
        ),
        AccountNews::RecoveryCodeUsed { left } => (
            "A recovery code of your account was used".to_owned(),
            format!("One of your recovery codes took the place of your authenticator. Codes that are left: {left}."),
            Some(format!("{public_url}/account/forgotten")),
            "If it was not you, somebody has your password and your codes: set a new password by the link above.",
        ),
        AccountNews::CodesGuessed => (
            "Somebody has your password".to_owned(),
            "Wrong codes of your second factor came again and again, each with the right password. No code is looked at for a              while now."
                .to_owned(),
            Some(format!("{public_url}/account/forgotten")),
            "If it was not you, set a new password by the link above: that keeps them out, and lets you in at once.",
        ),
        AccountNews::AccountClosed => (
            "Your account is closed".to_owned(),
            "Your account was closed. Its sessions have ended, and your name and address are gone from it. Clinics keep their              patient records."
                .to_owned(),
            None,
            "If it was not you, tell your clinic.",
        ),
        AccountNews::Nothing => return None,
    };
    Some(Lines { title, what, link, else_ })
}

fn compose(news: &AccountNews, message_id: String, public_url: &str) -> Option<Letter> {
    let lines = lines(news, public_url)?;
    Some(Letter {
        subject: lines.title.clone(),
        to_name: None,
        plain: Plain { lines: &lines }.render().ok()?,
        html: Html { lines: &lines }.render().ok()?,
        message_id,
        invite: None,
    })
}

impl Notification {
    /// Takes mails to owners of accounts that are due and may be sent at once, and begins to send them; returns how many those are.
    pub(crate) async fn start_sending_account_mails(&self) -> Result<u64, DbError> {
        let mut started = 0;
        for (mail, sending) in self.take_account_mails().await? {
            let worker = self.clone();
            let under_way = Arc::clone(&self.under_way).read_owned().await;
            tokio::spawn(async move {
                worker.send_account_mail(mail, sending).await;
                worker.account_mails_fresh.notify_one();
                drop(under_way);
            });
            started += 1;
        }
        Ok(started)
    }

    /// Sends what is due now and may be sent at once, to the end of it; returns how many tries that were.
    pub async fn send_due_account_mails(&self) -> Result<usize, DbError> {
        let taken = self.take_account_mails().await?;
        let tries = taken.len();
        let sends = taken.into_iter().map(|(mail, sending)| self.send_account_mail(mail, sending));
        futures::future::join_all(sends).await;
        Ok(tries)
    }

    async fn take_account_mails(&self) -> Result<Vec<(Taken, Sending)>, DbError> {
        let counts = self.account_mails_in_flight.counts();
        // while the server is away everything keeps its place
        let room = number(counts.room().min(self.breaker.room()));
        if room == 0 {
            return Ok(Vec::new());
        }
        let now = self.clock.now();
        let client = self.db.client().await?;
        let taken = sql::take_account_mails()
            .bind(&client, &now, &counts.recipients(), &room, &(now + TURN), &(now + COMES_AGAIN))
            .all()
            .await?;
        let in_flight = |taken: Taken| {
            let sending = self.account_mails_in_flight.take(Uuid::nil(), taken.recipient.clone());
            (taken, sending)
        };
        Ok(taken.into_iter().map(in_flight).collect())
    }

    /// One try, to its end.
    async fn send_account_mail(&self, taken: Taken, _sending: Sending) {
        // apart from the round of the job, which has others under way
        trace::apart(self.try_and_note_account_mail(&taken)).await;
    }

    async fn try_and_note_account_mail(&self, taken: &Taken) {
        let noted = async {
            let end = self.try_account_mail(taken).await?;
            let client = self.db.client().await?;
            match end {
                End::Done => sql::delete_account_mail().bind(&client, &taken.id).await,
                End::Later { at, refusals, silences } => {
                    let put_back = sql::put_back_account_mail();
                    put_back.bind(&client, &at, &refusals, &silences, &taken.id, &taken.attempts).await
                }
            }
            .map_err(DbError::from)?;
            Ok::<_, NotSent>(())
        };
        if let Err(error) = noted.await {
            // it comes again
            tracing::warn!(mail.id = %taken.id, %error, "sending an account mail failed; will retry in two minutes");
        }
    }

    async fn try_account_mail(&self, taken: &Taken) -> Result<End, NotSent> {
        let now = self.clock.now();
        let count = |state: &'static str| {
            metrics::ACCOUNT_MAILS.of([state]).increment(1);
        };
        if taken.until <= now {
            count("expired");
            return Ok(End::Done);
        }
        let key: &ClinicKey = &*self.vault.platform().await?;
        let opened = key.open(Place::account_mail(taken.id), &taken.content).ok();
        let opened = opened.and_then(|opened| serde_json::from_slice(&opened).ok());
        let Some(AccountMail { to, says }) = opened else {
            // it never will be
            tracing::error!(mail.id = %taken.id, "an account mail is unreadable; giving up");
            return Ok(End::Done);
        };
        let domain = self.smtp.sender().rsplit_once('@').map_or("localhost", |(_, domain)| domain);
        let message_id = format!("<{}@{domain}>", taken.id);
        let Some(letter) = compose(&says, message_id, &self.rules.public_url) else { return Ok(End::Done) };
        let place =
            End::Later { at: taken.was_due_at.min(now), refusals: taken.refusals, silences: taken.silences };
        if !self.breaker.may_try() {
            return Ok(place);
        }
        if says.is_for_the_asking() && self.is_over_budget(taken, key.account_mailbox(&to)).await? {
            count("over_budget");
            tracing::warn!(mail.id = %taken.id, "too many mails to one owner of an account today; it is not sent");
            return Ok(End::Done);
        }
        let sent = self.smtp.send(&letter, &to).await;
        self.breaker.heard(&sent);
        let (now, since) = (self.clock.now(), uuid_time(taken.id).unwrap_or(now));
        let (refusals, silences, why) = match sent {
            Ok(()) => {
                count("sent");
                return Ok(End::Done);
            }
            Err(SendError::Away(why)) => {
                tracing::warn!(why, "the mail server is unavailable; mails wait");
                return Ok(place);
            }
            Err(SendError::Never(why)) => {
                count("failed");
                tracing::warn!(mail.id = %taken.id, why, "sending an account mail failed; giving up");
                return Ok(End::Done);
            }
            Err(SendError::NotNow(why)) => (taken.refusals.saturating_add(1), taken.silences, why),
            Err(SendError::Silent) => {
                let why = "the mail server took it and did not answer".to_owned();
                (taken.refusals, taken.silences.saturating_add(1), why)
            }
        };
        match next_try(refusals.max(silences), now, since, taken.until, self.jitter()) {
            Some(at) if silences < SILENT_TRIES => Ok(End::Later { at, refusals, silences }),
            _ => {
                count("failed");
                tracing::warn!(mail.id = %taken.id, why, "sending an account mail failed; giving up");
                Ok(End::Done)
            }
        }
    }

    async fn is_over_budget(&self, taken: &Taken, mailbox: Vec<u8>) -> Result<bool, NotSent> {
        let client = self.db.client().await?;
        let counted = sql::count_account_mail()
            .bind(&client, &taken.id, &mailbox, &self.clock.now())
            .opt()
            .await
            .map_err(DbError::from)?;
        Ok(counted.is_some_and(|mails| is_over(mails, self.rules.budgets.account_mails_per_day)))
    }
}

/// When an id of version 7 was made.
fn uuid_time(id: Uuid) -> Option<Timestamp> {
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    Timestamp::new(i64::try_from(seconds).ok()?, i32::try_from(nanos).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_begins_with_the_public_address_and_a_clinics_name_stays_a_name() {
        let news = AccountNews::Invitation {
            token: "hfl_x".to_owned(),
            clinic: "A <b>bold</b>\r\nBcc: x@y".to_owned(),
        };
        let letter = compose(&news, "<1@x>".to_owned(), "https://book.example").unwrap();
        assert!(
            letter.plain.contains("  https://book.example/account/invitation?token=hfl_x\n"),
            "{}",
            letter.plain
        );
        assert!(letter.html.contains("&#60;b&#62;bold"), "{}", letter.html);
        assert!(!letter.subject.contains("bold"), "{}", letter.subject);
    }

    #[test]
    fn a_clinics_name_is_no_subject_and_no_link() {
        let clinic = "PAYPAL: verify within 24 h at https://evil.example/v".to_owned();
        let news = AccountNews::Invitation { token: "hfl_x".to_owned(), clinic };
        let letter = compose(&news, "<1@x>".to_owned(), "https://book.example").unwrap();
        assert_eq!(letter.subject, "You are invited to work with a clinic");
        assert!(letter.plain.starts_with("You are invited"), "{}", letter.plain);
        for text in [letter.plain, letter.html] {
            assert!(!text.contains("evil.example") && text.matches("https://").count() <= 2, "{text}");
        }
    }

    #[test]
    fn what_says_nothing_is_no_letter() {
        assert!(compose(&AccountNews::Nothing, String::new(), "").is_none());
    }
}
