//! Signing up.
//!
//! It begins with an address alone, and goes on by the secret that is mailed to it: so the password of an account is always
//! chosen by whoever has the address, and what the API answers never tells whether an address is known.

use holdfast_domain::account_mail::AccountMail;
use holdfast_domain::text::Checks;
use holdfast_domain::{AccountNews, Asked};
use holdfast_postgres::commit;
use holdfast_postgres::retry::Failure;
use holdfast_rpc::identity::{Account, CompleteAccountRequest, Done, EmailRequest};
use holdfast_sql::queries::identity as sql;
use holdfast_vault::Place;

use crate::Identity;
use crate::links::{Purpose, at_least};
use crate::owner::{check_email, email_index, email_of};
use crate::passwords::check_length;

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
}
