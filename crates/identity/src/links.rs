//! The secrets in mails by which somebody shows that an address is theirs. Each is good once, for one purpose.

use std::time::Duration;

use deadpool_postgres::Transaction;
use holdfast_domain::Problem;
use holdfast_postgres::retry::Failure;
use holdfast_sql::queries::identity as sql;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::Identity;
use crate::secrets::SecretKind;

/// How long the secret of a mail is good.
pub(crate) const LINK_GOOD_FOR: SignedDuration = SignedDuration::from_hours(2);

/// What a link in a mail is good for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    Complete,
    Reset,
}

impl Purpose {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Complete => "verify-email",
            Self::Reset => "reset-password",
        }
    }
}

/// What a link that is no good gets, whatever is wrong with it.
pub(crate) fn used_up() -> Problem {
    Problem::field("token", "is invalid, already used, or expired; request a new one")
}

/// Requests that name an address take at least so long: their time is not to tell whether the address has an account.
const MIN_ANSWER_TIME: Duration = Duration::from_millis(150);

/// Does something, and takes at least that long.
pub(crate) async fn at_least<T>(work: impl Future<Output = T>) -> T {
    tokio::join!(work, tokio::time::sleep(MIN_ANSWER_TIME)).0
}

impl Identity {
    pub(crate) async fn link(
        &self,
        tx: &Transaction<'_>,
        account_id: Uuid,
        purpose: Purpose,
    ) -> Result<String, Failure> {
        let token = SecretKind::Link.new_secret(&self.ids);
        let hash = SecretKind::Link.hash_of(&token).unwrap_or_default();
        let until = self.clock.now() + LINK_GOOD_FOR;
        sql::insert_link().bind(tx, &hash, &account_id, &purpose.as_str(), &until).await?;
        Ok(token)
    }

    pub(crate) async fn use_link(
        &self,
        tx: &Transaction<'_>,
        token: &str,
        purpose: Purpose,
    ) -> Result<Uuid, Failure> {
        let hash = SecretKind::Link.hash_of(token).ok_or_else(used_up)?;
        let used = sql::use_link().bind(tx, &hash, &purpose.as_str(), &self.clock.now()).opt().await?;
        Ok(used.ok_or_else(used_up)?)
    }

    /// Whose link it is, before anything that takes long is done for it.
    pub(crate) async fn owner_of_link(
        &self,
        token: &str,
        purpose: Purpose,
        suits: impl Fn(&sql::Account) -> bool,
    ) -> Result<Uuid, Failure> {
        let mut client = self.db.client().await?;
        // not committed: the link is used up by the change alone
        let tx = client.transaction().await?;
        let id = self.use_link(&tx, token, purpose).await?;
        let account = sql::find_account().bind(&tx, &id).opt().await?;
        if account.as_ref().is_some_and(suits) { Ok(id) } else { Err(used_up().into()) }
    }
}
