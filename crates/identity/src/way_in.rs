//! Whatever changes how one gets in to an account (a password, a second factor, a provider) ends its other sessions, so that nobody
//! goes on by what was changed; and its owner is told by mail, so that it does not happen behind their back.

use deadpool_postgres::Transaction;
use holdfast_domain::{AccountMail, AccountNews};
use holdfast_postgres::retry::Failure;
use holdfast_sql::queries::identity as sql;
use holdfast_vault::ClinicKey;
use uuid::Uuid;

use crate::Identity;
use crate::owner::email_of;

impl Identity {
    /// In the transaction of the change: ends all sessions of the account but the one to keep, and tells its owner. Within five
    /// seconds nothing of the others holds.
    pub(crate) async fn way_in_changed(
        &self,
        tx: &Transaction<'_>,
        key: &ClinicKey,
        account: &sql::Account,
        keep: Option<Uuid>,
        says: AccountNews,
    ) -> Result<(), Failure> {
        self.end_sessions(tx, account.id, None, keep).await?;
        self.mail(tx, key, AccountMail { to: email_of(key, account)?, says }).await
    }
}
