//! Ends a hold that has run out. A job finds them (`jobs/expire_holds.rs`).

use holdfast_domain::conflict::Outcome;
use holdfast_domain::{Action, Status};
use holdfast_postgres::retry::Failure;

use crate::change::Change;

impl Change<'_, '_> {
    pub(crate) async fn expire(&mut self, to: Status) -> Result<(), Failure> {
        // The slot is given back even where the keys are away: the step itself says what happened.
        let reason = self.seal_cancel_reason("hold expired").await.unwrap_or_default();
        self.write(Action::Expire, to, |record| {
            record.hold_expires_at = None;
            record.cancel_reason = reason;
        })
        .await?;
        self.release_slot(Outcome::Expired).await
    }
}
