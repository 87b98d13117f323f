//! A doctor's calendar, read inside a transaction; and who may change it.

use deadpool_postgres::Transaction;
use holdfast_domain::calendar::Calendar;
use holdfast_domain::template::Template;
use holdfast_domain::{Caller, ErrorCode, Problem, Role};
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
    if matches!(caller.role, Role::Anonymous | Role::Guest | Role::Patient) {
        return Err(Problem::of(ErrorCode::Forbidden).into());
    }
    let doctor = sql::lock_doctor().bind(tx, &doctor_id).opt().await?;
    let doctor = doctor.filter(|d| caller.works_at(d.clinic_id)).ok_or_else(Problem::not_found)?;
    let is_front_desk = matches!(caller.role, Role::Staff | Role::Integrator);
    if caller.schedules(doctor.clinic_id, doctor.id) || (staff_may && is_front_desk) {
        Ok(doctor)
    } else {
        Err(Problem::of(ErrorCode::Forbidden).into())
    }
}

/// The doctor's templates that can say something about days from `from` on.
pub(crate) async fn calendar_of<C: GenericClient>(
    client: &C,
    clinic_id: Uuid,
    doctor_id: Uuid,
    from: Date,
) -> Result<Calendar, Failure> {
    let rows = sql::schedules_of_doctor().bind(client, &clinic_id, &doctor_id, &from).all().await?;
    let templates = rows.into_iter().map(|row| template(&row.template.to_string()));
    Ok(Calendar { templates: templates.collect::<Result<_, _>>()? })
}

/// A stored template; it was validated when it came in.
pub(crate) fn template(json: &str) -> Result<Template, Problem> {
    serde_json::from_str(json).map_err(|error| {
        tracing::error!(%error, "a stored template cannot be read");
        Problem::of(ErrorCode::Internal)
    })
}
