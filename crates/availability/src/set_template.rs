//! Sets a doctor's working hours. The slots follow in the same transaction.

use holdfast_domain::template::Template;
use holdfast_domain::{Asked, DoctorId, Problem};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::availability::{SetTemplateRequest, SlotChanges};
use holdfast_sql::client::Params;
use holdfast_sql::queries::availability as sql;
use holdfast_vault::answers;
use uuid::Uuid;

use crate::scheduled::{calendar_of, lock_for};
use crate::{Availability, zone};

impl Availability {
    pub(crate) async fn set_template(
        &self,
        asked: &Asked,
        request: SetTemplateRequest,
    ) -> Result<SlotChanges, Problem> {
        let SetTemplateRequest { doctor_id: DoctorId(doctor_id), template } = request;
        template.validate().map_err(Problem::fields)?;
        let changes = with_retry(&self.ids, || self.set_template_once(asked, doctor_id, &template)).await;
        self.readers.tell_of(changes, &[doctor_id]).await
    }

    async fn set_template_once(
        &self,
        asked: &Asked,
        doctor_id: Uuid,
        template: &Template,
    ) -> Result<SlotChanges, Failure> {
        let (caller, used) = (&asked.caller, asked.key.as_ref());
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(caller, Scope::OfDoctor(doctor_id))).await?;
        if let Some(first) = answers::first(&tx, used, None).await? {
            return Ok(first);
        }
        let doctor = lock_for(&tx, caller, doctor_id, false).await?;
        let now = self.clock.now();
        let today = now.to_zoned(zone(&doctor.time_zone)?).date();
        template.validate_start(today).map_err(|problem| Problem::fields(vec![problem]))?;
        if template.effective_until.is_some_and(|until| until < today) {
            return Err(Problem::field("effective_until", "must not be in the past").into());
        }
        sql::insert_schedule()
            .params(
                &tx,
                &sql::InsertScheduleParams {
                    clinic_id: doctor.clinic_id,
                    id: self.ids.next(),
                    doctor_id,
                    effective_from: template.effective_from,
                    effective_until: template.effective_until,
                    template: serde_json::to_value(template).unwrap_or_default(),
                    now,
                },
            )
            .await?;
        let calendar = calendar_of(&tx, doctor.clinic_id, doctor_id, today).await?;
        let changes = self.rebuild(&tx, &doctor, &calendar).await?;
        let about =
            About { clinic_id: doctor.clinic_id, entity_id: doctor_id, entity_version: 1, patient_id: None };
        Notes { tx: &tx, caller, now, ids: &self.ids }.note("schedule.set", about).await?;
        answers::keep(&tx, used, None, &changes, now).await?;
        commit(tx).await?;
        Ok(changes)
    }
}
