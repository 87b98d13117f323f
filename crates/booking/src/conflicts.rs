//! A clinic's bookings outside the hours, as a list that is worked off (docs/decisions/0038). One leaves it when its appointment is
//! moved, cancelled or settled, or the hours come back, in the transaction that does so. Here it is looked at, and kept as it is.

use std::collections::HashMap;

use deadpool_postgres::Transaction;
use holdfast_domain::conflict::{State, reasons};
use holdfast_domain::cursor::page;
use holdfast_domain::template::Mode;
use holdfast_domain::text::{Checks, REASON_MAX};
use holdfast_domain::{
    AppointmentId, Asked, ClinicId, ConflictId, Cursor, DoctorId, ErrorCode, OfferKind, Page, PatientId,
    Problem, Role, SlotId,
};
use holdfast_postgres::Scope;
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::commit;
use holdfast_postgres::looks::By;
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_rpc::booking::{
    Alternative, Conflict, KeepConflictRequest, Keeping, ListConflictsRequest, ListConflictsResponse,
};
use holdfast_sql::client::Params;
use holdfast_sql::queries::booking as sql;
use holdfast_vault::{ClinicKey, Place, answers};
use uuid::Uuid;

use crate::Booking;

/// So many free slots of the same doctor are offered, and so many of colleagues.
const ALTERNATIVES: i64 = 3;
/// So many colleagues are looked at.
const COLLEAGUES: i64 = 20;

impl Booking {
    pub(crate) async fn list_conflicts(
        &self,
        asked: &Asked,
        request: ListConflictsRequest,
    ) -> Result<ListConflictsResponse, Failure> {
        let ListConflictsRequest { clinic_id, doctor_id, state, page: Page { after, limit } } = request;
        let doctor_id = asked.caller.sees_names_of(clinic_id, doctor_id)?.map(|id| id.0);
        let state = state.map(|name| {
            State::parse(&name).ok_or_else(|| Problem::field("state", "must be open, kept, closed or all"))
        });
        let state = state.transpose()?.map(State::as_str);
        let ClinicId(clinic_id) = clinic_id;
        let key = self.vault.clinic(clinic_id).await?;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        sql::clinic_zone().bind(&tx, &clinic_id).opt().await?.ok_or_else(Problem::not_found)?;
        let params = sql::ListConflictsParams {
            clinic_id,
            after_at: after.at,
            after_id: after.id,
            id: None,
            doctor_id,
            state,
            max: i64::from(limit) + 1,
        };
        let rows = sql::list_conflicts().params(&tx, &params).all().await?;
        let open = sql::count_open_conflicts().bind(&tx, &clinic_id, &doctor_id).one().await?;
        let (rows, next) = page(rows, limit, |row| Cursor { at: row.starts_at, id: row.id });
        let mut alternatives = self.alternatives(&tx, clinic_id, &rows).await?;
        let looked_at: Vec<About> = rows.iter().map(about).collect();
        let items = rows.into_iter().map(|row| {
            let alternatives = alternatives.remove(&row.appointment_id).unwrap_or_default();
            message(row, &key, alternatives)
        });
        let items = items.collect::<Result<_, Failure>>()?;
        let by = By { caller: &asked.caller, now: self.clock.now(), ids: &self.ids };
        self.looks.note(tx, by, "read.appointment", &looked_at).await?;
        Ok(ListConflictsResponse { items, next_cursor: next, open: u32::try_from(open).unwrap_or(u32::MAX) })
    }

    /// Where open ones can go, by their appointments.
    async fn alternatives(
        &self,
        tx: &Transaction<'_>,
        clinic_id: Uuid,
        rows: &[sql::Conflict],
    ) -> Result<HashMap<Uuid, Vec<Alternative>>, Failure> {
        let open = rows.iter().filter(|row| row.state == State::Open.as_str());
        let appointment_ids: Vec<Uuid> = open.map(|row| row.appointment_id).collect();
        let mut found: HashMap<Uuid, Vec<Alternative>> = HashMap::new();
        if appointment_ids.is_empty() {
            return Ok(found);
        }
        let params = sql::AlternativesParams {
            clinic_id,
            appointment_ids,
            virtual_kinds: OfferKind::asked(Some(Mode::Virtual), None),
            in_person_kinds: OfferKind::asked(Some(Mode::InPerson), None),
            colleagues: COLLEAGUES,
            now: self.clock.now(),
            each: ALTERNATIVES,
        };
        for slot in sql::alternatives().params(tx, &params).all().await? {
            found.entry(slot.appointment_id).or_default().push(Alternative {
                slot_id: SlotId(slot.slot_id),
                doctor_id: DoctorId(slot.doctor_id),
                doctor_name: slot.doctor_name,
                starts_at_us: slot.starts_at.as_microsecond(),
                ends_at_us: slot.ends_at.as_microsecond(),
                mode: mode(&slot.mode)?,
            });
        }
        Ok(found)
    }

    pub(crate) async fn keep_conflict(
        &self,
        asked: &Asked,
        request: KeepConflictRequest,
    ) -> Result<Conflict, Problem> {
        let of_doctor = asked.caller.sees_names_of(request.clinic_id, None)?;
        let mut checks = Checks::new();
        checks.required("reason", &request.reason, REASON_MAX);
        checks.finish()?;
        with_retry(&self.ids, || self.keep_once(asked, &request, of_doctor)).await
    }

