//! Measures how far ahead slots are made.

use holdfast_postgres::DbError;
use holdfast_sql::queries::availability as sql;
use holdfast_telemetry::metrics;
use jiff::tz::TimeZone;

use crate::Availability;

impl Availability {
    /// Tells how far ahead slots are made for the doctor for whom that is least.
    pub async fn measure_horizon(&self) -> Result<(), DbError> {
        let client = self.search.client().await?;
        let Some(until) = sql::earliest_slots_until().bind(&client).one().await? else { return Ok(()) };
        // a day of the clinic's: half a day more or less
        let Ok(until) = until.to_zoned(TimeZone::UTC) else { return Ok(()) };
        let ahead = until.timestamp().duration_since(self.clock.now());
        metrics::HORIZON_MIN.set(ahead.as_secs_f64());
        Ok(())
    }
}
