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
    /// Seconds that a mail about a move waits, since other moves often follow: one mail then tells of them all.
    pub quiet_secs: u32,
    /// Most mails to one address on a day (in UTC) that patients and guests may set in motion; 0: any number, here and below.
    pub recipient_per_day: u32,
    /// The same about the moves of one appointment within 24 hours. One too many waits, and tells then how things are.
    pub appointment_per_day: u32,
    /// The same of one clinic on a day.
    pub clinic_per_day: u32,
    /// Most mails to one owner of an account on a day.
    pub account_mails_per_day: u32,
}

impl Default for NotificationSettings {
    fn default() -> Self {
        Self {
            from: "Holdfast <no-reply@localhost>".to_owned(),
            answers_within_secs: 45,
            quiet_secs: 60,
            recipient_per_day: 30,
            appointment_per_day: 5,
            clinic_per_day: 5_000,
            account_mails_per_day: 50,
        }
    }
}

impl NotificationSettings {
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        within(problems, "notification.answers_within_secs", self.answers_within_secs, 5, 60);
        within(problems, "notification.quiet_secs", self.quiet_secs, 0, 3_600);
        let budgets = [
            ("recipient_per_day", self.recipient_per_day),
            ("appointment_per_day", self.appointment_per_day),
            ("clinic_per_day", self.clinic_per_day),
            ("account_mails_per_day", self.account_mails_per_day),
        ];
        for (name, budget) in budgets {
            within(problems, &format!("notification.{name}"), budget, 0, 10_000_000);
        }
    }
}
