//! Measures how far the replica is behind.

use holdfast_postgres::{Database, DbError};
use holdfast_sql::queries::freshness as sql;
use holdfast_telemetry::metrics;

use crate::Replica;

/// Tells how much of the primary's WAL the replica has not replayed. `db` is the primary.
pub(super) async fn measure(db: &Database, replica: &Replica) -> Result<(), DbError> {
    // one that is away, or is none any longer, rests; that is told elsewhere
    let Some((client, replayed)) = replica.client().await else { return Ok(()) };
    drop(client);
    let client = db.client().await?;
    let written = sql::written_position().bind(&client).one().await?;
    #[expect(clippy::cast_precision_loss, reason = "a gauge")]
    metrics::REPLICA_LAG.set((written.position - replayed.position).max(0) as f64);
    Ok(())
}
