//! What the jobs have in common that delete expired rows: small batches with rests between them, rounds that go on for ever, and
//! one way to tell how they ended. Which rows expire when: `docs/growth.md`.

use std::fmt::Display;
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior};

/// Most rows of one batch. Each batch is a transaction of its own, so that nobody waits long for its locks.
pub const BATCH: i64 = 1000;

/// Rests between batches: however much there is to delete, half of the time is left to others.
#[derive(Debug)]
pub struct Pace(Instant);

impl Pace {
    /// Begins the first batch.
    pub fn begin() -> Self {
        Self(Instant::now())
    }

    /// Waits as long as the batch took, and begins the next one.
    pub async fn rest(&mut self) {
        tokio::time::sleep(self.0.elapsed()).await;
        self.0 = Instant::now();
    }
}

/// Repeats `batch`, which returns how many rows it has deleted, until one is not full; returns how many that was in all.
pub async fn in_batches<F, E>(mut batch: impl FnMut() -> F) -> Result<u64, E>
where
    F: Future<Output = Result<u64, E>>,
{
    let (mut pace, mut all) = (Pace::begin(), 0);
    loop {
        let deleted = batch().await?;
        all += deleted;
        if deleted < BATCH.unsigned_abs() {
            return Ok(all);
        }
        pace.rest().await;
    }
}

/// Begins a round at once and then every so often, until it is dropped.
pub async fn run<F: Future<Output = ()>>(every: Duration, mut round: impl FnMut() -> F) {
    let mut ticks = tokio::time::interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        round().await;
    }
}

/// Logs and counts how a round over a table ended. After a failure the next round goes on.
pub fn note<E: Display>(table: &'static str, outcome: Result<u64, E>) {
    match outcome {
        Ok(0) => {}
        Ok(rows) => {
            tracing::debug!(rows, "deleted expired rows of {table}");
            metrics::counter!("holdfast_expired_rows_deleted_total", "table" => table).increment(rows);
        }
        Err(error) => {
            tracing::warn!(%error, "deleting expired rows of {table} failed; will retry");
            metrics::counter!("holdfast_cleanup_failures_total", "table" => table).increment(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn batches_go_on_while_they_are_full() {
        let mut batches = [BATCH.unsigned_abs(), BATCH.unsigned_abs(), 7, 5].into_iter();
        let mut next = || {
            let rows = batches.next();
            async move { rows.ok_or("one too many") }
        };
        assert_eq!(in_batches(&mut next).await, Ok(2 * BATCH.unsigned_abs() + 7));
        assert_eq!(in_batches(&mut next).await, Ok(5));
        assert_eq!(in_batches(&mut next).await, Err("one too many"));
    }
}
