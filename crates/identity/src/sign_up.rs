//! Signing up, and setting a new password when the old one is lost.
//!
//! Both begin with an address alone, and go on by the secret that is mailed to it: so the password of an account is always
//! chosen by whoever has the address, and what the API answers never tells whether an address is known.

use std::time::Duration;

use deadpool_postgres::Transaction;
use holdfast_domain::text::Checks;
use holdfast_domain::{AccountNews, Asked, Problem};
use holdfast_postgres::commit;
use holdfast_postgres::retry::Failure;
use holdfast_rpc::identity::{
    Account, AccountRequest, CompleteAccountRequest, Done, EmailRequest, ResetPasswordRequest,
};
use holdfast_sql::queries::identity as sql;
use holdfast_vault::index::Exact;
use holdfast_vault::{ClinicKey, Place};
use jiff::SignedDuration;
use uuid::Uuid;

use crate::Identity;
use crate::acting::account_of;
use crate::passwords::check_length;
use crate::secrets::Kind;
use holdfast_domain::account_mail::AccountMail;

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

/// An address that must be there.
pub(crate) fn check_email(email: &str) -> Result<(), Problem> {
    let mut checks = Checks::new();
    if email.is_empty() {
        checks.note("email", "must not be empty");
    }
    checks.email("email", email);
    checks.finish()
}

/// Requests that name an address take at least so long: their time is not to tell whether the address has an account.
const MIN_ANSWER_TIME: Duration = Duration::from_millis(150);

/// Does something, and takes at least that long.
async fn at_least<T>(work: impl Future<Output = T>) -> T {
    tokio::join!(work, tokio::time::sleep(MIN_ANSWER_TIME)).0
}

/// The address of an account, opened.
pub(crate) fn email_of(key: &ClinicKey, row: &sql::Account) -> Result<String, Failure> {
    Ok(key.open_text(Place::account_email(row.id), &row.email)?)
}

/// The name of an account's owner, opened.
pub(crate) fn name_of(key: &ClinicKey, row: &sql::Account) -> Result<String, Failure> {
    Ok(key.open_text(Place::account_name(row.id), &row.name)?)
}

impl Identity {
    pub(crate) async fn sign_up(&self, _: &Asked, request: EmailRequest) -> Result<Done, Failure> {
        check_email(&request.email)?;
        at_least(self.send_sign_up(&request.email, &request.source)).await
    }

    async fn send_sign_up(&self, email: &str, source: &str) -> Result<Done, Failure> {
        let key = self.vault.platform().await?;
        let index = email_index(&key, email)?;
        let (id, now) = (self.ids.next(), self.clock.now());
        let sealed = key.seal(Place::account_email(id), email.trim().as_bytes())?;
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        let is_new = sql::insert_account().bind(&tx, &id, &sealed, &index, &now).opt().await?.is_some();
        let account = sql::find_account_by_email().bind(&tx, &index).one().await?;
        let token = self.link(&tx, account.id, Purpose::Complete).await?;
        let says = if account.email_verified_at.is_some() {
            AccountNews::AccountIsThere
        } else {
            AccountNews::CompleteAccount { token }
        };
        self.mail(&tx, &key, AccountMail { to: email_of(&key, &account)?, says }).await?;
        if is_new {
            self.note(&tx, account.id, "sign-up", None, source).await?;
        }
        commit(tx).await?;
        Ok(Done {})
    }

    pub(crate) async fn complete_account(
        &self,
        _: &Asked,
        request: CompleteAccountRequest,
    ) -> Result<Account, Failure> {
        let CompleteAccountRequest { token, name, password } = &request;
        let mut checks = Checks::new();
        checks.name("name", name);
        check_length(&mut checks, "password", password);
        checks.finish()?;
        let id = self.owner_of_link(token, Purpose::Complete, |account| account.email_verified_at.is_none());
        let id = id.await?;
        let hash = self.passwords.hash_new("password", password, &[name.as_str()], "").await?;
        let key = self.vault.platform().await?;
        let sealed = key.seal(Place::account_name(id), name.trim().as_bytes())?;
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        // accounts are locked before what is theirs, everywhere
        sql::lock_account().bind(&tx, &id).opt().await?;
        self.use_link(&tx, token, Purpose::Complete).await?;
        sql::complete_account().bind(&tx, &sealed, &hash, &self.clock.now(), &id).await?;
        self.note(&tx, id, "complete", None, "").await?;
        commit(tx).await?;
        // one connection at a time
        drop(client);
        self.account(id).await
    }

