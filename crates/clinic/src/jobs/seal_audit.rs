//! Seals the audit log: what was written since the last time, as one link of each clinic's chain.
//!
//! Whoever books never waits for a chain's end: rows are written without it, and this job takes them up within two
//! seconds, in whatever order their transactions commit. It knows what it has not seen by snapshots: a row is new if its
//! transaction was not visible to the snapshot of the last sealing. Any number of processes may run the job; one at a time
//! does the work. Whether the chains hold is for `holdfast check` to say (I9).

use std::sync::Arc;
use std::time::Duration;

use holdfast_domain::Clock;
use holdfast_postgres::{Database, DbError, commit};
use holdfast_sql::queries::audit as sql;
use holdfast_telemetry::metrics;
use tokio_postgres::IsolationLevel;

/// Between two looks. The tail that is not sealed yet is at most this old, and what one sealing takes.
pub(crate) const EVERY: Duration = Duration::from_millis(500);

/// Between two measurements of the tail.
pub(crate) const MEASURED_EVERY: Duration = Duration::from_secs(2);

/// The job. Give it a pool of the sealing's own role.
#[derive(Clone)]
pub struct SealAudit {
    db: Database,
    clock: Arc<dyn Clock>,
}

impl SealAudit {
    /// The job over a database.
    pub fn new(db: Database, clock: Arc<dyn Clock>) -> Self {
        Self { db, clock }
    }

    /// Whether it could: the login must be able to work as the sealing's role.
    pub async fn check(&self) -> Result<(), DbError> {
        let client = self.db.client().await?;
        sql::was_restored().bind(&client).one().await?;
        Ok(())
    }

    /// Seals what is new; returns the number of seals that were made.
    pub async fn seal(&self) -> Result<u64, DbError> {
        let mut client = self.db.client().await?;
        // One snapshot for everything: what is sealed is just what `seen` says afterwards.
        let tx = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).start().await?;
        // after an import, or a long pause, there is much
        tx.batch_execute("SET LOCAL statement_timeout = 0").await?;
        if !sql::try_lock_sealing().bind(&tx).one().await? {
            return Ok(0);
        }
        if sql::was_restored().bind(&tx).one().await? {
            tracing::warn!("the database is a copy from elsewhere; the audit log is taken up anew");
            sql::count_anew().bind(&tx).await?;
            sql::set_seen().bind(&tx).await?;
            commit(tx).await?;
            return Ok(0);
        }
        let seals = sql::seal_new().bind(&tx, &self.clock.now()).await?;
        if seals > 0 {
            sql::set_seen().bind(&tx).await?;
            commit(tx).await?;
        }
        Ok(seals)
    }

    /// Tells how much is not sealed.
    pub(crate) async fn measure(&self) -> Result<(), DbError> {
        let client = self.db.client().await?;
        let tail = sql::unsealed().bind(&client, &self.clock.now()).one().await?;
        #[expect(clippy::cast_precision_loss, reason = "a gauge")]
        metrics::AUDIT_UNSEALED.set(tail.rows as f64);
        metrics::AUDIT_UNSEALED_OLDEST.set(tail.oldest_secs.max(0.0));
        Ok(())
    }
}
