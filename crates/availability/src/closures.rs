//! When a clinic is closed: no doctor's template is followed then.

use std::collections::BTreeMap;

use deadpool_postgres::Transaction;
use holdfast_domain::conflict::Cause;
use holdfast_domain::cursor::page;
use holdfast_domain::opening::{MAX_DATES, may_be_named};
use holdfast_domain::template::SLOT_MINUTES;
use holdfast_domain::text::{Checks, REASON_MAX, date};
use holdfast_domain::{Asked, ClinicId, ClosureId, Cursor, Page, Problem};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::availability::{
    CloseDaysRequest, CloseDaysResponse, Closure, Intent, ListClosuresRequest, ListClosuresResponse,
    NamedDay, RemoveClosureRequest, SlotChanges, Stretch,
};
use holdfast_sql::client::Params;
use holdfast_sql::queries::availability as sql;
use holdfast_vault::answers;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::foresee::{Days, outdated};
use crate::scheduled::{Scheduled, all_scheduled};
use crate::stretch::stretch;
use crate::{Availability, zone};

/// Most closures to come of one clinic.
const MAX_CLOSURES: i64 = 366;

/// What is to be closed.
struct Closing {
    clinic_id: Uuid,
    what: Closed,
    /// Days that a file has and that are not closed: they are over, or too far ahead.
    left_out: Vec<NamedDay>,
}

enum Closed {
    /// Each with the reason why.
    Days(BTreeMap<Date, String>),
    /// From an instant up to another, with the first and the last day that it touches.
    Time((Timestamp, Timestamp), (Date, Date), String),
}

/// A clinic's zone, and what day it is there.
pub(crate) struct Here {
    pub(crate) time_zone: String,
    pub(crate) tz: TimeZone,
    pub(crate) today: Date,
}

impl Availability {
    pub(crate) async fn close_days(
        &self,
        asked: &Asked,
        request: CloseDaysRequest,
    ) -> Result<CloseDaysResponse, Problem> {
        asked.caller.require_desk(request.clinic_id)?;
        let clinic_id = request.clinic_id.0;
        let here = self.here(clinic_id).await?;
        let mut checks = Checks::new();
        checks.optional("reason", &request.reason, REASON_MAX);
        let (reason, mut left_out) = (request.reason.trim().to_owned(), Vec::new());
        let what = match request.time {
            Some(_) if !request.dates.is_empty() => {
                checks.note("dates", "must not be given with starts_at");
                Closed::Days(BTreeMap::new())
            }
            Some(Stretch { starts_at_us, ends_at_us }) => {
                let time = stretch(&mut checks, (starts_at_us, ends_at_us), self.clock.now())?;
                Closed::Time(time, touched(time, &here.tz), reason)
            }
            None if !request.named_days.is_empty() => {
                let (days, others) = of_file(&mut checks, request.named_days, here.today);
                left_out = others;
                Closed::Days(days)
            }
            None => Closed::Days(days(&mut checks, &request.dates, &reason, here.today)),
        };
        checks.finish()?;
        let closing = Closing { clinic_id, what, left_out };
        if request.intent.is_dry_run {
            return Ok(self.foresee_closing(asked, &closing, &here).await?);
        }
        let intent = &request.intent;
        let closed = with_retry(&self.ids, || self.close_days_once(asked, &closing, &here, intent)).await;
        let (closed, doctors) = match closed {
            Ok((closed, doctors)) => (Ok(closed), doctors),
            Err(problem) => (Err(problem), Vec::new()),
        };
        self.readers.tell_of(closed, &doctors).await
    }

