//! What changed lately, judged: the half of the invariants that needs no look at whole tables.

use std::time::Duration;

use deadpool_postgres::Transaction;
use holdfast_sql::queries::{check as full, watch as sql};
use jiff::Timestamp;
use uuid::Uuid;

use crate::check::MOST_BREACHES;
use crate::life::{Steps, actions_and_events};

/// For this transaction alone. An array of ids is known when its statement is planned, so that a few are looked up and many are too.
const SETTINGS: &str = "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL enable_seqscan = off";

/// Ids between which rows were made, and between which lies what belongs to them.
#[derive(Clone, Copy, Debug)]
pub struct Slice {
    /// The first id of the slice.
    pub from: Uuid,
    /// The first id after it.
    pub to: Uuid,
    /// Where to begin to look for what belongs to its rows.
    pub before: Uuid,
    /// Where to end.
    pub after: Uuid,
}

/// Something broken that a look at changes found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The invariant's id, `I1`.
    pub invariant: &'static str,
    /// What is wrong, in the words of the full check.
    pub what: String,
    /// The id or ids of what is wrong.
    pub subject: String,
    /// What was found there. Ids, times and states.
    pub detail: String,
    /// By what it can be looked at again: an appointment,
    pub appointment_id: Option<Uuid>,
    /// or a slot. By neither: it takes a look at everything.
    pub slot_id: Option<Uuid>,
}

/// What is to be judged.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    pub(crate) appointments: Vec<Uuid>,
    pub(crate) slots: Vec<Uuid>,
}

impl Touched {
    pub(crate) fn count(&self) -> u64 {
        (self.appointments.len() + self.slots.len()) as u64
    }
}

pub(crate) async fn prepare(tx: &Transaction<'_>) -> Result<(), tokio_postgres::Error> {
    tx.batch_execute(SETTINGS).await
}

/// The appointments and slots that changed in a slice.
pub(crate) async fn touched(tx: &Transaction<'_>, slice: &Slice) -> Result<Touched, tokio_postgres::Error> {
    Ok(Touched {
        appointments: sql::changed_appointments().bind(tx, &slice.from, &slice.to).all().await?,
        slots: sql::changed_slots().bind(tx, &slice.from, &slice.to).all().await?,
    })
}

/// What is broken about these, as they are now: I1, I2, I8, I13.
pub(crate) async fn judge(
    tx: &Transaction<'_>,
    touched: &Touched,
) -> Result<Vec<Broken>, tokio_postgres::Error> {
    let Touched { appointments, slots } = touched;
    let max = MOST_BREACHES;
    let overlaps = sql::overlaps().bind(tx, appointments, &max).all().await?;
    let slots = sql::slots_unlike().bind(tx, slots, appointments, &max).all().await?;
    let unlike = sql::appointments_unlike().bind(tx, appointments, &max).all().await?;
    let astray = sql::appointments_astray().bind(tx, appointments, &max).all().await?;
    let holds = sql::holds_unlike().bind(tx, appointments, &max).all().await?;
    let found = [("I1", overlaps), ("I2", slots), ("I2", unlike), ("I8", astray), ("I13", holds)];
    let found =
        found.into_iter().flat_map(|(invariant, found)| found.into_iter().map(move |row| (invariant, row)));
    Ok(found
        .map(|(invariant, row)| {
            let sql::Broken { what, subject, detail, appointment_id, slot_id } = row;
            Broken { invariant, what, subject, detail, appointment_id, slot_id }
        })
        .collect())
}

/// What is broken about the steps and events of a slice: I3, I4.
pub(crate) async fn judge_steps(
    tx: &Transaction<'_>,
    slice: &Slice,
) -> Result<Vec<Broken>, tokio_postgres::Error> {
    let Steps { actions, from_states, to_states, .. } = Steps::legal();
    let (told_actions, event_types) = actions_and_events();
    let found = sql::steps_unlike()
        .bind(
            tx,
            &actions,
            &from_states,
            &to_states,
            &told_actions,
            &event_types,
            &slice.before,
            &slice.after,
            &slice.from,
            &slice.to,
            &MOST_BREACHES,
        )
        .all()
        .await?;
    Ok(found
        .into_iter()
        .map(|row| Broken {
            invariant: if row.invariant == "I3" { "I3" } else { "I4" },
            what: row.what,
            subject: row.subject,
            detail: row.detail,
            appointment_id: None,
            slot_id: None,
        })
        .collect())
}

/// Holds that outlived their expiry: I10.
pub(crate) async fn judge_holds(
    tx: &Transaction<'_>,
    now: Timestamp,
    hold_grace: Duration,
) -> Result<Vec<Broken>, tokio_postgres::Error> {
    let found = full::stale_holds().bind(tx, &now, &hold_grace.as_secs_f64(), &MOST_BREACHES).all().await?;
    Ok(found
        .into_iter()
        .map(|row| Broken {
            invariant: "I10",
            what: row.what,
            appointment_id: row.subject.parse().ok(),
            subject: row.subject,
            detail: row.detail,
            slot_id: None,
        })
        .collect())
}
