//! Measures how far the replica is behind.

use holdfast_postgres::{Database, DbError};
use holdfast_sql::queries::freshness as sql;
use holdfast_telemetry::metrics;

use crate::Replica;

/// Tells how much of the primary's WAL the replica has not replayed, and for how long that has been so. `db` is the primary.
pub(super) async fn measure(db: &Database, replica: &Replica) -> Result<(), DbError> {
    // one that is away, or is none any longer, rests; what was measured before says nothing then
    let Some((client, replayed)) = replica.client().await else {
        metrics::REPLICA_UP.set(0.0);
        return Ok(());
    };
    metrics::REPLICA_UP.set(1.0);
    let since = sql::replayed_secs().bind(&client).one().await?.unwrap_or_default();
    drop(client);
    let client = db.client().await?;
    let written = sql::written_position().bind(&client).one().await?;
    let lag = (written.position - replayed.position).max(0);
    #[expect(clippy::cast_precision_loss, reason = "a gauge")]
    metrics::REPLICA_LAG.set(lag as f64);
    // where nothing is written, the last transaction may be long ago
    metrics::REPLICA_LAG_SECONDS.set(if lag == 0 { 0.0 } else { since.max(0.0) });
    Ok(())
}
