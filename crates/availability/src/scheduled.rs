//! The hours of doctors, read inside a transaction; and who may change them.

use std::collections::HashMap;

use deadpool_postgres::Transaction;
use holdfast_domain::calendar::Calendar;
use holdfast_domain::opening::Opening;
use holdfast_domain::template::{Mode, Template};
use holdfast_domain::visit_type::{Serves, VisitType, VisitTypes};
use holdfast_domain::{Caller, ClinicId, DoctorId, ErrorCode, FieldProblem, Problem, VisitTypeId};
use holdfast_postgres::retry::Failure;
use holdfast_sql::client::GenericClient;
use holdfast_sql::queries::availability as sql;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::rebuild::FAR;
use crate::zone;

/// Who may change a doctor's hours.
pub(crate) type May = fn(&Caller, ClinicId, DoctorId) -> bool;

/// A doctor, and the hours by which slots are made.
pub(crate) struct Scheduled {
    pub(crate) doctor: sql::ScheduledDoctor,
    pub(crate) hours: Hours,
}

/// All that says when a doctor works from a day on.
#[derive(Default)]
pub(crate) struct Hours {
    pub(crate) calendar: Calendar,
    /// When the doctor is away.
    pub(crate) off: Vec<(Timestamp, Timestamp)>,
}

/// The doctor under lock, if the caller may change the hours.
pub(crate) async fn lock_for(
    tx: &Transaction<'_>,
    caller: &Caller,
    doctor_id: Uuid,
    may: May,
) -> Result<sql::ScheduledDoctor, Failure> {
    caller.require_some_team()?;
    checked(sql::lock_doctor().bind(tx, &doctor_id).opt().await?, caller, may)
}

/// The doctor as it is now, for who may change the hours and only asks what would come of it.
pub(crate) async fn find_for(
    tx: &Transaction<'_>,
    caller: &Caller,
    doctor_id: Uuid,
    may: May,
) -> Result<sql::ScheduledDoctor, Failure> {
    caller.require_some_team()?;
    checked(sql::find_doctor().bind(tx, &doctor_id).opt().await?, caller, may)
}

fn checked(
    doctor: Option<sql::ScheduledDoctor>,
    caller: &Caller,
    may: May,
) -> Result<sql::ScheduledDoctor, Failure> {
    let doctor = doctor.ok_or_else(Problem::not_found)?;
    let (clinic_id, doctor_id) = (ClinicId(doctor.clinic_id), DoctorId(doctor.id));
    caller.require_team(clinic_id)?;
    if may(caller, clinic_id, doctor_id) { Ok(doctor) } else { Err(Problem::of(ErrorCode::Forbidden).into()) }
}

/// The hours of one doctor.
pub(crate) async fn scheduled(
    tx: &Transaction<'_>,
    doctor: sql::ScheduledDoctor,
    now: Timestamp,
) -> Result<Scheduled, Failure> {
    let clinic_id = doctor.clinic_id;
    let mut scheduled = all_scheduled(tx, clinic_id, vec![doctor], now).await?;
    Ok(scheduled.remove(0))
}

/// The hours of several doctors of a clinic, in their order.
pub(crate) async fn all_scheduled(
    tx: &Transaction<'_>,
    clinic_id: Uuid,
    doctors: Vec<sql::ScheduledDoctor>,
    now: Timestamp,
) -> Result<Vec<Scheduled>, Failure> {
    let Some(first) = doctors.first() else { return Ok(Vec::new()) };
    let today = zone(&first.time_zone)?.to_datetime(now).date();
    let ids: Vec<Uuid> = doctors.iter().map(|doctor| doctor.id).collect();
    let mut calendars = calendars_of(tx, clinic_id, &ids, today).await?;
    let mut off: HashMap<Uuid, Vec<_>> = HashMap::new();
    for away in sql::time_off_of_doctors().bind(tx, &clinic_id, &ids, &FAR, &now).all().await? {
        off.entry(away.doctor_id).or_default().push((away.starts_at, away.ends_at));
    }
    let with_hours = doctors.into_iter().map(|doctor| {
        let calendar = calendars.remove(&doctor.id).unwrap_or_default();
        let off = off.remove(&doctor.id).unwrap_or_default();
        Scheduled { doctor, hours: Hours { calendar, off } }
    });
    Ok(with_hours.collect())
}

