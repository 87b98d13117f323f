//! A new password where the old one is lost, by a secret that is mailed to the account's address. What the API answers never tells
//! whether an address has an account.

use holdfast_domain::account_mail::AccountMail;
use holdfast_domain::text::Checks;
use holdfast_domain::{AccountNews, Asked};
use holdfast_postgres::commit;
use holdfast_postgres::retry::Failure;
use holdfast_rpc::identity::{Done, EmailRequest, ResetPasswordRequest};
use holdfast_sql::queries::identity as sql;

use crate::Identity;
use crate::links::{Purpose, at_least};
use crate::owner::{check_email, email_index, email_of};
use crate::passwords::check_length;

impl Identity {
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
}
