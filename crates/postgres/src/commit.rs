//! How a transaction ends: committed, refused, or so that nobody knows (docs/decisions/0030). What is not known is never reported
//! as success or failure.

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{StatementCache, Transaction};
use holdfast_telemetry::{metrics, timed};
use tokio::time::timeout;

use crate::error::DbError;
use crate::stuck;

/// Longest that a COMMIT may take. PostgreSQL's own timeouts do not cover it: with no synchronous replica left it waits for ever.
pub(crate) const COMMITS_WITHIN: Duration = Duration::from_secs(4);

/// Commits. A connection that breaks here, or a COMMIT that is not answered in time, leaves the outcome open; that is never reported
/// as success or failure.
pub async fn commit(transaction: Transaction<'_>) -> Result<(), DbError> {
    let _timed = timed("commit");
    let connection = Arc::clone(&transaction.statement_cache);
    in_time(&connection, transaction.commit()).await
}

/// A commit over this connection, in time.
pub(crate) async fn in_time(
    connection: &Arc<StatementCache>,
    commit: impl Future<Output = Result<(), tokio_postgres::Error>>,
) -> Result<(), DbError> {
    match timeout(COMMITS_WITHIN, commit).await {
        Ok(ended) => ended.map_err(unless_refused),
        Err(_elapsed) => Err(stuck::note(stuck::Name::of(connection))),
    }
}

/// Makes the counts begin at nought: an alert sees that a count grows, and not the first time of one that was not there.
pub(crate) fn count_from_nought() {
    for why in ["broken", "no_answer", "not_replicated"] {
        metrics::OUTCOME_UNKNOWN.of([why]).increment(0);
    }
}

/// Without the server's word the outcome is open: the COMMIT may have reached it.
pub(crate) fn unless_refused(error: tokio_postgres::Error) -> DbError {
    let error = DbError::Statement(error);
    if error.is_from_server() {
        return error;
    }
    metrics::OUTCOME_UNKNOWN.of(["broken"]).increment(1);
    DbError::OutcomeUnknown
}
