//! Blocks a doctor's time, and gives it back. Free slots inside go away; booked ones stay, as conflicts.

use holdfast_domain::conflict::Cause;
use holdfast_domain::cursor::page;
use holdfast_domain::text::{Checks, REASON_MAX};
use holdfast_domain::{Asked, Caller, ClinicId, Cursor, DoctorId, Page, Problem, TimeOffId};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit, idempotency};
use holdfast_rpc::availability::{
    AddTimeOffRequest, AddTimeOffResponse, Intent, ListTimeOffRequest, ListTimeOffResponse,
    RemoveTimeOffRequest, SlotChanges, TimeOff,
};
use holdfast_sql::client::Params;
use holdfast_sql::queries::availability as sql;
use holdfast_vault::{Place, answers};
use jiff::Timestamp;
use uuid::Uuid;

use crate::Availability;
use crate::foresee::{Days, no_change, outdated};
use crate::scheduled::{find_for, lock_for, scheduled};
use crate::stretch::stretch;

/// Time to be blocked.
#[derive(Clone, Debug)]
struct Block {
    doctor_id: Uuid,
    starts_at: Timestamp,
    ends_at: Timestamp,
    /// Why, or empty.
    reason: String,
}

impl Availability {
    pub(crate) async fn add_time_off(
        &self,
        asked: &Asked,
        request: AddTimeOffRequest,
    ) -> Result<AddTimeOffResponse, Problem> {
        let mut checks = Checks::new();
        checks.optional("reason", &request.reason, REASON_MAX);
        let asked_for = (request.starts_at_us, request.ends_at_us);
        let (starts_at, ends_at) = stretch(&mut checks, asked_for, self.clock.now())?;
        checks.finish()?;
        let block = Block { doctor_id: request.doctor_id.0, starts_at, ends_at, reason: request.reason };
        if request.intent.is_dry_run {
            return Ok(self.foresee_time_off(asked, block).await?);
        }
        let intent = &request.intent;
        let added = with_retry(&self.ids, || self.add_time_off_once(asked, &block, intent)).await;
        self.readers.tell_of(added, &[block.doctor_id]).await
    }

