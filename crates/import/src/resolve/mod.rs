//! The second layer: from refs to ids. Whom rows mean, who of them is new, and what the database has of the others.
//!
//! First the refs that earlier imports used (`existing_refs`), with which people (`people`, by a `register` for each
//! kind), rows of hours (`hours`) and appointments (`targets`) find whom they mean; then what those doctors and patients have
//! on the days that matter (`existing_calendar`). What will change is locked until the transaction ends.

pub(crate) mod existing_calendar;
mod existing_refs;
mod hours;
pub(crate) mod people;
mod register;
pub(crate) mod targets;

use deadpool_postgres::Transaction;
use holdfast_domain::Ids;
use jiff::Timestamp;

use crate::bad_line::Findings;
use crate::error::ImportError;
use crate::kind::Kind;
use crate::read::rows::{ClinicRow, PatientRow, Rows};
use crate::resolve::existing_calendar::ExistingCalendar;
use crate::resolve::existing_refs::ExistingRefs;
use crate::resolve::people::{Doctor, New, People};
use crate::resolve::targets::Target;

/// The rows of the files with the ids of whom they are about.
pub(crate) struct Resolved {
    pub(crate) clinics: Vec<New<ClinicRow>>,
    /// The new ones, and those of earlier imports that the files name. Others refer to them by their place in here.
    pub(crate) doctors: Vec<Doctor>,
    pub(crate) patients: Vec<New<PatientRow>>,
    pub(crate) targets: Vec<Target>,
    pub(crate) existing: ExistingCalendar,
    /// Rows of hours are missing, because a file could not be read.
    pub(crate) has_lost_hours: bool,
}

/// Finds out whom all rows mean.
pub(crate) async fn resolve(
    tx: &Transaction<'_>,
    rows: Rows,
    now: Timestamp,
    ids: &Ids,
    found: &mut Findings,
) -> Result<Resolved, ImportError> {
    let refs = ExistingRefs::load(tx, &rows).await?;
    let Rows { clinics, doctors, hours, patients, appointments, lost } = rows;
    let mut people = People::new(lost);
    let clinic_refs = people.resolve_clinics(clinics, lost, &refs, ids, found);
    people.resolve_doctors(doctors, &clinic_refs, &refs, ids, found);
    people.resolve_patients(patients, &clinic_refs, &refs, ids, found);
    hours::resolve(hours, &mut people, found);
    let targets = targets::resolve(appointments, &people, &refs, now, found);
    let existing = ExistingCalendar::load(tx, &people.doctors, &targets, now).await?;
    let People { clinics, doctors, patients, .. } = people;
    Ok(Resolved { clinics, doctors, patients, targets, existing, has_lost_hours: lost.has(Kind::Hours) })
}
