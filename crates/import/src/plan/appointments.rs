//! Appointments: whether each of them can be, and the slot that it sits on.

use std::collections::HashSet;

use holdfast_domain::template::Mode;
use holdfast_domain::{Action, Ids, Status};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::bad_line::Findings;
use crate::plan::busy::Busy;
use crate::plan::slot::{Holder, Origin, Slot};
use crate::plan::slots::Slots;
use crate::resolve::people::Doctor;
use crate::resolve::targets::Target;

/// An appointment that can be written.
pub(crate) struct NewAppointment {
    pub(crate) id: Uuid,
    pub(crate) key: Option<String>,
    pub(crate) patient_id: Uuid,
    pub(crate) slot: usize,
    pub(crate) status: Status,
    pub(crate) action: Option<Action>,
    pub(crate) reason: String,
    pub(crate) booked_at: Timestamp,
}

/// Why an appointment cannot be: the column, and the reason.
type Refusal = (&'static str, String);

/// What appointments are put on their slots with.
pub(crate) struct Seating<'a> {
    pub(crate) doctors: &'a [Doctor],
    pub(crate) slots: &'a mut Slots,
    pub(crate) busy: Busy,
    /// Cancelled appointments that were there before: doctor, patient, start.
    pub(crate) cancelled: HashSet<(Uuid, Uuid, Timestamp)>,
    pub(crate) has_lost_hours: bool,
    pub(crate) now: Timestamp,
    pub(crate) ids: &'a Ids,
}

impl Seating<'_> {
    /// Puts every appointment on its slot, in the order of the rows.
    pub(crate) fn seat(mut self, targets: Vec<Target>, found: &mut Findings) -> Vec<NewAppointment> {
        let mut seated = Vec::with_capacity(targets.len());
        for target in targets {
            match self.slot_for(&target) {
                Ok(slot) => seated.push(self.sit(target, slot)),
                Err(refusals) => {
                    for (column, reason) in refusals {
                        found.note(&target.row.from, column, reason);
                    }
                }
            }
        }
        seated
    }

    /// The slot that an appointment can have. The refusals are none where its doctor's hours are in doubt: so is this then.
    fn slot_for(&mut self, target: &Target) -> Result<usize, Vec<Refusal>> {
        let doctor = &self.doctors[target.doctor];
        let contradictions = contradictions(target, doctor, self.now);
        if !contradictions.is_empty() {
            return Err(contradictions);
        }
        if let Some(index) = fitting(target, self.slots) {
            self.check(target, doctor, &self.slots.all[index])?;
            return Ok(index);
        }
        let Some(own) = own_slot(target, doctor, self.ids) else {
            let is_in_doubt = doctor.has_bad_hours || self.has_lost_hours;
            let at = in_zone(target.starts_at, &doctor.zone);
            let reason = format!(
                "no hours of doctor {} say how long an appointment at {at} lasts; give its minutes",
                doctor.key
            );
            return Err(if is_in_doubt { Vec::new() } else { vec![("starts_at", reason)] });
        };
        // before anything gives way to it
        self.check(target, doctor, &own)?;
        Ok(self.slots.make_own(own, target.row.status.is_live()))
    }

    /// Whether the appointment can have the slot, with all that is there already.
    fn check(&self, target: &Target, doctor: &Doctor, slot: &Slot) -> Result<(), Vec<Refusal>> {
        let refusal = if target.row.status.is_live() {
            refusal(slot, doctor.id, target.patient.id, &self.busy)
        } else {
            let is_there = self.cancelled.contains(&(doctor.id, target.patient.id, target.starts_at));
            is_there.then(|| ("", "this cancelled appointment is there already".to_owned()))
        };
        refusal.map_or(Ok(()), |refusal| Err(vec![refusal]))
    }

    fn sit(&mut self, target: Target, index: usize) -> NewAppointment {
        let Target { row, doctor, patient, booked_at, .. } = target;
        if row.status.is_live() {
            let slot = &mut self.slots.all[index];
            slot.holder = Holder::Row(row.from.clone());
            self.busy.add(self.doctors[doctor].id, slot.starts_at, slot.ends_at, Some(row.from.clone()));
            self.busy.add(patient.id, slot.starts_at, slot.ends_at, Some(row.from));
        }
        NewAppointment {
            id: self.ids.next(),
            key: row.key,
            patient_id: patient.id,
            slot: index,
            status: row.status,
            action: row.action,
            reason: row.reason,
            booked_at,
        }
    }
}

