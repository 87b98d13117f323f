//! `[http]`

use serde::{Deserialize, Serialize};

use crate::within;

/// The connections of everybody who speaks HTTP to this process.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HttpSettings {
    /// Seconds that a TLS handshake may take, and from its first byte on a request's head.
    pub head_secs: u64,
    /// Seconds that a connection is kept between two requests.
    pub idle_secs: u64,
    /// Seconds after which a client that takes nothing of its answer is not waited for any longer.
    pub stall_secs: u64,
    /// Largest head of a request; larger ones get 431.
    pub max_head_bytes: usize,
    /// Most connections. Where it is reached, those that wait longest for their client make room.
    /// [default: three quarters of the file descriptors that the process may have, and at most 10,000]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_connections: Option<usize>,
    /// Most connections of one client address (of one /64 for IPv6, and 4 and 16 times as many of a /56 and a /48), and at
    /// most half of all. `limits.trusted_proxies` have room in all, and so has this machine unless `limits.loopback` is set.
    pub max_connections_per_address: usize,
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self {
            head_secs: 10,
            idle_secs: 60,
            stall_secs: 30,
            max_head_bytes: 16 * 1024,
            max_connections: None,
            max_connections_per_address: 256,
        }
    }
}

impl HttpSettings {
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        within(problems, "http.head_secs", self.head_secs, 1, 300);
        within(problems, "http.idle_secs", self.idle_secs, 1, 3600);
        within(problems, "http.stall_secs", self.stall_secs, 1, 3600);
        within(problems, "http.max_head_bytes", self.max_head_bytes, 4096, 64 * 1024);
        within(problems, "http.max_connections", self.max_connections.unwrap_or(16), 16, 1_000_000);
        let each = self.max_connections_per_address;
        within(problems, "http.max_connections_per_address", each, 1, 1_000_000);
    }
}
