//! The jobs of the relay's role: to publish events, and to delete them once they are expired.

mod outbox_cleanup;
mod relay;

pub use outbox_cleanup::OutboxCleanup;
pub use relay::{Relay, RelaySettings};
