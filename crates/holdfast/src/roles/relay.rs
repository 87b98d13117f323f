//! The outbox relay.

use std::time::Duration;

use anyhow::Result;
use holdfast_config::Settings;
use holdfast_jobs::Job;
use holdfast_messaging::{Broker, OutboxCleanup, Relay, RelaySettings};
use holdfast_postgres::DbRole;

use super::part::CLEANS_UP_EVERY;
use super::{Materials, Need, Part, Parts, Role};
use crate::events;

pub(crate) static ROLE: Role = Role {
    name: "relay",
    does: "events from the outbox to their listeners",
    database: &[DbRole::Relay],
    needs: &[Need::Broker],
    calls: &[],
    listens: false,
    tells_readers: false,
    build,
};

fn build(from: &Materials<'_>) -> Result<Parts> {
    let (db, settings) = (from.pool(DbRole::Relay)?, from.settings);
    let broker = events::broker(from.roles, settings, &db, &from.clock(), &from.listeners)?;
    let relay_settings = RelaySettings {
        every: Duration::from_millis(settings.relay.every_ms),
        by_clinic: settings.relay.by_clinic,
    };
    let cleanup = OutboxCleanup::new(db.clone(), from.clock(), events::retention(settings));
    let relay = Relay::new(db, from.clock(), broker, relay_settings);
    Ok(vec![Box::new(relay), Box::new(cleanup)])
}

impl Part for Relay<Broker> {
    fn jobs(&self, _settings: &Settings) -> Vec<Job> {
        self.jobs().into()
    }
}

impl Part for OutboxCleanup {
    fn jobs(&self, _settings: &Settings) -> Vec<Job> {
        self.jobs(CLEANS_UP_EVERY).into()
    }
}
