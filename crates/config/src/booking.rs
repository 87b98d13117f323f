//! `[booking]`

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
}

impl Default for BookingSettings {
    fn default() -> Self {
        Self { workers: 2, max_batch: 128, max_queue: 2048, by_clinic: false, sweep_secs: 5 }
    }
}

impl BookingSettings {
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        within(problems, "booking.workers", self.workers, 1, 64);
        within(problems, "booking.max_batch", self.max_batch, 1, 1024);
        within(problems, "booking.max_queue", self.max_queue, 1, 1_000_000);
        within(problems, "booking.sweep_secs", self.sweep_secs, 1, 3600);
    }
}
