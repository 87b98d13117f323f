//! How many mails are in flight, of each clinic and to each recipient: nobody's mails take all hands.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

/// Most mails at once.
pub(crate) const ALL: usize = 24;
/// Most of one clinic.
pub(crate) const OF_CLINIC: usize = 6;

/// What is in flight now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) clinics: HashMap<Uuid, usize>,
    recipients: HashMap<Vec<u8>, usize>,
}

impl Counts {
    /// How many more there may be.
    pub(crate) fn room(&self) -> usize {
        ALL.saturating_sub(self.clinics.values().sum())
    }

    /// How many more of this clinic there may be.
    pub(crate) fn room_of(&self, clinic_id: Uuid) -> usize {
        OF_CLINIC.saturating_sub(self.clinics.get(&clinic_id).copied().unwrap_or_default())
    }

    /// The clinics that have as many in flight as they may.
    pub(crate) fn full_clinics(&self) -> Vec<Uuid> {
        self.clinics.keys().copied().filter(|id| self.room_of(*id) == 0).collect()
    }

    /// Whom something is being sent to.
    pub(crate) fn recipients(&self) -> Vec<Vec<u8>> {
        self.recipients.keys().cloned().collect()
    }
}

/// The counts. Clones are the same ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct InFlight(Arc<Mutex<Counts>>);

/// One mail, until it is dropped.
#[derive(Debug)]
pub(crate) struct Sending {
    all: InFlight,
    clinic_id: Uuid,
    recipient: Option<Vec<u8>>,
}

impl InFlight {
    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One more. Mails of no clinic are all of one, `Uuid::nil()`.
    pub(crate) fn take(&self, clinic_id: Uuid, recipient: Option<Vec<u8>>) -> Sending {
        let mut counts = self.lock();
        *counts.clinics.entry(clinic_id).or_default() += 1;
        if let Some(recipient) = &recipient {
            *counts.recipients.entry(recipient.clone()).or_default() += 1;
        }
        Sending { all: self.clone(), clinic_id, recipient }
    }

    /// As it is now.
    pub(crate) fn counts(&self) -> Counts {
        self.lock().clone()
    }
}

fn one_less<K: std::hash::Hash + Eq>(counts: &mut HashMap<K, usize>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        let mut counts = self.all.lock();
        one_less(&mut counts.clinics, &self.clinic_id);
        if let Some(recipient) = &self.recipient {
            one_less(&mut counts.recipients, recipient);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clinic_is_full_while_it_has_as_many_as_it_may() {
        let (all, clinic, other) = (InFlight::default(), Uuid::from_u128(1), Uuid::from_u128(2));
        let mut hands: Vec<_> =
            (0..OF_CLINIC).map(|nth| all.take(clinic, Some(nth.to_be_bytes().to_vec()))).collect();
        let _other = all.take(other, None);
        let counts = all.counts();
        assert_eq!((counts.full_clinics(), counts.room()), (vec![clinic], ALL - OF_CLINIC - 1));
        assert_eq!((counts.room_of(other), counts.recipients().len()), (OF_CLINIC - 1, OF_CLINIC));
        hands.pop();
        assert_eq!(all.counts().full_clinics(), Vec::<Uuid>::new());
        drop(hands);
        let counts = all.counts();
        assert_eq!((counts.clinics.len(), counts.recipients().len()), (1, 0), "who has none is forgotten");
    }
}
