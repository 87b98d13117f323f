//! Sends letters by SMTP.

use std::borrow::Cow;
use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use percent_encoding::percent_decode_str;

use crate::message::Letter;

const CONNECTS_WITHIN: Duration = Duration::from_secs(5);

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
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    sender: String,
    answers_within: Duration,
}

/// The message was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SendError {
    /// The server refused it for good.
    Never(String),
    /// The server refused it for now: it, and not others.
    NotNow(String),
    /// The server is in trouble.
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
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
            .port(port.unwrap_or(usual_port))
            .tls(tls)
            .timeout(Some(CONNECTS_WITHIN));
        if let Some(login) = login {
            builder = builder.credentials(login);
        }
        let from: Mailbox = settings
            .from
            .parse()
            .map_err(|_| wrong("notification.from", "must be an address, or Name <address>"))?;
        Ok(Self {
            transport: builder.build(),
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

    /// Sends a letter to whoever has this name and this address.
    pub(crate) async fn send(&self, letter: &Letter, name: &str, address: &str) -> Result<(), SendError> {
        let message = self.message(letter, name, address).map_err(SendError::Never)?;
        match self.transport.send(message).await {
            Ok(response) if response.is_positive() => Ok(()),
            Ok(response) => Err(SendError::NotNow(format!("it answered {}", response.code()))),
            Err(error) => Err(classified(&error)),
        }
    }

    fn message(&self, letter: &Letter, name: &str, address: &str) -> Result<Message, String> {
        let address = address.parse().map_err(|_| "the address is not one".to_owned())?;
        let name = display_name(name);
        let alternatives = MultiPart::alternative_plain_html(letter.plain.clone(), letter.html.clone());
        let mut parts = MultiPart::mixed().multipart(alternatives);
        if let Some((method, ics)) = &letter.invite {
            let kind = format!("text/calendar; method={}; charset=utf-8", method.as_str());
            let kind: ContentType =
                kind.parse().map_err(|_| "the attachment's type is not one".to_owned())?;
            parts = parts.singlepart(Attachment::new("invite.ics".to_owned()).body(ics.clone(), kind));
        }
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(name, address))
            .subject(single_line(&letter.subject))
            .message_id(Some(letter.message_id.clone()))
            .multipart(parts)
            .map_err(|error| error.to_string())
    }
}

/// The server's words may repeat the address, so its code alone is kept.
fn classified(error: &Error) -> SendError {
    match error.status() {
        Some(code) if error.is_permanent() => SendError::Never(format!("it answered {code}")),
        // RFC 5321, 3.8: the service is shutting down
        Some(code) if code.to_string() != "421" => SendError::NotNow(format!("it answered {code}")),
        Some(_) | None => SendError::Away("it cannot be reached, or broke off".to_owned()),
    }
}

/// A header's value: control characters would end it, or begin another.
fn single_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn display_name(name: &str) -> Option<String> {
    Some(single_line(name)).filter(|name| !name.is_empty())
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

    #[test]
    fn a_name_cannot_become_a_header() {
        assert_eq!(single_line("Ada\r\nBcc: x@y\0"), "Ada Bcc: x@y");
        assert_eq!(display_name("\r\n"), None);
    }
}
