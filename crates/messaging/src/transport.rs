//! What takes events to their listeners.

use holdfast_domain::{Event, EventId};

use crate::{InProcess, RabbitMq};

/// Takes events to their listeners.
pub trait Transport: Send + Sync + 'static {
    /// What it is, as traces name it (OpenTelemetry's `messaging.system`).
    fn name(&self) -> &'static str;

    /// Takes a batch, in order. The events that it does not refuse are the transport's to deliver from then on. After
    /// an error it is not known which it took.
    fn publish(&self, events: &[Event]) -> impl Future<Output = Result<Vec<Refused>, TransportError>> + Send;
}

/// An event that was not taken; it stays in the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The event.
    pub event_id: EventId,
    /// Why.
    pub why: String,
}

/// The transport cannot be used now.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct TransportError(pub String);

/// The transport that the settings name.
#[derive(Clone)]
pub enum Broker {
    /// To listeners in this process.
    InProcess(InProcess),
    /// By RabbitMQ.
    RabbitMq(RabbitMq),
    /// By Kafka.
    #[cfg(feature = "kafka")]
    Kafka(crate::kafka::Kafka),
}

impl Transport for Broker {
    fn name(&self) -> &'static str {
        match self {
            Self::InProcess(transport) => transport.name(),
            Self::RabbitMq(transport) => transport.name(),
            #[cfg(feature = "kafka")]
            Self::Kafka(transport) => transport.name(),
        }
    }

    async fn publish(&self, events: &[Event]) -> Result<Vec<Refused>, TransportError> {
        match self {
            Self::InProcess(transport) => transport.publish(events).await,
            Self::RabbitMq(transport) => transport.publish(events).await,
            #[cfg(feature = "kafka")]
            Self::Kafka(transport) => transport.publish(events).await,
        }
    }
}
