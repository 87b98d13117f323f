//! `[changes]`

use serde::{Deserialize, Serialize};

use crate::within;

/// Streams of what changes on a clinic's day (`GET /v1/clinics/{id}/changes`). Open streams are counted by each gateway for itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChangeSettings {
    /// Milliseconds between two looks for changes, while anybody listens.
    pub every_ms: u64,
    /// Seconds of silence after which a stream says that it is there. Proxies on the way must wait for longer.
    pub heartbeat_secs: u64,
    /// Seconds after which a stream ends, and its listener comes again.
    pub stream_secs: u64,
    /// Seconds after which a listener that comes again is told to read anew, and not what it has missed.
    pub replay_secs: u64,
    /// Most streams of a gateway, and at most half of its connections.
    pub streams: usize,
    /// Most streams of one account.
    pub streams_per_account: usize,
    /// Most streams of one clinic.
    pub streams_per_clinic: usize,
}

impl Default for ChangeSettings {
    fn default() -> Self {
        Self {
            every_ms: 500,
            heartbeat_secs: 15,
            stream_secs: 900,
            replay_secs: 600,
            streams: 2_000,
            streams_per_account: 20,
            streams_per_clinic: 300,
        }
    }
}

impl ChangeSettings {
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        within(problems, "changes.every_ms", self.every_ms, 50, 10_000);
        within(problems, "changes.heartbeat_secs", self.heartbeat_secs, 1, 300);
        within(problems, "changes.stream_secs", self.stream_secs, 1, 86_400);
        within(problems, "changes.replay_secs", self.replay_secs, 0, 3_600);
        within(problems, "changes.streams", self.streams, 0, 100_000);
        within(problems, "changes.streams_per_account", self.streams_per_account, 1, 10_000);
        within(problems, "changes.streams_per_clinic", self.streams_per_clinic, 1, 100_000);
    }
}
