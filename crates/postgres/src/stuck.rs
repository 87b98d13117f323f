//! Connections whose COMMIT was not answered in time. Nobody is to wait behind it, so the pool drops them; the server's end of each goes on until
//! it answers, and keeps its place among the connections of its pool as long (see `connect/driver.rs`).

use std::collections::HashSet;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use deadpool_postgres::StatementCache;
use holdfast_telemetry::metrics;
use tokio::time::Instant;

use crate::commit::COMMITS_WITHIN;
use crate::error::DbError;

/// Tells connections apart, by something that each has alone for as long as it lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Name(usize);

impl Name {
    pub(crate) fn of(cache: &Arc<StatementCache>) -> Self {
        Self(Arc::as_ptr(cache).addr())
    }
}

static STUCK: Mutex<Option<HashSet<Name>>> = Mutex::new(None);

/// When the process began to count, and the milliseconds after it at which a COMMIT was last given up; -1: none was.
static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
static LAST: AtomicI64 = AtomicI64::new(-1);

/// Notes that the connection's COMMIT was not answered.
pub(crate) fn note(name: Name) -> DbError {
    STUCK.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default().insert(name);
    let now = i64::try_from(BEGAN.elapsed().as_millis()).unwrap_or(i64::MAX);
    LAST.store(now, Ordering::Relaxed);
    tracing::error!(
        seconds = COMMITS_WITHIN.as_secs(),
        "a COMMIT was not answered: its outcome is reported as unknown"
    );
    metrics::OUTCOME_UNKNOWN.of(["no_answer"]).increment(1);
    DbError::OutcomeUnknown
}

/// Whether this is one of them; it is asked once, before the connection goes.
pub(crate) fn take(name: Name) -> bool {
    STUCK.lock().unwrap_or_else(PoisonError::into_inner).as_mut().is_some_and(|stuck| stuck.remove(&name))
}

/// Whether a COMMIT was given up within this time.
pub(crate) fn was_noted_within(time: Duration) -> bool {
    let last = LAST.load(Ordering::Relaxed);
    u64::try_from(last).is_ok_and(|last| BEGAN.elapsed() < Duration::from_millis(last) + time)
}
