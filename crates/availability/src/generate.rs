//! Makes a doctor's slots fit the hours in force.
//!
//! Free slots that the hours no longer give are removed, missing ones are added, and those that fit stay as they
//! are, so that nobody's `slot_id` changes without need. A booked slot is never touched: where the hours no
//! longer cover it, it is withdrawn (not offered again once its booking ends) and reported as a conflict.
//! Slots that have begun are history and stay.
//!
//! The doctor's row is locked, so two generators never work on one doctor; the slots are locked in the order
//! in which bookings lock them, so a booking either comes first and is kept, or finds the slot gone.

use std::collections::{HashMap, HashSet};

use deadpool_postgres::Transaction;
use holdfast_domain::KeyUse;
use holdfast_domain::calendar::Calendar;
use holdfast_domain::slots::{NewSlot, without_overlaps};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, idempotency};
use holdfast_rpc::availability::{Conflict, SlotChanges};
use holdfast_sql::client::Params;
use holdfast_sql::queries::availability as sql;
use jiff::{Timestamp, ToSpan};
use prost::Message;
use uuid::Uuid;

use crate::{Availability, zone};

/// Further ahead than any horizon (365 days) from any day on which a template may begin to hold.
const FAR: Timestamp = Timestamp::constant(7_289_654_400, 0); // 2200-12-31
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
        let today = now.to_zoned(tz.clone()).date();
        let horizon = calendar.horizon(today);
        let (clinic_id, doctor_id) = (doctor.clinic_id, doctor.id);

        let existing = sql::lock_slots_between().bind(tx, &clinic_id, &doctor_id, &now, &FAR).all().await?;
        let time_off = sql::time_off_between().bind(tx, &clinic_id, &doctor_id, &FAR, &now).all().await?;
        let time_off: Vec<_> = time_off.iter().map(|t| (t.starts_at, t.ends_at)).collect();
        let mut wanted = calendar.slots(&tz, today, horizon);
        wanted.retain(|slot| slot.starts_at > now);
        let wanted = without_overlaps(wanted, &time_off);

        let plan = Plan::new(&existing, wanted);
        let appointments =
            sql::live_appointments_between().bind(tx, &clinic_id, &doctor_id, &now, &FAR).all().await?;
        let busy: Vec<_> = appointments.iter().map(|a| (a.starts_at, a.ends_at)).collect();
        let added = without_overlaps(plan.added, &busy);

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
        sql::set_slots_until_many().bind(tx, &&[doctor_id][..], &&[horizon][..], &clinic_id).await?;

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
                    appointment_id: a.id.to_string(),
                    slot_id: a.slot_id.to_string(),
                    starts_at_us: a.starts_at.as_microsecond(),
                    ends_at_us: a.ends_at.as_microsecond(),
                    time_zone: doctor.time_zone.clone(),
                })
                .collect(),
        })
    }

    /// Adds to every doctor of the clinic the days between the end of their slots and their horizon. Returns
    /// what that made, and whose.
    pub(crate) async fn extend_clinic(
        &self,
        clinic_id: Uuid,
        used: Option<&KeyUse>,
    ) -> Result<(SlotChanges, Vec<Uuid>), Failure> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if let Some(answer) = idempotency::claim(&tx, used).await? {
            return Ok((crate::set_template::decode(&answer)?, Vec::new()));
        }
        let Some(zone_name) = sql::clinic_zone().bind(&tx, &clinic_id).opt().await? else {
            return Err(holdfast_domain::Problem::not_found().into());
        };
        let tz = zone(&zone_name)?;
        let now = self.clock.now();
        let today = now.to_zoned(tz.clone()).date();
        sql::lock_doctors_of_clinic().bind(&tx, &clinic_id).all().await?;

        let mut calendars: HashMap<Uuid, (Calendar, Option<jiff::civil::Date>)> = HashMap::new();
        for row in sql::schedules_of_clinic().bind(&tx, &clinic_id, &today).all().await? {
            let template = crate::scheduled::template(&row.template.to_string())?;
            let entry =
                calendars.entry(row.doctor_id).or_insert_with(|| (Calendar::default(), row.slots_until));
            entry.0.templates.push(template);
        }
        let mut blocked: HashMap<Uuid, Vec<(Timestamp, Timestamp)>> = HashMap::new();
        for row in sql::blocked_of_clinic().bind(&tx, &clinic_id, &FAR, &now).all().await? {
            blocked.entry(row.doctor_id).or_default().push((row.starts_at, row.ends_at));
        }

        let mut made: Vec<(Uuid, NewSlot)> = Vec::new();
        let (mut doctors, mut until) = (Vec::new(), Vec::new());
        for (doctor_id, (calendar, slots_until)) in calendars {
            let horizon = calendar.horizon(today);
            let from = slots_until.unwrap_or(today).max(today);
            if from >= horizon {
                continue;
            }
            // The day before may reach past midnight into the first new one.
            let seam = from.checked_sub(1.day()).unwrap_or(from);
            let start = from.to_zoned(tz.clone()).map_or(now, |day| day.timestamp());
            let mut slots = calendar.slots(&tz, seam, horizon);
            slots.retain(|slot| slot.starts_at >= start && slot.starts_at > now);
            let blocked = blocked.get(&doctor_id).map_or(&[][..], Vec::as_slice);
            made.extend(without_overlaps(slots, blocked).into_iter().map(|slot| (doctor_id, slot)));
            doctors.push(doctor_id);
            until.push(horizon);
        }
        let added =
            self.insert(&tx, clinic_id, made.iter().map(|(doctor_id, slot)| (*doctor_id, slot))).await?;
        if !doctors.is_empty() {
            sql::set_slots_until_many().bind(&tx, &doctors, &until, &clinic_id).await?;
        }
        let changes = SlotChanges { added, ..SlotChanges::default() };
        idempotency::remember(&tx, used, &changes.encode_to_vec(), None, now).await?;
        holdfast_postgres::commit(tx).await?;
        Ok((changes, doctors))
    }

    async fn insert<'s>(
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

