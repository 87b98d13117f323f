//! Adds the days that came within the horizon since a clinic's slots were last made, and makes slots anew where the
//! rules of the clocks have changed.

use std::collections::HashMap;

use deadpool_postgres::Transaction;
use holdfast_domain::calendar::Calendar;
use holdfast_domain::conflict::Cause;
use holdfast_domain::slots::{NewSlot, split_by_overlap, without_overlaps};
use holdfast_domain::{KeyUse, Problem, zone_rules};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::availability::SlotChanges;
use holdfast_sql::queries::availability as sql;
use holdfast_vault::answers;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::foresee::{Days, no_change};
use crate::rebuild::{FAR, insert_blocked, made};
use crate::scheduled::{calendars_of, scheduled};
use crate::{Availability, zone};

/// Time off of a doctor, live appointments, and what is squeezed in and waits for one.
#[derive(Default)]
struct Taken {
    off: Vec<(Timestamp, Timestamp)>,
    booked: Vec<(Timestamp, Timestamp)>,
    /// Those of them whose slot is one of the hours.
    given: Vec<(Timestamp, Timestamp)>,
}

impl Availability {
    /// Brings the slots of a clinic's doctors up to today. Returns what that changed, and whose slots.
    pub(crate) async fn extend_clinic(
        &self,
        clinic_id: Uuid,
        used: Option<&KeyUse>,
    ) -> Result<(SlotChanges, Vec<Uuid>), Problem> {
        // Each in a transaction of its own, so that bookings of one doctor do not wait for the others.
        let (rebuilt, mut doctors) = self.rebuild_stale(clinic_id).await?;
        let (changes, extended) =
            with_retry(&self.ids, || self.extend_once(clinic_id, used, &rebuilt)).await?;
        doctors.extend(extended);
        Ok((changes, doctors))
    }

    /// Makes the slots anew of doctors for whom it is not known by which rules they were made, or by others than now.
    async fn rebuild_stale(&self, clinic_id: Uuid) -> Result<(SlotChanges, Vec<Uuid>), Problem> {
        let stale = async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
            let Some(zone_name) = sql::clinic_zone().bind(&tx, &clinic_id).opt().await? else {
                return Err(Problem::not_found().into());
            };
            let rules = zone_rules::fingerprint(&zone(&zone_name)?);
            Ok::<_, Failure>(sql::doctors_to_rebuild().bind(&tx, &clinic_id, &rules).all().await?)
        };
        let stale = stale.await.map_err(Problem::from)?;
        let mut all = no_change();
        for doctor_id in &stale {
            let changes = with_retry(&self.ids, || async {
                let mut client = self.db.client().await?;
                let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
                let Some(doctor) = sql::lock_doctor().bind(&tx, doctor_id).opt().await? else {
                    return Ok(no_change());
                };
                let scheduled = scheduled(&tx, doctor, self.clock.now()).await?;
                let changes = self.rebuild(&tx, &[scheduled], &Days::ToCome, Cause::ClockRules).await?;
                commit(tx).await?;
                Ok::<_, Failure>(changes)
            })
            .await?;
            if !changes.conflicts.is_empty() {
                let conflicts = changes.conflicts.len();
                tracing::warn!(doctor.id = %doctor_id, conflicts, "time zone rules have changed; some bookings no longer fit the hours");
            }
            all.added += changes.added;
            all.kept += changes.kept;
            all.removed += changes.removed;
            all.conflicts.extend(changes.conflicts);
        }
        Ok((all, stale))
    }

    /// Adds the days that are offered as of today and were not when the slots were made. The answer that the key gets
    /// tells of `rebuilt` too.
    async fn extend_once(
        &self,
        clinic_id: Uuid,
        used: Option<&KeyUse>,
        rebuilt: &SlotChanges,
    ) -> Result<(SlotChanges, Vec<Uuid>), Failure> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if let Some(first) = answers::first(&tx, used, None).await? {
            return Ok((first, Vec::new()));
        }
        let Some(zone_name) = sql::clinic_zone().bind(&tx, &clinic_id).opt().await? else {
            return Err(Problem::not_found().into());
        };
        let tz = zone(&zone_name)?;
        let now = self.clock.now();
        let today = tz.to_datetime(now).date();
        let rules = zone_rules::fingerprint(&tz);
        let stale = sql::lock_doctors_to_extend().bind(&tx, &clinic_id, &today, &rules).all().await?;
        let doctors: Vec<Uuid> = stale.iter().map(|doctor| doctor.id).collect();

        let mut changes = rebuilt.clone();
        if !doctors.is_empty() {
            let mut calendars = calendars_of(&tx, clinic_id, &doctors, today).await?;
            let mut taken = taken(&tx, clinic_id, &doctors, now).await?;
            let (mut new, mut blocked, mut until) = (Vec::new(), Vec::new(), Vec::new());
            for doctor in &stale {
                let calendar = calendars.remove(&doctor.id).unwrap_or_default();
                let taken = taken.remove(&doctor.id).unwrap_or_default();
                let since = doctor.slots_made_on;
                let (offered, waiting) = newly_offered(&calendar, &tz, since, today, now, &taken);
                new.extend(offered.into_iter().map(|slot| (doctor.id, slot)));
                blocked.extend(waiting.into_iter().map(|slot| (doctor.id, slot)));
                until.push(calendar.offered_until(today));
            }
            changes.added += self.insert(&tx, clinic_id, &new).await?;
            sql::delete_past_blocked_slots().bind(&tx, &clinic_id, &now).await?;
            insert_blocked(&tx, clinic_id, &blocked).await?;
            made(&tx, clinic_id, &doctors, &until, today, &tz).await?;
        }
        answers::keep(&tx, used, None, &changes, now).await?;
        commit(tx).await?;
        Ok((changes, doctors))
    }
}

/// The new slots, and those that an appointment overlaps. One whose time is exactly an appointment's is there already.
fn newly_offered(
    calendar: &Calendar,
    tz: &TimeZone,
    since: Date,
    today: Date,
    now: Timestamp,
    taken: &Taken,
) -> (Vec<NewSlot>, Vec<NewSlot>) {
    let mut slots = calendar.newly_offered(tz, since, today);
    slots.retain(|slot| slot.starts_at > now && !taken.given.contains(&(slot.starts_at, slot.ends_at)));
    split_by_overlap(without_overlaps(slots, &taken.off), &taken.booked)
}

async fn taken(
    tx: &Transaction<'_>,
    clinic_id: Uuid,
    doctors: &[Uuid],
    now: Timestamp,
) -> Result<HashMap<Uuid, Taken>, Failure> {
    let mut taken: HashMap<Uuid, Taken> = HashMap::new();
    for row in sql::blocked_of_doctors().bind(tx, &clinic_id, &doctors, &FAR, &now).all().await? {
        let of_doctor = taken.entry(row.doctor_id).or_default();
        if row.is_of_hours {
            of_doctor.given.push((row.starts_at, row.ends_at));
        }
        let list = if row.is_booking { &mut of_doctor.booked } else { &mut of_doctor.off };
        list.push((row.starts_at, row.ends_at));
    }
    Ok(taken)
}
