//! The idempotency keys whose first request is at work in this process, so that the second is told so at once.
//! (Across processes the unique key of `idempotency_keys` does the same, after the fact.)

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use holdfast_domain::{ErrorCode, KeyUse, Problem};

type Owned = (String, String, String);

#[derive(Clone, Default)]
pub(crate) struct RunningKeys {
    at_work: Arc<Mutex<HashSet<Owned>>>,
}

/// Frees the key when dropped.
pub(crate) struct Running {
    keys: RunningKeys,
    owned: Owned,
}

impl RunningKeys {
    pub(crate) fn start(&self, key: &KeyUse) -> Result<Running, Problem> {
        let owned = (key.caller.clone(), key.route.clone(), key.key.clone());
        let fresh = self.at_work.lock().unwrap_or_else(PoisonError::into_inner).insert(owned.clone());
        if fresh {
            Ok(Running { keys: self.clone(), owned })
        } else {
            Err(Problem::of(ErrorCode::IdempotencyInProgress))
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.keys.at_work.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.owned);
    }
}
