//! What the jobs have in common that delete expired rows: small batches with rests between them. Which rows expire when:
//! `docs/growth.md`.

use tokio::time::Instant;

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

/// Repeats `batch`, which returns how many rows it has deleted, until one is not full; returns how many that was in all. Each batch takes
/// its own connection, so that none is held while the job rests.
pub async fn in_batches<F, E>(mut batch: impl FnMut() -> F) -> Result<u64, E>
where
    F: Future<Output = Result<u64, E>>,
{
    let (mut pace, mut all) = (Pace::begin(), 0);
    loop {
        let deleted = batch().await?;
        all += deleted;
        // after the last one too: there may be more clinics
        pace.rest().await;
        if deleted < BATCH.unsigned_abs() {
            return Ok(all);
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
