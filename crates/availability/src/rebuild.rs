//! Makes doctors' slots fit the hours in force, or tells what that would do.
//!
//! What is offered, on any day: the slots that the hours give on it ([`Calendar`]), if the day is within the horizon
//! of its own template, less time off, less what a live appointment from other hours overlaps. Free slots that are no
//! longer among those are removed, missing ones are added, and those that fit stay as they are, so that nobody's
//! `slot_id` changes without need. A booked slot is never touched: where the hours no longer give it, it is
//! withdrawn (not offered again once its booking ends) and reported as a conflict; the horizon alone withdraws nothing.
//! Slots that have begun are history and stay.
//!
//! Slots that the hours give and an appointment overlaps are kept in `blocked_slots`: when the appointment is cancelled or
//! moved away, the booking service makes slots of them with the same commit.
//!
//! The doctors' rows are locked in the order of their ids, so two generators never work on one doctor; then the slots in the order
//! in which bookings lock them, so a booking either comes first and is kept, or finds the slot gone.
//!
//! [`Calendar`]: holdfast_domain::calendar::Calendar

use deadpool_postgres::Transaction;
use holdfast_domain::conflict::Cause;
use holdfast_domain::slots::NewSlot;
use holdfast_domain::zone_rules;
use holdfast_postgres::retry::Failure;
use holdfast_rpc::availability::SlotChanges;
use holdfast_sql::client::Params;
use holdfast_sql::queries::availability as sql;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::foresee::{Days, Foreseen, Stretches, There, foresee, no_change, summed_up};
use crate::plan::Plan;
use crate::scheduled::Scheduled;
use crate::{Availability, zone};

/// Further ahead than any horizon (365 days) from any day on which a template may begin to hold.
pub(crate) const FAR: Timestamp = Timestamp::constant(7_289_654_400, 0); // 2200-12-31
/// Rows per statement: large enough to be quick, small enough not to hold much in memory.
const CHUNK: usize = 5_000;

impl Availability {
    /// Makes the slots of locked doctors of one clinic anew.
    pub(crate) async fn rebuild(
        &self,
        tx: &Transaction<'_>,
        doctors: &[Scheduled],
        days: &Days,
        cause: Cause,
    ) -> Result<SlotChanges, Failure> {
        let Some(first) = doctors.first() else { return Ok(no_change()) };
        let (clinic_id, now) = (first.doctor.clinic_id, self.clock.now());
        let tz = zone(&first.doctor.time_zone)?;
        let stretches = Stretches::new(days, &tz, now, FAR);
        let there = there(tx, doctors, &stretches, true).await?;
        let foreseen: Vec<_> =
            doctors.iter().map(|doctor| foresee(doctor, &there, &stretches, &tz, now)).collect();
        self.make(tx, clinic_id, &foreseen, &stretches).await?;
        if let Days::ToCome = days {
            let today = tz.to_datetime(now).date();
            let ids: Vec<_> = doctors.iter().map(|scheduled| scheduled.doctor.id).collect();
            let until: Vec<_> =
                doctors.iter().map(|scheduled| scheduled.hours.calendar.offered_until(today)).collect();
            made(tx, clinic_id, &ids, &until, today, &tz).await?;
        }
        self.note_conflicts(tx, clinic_id, &foreseen, &there, cause).await?;
        Ok(summed_up(&foreseen, &there, &tz, &first.doctor.time_zone))
    }

    /// What that would do as things stand, without a lock.
    pub(crate) async fn foresee(
        &self,
        tx: &Transaction<'_>,
        doctors: &[Scheduled],
        days: &Days,
    ) -> Result<SlotChanges, Failure> {
        let Some(first) = doctors.first() else { return Ok(no_change()) };
        let now = self.clock.now();
        let tz = zone(&first.doctor.time_zone)?;
        let stretches = Stretches::new(days, &tz, now, FAR);
        let there = there(tx, doctors, &stretches, false).await?;
        let foreseen: Vec<_> =
            doctors.iter().map(|doctor| foresee(doctor, &there, &stretches, &tz, now)).collect();
        Ok(summed_up(&foreseen, &there, &tz, &first.doctor.time_zone))
    }

