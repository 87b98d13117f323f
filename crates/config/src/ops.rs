//! `[ops]`

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

/// What a process tells those who run it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OpsSettings {
    /// Address and port of `/health/…`, `/metrics` and `/services`, for those who run it; then `listen` has `/health/live` and
    /// `/health/ready` alone, and they name no parts. The same as `listen` puts everything there.
    /// [default: `listen`, unless it is a gateway's that other machines reach]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
}
