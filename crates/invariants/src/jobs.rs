//! The jobs that watch invariants while services work: what changed every minute, everything once a night.

use std::sync::Arc;
use std::time::Duration;

use holdfast_domain::Clock;
use holdfast_jobs::Job;
use holdfast_postgres::{Database, DbError};
use holdfast_sql::queries::watch as sql;
use holdfast_telemetry::metrics;

mod check_everything;
mod found;
mod watch_changes;

use crate::invariant::INVARIANTS;

/// Between two looks at what changed.
const EVERY: Duration = Duration::from_secs(60);
/// Between two looks at the clock: whether everything is due.
const ASKS_EVERY: Duration = Duration::from_secs(600);

/// Watches the invariants. Give it a pool of the watch's own role, of three connections.
#[derive(Clone)]
pub struct Watch {
    db: Database,
    clock: Arc<dyn Clock>,
    /// The time that a sweep of holds may take.
    hold_grace: Duration,
    /// At which hour of the day, in UTC, everything is looked at.
    full_hour: i8,
}

impl Watch {
    /// The watch over a database.
    pub fn new(db: Database, clock: Arc<dyn Clock>, hold_grace: Duration, full_hour: i8) -> Self {
        Self { db, clock, hold_grace, full_hour }
    }

    /// Whether it could: the login must be able to work as the watch's role.
    pub async fn check(&self) -> Result<(), DbError> {
        let client = self.db.client().await?;
        sql::position().bind(&client).one().await?;
        Ok(())
    }

    /// The jobs. Where another process is at it, or was lately, a round only tells what is known.
    pub fn jobs(&self) -> [Job; 2] {
        for invariant in &INVARIANTS {
            metrics::INVARIANT_BREACHES.of([invariant.id]).set(0.0);
        }
        [
            Job::new("watch_invariants", EVERY, self.clone(), |watch| async move {
                let judged = unless_another_was_faster(watch.watch_changes().await)?;
                watch.tell().await.map(|()| judged)
            }),
            Job::new("check_invariants", ASKS_EVERY, self.clone(), |watch| async move {
                let judged = unless_another_was_faster(watch.check_everything().await)?;
                watch.tell().await.map(|()| judged)
            }),
        ]
    }

    /// Tells what is broken, as every process that watches does: the one that found it may be gone.
    pub async fn tell(&self) -> Result<(), DbError> {
        let client = self.db.client().await?;
        let known = sql::count_breaches().bind(&client).all().await?;
        for invariant in &INVARIANTS {
            let breaches =
                known.iter().find(|row| row.invariant == invariant.id).map_or(0, |row| row.breaches);
            #[expect(clippy::cast_precision_loss, reason = "a gauge")]
            metrics::INVARIANT_BREACHES.of([invariant.id]).set(breaches as f64);
        }
        let judged_until = sql::position().bind(&client).one().await?.judged_until;
        if let Some(judged_until) = judged_until {
            metrics::INVARIANT_LAG.set(self.clock.now().duration_since(judged_until).as_secs_f64().max(0.0));
        }
        Ok(())
    }
}

fn unless_another_was_faster(judged: Result<u64, DbError>) -> Result<u64, DbError> {
    match judged {
        Err(error) if error.is_transient() => Ok(0),
        judged => judged,
    }
}
