//! The keys of personal data, as the settings say.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};
use holdfast_config::{Settings, VaultSettings};
use holdfast_domain::{Clock, Ids};
use holdfast_postgres::DbRole;
use holdfast_vault::Vault;
use holdfast_vault::master::{KEY_LEN, Source, line_of};

use crate::database;

/// Where the master keys come from. A file with a new one is made where there is none; should the database need another,
/// [`check`] tells.
pub(crate) fn master_keys(settings: &Settings, data_dir: &Path, ids: &Ids) -> Result<Source> {
    let VaultSettings { master_key_file, master_key, master_key_command } = &settings.vault;
    if let Some(text) = master_key {
        return Ok(Source::Text(text.clone()));
    }
    if let Some(command) = master_key_command {
        return Ok(Source::Command(command.clone()));
    }
    let file = master_key_file.clone().unwrap_or_else(|| data_dir.join("master-key"));
    holdfast_tokens::key::secret_file(&file, || {
        let mut key = [0; KEY_LEN];
        ids.fill(&mut key);
        line_of(&key)
    })?;
    Ok(Source::File(file))
}

/// The keys in this database, looked up as this role. Its connections are made when they are needed.
pub(crate) fn open(
    url: &str,
    settings: &Settings,
    role: DbRole,
    clock: &Arc<dyn Clock>,
    masters: Source,
) -> Result<Vault> {
    Ok(Vault::new(database::vault_pool(url, settings, role)?, Arc::clone(clock), masters))
}

/// Without the master keys nothing sealed can be read, so it is better not to begin.
pub(crate) async fn check(vault: &Vault) -> Result<()> {
    if let Some(fault) = vault.fault().await? {
        bail!(
            "personal data cannot be opened: {fault}; set vault.master_key_file (HOLDFAST_VAULT__MASTER_KEY_FILE), \
             vault.master_key or vault.master_key_command to the master keys of this database"
        );
    }
    Ok(())
}
