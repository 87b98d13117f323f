//! Puts the roles of one process together: services over the database, the gateway before them, the background
//! work beside them, and what they offer to other processes.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::Router;
use holdfast_config::Settings;
use holdfast_coordination::Redis;
use holdfast_domain::{Clock, Ids};
use holdfast_gateway::Operations;
use holdfast_jobs::States;
use holdfast_messaging::Listener;
use holdfast_postgres::Database;
use holdfast_rpc::{RoleServer, ServerSettings};
use holdfast_tokens::Keys;
use holdfast_vault::Vault;
use holdfast_vault::master::Source;

use crate::events;
use crate::peers::{Links, Peers};
use crate::readiness::{Watch, Watched};
use crate::roles::gateway::{self, Rest};
use crate::roles::{Called, Materials, Parts, Role, Roles};

/// Longest that listeners may take to finish: a webhook has ten seconds to answer.
const FINISHES_WITHIN: Duration = Duration::from_secs(12);

/// What a process is made of.
pub struct Plan<'a> {
    /// Its roles.
    pub roles: Roles,
    /// The database, which has the schema; roles that need none can do without.
    pub database_url: Option<&'a str>,
    /// The master keys of the database's personal data; roles that have no part in that can do without.
    pub master_keys: Option<Source>,
    /// What its links to other processes are secured with; a process that holds every role can do without.
    pub links: Option<&'a Links>,
    /// Its settings.
    pub settings: &'a Settings,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Ids and jitter.
    pub ids: &'a Ids,
}

/// The roles of one process.
pub struct System {
    /// What the roles are built of.
    pub(crate) parts: Parts,
    pub(crate) listeners: Vec<Arc<dyn Listener>>,
    /// Ids and jitter.
    pub(crate) ids: Ids,
    /// How the jobs are, once they run.
    pub(crate) job_states: States,
    roles: Roles,
    peers: Peers,
    database: Option<Database>,
    vault: Option<Vault>,
    redis: Option<Redis>,
    listen_is_for_operations: bool,
    pub(crate) clock: Arc<dyn Clock>,
    rpc_deadline: Duration,
}

impl System {
    /// Puts it together; connects to nothing yet.
    pub fn new(plan: &Plan<'_>) -> Result<Self> {
        let Plan { roles, settings, ids, .. } = plan;
        let peers = Peers::new(roles, settings, plan.links, ids)?;
        let mut materials = Materials::new(plan)?;
        let mut parts = Parts::new();
        for role in roles.in_order() {
            let built = (role.build)(&materials)?;
            if role.listens {
                events::check_broker(role.name, roles, settings)?;
            }
            materials.listeners.extend(built.iter().filter_map(|part| part.listener()));
            parts.extend(built);
        }
        Ok(Self {
            parts,
            ids: materials.ids(),
            clock: materials.clock(),
            database: materials.database().cloned(),
            vault: materials.vault().cloned(),
            redis: materials.redis,
            listeners: materials.listeners,
            job_states: States::default(),
            roles: roles.clone(),
            peers,
            listen_is_for_operations: settings.listen_is_for_operations(roles.has(&gateway::ROLE)),
            rpc_deadline: Duration::from_millis(settings.rpc.deadline_ms),
        })
    }

    /// What a role of this process is built of: a service such as `Booking`, a worker, a job.
    pub fn part<T: 'static>(&self) -> Option<&T> {
        self.parts.iter().find_map(|part| (&**part as &dyn Any).downcast_ref())
    }

    /// Calls a role, here or elsewhere.
    pub fn client<C: Called>(&self) -> Result<C> {
        if let Some(service) = self.part::<C::Service>() {
            return Ok(C::of_service(service.clone(), self.rpc_deadline));
        }
        let channel = self.peers.channel(C::ROLE);
        let missing = || format!("the {} service is neither here nor elsewhere", C::ROLE.name);
        channel.map(C::over_channel).with_context(missing)
    }

    /// Streams of changes may take so many connections.
    pub fn limit_streams(&self, connections: usize) {
        if let Some(gateway) = self.part::<Rest>() {
            gateway.changes.make_do_with(connections);
        }
    }

    /// Ends streams of changes: this process goes, and their listeners find another.
    pub fn end_streams(&self) {
        if let Some(gateway) = self.part::<Rest>() {
            gateway.changes.end();
        }
    }

    /// Whether every role can work with what it was given.
    pub(crate) async fn check(&self) -> Result<()> {
        for part in &self.parts {
            part.check().await?;
        }
        Ok(())
    }

    /// The keys of personal data, for roles that need them.
    pub fn vault(&self) -> Option<&Vault> {
        self.vault.as_ref()
    }

    /// Whether this role runs here.
    pub(crate) fn has_role(&self, role: &Role) -> bool {
        self.roles.has(role)
    }

    /// The database, for roles that need it.
    pub fn database(&self) -> Option<&Database> {
        self.database.as_ref()
    }

    /// What tells others how this process is.
    pub fn watch(&self) -> Watch {
        Watch::new(Watched {
            roles: self.roles.clone(),
            database: self.database.clone(),
            replica: self.part().cloned(),
            redis: self.redis.clone(),
            peers: self.peers.clone(),
            jobs: self.job_states.clone(),
        })
    }

    /// What this process answers on `listen`: the REST API if it is a gateway (`keys` sign and check tokens; others need
    /// none), and how it is in any case.
    pub fn router(&self, keys: Option<&Keys>, operations: Operations) -> Result<Router> {
        if let Some(gateway) = self.part::<Rest>() {
            return gateway.router(self, keys.context("a gateway needs the signing keys")?, operations);
        }
        Ok(if self.listen_is_for_operations {
            holdfast_gateway::operations::router(operations)
        } else {
            holdfast_gateway::operations::short_router(operations)
        })
    }

    /// What this process offers to other processes.
    pub fn server(&self, settings: ServerSettings) -> RoleServer {
        let offers = self.parts.iter().filter_map(|part| part.offer());
        offers.fold(RoleServer::new(settings), |server, offer| offer(server))
    }

    /// Waits for what listeners have under way, such as a message that is being sent.
    pub async fn finish(&self) {
        let finished = futures::future::join_all(self.listeners.iter().map(|listener| listener.finish()));
        if tokio::time::timeout(FINISHES_WITHIN, finished).await.is_err() {
            tracing::warn!("some messages were under way; they are tried again later");
        }
    }
}
