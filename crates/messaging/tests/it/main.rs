//! Transports, on real brokers.
#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

mod conformance;
mod in_process;
#[cfg(feature = "kafka")]
mod kafka;
mod rabbitmq;
mod round_trips;
mod scene;
