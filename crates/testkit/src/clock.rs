//! A clock that tests move by hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use holdfast_domain::Clock;
use jiff::{SignedDuration, Timestamp};

/// Stands still until it is moved. Clones are the same clock.
#[derive(Clone, Debug)]
pub struct ManualClock {
    micros: Arc<AtomicI64>,
}

impl ManualClock {
    /// Stands at this instant.
    pub fn at(instant: Timestamp) -> Self {
        Self { micros: Arc::new(AtomicI64::new(instant.as_microsecond())) }
    }

    /// Moves on.
    pub fn advance(&self, by: SignedDuration) {
        let micros = i64::try_from(by.as_micros()).expect("tests move by days, not by ages");
        self.micros.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.micros.load(Ordering::SeqCst)).expect("in range")
    }
}
