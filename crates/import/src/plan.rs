//! From rows to everything that is to be written: the rows of all files are looked at together here, and against
//! what the database has.

use deadpool_postgres::Transaction;
use holdfast_domain::Ids;
use jiff::Timestamp;

use crate::appointments::{self, NewAppointment};
use crate::bad_line::Findings;
use crate::before::Before;
use crate::error::ImportError;
use crate::files::RawRows;
use crate::hours;
use crate::known::Known;
use crate::people::People;
use crate::rows::Rows;
use crate::slots::{Days, Slots};

/// What is to be written. Good only if nothing bad was found.
pub(crate) struct Plan {
    pub(crate) people: People,
    pub(crate) slots: Slots,
    pub(crate) appointments: Vec<NewAppointment>,
}

impl Plan {
    /// Makes the plan. Reads from the database, and locks what it will change.
    pub(crate) async fn make(
        tx: &Transaction<'_>,
        mut rows: Rows,
        raw: &RawRows,
        now: Timestamp,
        ids: &Ids,
        found: &mut Findings,
    ) -> Result<Self, ImportError> {
        let known = Known::load(tx, &rows).await?;
        let mut people = People::settle(&mut rows, raw, &known, ids, found);
        hours::plan(rows.hours, &mut people, now, found);
        let targets = appointments::targets(rows.appointments, &people, &known, now, found);
        let days = Days::plan(&mut people.doctors, &targets, now);
        let mut before = Before::load(tx, &people.doctors, &days, &targets).await?;
        let mut slots = Slots::make(&people.doctors, &days, &mut before, ids);
        let appointments = appointments::seat(targets, &people, raw, &mut slots, &mut before, ids, found);
        Ok(Self { people, slots, appointments })
    }
}
