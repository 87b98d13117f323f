//! Sends letters by SMTP, and says of each failure whose affair it is: the message's, or the server's.
//!
//! Which of the two is told by the stage. Until the server has greeted us, has its TLS, knows us and takes our sender, nothing is known
//! of the message, so what goes wrong goes wrong for all. What it says of a recipient or of a letter is about that one.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use lettre::Message;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Tls, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use percent_encoding::percent_decode_str;
use tokio::time::{Instant, timeout, timeout_at};

use crate::message::Letter;
use crate::mime;

const CONNECTS_WITHIN: Duration = Duration::from_secs(5);
/// A server that has taken the message may take so long to say goodbye.
const PARTS_WITHIN: Duration = Duration::from_secs(1);

/// Where to send by, and as whom.
#[derive(Clone, Debug)]
pub struct SmtpSettings {
    /// `smtp://[user:password@]host[:port]` (STARTTLS where the server has it, and always before a login), `smtps://…` (TLS
    /// from the start). User and password are percent-encoded, as in every URL.
    pub url: String,
    /// The sender, `Name <address>`.
    pub from: String,
    /// Longest that the server may take for one message.
    pub answers_within: Duration,
}

/// The settings cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{key}: {reason}")]
pub struct SmtpSettingsError {
    key: &'static str,
    reason: String,
}

/// A mail server. Cheap to clone.
#[derive(Clone)]
pub struct Smtp {
    server: Arc<Server>,
    from: Mailbox,
    sender: String,
    answers_within: Duration,
}

struct Server {
    host: String,
    port: u16,
    tls: Tls,
    login: Option<Credentials>,
    hello: ClientId,
}

/// The message was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SendError {
    /// It never will be: the server refused it for good, or it cannot be sent by this server, or at all.
    Never(String),
    /// The server refused it for now: it, and not others.
    NotNow(String),
    /// The server began to take it, and then said nothing. It may have been delivered.
    Silent,
    /// The server cannot be used by anybody now.
    Away(String),
}

/// `user:password`, each percent-encoded.
fn credentials(login: &str) -> Option<Credentials> {
    let (user, password) = login.split_once(':')?;
    let decoded = |text| percent_decode_str(text).decode_utf8().ok().map(Cow::into_owned);
    Some(Credentials::new(decoded(user)?, decoded(password)?))
}

impl Smtp {
    /// Connects when first used, anew for each message: a connection that was given up half way says nothing sure.
    pub fn new(settings: &SmtpSettings) -> Result<Self, SmtpSettingsError> {
        let wrong = |key, reason: &str| SmtpSettingsError { key, reason: reason.to_owned() };
        let url_wrong = || wrong("smtp_url", "must be smtp://HOST:PORT or smtps://HOST:PORT");
        let (scheme, rest) = settings.url.split_once("://").ok_or_else(url_wrong)?;
        let (login, host) = match rest.rsplit_once('@') {
            Some((login, host)) => (Some(credentials(login).ok_or_else(url_wrong)?), host),
            None => (None, rest),
        };
        let host = host.trim_end_matches('/');
        let (host, port) = match host.rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse::<u16>().map_err(|_| url_wrong())?)),
            None => (host, None),
        };
        if host.is_empty() {
            return Err(url_wrong());
        }
        let tls = |key| TlsParameters::new(host.to_owned()).map_err(|error| wrong(key, &error.to_string()));
        let (tls, usual_port) = match scheme {
            // a password is not for whoever listens on the way
            "smtp" if login.is_some() => (Tls::Required(tls("smtp_url")?), 587),
            "smtp" => (Tls::Opportunistic(tls("smtp_url")?), 25),
            "smtps" => (Tls::Wrapper(tls("smtp_url")?), 465),
            _ => return Err(url_wrong()),
        };
        let from: Mailbox = settings
            .from
            .parse()
            .map_err(|_| wrong("notification.from", "must be an address, or Name <address>"))?;
        let server = Server {
            host: host.to_owned(),
            port: port.unwrap_or(usual_port),
            tls,
            login,
            hello: ClientId::default(),
        };
        Ok(Self {
            server: Arc::new(server),
            sender: from.email.to_string(),
            from,
            answers_within: settings.answers_within,
        })
    }

    /// Longest that one message may take.
    pub(crate) fn answers_within(&self) -> Duration {
        self.answers_within
    }

    pub(crate) fn sender(&self) -> &str {
        &self.sender
    }

    /// Sends a letter to whoever has this address.
    pub(crate) async fn send(&self, letter: &Letter, address: &str) -> Result<(), SendError> {
        let message = mime::message(letter, &self.from, address).map_err(SendError::Never)?;
        let until = Instant::now() + self.answers_within;
        let reached = timeout_at(until, self.server.reach()).await;
        let mut connection = match reached {
            Ok(Ok(connection)) => connection,
            Ok(Err(error)) => return Err(SendError::Away(said(&error))),
            Err(_elapsed) => return Err(SendError::Away("it does not answer".to_owned())),
        };
        let handed_over = timeout_at(until, hand_over(&mut connection, &message)).await;
        match handed_over {
            Ok(outcome) => {
                // what was answered stays so, whatever becomes of the goodbye
                let _ = timeout(PARTS_WITHIN, connection.abort()).await;
                outcome
            }
            Err(_elapsed) => Err(SendError::Silent),
        }
    }
}

