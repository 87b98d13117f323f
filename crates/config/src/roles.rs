//! `[roles]`

use serde::{Deserialize, Serialize};

/// Where roles of other processes are: `HOST:PORT`, several separated by commas. A role that runs in this process
/// needs no address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RoleAddresses {
    /// Clinics, doctors, patient records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clinic: Option<String>,
    /// Hours, slots, search.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<String>,
    /// Accounts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    /// Appointments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub booking: Option<String>,
}
