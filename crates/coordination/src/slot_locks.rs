//! One booking at a time per slot: the others are turned away before they cost the database anything.
//!
//! [`local`] is for one process, [`shared`] for many by way of Redis.

pub mod local;
pub mod shared;

use futures::future::BoxFuture;
use holdfast_telemetry::metrics;
use uuid::Uuid;

pub use local::LocalSlotLocks;
pub use shared::SharedSlotLocks;

/// What asking for a lock gave.
#[derive(Debug)]
pub enum Acquired {
    /// It is ours until the guard is dropped.
    Held(LockGuard),
    /// Somebody else is at work on the slot.
    Busy,
    /// The lock service is away: go on without it.
    Away,
}

/// Counts what asking for a lock gave.
fn count(outcome: &'static str) {
    metrics::SLOT_LOCK.of([outcome]).increment(1);
}

/// Gives the lock back when dropped.
pub struct LockGuard {
    release: Option<Box<dyn FnOnce() + Send>>,
}

impl LockGuard {
    /// A guard that runs `release` once.
    pub fn new(release: impl FnOnce() + Send + 'static) -> Self {
        Self { release: Some(Box::new(release)) }
    }
}

impl std::fmt::Debug for LockGuard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LockGuard")
    }
}

impl Drop for LockGuard {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            release();
        }
    }
}

/// Locks by slot.
pub trait SlotLocks: Send + Sync + 'static {
    /// Tries to take the lock of a slot; never waits for its holder.
    fn acquire(&self, slot_id: Uuid) -> BoxFuture<'_, Acquired>;
}
