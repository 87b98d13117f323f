//! `[tls]`

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// TLS 1.3 of the gateway, if both are set. Files that change are read again within seconds, for new connections.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TlsSettings {
    /// PEM file with the certificate, and those between it and the authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cert_file: Option<PathBuf>,
    /// PEM file with its private key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_file: Option<PathBuf>,
}

impl TlsSettings {
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        if self.cert_file.is_some() != self.key_file.is_some() {
            problems.push("tls.cert_file, tls.key_file: set both, or none".to_owned());
        }
    }
}
