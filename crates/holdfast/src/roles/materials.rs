//! What roles are built from.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use holdfast_config::Settings;
use holdfast_coordination::Redis;
use holdfast_domain::{Clock, Ids};
use holdfast_messaging::Listener;
use holdfast_postgres::{Database, DbRole};
use holdfast_vault::Vault;

use super::Roles;
use crate::coordination::{self, Coordination};
use crate::system::Plan;
use crate::{database, vault};

/// What the roles of one process share.
pub(crate) struct Materials<'a> {
    /// All roles of the process.
    pub(crate) roles: &'a Roles,
    /// Its settings.
    pub(crate) settings: &'a Settings,
    /// Its Redis.
    pub(crate) redis: Option<Redis>,
    /// The listeners that are built so far: all of them, for a role that is none.
    pub(crate) listeners: Vec<Arc<dyn Listener>>,
    clock: &'a Arc<dyn Clock>,
    ids: &'a Ids,
    stored: Option<Stored<'a>>,
}

/// What only processes with a database have.
struct Stored<'a> {
    url: &'a str,
    first: Database,
    coordination: Coordination,
    vault: Option<Vault>,
}

impl<'a> Materials<'a> {
    /// Those of a process; nothing is connected to yet.
    pub(crate) fn new(plan: &'a Plan<'_>) -> Result<Self> {
        let Plan { roles, settings, clock, ids, .. } = plan;
        let redis = coordination::redis(settings)?;
        let stored = match roles.database_role() {
            Some(role) => Some(Stored::new(plan, role, redis.as_ref())?),
            None => None,
        };
        Ok(Self { roles, settings, redis, listeners: Vec::new(), clock, ids, stored })
    }

    /// What time it is.
    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(self.clock)
    }

    /// Ids and jitter.
    pub(crate) fn ids(&self) -> Ids {
        self.ids.clone()
    }

    /// The database's URL, for a pool of another kind than [`Self::pool`]'s.
    pub(crate) fn url(&self) -> Result<&str> {
        Ok(self.stored()?.url)
    }

    /// A pool whose connections work as `role`.
    pub(crate) fn pool(&self, role: DbRole) -> Result<Database> {
        let Stored { url, first, .. } = self.stored()?;
        if self.roles.database_role() == Some(role) {
            Ok(first.clone())
        } else {
            database::pool(url, self.settings, role)
        }
    }

    /// The pool for what is no role's in particular.
    pub(crate) fn database(&self) -> Option<&Database> {
        self.stored.as_ref().map(|stored| &stored.first)
    }

    /// Locks on slots, and whoever keeps answers about them.
    pub(crate) fn coordination(&self) -> Result<&Coordination> {
        Ok(&self.stored()?.coordination)
    }

    /// The keys of personal data, for roles that need them.
    pub(crate) fn vault(&self) -> Option<&Vault> {
        self.stored.as_ref()?.vault.as_ref()
    }

    /// The same, where a role cannot do without.
    pub(crate) fn keys(&self) -> Result<Vault> {
        self.vault().cloned().context("these roles need the master keys")
    }

    fn stored(&self) -> Result<&Stored<'a>> {
        self.stored.as_ref().context("these roles need a database")
    }
}

impl<'a> Stored<'a> {
    /// `role` is whom the first pool works as.
    fn new(plan: &'a Plan<'_>, role: DbRole, redis: Option<&Redis>) -> Result<Self> {
        let Plan { roles, settings, clock, ids, .. } = plan;
        let url = plan.database_url.context("these roles need a database")?;
        let first = database::pool(url, settings, role)?;
        let coordination = Coordination::new(roles, settings, &first, ids, redis);
        let vault = match roles.vault_role() {
            Some(role) => {
                let masters = plan.master_keys.clone().context("these roles need the master keys")?;
                Some(vault::open(url, settings, role, clock, masters)?)
            }
            None => None,
        };
        Ok(Self { url, first, coordination, vault })
    }
}
