//! Marks in the memory of one process: right as long as it is the only one that writes. (Changes by another process,
//! such as an import, are seen when a kept answer runs out.)

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use futures::future::BoxFuture;
use uuid::Uuid;

use super::{Committed, DayBooks, Known, Mark, NotTold};

/// Marks in the memory of this process.
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

    fn mark(&self, doctor_id: Uuid) -> Mark {
        let changes = self.changes.read().unwrap_or_else(PoisonError::into_inner);
        let count = changes.get(&doctor_id).copied().unwrap_or(0);
        Mark { version: format!("{:x}.{count:x}", self.epoch), written: None }
    }
}

impl DayBooks for LocalDayBooks {
    fn ask<'a>(&'a self, doctor_id: Uuid, _page: &'a str) -> BoxFuture<'a, Option<Known>> {
        Box::pin(std::future::ready(Some(Known { mark: self.mark(doctor_id), page: None })))
    }

    fn marks<'a>(&'a self, doctors: &'a [Uuid]) -> BoxFuture<'a, Option<Vec<Mark>>> {
        let marks = doctors.iter().map(|doctor_id| self.mark(*doctor_id)).collect();
        Box::pin(std::future::ready(Some(marks)))
    }

    /// The gateway of this process keeps its own pages.
    fn keep(&self, _doctor_id: Uuid, _page: String, _content: Vec<u8>) {}

    fn are_afar(&self) -> bool {
        false
    }

    fn changed<'a>(
        &'a self,
        doctors: &'a [Uuid],
        _: Option<Committed>,
    ) -> BoxFuture<'a, Result<(), NotTold>> {
        let mut changes = self.changes.write().unwrap_or_else(PoisonError::into_inner);
        for doctor_id in doctors {
            *changes.entry(*doctor_id).or_insert(0) += 1;
        }
        drop(changes);
        Box::pin(std::future::ready(Ok(())))
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[test]
    fn a_mark_changes_with_every_change_of_that_doctor_alone() {
        let books = LocalDayBooks::new(7);
        let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (a0, b0) = (books.mark(a), books.mark(b));
        assert_eq!(books.mark(a), a0);
        books.changed(&[a], None).now_or_never().unwrap().unwrap();
        assert_ne!(books.mark(a), a0);
        assert_eq!(books.mark(b), b0);
        assert_ne!(LocalDayBooks::new(8).mark(b), b0);
    }
}