    pub(crate) async fn ask_password_reset(&self, _: &Asked, request: EmailRequest) -> Result<Done, Failure> {
        check_email(&request.email)?;
        at_least(self.send_password_reset(&request.email, &request.source)).await
    }

    async fn send_password_reset(&self, email: &str, source: &str) -> Result<Done, Failure> {
        let key = self.vault.platform().await?;
        let index = email_index(&key, email)?;
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        let account = sql::find_account_by_email().bind(&tx, &index).opt().await?;
        let news = match account.filter(|account| account.email_verified_at.is_some()) {
            Some(account) => {
                let token = self.link(&tx, account.id, Purpose::Reset).await?;
                self.note_try(&tx, account.id, "password.forgotten", source).await?;
                AccountMail { to: email_of(&key, &account)?, says: AccountNews::ResetPassword { token } }
            }
            None => AccountMail { to: String::new(), says: AccountNews::Nothing },
        };
        self.mail(&tx, &key, news).await?;
        commit(tx).await?;
        Ok(Done {})
    }

    /// A new password by the secret of a mail. All sessions end.
    pub(crate) async fn reset_password(
        &self,
        _: &Asked,
        request: ResetPasswordRequest,
    ) -> Result<Done, Failure> {
        let ResetPasswordRequest { token, password, source } = &request;
        let mut checks = Checks::new();
        check_length(&mut checks, "password", password);
        checks.finish()?;
        let id =
            self.owner_of_link(token, Purpose::Reset, |account| account.email_verified_at.is_some()).await?;
        let hash = self.passwords.hash_new("password", password, &[], source).await?;
        let key = self.vault.platform().await?;
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        sql::lock_account().bind(&tx, &id).opt().await?;
        self.use_link(&tx, token, Purpose::Reset).await?;
        sql::set_password().bind(&tx, &hash, &id).await?;
        // whoever else could come in cannot any more
        sql::delete_identities().bind(&tx, &id).await?;
        let account = sql::find_account().bind(&tx, &id).one().await?;
        self.way_in_changed(&tx, &key, &account, None, AccountNews::PasswordChanged).await?;
        self.note(&tx, id, "password.reset", None, source).await?;
        commit(tx).await?;
        Ok(Done {})
    }

    /// The caller's account.
    pub(crate) async fn get_account(&self, asked: &Asked, _: AccountRequest) -> Result<Account, Failure> {
        self.account(account_of(&asked.caller)?).await
    }

    pub(crate) async fn link(
        &self,
        tx: &Transaction<'_>,
        account_id: Uuid,
        purpose: Purpose,
    ) -> Result<String, Failure> {
        let token = Kind::Link.new_secret(&self.ids);
        let hash = Kind::Link.hash_of(&token).unwrap_or_default();
        let until = self.clock.now() + LINK_GOOD_FOR;
        sql::insert_link().bind(tx, &hash, &account_id, &purpose.as_str(), &until).await?;
        Ok(token)
    }

    async fn use_link(&self, tx: &Transaction<'_>, token: &str, purpose: Purpose) -> Result<Uuid, Failure> {
        let hash = Kind::Link.hash_of(token).ok_or_else(used_up)?;
        let used = sql::use_link().bind(tx, &hash, &purpose.as_str(), &self.clock.now()).opt().await?;
        Ok(used.ok_or_else(used_up)?)
    }

    /// Whose link it is, before anything that takes long is done for it.
    async fn owner_of_link(
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

pub(crate) fn email_index(key: &ClinicKey, email: &str) -> Result<Vec<u8>, Problem> {
    key.exact(Exact::Email, email).ok_or_else(|| Problem::field("email", "must not be empty"))
}
