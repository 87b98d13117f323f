//! What runs in the background of a process: the jobs of its roles, and what hears of events.

use std::sync::Arc;
use std::time::Duration;

use holdfast_config::Settings;
use holdfast_jobs::{Job, Runner};
use jiff::SignedDuration;
use tokio::task::JoinSet;

use crate::events;
use crate::system::System;

/// How often each service deletes what is expired.
const CLEANS_UP_EVERY: Duration = Duration::from_secs(600);

impl System {
    /// The jobs of these roles.
    fn jobs(&self, settings: &Settings) -> Vec<Job> {
        let mut jobs = Vec::new();
        if let Some(availability) = &self.availability {
            let horizon = Duration::from_secs(settings.slots.horizon_secs);
            let kept = SignedDuration::from_hours(24 * i64::from(settings.cleanup.past_slots_days));
            jobs.extend(availability.jobs(horizon, CLEANS_UP_EVERY, kept));
        }
        if let Some(booking) = &self.booking {
            jobs.extend(booking.jobs(Duration::from_secs(settings.booking.sweep_secs), CLEANS_UP_EVERY));
        }
        if let Some(seal_audit) = &self.seal_audit {
            jobs.extend(seal_audit.jobs());
        }
        if let Some(identity) = &self.identity {
            jobs.extend(identity.jobs(CLEANS_UP_EVERY));
        }
        if let Some(worker) = &self.notification {
            jobs.extend(worker.jobs(CLEANS_UP_EVERY, settings.public_url()));
        }
        if let Some(worker) = &self.webhook {
            jobs.extend(worker.jobs(CLEANS_UP_EVERY));
        }
        if let Some(relay) = &self.relay {
            jobs.push(relay.job());
        }
        if let Some(cleanup) = &self.outbox_cleanup {
            jobs.extend(cleanup.jobs(CLEANS_UP_EVERY));
        }
        jobs
    }

    /// The background work of these roles; it goes on until the tasks are dropped.
    pub fn background(&self, settings: &Settings) -> JoinSet<()> {
        let mut work = JoinSet::new();
        let runner = Runner::new(Arc::clone(&self.clock), self.ids.clone(), self.job_states.clone());
        for job in self.jobs(settings) {
            runner.spawn(job, &mut work);
        }
        events::consume(settings, &self.listeners, &mut work);
        work
    }
}
