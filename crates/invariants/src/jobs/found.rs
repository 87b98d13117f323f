//! What was found is kept in the database, so that every process tells the same and the next round can look at it again.

use deadpool_postgres::Transaction;
use holdfast_sql::queries::watch as sql;
use jiff::Timestamp;

use crate::changes::Broken;

/// Which breaches a look was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Looked {
    /// Those that can be looked at again by themselves.
    AtChanges,
    /// The others.
    AtEverything,
}

/// Keeps what was found and forgets what was looked at and not found again. What is new is logged.
pub(super) async fn keep(
    tx: &Transaction<'_>,
    looked: Looked,
    found: &[Broken],
    now: Timestamp,
) -> Result<(), tokio_postgres::Error> {
    let texts = |of: fn(&Broken) -> &str| found.iter().map(of).collect::<Vec<_>>();
    let appointments: Vec<_> = found.iter().map(|broken| broken.appointment_id).collect();
    let slots: Vec<_> = found.iter().map(|broken| broken.slot_id).collect();
    let new = sql::keep_breaches()
        .bind(
            tx,
            &texts(|broken| broken.invariant),
            &texts(|broken| &broken.what),
            &texts(|broken| &broken.subject),
            &texts(|broken| &broken.detail),
            &appointments,
            &slots,
            &(looked == Looked::AtChanges),
            &now,
        )
        .all()
        .await?;
    for sql::KeepBreaches { invariant, what, subject, detail } in new {
        tracing::error!(%invariant, %subject, %detail, "an invariant is broken: {what}");
    }
    Ok(())
}
