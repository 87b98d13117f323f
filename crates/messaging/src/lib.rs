//! From the outbox to whoever listens.
//!
//! A change and its event are one transaction; the relay (one of the [`jobs`]) hands events that wait to a [`Transport`] and commits
//! their marks only after the transport has taken them. So every event reaches the transport, some of them twice.
//! The transport brings each to every [`Listener`], again and again until it has dealt with it, an appointment's
//! events in their order; what a listener can make nothing of is kept aside and can be replayed. Listeners keep an
//! inbox, so that an event that comes twice has one effect. Events and what is known of them expire ([`retention`], [`jobs`]).
//!
//! An event ([`holdfast_domain::event`]) is a [`row`] in the outbox and in listeners' tables, and a [`cloud_event`] on its way.
//!
//! Transports: [`in_process`] (the outbox itself is the queue), [`rabbitmq`], and `kafka` behind a feature. One suite
//! of tests runs against all of them (`tests/it/conformance.rs`).

pub mod batcher;
pub mod cloud_event;
pub mod in_process;
pub mod jobs;
#[cfg(feature = "kafka")]
pub mod kafka;
pub mod lanes;
pub mod listener;
pub mod rabbitmq;
pub mod retention;
pub mod row;
pub mod trace;
pub mod transport;

pub use batcher::Batcher;
pub use in_process::InProcess;
pub use jobs::{OutboxCleanup, Relay, RelaySettings};
pub use listener::{Listener, Undelivered};
pub use rabbitmq::RabbitMq;
pub use retention::Retention;
pub use transport::{Broker, Refused, Transport, TransportError};
