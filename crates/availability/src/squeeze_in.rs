//! Makes a slot beside the hours, which the desk books for one patient ([`holdfast_domain::squeeze_in`]).
//!
//! It is in no index of search. It overlaps no other slot when it is made, and slots that hours would give later in its time wait as
//! they wait for a booking ([`crate::rebuild`]).

use deadpool_postgres::Transaction;
use holdfast_domain::conflict::{Cause, reasons, taken_beside_hours};
use holdfast_domain::slots::NewSlot;
use holdfast_domain::squeeze_in::{MOST_OF_DAY, WAITS_FOR, judge};
use holdfast_domain::template::Mode;
use holdfast_domain::visit_type::MAX_TYPES;
use holdfast_domain::{Asked, Caller, ClinicId, DoctorId, ErrorCode, Problem, SlotId, VisitTypeId};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::availability::{Slot, SqueezeInRequest};
use holdfast_rpc::convert::instant;
use holdfast_sql::client::Params;
use holdfast_sql::queries::availability as sql;
use holdfast_vault::answers;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::foresee::Days;
use crate::scheduled::{Scheduled, lock_for, named, scheduled, visit_types};
use crate::{Availability, zone};

/// A slot to be made.
struct Wish {
    doctor_id: Uuid,
    starts_at: Timestamp,
    ends_at: Timestamp,
    mode: Mode,
    types: Vec<VisitTypeId>,
}

impl Availability {
    pub(crate) async fn squeeze_in(&self, asked: &Asked, request: SqueezeInRequest) -> Result<Slot, Problem> {
        let SqueezeInRequest { doctor_id: DoctorId(doctor_id), starts_at_us, ends_at_us, mode, visit_types } =
            request;
        let (starts_at, ends_at) = (instant("starts_at", starts_at_us)?, instant("ends_at", ends_at_us)?);
        if visit_types.len() > MAX_TYPES {
            return Err(Problem::field("visit_type_ids", "are more than a clinic has"));
        }
        let wish = Wish { doctor_id, starts_at, ends_at, mode, types: visit_types };
        let (slot, has_new_slots) = with_retry(&self.ids, || self.squeeze_in_once(asked, &wish)).await?;
        // for the public nothing has changed, unless another one went to make room
        if has_new_slots {
            self.readers.tell(&[doctor_id]).await?;
        }
        Ok(slot)
    }

