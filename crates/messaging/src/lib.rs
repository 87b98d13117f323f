//! From the outbox to whoever listens.
//!
//! A change and its event are one transaction; the [`relay`] hands events that wait to a [`Transport`] and commits
//! their marks only after the transport has taken them. So every event reaches the transport, some of them twice:
//! listeners keep an inbox. What happens then is the transport's: the one here, [`InProcess`], keeps nothing, so a
//! listener that is away or far behind misses events. Brokers implement the same trait.

pub mod event;
pub mod in_process;
pub mod relay;

pub use event::Event;
pub use in_process::InProcess;
pub use relay::Relay;

/// Takes events to their listeners.
pub trait Transport: Send + Sync + 'static {
    /// Takes a batch, in order. Once this returns, the events are the transport's to deliver.
    fn publish(&self, events: &[Event]) -> impl Future<Output = Result<(), TransportError>> + Send;
}

/// The transport did not take the events; they stay in the outbox.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct TransportError(pub String);
