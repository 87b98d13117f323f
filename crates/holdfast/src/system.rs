//! Puts the roles of one process together: services over the database, the gateway before them, the background
//! work beside them, and what they offer to other processes.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::Router;
use holdfast_availability::{Availability, Replica};
use holdfast_booking::Booking;
use holdfast_booking::batch::{BatchSettings, Batches, GuestBounds};
use holdfast_clinic::Clinics;
use holdfast_clinic::jobs::seal_audit::SealAudit;
use holdfast_config::{LimitSettings, Settings};
use holdfast_coordination::Redis;
use holdfast_domain::{Clock, Ids};
use holdfast_gateway::{Gateway, GatewaySettings, Operations, Services};
use holdfast_identity::oidc::{Provider, Settings as ProviderSettings};
use holdfast_identity::{External, Identity, IdentitySettings};
use holdfast_jobs::States;
use holdfast_messaging::{Broker, Listener, OutboxCleanup, Relay, RelaySettings};
use holdfast_notification::Notification;
use holdfast_postgres::{Database, DbRole};
use holdfast_rpc::availability::AvailabilityClient;
use holdfast_rpc::booking::BookingClient;
use holdfast_rpc::clinic::ClinicClient;
use holdfast_rpc::identity::IdentityClient;
use holdfast_rpc::{RoleChannel, RoleServer, ServerSettings};
use holdfast_tokens::Keys;
use holdfast_vault::Vault;
use holdfast_vault::master::Source;
use holdfast_webhook::Webhooks;
use jiff::SignedDuration;

use crate::coordination::Coordination;
use crate::peers::{Links, Peers};
use crate::readiness::{Watch, Watched};
use crate::roles::{Role, Roles};
use crate::{coordination, database, events, vault};

/// Longest that listeners may take to finish: a webhook has ten seconds to answer.
const FINISHES_WITHIN: Duration = Duration::from_secs(12);

/// How long sessions and tokens last, and how many there may be.
pub(crate) fn identity_settings(settings: &Settings) -> IdentitySettings {
    let hours = |hours: u32| SignedDuration::from_hours(i64::from(hours));
    IdentitySettings {
        access_token: SignedDuration::from_secs(i64::from(settings.identity.access_token_secs)),
        refresh_token: hours(24 * settings.identity.refresh_token_days),
        page: hours(settings.identity.page_session_hours),
        page_idle: SignedDuration::from_mins(i64::from(settings.identity.page_idle_minutes)),
        sessions_per_account: settings.identity.sessions_per_account,
        invitations_per_day: settings.identity.invitations_per_day,
    }
}

/// The OpenID provider that the settings name.
fn external(settings: &Settings, clock: &Arc<dyn Clock>) -> Result<Option<External>> {
    let Some(issuer) = &settings.oidc.issuer else { return Ok(None) };
    let provider = ProviderSettings {
        issuer: issuer.clone(),
        client_id: settings.oidc.client_id.clone(),
        client_secret: settings.oidc.client_secret.clone(),
        redirect_url: settings.public_url() + "/v1/log-in/provider/callback",
    };
    let provider = Provider::new(provider, Arc::clone(clock)).context("settings: oidc")?;
    let acrs = settings.oidc.acr_with_second_factor.split(',').map(str::trim);
    Ok(Some(External {
        provider: Arc::new(provider),
        has_second_factor: settings.oidc.has_second_factor,
        acr_with_second_factor: acrs.filter(|acr| !acr.is_empty()).map(str::to_owned).collect(),
    }))
}

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
    /// The clinic service, if it is here.
    pub clinic: Option<Clinics>,
    /// The availability service, if it is here.
    pub availability: Option<Availability>,
    /// The booking service, if it is here.
    pub booking: Option<Booking>,
    /// The identity service, if it is here.
    pub identity: Option<Identity>,
    /// The sealing of the audit log, which the clinic service sees to.
    pub seal_audit: Option<SealAudit>,
    /// The relay, if it is here.
    pub relay: Option<Relay<Broker>>,
    /// The deletion of expired events, which the relay sees to.
    pub outbox_cleanup: Option<OutboxCleanup>,
    /// The worker that delivers to webhooks, if it is here.
    pub webhook: Option<Webhooks>,
    /// The worker that writes e-mails.
    pub notification: Option<Notification>,
    pub(crate) listeners: Vec<Arc<dyn Listener>>,
    /// Ids and jitter.
    pub(crate) ids: Ids,
    /// How the jobs are, once they run.
    pub(crate) job_states: States,
    roles: Roles,
    peers: Peers,
    database: Option<Database>,
    vault: Option<Vault>,
    replica: Option<Replica>,
    redis: Option<Redis>,
    limits: LimitSettings,
    gateway: GatewaySettings,
    listen_is_for_operations: bool,
    pub(crate) clock: Arc<dyn Clock>,
    rpc_deadline: Duration,
}

