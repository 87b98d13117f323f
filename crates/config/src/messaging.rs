//! `[relay]` and `[notification]`

use serde::{Deserialize, Serialize};

use crate::within;

/// The outbox relay.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RelaySettings {
    /// Milliseconds between two looks for events, when none wait.
    pub every_ms: u64,
    /// Statements of their own for each clinic: for a database that is distributed by clinic.
    pub by_clinic: bool,
}

impl Default for RelaySettings {
    fn default() -> Self {
        Self { every_ms: 100, by_clinic: false }
    }
}

impl RelaySettings {
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        within(problems, "relay.every_ms", self.every_ms, 10, 60_000);
    }
}

/// Messages to patients.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NotificationSettings {
    /// The sender of e-mails, `Name <address>`.
    pub from: String,
    /// Longest that the mail server may take for one message, in seconds; some look into it before they say yes.
    pub answers_within_secs: u32,
}

impl Default for NotificationSettings {
    fn default() -> Self {
        Self { from: "Holdfast <no-reply@localhost>".to_owned(), answers_within_secs: 45 }
    }
}

impl NotificationSettings {
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        within(problems, "notification.answers_within_secs", self.answers_within_secs, 5, 60);
    }
}
