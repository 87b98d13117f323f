//! The slots that appointments are put on: those the database has, and those made now.

use std::collections::{BTreeMap, BTreeSet};

use holdfast_domain::Ids;
use holdfast_domain::slots::{NewSlot, without_overlaps};
use holdfast_domain::template::{Mode, SLOT_MINUTES};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::appointments::Target;
use crate::bad_line::Source;
use crate::before::Before;
use crate::people::Doctor;

/// Longest slot.
const LONGEST: SignedDuration = SignedDuration::from_mins(*SLOT_MINUTES.end() as i64);

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
    pub(crate) origin: Origin,
    pub(crate) holder: Holder,
}

impl Slot {
    /// Whether it becomes a row. One of a cancelled appointment's own would be nobody's.
    pub(crate) fn is_written(&self) -> bool {
        match self.origin {
            Origin::Hours => true,
            Origin::Appointment { .. } => !matches!(self.holder, Holder::Nobody),
            Origin::Before | Origin::GivesWay | Origin::LeftOut => false,
        }
    }
}

/// Where a slot comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// It was there before.
    Before,
    /// The hours give it.
    Hours,
    /// It is made for an appointment alone. Where the hours do not give it, it is never offered.
    Appointment {
        /// Whether the hours give it: on a day that is past, or not offered yet.
        fits: bool,
    },
    /// It was there before and free, and an appointment with a time of its own overlaps it.
    GivesWay,
    /// The hours would give it, but such an appointment overlaps it.
    LeftOut,
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
    /// For doctors with new hours the days that are offered as of today. (Appointments on other days get slots of their
    /// own.) Also sets up to which day those doctors have slots.
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
            if doctors[target.doctor].row.is_none() {
                days.to_load.insert(Stretch { doctor: target.doctor, from: target.day, until });
            }
        }
        days
    }
}

/// All slots in play.
pub(crate) struct Slots {
    pub(crate) all: Vec<Slot>,
    by_start: BTreeMap<(usize, Timestamp), usize>,
}

impl Slots {
    /// Those that are there, and new ones for the days to make. A new slot never overlaps what is there.
    pub(crate) fn make(doctors: &[Doctor], days: &Days, before: &mut Before, ids: &Ids) -> Self {
        let mut slots = Self { all: Vec::new(), by_start: BTreeMap::new() };
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
                let origin = Origin::Hours;
                slots.add(Slot { id, doctor: *index, starts_at, ends_at, mode, origin, holder });
            }
        }
        slots
    }

    /// The slot of a doctor that starts at an instant.
    pub(crate) fn starting(&self, doctor: usize, starts_at: Timestamp) -> Option<usize> {
        self.by_start.get(&(doctor, starts_at)).copied()
    }

    /// A slot for an appointment whose time is not that of a slot in play. Free slots that a live one overlaps give way.
    pub(crate) fn make_own(&mut self, slot: Slot, is_live: bool) -> usize {
        if !is_live {
            self.all.push(slot);
            return self.all.len() - 1;
        }
        let first = slot.starts_at.checked_sub(LONGEST).unwrap_or(Timestamp::MIN);
        let near = self.by_start.range((slot.doctor, first)..(slot.doctor, slot.ends_at));
        let overlapped: Vec<((usize, Timestamp), usize)> = near
            .map(|(start, index)| (*start, *index))
            .filter(|(_, index)| {
                let other = &self.all[*index];
                other.ends_at > slot.starts_at && matches!(other.holder, Holder::Nobody)
            })
            .collect();
        for (start, index) in overlapped {
            self.by_start.remove(&start);
            let other = &mut self.all[index];
            // what was not written yet is simply left out
            other.origin = if other.origin == Origin::Before { Origin::GivesWay } else { Origin::LeftOut };
        }
        self.add(slot);
        self.all.len() - 1
    }

    fn add(&mut self, slot: Slot) {
        self.by_start.insert((slot.doctor, slot.starts_at), self.all.len());
        self.all.push(slot);
    }
}
