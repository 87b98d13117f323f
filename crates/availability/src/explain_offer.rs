//! Why a time of a doctor's is not offered to patients. Whether it is, says the statement by which patients find slots; why not, the
//! code that makes and judges them ([`holdfast_domain::why`]).

use holdfast_domain::visit_type::Serves;
use holdfast_domain::why::{Around, Live, reasons};
use holdfast_domain::{Asked, Caller, ClinicId, Cursor, DoctorId, Status};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::availability::{ExplainOfferRequest, ExplainOfferResponse, OfferReason, Wishes};
use holdfast_rpc::convert::instant;
use holdfast_sql::queries::{availability as sql, people};
use jiff::SignedDuration;

use crate::scheduled::{Scheduled, find_for, scheduled};
use crate::search::Query;
use crate::slot_page::Window;
use crate::{Availability, zone};

/// Longer than any slot, whatever the clocks do.
const AROUND: SignedDuration = SignedDuration::from_hours(24);
/// More slots than fit into it.
const SLOTS_MAX: u32 = 500;

impl Availability {
    pub(crate) async fn explain_offer(
        &self,
        asked: &Asked,
        request: ExplainOfferRequest,
    ) -> Result<ExplainOfferResponse, Failure> {
        let ExplainOfferRequest { doctor_id: DoctorId(doctor_id), at_us, mode, visit_type_id } = request;
        let (at, now) = (instant("at", at_us)?, self.clock.now());
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(&asked.caller, Scope::OfDoctor(doctor_id))).await?;
        let doctor = find_for(&tx, &asked.caller, doctor_id, Caller::asks_why).await?;
        let window = Window { from: at - AROUND, until: at + SignedDuration::from_micros(1) };
        let clinic_id = doctor.clinic_id;
        let wishes = Wishes { visit_type_id, ..Wishes::default() };
        let kinds = self.kinds(&asked.caller, &wishes, Some(ClinicId(clinic_id))).await?;
        let free = if visit_type_id.is_some() {
            let query = Query {
                specialization: None,
                clinic_id: Some(clinic_id),
                doctor_id: Some(doctor_id),
                window,
                kinds: kinds.clone(),
            };
            let client = self.search.client().await?;
            self.search_kinds(&client, None, &query, Cursor::START, SLOTS_MAX).await?.rows
        } else {
            self.free_slots_of(&tx, false, doctor_id, window, Cursor::START, SLOTS_MAX).await?
        };
        let is_offered =
            free.iter().any(|slot| at < slot.ends_at && mode.is_none_or(|mode| mode.as_str() == slot.mode));
        if is_offered {
            return Ok(ExplainOfferResponse { is_offered, reasons: Vec::new() });
        }
        let tz = zone(&doctor.time_zone)?;
        // of the past, what is still known
        let Scheduled { hours, .. } = scheduled(&tx, doctor, now.min(at - AROUND)).await?;
        let clinic = people::clinic_offers().bind(&tx, &false, &now, &clinic_id).one().await?;
        let notice = kinds.notice().unwrap_or(clinic.notice_minutes);
        let visits = Serves(kinds.types() & !clinic.desk_types);
        let live = sql::live_appointments_of_doctors()
            .bind(&tx, &clinic_id, &&[doctor_id][..], &(at - AROUND), &(at + AROUND))
            .all()
            .await?;
        let live: Vec<_> = live
            .iter()
            .map(|a| Live {
                starts_at: a.starts_at,
                ends_at: a.ends_at,
                is_held: a.status == Status::Pending.as_str(),
            })
            .collect();
        let look = hours.calendar.look_at(&tz, tz.to_datetime(now).date(), at);
        let notice = SignedDuration::from_mins(i64::from(notice));
        let horizon = clinic.horizon_days.map(i32::unsigned_abs).zip(clinic.offered_until);
        let waiting = sql::waiting_slots()
            .bind(&tx, &clinic_id, &doctor_id, &now, &(at - AROUND), &(at + AROUND))
            .all()
            .await?;
        let waiting: Vec<_> = waiting.iter().map(|slot| (slot.starts_at, slot.ends_at)).collect();
        let around =
            Around { off: &hours.off, live: &live, waiting: &waiting, notice, horizon, mode, visits };
        let reasons = reasons(look, &around, at, now)
            .into_iter()
            .map(|reason| OfferReason { code: reason.code.as_str().to_owned(), detail: reason.detail });
        Ok(ExplainOfferResponse { is_offered, reasons: reasons.collect() })
    }
}
