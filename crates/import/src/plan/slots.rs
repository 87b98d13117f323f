//! The slots that appointments are put on: those the database has, and those made now.

use std::collections::{BTreeMap, HashMap};

use holdfast_domain::Ids;
use holdfast_domain::slots::{NewSlot, without_overlaps};
use holdfast_domain::template::SLOT_MINUTES;
use jiff::{SignedDuration, Timestamp};

use crate::plan::slot::{Holder, Origin, Slot};
use crate::resolve::existing_calendar::ExistingSlot;
use crate::resolve::people::Doctor;

/// Longest slot.
const LONGEST: SignedDuration = SignedDuration::from_mins(*SLOT_MINUTES.end() as i64);

/// All slots in play.
pub(crate) struct Slots {
    pub(crate) all: Vec<Slot>,
    by_start: BTreeMap<(usize, Timestamp), usize>,
}

impl Slots {
    /// Those that are there, and new ones for the days that new hours offer as of today. (Appointments on other days get
    /// slots of their own.) A new slot never overlaps what is there: `blocked`, by doctor.
    pub(crate) fn make(
        doctors: &[Doctor],
        existing: Vec<ExistingSlot>,
        blocked: &HashMap<usize, Vec<(Timestamp, Timestamp)>>,
        now: Timestamp,
        ids: &Ids,
    ) -> Self {
        let mut slots = Self { all: Vec::new(), by_start: BTreeMap::new() };
        for ExistingSlot { id, doctor, starts_at, ends_at, mode, is_booked } in existing {
            let holder = if is_booked { Holder::Existing } else { Holder::Nobody };
            slots.add(Slot { id, doctor, starts_at, ends_at, mode, origin: Origin::Existing, holder });
        }
        for (index, doctor) in doctors.iter().enumerate() {
            for (from, until) in doctor.newly_offered(now) {
                let mut new = doctor.calendar.slots(&doctor.zone, from, until);
                if let Some(blocked) = blocked.get(&index) {
                    new = without_overlaps(new, blocked);
                }
                for NewSlot { starts_at, ends_at, mode, .. } in new {
                    let (id, origin, holder) = (ids.next(), Origin::Hours, Holder::Nobody);
                    slots.add(Slot { id, doctor: index, starts_at, ends_at, mode, origin, holder });
                }
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
            other.origin = if other.origin == Origin::Existing { Origin::GivesWay } else { Origin::LeftOut };
        }
        self.add(slot);
        self.all.len() - 1
    }

    fn add(&mut self, slot: Slot) {
        self.by_start.insert((slot.doctor, slot.starts_at), self.all.len());
        self.all.push(slot);
    }
}
