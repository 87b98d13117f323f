//! `[slots]`

use serde::{Deserialize, Serialize};

use crate::within;

/// The job that keeps slots made ahead.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SlotSettings {
    /// Seconds between two rounds of the horizon job.
    pub horizon_secs: u64,
}

impl Default for SlotSettings {
    fn default() -> Self {
        Self { horizon_secs: 600 }
    }
}

impl SlotSettings {
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        within(problems, "slots.horizon_secs", self.horizon_secs, 1, 86_400);
    }
}
