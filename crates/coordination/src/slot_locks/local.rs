//! Locks in the memory of one process.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use futures::future::BoxFuture;
use uuid::Uuid;

use super::{Acquired, LockGuard, SlotLocks, count};

/// Locks in the memory of this process.
#[derive(Clone, Debug, Default)]
pub struct LocalSlotLocks {
    held: Arc<Mutex<HashSet<Uuid>>>,
}

impl LocalSlotLocks {
    /// The slot's lock, unless somebody in this process has it.
    pub(super) fn take(&self, slot_id: Uuid) -> Option<LockGuard> {
        let fresh = self.held.lock().unwrap_or_else(PoisonError::into_inner).insert(slot_id);
        fresh.then(|| {
            let held = Arc::clone(&self.held);
            LockGuard::new(move || {
                held.lock().unwrap_or_else(PoisonError::into_inner).remove(&slot_id);
            })
        })
    }
}

impl SlotLocks for LocalSlotLocks {
    fn acquire(&self, slot_id: Uuid) -> BoxFuture<'_, Acquired> {
        let acquired = self.take(slot_id).map_or(Acquired::Busy, Acquired::Held);
        count(if matches!(acquired, Acquired::Held(_)) { "held" } else { "busy" });
        Box::pin(std::future::ready(acquired))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_locked_once_and_free_again_when_the_guard_goes() {
        let locks = LocalSlotLocks::default();
        let take = |slot| locks.take(Uuid::from_u128(slot));
        let guard = take(1);
        assert!(guard.is_some());
        assert!(take(1).is_none());
        assert!(take(2).is_some());
        drop(guard);
        assert!(take(1).is_some());
    }
}
