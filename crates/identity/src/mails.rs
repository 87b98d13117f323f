//! What accounts are written: kept, sealed, in the transaction that it tells of; the notification worker sends it.

use deadpool_postgres::Transaction;
use holdfast_domain::{AccountMail, ErrorCode, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_sql::queries::identity as sql;
use holdfast_vault::{ClinicKey, Place};
use jiff::SignedDuration;

use crate::Identity;

/// A mail that could not be sent for so long is of no use.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(24);

/// What to write, and to whom.
pub(crate) type News = AccountMail;

impl Identity {
    pub(crate) async fn mail(
        &self,
        tx: &Transaction<'_>,
        platform: &ClinicKey,
        news: News,
    ) -> Result<(), Failure> {
        let plain = serde_json::to_vec(&news).map_err(|_| Problem::of(ErrorCode::Internal))?;
        let (id, now) = (self.ids.next(), self.clock.now());
        let content = platform.seal(Place::account_mail(id), &plain)?;
        sql::insert_mail().bind(tx, &id, &content, &now, &(now + GOOD_FOR)).await?;
        Ok(())
    }
}
