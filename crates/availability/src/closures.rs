//! Days on which a clinic is closed: no doctor's template is followed then.

use std::collections::BTreeSet;

use holdfast_domain::conflict::Cause;
use holdfast_domain::cursor::page;
use holdfast_domain::opening::may_be_named;
use holdfast_domain::text::{CLOSURE_NAME_MAX, Checks, date};
use holdfast_domain::{Asked, ClinicId, ClosureId, Cursor, Page, Problem};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::availability::{
    CloseDaysRequest, CloseDaysResponse, Closure, Intent, ListClosuresRequest, ListClosuresResponse,
    RemoveClosureRequest, SlotChanges,
};
use holdfast_sql::client::Params;
use holdfast_sql::queries::availability as sql;
use holdfast_vault::answers;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::foresee::{Days, outdated};
use crate::scheduled::{Scheduled, all_scheduled};
use crate::{Availability, zone};

/// Most days of one request.
const MAX_DATES: usize = 60;
/// Most days to come on which a clinic is closed.
const MAX_CLOSURES: i64 = 366;

/// Days to be closed.
struct Closing {
    clinic_id: Uuid,
    dates: BTreeSet<Date>,
    name: String,
}

impl Availability {
    pub(crate) async fn close_days(
        &self,
        asked: &Asked,
        request: CloseDaysRequest,
    ) -> Result<CloseDaysResponse, Problem> {
        asked.caller.require_desk(request.clinic_id)?;
        let clinic_id = request.clinic_id.0;
        let today = self.today_at(clinic_id).await?;
        let mut checks = Checks::new();
        checks.optional("name", &request.name, CLOSURE_NAME_MAX);
        if request.dates.is_empty() || request.dates.len() > MAX_DATES {
            checks.note("dates", format!("must be from 1 to {MAX_DATES}"));
        }
        let mut dates = BTreeSet::new();
        for (nth, text) in request.dates.iter().enumerate().take(MAX_DATES) {
            let named = date(text).ok_or_else(|| "must be a date such as 2026-12-01".to_owned());
            match named.and_then(|day| may_be_named(day, today).map(|()| day)) {
                Ok(day) => _ = dates.insert(day),
                Err(problem) => checks.note(format!("dates[{nth}]"), problem),
            }
        }
        checks.finish()?;
        let closing = Closing { clinic_id, dates, name: request.name.trim().to_owned() };
        if request.intent.is_dry_run {
            return Ok(self.foresee_closing(asked, &closing).await?);
        }
        let intent = &request.intent;
        let closed = with_retry(&self.ids, || self.close_days_once(asked, &closing, intent)).await;
        let (closed, doctors) = match closed {
            Ok((closed, doctors)) => (Ok(closed), doctors),
            Err(problem) => (Err(problem), Vec::new()),
        };
        self.readers.tell_of(closed, &doctors).await
    }

