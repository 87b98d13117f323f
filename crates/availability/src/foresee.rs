//! What a doctor's hours make of the slots that are there. Reads nothing and writes nothing, so that what is foreseen and what
//! is done are the same.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use holdfast_domain::conflict::{taken_beside_hours, taken_by};
use holdfast_domain::slots::{NewSlot, split_by_overlap, without_overlaps};
use holdfast_domain::{AppointmentId, DoctorId, SlotId};
use holdfast_rpc::availability::{Conflict, DayChange, Intent, SlotChanges};
use holdfast_sql::queries::availability as sql;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::plan::{Plan, is_squeezed_in, slot_of};
use crate::scheduled::{Hours, Scheduled};

/// The days whose slots are looked at.
pub(crate) enum Days {
    /// All from now on.
    ToCome,
    /// These alone.
    These(Vec<Date>),
}

/// The same as stretches of time, from now on: each from an instant up to another.
pub(crate) struct Stretches {
    pub(crate) from_at: Vec<Timestamp>,
    pub(crate) until_at: Vec<Timestamp>,
}

impl Stretches {
    /// `far` lies beyond every slot.
    pub(crate) fn new(days: &Days, tz: &TimeZone, now: Timestamp, far: Timestamp) -> Self {
        let begins = |day: Date| day.to_zoned(tz.clone()).map(|midnight| midnight.timestamp());
        let of_day = |day: &Date| Some((begins(*day).ok()?.max(now), begins(day.tomorrow().ok()?).ok()?));
        let stretches: Vec<_> = match days {
            Days::ToCome => vec![(now, far)],
            Days::These(days) => {
                days.iter().filter_map(of_day).filter(|(from, until)| from < until).collect()
            }
        };
        let (from_at, until_at) = stretches.into_iter().unzip();
        Self { from_at, until_at }
    }

    pub(crate) fn first(&self) -> Option<Timestamp> {
        self.from_at.iter().min().copied()
    }

    pub(crate) fn last(&self) -> Option<Timestamp> {
        self.until_at.iter().max().copied()
    }

    fn contain(&self, instant: Timestamp) -> bool {
        self.from_at.iter().zip(&self.until_at).any(|(from, until)| *from <= instant && instant < *until)
    }
}

/// What is there of one clinic's doctors.
pub(crate) struct There {
    pub(crate) slots: Vec<sql::DoctorSlot>,
    pub(crate) appointments: Vec<sql::LiveAppointmentsOfDoctors>,
}

/// What becomes of one doctor's slots.
pub(crate) struct Foreseen {
    pub(crate) doctor_id: Uuid,
    pub(crate) plan: Plan,
    pub(crate) added: Vec<NewSlot>,
    /// What a live appointment overlaps.
    pub(crate) blocked: Vec<NewSlot>,
    /// What takes the time of booked slots outside the hours, by their ids.
    pub(crate) taken_by: HashMap<Uuid, Vec<String>>,
}

/// The slots of `scheduled` on the days of `stretches`, as they are to be.
pub(crate) fn foresee(
    Scheduled { doctor, hours }: &Scheduled,
    there: &There,
    stretches: &Stretches,
    tz: &TimeZone,
    now: Timestamp,
) -> Foreseen {
    let today = tz.to_datetime(now).date();
    let mut offered = hours.calendar.offered(tz, today);
    offered.retain(|slot| slot.starts_at > now && stretches.contain(slot.starts_at));
    let offered = without_overlaps(offered, &hours.off);
    let existing: Vec<_> = there.slots.iter().filter(|slot| slot.doctor_id == doctor.id).collect();
    let mut plan = Plan::new(&existing, offered, |slot| {
        if is_squeezed_in(slot) { stays(hours, tz, slot, now) } else { within(hours, tz, slot) }
    });
    let busy = there.appointments.iter().filter(|a| a.doctor_id == doctor.id);
    let waiting = existing.iter().filter(|of| is_squeezed_in(of) && !of.is_booked && !plan.removes(of.id));
    let busy: Vec<_> = busy
        .map(|a| (a.starts_at, a.ends_at))
        .chain(waiting.map(|slot| (slot.starts_at, slot.ends_at)))
        .collect();
    let (added, blocked) = split_by_overlap(std::mem::take(&mut plan.added), &busy);
    let outside = existing.iter().filter(|slot| plan.conflicts.contains(&slot.id));
    let taken_by = outside.map(|slot| (slot.id, takes_time_of(hours, tz, slot))).collect();
    Foreseen { doctor_id: doctor.id, plan, added, blocked, taken_by }
}

