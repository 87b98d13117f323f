//! What accounts are written: kept, sealed, in the transaction that it tells of; the notification worker sends it.

use deadpool_postgres::Transaction;
use holdfast_domain::{AccountMail, AccountNews, ErrorCode, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_sql::queries::identity as sql;
use holdfast_vault::{ClinicKey, Place};
use jiff::SignedDuration;

use crate::Identity;
use crate::links::LINK_GOOD_FOR;

/// A mail that could not be sent for so long is of no use: no longer than the secret that it brings.
const fn good_for(says: &AccountNews) -> SignedDuration {
    match says {
        AccountNews::CompleteAccount { .. } | AccountNews::ResetPassword { .. } => LINK_GOOD_FOR,
        AccountNews::AccountIsThere | AccountNews::Nothing => SignedDuration::from_hours(24),
        // whoever changed it may hope that the mail server is away for a day
        AccountNews::Invitation { .. }
        | AccountNews::PasswordChanged
        | AccountNews::ProviderLinked
        | AccountNews::SecondFactorSet
        | AccountNews::SecondFactorRemoved
        | AccountNews::RecoveryCodeUsed { .. }
        | AccountNews::CodesGuessed
        | AccountNews::AccountClosed => SignedDuration::from_hours(3 * 24),
    }
}

impl Identity {
    pub(crate) async fn mail(
        &self,
        tx: &Transaction<'_>,
        platform: &ClinicKey,
        mail: AccountMail,
    ) -> Result<(), Failure> {
        let plain = serde_json::to_vec(&mail).map_err(|_| Problem::of(ErrorCode::Internal))?;
        let (id, now) = (self.ids.next(), self.clock.now());
        let content = platform.seal(Place::account_mail(id), &plain)?;
        // what says nothing is to nobody, and waits for nobody else's
        let to = if mail.to.is_empty() { id.to_string() } else { mail.to };
        let recipient = platform.account_mailbox(&to);
        sql::insert_mail().bind(tx, &id, &content, &recipient, &now, &(now + good_for(&mail.says))).await?;
        Ok(())
    }
}
