//! Which state a doctor's slots are in: a mark that changes with every change, so that an answer read earlier
//! can be told to be still the newest, or not.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use uuid::Uuid;

/// Marks by doctor.
///
/// The rule for readers: take the mark, then read the database, then keep the answer under that mark; and use
/// it only while the mark is the same. A change marks after its commit and before it is acknowledged, so no
/// kept answer shows a slot whose booking was acknowledged before the question.
pub trait DayBooks: Send + Sync + 'static {
    /// The mark of a doctor's slots now; `None` when it cannot be known, so nothing kept may be used.
    fn mark(&self, doctor_id: Uuid) -> Option<String>;
    /// The doctor's slots have changed.
    fn changed(&self, doctor_id: Uuid);
}

/// Marks in the memory of this process: right as long as it is the only one that writes. (Changes by another
/// process, such as an import, are seen when a kept answer runs out.)
#[derive(Clone, Debug)]
pub struct LocalDayBooks {
    /// Different in each process, so that marks of an earlier one never fit.
    epoch: u64,
    changes: Arc<RwLock<HashMap<Uuid, u64>>>,
}

impl LocalDayBooks {
    /// No changes seen yet; `epoch` is a random number.
    pub fn new(epoch: u64) -> Self {
        Self { epoch, changes: Arc::default() }
    }
}

impl DayBooks for LocalDayBooks {
    fn mark(&self, doctor_id: Uuid) -> Option<String> {
        let changes = self.changes.read().unwrap_or_else(PoisonError::into_inner);
        let count = changes.get(&doctor_id).copied().unwrap_or(0);
        Some(format!("{:x}.{count:x}", self.epoch))
    }

    fn changed(&self, doctor_id: Uuid) {
        *self.changes.write().unwrap_or_else(PoisonError::into_inner).entry(doctor_id).or_insert(0) += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_changes_with_every_change_of_that_doctor_alone() {
        let books = LocalDayBooks::new(7);
        let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (a0, b0) = (books.mark(a), books.mark(b));
        assert_eq!(books.mark(a), a0);
        books.changed(a);
        assert_ne!(books.mark(a), a0);
        assert_eq!(books.mark(b), b0);
        assert_ne!(LocalDayBooks::new(8).mark(b), b0);
    }
}