/// What cannot be, wherever the appointment sits.
fn contradictions(target: &Target, doctor: &Doctor, now: Timestamp) -> Vec<Refusal> {
    let Target { row, patient, starts_at, booked_at, .. } = target;
    let mut refusals = Vec::new();
    if patient.clinic_id != doctor.clinic_id {
        let reason =
            format!("\"{}\" is a patient of another clinic than doctor \"{}\"", row.patient, row.doctor);
        refusals.push(("patient", reason));
    }
    if *booked_at > now {
        refusals.push(("booked_at", "must not lie in the future".to_owned()));
    }
    if *starts_at > now && matches!(row.status, Status::Completed | Status::NoShow) {
        refusals.push(("status", format!("cannot be {} before the appointment has begun", row.status)));
    }
    refusals
}

/// The slot in play that is the appointment's time.
fn fitting(target: &Target, slots: &Slots) -> Option<usize> {
    let index = slots.starting(target.doctor, target.starts_at)?;
    let slot = &slots.all[index];
    let lasts = slot.ends_at.duration_since(slot.starts_at).as_mins();
    target.row.minutes.is_none_or(|minutes| i64::from(minutes) == lasts).then_some(index)
}

/// A slot for this appointment alone: that which the hours give at its time, if it is as long, else one of its own, as long
/// as the row says or as slots of that day are. None if nothing says how long.
fn own_slot(target: &Target, doctor: &Doctor, ids: &Ids) -> Option<Slot> {
    let tomorrow = target.day.tomorrow().ok()?;
    let of_day = doctor.calendar.slots(&doctor.zone, target.day, tomorrow);
    let given = of_day.iter().find(|slot| slot.starts_at == target.starts_at);
    let usual = doctor.calendar.on(target.day).or(doctor.calendar.templates.first());
    let usual = usual.and_then(|template| template.rules.first());
    let as_given = given.map(|slot| slot.ends_at.duration_since(slot.starts_at));
    let lasts = match target.row.minutes {
        Some(minutes) => SignedDuration::from_mins(minutes.into()),
        None => as_given.or_else(|| usual.map(|rule| SignedDuration::from_mins(rule.slot_minutes.into())))?,
    };
    Some(Slot {
        id: ids.next(),
        doctor: target.doctor,
        starts_at: target.starts_at,
        ends_at: target.starts_at.checked_add(lasts).ok()?,
        mode: given.map_or_else(|| usual.map_or(Mode::InPerson, |rule| rule.mode), |slot| slot.mode),
        origin: Origin::Appointment { fits: as_given == Some(lasts) },
        holder: Holder::Nobody,
    })
}

/// Why a live appointment cannot have the slot.
fn refusal(slot: &Slot, doctor: Uuid, patient: Uuid, busy: &Busy) -> Option<Refusal> {
    match &slot.holder {
        Holder::Row(other) => return Some(("starts_at", format!("the slot is taken by {other}"))),
        Holder::Existing => return Some(("starts_at", "the slot was booked before".to_owned())),
        Holder::Nobody => {}
    }
    let overlap = |id, who: &str| {
        let other = busy.overlap(id, slot.starts_at, slot.ends_at)?;
        let which =
            other.by.as_ref().map_or_else(|| "one that was there before".to_owned(), ToString::to_string);
        Some(format!("the {who} has another appointment then: {which}"))
    };
    let of_doctor = overlap(doctor, "doctor").map(|reason| ("starts_at", reason));
    of_doctor.or_else(|| overlap(patient, "patient").map(|reason| ("patient", reason)))
}

fn in_zone(at: Timestamp, zone: &TimeZone) -> String {
    at.display_with_offset(zone.to_offset(at)).to_string()
}