/// What takes the time of a slot: hours that do not give it, of one that is squeezed in all else.
fn takes_time_of(hours: &Hours, tz: &TimeZone, slot: &sql::DoctorSlot) -> Vec<String> {
    let taken = if is_squeezed_in(slot) { taken_beside_hours } else { taken_by };
    taken(&hours.calendar, &hours.off, tz, &slot_of(slot))
}

/// Whether one that is squeezed in can stay: it is booked or waits, and nothing but the hours keeps the doctor from being there.
fn stays(hours: &Hours, tz: &TimeZone, slot: &sql::DoctorSlot, now: Timestamp) -> bool {
    (slot.is_booked || slot.kept_until.is_some_and(|until| now < until))
        && takes_time_of(hours, tz, slot).is_empty()
}

/// Whether the hours give this slot, however far ahead it is.
fn within(hours: &Hours, tz: &TimeZone, slot: &sql::DoctorSlot) -> bool {
    let day = tz.to_datetime(slot.starts_at).date();
    let of_day = hours.calendar.slots(tz, day, day.tomorrow().unwrap_or(Date::MAX));
    without_overlaps(of_day, &hours.off).iter().any(|given| given.is_the_time_of(&slot_of(slot)))
}

/// All of it in numbers, by day, and the bookings that are hit.
pub(crate) fn summed_up(foreseen: &[Foreseen], there: &There, tz: &TimeZone, time_zone: &str) -> SlotChanges {
    let mut days: BTreeMap<Date, (u32, u32)> = BTreeMap::new();
    let day_of = |at: Timestamp| tz.to_datetime(at).date();
    let is_free = |slot: &&sql::DoctorSlot| !slot.is_booked && !slot.is_withdrawn && !is_squeezed_in(slot);
    for slot in there.slots.iter().filter(is_free) {
        let (before, after) = days.entry(day_of(slot.starts_at)).or_default();
        *before += 1;
        *after += u32::from(!foreseen.iter().any(|of_doctor| of_doctor.plan.removes(slot.id)));
    }
    for slot in foreseen.iter().flat_map(|of_doctor| &of_doctor.added) {
        days.entry(day_of(slot.starts_at)).or_default().1 += 1;
    }
    let hit = |a: &&sql::LiveAppointmentsOfDoctors| {
        foreseen.iter().any(|of_doctor| of_doctor.plan.conflicts.contains(&a.slot_id))
    };
    let conflicts: Vec<_> = there.appointments.iter().filter(hit).collect();
    SlotChanges {
        added: foreseen.iter().map(|of_doctor| of_doctor.added.len() as u64).sum(),
        kept: foreseen.iter().map(|of_doctor| of_doctor.plan.kept).sum(),
        removed: foreseen.iter().map(|of_doctor| of_doctor.plan.removed.len() as u64).sum(),
        preview_version: version(&conflicts),
        conflicts: conflicts
            .into_iter()
            .map(|a| Conflict {
                appointment_id: AppointmentId(a.id),
                slot_id: SlotId(a.slot_id),
                doctor_id: DoctorId(a.doctor_id),
                starts_at_us: a.starts_at.as_microsecond(),
                ends_at_us: a.ends_at.as_microsecond(),
                time_zone: time_zone.to_owned(),
            })
            .collect(),
        days: days
            .into_iter()
            .filter(|(_, (before, after))| before != after)
            .map(|(date, (before, after))| DayChange { date: date.to_string(), before, after })
            .collect(),
        is_stale: false,
    }
}

/// Where there is nothing to be made.
pub(crate) fn no_change() -> SlotChanges {
    SlotChanges { preview_version: version(&[]), ..SlotChanges::default() }
}

/// Names the bookings that are hit. It need not outlast a release: who comes with another is shown the list again.
fn version(conflicts: &[&sql::LiveAppointmentsOfDoctors]) -> String {
    let mut hit: Vec<_> = conflicts.iter().map(|a| (a.id, a.slot_id)).collect();
    hit.sort_unstable();
    let mut hasher = DefaultHasher::new();
    hit.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Whether other bookings are hit than the preview told of that this change was decided by. Who meets this drops the transaction.
pub(crate) fn outdated(changes: &SlotChanges, intent: &Intent) -> bool {
    intent.preview_version.as_ref().is_some_and(|seen| *seen != changes.preview_version)
}
