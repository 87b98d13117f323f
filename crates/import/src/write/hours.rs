//! The hours of doctors.

use holdfast_postgres::DbError;
use holdfast_sql::client::Params;
use holdfast_sql::queries::import as sql;

use crate::error::ImportError;
use crate::resolve::people::Doctor;
use crate::write::writer::{ACTOR_ID, ACTOR_ROLE, Writer, column};

impl Writer<'_> {
    pub(crate) async fn slots_until(&self, batch: &[&Doctor]) -> Result<(), ImportError> {
        let params = sql::SetSlotsUntilOfDoctorsParams {
            clinic_ids: column(batch, |doctor| doctor.clinic_id),
            ids: column(batch, |doctor| doctor.id),
            slots_until: column(batch, |doctor| doctor.slots_until(self.now).unwrap_or_default()),
        };
        sql::set_slots_until_of_doctors().params(self.tx, &params).await?;
        Ok(())
    }

    pub(crate) async fn schedules(&self, doctors: &[Doctor]) -> Result<(), ImportError> {
        let batch: Vec<_> = doctors
            .iter()
            .flat_map(|doctor| {
                (1_i32..).zip(&doctor.new_templates).map(move |(revision, new)| (doctor, revision, new))
            })
            .collect();
        let templates: Result<Vec<String>, _> =
            batch.iter().map(|(.., new)| serde_json::to_string(&new.template)).collect();
        let templates = templates.map_err(|error| DbError::Configuration(error.to_string()))?;
        let params = sql::InsertSchedulesParams {
            now: self.now,
            actor_role: ACTOR_ROLE,
            actor_id: ACTOR_ID,
            clinic_ids: column(&batch, |(doctor, ..)| doctor.clinic_id),
            ids: self.new_ids(batch.len()),
            audit_ids: self.new_ids(batch.len()),
            revisions: column(&batch, |(_, revision, _)| *revision),
            doctor_ids: column(&batch, |(doctor, ..)| doctor.id),
            effective_from: column(&batch, |(.., new)| new.template.effective_from),
            effective_until: column(&batch, |(.., new)| new.template.effective_until),
            templates,
        };
        sql::insert_schedules().params(self.tx, &params).await?;
        Ok(())
    }
}
