//! The transport within one process: listeners subscribe to a channel.

use tokio::sync::broadcast;

use crate::{Event, Transport, TransportError};

/// Hands events to whoever subscribed. Without subscribers an event is delivered to nobody, which is all of them.
#[derive(Clone, Debug)]
pub struct InProcess {
    sender: broadcast::Sender<Event>,
}

impl Default for InProcess {
    fn default() -> Self {
        Self { sender: broadcast::Sender::new(4096) }
    }
}

impl InProcess {
    /// All events from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.sender.subscribe()
    }
}

impl Transport for InProcess {
    async fn publish(&self, events: &[Event]) -> Result<(), TransportError> {
        for event in events {
            tracing::debug!(event.id = %event.id, event.r#type = event.event_type, "event");
            // an error says that nobody listens
            let _ = self.sender.send(event.clone());
        }
        Ok(())
    }
}
