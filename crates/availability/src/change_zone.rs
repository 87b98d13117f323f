//! Another time zone for a clinic: hours, closures and openings are what they were by the new clocks, so slots are made anew.
//! Bookings stay at their instants, where their wall-clock times are others, and those outside the hours become conflicts. So nobody
//! does it without having seen what it does to the bookings that there are.

use std::hash::{DefaultHasher, Hash, Hasher};

use deadpool_postgres::Transaction;
use holdfast_domain::conflict::Cause;
use holdfast_domain::text::Checks;
use holdfast_domain::{AppointmentId, Asked, ClinicId, DoctorId, Problem};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::availability::{ChangeZoneRequest, Intent, MovedBooking, SlotChanges, ZoneChange};
use holdfast_sql::queries::availability as sql;
use holdfast_vault::answers;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::Availability;
use crate::closures::with_slots;
use crate::foresee::{Days, outdated};
use crate::scheduled::{Scheduled, all_scheduled};

/// Bookings that one answer lists, the soonest first.
const LISTED: usize = 1_000;
/// The day may be another one by the new clocks: hours are read from so long before now.
const A_DAY_BEFORE: SignedDuration = SignedDuration::from_hours(48);

impl Availability {
    pub(crate) async fn change_zone(
        &self,
        asked: &Asked,
        request: ChangeZoneRequest,
    ) -> Result<ZoneChange, Problem> {
        let ChangeZoneRequest { clinic_id: ClinicId(clinic_id), time_zone, intent } = request;
        asked.caller.require_admin(request.clinic_id)?;
        let mut checks = Checks::new();
        checks.time_zone("time_zone", &time_zone);
        checks.finish()?;
        self.here(clinic_id).await?;
        if intent.is_dry_run {
            return Ok(self.foresee_zone(asked, clinic_id, &time_zone).await?);
        }
        let changed =
            with_retry(&self.ids, || self.change_zone_once(asked, clinic_id, &time_zone, &intent)).await;
        let (changed, doctors) = match changed {
            Ok((changed, doctors)) => (Ok(changed), doctors),
            Err(problem) => (Err(problem), Vec::new()),
        };
        self.readers.tell_of(changed, &doctors).await
    }

    async fn foresee_zone(
        &self,
        asked: &Asked,
        clinic_id: Uuid,
        time_zone: &str,
    ) -> Result<ZoneChange, Failure> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(&asked.caller, Scope::Clinic(clinic_id))).await?;
        let before = sql::clinic_zone().bind(&tx, &clinic_id).one().await?;
        is_another(&before, time_zone)?;
        let doctors = sql::doctors_of_clinic().bind(&tx, &clinic_id).all().await?;
        let doctors = self.by_other_clocks(&tx, clinic_id, doctors, time_zone).await?;
        let changes = self.foresee(&tx, &doctors, &Days::ToCome).await?;
        self.zone_change(&tx, clinic_id, (before, time_zone), changes).await
    }

    /// What came of it, and whose slots have changed.
    async fn change_zone_once(
        &self,
        asked: &Asked,
        clinic_id: Uuid,
        time_zone: &str,
        intent: &Intent,
    ) -> Result<(ZoneChange, Vec<Uuid>), Failure> {
        let (caller, used) = (&asked.caller, asked.key.as_ref());
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(caller, Scope::Clinic(clinic_id))).await?;
        if let Some(first) = answers::first(&tx, used, None).await? {
            return Ok((first, Vec::new()));
        }
        let doctors = sql::lock_doctors_of_clinic().bind(&tx, &clinic_id).all().await?;
        let before = sql::lock_clinic_zone().bind(&tx, &clinic_id).one().await?;
        is_another(&before, time_zone)?;
        let version = sql::set_zone().bind(&tx, &time_zone, &clinic_id).one().await?;
        sql::date_closed_times_anew().bind(&tx, &time_zone, &clinic_id, &self.clock.now()).await?;
        let doctors = self.by_other_clocks(&tx, clinic_id, doctors, time_zone).await?;
        let changes = self.rebuild(&tx, &doctors, &Days::ToCome, Cause::ClockRules).await?;
        let changed = self.zone_change(&tx, clinic_id, (before, time_zone), changes).await?;
        let is_unseen = intent.preview_version.is_none() && changed.bookings_in_all > 0;
        let is_stale = outdated(&changed.changes, intent);
        if is_unseen || is_stale {
            // the transaction is dropped
            let changes = SlotChanges { is_stale, ..changed.changes };
            return Ok((ZoneChange { is_unseen, changes, ..changed }, Vec::new()));
        }
        // after the slots are locked, as bookings write them
        sql::offer_by_zone().bind(&tx, &time_zone, &clinic_id).await?;
        let now = self.clock.now();
        let about = About { clinic_id, entity_id: clinic_id, entity_version: version, patient_id: None };
        Notes { tx: &tx, caller, now, ids: &self.ids }.note("clinic.time_zone", about).await?;
        answers::keep(&tx, used, None, &changed, now).await?;
        commit(tx).await?;
        Ok((changed, doctors.iter().map(|scheduled| scheduled.doctor.id).collect()))
    }

    /// The doctors who have slots to be made, with their hours, by the clocks of this zone.
    async fn by_other_clocks(
        &self,
        tx: &Transaction<'_>,
        clinic_id: Uuid,
        mut doctors: Vec<sql::ScheduledDoctor>,
        time_zone: &str,
    ) -> Result<Vec<Scheduled>, Failure> {
        for doctor in &mut doctors {
            time_zone.clone_into(&mut doctor.time_zone);
        }
        Ok(with_slots(all_scheduled(tx, clinic_id, doctors, self.clock.now() - A_DAY_BEFORE).await?))
    }

    async fn zone_change(
        &self,
        tx: &Transaction<'_>,
        clinic_id: Uuid,
        (time_zone_before, time_zone): (String, &str),
        changes: SlotChanges,
    ) -> Result<ZoneChange, Failure> {
        let coming = sql::coming_appointments().bind(tx, &clinic_id, &self.clock.now()).all().await?;
        let preview_version = version(&coming, &changes.preview_version, time_zone);
        let bookings_in_all = u32::try_from(coming.len()).unwrap_or(u32::MAX);
        let bookings = coming.into_iter().take(LISTED).map(|booking| MovedBooking {
            appointment_id: AppointmentId(booking.id),
            doctor_id: DoctorId(booking.doctor_id),
            starts_at_us: booking.starts_at.as_microsecond(),
        });
        Ok(ZoneChange {
            time_zone_before,
            time_zone: time_zone.to_owned(),
            bookings: bookings.collect(),
            bookings_in_all,
            changes: SlotChanges { preview_version, ..changes },
            is_unseen: false,
        })
    }
}

fn is_another(before: &str, time_zone: &str) -> Result<(), Problem> {
    if before == time_zone {
        return Err(Problem::field("time_zone", "is the clinic's time zone"));
    }
    Ok(())
}

/// Names all bookings to come, those that are hit, and the zone. It need not outlast a release.
fn version(coming: &[sql::ComingAppointments], hit: &str, time_zone: &str) -> String {
    let mut hasher = DefaultHasher::new();
    let all: Vec<(Uuid, Timestamp)> = coming.iter().map(|booking| (booking.id, booking.starts_at)).collect();
    (all, hit, time_zone).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
