//! When a clinic is closed: whole days and stretches of time, in which no template is followed; and the day from which it is closed
//! for good, when nothing is worked at all. See [`Calendar`].
//!
//! [`Calendar`]: crate::calendar::Calendar

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::slots::{NewSlot, without_overlaps};

/// All closures of one clinic that matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closures {
    days: BTreeSet<Date>,
    /// Each from an instant up to another, in any order.
    times: Vec<(Timestamp, Timestamp)>,
    /// The first day on which the clinic is closed for good.
    pub for_good_from: Option<Date>,
}

impl Closures {
    /// Closes a day.
    pub fn add_day(&mut self, day: Date) {
        self.days.insert(day);
    }

    /// Closes the time from an instant up to another.
    pub fn add_time(&mut self, starts_at: Timestamp, ends_at: Timestamp) {
        self.times.push((starts_at, ends_at));
    }

    /// Closes a stretch of time, if there is one, or else the day.
    pub fn add(&mut self, day: Date, starts_at: Option<Timestamp>, ends_at: Option<Timestamp>) {
        match starts_at.zip(ends_at) {
            Some((starts_at, ends_at)) => self.add_time(starts_at, ends_at),
            None => self.add_day(day),
        }
    }

    /// Whether the whole day is closed.
    pub fn has_day(&self, day: Date) -> bool {
        self.days.contains(&day)
    }

    /// Whether the clinic is closed for good by then.
    pub(crate) fn is_over(&self, day: Date) -> bool {
        self.for_good_from.is_some_and(|from| day >= from)
    }

    /// Stretches of time, each from an instant up to another.
    pub(crate) fn times(&self) -> &[(Timestamp, Timestamp)] {
        &self.times
    }

    /// The slots that touch no stretch of closed time.
    pub(crate) fn outside_times(&self, slots: Vec<NewSlot>) -> Vec<NewSlot> {
        if self.times.is_empty() { slots } else { without_overlaps(slots, &self.times) }
    }
}
