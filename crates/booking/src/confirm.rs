//! Confirms a hold. Past its expiry a hold is gone, even if the sweeper has not come by yet.

use holdfast_domain::{Action, ErrorCode, Problem};
use holdfast_postgres::retry::Failure;

use crate::change::Change;
use crate::record::Record;

impl Change<'_, '_> {
    pub(crate) async fn confirm(mut self) -> Result<Record, Failure> {
        if self.record.hold_expires_at.is_some_and(|expiry| expiry <= self.now) {
            return Err(Problem::of(ErrorCode::HoldExpired).into());
        }
        self.write(Action::Confirm, |record| record.hold_expires_at = None).await?;
        Ok(self.record)
    }
}
