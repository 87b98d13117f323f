//! `[invariants]`

use serde::{Deserialize, Serialize};

use crate::within;

/// The watch over invariants.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InvariantSettings {
    /// The hour of the day, in UTC, at which every row is looked at, as `holdfast check` does: when little is booked. What changed
    /// is looked at every minute.
    pub full_hour: i8,
}

impl Default for InvariantSettings {
    fn default() -> Self {
        Self { full_hour: 2 }
    }
}

impl InvariantSettings {
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        within(problems, "invariants.full_hour", self.full_hour, 0, 23);
    }
}
