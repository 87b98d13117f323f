//! What the processes agree on by way of the database about the marks in Redis: whether to rely on them at all, and
//! which run of which server holds which of them.
//!
//! Every process reads the agreement over and over, and acts on it for a short while ([`VALID`]). Whoever changes it
//! waits until nobody can be acting on what it was before. So a process that commits without being able to mark
//! first *suspends* the marks, then waits, and only then acknowledges; and a server is relied on only some time after
//! it was agreed on ([`SETTLES`]). The processes that commit can reach the database, whatever else they cannot reach.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use holdfast_postgres::{Database, DbError};
use holdfast_sql::queries::freshness as sql;
use holdfast_telemetry::metrics;
use tokio::sync::Mutex;
use tokio::time::Instant;
use uuid::Uuid;

use super::NotTold;
use sql::FreshnessServers as Row;

/// For how long after the beginning of its reading the agreement is acted on.
pub(super) const VALID: Duration = Duration::from_secs(1);
/// Between two readings.
const READ_EVERY: Duration = Duration::from_millis(300);
/// How old the agreement on a server must be, by the database's clock, before it is relied on: older than any
/// reading from before it that is still acted on.
const SETTLES: Duration = Duration::from_millis(1500);
/// From the commit of a suspension, or of another generation, until nobody acts on a reading from before it.
pub const SEEN_WITHIN: Duration = Duration::from_millis(1200);
/// How long a suspension lasts unless it is prolonged.
const SUSPENSION_LASTS: Duration = Duration::from_secs(5);
/// A suspension is not counted on in its last moments.
const MARGIN: Duration = Duration::from_secs(1);

/// One reading.
#[derive(Clone, Debug)]
struct Reading {
    began: Instant,
    suspended: bool,
    generation: i64,
    history: History,
    servers: HashMap<usize, Server>,
}

/// What is agreed on of the primary's history.
#[derive(Clone, Debug, PartialEq, Eq)]
struct History {
    /// Its name; nothing before the first.
    id: Option<Uuid>,
    /// The timeline that it is told of.
    timeline: Option<String>,
    /// Whether the primary was on that one.
    current: bool,
    /// Whether every process knows by now.
    settled: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Server {
    run_id: String,
    /// Since when it is agreed on, in microseconds by the database's clock.
    since_us: i64,
    settled: bool,
    /// Marks say nothing of what lies before this position: it was the end of the WAL when they began to count.
    since_position: i64,
}

/// What a run's marks are worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trust {
    /// Differs whenever marks began to count anew; the same in every process.
    pub(super) epoch: String,
    /// They say nothing of what lies before.
    pub(super) since_position: i64,
    /// The history of the database that they count in.
    pub(super) history: Uuid,
}

#[derive(Clone, Copy, Debug)]
struct Suspension {
    bites_at: Instant,
    until: Instant,
}

#[derive(Clone)]
pub(super) struct Agreement(Arc<Inner>);

struct Inner {
    db: Database,
    reading: RwLock<Option<Reading>>,
    // held while it is written, so that a crowd of changes writes it once
    suspension: Mutex<Option<Suspension>>,
}

impl Agreement {
    /// Reads it over and over, for as long as somebody holds this.
    pub(super) fn new(db: Database) -> Self {
        let inner = Arc::new(Inner { db, reading: RwLock::default(), suspension: Mutex::default() });
        let kept = Arc::downgrade(&inner);
        tokio::spawn(async move {
            while let Some(inner) = kept.upgrade() {
                if let Err(error) = inner.read().await {
                    tracing::debug!(%error, "the agreement on marks could not be read");
                }
                inner.measure();
                drop(inner);
                tokio::time::sleep(READ_EVERY).await;
            }
        });
        Self(inner)
    }

    /// What the marks of this run in this bucket are worth now; `None` when they cannot be relied on.
    pub(super) fn trust(&self, bucket: usize, run_id: &str) -> Option<Trust> {
        let reading = self.0.reading.read().unwrap_or_else(PoisonError::into_inner);
        let reading =
            reading.as_ref().filter(|reading| reading.began.elapsed() < VALID && !reading.suspended)?;
        let history = reading.history.id.filter(|_| reading.history.current)?;
        let server =
            reading.servers.get(&bucket).filter(|server| server.run_id == run_id && server.settled)?;
        Some(Trust {
            epoch: format!("{:x}.{:x}", reading.generation, server.since_us),
            since_position: server.since_position,
            history,
        })
    }

    /// Returns when every process knows that the primary is on this timeline, so that a change that was committed on it may be
    /// acknowledged: until then somebody may take a replica of the history before for one that shows it.
    pub(super) async fn follow(&self, timeline: &str) -> Result<(), NotTold> {
        let is_known = || {
            let reading = self.0.reading.read().unwrap_or_else(PoisonError::into_inner);
            reading.as_ref().is_some_and(|reading| {
                reading.history.settled && reading.history.timeline.as_deref() == Some(timeline)
            })
        };
        if is_known() {
            return Ok(());
        }
        if let Err(error) = self.0.begin_history().await {
            tracing::warn!(%error, "cannot tell readers of another primary");
            return Err(NotTold);
        }
        tokio::time::sleep(SEEN_WITHIN).await;
        Ok(())
    }

