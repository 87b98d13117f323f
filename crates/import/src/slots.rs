//! The slots that appointments are put on: those the database has, and those made now.

use std::collections::{BTreeSet, HashMap};

use holdfast_domain::Ids;
use holdfast_domain::slots::{NewSlot, without_overlaps};
use holdfast_domain::template::Mode;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::appointments::Target;
use crate::bad_line::Source;
use crate::before::Before;
use crate::people::Doctor;

/// Who has a slot.
pub(crate) enum Holder {
    Nobody,
    /// An appointment that was there before.
    Before,
    /// An appointment of the files.
    Row(Source),
}

/// A slot, made now or there before.
pub(crate) struct Slot {
    pub(crate) id: Uuid,
    pub(crate) doctor: usize,
    pub(crate) starts_at: Timestamp,
    pub(crate) ends_at: Timestamp,
    pub(crate) mode: Mode,
    pub(crate) is_new: bool,
    pub(crate) holder: Holder,
}

/// Days of one doctor, the last one not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stretch {
    pub(crate) doctor: usize,
    pub(crate) from: Date,
    pub(crate) until: Date,
}

/// The days whose slots matter.
#[derive(Debug, Default)]
pub(crate) struct Days {
    /// Days to make slots for.
    pub(crate) to_make: BTreeSet<Stretch>,
    /// Days of doctors who were there before, whose slots and appointments the database may have.
    pub(crate) to_load: BTreeSet<Stretch>,
}

impl Days {
    /// For doctors with new hours the days that are offered as of today; and every day of an appointment. Also sets
    /// up to which day those doctors have slots.
    pub(crate) fn plan(doctors: &mut [Doctor], targets: &[Target], now: Timestamp) -> Self {
        let mut days = Self::default();
        for (index, doctor) in doctors.iter_mut().enumerate() {
            let today = doctor.zone.to_datetime(now).date();
            if !doctor.new_templates.is_empty() {
                for (from, until) in doctor.calendar.offered_stretches(today) {
                    let stretch = Stretch { doctor: index, from, until };
                    days.to_make.insert(stretch);
                    if doctor.row.is_none() {
                        days.to_load.insert(stretch);
                    }
                }
                doctor.slots_until = Some(doctor.calendar.offered_until(today));
            }
        }
        for target in targets {
            let Ok(until) = target.day.tomorrow() else { continue };
            let stretch = Stretch { doctor: target.doctor, from: target.day, until };
            let doctor = &doctors[target.doctor];
            // A day that is offered has all its slots, be it that they are few.
            if !doctor.calendar.offers(target.day, doctor.zone.to_datetime(now).date()) {
                days.to_make.insert(stretch);
            }
            if doctor.row.is_none() {
                days.to_load.insert(stretch);
            }
        }
        days
    }
}

/// All slots in play.
pub(crate) struct Slots {
    pub(crate) all: Vec<Slot>,
    by_start: HashMap<(usize, Timestamp), usize>,
}

impl Slots {
    /// Those that are there, and new ones for the days to make. A new slot never overlaps what is there.
    pub(crate) fn make(doctors: &[Doctor], days: &Days, before: &mut Before, ids: &Ids) -> Self {
        let mut slots = Self { all: Vec::new(), by_start: HashMap::new() };
        for slot in std::mem::take(&mut before.slots) {
            slots.add(slot);
        }
        for Stretch { doctor: index, from, until } in &days.to_make {
            let doctor = &doctors[*index];
            let mut new = doctor.calendar.slots(&doctor.zone, *from, *until);
            if let Some(blocked) = before.blocked.get(index) {
                new = without_overlaps(new, blocked);
            }
            for NewSlot { starts_at, ends_at, mode } in new {
                let id = ids.next();
                let holder = Holder::Nobody;
                slots.add(Slot { id, doctor: *index, starts_at, ends_at, mode, is_new: true, holder });
            }
        }
        slots
    }

    /// The slot of a doctor that starts at an instant.
    pub(crate) fn starting(&self, doctor: usize, starts_at: Timestamp) -> Option<usize> {
        self.by_start.get(&(doctor, starts_at)).copied()
    }

    fn add(&mut self, slot: Slot) {
        self.by_start.insert((slot.doctor, slot.starts_at), self.all.len());
        self.all.push(slot);
    }
}
