//! Withdraws a template that was planned and has not taken effect. The slots follow in the same transaction: the days
//! that it was to change follow the newest template that is left.

use holdfast_domain::conflict::Cause;
use holdfast_domain::{Asked, Caller, DoctorId, ErrorCode, Problem, TemplateId};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::availability::{SlotChanges, WithdrawTemplateRequest};
use holdfast_sql::queries::availability as sql;

use crate::foresee::Days;
use crate::scheduled::{lock_for, scheduled};
use crate::{Availability, zone};

impl Availability {
    pub(crate) async fn withdraw_template(
        &self,
        asked: &Asked,
        request: WithdrawTemplateRequest,
    ) -> Result<SlotChanges, Problem> {
        let WithdrawTemplateRequest { doctor_id: DoctorId(doctor_id), template_id: TemplateId(template_id) } =
            request;
        let caller = &asked.caller;
        let changes = with_retry(&self.ids, || async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::of(caller, Scope::OfDoctor(doctor_id))).await?;
            let doctor = lock_for(&tx, caller, doctor_id, Caller::schedules).await?;
            let clinic_id = doctor.clinic_id;
            let starts =
                sql::schedule_starts_on().bind(&tx, &clinic_id, &doctor_id, &template_id).opt().await?;
            let now = self.clock.now();
            let today = zone(&doctor.time_zone)?.to_datetime(now).date();
            if starts.ok_or_else(Problem::not_found)? <= today {
                return Err(Problem::of(ErrorCode::TemplateInForce).into());
            }
            sql::delete_schedule().bind(&tx, &clinic_id, &doctor_id, &template_id).await?;
            let scheduled = scheduled(&tx, doctor, now).await?;
            let changes = self.rebuild(&tx, &[scheduled], &Days::ToCome, Cause::Hours).await?;
            let about = About { clinic_id, entity_id: doctor_id, entity_version: 1, patient_id: None };
            Notes { tx: &tx, caller, now, ids: &self.ids }.note("schedule.withdraw", about).await?;
            commit(tx).await?;
            Ok::<_, Failure>(changes)
        })
        .await;
        self.readers.tell_of(changes, &[doctor_id]).await
    }
}
