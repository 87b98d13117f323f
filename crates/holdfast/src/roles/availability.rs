//! Hours, slots, search; the horizon job.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use holdfast_availability::{Availability, Replica};
use holdfast_config::Settings;
use holdfast_jobs::Job;
use holdfast_postgres::DbRole;
use holdfast_rpc::RoleChannel;
use holdfast_rpc::availability::{AvailabilityClient, serve};
use jiff::SignedDuration;

use super::part::CLEANS_UP_EVERY;
use super::{Called, Materials, Need, Offer, Part, Parts, Role};
use crate::database;

pub(crate) static ROLE: Role = Role {
    name: "availability",
    does: "working hours, slots, search; the horizon job",
    database: &[DbRole::Availability, DbRole::Search],
    needs: &[Need::MasterKeys],
    calls: &[],
    listens: false,
    tells_readers: true,
    build,
};

fn build(from: &Materials<'_>) -> Result<Parts> {
    let replica = match &from.settings.replica_url {
        Some(url) => Some(Replica::new(database::replica_pool(url, from.settings)?)),
        None => None,
    };
    let (db, search) = (from.pool(DbRole::Availability)?, from.pool(DbRole::Search)?);
    let readers = from.coordination()?.readers.clone();
    let service =
        Availability::new(db, search, from.clock(), from.ids(), readers, replica.clone(), from.keys()?);
    let mut parts: Parts = vec![Box::new(service)];
    parts.extend(replica.map(|replica| Box::new(replica) as Box<dyn Part>));
    Ok(parts)
}

impl Part for Availability {
    fn jobs(&self, settings: &Settings) -> Vec<Job> {
        let horizon = Duration::from_secs(settings.slots.horizon_secs);
        let kept = SignedDuration::from_hours(24 * i64::from(settings.cleanup.past_slots_days));
        self.jobs(horizon, CLEANS_UP_EVERY, kept)
    }

    fn offer(&self) -> Option<Offer> {
        let service = serve(Arc::new(self.clone()));
        Some(Box::new(move |server| server.offer(service)))
    }
}

/// For whoever asks how the process is.
impl Part for Replica {}

impl Called for AvailabilityClient {
    type Service = Availability;
    const ROLE: &'static Role = &ROLE;

    fn of_service(service: Availability, deadline: Duration) -> Self {
        Self::here(Arc::new(service), deadline)
    }

    fn over_channel(channel: RoleChannel) -> Self {
        Self::there(channel)
    }
}
