//! How many deliveries are in hand, of each webhook and of each clinic: slow ones must not take all hands.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

/// Most deliveries at once.
pub(crate) const ALL: usize = 64;
/// Most of one clinic.
pub(crate) const OF_CLINIC: usize = 16;
/// Most of one webhook.
pub(crate) const OF_WEBHOOK: usize = 8;

/// What is in hand now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Held {
    pub(crate) clinics: HashMap<Uuid, usize>,
    pub(crate) webhooks: HashMap<Uuid, usize>,
}

impl Held {
    /// All of them.
    pub(crate) fn count(&self) -> usize {
        self.clinics.values().sum()
    }

    /// The webhooks that have as many in hand as they may.
    pub(crate) fn full_webhooks(&self) -> Vec<Uuid> {
        self.webhooks.iter().filter(|(_, held)| **held >= OF_WEBHOOK).map(|(id, _)| *id).collect()
    }

    /// The clinics that have as many in hand as they may.
    pub(crate) fn full_clinics(&self) -> Vec<Uuid> {
        self.clinics.iter().filter(|(_, held)| **held >= OF_CLINIC).map(|(id, _)| *id).collect()
    }
}

/// The counts. Clones are the same ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct InHand(Arc<Mutex<Held>>);

/// One delivery, until it is dropped.
#[derive(Debug)]
pub(crate) struct Hand {
    all: InHand,
    clinic_id: Uuid,
    webhook_id: Uuid,
}

impl InHand {
    fn lock(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One more.
    pub(crate) fn take(&self, clinic_id: Uuid, webhook_id: Uuid) -> Hand {
        let mut held = self.lock();
        *held.clinics.entry(clinic_id).or_default() += 1;
        *held.webhooks.entry(webhook_id).or_default() += 1;
        Hand { all: self.clone(), clinic_id, webhook_id }
    }

    /// As it is now.
    pub(crate) fn held(&self) -> Held {
        self.lock().clone()
    }
}

fn one_less(counts: &mut HashMap<Uuid, usize>, id: Uuid) {
    if let Some(count) = counts.get_mut(&id) {
        *count -= 1;
        if *count == 0 {
            counts.remove(&id);
        }
    }
}

impl Drop for Hand {
    fn drop(&mut self) {
        let mut held = self.all.lock();
        one_less(&mut held.clinics, self.clinic_id);
        one_less(&mut held.webhooks, self.webhook_id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clinic_is_full_while_it_has_as_many_as_it_may() {
        let (all, clinic, other) = (InHand::default(), Uuid::from_u128(1), Uuid::from_u128(2));
        let webhook = |nth: usize| Uuid::from_u128(10 + nth as u128 % 2);
        let mut hands: Vec<_> = (0..OF_CLINIC).map(|nth| all.take(clinic, webhook(nth))).collect();
        let _other = all.take(other, Uuid::from_u128(9));
        assert_eq!((all.held().full_clinics(), all.held().count()), (vec![clinic], OF_CLINIC + 1));
        assert_eq!(all.held().full_webhooks().len(), 2);
        hands.pop();
        assert_eq!((all.held().full_clinics().len(), all.held().full_webhooks().len()), (0, 1));
        drop(hands);
        let held = all.held();
        assert_eq!((held.clinics.len(), held.webhooks.len()), (1, 1), "who has none is forgotten");
    }
}
