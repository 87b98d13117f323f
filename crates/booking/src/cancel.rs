//! Cancels an appointment. Its slot is free again with the same commit.

use holdfast_domain::conflict::Outcome;
use holdfast_domain::{Action, Status};
use holdfast_postgres::retry::Failure;
use holdfast_vault::Place;

use crate::change::Change;

impl Change<'_, '_> {
    pub(crate) async fn cancel(&mut self, to: Status, reason: &str) -> Result<(), Failure> {
        let sealed = self.seal_cancel_reason(reason).await?;
        self.write(Action::Cancel, to, |record| {
            record.hold_expires_at = None;
            record.cancel_reason = sealed;
        })
        .await?;
        self.release_slot(Outcome::Cancelled).await
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
