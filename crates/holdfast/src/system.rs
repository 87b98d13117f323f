//! Puts the roles together over one database: services behind their channels, the gateway before them, the
//! background work beside them.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use axum::Router;
use holdfast_availability::Availability;
use holdfast_booking::Booking;
use holdfast_booking::batch::{BatchSettings, Batches};
use holdfast_clinic::Clinics;
use holdfast_config::Settings;
use holdfast_coordination::{DayBooks, LocalDayBooks, LocalSlotLocks, SlotLocks};
use holdfast_domain::{Clock, Ids};
use holdfast_gateway::{Channels, Gateway};
use holdfast_messaging::{InProcess, Relay};
use holdfast_postgres::Database;
use holdfast_rpc::channel::local;
use holdfast_tokens::{Signer, Verifier};

use crate::database;
use crate::roles::Role;

/// Longest that a call between roles may take.
const RPC_DEADLINE: Duration = Duration::from_secs(30);
/// How often the relay looks for events when none wait.
const RELAY_EVERY: Duration = Duration::from_millis(100);

/// The roles of one process, over one database.
pub struct System {
    /// The channels to the services.
    pub channels: Channels,
    /// The booking service itself, for its background work.
    pub booking: Booking,
    /// The availability service itself, for its background work.
    pub availability: Availability,
    /// The relay.
    pub relay: Relay<InProcess>,
    /// Where events come out.
    pub events: InProcess,
    db: Database,
    clock: Arc<dyn Clock>,
}

impl System {
    /// All services over the database at `url`, which has the schema.
    pub fn new(url: &str, settings: &Settings, clock: Arc<dyn Clock>, ids: &Ids) -> Result<Self> {
        let db = database::pool(url, settings)?;
        let booking_db = database::booking_pool(url, settings)?;
        let locks: Arc<dyn SlotLocks> = Arc::new(LocalSlotLocks::default());
        let day_books: Arc<dyn DayBooks> = Arc::new(LocalDayBooks::new(ids.below(u64::MAX)));
        let batch_settings = BatchSettings {
            workers: settings.booking.workers,
            max_batch: settings.booking.max_batch,
            max_queue: settings.booking.max_queue,
        };
        let batches = Batches::start(&booking_db, batch_settings, &clock, ids);
        let booking =
            Booking::new(db.clone(), batches, Arc::clone(&clock), ids.clone(), locks, Arc::clone(&day_books));
        let availability = Availability::new(db.clone(), Arc::clone(&clock), ids.clone(), day_books);
        let clinics = Clinics::new(db.clone(), Arc::clone(&clock), ids.clone());
        let events = InProcess::default();
        let relay = Relay::new(db.clone(), Arc::clone(&clock), events.clone());
        let channels = Channels {
            clinic: local(clinics.server(), RPC_DEADLINE),
            availability: local(availability.clone().server(), RPC_DEADLINE),
            booking: local(booking.clone().server(), RPC_DEADLINE),
        };
        Ok(Self { channels, booking, availability, relay, events, db, clock })
    }

    /// The REST API over these services; `key` signs and checks tokens.
    pub fn router(&self, key: &[u8], metrics: Arc<dyn Fn() -> String + Send + Sync>) -> Result<Router> {
        let db = self.db.clone();
        let ready: holdfast_gateway::Readiness = Arc::new(move || {
            let db = db.clone();
            Box::pin(async move { db.ping().await.map_err(|_| "the database is away".to_owned()) })
        });
        let gateway = Gateway::new(
            self.channels.clone(),
            Arc::clone(&self.clock),
            Signer::new(key)?,
            Verifier::new(key)?,
            ready,
            metrics,
        );
        Ok(holdfast_gateway::router(gateway))
    }

    /// The background work of these roles; it goes on until the tasks are dropped.
    pub fn background(&self, roles: &[Role], settings: &Settings) -> tokio::task::JoinSet<()> {
        let mut work = tokio::task::JoinSet::new();
        if roles.contains(&Role::Availability) {
            let every = Duration::from_secs(settings.slots.horizon_secs);
            work.spawn(self.availability.clone().run_horizon(every));
        }
        if roles.contains(&Role::Booking) {
            let every = Duration::from_secs(settings.booking.sweep_secs);
            work.spawn(self.booking.clone().run_sweeper(every));
        }
        if roles.contains(&Role::Relay) {
            work.spawn(self.relay.clone().run(RELAY_EVERY));
        }
        work
    }
}
