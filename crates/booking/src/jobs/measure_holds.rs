//! Measures whether expired holds are ended.

use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope};
use holdfast_sql::queries::booking as sql;
use holdfast_telemetry::metrics;

use crate::Booking;

impl Booking {
    /// Tells since when the oldest expired hold should have been ended.
    pub async fn measure_holds(&self) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let oldest = sql::expired_holds().bind(&client, &now, &1).opt().await?;
        let expired_at = match oldest {
            None => None,
            Some(id) => {
                let tx = begin(&mut client, Scope::OfAppointment(id)).await?;
                sql::hold_expires_at().bind(&tx, &id).opt().await?
            }
        };
        let seconds = expired_at.map_or(0.0, |at| now.duration_since(at).as_secs_f64().max(0.0));
        metrics::EXPIRED_HOLDS_OLDEST.set(seconds);
        Ok(())
    }
}
