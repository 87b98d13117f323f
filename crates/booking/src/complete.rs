//! Notes that the patient was seen. The slot stays taken: the doctor's time is used.

use holdfast_domain::Action;
use holdfast_postgres::retry::Failure;

use crate::change::Change;
use crate::record::Record;

impl Change<'_, '_> {
    pub(crate) async fn complete(mut self) -> Result<Record, Failure> {
        self.write(Action::Complete, |_| {}).await?;
        Ok(self.record)
    }
}