    async fn squeeze_in_once(&self, asked: &Asked, wish: &Wish) -> Result<(Slot, bool), Failure> {
        let (caller, used) = (&asked.caller, asked.key.as_ref());
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(caller, Scope::OfDoctor(wish.doctor_id))).await?;
        if let Some(first) = answers::first(&tx, used, None).await? {
            return Ok((first, false));
        }
        let doctor = lock_for(&tx, caller, wish.doctor_id, Caller::squeezes_in).await?;
        let now = self.clock.now();
        let (clinic_id, doctor_id) = (doctor.clinic_id, doctor.id);
        judge(wish.starts_at, wish.ends_at, now)?;
        let tz = zone(&doctor.time_zone)?;
        let types = visit_types(&tx, clinic_id).await?;
        named(types.problems_of_slot("visit_type_ids", &wish.types, wish.mode))?;
        let has_new_slots = self.drop_expired(&tx, doctor.clone(), now).await? > 0;
        let serves = types.served(&wish.types);
        let slot = NewSlot { starts_at: wish.starts_at, ends_at: wish.ends_at, mode: wish.mode, serves };
        let Scheduled { doctor, hours } = scheduled(&tx, doctor, now).await?;
        let taken = taken_beside_hours(&hours.calendar, &hours.off, &tz, &slot);
        if let Some(reason) = reasons(&taken).first() {
            return Err(not_free(match *reason {
                "time_off" => "the doctor is away then",
                "doctor_inactive" => "the doctor does not work at the clinic then",
                _ => "the clinic is closed then",
            })
            .into());
        }
        let (starts_at, ends_at) = (&slot.starts_at, &slot.ends_at);
        sql::lock_blocked_slots_at().bind(&tx, &clinic_id, &doctor_id, ends_at, starts_at).all().await?;
        if let Some(other) =
            sql::slot_at().bind(&tx, &clinic_id, &doctor_id, starts_at, ends_at).opt().await?
        {
            let detail = if other.is_booked {
                "the doctor has an appointment then"
            } else {
                "the doctor has a free slot then; book that one"
            };
            return Err(Problem { ids: vec![other.id], ..not_free(detail) }.into());
        }
        let (from_at, until_at) = day_of(slot.starts_at, &tz)?;
        let so_many =
            sql::count_squeezed_in().bind(&tx, &clinic_id, &doctor_id, &from_at, &until_at).one().await?;
        if so_many >= MOST_OF_DAY {
            let detail =
                format!("{MOST_OF_DAY} slots outside the hours are all that a doctor's day can have");
            return Err(not_free(&detail).into());
        }
        let (id, kept_until) = (self.ids.next(), now + WAITS_FOR);
        let params = sql::SqueezeInParams {
            clinic_id,
            id,
            doctor_id,
            starts_at: slot.starts_at,
            ends_at: slot.ends_at,
            mode: slot.mode.as_str(),
            serves: serves.0,
            kept_until,
        };
        sql::squeeze_in().params(&tx, &params).await?;
        let about = About { clinic_id, entity_id: id, entity_version: 1, patient_id: None };
        Notes { tx: &tx, caller, now, ids: &self.ids }.note("slot.squeeze_in", about).await?;
        let slot = Slot {
            id: SlotId(id),
            clinic_id: ClinicId(clinic_id),
            doctor_id: DoctorId(doctor_id),
            starts_at_us: slot.starts_at.as_microsecond(),
            ends_at_us: slot.ends_at.as_microsecond(),
            time_zone: doctor.time_zone,
            mode: slot.mode,
            version: 1,
            visit_types: wish.types.clone(),
            kept_until_us: Some(kept_until.as_microsecond()),
        };
        answers::keep(&tx, used, None, &slot, now).await?;
        commit(tx).await?;
        Ok((slot, has_new_slots))
    }

    /// Deletes those of a doctor that waited in vain. What the hours give in their time is offered with the same commit.
    pub(crate) async fn delete_expired(&self, clinic_id: Uuid, doctor_id: Uuid) -> Result<u64, Failure> {
        let deleted = with_retry(&self.ids, || async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
            let Some(doctor) = sql::lock_doctor().bind(&tx, &doctor_id).opt().await? else { return Ok(0) };
            let deleted = self.drop_expired(&tx, doctor, self.clock.now()).await?;
            commit(tx).await?;
            Ok::<_, Failure>(deleted)
        })
        .await?;
        if deleted > 0 {
            self.readers.tell(&[doctor_id]).await?;
        }
        Ok(deleted)
    }

    async fn drop_expired(
        &self,
        tx: &Transaction<'_>,
        doctor: sql::ScheduledDoctor,
        now: Timestamp,
    ) -> Result<u64, Failure> {
        let begun = sql::delete_expired_slots().bind(tx, &doctor.clinic_id, &doctor.id, &now).all().await?;
        if !begun.is_empty() && doctor.slots_until.is_some() {
            let tz = zone(&doctor.time_zone)?;
            let days = begun.iter().map(|at| tz.to_datetime(*at).date()).collect();
            let scheduled = scheduled(tx, doctor, now).await?;
            self.rebuild(tx, &[scheduled], &Days::These(days), Cause::Hours).await?;
        }
        Ok(begun.len() as u64)
    }
}

fn not_free(detail: &str) -> Problem {
    Problem::new(ErrorCode::TimeNotFree, detail)
}

/// The day of an instant, from its first moment up to that of the next.
fn day_of(at: Timestamp, tz: &TimeZone) -> Result<(Timestamp, Timestamp), Problem> {
    let day = tz.to_datetime(at).date();
    let begin = |day: jiff::civil::Date| day.to_zoned(tz.clone()).ok().map(|begin| begin.timestamp());
    begin(day)
        .zip(day.tomorrow().ok().and_then(begin))
        .ok_or_else(|| Problem::field("starts_at", "must lie between the years 1970 and 2200"))
}
