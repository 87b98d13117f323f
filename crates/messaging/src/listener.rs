//! Whoever is told of events.

use futures::future::BoxFuture;
use holdfast_domain::Event;

/// Is told of every event at least once, of an appointment's events one after the other in their order.
pub trait Listener: Send + Sync + 'static {
    /// Its name: that of its queue, and of its entries in the inbox.
    fn name(&self) -> &'static str;
    /// Ends when nothing is under way any longer. Asked once nothing new is delivered, before the process ends.
    fn finish(&self) -> BoxFuture<'_, ()> {
        Box::pin(std::future::ready(()))
    }
    /// Deals with an event.
    fn deliver<'a>(&'a self, event: &'a Event) -> BoxFuture<'a, Result<(), Undelivered>>;
}

/// The listener has not dealt with the event.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// Not now: something is away. It is told again.
    #[error("{0}")]
    Later(String),
    /// Never: it can make nothing of it. It is kept aside.
    #[error("{0}")]
    Poison(String),
}
