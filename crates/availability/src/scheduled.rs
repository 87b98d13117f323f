//! A doctor's calendar, read inside a transaction; and who may change it.

use std::collections::HashMap;

use deadpool_postgres::Transaction;
use holdfast_domain::calendar::Calendar;
use holdfast_domain::template::Template;
use holdfast_domain::{Caller, ClinicId, DoctorId, ErrorCode, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_sql::client::GenericClient;
use holdfast_sql::queries::availability as sql;
use jiff::civil::Date;
use uuid::Uuid;

/// Locks the doctor, if the caller may change the hours. Front desks block time but do not set hours.
pub(crate) async fn lock_for(
    tx: &Transaction<'_>,
    caller: &Caller,
    doctor_id: Uuid,
    staff_may: bool,
) -> Result<sql::ScheduledDoctor, Failure> {
    caller.require_some_team()?;
    let doctor = sql::lock_doctor().bind(tx, &doctor_id).opt().await?.ok_or_else(Problem::not_found)?;
    caller.require_team(ClinicId(doctor.clinic_id))?;
    let (clinic_id, doctor_id) = (ClinicId(doctor.clinic_id), DoctorId(doctor.id));
    let may = if staff_may { Caller::blocks_time } else { Caller::schedules };
    if may(caller, clinic_id, doctor_id) { Ok(doctor) } else { Err(Problem::of(ErrorCode::Forbidden).into()) }
}

/// The doctor's templates that can say something about days from `from` on.
pub(crate) async fn calendar_of<C: GenericClient>(
    client: &C,
    clinic_id: Uuid,
    doctor_id: Uuid,
    from: Date,
) -> Result<Calendar, Failure> {
    Ok(calendars_of(client, clinic_id, &[doctor_id], from).await?.remove(&doctor_id).unwrap_or_default())
}

/// The same of several doctors of a clinic. Who has no hours is left out.
pub(crate) async fn calendars_of<C: GenericClient>(
    client: &C,
    clinic_id: Uuid,
    doctors: &[Uuid],
    from: Date,
) -> Result<HashMap<Uuid, Calendar>, Failure> {
    let mut calendars: HashMap<Uuid, Calendar> = HashMap::new();
    for row in sql::schedules_of_doctors().bind(client, &clinic_id, &doctors, &from).all().await? {
        let template = template(&row.template.to_string())?;
        calendars.entry(row.doctor_id).or_default().templates.push(template);
    }
    Ok(calendars)
}

/// A stored template; it was validated when it came in.
pub(crate) fn template(json: &str) -> Result<Template, Problem> {
    serde_json::from_str(json).map_err(|error| {
        tracing::error!(%error, "a stored template is unreadable");
        Problem::of(ErrorCode::Internal)
    })
}
