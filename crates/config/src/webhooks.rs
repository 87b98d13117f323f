//! `[webhooks]`

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use crate::networks;

/// Deliveries to other programs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WebhookSettings {
    /// Networks that are not public and webhooks may be in all the same, as `10.1.0.0/16,192.0.2.7`; there they may do without
    /// TLS. The same for the roles `clinic` and `webhook`.
    pub allowed_networks: String,
}

impl WebhookSettings {
    /// The networks; what is none of them, if something is not.
    pub fn networks(&self) -> Result<Vec<IpNet>, String> {
        networks(&self.allowed_networks)
    }

    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        if let Err(entry) = self.networks() {
            problems.push(format!(
                "webhooks.allowed_networks: must be addresses or networks such as 10.0.0.0/8, separated by commas, and \
                 {entry:?} is none"
            ));
        }
    }
}
