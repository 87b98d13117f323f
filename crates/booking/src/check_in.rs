//! Notes that the patient has arrived.

use holdfast_domain::Action;
use holdfast_postgres::retry::Failure;

use crate::change::Change;
use crate::record::Record;

impl Change<'_, '_> {
    pub(crate) async fn check_in(mut self) -> Result<Record, Failure> {
        let now = self.now;
        self.write(Action::CheckIn, |record| record.checked_in_at = Some(now)).await?;
        Ok(self.record)
    }
}
