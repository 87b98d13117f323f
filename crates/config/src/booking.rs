//! `[booking]`

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::within;

/// The group commit, and the sweeper of holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BookingSettings {
    /// Booking statements under way at once; each has a connection.
    pub workers: usize,
    /// Most bookings of one statement.
    pub max_batch: usize,
    /// Most bookings that wait per worker; more get 503.
    pub max_queue: usize,
    /// Statements of their own for each clinic, for a database that is distributed by clinic. Slower on any other; more
    /// workers make up for some of it.
    pub by_clinic: bool,
    /// Seconds between two sweeps of expired holds.
    pub sweep_secs: u64,
    /// How often within a day patients and guests may move one appointment.
    pub moves_per_day: u32,
    /// How many holds of people without an account may run out on a slot. After that they may book it, but not hold it.
    pub guest_holds_per_slot: u32,
    /// How much of a doctor's day people without an account may hold at one time, in per cent of its slots; two at least.
    pub guest_hold_share_percent: u32,
    /// How many slots one visitor may hold at one time, at all clinics: one at each.
    pub holds_per_visitor: u32,
    /// How many slots visitors from one client address may hold at one time, at all clinics together.
    pub holds_per_address: u32,
}

impl Default for BookingSettings {
    fn default() -> Self {
        Self {
            workers: 2,
            max_batch: 128,
            max_queue: 2048,
            by_clinic: false,
            sweep_secs: 5,
            moves_per_day: 5,
            guest_holds_per_slot: 3,
            guest_hold_share_percent: 25,
            holds_per_visitor: 3,
            holds_per_address: 20,
        }
    }
}

impl BookingSettings {
    /// How long after its expiry a hold may still be there: until one sweep, and the time that it may take.
    pub fn hold_grace(&self) -> Duration {
        Duration::from_secs(self.sweep_secs * 2)
    }

    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        within(problems, "booking.workers", self.workers, 1, 64);
        within(problems, "booking.max_batch", self.max_batch, 1, 1024);
        within(problems, "booking.max_queue", self.max_queue, 1, 1_000_000);
        within(problems, "booking.sweep_secs", self.sweep_secs, 1, 3600);
        within(problems, "booking.moves_per_day", self.moves_per_day, 1, 1000);
        within(problems, "booking.guest_holds_per_slot", self.guest_holds_per_slot, 1, 1000);
        within(problems, "booking.guest_hold_share_percent", self.guest_hold_share_percent, 1, 100);
        within(problems, "booking.holds_per_visitor", self.holds_per_visitor, 1, 1000);
        within(problems, "booking.holds_per_address", self.holds_per_address, 1, 100_000);
    }
}
