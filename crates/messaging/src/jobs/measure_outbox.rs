//! Measures what waits in the outbox, and the dead letters of listeners in the relay's process.

use holdfast_postgres::DbError;
use holdfast_sql::queries::messaging as sql;
use holdfast_telemetry::metrics;

use super::Relay;

/// Counted up to this many; more is as bad.
const MOST: i64 = 100_000;

impl<T> Relay<T> {
    /// Tells how much waits, and since when.
    #[expect(clippy::cast_precision_loss, reason = "gauges")]
    pub async fn measure_outbox(&self) -> Result<(), DbError> {
        let client = self.db.client().await?;
        let now = self.clock.now();
        let waits = sql::measure_outbox().bind(&client, &MOST).one().await?;
        let oldest = waits.oldest.map_or(0.0, |at| now.duration_since(at).as_secs_f64().max(0.0));
        metrics::OUTBOX_UNPUBLISHED.set(waits.unpublished as f64);
        metrics::OUTBOX_OLDEST.set(oldest);
        metrics::DEAD_LETTERS.set(waits.dead_letters as f64);
        Ok(())
    }
}
