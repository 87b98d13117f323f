//! Appointments; the sweeper of holds.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use holdfast_booking::Booking;
use holdfast_booking::batch::{BatchSettings, Batches};
use holdfast_config::Settings;
use holdfast_domain::hold::HoldBounds;
use holdfast_jobs::Job;
use holdfast_postgres::DbRole;
use holdfast_rpc::RoleChannel;
use holdfast_rpc::booking::{BookingClient, serve};
use jiff::SignedDuration;

use super::part::CLEANS_UP_EVERY;
use super::{Called, Materials, Need, Offer, Part, Parts, Role};
use crate::database;

pub(crate) static ROLE: Role = Role {
    name: "booking",
    does: "appointments; the sweeper of expired holds",
    database: &[DbRole::Booking],
    needs: &[Need::MasterKeys],
    calls: &[],
    listens: false,
    tells_readers: true,
    build,
};

fn build(from: &Materials<'_>) -> Result<Parts> {
    let (db, batch_db) = (from.pool(DbRole::Booking)?, database::booking_pool(from.url()?, from.settings)?);
    let settings = &from.settings.booking;
    let bounds = HoldBounds {
        per_slot: settings.guest_holds_per_slot.cast_signed(),
        share_percent: settings.guest_hold_share_percent.cast_signed(),
        per_visitor: settings.holds_per_visitor,
        per_address: settings.holds_per_address,
    };
    let batch_settings = BatchSettings {
        workers: settings.workers,
        max_batch: settings.max_batch,
        max_queue: settings.max_queue,
        by_clinic: settings.by_clinic,
        holds: bounds,
    };
    let shared = from.coordination()?;
    let (locks, readers) = (Arc::clone(&shared.locks), shared.readers.clone());
    let batches = Batches::start(&batch_db, batch_settings, &from.clock(), &from.ids(), &readers);
    let moves = settings.moves_per_day.cast_signed();
    let kept = SignedDuration::from_hours(24 * i64::from(from.settings.cleanup.past_slots_days));
    let (clock, ids, keys) = (from.clock(), from.ids(), from.keys()?);
    let service = Booking::new(db, batches, clock, ids, locks, readers, keys, bounds, moves, kept);
    Ok(vec![Box::new(service)])
}

impl Part for Booking {
    fn jobs(&self, settings: &Settings) -> Vec<Job> {
        self.jobs(Duration::from_secs(settings.booking.sweep_secs), CLEANS_UP_EVERY).into()
    }

    fn offer(&self) -> Option<Offer> {
        let service = serve(Arc::new(self.clone()));
        Some(Box::new(move |server| server.offer(service)))
    }
}

impl Called for BookingClient {
    type Service = Booking;
    const ROLE: &'static Role = &ROLE;

    fn of_service(service: Booking, deadline: Duration) -> Self {
        Self::here(Arc::new(service), deadline)
    }

    fn over_channel(channel: RoleChannel) -> Self {
        Self::there(channel)
    }
}
