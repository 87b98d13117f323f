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
    /// File with the secrets of roles, `ROLE:SECRET` per line, or `SECRET` for every role that has no line of its own. Who
    /// calls has those of all roles that it calls, who is called needs those of its own. Of several of one role the first is
    /// sent, and all pass. [default: `rpc-secret` in the data folder, one for all, made at first use]
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
    /// Who may call, with TLS: names, separated by commas, one of which is a DNS name (subject alternative name) of the caller's
    /// certificate. Who calls says for whom, and is believed.
    pub callers: String,
    /// Offer the roles to other machines without TLS: what goes between the processes, personal data among it, is then for
    /// everybody to read who is on the way. For networks that are encrypted by themselves.
    pub plain: bool,
    /// Milliseconds that a call may take, tries included.
    pub deadline_ms: u64,
    /// Most calls of other processes under way; more get 503.
    pub max_in_flight: usize,
    /// Most connections of other processes, and of one address half of them. Where they are reached, those make room over which
    /// nobody has shown the secret. [default: an eighth of the file descriptors that the process may have, and at most 1,024]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_connections: Option<usize>,
}

impl Default for RpcSettings {
    fn default() -> Self {
        Self {
            listen: None,
            secret_file: None,
            tls_ca: None,
            tls_cert: None,
            tls_key: None,
            callers: "gateway".to_owned(),
            plain: false,
            deadline_ms: 30_000,
            max_in_flight: 8192,
            max_connections: None,
        }
    }
}

impl RpcSettings {
    /// The names of who may call.
    pub fn callers(&self) -> Vec<String> {
        let names = self.callers.split(',').map(str::trim);
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        within(problems, "rpc.deadline_ms", self.deadline_ms, 100, 600_000);
        within(problems, "rpc.max_in_flight", self.max_in_flight, 1, 1_000_000);
        within(problems, "rpc.max_connections", self.max_connections.unwrap_or(16), 16, 1_000_000);
        let tls = [&self.tls_ca, &self.tls_cert, &self.tls_key];
        if tls.iter().any(|file| file.is_some()) && tls.iter().any(|file| file.is_none()) {
            problems.push("rpc.tls_ca, rpc.tls_cert, rpc.tls_key: set all three, or none".to_owned());
        }
        if self.callers().is_empty() {
            problems.push("rpc.callers: must name somebody who may call".to_owned());
        }
        let is_offered_to_others = self.listen.is_some_and(|address| !address.ip().is_loopback());
        if is_offered_to_others && self.tls_ca.is_none() && !self.plain {
            problems.push(
                "rpc.listen: calls from other machines would go without TLS: set rpc.tls_ca, rpc.tls_cert and rpc.tls_key, or \
                 rpc.plain = true (HOLDFAST_RPC__PLAIN) where the network itself is encrypted"
                    .to_owned(),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_machines_call_by_tls_or_by_an_explicit_word() {
        let problems = |listen: &str, tls: bool, plain: bool| {
            let file = || tls.then(|| PathBuf::from("x.pem"));
            let settings = RpcSettings {
                listen: Some(listen.parse().unwrap()),
                tls_ca: file(),
                tls_cert: file(),
                tls_key: file(),
                plain,
                ..RpcSettings::default()
            };
            let mut problems = Vec::new();
            settings.check(&mut problems);
            problems
        };
        for loopback in ["127.0.0.1:7400", "127.8.8.8:7400", "[::1]:7400"] {
            assert!(problems(loopback, false, false).is_empty(), "{loopback}");
        }
        for open in ["0.0.0.0:7400", "10.0.0.5:7400", "[::]:7400", "192.0.2.1:7400"] {
            assert!(problems(open, false, false)[0].starts_with("rpc.listen: "), "{open}");
            assert!(
                problems(open, true, false).is_empty() && problems(open, false, true).is_empty(),
                "{open}"
            );
        }
    }
}
