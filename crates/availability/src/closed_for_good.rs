//! The day from which a clinic is closed for good. Bookings from then on stay, as conflicts; hours are kept, for a clinic that opens
//! again.

use holdfast_domain::conflict::Cause;
use holdfast_domain::opening::may_be_named;
use holdfast_domain::text::date;
use holdfast_domain::{Asked, ClinicId, Problem};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::availability::{Intent, SetClosedFromRequest, SlotChanges};
use holdfast_sql::queries::availability as sql;
use holdfast_vault::answers;
use jiff::civil::Date;
use uuid::Uuid;

use crate::Availability;
use crate::closures::with_slots;
use crate::foresee::{Days, outdated};
use crate::scheduled::all_scheduled;

impl Availability {
    pub(crate) async fn set_closed_from(
        &self,
        asked: &Asked,
        request: SetClosedFromRequest,
    ) -> Result<SlotChanges, Problem> {
        let SetClosedFromRequest { clinic_id: ClinicId(clinic_id), date: named, intent } = request;
        asked.caller.require_admin(request.clinic_id)?;
        let today = self.here(clinic_id).await?.today;
        let from = match named {
            None => None,
            Some(text) => {
                let day = date(&text).ok_or_else(|| "must be a date such as 2026-12-01".to_owned());
                let day = day.and_then(|day| may_be_named(day, today).map(|()| day));
                Some(day.map_err(|problem| Problem::field("from", problem))?)
            }
        };
        if intent.is_dry_run {
            return Ok(self.foresee_closed_from(asked, clinic_id, from).await?);
        }
        let changed =
            with_retry(&self.ids, || self.set_closed_from_once(asked, clinic_id, from, &intent)).await;
        let (changes, doctors) = match changed {
            Ok((changes, doctors)) => (Ok(changes), doctors),
            Err(problem) => (Err(problem), Vec::new()),
        };
        self.readers.tell_of(changes, &doctors).await
    }

    async fn foresee_closed_from(
        &self,
        asked: &Asked,
        clinic_id: Uuid,
        from: Option<Date>,
    ) -> Result<SlotChanges, Failure> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(&asked.caller, Scope::Clinic(clinic_id))).await?;
        let doctors = sql::doctors_of_clinic().bind(&tx, &clinic_id).all().await?;
        let mut doctors = with_slots(all_scheduled(&tx, clinic_id, doctors, self.clock.now()).await?);
        for scheduled in &mut doctors {
            scheduled.hours.calendar.closed.for_good_from = from;
        }
        self.foresee(&tx, &doctors, &Days::ToCome).await
    }

    /// What came of it, and whose slots may have changed.
    async fn set_closed_from_once(
        &self,
        asked: &Asked,
        clinic_id: Uuid,
        from: Option<Date>,
        intent: &Intent,
    ) -> Result<(SlotChanges, Vec<Uuid>), Failure> {
        let (caller, used) = (&asked.caller, asked.key.as_ref());
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(caller, Scope::Clinic(clinic_id))).await?;
        if let Some(first) = answers::first(&tx, used, None).await? {
            return Ok((first, Vec::new()));
        }
        let doctors = sql::lock_doctors_of_clinic().bind(&tx, &clinic_id).all().await?;
        let now = self.clock.now();
        let version = sql::set_closed_from().bind(&tx, &from, &clinic_id).one().await?;
        let doctors = with_slots(all_scheduled(&tx, clinic_id, doctors, now).await?);
        let changes = self.rebuild(&tx, &doctors, &Days::ToCome, Cause::Closure).await?;
        if outdated(&changes, intent) {
            return Ok((SlotChanges { is_stale: true, ..changes }, Vec::new()));
        }
        let about = About { clinic_id, entity_id: clinic_id, entity_version: version, patient_id: None };
        let action = if from.is_some() { "clinic.close" } else { "clinic.reopen" };
        Notes { tx: &tx, caller, now, ids: &self.ids }.note(action, about).await?;
        answers::keep(&tx, used, None, &changes, now).await?;
        commit(tx).await?;
        Ok((changes, doctors.iter().map(|scheduled| scheduled.doctor.id).collect()))
    }
}
