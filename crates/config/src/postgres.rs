//! `[postgres]`

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::within;

/// The private server and the connection pool.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PostgresSettings {
    /// Folder of the server's programs (`initdb`, `postgres`); looked for in the usual places when unset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bin_dir: Option<PathBuf>,
    /// Most connections for everything but bookings.
    pub pool_size: usize,
    /// Milliseconds that a request waits for a connection before it gets 503.
    pub wait_ms: u64,
    /// Seconds that a command, and `serve` when it starts, waits for the database to answer, unless the URL has a
    /// `connect_timeout` of its own. The private server has its own time to start.
    pub connect_timeout_secs: u64,
    /// Longest statement, in milliseconds.
    pub statement_timeout_ms: u64,
    /// Whether `serve` brings the schema up to date. If not, it refuses to start on an old one.
    pub migrate_at_start: bool,
    /// Most seconds by which this host's clock may differ from the database's; holds and notice depend on it.
    pub max_clock_skew_secs: u64,
}

impl Default for PostgresSettings {
    fn default() -> Self {
        Self {
            bin_dir: None,
            pool_size: 8,
            wait_ms: 2000,
            connect_timeout_secs: 10,
            statement_timeout_ms: 15_000,
            migrate_at_start: true,
            max_clock_skew_secs: 5,
        }
    }
}

impl PostgresSettings {
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        within(problems, "postgres.pool_size", self.pool_size, 1, 1000);
        within(problems, "postgres.wait_ms", self.wait_ms, 10, 60_000);
        within(problems, "postgres.connect_timeout_secs", self.connect_timeout_secs, 1, 300);
        within(problems, "postgres.statement_timeout_ms", self.statement_timeout_ms, 100, 600_000);
        within(problems, "postgres.max_clock_skew_secs", self.max_clock_skew_secs, 1, 86_400);
    }
}