    async fn foresee_closing(
        &self,
        asked: &Asked,
        closing: &Closing,
        here: &Here,
    ) -> Result<CloseDaysResponse, Failure> {
        let clinic_id = closing.clinic_id;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(&asked.caller, Scope::Clinic(clinic_id))).await?;
        let doctors = sql::doctors_of_clinic().bind(&tx, &clinic_id).all().await?;
        let mut doctors = with_slots(all_scheduled(&tx, clinic_id, doctors, self.clock.now()).await?);
        for scheduled in &mut doctors {
            let closed = &mut scheduled.hours.calendar.closed;
            match &closing.what {
                Closed::Days(days) => days.keys().for_each(|day| closed.add_day(*day)),
                Closed::Time((starts_at, ends_at), ..) => closed.add_time(*starts_at, *ends_at),
            }
        }
        let changes = self.foresee(&tx, &doctors, &closing.days(&here.tz)).await?;
        Ok(closing.response(Vec::new(), changes, here))
    }

    /// What came of it, and whose slots may have changed.
    async fn close_days_once(
        &self,
        asked: &Asked,
        closing: &Closing,
        here: &Here,
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
        let closures = self.insert_closures(&tx, closing, now).await?;
        if sql::count_closures().bind(&tx, &clinic_id, &here.today).one().await? > MAX_CLOSURES {
            let problem = format!("a clinic has at most {MAX_CLOSURES} closures to come");
            return Err(Problem::field(closing.what.field(), problem).into());
        }
        let doctors = with_slots(all_scheduled(&tx, clinic_id, doctors, now).await?);
        let changes = self.rebuild(&tx, &doctors, &closing.days(&here.tz), Cause::Closure).await?;
        let mut closed = closing.response(closures, changes, here);
        if outdated(&closed.changes, intent) {
            closed.changes.is_stale = true;
            return Ok((CloseDaysResponse { closures: Vec::new(), ..closed }, Vec::new()));
        }
        let notes = Notes { tx: &tx, caller, now, ids: &self.ids };
        for closure in &closed.closures {
            let about = About { clinic_id, entity_id: closure.id.0, entity_version: 1, patient_id: None };
            notes.note("closure.add", about).await?;
        }
        answers::keep(&tx, used, None, &closed, now).await?;
        commit(tx).await?;
        Ok((closed, doctors.iter().map(|scheduled| scheduled.doctor.id).collect()))
    }

    /// Those that were not there before.
    async fn insert_closures(
        &self,
        tx: &Transaction<'_>,
        closing: &Closing,
        now: Timestamp,
    ) -> Result<Vec<Closure>, Failure> {
        let clinic_id = closing.clinic_id;
        match &closing.what {
            Closed::Days(days) => {
                let ids: Vec<Uuid> = days.iter().map(|_| self.ids.next()).collect();
                let dates: Vec<Date> = days.keys().copied().collect();
                let reasons: Vec<&str> = days.values().map(String::as_str).collect();
                let params = sql::InsertClosuresParams { clinic_id, now, ids, dates, reasons };
                let new = sql::insert_closures().params(tx, &params).all().await?;
                Ok(new.into_iter().map(|row| message(row.id, row.date, None, row.reason)).collect())
            }
            Closed::Time(time, (date, last_date), reason) => {
                let (id, (starts_at, ends_at)) = (self.ids.next(), *time);
                let params = sql::InsertClosedTimeParams {
                    clinic_id,
                    id,
                    date: *date,
                    last_date: *last_date,
                    starts_at,
                    ends_at,
                    reason,
                    now,
                };
                sql::insert_closed_time().params(tx, &params).await?;
                Ok(vec![message(id, *date, Some(*time), reason.clone())])
            }
        }
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
            let removed = sql::delete_closure().bind(&tx, &clinic_id, &id).opt().await?;
            let removed = removed.ok_or_else(Problem::not_found)?;
            let now = self.clock.now();
            let doctors = with_slots(all_scheduled(&tx, clinic_id, doctors, now).await?);
            // a slot of the day before may have reached into it
            let first = removed.date.yesterday().unwrap_or(removed.date);
            let days = days_between(first, removed.last_date);
            let changes = self.rebuild(&tx, &doctors, &days, Cause::Closure).await?;
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
        let here = self.here(clinic_id).await?;
        let from = match from {
            Some(text) => {
                date(&text).ok_or_else(|| Problem::field("from", "must be a date such as 2026-12-01"))?
            }
            None => here.today,
        };
        let listed: Result<_, Failure> = async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
            let (max, after_date) = (i64::from(limit) + 1, day_of(after));
            Ok(sql::list_closures().bind(&tx, &clinic_id, &from, &after_date, &after.id, &max).all().await?)
        }
        .await;
        let (rows, next) = page(listed.map_err(Problem::from)?, limit, |row| after_day(row.date, row.id));
        let item =
            |row: sql::ListClosures| message(row.id, row.date, row.starts_at.zip(row.ends_at), row.reason);
        let items = rows.into_iter().map(item).collect();
        Ok(ListClosuresResponse { items, next_cursor: next, time_zone: here.time_zone })
    }

    /// Where a clinic is, if there is one.
    pub(crate) async fn here(&self, clinic_id: Uuid) -> Result<Here, Problem> {
        let time_zone: Result<_, Failure> = async {
            let client = self.db.client().await?;
            Ok(sql::clinic_zone().bind(&client, &clinic_id).opt().await?)
        }
        .await;
        let time_zone = time_zone.map_err(Problem::from)?.ok_or_else(Problem::not_found)?;
        let tz = zone(&time_zone)?;
        let today = tz.to_datetime(self.clock.now()).date();
        Ok(Here { time_zone, tz, today })
    }
}

