//! Cancels an appointment. Its slot is free again with the same commit.

use holdfast_domain::{Action, ErrorCode, Problem, Role, text};
use holdfast_postgres::retry::Failure;
use holdfast_vault::Place;

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
        let sealed = self.seal_cancel_reason(reason).await?;
        self.write(Action::Cancel, |record| {
            record.hold_expires_at = None;
            record.cancel_reason = sealed;
        })
        .await?;
        self.free_slot(false).await?;
        Ok(self.record)
    }

    /// The reason as it is kept.
    pub(crate) async fn seal_cancel_reason(&self, reason: &str) -> Result<Vec<u8>, Failure> {
        if reason.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.service.vault.clinic(self.record.clinic_id.0).await?;
        Ok(key.seal(Place::cancel_reason(self.record.id.0), reason.as_bytes())?)
    }
}