/// What has to change between the slots that are there and those that are wanted.
struct Plan {
    kept: u64,
    removed: Vec<Uuid>,
    /// Booked, and outside the hours.
    conflicts: Vec<Uuid>,
    /// Those of them that were not withdrawn before.
    newly_withdrawn: HashSet<Uuid>,
    /// Booked, withdrawn earlier, and within the hours again.
    fitting_again: Vec<Uuid>,
    added: Vec<NewSlot>,
}

impl Plan {
    fn new(existing: &[sql::LockSlotsBetween], wanted: Vec<NewSlot>) -> Self {
        let mut missing: HashMap<(Timestamp, Timestamp, &'static str), NewSlot> = wanted
            .into_iter()
            .map(|slot| ((slot.starts_at, slot.ends_at, slot.mode.as_str()), slot))
            .collect();
        let mut plan = Self {
            kept: 0,
            removed: Vec::new(),
            conflicts: Vec::new(),
            newly_withdrawn: HashSet::new(),
            fitting_again: Vec::new(),
            added: Vec::new(),
        };
        for slot in existing {
            let mode = if slot.mode == "virtual" { "virtual" } else { "in_person" };
            let fits = missing.remove(&(slot.starts_at, slot.ends_at, mode)).is_some();
            match (fits, slot.is_booked) {
                (true, booked) => {
                    plan.kept += 1;
                    if booked && slot.is_withdrawn {
                        plan.fitting_again.push(slot.id);
                    }
                }
                (false, true) => {
                    plan.conflicts.push(slot.id);
                    if !slot.is_withdrawn {
                        plan.newly_withdrawn.insert(slot.id);
                    }
                }
                (false, false) => plan.removed.push(slot.id),
            }
        }
        plan.added = missing.into_values().collect();
        plan.added.sort_by_key(|slot| slot.starts_at);
        plan
    }
}
