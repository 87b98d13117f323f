//! Cancels an appointment. Its slot is free again with the same commit.

use holdfast_domain::{Action, ErrorCode, Problem, Role, text};
use holdfast_postgres::retry::Failure;

use crate::change::Change;
use crate::record::Record;

impl Change<'_, '_> {
    pub(crate) async fn cancel(mut self, reason: &str) -> Result<Record, Failure> {
        let mut checks = text::Checks::new();
        checks.optional("reason", reason, text::REASON_MAX);
        checks.finish()?;
        // What has begun is for the front desk to settle: as completed, or as a no-show.
        if matches!(self.caller.role, Role::Patient | Role::Guest) && self.record.starts_at <= self.now {
            return Err(Problem::new(ErrorCode::IllegalTransition, "the appointment has begun").into());
        }
        self.write(Action::Cancel, |record| {
            record.hold_expires_at = None;
            reason.clone_into(&mut record.cancel_reason);
        })
        .await?;
        self.free_slot().await?;
        Ok(self.record)
    }
}
