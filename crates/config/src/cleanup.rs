//! `[cleanup]`

use serde::{Deserialize, Serialize};

use crate::within;

/// How long rows are kept that only grow in number.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CleanupSettings {
    /// Days that published events are kept, and what became of them: mails about appointments that are over, deliveries to webhooks,
    /// dead letters. No listener acts on an event that is older. The same for the roles `relay`, `notification` and `webhook`.
    pub events_days: u32,
    /// Days that free slots are kept after they have begun.
    pub past_slots_days: u32,
}

impl Default for CleanupSettings {
    fn default() -> Self {
        Self { events_days: 30, past_slots_days: 28 }
    }
}

impl CleanupSettings {
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        // mails are tried for three days, deliveries for two, and a webhook may be left alone for five
        within(problems, "cleanup.events_days", self.events_days, 7, 3650);
        // what has begun can be booked until it ends, and no slot lasts a day
        within(problems, "cleanup.past_slots_days", self.past_slots_days, 2, 3650);
    }
}
