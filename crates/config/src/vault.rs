//! `[vault]`

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Where the master keys come from, by which the keys that personal data is sealed under are wrapped: 32 bytes as base64,
/// one per line, the current one first. At most one of these; the same for every process of a database.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct VaultSettings {
    /// A file, made at first use. [default: `master-key` in the data folder]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub master_key_file: Option<PathBuf>,
    /// The keys themselves; for the environment, not for a settings file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub master_key: Option<String>,
    /// A command that prints them, such as one that asks a key management service; run by `sh -c`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub master_key_command: Option<String>,
}

impl VaultSettings {
    /// How many of them are set.
    fn given(&self) -> usize {
        let Self { master_key_file, master_key, master_key_command } = self;
        [master_key_file.is_some(), master_key.is_some(), master_key_command.is_some()]
            .into_iter()
            .filter(|given| *given)
            .count()
    }

    /// Whether any of them is set.
    pub fn is_given(&self) -> bool {
        self.given() > 0
    }

    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        if self.given() > 1 {
            problems.push(
                "vault.master_key_file, vault.master_key, vault.master_key_command: set one of them"
                    .to_owned(),
            );
        }
    }
}