    async fn foresee_time_off(&self, asked: &Asked, block: Block) -> Result<AddTimeOffResponse, Failure> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(&asked.caller, Scope::OfDoctor(block.doctor_id))).await?;
        let doctor = find_for(&tx, &asked.caller, block.doctor_id, Caller::blocks_time).await?;
        let time_off = message(self.ids.next(), &doctor, block.starts_at, block.ends_at, block.reason);
        let mut scheduled = scheduled(&tx, doctor, self.clock.now()).await?;
        scheduled.hours.off.push((block.starts_at, block.ends_at));
        let changes = match scheduled.doctor.slots_until {
            Some(_) => self.foresee(&tx, &[scheduled], &Days::ToCome).await?,
            None => no_change(),
        };
        Ok(AddTimeOffResponse { time_off, changes })
    }

    async fn add_time_off_once(
        &self,
        asked: &Asked,
        block: &Block,
        intent: &Intent,
    ) -> Result<AddTimeOffResponse, Failure> {
        let (caller, used) = (&asked.caller, asked.key.as_ref());
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(caller, Scope::OfDoctor(block.doctor_id))).await?;
        // Without a reason there is nothing personal, neither in the row nor in the answer.
        let is_personal = !block.reason.is_empty();
        if let (Some(answer), Some(used)) = (idempotency::claim(&tx, used).await?, used) {
            if !is_personal {
                return answers::decode(&answer);
            }
            drop(tx);
            let tx = begin(&mut client, Scope::of(caller, Scope::OfDoctor(block.doctor_id))).await?;
            let doctor = sql::find_doctor().bind(&tx, &block.doctor_id).opt().await?;
            let clinic_id = doctor.ok_or_else(Problem::not_found)?.clinic_id;
            return answers::decode(&self.vault.clinic(clinic_id).await?.open_answer(used, &answer)?);
        }
        let doctor = lock_for(&tx, caller, block.doctor_id, Caller::blocks_time).await?;
        let key = if is_personal { Some(self.vault.clinic(doctor.clinic_id).await?) } else { None };
        let now = self.clock.now();
        let id = self.ids.next();
        sql::insert_time_off()
            .params(
                &tx,
                &sql::InsertTimeOffParams {
                    clinic_id: doctor.clinic_id,
                    id,
                    doctor_id: doctor.id,
                    starts_at: block.starts_at,
                    ends_at: block.ends_at,
                    reason: match &key {
                        Some(key) => key.seal(Place::time_off_reason(id), block.reason.as_bytes())?,
                        None => Vec::new(),
                    },
                    now,
                },
            )
            .await?;
        let time_off = message(id, &doctor, block.starts_at, block.ends_at, block.reason.clone());
        let changes = self.refit(&tx, caller, doctor, "time_off.add", id).await?;
        if outdated(&changes, intent) {
            return Ok(AddTimeOffResponse { time_off, changes: SlotChanges { is_stale: true, ..changes } });
        }
        let added = AddTimeOffResponse { time_off, changes };
        answers::keep(&tx, used, key.as_deref(), &added, now).await?;
        commit(tx).await?;
        Ok(added)
    }

    pub(crate) async fn remove_time_off(
        &self,
        asked: &Asked,
        request: RemoveTimeOffRequest,
    ) -> Result<SlotChanges, Problem> {
        let RemoveTimeOffRequest { doctor_id: DoctorId(doctor_id), time_off_id: TimeOffId(id) } = request;
        let caller = &asked.caller;
        let changes = with_retry(&self.ids, || async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::of(caller, Scope::OfDoctor(doctor_id))).await?;
            let doctor = lock_for(&tx, caller, doctor_id, Caller::blocks_time).await?;
            let removed = sql::delete_time_off().bind(&tx, &doctor.clinic_id, &doctor_id, &id).opt().await?;
            removed.ok_or_else(Problem::not_found)?;
            let changes = self.refit(&tx, caller, doctor, "time_off.remove", id).await?;
            commit(tx).await?;
            Ok::<_, Failure>(changes)
        })
        .await;
        self.readers.tell_of(changes, &[doctor_id]).await
    }

    /// Makes the slots anew and writes who caused it.
    async fn refit(
        &self,
        tx: &deadpool_postgres::Transaction<'_>,
        caller: &Caller,
        doctor: sql::ScheduledDoctor,
        action: &'static str,
        id: Uuid,
    ) -> Result<SlotChanges, Failure> {
        let now = self.clock.now();
        let about = About { clinic_id: doctor.clinic_id, entity_id: id, entity_version: 1, patient_id: None };
        Notes { tx, caller, now, ids: &self.ids }.note(action, about).await?;
        // A doctor without hours has no slots to fit.
        if doctor.slots_until.is_none() {
            return Ok(no_change());
        }
        let scheduled = scheduled(tx, doctor, now).await?;
        self.rebuild(tx, &[scheduled], &Days::ToCome, Cause::TimeOff).await
    }

    pub(crate) async fn list_time_off(
        &self,
        asked: &Asked,
        request: ListTimeOffRequest,
    ) -> Result<ListTimeOffResponse, Problem> {
        let ListTimeOffRequest { doctor_id: DoctorId(doctor_id), page: Page { after, limit } } = request;
        let caller = &asked.caller;
        caller.require_some_team()?;
        let found: Result<_, Failure> = async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::of(caller, Scope::OfDoctor(doctor_id))).await?;
            let doctor = sql::find_doctor().bind(&tx, &doctor_id).opt().await?;
            let doctor = doctor.ok_or_else(Problem::not_found)?;
            caller.require_team(ClinicId(doctor.clinic_id))?;
            let max = i64::from(limit) + 1;
            let rows =
                sql::list_time_off().bind(&tx, &doctor.clinic_id, &doctor_id, &after.id, &max).all().await?;
            Ok((doctor, rows))
        }
        .await;
        let (doctor, rows) = found.map_err(Problem::from)?;
        let (rows, next) = page(rows, limit, |row| Cursor::after_id(row.id));
        let key = self.vault.clinic(doctor.clinic_id).await?;
        let item = |row: sql::ListTimeOff| {
            let reason = key.open_text(Place::time_off_reason(row.id), &row.reason)?;
            Ok::<_, Problem>(message(row.id, &doctor, row.starts_at, row.ends_at, reason))
        };
        let items = rows.into_iter().map(item).collect::<Result<_, _>>()?;
        Ok(ListTimeOffResponse { items, next_cursor: next })
    }
}

fn message(
    id: Uuid,
    doctor: &sql::ScheduledDoctor,
    starts_at: Timestamp,
    ends_at: Timestamp,
    reason: String,
) -> TimeOff {
    TimeOff {
        id: TimeOffId(id),
        clinic_id: ClinicId(doctor.clinic_id),
        doctor_id: DoctorId(doctor.id),
        starts_at_us: starts_at.as_microsecond(),
        ends_at_us: ends_at.as_microsecond(),
        time_zone: doctor.time_zone.clone(),
        reason,
    }
}
