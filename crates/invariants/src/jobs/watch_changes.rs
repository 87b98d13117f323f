//! Judges what changed since the last round, and once more what was found broken.

use std::time::{Duration, Instant};

use deadpool_postgres::Transaction;
use holdfast_domain::clock::first_id;
use holdfast_postgres::{DbError, commit};
use holdfast_sql::queries::watch as sql;
use jiff::{SignedDuration, Timestamp};
use tokio_postgres::IsolationLevel;

use super::found::{Looked, keep};
use super::{EVERY, Watch};
use crate::changes::{self, Broken, Slice, Touched};

/// So long after an id was made its row is committed, or never: longer than a statement and its COMMIT may take.
const SETTLES_WITHIN: SignedDuration = SignedDuration::from_secs(30);
/// A round that comes so early finds that another process has just judged.
const NOT_BEFORE: SignedDuration = SignedDuration::from_secs(45);
/// The ids of one step are made within this time.
const TOGETHER: SignedDuration = SignedDuration::from_secs(10);
/// So much time is judged by one set of statements, or as much less as it takes for about so many appointments, ...
const SLICE: SignedDuration = SignedDuration::from_secs(60);
const SLICE_HOLDS: i64 = 5000;
/// ... but a second at least.
const LEAST_SLICE: SignedDuration = SignedDuration::from_secs(1);
/// What changed longer ago while nobody watched is left to the look at everything.
const FURTHEST: SignedDuration = SignedDuration::from_hours(1);
/// No slice is begun later, so that watching costs the database a tenth of one core at most; the next round goes on where this ended.
const AT_MOST: Duration = Duration::from_secs(5);

impl Watch {
    /// A round; returns how many appointments and slots were judged.
    pub async fn watch_changes(&self) -> Result<u64, DbError> {
        let mut client = self.db.client().await?;
        // one snapshot: what holds at every moment holds in it
        let tx = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).start().await?;
        if !sql::try_lock().bind(&tx, &"changes").one().await? {
            return Ok(0);
        }
        let (position, now) = (sql::position().bind(&tx).one().await?, self.clock.now());
        if position.judged_at.is_some_and(|at| at <= now && now.duration_since(at) < NOT_BEFORE) {
            // dropped, it would keep the lock for a moment yet
            tx.rollback().await?;
            return Ok(0);
        }
        changes::prepare(&tx).await?;
        let until = now - SETTLES_WITHIN;
        let began = until - SignedDuration::try_from(EVERY).unwrap_or(SLICE);
        let from = position.judged_until.unwrap_or(began).clamp(until - FURTHEST, until);
        let (mut found, mut judged, reached) = judge_until(&tx, from, until).await?;
        let again = standing(&tx).await?;
        judged += again.count();
        found.extend(changes::judge(&tx, &again).await?);
        found.extend(changes::judge_holds(&tx, now, self.hold_grace).await?);
        keep(&tx, Looked::AtChanges, &found, now).await?;
        sql::set_judged().bind(&tx, &reached, &now).await?;
        commit(tx).await?;
        Ok(judged)
    }
}

/// Judges slice by slice; returns what was found, of how much, and how far it came.
async fn judge_until(
    tx: &Transaction<'_>,
    mut from: Timestamp,
    until: Timestamp,
) -> Result<(Vec<Broken>, u64, Timestamp), tokio_postgres::Error> {
    let (began, mut found, mut judged) = (Instant::now(), Vec::new(), 0);
    while from < until && began.elapsed() < AT_MOST {
        let to = end_of_slice(tx, from, until).await?;
        let slice = Slice {
            from: first_id(from),
            to: first_id(to),
            before: first_id(from - TOGETHER),
            after: first_id(to + TOGETHER),
        };
        let touched = changes::touched(tx, &slice).await?;
        judged += touched.count();
        found.extend(changes::judge(tx, &touched).await?);
        found.extend(changes::judge_steps(tx, &slice).await?);
        from = to;
    }
    Ok((found, judged, from))
}

/// A slice takes in what one set of statements judges in a second or two, however much is booked.
async fn end_of_slice(
    tx: &Transaction<'_>,
    from: Timestamp,
    until: Timestamp,
) -> Result<Timestamp, tokio_postgres::Error> {
    let whole = until.min(from + SLICE);
    let most = SLICE_HOLDS * SLICE.as_secs();
    let made = sql::count_made().bind(tx, &first_id(from), &first_id(whole), &most).one().await?;
    if made <= SLICE_HOLDS {
        return Ok(whole);
    }
    let millis = whole.duration_since(from).as_millis() * i128::from(SLICE_HOLDS) / i128::from(made);
    let part = SignedDuration::from_millis(i64::try_from(millis).unwrap_or(i64::MAX));
    Ok(whole.min(from + part.max(LEAST_SLICE)))
}

/// What was found broken before.
async fn standing(tx: &Transaction<'_>) -> Result<Touched, tokio_postgres::Error> {
    let known = sql::standing().bind(tx).all().await?;
    Ok(Touched {
        appointments: known.iter().filter_map(|row| row.appointment_id).collect(),
        slots: known.iter().filter_map(|row| row.slot_id).collect(),
    })
}
