//! Finds holds that have run out and takes the step on each by itself, with the same rules and locks as everybody else; so any
//! number of processes may do this at once.

use holdfast_domain::{AppointmentId, ErrorCode, Problem};
use holdfast_sql::queries::booking as sql;

use crate::Booking;
use crate::change::Request;

/// Most holds that one round ends.
const AT_ONCE: i64 = 500;

impl Booking {
    /// Ends holds that have run out by now; returns how many that were.
    pub async fn sweep_holds(&self) -> Result<u64, Problem> {
        let now = self.clock.now();
        let due = {
            let client = self.db.client().await?;
            let due = sql::expired_holds().bind(&client, &now, &AT_ONCE).all().await;
            due.map_err(|error| Problem::from(holdfast_postgres::DbError::from(error)))?
        };
        let mut ended = 0;
        for appointment_id in due {
            match self.change(Request::expire(AppointmentId(appointment_id))).await {
                Ok(_) => ended += 1,
                Err(problem) if problem.code == ErrorCode::IllegalTransition => {}
                // one that cannot be ended now must not keep the others waiting
                Err(problem) => {
                    tracing::warn!(appointment.id = %appointment_id, %problem, "expiring a hold failed; will retry");
                }
            }
        }
        Ok(ended)
    }
}
