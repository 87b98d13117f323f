//! Sets a doctor's working hours. The slots follow in the same transaction.

use holdfast_domain::conflict::Cause;
use holdfast_domain::template::Template;
use holdfast_domain::{Asked, Caller, DoctorId, Problem};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::{Failure, with_retry};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::availability::{Intent, SetTemplateRequest, SlotChanges};
use holdfast_sql::client::Params;
use holdfast_sql::queries::availability as sql;
use holdfast_vault::answers;
use uuid::Uuid;

use crate::foresee::{Days, outdated};
use crate::scheduled::{find_for, lock_for, named, scheduled, visit_types};
use crate::{Availability, zone};

impl Availability {
    pub(crate) async fn set_template(
        &self,
        asked: &Asked,
        request: SetTemplateRequest,
    ) -> Result<SlotChanges, Problem> {
        let SetTemplateRequest { doctor_id: DoctorId(doctor_id), template, intent } = request;
        template.validate().map_err(Problem::fields)?;
        if intent.is_dry_run {
            return Ok(self.foresee_template(asked, doctor_id, template).await?);
        }
        let changes =
            with_retry(&self.ids, || self.set_template_once(asked, doctor_id, &template, &intent)).await;
        self.readers.tell_of(changes, &[doctor_id]).await
    }

    async fn foresee_template(
        &self,
        asked: &Asked,
        doctor_id: Uuid,
        template: Template,
    ) -> Result<SlotChanges, Failure> {
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(&asked.caller, Scope::OfDoctor(doctor_id))).await?;
        let doctor = find_for(&tx, &asked.caller, doctor_id, Caller::schedules).await?;
        self.validate_start(&doctor, &template)?;
        let types = visit_types(&tx, doctor.clinic_id).await?;
        named(template.type_problems(&types))?;
        let template = template.serving(&types);
        let mut scheduled = scheduled(&tx, doctor, self.clock.now()).await?;
        scheduled.hours.calendar.templates.insert(0, template);
        self.foresee(&tx, &[scheduled], &Days::ToCome).await
    }

    fn validate_start(&self, doctor: &sql::ScheduledDoctor, template: &Template) -> Result<(), Problem> {
        let today = self.clock.now().to_zoned(zone(&doctor.time_zone)?).date();
        template.validate_start(today).map_err(|problem| Problem::fields(vec![problem]))?;
        if template.effective_until.is_some_and(|until| until < today) {
            return Err(Problem::field("effective_until", "must not be in the past"));
        }
        Ok(())
    }

    async fn set_template_once(
        &self,
        asked: &Asked,
        doctor_id: Uuid,
        template: &Template,
        intent: &Intent,
    ) -> Result<SlotChanges, Failure> {
        let (caller, used) = (&asked.caller, asked.key.as_ref());
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::of(caller, Scope::OfDoctor(doctor_id))).await?;
        if let Some(first) = answers::first(&tx, used, None).await? {
            return Ok(first);
        }
        let doctor = lock_for(&tx, caller, doctor_id, Caller::schedules).await?;
        self.validate_start(&doctor, template)?;
        named(template.type_problems(&visit_types(&tx, doctor.clinic_id).await?))?;
        let (now, clinic_id) = (self.clock.now(), doctor.clinic_id);
        sql::insert_schedule()
            .params(
                &tx,
                &sql::InsertScheduleParams {
                    clinic_id,
                    id: self.ids.next(),
                    doctor_id,
                    effective_from: template.effective_from,
                    effective_until: template.effective_until,
                    template: serde_json::to_value(template).unwrap_or_default(),
                    now,
                },
            )
            .await?;
        let scheduled = scheduled(&tx, doctor, now).await?;
        let changes = self.rebuild(&tx, &[scheduled], &Days::ToCome, Cause::Hours).await?;
        if outdated(&changes, intent) {
            return Ok(SlotChanges { is_stale: true, ..changes });
        }
        let about = About { clinic_id, entity_id: doctor_id, entity_version: 1, patient_id: None };
        Notes { tx: &tx, caller, now, ids: &self.ids }.note("schedule.set", about).await?;
        answers::keep(&tx, used, None, &changes, now).await?;
        commit(tx).await?;
        Ok(changes)
    }
}
