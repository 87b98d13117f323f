//! Days on which a doctor works once, whatever the template says: a Saturday, an evening.

use holdfast_domain::conflict::Cause;
use holdfast_domain::cursor::page;
use holdfast_domain::opening::{NewOpenings, Opening};
use holdfast_domain::slots::NewSlot;
use holdfast_domain::text::date;
use holdfast_domain::visit_type::VisitTypes;
use holdfast_domain::{Asked, Caller, ClinicId, DoctorId, OpeningId, Page, Problem};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::availability::{
    AddOpeningsRequest, AddOpeningsResponse, Intent, ListOpeningsRequest, ListOpeningsResponse,
    ListedOpening, RemoveOpeningRequest, SlotChanges,
};
use holdfast_sql::client::Params;
use holdfast_sql::queries::availability as sql;
use holdfast_vault::answers;
use jiff::civil::Date;
use uuid::Uuid;

use crate::closures::{after_day, day_of};
use crate::foresee::{Days, outdated};
use crate::scheduled::{Scheduled, find_for, lock_for, named, opening, scheduled, visit_types};
use crate::{Availability, zone};

/// Most openings to come of one doctor.
const MAX_OPENINGS: i64 = 366;

impl Availability {
    pub(crate) async fn add_openings(
        &self,
        asked: &Asked,
        request: AddOpeningsRequest,
    ) -> Result<AddOpeningsResponse, Problem> {
        let AddOpeningsRequest { doctor_id: DoctorId(doctor_id), openings, intent } = request;
        if intent.is_dry_run {
            return Ok(self.foresee_openings(asked, doctor_id, &openings).await?);
        }
        let added =
            with_retry(&self.ids, || self.add_openings_once(asked, doctor_id, &openings, &intent)).await;
        self.readers.tell_of(added, &[doctor_id]).await
    }

