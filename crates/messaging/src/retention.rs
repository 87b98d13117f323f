//! How long events and what is known of them are kept.
//!
//! Nobody can say when an event comes for the last time: queues, dead letters and Kafka's topics may give it out again after any
//! time. So a listener acts on no event that is older than the retention, and what it knows of events goes only after that. An
//! event that comes late has no effect then, and never a second one.

use holdfast_domain::Event;
use holdfast_telemetry::metrics;
use jiff::{SignedDuration, Timestamp};

/// Hosts' clocks differ: so much longer listeners remember an event than they would act on it.
const MARGIN: SignedDuration = SignedDuration::from_hours(24);

/// How long events and what is known of them are kept. The same for the relay and all listeners.
#[derive(Clone, Copy, Debug)]
pub struct Retention {
    kept: SignedDuration,
}

impl Retention {
    /// So many days.
    pub fn of_days(days: u32) -> Self {
        Self { kept: SignedDuration::from_hours(24 * i64::from(days)) }
    }

    /// Events that were published before are expired, and dead letters from before.
    pub fn of_events(self, now: Timestamp) -> Timestamp {
        now - self.kept
    }

    /// What listeners noted before is expired.
    pub fn of_listeners(self, now: Timestamp) -> Timestamp {
        now - self.kept - MARGIN
    }

    /// Whether a listener may act on this event, or may have forgotten that it has. Tells of those that it may not.
    pub fn covers(self, event: &Event, listener: &'static str, now: Timestamp) -> bool {
        if event.occurred_at >= self.of_events(now) {
            return true;
        }
        tracing::info!(event.id = %event.id, listener, occurred_at = %event.occurred_at, "an expired event is passed over");
        metrics::EXPIRED_EVENTS.of([listener]).increment(1);
        false
    }
}
