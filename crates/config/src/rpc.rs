//! `[rpc]`

use std::net::SocketAddr;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::within;

/// Calls between processes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RpcSettings {
    /// Address and port on which this process offers its roles to others. Unset: to nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
    /// File with the secret by which the processes of one Holdfast know one another: the same everywhere.
    /// [default: `rpc-secret` in the data folder, made at first use]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_file: Option<PathBuf>,
    /// TLS with certificates on both sides, if all three are set: the authority's certificate, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_ca: Option<PathBuf>,
    /// … this process's own, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_cert: Option<PathBuf>,
    /// … and its private key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_key: Option<PathBuf>,
    /// Milliseconds that a call may take, tries included.
    pub deadline_ms: u64,
    /// Most calls of other processes under way; more get 503.
    pub max_in_flight: usize,
}

impl Default for RpcSettings {
    fn default() -> Self {
        Self {
            listen: None,
            secret_file: None,
            tls_ca: None,
            tls_cert: None,
            tls_key: None,
            deadline_ms: 30_000,
            max_in_flight: 8192,
        }
    }
}

impl RpcSettings {
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        within(problems, "rpc.deadline_ms", self.deadline_ms, 100, 600_000);
        within(problems, "rpc.max_in_flight", self.max_in_flight, 1, 1_000_000);
        let tls = [&self.tls_ca, &self.tls_cert, &self.tls_key];
        if tls.iter().any(|file| file.is_some()) && tls.iter().any(|file| file.is_none()) {
            problems.push("rpc.tls_ca, rpc.tls_cert, rpc.tls_key: set all three, or none".to_owned());
        }
    }
}
