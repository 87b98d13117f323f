//! Makes a doctor's slots fit the hours in force.
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
//! The doctor's row is locked, so two generators never work on one doctor; the slots are locked in the order
//! in which bookings lock them, so a booking either comes first and is kept, or finds the slot gone.
//!
//! [`Calendar`]: holdfast_domain::calendar::Calendar

use std::collections::HashSet;

use deadpool_postgres::Transaction;
use holdfast_domain::calendar::Calendar;
use holdfast_domain::slots::{NewSlot, split_by_overlap, without_overlaps};
use holdfast_domain::{AppointmentId, SlotId, zone_rules};
use holdfast_postgres::retry::Failure;
use holdfast_rpc::availability::{Conflict, SlotChanges};
use holdfast_sql::client::Params;
use holdfast_sql::queries::availability as sql;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::plan::{Plan, shape_of};
use crate::{Availability, zone};

/// Further ahead than any horizon (365 days) from any day on which a template may begin to hold.
pub(crate) const FAR: Timestamp = Timestamp::constant(7_289_654_400, 0); // 2200-12-31
/// Rows per statement: large enough to be quick, small enough not to hold much in memory.
const CHUNK: usize = 5_000;

impl Availability {
    /// Makes the locked doctor's slots anew from `calendar`.
    pub(crate) async fn rebuild(
        &self,
        tx: &Transaction<'_>,
        doctor: &sql::ScheduledDoctor,
        calendar: &Calendar,
    ) -> Result<SlotChanges, Failure> {
        let now = self.clock.now();
        let tz = zone(&doctor.time_zone)?;
        let today = tz.to_datetime(now).date();
        let (clinic_id, doctor_id) = (doctor.clinic_id, doctor.id);

        let existing = lock_slots(tx, doctor, now).await?;
        let time_off = sql::time_off_between().bind(tx, &clinic_id, &doctor_id, &FAR, &now).all().await?;
        let time_off: Vec<_> = time_off.iter().map(|t| (t.starts_at, t.ends_at)).collect();
        let mut offered = calendar.offered(&tz, today);
        offered.retain(|slot| slot.starts_at > now);
        let offered = without_overlaps(offered, &time_off);

        let plan = Plan::new(&existing, offered, |slot| within_hours(calendar, &tz, &time_off, slot));
        let appointments =
            sql::live_appointments_between().bind(tx, &clinic_id, &doctor_id, &now, &FAR).all().await?;
        let busy: Vec<_> = appointments.iter().map(|a| (a.starts_at, a.ends_at)).collect();
        let (added, blocked) = split_by_overlap(plan.added, &busy);

        if !plan.removed.is_empty() {
            sql::remove_slots().bind(tx, &clinic_id, &plan.removed).await?;
        }
        let conflicting: HashSet<Uuid> = plan.conflicts.iter().copied().collect();
        for (ids, withdrawn) in [(&plan.conflicts, true), (&plan.fitting_again, false)] {
            if !ids.is_empty() {
                sql::withdraw_slots().bind(tx, &withdrawn, &clinic_id, ids).await?;
            }
        }
        self.insert(tx, clinic_id, added.iter().map(|slot| (doctor_id, slot))).await?;
        sql::clear_blocked_slots().bind(tx, &clinic_id, &doctor_id).await?;
        insert_blocked(tx, clinic_id, blocked.iter().map(|slot| (doctor_id, slot))).await?;
        made(tx, clinic_id, &[doctor_id], &[calendar.offered_until(today)], today, &tz).await?;

        let conflicts: Vec<_> = appointments.iter().filter(|a| conflicting.contains(&a.slot_id)).collect();
        let newly: Vec<_> = conflicts.iter().filter(|a| plan.newly_withdrawn.contains(&a.slot_id)).collect();
        if !newly.is_empty() {
            sql::insert_conflict_events()
                .params(
                    tx,
                    &sql::InsertConflictEventsParams {
                        clinic_id,
                        doctor_id,
                        now,
                        event_ids: newly.iter().map(|_| self.ids.next()).collect::<Vec<_>>(),
                        appointment_ids: newly.iter().map(|a| a.id).collect::<Vec<_>>(),
                        slot_ids: newly.iter().map(|a| a.slot_id).collect::<Vec<_>>(),
                    },
                )
                .await?;
        }
        Ok(SlotChanges {
            added: added.len() as u64,
            kept: plan.kept,
            removed: plan.removed.len() as u64,
            conflicts: conflicts
                .iter()
                .map(|a| Conflict {
                    appointment_id: AppointmentId(a.id),
                    slot_id: SlotId(a.slot_id),
                    starts_at_us: a.starts_at.as_microsecond(),
                    ends_at_us: a.ends_at.as_microsecond(),
                    time_zone: doctor.time_zone.clone(),
                })
                .collect(),
        })
    }

    pub(crate) async fn insert<'s>(
        &self,
        tx: &Transaction<'_>,
        clinic_id: Uuid,
        slots: impl Iterator<Item = (Uuid, &'s NewSlot)>,
    ) -> Result<u64, Failure> {
        let slots: Vec<_> = slots.collect();
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
                    },
                )
                .await?;
        }
        Ok(added)
    }
}

/// The doctor's slots from now on, all of them locked.
///
/// Whoever ends a booking may make slots of blocked ones, in a transaction that holds the booked slot's lock. Those that
/// it made while that lock was waited for are not in the first answer; once all are locked, nobody makes more.
async fn lock_slots(
    tx: &Transaction<'_>,
    doctor: &sql::ScheduledDoctor,
    now: Timestamp,
) -> Result<Vec<sql::LockSlotsBetween>, Failure> {
    let lock =
        async || sql::lock_slots_between().bind(tx, &doctor.clinic_id, &doctor.id, &now, &FAR).all().await;
    let locked = lock().await?;
    let count = sql::count_slots_between().bind(tx, &doctor.clinic_id, &doctor.id, &now, &FAR).one().await?;
    if usize::try_from(count).is_ok_and(|count| count == locked.len()) {
        return Ok(locked);
    }
    Ok(lock().await?)
}

/// Whether the hours give this slot, however far ahead it is.
fn within_hours(
    calendar: &Calendar,
    tz: &TimeZone,
    time_off: &[(Timestamp, Timestamp)],
    slot: &sql::LockSlotsBetween,
) -> bool {
    let day = tz.to_datetime(slot.starts_at).date();
    let of_day = calendar.slots(tz, day, day.tomorrow().unwrap_or(Date::MAX));
    without_overlaps(of_day, time_off)
        .iter()
        .any(|given| (given.starts_at, given.ends_at, given.mode.as_str()) == shape_of(slot))
}

/// Keeps slots that an appointment overlaps.
pub(crate) async fn insert_blocked<'s>(
    tx: &Transaction<'_>,
    clinic_id: Uuid,
    slots: impl Iterator<Item = (Uuid, &'s NewSlot)>,
) -> Result<(), Failure> {
    let slots: Vec<_> = slots.collect();
    if slots.is_empty() {
        return Ok(());
    }
    let params = sql::InsertBlockedSlotsParams {
        clinic_id,
        doctor_ids: slots.iter().map(|(doctor_id, _)| *doctor_id).collect::<Vec<_>>(),
        starts_at: slots.iter().map(|(_, slot)| slot.starts_at).collect::<Vec<_>>(),
        ends_at: slots.iter().map(|(_, slot)| slot.ends_at).collect::<Vec<_>>(),
        modes: slots.iter().map(|(_, slot)| slot.mode.as_str()).collect::<Vec<_>>(),
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