impl System {
    /// Puts it together; connects to nothing yet.
    pub fn new(plan: &Plan<'_>) -> Result<Self> {
        let Plan { roles, settings, clock, ids, .. } = plan;
        let peers = Peers::new(roles, settings, plan.links, ids)?;
        let mut system = Self {
            clinic: None,
            availability: None,
            booking: None,
            identity: None,
            seal_audit: None,
            relay: None,
            outbox_cleanup: None,
            webhook: None,
            notification: None,
            listeners: Vec::new(),
            ids: (*ids).clone(),
            job_states: States::default(),
            roles: roles.clone(),
            peers,
            database: None,
            vault: None,
            replica: None,
            redis: coordination::redis(settings)?,
            limits: settings.limits.clone(),
            gateway: GatewaySettings {
                access_token: identity_settings(settings).access_token,
                home: settings.public_url() + "/",
                is_https: settings.is_https(),
                shows_operations: settings.listen_is_for_operations(true),
            },
            listen_is_for_operations: settings.listen_is_for_operations(roles.has(Role::Gateway)),
            clock: Arc::clone(clock),
            rpc_deadline: Duration::from_millis(settings.rpc.deadline_ms),
        };
        if roles.need_database() {
            let url = plan.database_url.context("these roles need a database")?;
            system.add_services(url, plan)?;
        }
        Ok(system)
    }

    fn add_services(&mut self, url: &str, plan: &Plan<'_>) -> Result<()> {
        let Plan { roles, settings, clock, ids, .. } = plan;
        // One pool for each role of this process. The first of them also sees to what is nobody's in particular; booking
        // and availability, who tell readers, come before those that have no part in it.
        let first = database::pool(url, settings, roles.database_role().context("none needs a database")?)?;
        let pool = |role| {
            if roles.database_role() == Some(role) {
                Ok(first.clone())
            } else {
                database::pool(url, settings, role)
            }
        };
        let shared = Coordination::new(roles, settings, &first, ids, self.redis.as_ref());
        if let Some(role) = roles.vault_role() {
            let masters = plan.master_keys.clone().context("these roles need the master keys")?;
            self.vault = Some(vault::open(url, settings, role, clock, masters)?);
        }
        let keys = || self.vault.clone().context("these roles need the master keys");
        let (clock, ids) = (|| Arc::clone(clock), || Ids::clone(ids));
        if roles.has(Role::Booking) {
            let db = pool(DbRole::Booking)?;
            let booking_db = database::booking_pool(url, settings)?;
            let batch_settings = BatchSettings {
                workers: settings.booking.workers,
                max_batch: settings.booking.max_batch,
                max_queue: settings.booking.max_queue,
                by_clinic: settings.booking.by_clinic,
                guests: GuestBounds {
                    holds_per_slot: settings.booking.guest_holds_per_slot.cast_signed(),
                    hold_share_percent: settings.booking.guest_hold_share_percent.cast_signed(),
                },
            };
            let readers = shared.readers.clone();
            let batches = Batches::start(&booking_db, batch_settings, &clock(), &ids(), &readers);
            let locks = Arc::clone(&shared.locks);
            let moves = settings.booking.moves_per_day.cast_signed();
            self.booking = Some(Booking::new(db, batches, clock(), ids(), locks, readers, keys()?, moves));
        }
        if roles.has(Role::Availability) {
            if let Some(url) = &settings.replica_url {
                self.replica = Some(Replica::new(database::replica_pool(url, settings)?));
            }
            let readers = shared.readers.clone();
            let (db, search) = (pool(DbRole::Availability)?, pool(DbRole::Search)?);
            let replica = self.replica.clone();
            self.availability =
                Some(Availability::new(db, search, clock(), ids(), readers, replica, keys()?));
        }
        if roles.has(Role::Clinic) {
            let (db, destinations) = (pool(DbRole::Clinic)?, events::destinations(settings)?);
            self.clinic = Some(Clinics::new(db, clock(), ids(), keys()?, destinations));
            self.seal_audit = Some(SealAudit::new(database::audit_pool(url, settings)?, clock()));
        }
        if roles.has(Role::Identity) {
            let db = pool(DbRole::Identity)?;
            let mut identity = Identity::new(db, clock(), ids(), keys()?, identity_settings(settings));
            if let Some(external) = external(settings, &clock())? {
                identity = identity.with_external(external);
            }
            self.identity = Some(identity);
        }
        let db = pool(DbRole::Notification)?;
        self.notification =
            events::notification(roles, settings, &db, &clock(), &ids(), self.vault.as_ref())?;
        let db = pool(DbRole::Webhook)?;
        self.webhook = events::webhook(roles, settings, &db, &clock(), &ids(), self.vault.as_ref())?;
        let mails = self.notification.iter().map(|worker| Arc::new(worker.clone()) as Arc<dyn Listener>);
        let posts = self.webhook.iter().map(|worker| Arc::new(worker.clone()) as Arc<dyn Listener>);
        self.listeners = mails.chain(posts).collect();
        if roles.has(Role::Relay) {
            let db = pool(DbRole::Relay)?;
            let broker = events::broker(roles, settings, &db, &clock(), &self.listeners)?;
            let relay_settings = RelaySettings {
                every: Duration::from_millis(settings.relay.every_ms),
                by_clinic: settings.relay.by_clinic,
            };
            let retention = events::retention(settings);
            self.outbox_cleanup = Some(OutboxCleanup::new(db.clone(), clock(), retention));
            self.relay = Some(Relay::new(db, clock(), broker, relay_settings));
        }
        self.database = Some(first);
        Ok(())
    }

