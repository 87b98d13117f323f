//! One booking at a time per slot: the others are turned away before they cost the database anything.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use futures::future::BoxFuture;
use uuid::Uuid;

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

/// Locks in the memory of this process.
#[derive(Clone, Debug, Default)]
pub struct LocalSlotLocks {
    held: Arc<Mutex<HashSet<Uuid>>>,
}

impl SlotLocks for LocalSlotLocks {
    fn acquire(&self, slot_id: Uuid) -> BoxFuture<'_, Acquired> {
        let fresh = self.held.lock().unwrap_or_else(PoisonError::into_inner).insert(slot_id);
        let acquired = if fresh {
            let held = Arc::clone(&self.held);
            Acquired::Held(LockGuard::new(move || {
                held.lock().unwrap_or_else(PoisonError::into_inner).remove(&slot_id);
            }))
        } else {
            Acquired::Busy
        };
        Box::pin(std::future::ready(acquired))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    fn acquire(locks: &LocalSlotLocks, slot: u128) -> Acquired {
        locks.acquire(Uuid::from_u128(slot)).now_or_never().unwrap()
    }

    #[test]
    fn a_slot_is_locked_once_and_free_again_when_the_guard_goes() {
        let locks = LocalSlotLocks::default();
        let guard = acquire(&locks, 1);
        assert!(matches!(guard, Acquired::Held(_)));
        assert!(matches!(acquire(&locks, 1), Acquired::Busy));
        assert!(matches!(acquire(&locks, 2), Acquired::Held(_)));
        drop(guard);
        assert!(matches!(acquire(&locks, 1), Acquired::Held(_)));
    }
}
