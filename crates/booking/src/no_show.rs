//! Notes that the patient did not come. The slot stays taken: the doctor's time is used.

use holdfast_domain::Action;
use holdfast_postgres::retry::Failure;

use crate::change::Change;
use crate::record::Record;

impl Change<'_, '_> {
    pub(crate) async fn no_show(mut self) -> Result<Record, Failure> {
        self.write(Action::NoShow, |_| {}).await?;
        Ok(self.record)
    }
}
