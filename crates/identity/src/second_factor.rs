//! The second factor: time-based codes (RFC 6238), each good once, and recovery codes for whoever has lost them.

use deadpool_postgres::Transaction;
use holdfast_domain::{Caller, ErrorCode, Problem};
use holdfast_postgres::commit;
use holdfast_postgres::retry::Failure;
use holdfast_rpc::identity::SecondFactorSecret;
use holdfast_sql::queries::identity as sql;
use holdfast_vault::{ClinicKey, Place};
use totp_rs::{Builder, Secret, Totp};

use crate::Identity;
use crate::acting::account_of;
use crate::secrets;
use crate::sign_up::email_of;

/// 160 bits, as RFC 4226 recommends.
const SECRET_LEN: usize = 20;
const RECOVERY_CODES: usize = 10;

fn totp(secret: &[u8], email: &str) -> Result<Totp, Failure> {
    let builder = Builder::new()
        .with_secret(Secret::from(secret.to_vec()))
        // a colon would end the name
        .with_account_name(email.replace(':', ""))
        .with_issuer(Some("Holdfast"));
    builder.build().map_err(|error| {
        tracing::error!(%error, "a second factor could not be made");
        Problem::of(ErrorCode::Internal).into()
    })
}

fn wrong_code() -> Failure {
    Problem::field("code", "is wrong, or was used already").into()
}

/// A recovery code as it is compared.
fn normal(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

impl Identity {
    /// Whether the code is the account's at this time, or one of its recovery codes; in either case it is used up. An account
    /// without a second factor needs none.
    pub(crate) async fn has_second_factor(
        &self,
        tx: &Transaction<'_>,
        key: &ClinicKey,
        account: &sql::Account,
        code: &str,
    ) -> Result<bool, Failure> {
        if account.totp_confirmed_at.is_none() {
            return Ok(true);
        }
        if code.is_empty() {
            return Err(Problem::of(ErrorCode::SecondFactorNeeded).into());
        }
        if let Some(step) = self.step_of(key, account, code)? {
            return Ok(sql::use_second_factor().bind(tx, &step, &account.id).await? == 1);
        }
        let used = sql::use_recovery_code().bind(tx, &account.id, &secrets::hash(&normal(code))).await?;
        if used == 1 {
            self.note(tx, account.id, "second-factor.recovery", None).await?;
        }
        Ok(used == 1)
    }

    /// The time step whose code this is, if it is one of about now.
    fn step_of(&self, key: &ClinicKey, account: &sql::Account, code: &str) -> Result<Option<i64>, Failure> {
        let secret = key.open(Place::second_factor(account.id), &account.totp_secret)?;
        let now = u64::try_from(self.clock.now().as_second()).unwrap_or(0);
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let step = totp(&secret, "")?.check(&digits, now);
        Ok(step.and_then(|step| i64::try_from(step).ok()))
    }

    /// A secret for the caller's authenticator; not in force before a code of it is shown.
    pub(crate) async fn begin_second_factor(
        &self,
        caller: &Caller,
        password: &str,
    ) -> Result<SecondFactorSecret, Failure> {
        let account = self.account_by(account_of(caller)?, "password", password).await?;
        if account.totp_confirmed_at.is_some() {
            return Err(Problem::of(ErrorCode::SecondFactorPresent).into());
        }
        let key = self.vault.platform().await?;
        let mut secret = [0; SECRET_LEN];
        self.ids.fill(&mut secret);
        let made = totp(&secret, &email_of(&key, &account)?)?;
        let url = made.to_url().map_err(|error| {
            tracing::error!(%error, "a second factor has no address");
            Problem::of(ErrorCode::Internal)
        })?;
        let sealed = key.seal(Place::second_factor(account.id), &secret)?;
        let client = self.db.client().await?;
        if sql::begin_second_factor().bind(&client, &sealed, &account.id).await? == 0 {
            // it was confirmed meanwhile
            return Err(Problem::of(ErrorCode::SecondFactorPresent).into());
        }
        Ok(SecondFactorSecret { secret: Secret::from(secret.to_vec()).to_base32(), otpauth_url: url })
    }

    /// Puts the second factor in force; returns the recovery codes, which are not to be had again.
    pub(crate) async fn confirm_second_factor(
        &self,
        caller: &Caller,
        code: &str,
    ) -> Result<Vec<String>, Failure> {
        let id = account_of(caller)?;
        let key = self.vault.platform().await?;
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        let account = sql::lock_account().bind(&tx, &id).opt().await?.ok_or_else(Problem::not_found)?;
        if account.totp_confirmed_at.is_some() {
            return Err(Problem::of(ErrorCode::SecondFactorPresent).into());
        }
        if account.totp_secret.is_empty() {
            return Err(wrong_code());
        }
        let step = self.step_of(&key, &account, code)?.ok_or_else(wrong_code)?;
        let now = self.clock.now();
        sql::set_second_factor().bind(&tx, &account.totp_secret, &Some(now), &step, &id).await?;
        let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| self.recovery_code()).collect();
        let hashes: Vec<Vec<u8>> = codes.iter().map(|code| secrets::hash(&normal(code))).collect();
        sql::delete_recovery_codes().bind(&tx, &id).await?;
        sql::insert_recovery_codes().bind(&tx, &id, &hashes).await?;
        self.note(&tx, id, "second-factor.set", None).await?;
        commit(tx).await?;
        Ok(codes)
    }

    /// Takes the second factor away from a caller who has both.
    pub(crate) async fn remove_second_factor(
        &self,
        caller: &Caller,
        password: &str,
        code: &str,
    ) -> Result<(), Failure> {
        let id = self.account_by(account_of(caller)?, "password", password).await?.id;
        let key = self.vault.platform().await?;
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        let account = sql::lock_account().bind(&tx, &id).opt().await?.ok_or_else(Problem::not_found)?;
        if !self.has_second_factor(&tx, &key, &account, code).await? {
            return Err(wrong_code());
        }
        sql::set_second_factor().bind(&tx, &Vec::new(), &None, &0, &id).await?;
        sql::delete_recovery_codes().bind(&tx, &id).await?;
        self.note(&tx, id, "second-factor.remove", None).await?;
        Ok(commit(tx).await?)
    }

    /// 80 random bits in base 32, in groups of four.
    fn recovery_code(&self) -> String {
        let mut bytes = [0; 10];
        self.ids.fill(&mut bytes);
        let text = Secret::from(bytes.to_vec()).to_base32();
        let groups: Vec<&str> =
            (0..text.len()).step_by(4).filter_map(|at| text.get(at..(at + 4).min(text.len()))).collect();
        groups.join("-")
    }
}