    async fn keep_once(
        &self,
        asked: &Asked,
        request: &KeepConflictRequest,
        of_doctor: Option<DoctorId>,
    ) -> Result<Conflict, Failure> {
        let (caller, used) = (&asked.caller, asked.key.as_ref());
        let KeepConflictRequest { clinic_id: ClinicId(clinic_id), conflict_id: ConflictId(id), .. } =
            *request;
        let reason = request.reason.trim();
        let key = self.vault.clinic(clinic_id).await?;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        if let Some(first) = answers::first::<Conflict>(&tx, used, Some(&key)).await? {
            drop(tx);
            let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
            return without_erased(&tx, clinic_id, first).await;
        }
        let row = find(&tx, clinic_id, id, of_doctor).await?;
        if row.state == State::Closed.as_str() {
            return Err(closed(row.outcome.as_deref()).into());
        }
        let now = self.clock.now();
        let kept = message(row, &key, Vec::new())?;
        let is_kept_so = kept.kept.as_ref().is_some_and(|kept| kept.reason == reason);
        let kept = if is_kept_so {
            kept
        } else {
            let sealed = key.seal(Place::kept_reason(id), reason.as_bytes())?;
            let params = sql::KeepConflictParams {
                now,
                reason: sealed,
                actor_role: caller.role.as_str(),
                actor_id: caller.actor_id(),
                clinic_id,
                id,
            };
            if sql::keep_conflict().params(&tx, &params).await? == 0 {
                return Err(closed(None).into());
            }
            let row = find(&tx, clinic_id, id, of_doctor).await?;
            let about = About { entity_id: id, entity_version: 1, ..about(&row) };
            Notes { tx: &tx, caller, now, ids: &self.ids }.note("conflict.keep", about).await?;
            message(row, &key, Vec::new())?
        };
        answers::keep(&tx, used, Some(&key), &kept, now).await?;
        commit(tx).await?;
        Ok(kept)
    }
}

/// The conflict, if it is the clinic's, and this doctor's.
async fn find(
    tx: &Transaction<'_>,
    clinic_id: Uuid,
    id: Uuid,
    of_doctor: Option<DoctorId>,
) -> Result<sql::Conflict, Failure> {
    let params = sql::ListConflictsParams {
        clinic_id,
        after_at: Cursor::START.at,
        after_id: Cursor::START.id,
        id: Some(id),
        doctor_id: of_doctor.map(|id| id.0),
        state: None::<&str>,
        max: 1,
    };
    Ok(sql::list_conflicts().params(tx, &params).opt().await?.ok_or_else(Problem::not_found)?)
}

fn closed(outcome: Option<&str>) -> Problem {
    match outcome {
        Some(outcome) => Problem::new(
            ErrorCode::ConflictClosed,
            format!("the conflict is closed ({outcome}); there is nothing to keep"),
        ),
        None => Problem::of(ErrorCode::ConflictClosed),
    }
}

/// A kept answer, to be given once more: without what was erased since.
async fn without_erased(
    tx: &Transaction<'_>,
    clinic_id: Uuid,
    mut first: Conflict,
) -> Result<Conflict, Failure> {
    let erased = sql::patient_is_erased().bind(tx, &clinic_id, &first.appointment_id.0).opt().await?;
    if erased.unwrap_or(true) {
        first.patient_name.clear();
        if let Some(kept) = &mut first.kept {
            kept.reason.clear();
        }
    }
    Ok(first)
}

fn about(row: &sql::Conflict) -> About {
    About {
        clinic_id: row.clinic_id,
        entity_id: row.appointment_id,
        entity_version: row.version,
        patient_id: row.patient_id,
    }
}

fn mode(name: &str) -> Result<Mode, Failure> {
    // a CHECK of the table allows no other
    Ok(Mode::parse(name).ok_or_else(|| Problem::of(ErrorCode::Internal))?)
}

fn message(row: sql::Conflict, key: &ClinicKey, alternatives: Vec<Alternative>) -> Result<Conflict, Failure> {
    let patient_name = match (row.patient_id, &row.patient_name) {
        (Some(id), Some(name)) => key.open_name(id, name)?,
        _ => String::new(),
    };
    let kept = match row.kept_at {
        None => None,
        Some(at) => Some(Keeping {
            at_us: at.as_microsecond(),
            by_role: Role::parse(&row.kept_by_role).unwrap_or_default(),
            reason: key.open_text(Place::kept_reason(row.id), &row.kept_reason)?,
            by_id: row.kept_by_id,
        }),
    };
    Ok(Conflict {
        id: ConflictId(row.id),
        appointment_id: AppointmentId(row.appointment_id),
        appointment_version: row.version.unsigned_abs(),
        doctor_id: DoctorId(row.doctor_id),
        doctor_name: row.doctor_name,
        patient_id: row.patient_id.map(PatientId),
        patient_name,
        mode: mode(&row.mode)?,
        starts_at_us: row.starts_at.as_microsecond(),
        ends_at_us: row.ends_at.as_microsecond(),
        time_zone: row.time_zone,
        cause: row.cause,
        since_us: row.since.as_microsecond(),
        reasons: reasons(&row.taken_by).into_iter().map(str::to_owned).collect(),
        state: row.state,
        kept,
        outcome: row.outcome,
        alternatives,
    })
}
