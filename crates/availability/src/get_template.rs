//! The working hours of a doctor that are in force; if none hold yet, the next to come.

use holdfast_domain::{Asked, ClinicId, DoctorId, Problem};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::availability::{GetTemplateRequest, Schedule};
use holdfast_sql::queries::availability as sql;

use crate::scheduled::calendar_of;
use crate::{Availability, zone};

impl Availability {
    pub(crate) async fn get_template(
        &self,
        _: &Asked,
        GetTemplateRequest { doctor_id: DoctorId(doctor_id) }: GetTemplateRequest,
    ) -> Result<Schedule, Problem> {
        let found: Result<_, Failure> = async {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::OfDoctor(doctor_id)).await?;
            let doctor = sql::find_doctor().bind(&tx, &doctor_id).opt().await?;
            let doctor = doctor.ok_or_else(Problem::not_found)?;
            let today = self.clock.now().to_zoned(zone(&doctor.time_zone)?).date();
            let calendar = calendar_of(&tx, doctor.clinic_id, doctor_id, today).await?;
            let template = calendar.current(today).ok_or_else(Problem::not_found)?;
            Ok(Schedule {
                clinic_id: ClinicId(doctor.clinic_id),
                doctor_id: DoctorId(doctor_id),
                time_zone: doctor.time_zone,
                template: template.as_given(),
            })
        }
        .await;
        found.map_err(Problem::from)
    }
}