/// What can be said of days from `from` on, of one doctor.
pub(crate) async fn calendar_of<C: GenericClient>(
    client: &C,
    clinic_id: Uuid,
    doctor_id: Uuid,
    from: Date,
) -> Result<Calendar, Failure> {
    Ok(calendars_of(client, clinic_id, &[doctor_id], from).await?.remove(&doctor_id).unwrap_or_default())
}

/// The same of several doctors of a clinic.
pub(crate) async fn calendars_of<C: GenericClient>(
    client: &C,
    clinic_id: Uuid,
    doctors: &[Uuid],
    from: Date,
) -> Result<HashMap<Uuid, Calendar>, Failure> {
    let types = visit_types(client, clinic_id).await?;
    let mut calendar = Calendar::default();
    calendar.closed.for_good_from =
        sql::closed_for_good_from().bind(client, &clinic_id).opt().await?.flatten();
    for row in sql::closures_from().bind(client, &clinic_id, &from).all().await? {
        calendar.closed.add(row.date, row.starts_at, row.ends_at);
    }
    let mut calendars: HashMap<Uuid, Calendar> =
        doctors.iter().map(|doctor| (*doctor, calendar.clone())).collect();
    for row in sql::schedules_of_doctors().bind(client, &clinic_id, &doctors, &from).all().await? {
        let template = template(&row.template.to_string())?.serving(&types);
        calendars.entry(row.doctor_id).or_default().templates.push(template);
    }
    for row in sql::openings_of_doctors().bind(client, &clinic_id, &doctors, &from).all().await? {
        calendars
            .entry(row.doctor_id)
            .or_default()
            .openings
            .push(opening(&row.hours.to_string())?.serving(&types));
    }
    for row in sql::last_days_of_doctors().bind(client, &clinic_id, &doctors).all().await? {
        calendars.entry(row.id).or_default().inactive_from = Some(row.inactive_from);
    }
    Ok(calendars)
}

/// Refuses hours that name visit types which cannot be had in them.
pub(crate) fn named(problems: Vec<FieldProblem>) -> Result<(), Problem> {
    if problems.is_empty() { Ok(()) } else { Err(Problem::fields(problems)) }
}

/// What patients of a clinic come for.
pub(crate) async fn visit_types<C: GenericClient>(
    client: &C,
    clinic_id: Uuid,
) -> Result<VisitTypes, Failure> {
    let rows = sql::visit_types_of_clinic().bind(client, &clinic_id).all().await?;
    let known = |row: sql::VisitTypesOfClinic| VisitType {
        id: VisitTypeId(row.id),
        bit: Serves(row.bit),
        takes: SignedDuration::from_mins(i64::from(row.minutes)),
        mode: row.mode.as_deref().and_then(Mode::parse),
        is_retired: row.is_retired,
    };
    Ok(VisitTypes(rows.into_iter().map(known).collect()))
}

/// A stored opening; it was validated when it came in.
pub(crate) fn opening(json: &str) -> Result<Opening, Problem> {
    serde_json::from_str(json).map_err(|error| {
        tracing::error!(%error, "a stored opening is unreadable");
        Problem::of(ErrorCode::Internal)
    })
}

/// A stored template; it was validated when it came in.
pub(crate) fn template(json: &str) -> Result<Template, Problem> {
    serde_json::from_str(json).map_err(|error| {
        tracing::error!(%error, "a stored template is unreadable");
        Problem::of(ErrorCode::Internal)
    })
}
