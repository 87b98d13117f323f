//! The day from which a doctor works no more. Bookings from then on stay, as conflicts; hours are kept, for a doctor who comes back.

use holdfast_domain::conflict::Cause;
use holdfast_domain::opening::may_be_named;
use holdfast_domain::text::date;
use holdfast_domain::{Asked, Caller, DoctorId, Problem};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::availability::{Intent, SetInactiveFromRequest, SlotChanges};
use holdfast_sql::queries::availability as sql;
use holdfast_vault::answers;
use jiff::civil::Date;
use uuid::Uuid;

use crate::foresee::{Days, no_change, outdated};
use crate::scheduled::{May, find_for, lock_for, scheduled};
use crate::{Availability, zone};

const ADMINS: May = |caller, clinic_id, _| caller.administers(clinic_id);

impl Availability {
    pub(crate) async fn set_inactive_from(
        &self,
        asked: &Asked,
        request: SetInactiveFromRequest,
    ) -> Result<SlotChanges, Problem> {
        let SetInactiveFromRequest { doctor_id: DoctorId(doctor_id), date: named, intent } = request;
        let from = match named {
            None => None,
            Some(text) => {
                let day = date(&text);
                Some(day.ok_or_else(|| Problem::field("from", "must be a date such as 2026-12-01"))?)
            }
        };
        if intent.is_dry_run {
            return Ok(self.foresee_inactive(asked, doctor_id, from).await?);
        }
        let changes =
            with_retry(&self.ids, || self.set_inactive_from_once(asked, doctor_id, from, &intent)).await;
        self.readers.tell_of(changes, &[doctor_id]).await
    }

    async fn foresee_inactive(
        &self,
        asked: &Asked,
        doctor_id: Uuid,
        from: Option<Date>,
    ) -> Result<SlotChanges, Failure> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(&asked.caller, Scope::OfDoctor(doctor_id))).await?;
        let doctor = find_for(&tx, &asked.caller, doctor_id, ADMINS).await?;
        self.may_be_inactive(&doctor, from)?;
        let mut scheduled = scheduled(&tx, doctor, self.clock.now()).await?;
        scheduled.hours.calendar.inactive_from = from;
        self.foresee(&tx, &[scheduled], &Days::ToCome).await
    }

    async fn set_inactive_from_once(
        &self,
        asked: &Asked,
        doctor_id: Uuid,
        from: Option<Date>,
        intent: &Intent,
    ) -> Result<SlotChanges, Failure> {
        let (caller, used): (&Caller, _) = (&asked.caller, asked.key.as_ref());
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(caller, Scope::OfDoctor(doctor_id))).await?;
        if let Some(first) = answers::first(&tx, used, None).await? {
            return Ok(first);
        }
        let doctor = lock_for(&tx, caller, doctor_id, ADMINS).await?;
        self.may_be_inactive(&doctor, from)?;
        let (now, clinic_id, had_slots) = (self.clock.now(), doctor.clinic_id, doctor.slots_until.is_some());
        let version = sql::set_inactive_from().bind(&tx, &from, &clinic_id, &doctor_id).one().await?;
        let changes = if had_slots {
            let scheduled = scheduled(&tx, doctor, now).await?;
            self.rebuild(&tx, &[scheduled], &Days::ToCome, Cause::DoctorInactive).await?
        } else {
            no_change()
        };
        if outdated(&changes, intent) {
            return Ok(SlotChanges { is_stale: true, ..changes });
        }
        let about = About { clinic_id, entity_id: doctor_id, entity_version: version, patient_id: None };
        let action = if from.is_some() { "doctor.deactivate" } else { "doctor.reactivate" };
        Notes { tx: &tx, caller, now, ids: &self.ids }.note(action, about).await?;
        answers::keep(&tx, used, None, &changes, now).await?;
        commit(tx).await?;
        Ok(changes)
    }

    fn may_be_inactive(&self, doctor: &sql::ScheduledDoctor, from: Option<Date>) -> Result<(), Problem> {
        let today = zone(&doctor.time_zone)?.to_datetime(self.clock.now()).date();
        let Some(from) = from else { return Ok(()) };
        may_be_named(from, today).map_err(|problem| Problem::field("from", problem))
    }
}
