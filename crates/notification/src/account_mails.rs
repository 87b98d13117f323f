//! Mails to owners of accounts: links by which they sign up, set a password, accept an invitation. They wait in a table,
//! sealed, since they bring secrets; once sent they are gone from it.
//!
//! A worker that dies between sending and deleting sends the mail again later, under the same `Message-ID`.

use std::time::Duration;

use askama::Template;
use holdfast_domain::{AccountMail, AccountNews};
use holdfast_postgres::DbError;
use holdfast_sql::queries::notification as sql;
use holdfast_vault::{ClinicKey, Place, VaultError};
use jiff::SignedDuration;

use crate::Notification;
use crate::message::Letter;
use crate::smtp::SendError;

/// How often the table is looked at.
const LOOKS_EVERY: Duration = Duration::from_millis(500);
/// Mails taken at once.
const AT_ONCE: i64 = 5;
/// A mail that was taken comes again after this, should its sender die: longer than all that were taken can take.
const COMES_AGAIN: SignedDuration = SignedDuration::from_secs(300);
/// One that could not be sent now is tried again after this.
const TRIED_AGAIN: SignedDuration = SignedDuration::from_secs(15);
/// Longest that a mail server may take for one.

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
            format!("{clinic} invites you"),
            format!("{clinic} invites you to work with it on Holdfast. This link, good for a week, accepts:"),
            link("invitation", token),
            "If you do not know what this is about, there is nothing to do.",
        ),
        AccountNews::Nothing => return None,
    };
    Some(Lines { title, what, link, else_ })
}

fn compose(news: &AccountNews, message_id: String, public_url: &str) -> Option<Letter> {
    let lines = lines(news, public_url)?;
    Some(Letter {
        subject: lines.title.clone(),
        plain: Plain { lines: &lines }.render().ok()?,
        html: Html { lines: &lines }.render().ok()?,
        message_id,
        invite: None,
    })
}

impl Notification {
    /// Sends what waits, until it is dropped. Links begin with `public_url`.
    pub async fn run_account_mails(self, public_url: String) {
        loop {
            match self.send_account_mails(&public_url).await {
                // there may be more
                Ok(sent) if sent > 0 => {}
                Ok(_) => tokio::time::sleep(LOOKS_EVERY).await,
                Err(error) => {
                    tracing::warn!(%error, "mails to owners of accounts wait");
                    tokio::time::sleep(LOOKS_EVERY * 4).await;
                }
            }
        }
    }

    /// Sends some of what waits; returns how many those were.
    async fn send_account_mails(&self, public_url: &str) -> Result<usize, NotSent> {
        if self.breaker.is_open() {
            return Ok(0);
        }
        let key = self.vault.platform().await?;
        let now = self.clock.now();
        let taken = {
            let client = self.db.client().await?;
            let taken =
                sql::take_account_mails().bind(&client, &(now + COMES_AGAIN), &now, &AT_ONCE).all().await;
            taken.map_err(DbError::from)?
        };
        let mut sent = 0;
        for mail in taken {
            let is_done = mail.until <= now || self.send_account_mail(&mail, &key, public_url).await;
            let client = self.db.client().await?;
            if is_done {
                sql::delete_account_mail().bind(&client, &mail.id).await.map_err(DbError::from)?;
                sent += 1;
            } else {
                let again_at = self.clock.now() + TRIED_AGAIN;
                let put_back = sql::put_back_account_mail().bind(&client, &again_at, &mail.id).await;
                put_back.map_err(DbError::from)?;
            }
        }
        Ok(sent)
    }

    /// Whether it is done with: sent, or never to be.
    async fn send_account_mail(
        &self,
        mail: &sql::TakeAccountMails,
        key: &ClinicKey,
        public_url: &str,
    ) -> bool {
        let _under_way = self.under_way.read().await;
        let opened = key.open(Place::account_mail(mail.id), &mail.content).ok();
        let opened = opened.and_then(|opened| serde_json::from_slice(&opened).ok());
        let Some(AccountMail { to, says }) = opened else {
            // it never will be
            tracing::error!(mail.id = %mail.id, "a mail to an account's owner cannot be read");
            return true;
        };
        let domain = self.smtp.sender().rsplit_once('@').map_or("localhost", |(_, domain)| domain);
        let message_id = format!("<{}@{domain}>", mail.id);
        let Some(letter) = compose(&says, message_id, public_url) else { return true };
        if !self.breaker.may_try() {
            return false;
        }
        let count = |state: &'static str| {
            metrics::counter!("holdfast_account_mails_total", "state" => state).increment(1);
        };
        match tokio::time::timeout(self.smtp.answers_within(), self.smtp.send(&letter, "", &to)).await {
            Ok(Ok(())) => {
                self.breaker.succeeded();
                count("sent");
                true
            }
            Ok(Err(SendError::Never(why))) => {
                self.breaker.succeeded();
                count("failed");
                tracing::warn!(mail.id = %mail.id, why, "a mail was refused for good");
                true
            }
            Ok(Err(SendError::NotNow(_))) => {
                self.breaker.succeeded();
                false
            }
            Ok(Err(SendError::Away(why))) => {
                self.breaker.failed();
                tracing::warn!(why, "mails to owners of accounts wait");
                false
            }
            Err(_elapsed) => {
                self.breaker.failed();
                tracing::warn!("the mail server does not answer; mails to owners of accounts wait");
                false
            }
        }
    }
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
        assert!(compose(&AccountNews::Nothing, String::new(), "").is_none());
    }
}