impl Closing {
    fn response(&self, closures: Vec<Closure>, changes: SlotChanges, here: &Here) -> CloseDaysResponse {
        let (time_zone, left_out) = (here.time_zone.clone(), self.left_out.clone());
        CloseDaysResponse { closures, changes, time_zone, left_out }
    }

    /// The days whose slots may change.
    fn days(&self, tz: &TimeZone) -> Days {
        match &self.what {
            Closed::Days(days) => Days::These(days.keys().copied().collect()),
            Closed::Time((starts_at, _), (_, last), _) => {
                // no slot is longer, so none that begins earlier reaches into it
                let longest = SignedDuration::from_mins(i64::from(*SLOT_MINUTES.end()));
                let from = starts_at.checked_sub(longest).unwrap_or(*starts_at);
                days_between(tz.to_datetime(from).date(), *last)
            }
        }
    }
}

impl Closed {
    const fn field(&self) -> &'static str {
        match self {
            Self::Days(_) => "dates",
            Self::Time(..) => "starts_at",
        }
    }
}

/// The days of a file, each with its name; and those that are over, or too far ahead.
fn of_file(
    checks: &mut Checks,
    named: Vec<NamedDay>,
    today: Date,
) -> (BTreeMap<Date, String>, Vec<NamedDay>) {
    let (mut days, mut left_out) = (BTreeMap::new(), Vec::new());
    for named in named {
        checks.optional("reason", &named.reason, REASON_MAX);
        match date(&named.date) {
            None => checks.note("dates", "must be dates such as 2026-12-01"),
            Some(day) if may_be_named(day, today).is_err() => left_out.push(named),
            // of two names for a day the first one stays
            Some(day) => _ = days.entry(day).or_insert(named.reason),
        }
    }
    (days, left_out)
}

/// The days that a request names, all for one reason.
fn days(checks: &mut Checks, dates: &[String], reason: &str, today: Date) -> BTreeMap<Date, String> {
    if dates.is_empty() {
        checks.note("dates", "is required, or starts_at and ends_at");
    } else if dates.len() > MAX_DATES {
        checks.note("dates", format!("must be from 1 to {MAX_DATES}"));
    }
    let mut days = BTreeMap::new();
    for (nth, text) in dates.iter().enumerate().take(MAX_DATES) {
        let named = date(text).ok_or_else(|| "must be a date such as 2026-12-01".to_owned());
        match named.and_then(|day| may_be_named(day, today).map(|()| day)) {
            Ok(day) => _ = days.insert(day, reason.to_owned()),
            Err(problem) => checks.note(format!("dates[{nth}]"), problem),
        }
    }
    days
}

/// The first and the last day that a stretch of time touches.
fn touched((starts_at, ends_at): (Timestamp, Timestamp), tz: &TimeZone) -> (Date, Date) {
    let before_the_end = ends_at.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(ends_at);
    let first = tz.to_datetime(starts_at).date();
    (first, tz.to_datetime(before_the_end).date().max(first))
}

fn days_between(first: Date, last: Date) -> Days {
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok());
    Days::These(days.take_while(|day| *day <= last).collect())
}

/// Those that have slots to be made: with hours, or with days that were opened.
pub(crate) fn with_slots(mut doctors: Vec<Scheduled>) -> Vec<Scheduled> {
    doctors.retain(|scheduled| scheduled.doctor.slots_until.is_some());
    doctors
}

fn message(id: Uuid, date: Date, time: Option<(Timestamp, Timestamp)>, reason: String) -> Closure {
    let time = time.map(|(starts_at, ends_at)| Stretch {
        starts_at_us: starts_at.as_microsecond(),
        ends_at_us: ends_at.as_microsecond(),
    });
    let date = if time.is_none() { Some(date.to_string()) } else { None };
    Closure { id: ClosureId(id), date, reason, time }
}

/// Lists by day carry the midnight of the last one, as if it were UTC.
pub(crate) fn after_day(day: Date, id: Uuid) -> Cursor {
    let at = day.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp());
    Cursor { at, id }
}

pub(crate) fn day_of(cursor: Cursor) -> Date {
    cursor.at.to_zoned(TimeZone::UTC).date()
}
