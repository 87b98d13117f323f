//! `holdfast import`: clinics, doctors, hours, patients and appointments from CSV or JSON files, all or nothing.
//!
//! [`import`] reads and checks every file first and reports everything that is wrong with its place; only files
//! without a fault are written, in one transaction over all of them. What the files look like, for those who write
//! them, is in `docs/import.md`; in short:
//!
//! - A CSV file holds rows of one kind, told from the beginning of its name (`clinics*.csv`, `doctors*.csv`,
//!   `hours*.csv`, `patients*.csv`, `appointments*.csv`). It has a header line; the order of columns is free.
//! - A JSON file is one object of lists: `{"clinics": […], "doctors": […], "hours": […], "patients": […],
//!   "appointments": […]}`, each element with the columns of its kind as fields.
//!
//! | kind | columns (`?`: may be empty or left out) |
//! | --- | --- |
//! | clinics | ref, name, address?, phone?, time_zone, min_notice_minutes?, hold_minutes? |
//! | doctors | ref, clinic, name, specialization, bio? |
//! | hours | doctor, days, start, end, slot_minutes, buffer_minutes?, mode?, effective_from, effective_until?, horizon_days? |
//! | patients | ref, clinic, name, phone?, email?, birth_date? |
//! | appointments | ref?, doctor, patient, starts_at, minutes?, status?, reason?, booked_at? |
//!
//! `ref` is the name that a row has in the files; `clinic`, `doctor` and `patient` hold refs. Refs are unique per
//! kind and kept, so that a file that was imported is not imported again, and later files can refer to earlier ones.
//!
//! What lives here: reading ([`import`] → `files`, `csv_files`, `json_files`), the meaning of single rows (`columns`,
//! `cells`, `spoiled`, `rows`), of rows together and against the database (`plan`, and from there `known`, `people`, `hours`,
//! `slots`, `before`, `appointments`), and writing (`write`). Not here: showing progress on a terminal. Start reading
//! at [`import`], then `plan`.

mod appointments;
mod bad_line;
mod before;
mod busy;
mod cells;
mod columns;
mod csv_files;
mod error;
mod files;
mod hours;
mod json_files;
mod json_value;
mod known;
mod people;
mod plan;
mod rows;
mod slots;
mod spoiled;
mod write;

use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use deadpool_postgres::Transaction;
use holdfast_domain::{Clock, Ids};
use holdfast_postgres::{Database, DbError, commit};
use holdfast_sql::queries::freshness::renew_freshness;
use holdfast_sql::queries::import as sql;
use holdfast_vault::Vault;

pub use bad_line::{BadLine, Place};
pub use error::ImportError;

use bad_line::Findings;
use columns::Kind;
use files::RawRows;
use plan::Plan;
use rows::Rows;
use write::Writer;

/// How often progress is told while rows are checked.
const CHECKED_PER_REPORT: usize = 5_000;

/// What an import is at. Each step begins when the one before it has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reading files; counted in files.
    Read,
    /// Checking rows; counted in rows.
    Check,
    /// Writing; counted in rows of the database.
    Write,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it is at.
    pub step: Step,
    /// How much of this step is done.
    pub done: usize,
    /// Out of how much.
    pub total: usize,
}

/// What was imported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Clinics.
    pub clinics: usize,
    /// Doctors.
    pub doctors: usize,
    /// Rows of hours.
    pub hours: usize,
    /// Patients.
    pub patients: usize,
    /// Appointments.
    pub appointments: usize,
    /// Slots that were made.
    pub slots: usize,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { clinics, doctors, hours, patients, appointments, slots } = self;
        write!(
            f,
            "imported clinics: {clinics}, doctors: {doctors}, rows of hours: {hours}, patients: {patients}, \
             appointments: {appointments}; slots made: {slots}"
        )
    }
}

/// Longest that another import's lock is waited for: one that was broken off leaves it to its connection for a moment.
const ANOTHER_ENDS_WITHIN: Duration = Duration::from_secs(5);

/// Imports the files, all of them or nothing. The order of the files does not matter.
///
/// Give it a pool whose statements may take some seconds, and the keys to seal personal data by. `progress` is called from time to time.
pub async fn import(
    db: &Database,
    vault: &Vault,
    clock: &dyn Clock,
    ids: &Ids,
    files: &[PathBuf],
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary, ImportError> {
    let now = clock.now();
    let mut found = Findings::default();
    let raw = files::read(files, &mut found, progress).await?;
    let rows = check(&raw, now, &mut found, progress);

    let mut client = db.client().await?;
    let tx = client.transaction().await?;
    lock(&tx).await?;
    let plan = Plan::make(&tx, rows, &raw, now, ids, &mut found).await?;
    if !found.is_empty() {
        return Err(ImportError::BadLines(found.finish(files)));
    }
    Writer { tx: &tx, vault, keys: HashMap::new(), ids, now, progress, done: 0, total: 0 }
        .write(&plan)
        .await?;
    // Nobody is told of each doctor: whatever was read before says nothing.
    renew_freshness().bind(&tx).await.map_err(DbError::from)?;
    commit(tx).await?;
    Ok(Summary {
        clinics: plan.people.clinics.len(),
        doctors: raw.of(Kind::Doctors).len(),
        hours: raw.of(Kind::Hours).len(),
        patients: plan.people.patients.len(),
        appointments: plan.appointments.len(),
        slots: plan.slots.all.iter().filter(|slot| slot.is_written()).count(),
    })
}

/// One import at a time. The connection of one that has just ended, or died, may hold the lock for a moment.
async fn lock(tx: &Transaction<'_>) -> Result<(), ImportError> {
    let began = Instant::now();
    while !sql::try_lock_import().bind(tx).one().await? {
        if began.elapsed() > ANOTHER_ENDS_WITHIN {
            return Err(ImportError::AnotherImport);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

fn check(
    raw: &RawRows,
    now: jiff::Timestamp,
    found: &mut Findings,
    progress: &mut dyn FnMut(Progress),
) -> Rows {
    let total = raw.count();
    let mut done = 0;
    progress(Progress { step: Step::Check, done, total });
    Rows::read(raw, now, found, || {
        done += 1;
        if done % CHECKED_PER_REPORT == 0 || done == total {
            progress(Progress { step: Step::Check, done, total });
        }
    })
}