    async fn make(
        &self,
        tx: &Transaction<'_>,
        clinic_id: Uuid,
        foreseen: &[Foreseen],
        stretches: &Stretches,
    ) -> Result<(), Failure> {
        let all = |of: fn(&Plan) -> &Vec<Uuid>| -> Vec<Uuid> {
            foreseen.iter().flat_map(|of_doctor| of(&of_doctor.plan)).copied().collect()
        };
        let removed = all(|plan| &plan.removed);
        if !removed.is_empty() {
            sql::remove_slots().bind(tx, &clinic_id, &removed).await?;
        }
        let anew: (Vec<Uuid>, Vec<i64>) = foreseen
            .iter()
            .flat_map(|of_doctor| &of_doctor.plan.serving_anew)
            .map(|(id, serves)| (*id, serves.0))
            .unzip();
        if !anew.0.is_empty() {
            sql::serve_anew().bind(tx, &anew.0, &anew.1, &clinic_id).await?;
        }
        let fitting_again = all(|plan| &plan.fitting_again);
        for (ids, withdrawn) in [(&all(|plan| &plan.conflicts), true), (&fitting_again, false)] {
            if !ids.is_empty() {
                sql::withdraw_slots().bind(tx, &withdrawn, &clinic_id, ids).await?;
            }
        }
        if !fitting_again.is_empty() {
            sql::end_conflicts().bind(tx, &self.clock.now(), &clinic_id, &fitting_again).await?;
        }
        let of_all = |of: fn(&Foreseen) -> &Vec<NewSlot>| -> Vec<(Uuid, NewSlot)> {
            let of_one =
                |one: &Foreseen| of(one).iter().map(|slot| (one.doctor_id, *slot)).collect::<Vec<_>>();
            foreseen.iter().flat_map(of_one).collect()
        };
        let (added, blocked) = (of_all(|of| &of.added), of_all(|of| &of.blocked));
        self.insert(tx, clinic_id, &added).await?;
        let doctors: Vec<_> = foreseen.iter().map(|of| of.doctor_id).collect();
        let Stretches { from_at, until_at } = stretches;
        sql::clear_blocked_slots().bind(tx, &clinic_id, &doctors, from_at, until_at).await?;
        insert_blocked(tx, clinic_id, &blocked).await
    }

    /// Tells of bookings that are outside the hours from now on, and notes what takes the time of all that are.
    async fn note_conflicts(
        &self,
        tx: &Transaction<'_>,
        clinic_id: Uuid,
        foreseen: &[Foreseen],
        there: &There,
        cause: Cause,
    ) -> Result<(), Failure> {
        let taken_by = |a: &sql::LiveAppointmentsOfDoctors| {
            foreseen.iter().find_map(|of| of.taken_by.get(&a.slot_id)).map(|taken| taken.join(" "))
        };
        let is_new = |a: &sql::LiveAppointmentsOfDoctors| {
            foreseen.iter().any(|of| of.plan.newly_withdrawn.contains(&a.slot_id))
        };
        let outside = there.appointments.iter().filter_map(|a| Some((a, taken_by(a)?)));
        let (newly, before): (Vec<_>, Vec<_>) = outside.partition(|(a, _)| is_new(a));
        let ids = |count: usize| (0..count).map(|_| self.ids.next()).collect::<Vec<_>>();
        if !newly.is_empty() {
            let params = sql::InsertConflictsParams {
                clinic_id,
                now: self.clock.now(),
                cause: cause.as_str(),
                event_ids: ids(newly.len()),
                ids: ids(newly.len()),
                appointment_ids: newly.iter().map(|(a, _)| a.id).collect::<Vec<_>>(),
                slot_ids: newly.iter().map(|(a, _)| a.slot_id).collect::<Vec<_>>(),
                doctor_ids: newly.iter().map(|(a, _)| a.doctor_id).collect::<Vec<_>>(),
                starts_at: newly.iter().map(|(a, _)| a.starts_at).collect::<Vec<_>>(),
                ends_at: newly.iter().map(|(a, _)| a.ends_at).collect::<Vec<_>>(),
                taken_by: newly.iter().map(|(_, taken)| taken.as_str()).collect::<Vec<_>>(),
            };
            sql::insert_conflicts().params(tx, &params).await?;
        }
        if !before.is_empty() {
            let params = sql::RetakeConflictsParams {
                clinic_id,
                now: self.clock.now(),
                cause: cause.as_str(),
                event_ids: ids(before.len()),
                slot_ids: before.iter().map(|(a, _)| a.slot_id).collect::<Vec<_>>(),
                taken_by: before.iter().map(|(_, taken)| taken.as_str()).collect::<Vec<_>>(),
            };
            sql::retake_conflicts().params(tx, &params).await?;
        }
        Ok(())
    }

