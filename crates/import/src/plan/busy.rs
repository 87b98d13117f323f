//! When somebody has a live appointment.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use uuid::Uuid;

use crate::bad_line::Source;
use crate::resolve::existing_calendar::TakenTime;

/// When doctors and patients are taken, by their ids. The times of one of them are disjoint.
#[derive(Default)]
pub(crate) struct Busy {
    /// By start.
    times: HashMap<Uuid, BTreeMap<Timestamp, Taken>>,
}

/// A time that is taken.
pub(crate) struct Taken {
    until: Timestamp,
    /// The row that says so; none for what was there before.
    pub(crate) by: Option<Source>,
}

impl Busy {
    /// Those whose time was taken before.
    pub(crate) fn with(existing: Vec<TakenTime>) -> Self {
        let mut busy = Self::default();
        for TakenTime { id, from, until } in existing {
            busy.add(id, from, until, None);
        }
        busy
    }

    /// What overlaps a stretch of time.
    pub(crate) fn overlap(&self, id: Uuid, from: Timestamp, until: Timestamp) -> Option<&Taken> {
        let (_, taken) = self.times.get(&id)?.range(..until).next_back()?;
        (taken.until > from).then_some(taken)
    }

    /// Notes that somebody is taken.
    pub(crate) fn add(&mut self, id: Uuid, from: Timestamp, until: Timestamp, by: Option<Source>) {
        self.times.entry(id).or_default().insert(from, Taken { until, by });
    }
}