impl Server {
    /// A connection over which messages can be sent.
    async fn reach(&self) -> Result<AsyncSmtpConnection, Error> {
        let from_the_start = match &self.tls {
            Tls::Wrapper(parameters) => Some(parameters.clone()),
            _ => None,
        };
        let mut connection = AsyncSmtpConnection::connect_tokio1(
            (self.host.as_str(), self.port),
            Some(CONNECTS_WITHIN),
            &self.hello,
            from_the_start,
            None,
        )
        .await?;
        match &self.tls {
            Tls::Opportunistic(parameters) if connection.can_starttls() => {
                connection.starttls(parameters.clone(), &self.hello).await?;
            }
            Tls::Required(parameters) => connection.starttls(parameters.clone(), &self.hello).await?,
            _ => {}
        }
        if let Some(login) = &self.login {
            connection.auth(&[Mechanism::Plain, Mechanism::Login], login).await?;
        }
        Ok(connection)
    }
}

async fn hand_over(connection: &mut AsyncSmtpConnection, message: &Message) -> Result<(), SendError> {
    let envelope = message.envelope();
    let bytes = message.formatted();
    let is_ascii = |address: &lettre::Address| AsRef::<str>::as_ref(address).is_ascii();
    let mut parameters = Vec::new();
    if !envelope.to().iter().chain(envelope.from()).all(is_ascii) {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            let why =
                "the mail server takes no addresses with letters other than ASCII before the @ (SMTPUTF8)";
            return Err(SendError::Never(why.to_owned()));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    if !bytes.is_ascii() {
        if !connection.server_info().supports_feature(Extension::EightBitMime) {
            return Err(SendError::Never("the mail server takes no 8-bit text (8BITMIME)".to_owned()));
        }
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    let is_plain = parameters.is_empty();
    if let Err(error) = connection.command(Mail::new(envelope.from().cloned(), parameters)).await {
        let is_for_now = error.status().is_some_and(|code| error.is_transient() && code.to_string() != "421");
        return Err(match error {
            // it is about what is special in this message
            error if !is_plain || is_for_now => of_the_message(&error),
            // the sender is the same for all
            error => SendError::Away(said(&error)),
        });
    }
    for to in envelope.to() {
        connection.command(Rcpt::new(to.clone(), Vec::new())).await.map_err(|e| of_the_message(&e))?;
    }
    connection.command(Data).await.map_err(|error| of_the_message(&error))?;
    connection.message(&bytes).await.map_err(|error| of_the_message(&error))?;
    Ok(())
}

/// What went wrong when the server had been told of the message.
fn of_the_message(error: &Error) -> SendError {
    if error.is_permanent() { SendError::Never(said(error)) } else { SendError::NotNow(said(error)) }
}

/// The server's words may repeat the address, so its code alone is kept.
fn said(error: &Error) -> String {
    error
        .status()
        .map_or_else(|| "it cannot be reached, or broke off".to_owned(), |code| format!("it answered {code}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smtp(url: &str, from: &str) -> Result<Smtp, SmtpSettingsError> {
        let answers_within = Duration::from_secs(45);
        Smtp::new(&SmtpSettings { url: url.to_owned(), from: from.to_owned(), answers_within })
    }

    #[test]
    fn settings_that_will_not_do_are_named() {
        assert!(smtp("smtp://localhost:25", "Clinic <a@b.example>").is_ok());
        assert!(smtp("smtps://user:p%40@mail.example", "a@b.example").is_ok());
        for url in ["", "localhost", "http://x", "smtp://", "smtp://h:x"] {
            assert!(smtp(url, "a@b.example").err().unwrap().to_string().starts_with("smtp_url"), "{url}");
        }
        assert!(smtp("smtp://h", "nobody").err().unwrap().to_string().starts_with("notification.from"));
    }

    #[test]
    fn a_login_is_decoded() {
        assert_eq!(
            credentials("user%40x:p%3Ass"),
            Some(Credentials::new("user@x".to_owned(), "p:ss".to_owned()))
        );
        assert!(smtp("smtp://user@mail.example", "a@b.example").is_err(), "a login has a password");
    }
}