    /// Makes new slots, each with the doctor whose it is.
    pub(crate) async fn insert(
        &self,
        tx: &Transaction<'_>,
        clinic_id: Uuid,
        slots: &[(Uuid, NewSlot)],
    ) -> Result<u64, Failure> {
        let mut added = 0;
        for chunk in slots.chunks(CHUNK) {
            added += sql::insert_slots()
                .params(
                    tx,
                    &sql::InsertSlotsParams {
                        clinic_id,
                        ids: chunk.iter().map(|_| self.ids.next()).collect::<Vec<_>>(),
                        doctor_ids: chunk.iter().map(|(doctor_id, _)| *doctor_id).collect::<Vec<_>>(),
                        starts_at: chunk.iter().map(|(_, slot)| slot.starts_at).collect::<Vec<_>>(),
                        ends_at: chunk.iter().map(|(_, slot)| slot.ends_at).collect::<Vec<_>>(),
                        modes: chunk.iter().map(|(_, slot)| slot.mode.as_str()).collect::<Vec<_>>(),
                        serves: chunk.iter().map(|(_, slot)| slot.serves.0).collect::<Vec<_>>(),
                    },
                )
                .await?;
        }
        Ok(added)
    }
}

/// Slots and live appointments of these doctors.
async fn there(
    tx: &Transaction<'_>,
    doctors: &[Scheduled],
    stretches: &Stretches,
    locked: bool,
) -> Result<There, Failure> {
    let nothing = There { slots: Vec::new(), appointments: Vec::new() };
    let Some(first_doctor) = doctors.first() else { return Ok(nothing) };
    let (Some(first_at), Some(last_at)) = (stretches.first(), stretches.last()) else { return Ok(nothing) };
    let clinic_id = first_doctor.doctor.clinic_id;
    let doctor_ids: Vec<Uuid> = doctors.iter().map(|scheduled| scheduled.doctor.id).collect();
    let Stretches { from_at, until_at } = stretches;
    let slots = if locked {
        lock_slots(tx, clinic_id, &doctor_ids, (first_at, last_at), stretches).await?
    } else {
        let read = sql::slots_of_doctors();
        read.bind(tx, &clinic_id, &doctor_ids, &first_at, &last_at, from_at, until_at).all().await?
    };
    let appointments = sql::live_appointments_of_doctors()
        .bind(tx, &clinic_id, &doctor_ids, &first_at, &last_at)
        .all()
        .await?;
    Ok(There { slots, appointments })
}

/// The doctors' slots, all of them locked.
///
/// Whoever ends a booking may make slots of blocked ones, in a transaction that holds the booked slot's lock. Those that
/// it made while that lock was waited for are not in the first answer; once all are locked, nobody makes more.
async fn lock_slots(
    tx: &Transaction<'_>,
    clinic_id: Uuid,
    doctor_ids: &[Uuid],
    (first_at, last_at): (Timestamp, Timestamp),
    Stretches { from_at, until_at }: &Stretches,
) -> Result<Vec<sql::DoctorSlot>, Failure> {
    let lock = async || {
        let locking = sql::lock_slots_of_doctors();
        locking.bind(tx, &clinic_id, &doctor_ids, &first_at, &last_at, from_at, until_at).all().await
    };
    let locked = lock().await?;
    let count = sql::count_slots_of_doctors()
        .bind(tx, &clinic_id, &doctor_ids, &first_at, &last_at, from_at, until_at)
        .one()
        .await?;
    if usize::try_from(count).is_ok_and(|count| count == locked.len()) {
        return Ok(locked);
    }
    Ok(lock().await?)
}

/// Keeps slots that an appointment overlaps.
pub(crate) async fn insert_blocked(
    tx: &Transaction<'_>,
    clinic_id: Uuid,
    slots: &[(Uuid, NewSlot)],
) -> Result<(), Failure> {
    if slots.is_empty() {
        return Ok(());
    }
    let params = sql::InsertBlockedSlotsParams {
        clinic_id,
        doctor_ids: slots.iter().map(|(doctor_id, _)| *doctor_id).collect::<Vec<_>>(),
        starts_at: slots.iter().map(|(_, slot)| slot.starts_at).collect::<Vec<_>>(),
        ends_at: slots.iter().map(|(_, slot)| slot.ends_at).collect::<Vec<_>>(),
        modes: slots.iter().map(|(_, slot)| slot.mode.as_str()).collect::<Vec<_>>(),
        serves: slots.iter().map(|(_, slot)| slot.serves.0).collect::<Vec<_>>(),
    };
    sql::insert_blocked_slots().params(tx, &params).await?;
    Ok(())
}

/// Writes down up to which day the doctors' slots are made, as of which day, and under which rules of the clocks.
pub(crate) async fn made(
    tx: &Transaction<'_>,
    clinic_id: Uuid,
    doctors: &[Uuid],
    until: &[Date],
    today: Date,
    tz: &TimeZone,
) -> Result<(), Failure> {
    let rules = zone_rules::fingerprint(tz);
    sql::set_slots_made().bind(tx, &today, &rules, &doctors, &until, &clinic_id).await?;
    Ok(())
}
