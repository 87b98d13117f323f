//! Appointments: whom they are between, and the slot that each of them sits on.

use std::collections::HashMap;

use holdfast_domain::template::Mode;
use holdfast_domain::{Action, Ids, Status};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::bad_line::{Findings, Source};
use crate::before::Before;
use crate::busy::Busy;
use crate::columns::Kind;
use crate::files::RawRows;
use crate::known::Known;
use crate::people::{Doctor, Patient, People};
use crate::rows::AppointmentRow;
use crate::slots::{Holder, Origin, Slot, Slots};

/// An appointment whose people and time are known.
pub(crate) struct Target {
    pub(crate) row: AppointmentRow,
    pub(crate) doctor: usize,
    pub(crate) patient: Patient,
    pub(crate) starts_at: Timestamp,
    /// By the clinic's clock.
    pub(crate) day: Date,
    pub(crate) booked_at: Timestamp,
}

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

/// Finds out whom the rows are about, and when.
pub(crate) fn targets(
    rows: Vec<AppointmentRow>,
    people: &People,
    known: &Known,
    now: Timestamp,
    found: &mut Findings,
) -> Vec<Target> {
    let mut set_by: HashMap<String, Source> = HashMap::new();
    let mut targets = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(key) = &row.key {
            if known.refs.contains_key(&(Kind::Appointments, key.clone())) {
                found.note(&row.from, "ref", format!("appointment ref \"{key}\" was imported before"));
                continue;
            }
            if let Some(first) = set_by.insert(key.clone(), row.from.clone()) {
                found.note(&row.from, "ref", format!("appointment ref \"{key}\" is set by {first} already"));
                continue;
            }
        }
        targets.extend(target(row, people, now, found));
    }
    targets
}

fn target(row: AppointmentRow, people: &People, now: Timestamp, found: &mut Findings) -> Option<Target> {
    // Both are asked for before either is needed, so that both are reported.
    let doctor = people.doctor(&row.doctor, &row.from, found);
    let patient = people.patient(&row.patient, &row.from, found);
    let doctor_at = doctor?;
    let doctor = &people.doctors[doctor_at];
    let zone = &doctor.zone;
    let mut instant = |column, when: crate::cells::When| match when.instant(zone) {
        Ok(at) => Some(at),
        Err(reason) => {
            found.note(&row.from, column, reason);
            None
        }
    };
    let starts_at = instant("starts_at", row.starts_at);
    let booked_at = row.booked_at.map_or(Some(now), |when| instant("booked_at", when));
    let (patient, starts_at, booked_at) = (patient?, starts_at?, booked_at?);
    let mut sound = true;
    let mut note = |column, reason: String| {
        found.note(&row.from, column, reason);
        sound = false;
    };
    if patient.clinic_id != doctor.clinic_id {
        let reason =
            format!("\"{}\" is a patient of another clinic than doctor \"{}\"", row.patient, row.doctor);
        note("patient", reason);
    }
    if booked_at > now {
        note("booked_at", "must not lie in the future".to_owned());
    }
    if starts_at > now && matches!(row.status, Status::Completed | Status::NoShow) {
        note("status", format!("cannot be {} before the appointment has begun", row.status));
    }
    let day = zone.to_datetime(starts_at).date();
    sound.then_some(Target { doctor: doctor_at, patient, starts_at, day, booked_at, row })
}

/// Puts every appointment on its slot, in the order of the rows.
pub(crate) fn seat(
    targets: Vec<Target>,
    people: &People,
    raw: &RawRows,
    slots: &mut Slots,
    before: &mut Before,
    ids: &Ids,
    found: &mut Findings,
) -> Vec<NewAppointment> {
    let mut seated = Vec::with_capacity(targets.len());
    for target in targets {
        let doctor = &people.doctors[target.doctor];
        let index = if let Some(index) = fitting(&target, slots) {
            index
        } else if let Some(own) = own_slot(&target, doctor, ids) {
            let is_live = target.row.status.is_live();
            // judged before anything gives way to it
            let refused = refusal(&own, doctor.id, target.patient.id, &before.busy).filter(|_| is_live);
            if let Some((column, reason)) = refused {
                found.note(&target.row.from, column, reason);
                continue;
            }
            slots.make_own(own, is_live)
        } else {
            // Where the hours are in doubt, so is this.
            if !doctor.has_bad_hours && !raw.has_lost(Kind::Hours) {
                let at = in_zone(target.starts_at, &doctor.zone);
                let reason = format!(
                    "no hours of doctor {} say how long an appointment at {at} lasts; give its minutes",
                    doctor.key
                );
                found.note(&target.row.from, "starts_at", reason);
            }
            continue;
        };
        let slot = &mut slots.all[index];
        let refusal = if target.row.status.is_live() {
            refusal(slot, doctor.id, target.patient.id, &before.busy)
        } else {
            let name = (doctor.id, target.patient.id, target.starts_at);
            let is_there = before.cancelled.contains(&name);
            is_there.then(|| ("", "this cancelled appointment is there already".to_owned()))
        };
        if let Some((column, reason)) = refusal {
            found.note(&target.row.from, column, reason);
            continue;
        }
        let Target { row, patient, booked_at, .. } = target;
        if row.status.is_live() {
            slot.holder = Holder::Row(row.from.clone());
            before.busy.add(doctor.id, slot.starts_at, slot.ends_at, Some(row.from.clone()));
            before.busy.add(patient.id, slot.starts_at, slot.ends_at, Some(row.from));
        }
        seated.push(NewAppointment {
            id: ids.next(),
            key: row.key,
            patient_id: patient.id,
            slot: index,
            status: row.status,
            action: row.action,
            reason: row.reason,
            booked_at,
        });
    }
    seated
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

/// Why a live appointment cannot have the slot: the column and the reason.
fn refusal(slot: &Slot, doctor: Uuid, patient: Uuid, busy: &Busy) -> Option<(&'static str, String)> {
    match &slot.holder {
        Holder::Row(other) => return Some(("starts_at", format!("the slot is taken by {other}"))),
        Holder::Before => return Some(("starts_at", "the slot was booked before".to_owned())),
        Holder::Nobody => {}
    }
    if let Some(other) = busy.overlap(doctor, slot.starts_at, slot.ends_at) {
        let whose =
            other.by.as_ref().map_or_else(|| "one that was there before".to_owned(), ToString::to_string);
        return Some(("starts_at", format!("the doctor has another appointment then: {whose}")));
    }
    let other = busy.overlap(patient, slot.starts_at, slot.ends_at)?;
    let whose = other.by.as_ref().map_or_else(|| "one that was there before".to_owned(), ToString::to_string);
    Some(("patient", format!("the patient has another appointment then: {whose}")))
}

fn in_zone(at: Timestamp, zone: &TimeZone) -> String {
    at.display_with_offset(zone.to_offset(at)).to_string()
}