    async fn foresee_openings(
        &self,
        asked: &Asked,
        doctor_id: Uuid,
        wanted: &NewOpenings,
    ) -> Result<AddOpeningsResponse, Failure> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(&asked.caller, Scope::OfDoctor(doctor_id))).await?;
        let doctor = find_for(&tx, &asked.caller, doctor_id, Caller::schedules).await?;
        let mut scheduled = scheduled(&tx, doctor, self.clock.now()).await?;
        let types = visit_types(&tx, scheduled.doctor.clinic_id).await?;
        self.open(&mut scheduled, wanted, &types)?;
        let changes = self.foresee(&tx, &[scheduled], &Days::ToCome).await?;
        Ok(AddOpeningsResponse { openings: Vec::new(), changes })
    }

    async fn add_openings_once(
        &self,
        asked: &Asked,
        doctor_id: Uuid,
        wanted: &NewOpenings,
        intent: &Intent,
    ) -> Result<AddOpeningsResponse, Failure> {
        let (caller, used) = (&asked.caller, asked.key.as_ref());
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(caller, Scope::OfDoctor(doctor_id))).await?;
        if let Some(first) = answers::first(&tx, used, None).await? {
            return Ok(first);
        }
        let doctor = lock_for(&tx, caller, doctor_id, Caller::schedules).await?;
        let (now, clinic_id) = (self.clock.now(), doctor.clinic_id);
        let mut scheduled = scheduled(&tx, doctor, now).await?;
        let (today, openings) = self.open(&mut scheduled, wanted, &visit_types(&tx, clinic_id).await?)?;
        let openings: Vec<_> = openings
            .into_iter()
            .map(|hours| ListedOpening { id: OpeningId(self.ids.next()), hours })
            .collect();
        let json = |hours: &Opening| serde_json::to_value(hours).unwrap_or_default();
        let params = sql::InsertOpeningsParams {
            clinic_id,
            doctor_id,
            now,
            ids: openings.iter().map(|opening| opening.id.0).collect::<Vec<_>>(),
            dates: openings.iter().map(|opening| opening.hours.date).collect::<Vec<_>>(),
            hours: openings.iter().map(|opening| json(&opening.hours)).collect::<Vec<_>>(),
        };
        sql::insert_openings().params(&tx, &params).await?;
        if sql::count_openings().bind(&tx, &clinic_id, &doctor_id, &today).one().await? > MAX_OPENINGS {
            let problem = format!("a doctor has at most {MAX_OPENINGS} openings to come");
            return Err(Problem::field("dates", problem).into());
        }
        let changes = self.rebuild(&tx, &[scheduled], &Days::ToCome, Cause::Hours).await?;
        if outdated(&changes, intent) {
            let changes = SlotChanges { is_stale: true, ..changes };
            return Ok(AddOpeningsResponse { openings: Vec::new(), changes });
        }
        let notes = Notes { tx: &tx, caller, now, ids: &self.ids };
        for opening in &openings {
            let about = About { clinic_id, entity_id: opening.id.0, entity_version: 1, patient_id: None };
            notes.note("opening.add", about).await?;
        }
        let added = AddOpeningsResponse { openings, changes };
        answers::keep(&tx, used, None, &added, now).await?;
        commit(tx).await?;
        Ok(added)
    }

    /// Adds openings to a doctor's hours: of days to come on which the doctor works, and of time that neither the template nor
    /// another opening has. Says what day it is there.
    fn open(
        &self,
        scheduled: &mut Scheduled,
        wanted: &NewOpenings,
        types: &VisitTypes,
    ) -> Result<(Date, Vec<Opening>), Problem> {
        let tz = zone(&scheduled.doctor.time_zone)?;
        let today = tz.to_datetime(self.clock.now()).date();
        wanted.validate(today).map_err(Problem::fields)?;
        named(wanted.type_problems(types))?;
        let calendar = &mut scheduled.hours.calendar;
        if let Some(nth) = wanted.dates.iter().position(|date| !calendar.works_at_all(date.0)) {
            let problem = "must be before the day from which the doctor is inactive, or the clinic closed";
            return Err(Problem::field(format!("dates[{nth}]"), problem));
        }
        let mut opened = Vec::new();
        for (nth, hours) in wanted.openings() {
            let next = hours.date.tomorrow().unwrap_or(hours.date);
            let of_day = calendar.slots(&tz, hours.date, next);
            let overlaps = |slot: &NewSlot| {
                of_day.iter().any(|other| slot.starts_at < other.ends_at && other.starts_at < slot.ends_at)
            };
            if hours.slots(&tz).iter().any(overlaps) {
                let problem = format!("overlaps hours that the doctor has on {}", hours.date);
                return Err(Problem::field(format!("rules[{nth}].start"), problem));
            }
            calendar.openings.push(hours.clone().serving(types));
            opened.push(hours);
        }
        Ok((today, opened))
    }

    pub(crate) async fn remove_opening(
        &self,
        asked: &Asked,
        request: RemoveOpeningRequest,
    ) -> Result<SlotChanges, Problem> {
        let RemoveOpeningRequest { doctor_id: DoctorId(doctor_id), opening_id: OpeningId(id), intent } =
            request;
        let caller = &asked.caller;
        if intent.is_dry_run {
            return Ok(self.foresee_removal(asked, doctor_id, id).await?);
        }
        let changes = with_retry(&self.ids, || async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::of(caller, Scope::OfDoctor(doctor_id))).await?;
            let doctor = lock_for(&tx, caller, doctor_id, Caller::schedules).await?;
            let (now, clinic_id) = (self.clock.now(), doctor.clinic_id);
            if sql::delete_opening().bind(&tx, &clinic_id, &doctor_id, &id).await? == 0 {
                return Err(Problem::not_found().into());
            }
            let scheduled = scheduled(&tx, doctor, now).await?;
            let changes = self.rebuild(&tx, &[scheduled], &Days::ToCome, Cause::OpeningRemoved).await?;
            if outdated(&changes, &intent) {
                return Ok(SlotChanges { is_stale: true, ..changes });
            }
            let about = About { clinic_id, entity_id: id, entity_version: 1, patient_id: None };
            Notes { tx: &tx, caller, now, ids: &self.ids }.note("opening.remove", about).await?;
            commit(tx).await?;
            Ok::<_, Failure>(changes)
        })
        .await;
        self.readers.tell_of(changes, &[doctor_id]).await
    }

    async fn foresee_removal(
        &self,
        asked: &Asked,
        doctor_id: Uuid,
        id: Uuid,
    ) -> Result<SlotChanges, Failure> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(&asked.caller, Scope::OfDoctor(doctor_id))).await?;
        let doctor = find_for(&tx, &asked.caller, doctor_id, Caller::schedules).await?;
        let row = sql::opening_of_doctor().bind(&tx, &doctor.clinic_id, &doctor_id, &id).opt().await?;
        let removed = opening(&row.ok_or_else(Problem::not_found)?.to_string())?;
        let removed = removed.serving(&visit_types(&tx, doctor.clinic_id).await?);
        let mut scheduled = scheduled(&tx, doctor, self.clock.now()).await?;
        scheduled.hours.calendar.openings.retain(|other| *other != removed);
        self.foresee(&tx, &[scheduled], &Days::ToCome).await
    }

    pub(crate) async fn list_openings(
        &self,
        asked: &Asked,
        request: ListOpeningsRequest,
    ) -> Result<ListOpeningsResponse, Problem> {
        let ListOpeningsRequest { doctor_id: DoctorId(doctor_id), page: Page { after, limit }, from } =
            request;
        let caller = &asked.caller;
        caller.require_some_team()?;
        let listed: Result<_, Failure> = async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::of(caller, Scope::OfDoctor(doctor_id))).await?;
            let doctor = sql::find_doctor().bind(&tx, &doctor_id).opt().await?;
            let doctor = doctor.ok_or_else(Problem::not_found)?;
            caller.require_team(ClinicId(doctor.clinic_id))?;
            let from = match from {
                Some(text) => {
                    date(&text).ok_or_else(|| Problem::field("from", "must be a date such as 2026-12-01"))?
                }
                None => zone(&doctor.time_zone)?.to_datetime(self.clock.now()).date(),
            };
            let (max, after_date) = (i64::from(limit) + 1, day_of(after));
            Ok(sql::list_openings()
                .bind(&tx, &doctor.clinic_id, &doctor_id, &from, &after_date, &after.id, &max)
                .all()
                .await?)
        }
        .await;
        let (rows, next) = page(listed.map_err(Problem::from)?, limit, |row| after_day(row.date, row.id));
        let listed = rows.into_iter().map(|row| {
            Ok::<_, Problem>(ListedOpening { id: OpeningId(row.id), hours: opening(&row.hours.to_string())? })
        });
        Ok(ListOpeningsResponse { items: listed.collect::<Result<_, _>>()?, next_cursor: next })
    }
}