    /// Whether a mark made in this run is one that readers look at. Not before the agreement on it has settled: until then
    /// some still look at the run before.
    pub(super) fn holds_marks(&self, bucket: usize, run_id: &str) -> bool {
        let reading = self.0.reading.read().unwrap_or_else(PoisonError::into_inner);
        reading.as_ref().is_some_and(|reading| {
            reading.began.elapsed() < VALID
                && reading
                    .servers
                    .get(&bucket)
                    .is_some_and(|server| server.run_id == run_id && server.settled)
        })
    }

    /// Proposes a run as the holder of a bucket's marks, if another one holds them so far.
    pub(super) async fn propose(&self, bucket: usize, run_id: &str) {
        let agreed = {
            let reading = self.0.reading.read().unwrap_or_else(PoisonError::into_inner);
            reading.as_ref().and_then(|r| r.servers.get(&bucket)).is_some_and(|s| s.run_id == run_id)
        };
        if agreed {
            return;
        }
        let proposed = async {
            let client = self.0.db.client().await?;
            let bucket = i32::try_from(bucket).unwrap_or(i32::MAX);
            let settles_secs = SETTLES.as_secs_f64();
            sql::set_freshness_server().bind(&client, &bucket, &run_id, &settles_secs).await?;
            Ok::<_, DbError>(())
        };
        if let Err(error) = proposed.await {
            tracing::debug!(%error, "a holder of marks could not be proposed");
        }
    }

    /// Returns when no reader relies on marks any longer, so that a change without one may be acknowledged.
    pub(super) async fn suspend(&self) -> Result<(), NotTold> {
        let mut suspension = self.0.suspension.lock().await;
        let now = Instant::now();
        let bites_at = match *suspension {
            Some(known) if now < known.until => known.bites_at,
            known => {
                let written = async {
                    let client = self.0.db.client().await?;
                    sql::suspend_freshness().bind(&client, &SUSPENSION_LASTS.as_secs_f64()).await?;
                    Ok::<_, DbError>(())
                };
                if let Err(error) = written.await {
                    tracing::warn!(%error, "cannot tell readers to read from the primary");
                    return Err(NotTold);
                }
                metrics::FRESHNESS_SUSPENSIONS.increment(1);
                // One that still held has not been interrupted, so it bites already.
                let held = known.filter(|known| Instant::now() < known.until + MARGIN);
                let bites_at = held.map_or_else(|| Instant::now() + SEEN_WITHIN, |known| known.bites_at);
                *suspension = Some(Suspension { bites_at, until: now + SUSPENSION_LASTS - MARGIN });
                bites_at
            }
        };
        drop(suspension);
        tokio::time::sleep_until(bites_at).await;
        Ok(())
    }
}

impl Inner {
    /// Tells what this process makes of marks.
    fn measure(&self) {
        let reading = self.reading.read().unwrap_or_else(PoisonError::into_inner);
        let state = match reading.as_ref().filter(|reading| reading.began.elapsed() < VALID) {
            Some(Reading { suspended: false, servers, .. })
                if servers.values().any(|server| server.settled) =>
            {
                "relied_on"
            }
            Some(Reading { suspended: true, .. }) => "suspended",
            _ => "unknown",
        };
        for known in ["relied_on", "suspended", "unknown"] {
            metrics::FRESHNESS_STATE.of([known]).set(f64::from(u8::from(known == state)));
        }
    }

    async fn read(&self) -> Result<(), DbError> {
        let began = Instant::now();
        let client = self.db.client().await?;
        let settles_secs = SETTLES.as_secs_f64();
        let servers = sql::freshness_servers().bind(&client, &settles_secs).all().await?;
        // Last, so that the position lies behind all that was changed while marks were suspended.
        let now = sql::freshness().bind(&client, &settles_secs).one().await?;
        drop(client);
        let history = History {
            current: now.timeline.as_deref() == Some(now.primary_timeline.as_str()),
            id: now.history,
            timeline: now.timeline,
            settled: now.history_settled,
        };
        if !history.current {
            self.begin_history().await?;
        }
        let mut reading = self.reading.write().unwrap_or_else(PoisonError::into_inner);
        // Changes without marks are made while marks are suspended, or make another generation.
        let before = reading.as_ref().filter(|r| !r.suspended && r.generation == now.generation);
        let servers = servers.into_iter().map(|row| {
            let bucket = usize::try_from(row.bucket).unwrap_or(usize::MAX);
            let known = before
                .and_then(|reading| reading.servers.get(&bucket))
                .filter(|server| server.since_us == row.since_us && server.settled);
            let since_position = known.map_or(now.position, |server| server.since_position);
            let Row { run_id, since_us, settled, .. } = row;
            (bucket, Server { run_id, since_us, settled, since_position })
        });
        let servers = servers.collect();
        let (suspended, generation) = (now.suspended, now.generation);
        *reading = Some(Reading { began, suspended, generation, history, servers });
        Ok(())
    }

    /// Where the primary is on another timeline than the one that was agreed on, its history has another name from now on, and what
    /// was read before says nothing.
    async fn begin_history(&self) -> Result<(), DbError> {
        let client = self.db.client().await?;
        if sql::begin_history().bind(&client).await? > 0 {
            tracing::info!("another primary: marks and replicas of the history before do not count any more");
        }
        Ok(())
    }
}