    async fn foresee_closing(&self, asked: &Asked, closing: &Closing) -> Result<CloseDaysResponse, Failure> {
        let clinic_id = closing.clinic_id;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(&asked.caller, Scope::Clinic(clinic_id))).await?;
        let doctors = sql::doctors_of_clinic().bind(&tx, &clinic_id).all().await?;
        let mut doctors = with_slots(all_scheduled(&tx, clinic_id, doctors, self.clock.now()).await?);
        for scheduled in &mut doctors {
            scheduled.hours.calendar.closed.extend(&closing.dates);
        }
        let changes = self.foresee(&tx, &doctors, &closing.days()).await?;
        Ok(CloseDaysResponse { closures: Vec::new(), changes })
    }

    /// What came of it, and whose slots may have changed.
    async fn close_days_once(
        &self,
        asked: &Asked,
        closing: &Closing,
        intent: &Intent,
    ) -> Result<(CloseDaysResponse, Vec<Uuid>), Failure> {
        let (caller, used, clinic_id) = (&asked.caller, asked.key.as_ref(), closing.clinic_id);
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(caller, Scope::Clinic(clinic_id))).await?;
        if let Some(first) = answers::first(&tx, used, None).await? {
            return Ok((first, Vec::new()));
        }
        // the lock on all doctors lets nobody make slots by hours of before, and closes days one request after the other
        let doctors = sql::lock_doctors_of_clinic().bind(&tx, &clinic_id).all().await?;
        let now = self.clock.now();
        let ids: Vec<Uuid> = closing.dates.iter().map(|_| self.ids.next()).collect();
        let dates: Vec<Date> = closing.dates.iter().copied().collect();
        let new = sql::insert_closures()
            .params(
                &tx,
                &sql::InsertClosuresParams { clinic_id, name: closing.name.as_str(), now, ids, dates },
            )
            .all()
            .await?;
        let first_day = closing.dates.first().copied().unwrap_or_default();
        if sql::count_closures().bind(&tx, &clinic_id, &first_day).one().await? > MAX_CLOSURES {
            let problem = format!("a clinic has at most {MAX_CLOSURES} closed days to come");
            return Err(Problem::field("dates", problem).into());
        }
        let doctors = with_slots(all_scheduled(&tx, clinic_id, doctors, now).await?);
        let changes = self.rebuild(&tx, &doctors, &closing.days(), Cause::Closure).await?;
        if outdated(&changes, intent) {
            let changes = SlotChanges { is_stale: true, ..changes };
            return Ok((CloseDaysResponse { closures: Vec::new(), changes }, Vec::new()));
        }
        let notes = Notes { tx: &tx, caller, now, ids: &self.ids };
        for closure in &new {
            let about = About { clinic_id, entity_id: closure.id, entity_version: 1, patient_id: None };
            notes.note("closure.add", about).await?;
        }
        let closures = new.into_iter().map(|row| message(row.id, row.date, row.name));
        let closed = CloseDaysResponse { closures: closures.collect(), changes };
        answers::keep(&tx, used, None, &closed, now).await?;
        commit(tx).await?;
        Ok((closed, doctors.iter().map(|scheduled| scheduled.doctor.id).collect()))
    }

    pub(crate) async fn remove_closure(
        &self,
        asked: &Asked,
        request: RemoveClosureRequest,
    ) -> Result<SlotChanges, Problem> {
        let RemoveClosureRequest { clinic_id: ClinicId(clinic_id), closure_id: ClosureId(id) } = request;
        let caller = &asked.caller;
        caller.require_desk(request.clinic_id)?;
        let removed = with_retry(&self.ids, || async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::of(caller, Scope::Clinic(clinic_id))).await?;
            let doctors = sql::lock_doctors_of_clinic().bind(&tx, &clinic_id).all().await?;
            let date = sql::delete_closure().bind(&tx, &clinic_id, &id).opt().await?;
            let date = date.ok_or_else(Problem::not_found)?;
            let now = self.clock.now();
            let doctors = with_slots(all_scheduled(&tx, clinic_id, doctors, now).await?);
            let changes = self.rebuild(&tx, &doctors, &Days::These(vec![date]), Cause::Closure).await?;
            let about = About { clinic_id, entity_id: id, entity_version: 1, patient_id: None };
            Notes { tx: &tx, caller, now, ids: &self.ids }.note("closure.remove", about).await?;
            commit(tx).await?;
            let doctors = doctors.iter().map(|scheduled| scheduled.doctor.id).collect();
            Ok::<_, Failure>((changes, doctors))
        })
        .await;
        let (changes, doctors): (_, Vec<Uuid>) = match removed {
            Ok((changes, doctors)) => (Ok(changes), doctors),
            Err(problem) => (Err(problem), Vec::new()),
        };
        self.readers.tell_of(changes, &doctors).await
    }

    pub(crate) async fn list_closures(
        &self,
        _: &Asked,
        request: ListClosuresRequest,
    ) -> Result<ListClosuresResponse, Problem> {
        let ListClosuresRequest { clinic_id: ClinicId(clinic_id), page: Page { after, limit }, from } =
            request;
        let from = match from {
            Some(text) => {
                date(&text).ok_or_else(|| Problem::field("from", "must be a date such as 2026-12-01"))?
            }
            None => self.today_at(clinic_id).await?,
        };
        let listed: Result<_, Failure> = async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
            let (max, after_date) = (i64::from(limit) + 1, day_of(after));
            Ok(sql::list_closures().bind(&tx, &clinic_id, &from, &after_date, &after.id, &max).all().await?)
        }
        .await;
        let (rows, next) = page(listed.map_err(Problem::from)?, limit, |row| after_day(row.date, row.id));
        let items = rows.into_iter().map(|row| message(row.id, row.date, row.name)).collect();
        Ok(ListClosuresResponse { items, next_cursor: next })
    }

    /// Today at a clinic, if there is one.
    pub(crate) async fn today_at(&self, clinic_id: Uuid) -> Result<Date, Problem> {
        let zone_name: Result<_, Failure> = async {
            let client = self.db.client().await?;
            Ok(sql::clinic_zone().bind(&client, &clinic_id).opt().await?)
        }
        .await;
        let zone_name = zone_name.map_err(Problem::from)?.ok_or_else(Problem::not_found)?;
        Ok(zone(&zone_name)?.to_datetime(self.clock.now()).date())
    }
}

impl Closing {
    fn days(&self) -> Days {
        Days::These(self.dates.iter().copied().collect())
    }
}

/// Those that have slots to be made: with hours, or with days that were opened.
fn with_slots(mut doctors: Vec<Scheduled>) -> Vec<Scheduled> {
    doctors.retain(|scheduled| scheduled.doctor.slots_until.is_some());
    doctors
}

fn message(id: Uuid, date: Date, name: String) -> Closure {
    Closure { id: ClosureId(id), date: date.to_string(), name }
}

/// Lists by day carry the midnight of the last one, as if it were UTC.
pub(crate) fn after_day(day: Date, id: Uuid) -> Cursor {
    let at = day.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp());
    Cursor { at, id }
}

pub(crate) fn day_of(cursor: Cursor) -> Date {
    cursor.at.to_zoned(TimeZone::UTC).date()
}
