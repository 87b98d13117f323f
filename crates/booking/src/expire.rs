//! Ends holds that have run out. The sweeper looks for them and takes the step on each by itself, with the same rules and locks as
//! everybody else; so any number of sweepers may be at work.

use std::time::Duration;

use holdfast_domain::{Action, AppointmentId, Asked, Caller, ErrorCode, Problem, Status};
use holdfast_postgres::retry::Failure;
use holdfast_sql::queries::booking as sql;

use crate::Booking;
use crate::change::{Change, Request};

/// Most holds that one sweep ends before it looks again.
const SWEEP_MAX: i64 = 500;

impl Change<'_, '_> {
    pub(crate) async fn expire(&mut self, to: Status) -> Result<(), Failure> {
        // The slot is given back even where the keys are away: the step itself says what happened.
        let reason = self.seal_cancel_reason("hold expired").await.unwrap_or_default();
        self.write(Action::Expire, to, |record| {
            record.hold_expires_at = None;
            record.cancel_reason = reason;
        })
        .await?;
        self.free_slot(true).await
    }
}

impl Booking {
    /// Ends holds that have run out by now; returns how many that were.
    pub async fn sweep_holds(&self) -> Result<usize, Problem> {
        let now = self.clock.now();
        let due = {
            let client = self.db.client().await?;
            let due = sql::expired_holds().bind(&client, &now, &SWEEP_MAX).all().await;
            due.map_err(|error| Problem::from(holdfast_postgres::DbError::from(error)))?
        };
        let mut ended = 0;
        for appointment_id in due {
            let request = Request {
                asked: Asked::by(Caller::SYSTEM),
                appointment_id: AppointmentId(appointment_id),
                expected_version: None,
                action: Action::Expire,
                reason: String::new(),
                slot_id: None,
            };
            match self.change(request).await {
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

    /// Sweeps for ever, every `interval`.
    pub async fn run_sweeper(self, interval: Duration) {
        let mut ticks = tokio::time::interval(interval);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            match self.sweep_holds().await {
                Ok(0) => {}
                Ok(ended) => tracing::info!(ended, "holds expired"),
                Err(problem) => tracing::warn!(%problem, "expiring holds failed; will retry"),
            }
        }
    }
}
