//! How many deliveries are in flight, of each webhook and of each clinic: slow ones must not take all places.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

/// Most deliveries at once.
pub(crate) const ALL: usize = 64;
/// Most of one clinic.
pub(crate) const OF_CLINIC: usize = 16;
/// Most of one webhook.
pub(crate) const OF_WEBHOOK: usize = 8;

/// What is in flight now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) clinics: HashMap<Uuid, usize>,
    pub(crate) webhooks: HashMap<Uuid, usize>,
}

impl Counts {
    /// All of them.
    pub(crate) fn count(&self) -> usize {
        self.clinics.values().sum()
    }

    /// The webhooks that have as many in flight as they may.
    pub(crate) fn full_webhooks(&self) -> Vec<Uuid> {
        self.webhooks.iter().filter(|(_, held)| **held >= OF_WEBHOOK).map(|(id, _)| *id).collect()
    }

    /// The clinics that have as many in flight as they may.
    pub(crate) fn full_clinics(&self) -> Vec<Uuid> {
        self.clinics.iter().filter(|(_, held)| **held >= OF_CLINIC).map(|(id, _)| *id).collect()
    }
}

/// The counts. Clones are the same ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct InFlight(Arc<Mutex<Counts>>);

/// One delivery, until it is dropped.
#[derive(Debug)]
pub(crate) struct Attempt {
    all: InFlight,
    clinic_id: Uuid,
    webhook_id: Uuid,
}

impl InFlight {
    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One more.
    pub(crate) fn take(&self, clinic_id: Uuid, webhook_id: Uuid) -> Attempt {
        let mut counts = self.lock();
        *counts.clinics.entry(clinic_id).or_default() += 1;
        *counts.webhooks.entry(webhook_id).or_default() += 1;
        Attempt { all: self.clone(), clinic_id, webhook_id }
    }

    /// As it is now.
    pub(crate) fn counts(&self) -> Counts {
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

impl Drop for Attempt {
    fn drop(&mut self) {
        let mut counts = self.all.lock();
        one_less(&mut counts.clinics, self.clinic_id);
        one_less(&mut counts.webhooks, self.webhook_id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clinic_is_full_while_it_has_as_many_as_it_may() {
        let (all, clinic, other) = (InFlight::default(), Uuid::from_u128(1), Uuid::from_u128(2));
        let webhook = |nth: usize| Uuid::from_u128(10 + nth as u128 % 2);
        let mut hands: Vec<_> = (0..OF_CLINIC).map(|nth| all.take(clinic, webhook(nth))).collect();
        let _other = all.take(other, Uuid::from_u128(9));
        assert_eq!((all.counts().full_clinics(), all.counts().count()), (vec![clinic], OF_CLINIC + 1));
        assert_eq!(all.counts().full_webhooks().len(), 2);
        hands.pop();
        assert_eq!((all.counts().full_clinics().len(), all.counts().full_webhooks().len()), (0, 1));
        drop(hands);
        let counts = all.counts();
        assert_eq!((counts.clinics.len(), counts.webhooks.len()), (1, 1), "who has none is forgotten");
    }
}