    /// The clinic service, here or elsewhere.
    pub fn clinic_client(&self) -> Result<ClinicClient> {
        Ok(match &self.clinic {
            Some(here) => ClinicClient::here(Arc::new(here.clone()), self.rpc_deadline),
            None => ClinicClient::there(self.channel(Role::Clinic)?),
        })
    }

    /// The availability service, here or elsewhere.
    pub fn availability_client(&self) -> Result<AvailabilityClient> {
        Ok(match &self.availability {
            Some(here) => AvailabilityClient::here(Arc::new(here.clone()), self.rpc_deadline),
            None => AvailabilityClient::there(self.channel(Role::Availability)?),
        })
    }

    /// The booking service, here or elsewhere.
    pub fn booking_client(&self) -> Result<BookingClient> {
        Ok(match &self.booking {
            Some(here) => BookingClient::here(Arc::new(here.clone()), self.rpc_deadline),
            None => BookingClient::there(self.channel(Role::Booking)?),
        })
    }

    /// The identity service, here or elsewhere.
    pub fn identity_client(&self) -> Result<IdentityClient> {
        Ok(match &self.identity {
            Some(here) => IdentityClient::here(Arc::new(here.clone()), self.rpc_deadline),
            None => IdentityClient::there(self.channel(Role::Identity)?),
        })
    }

    fn channel(&self, role: Role) -> Result<RoleChannel> {
        let channel = self.peers.channel(role);
        channel.with_context(|| format!("the {} service is neither here nor elsewhere", role.name()))
    }

    /// The keys of personal data, for roles that need them.
    pub fn vault(&self) -> Option<&Vault> {
        self.vault.as_ref()
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
            replica: self.replica.clone(),
            redis: self.redis.clone(),
            peers: self.peers.clone(),
            jobs: self.job_states.clone(),
        })
    }

    /// What this process answers on `listen`: the REST API if it is a gateway (`keys` sign and check tokens; others need
    /// none), and how it is in any case.
    pub fn router(&self, keys: Option<&Keys>, operations: Operations) -> Result<Router> {
        if !self.roles.has(Role::Gateway) {
            return Ok(if self.listen_is_for_operations {
                holdfast_gateway::operations::router(operations)
            } else {
                holdfast_gateway::operations::short_router(operations)
            });
        }
        let keys = keys.context("a gateway needs the signing keys")?;
        let services = Services {
            clinic: self.clinic_client()?,
            availability: self.availability_client()?,
            booking: self.booking_client()?,
            identity: self.identity_client()?,
        };
        let limits = coordination::limits(&self.limits, self.redis.as_ref(), &self.clock);
        let gateway =
            Gateway::new(services, Arc::clone(&self.clock), keys.clone(), limits, self.gateway.clone());
        Ok(holdfast_gateway::router(gateway, operations))
    }

    /// What this process offers to other processes.
    pub fn server(&self, settings: ServerSettings) -> RoleServer {
        let mut server = RoleServer::new(settings);
        if let Some(clinic) = &self.clinic {
            server = server.offer(holdfast_rpc::clinic::serve(Arc::new(clinic.clone())));
        }
        if let Some(availability) = &self.availability {
            server = server.offer(holdfast_rpc::availability::serve(Arc::new(availability.clone())));
        }
        if let Some(booking) = &self.booking {
            server = server.offer(holdfast_rpc::booking::serve(Arc::new(booking.clone())));
        }
        if let Some(identity) = &self.identity {
            server = server.offer(holdfast_rpc::identity::serve(Arc::new(identity.clone())));
        }
        server
    }

    /// Waits for what listeners have under way, such as a message that is being sent.
    pub async fn finish(&self) {
        let finished = futures::future::join_all(self.listeners.iter().map(|listener| listener.finish()));
        if tokio::time::timeout(FINISHES_WITHIN, finished).await.is_err() {
            tracing::warn!("some messages were under way; they are tried again later");
        }
    }
}
