//! The second factor: time-based codes (RFC 6238), each good once, and recovery codes for whoever has lost them.

use deadpool_postgres::Transaction;
use holdfast_domain::{AccountMail, AccountNews, Asked, ErrorCode, Problem};
use holdfast_postgres::commit;
use holdfast_postgres::retry::Failure;
use holdfast_rpc::identity::{
    ConfirmSecondFactorRequest, Done, PasswordRequest, RecoveryCodes, SecondFactorSecret,
};
use holdfast_sql::queries::identity as sql;
use holdfast_vault::{ClinicKey, Place};
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;

use crate::Identity;
use crate::begun_by::Means;
use crate::owner::email_of;
use crate::secrets;

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
        tracing::error!(%error, "creating a second factor failed");
        Problem::of(ErrorCode::Internal).into()
    })
}

fn wrong_code() -> Failure {
    Problem::field("code", "is wrong, or was used already").into()
}

/// What a code was.
pub(crate) enum Shown {
    /// The account has no second factor.
    NotNeeded,
    Right(Means),
    /// It was counted in the transaction, which is to be committed all the same.
    Wrong,
}

/// A recovery code as it is compared.
fn normal(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

impl Identity {
    /// Whether the code is the account's (which is locked) at this time, or one of its recovery codes; in either case it is used
    /// up. Whoever calls this knows the password; wrong codes are counted.
    pub(crate) async fn show_code(
        &self,
        tx: &Transaction<'_>,
        key: &ClinicKey,
        account: &sql::Account,
        code: &str,
        source: &str,
    ) -> Result<Shown, Failure> {
        if account.totp_confirmed_at.is_none() {
            return Ok(Shown::NotNeeded);
        }
        if code.is_empty() {
            return Err(Problem::of(ErrorCode::SecondFactorNeeded).into());
        }
        self.may_try_codes(account)?;
        let means = if let Some(step) = self.step_of(key, account, code)? {
            let is_new = sql::use_second_factor().bind(tx, &step, &account.id).await? == 1;
            is_new.then_some(Means::Code)
        } else {
            self.use_recovery_code(tx, key, account, code, source).await?.then_some(Means::RecoveryCode)
        };
        if let Some(means) = means {
            sql::forget_wrong_codes().bind(tx, &account.id).await?;
            return Ok(Shown::Right(means));
        }
        self.count_wrong_code(tx, key, account, source).await?;
        Ok(Shown::Wrong)
    }

    /// Whether it is one of the account's recovery codes. Its owner hears of that: somebody may have found the sheet.
    async fn use_recovery_code(
        &self,
        tx: &Transaction<'_>,
        key: &ClinicKey,
        account: &sql::Account,
        code: &str,
        source: &str,
    ) -> Result<bool, Failure> {
        let hash = secrets::hash(&normal(code));
        if sql::use_recovery_code().bind(tx, &account.id, &hash).await? == 0 {
            return Ok(false);
        }
        let left = sql::count_recovery_codes().bind(tx, &account.id).one().await?;
        let says = AccountNews::RecoveryCodeUsed { left: u32::try_from(left).unwrap_or(0) };
        self.mail(tx, key, AccountMail { to: email_of(key, account)?, says }).await?;
        self.note(tx, account.id, "second-factor.recovery", None, source).await?;
        Ok(true)
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
        asked: &Asked,
        request: PasswordRequest,
    ) -> Result<SecondFactorSecret, Failure> {
        let id = asked.caller.own_account()?.0;
        let account = self.account_by(id, "password", &request.password, "").await?;
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

    /// Puts the second factor in force; returns the recovery codes, which are not to be had again. The caller's session has shown
    /// it with that; their other sessions end.
    pub(crate) async fn confirm_second_factor(
        &self,
        asked: &Asked,
        request: ConfirmSecondFactorRequest,
    ) -> Result<RecoveryCodes, Failure> {
        let ConfirmSecondFactorRequest { code, session_id, source } = &request;
        let session_id = session_id.map(|id| id.0);
        let id = asked.caller.own_account()?.0;
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
        self.way_in_changed(&tx, &key, &account, session_id, AccountNews::SecondFactorSet).await?;
        if let Some(session_id) = session_id {
            sql::add_factor().bind(&tx, &session_id, &id).await?;
        }
        self.note(&tx, id, "second-factor.set", session_id, source).await?;
        commit(tx).await?;
        Ok(RecoveryCodes { codes })
    }

    /// Takes the second factor away from a caller who has both. Their other sessions end, and what this one was given to act for
    /// clinics that ask for a second factor does too.
    pub(crate) async fn remove_second_factor(
        &self,
        asked: &Asked,
        request: PasswordRequest,
    ) -> Result<Done, Failure> {
        let PasswordRequest { password, code, session_id, source } = &request;
        let session_id = session_id.map(|id| id.0);
        let id = self.account_by(asked.caller.own_account()?.0, "password", password, source).await?.id;
        let key = self.vault.platform().await?;
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        let account = sql::lock_account().bind(&tx, &id).opt().await?.ok_or_else(Problem::not_found)?;
        match self.show_code(&tx, &key, &account, code, source).await? {
            Shown::Right(_) => {}
            // nothing to take away
            Shown::NotNeeded => return Ok(Done {}),
            Shown::Wrong => {
                commit(tx).await?;
                return Err(wrong_code());
            }
        }
        sql::set_second_factor().bind(&tx, &Vec::new(), &None, &0, &id).await?;
        sql::delete_recovery_codes().bind(&tx, &id).await?;
        self.way_in_changed(&tx, &key, &account, session_id, AccountNews::SecondFactorRemoved).await?;
        sql::take_factor().bind(&tx, &id).await?;
        sql::set_clinics_of_member().bind(&tx, &id).one().await?;
        let memberships = sql::memberships_of_account().bind(&tx, &id).all().await?;
        let mut asking: Vec<Uuid> =
            memberships.iter().filter(|at| at.second_factor_required).map(|at| at.clinic_id).collect();
        // in one order, so that two who do so at once do not wait for one another
        asking.sort_unstable();
        for clinic_id in asking {
            if let Some(version) = sql::change_membership().bind(&tx, &clinic_id, &id).opt().await? {
                self.revoke_acting(&tx, id, clinic_id, version).await?;
            }
        }
        self.note(&tx, id, "second-factor.remove", session_id, source).await?;
        commit(tx).await?;
        Ok(Done {})
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
