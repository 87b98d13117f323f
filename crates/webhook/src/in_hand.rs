//! How many deliveries of each webhook are in hand: a slow one must not take all hands.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

/// Most deliveries of one webhook at once.
pub(crate) const EACH: usize = 8;

/// Counts by webhook. Clones are the same ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct InHand(Arc<Mutex<HashMap<Uuid, usize>>>);

/// One delivery, until it is dropped.
#[derive(Debug)]
pub(crate) struct Hand {
    all: InHand,
    webhook_id: Uuid,
}

impl InHand {
    /// One more of this webhook.
    pub(crate) fn take(&self, webhook_id: Uuid) -> Hand {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(webhook_id).or_default() += 1;
        Hand { all: self.clone(), webhook_id }
    }

    /// The webhooks that have as many in hand as they may.
    pub(crate) fn full(&self) -> Vec<Uuid> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.iter().filter(|(_, count)| **count >= EACH).map(|(id, _)| *id).collect()
    }
}

impl Drop for Hand {
    fn drop(&mut self) {
        let mut counts = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.webhook_id) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.webhook_id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_webhook_is_full_while_it_has_as_many_as_it_may() {
        let (all, one) = (InHand::default(), Uuid::from_u128(1));
        let mut hands: Vec<_> = (0..EACH).map(|_| all.take(one)).collect();
        let _other = all.take(Uuid::from_u128(2));
        assert_eq!(all.full(), [one]);
        hands.pop();
        assert!(all.full().is_empty());
        drop(hands);
        assert_eq!(all.0.lock().unwrap().len(), 1, "who has none is forgotten");
    }
}
