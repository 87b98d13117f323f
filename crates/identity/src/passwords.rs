//! Passwords: how they are kept (argon2id), which will do, and how an account's is changed.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use holdfast_domain::text::{Checks, PASSWORD_MAX, PASSWORD_MIN};
use holdfast_domain::{AccountNews, Asked, ErrorCode, Problem};
use holdfast_postgres::commit;
use holdfast_postgres::retry::Failure;
use holdfast_rpc::identity::{ChangePasswordRequest, Done};
use holdfast_sql::queries::identity as sql;
use uuid::Uuid;
use zxcvbn::{Score, zxcvbn};

use crate::Identity;
use crate::links::Purpose;
use crate::owner::{email_of, name_of};
use crate::turns::Turns;

/// Hashes under way at once: each takes 19 MiB and some hundredths of a second of a core.
const AT_ONCE: usize = 4;
/// What a password is compared with where there is no account, so that it takes as long. Nobody knows its password.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$7Vx0oHn0C1lQ0mVYqJc6tw$2cVtYwPmGm3bq1dGm0Q3m1ZbK2w0nZ6J4r1Xo3d5s7A";

/// How much of a password is judged: what is longer is hard to guess by its length, and each character costs more than the one
/// before it.
const LOOKED_AT: usize = 40;

/// Hashes passwords, some at a time, in turn by where they come from (`source`, as services note it). Cheap to clone.
#[derive(Clone, Debug)]
pub struct Passwords {
    turns: Turns,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { turns: Turns::at_once(AT_ONCE) }
    }
}

impl Passwords {
    async fn in_turn<T: Send + 'static>(
        &self,
        source: &str,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let turn = self.turns.wait(source).await?;
        let worked = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        worked.await.map_err(|_| Problem::of(ErrorCode::Internal))
    }

    /// The hash to keep (argon2id as RFC 9106 has it, with OWASP's parameters), in the PHC string format.
    pub(crate) async fn hash(&self, password: &str, source: &str) -> Result<String, Problem> {
        let password = password.to_owned();
        let hashed = self.in_turn(source, move || {
            Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
        });
        hashed.await?.map_err(|error| {
            tracing::error!(%error, "hashing a password failed");
            Problem::of(ErrorCode::Internal)
        })
    }

    /// The hash of a new password that is not easy to guess. `known` are words that others know of its owner.
    pub(crate) async fn hash_new(
        &self,
        field: &str,
        password: &str,
        known: &[&str],
        source: &str,
    ) -> Result<String, Problem> {
        let text = password.to_owned();
        let known: Vec<String> = known.iter().map(ToString::to_string).collect();
        if self.in_turn(source, move || is_easy(&text, &known)).await? {
            return Err(Problem::field(field, "is too easy to guess; use more, or less usual, words"));
        }
        self.hash(password, source).await
    }

    /// Whether this is the password; takes as long where there is none.
    pub(crate) async fn is(&self, password: &str, kept: Option<&str>, source: &str) -> Result<bool, Problem> {
        let (is_known, kept) = (kept.is_some(), kept.unwrap_or(NOBODYS).to_owned());
        let password = password.to_owned();
        let verified = self.in_turn(source, move || match PasswordHash::new(&kept) {
            Ok(kept) => Argon2::default().verify_password(password.as_bytes(), &kept).is_ok(),
            Err(error) => {
                tracing::error!(%error, "a stored password hash is unreadable");
                false
            }
        });
        Ok(verified.await? && is_known)
    }
}

/// Notes what is wrong with a new password's length.
pub(crate) fn check_length(checks: &mut Checks, field: &str, password: &str) {
    let length = password.chars().count();
    if length < PASSWORD_MIN {
        checks.note(field, format!("must have at least {PASSWORD_MIN} characters"));
    } else if length > PASSWORD_MAX {
        checks.note(field, format!("must have at most {PASSWORD_MAX} characters"));
    }
}

fn is_easy(password: &str, known: &[String]) -> bool {
    let looked_at: String = password.chars().take(LOOKED_AT).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    zxcvbn(&looked_at, &known).score() < Score::Three
}

impl Identity {
    /// Changes the password of a caller who knows the old one. Their other sessions end.
    pub(crate) async fn change_password(
        &self,
        asked: &Asked,
        request: ChangePasswordRequest,
    ) -> Result<Done, Failure> {
        let ChangePasswordRequest { session_id, old_password: old, new_password: new, source } = &request;
        let session_id = session_id.map(|id| id.0);
        let (account_id, key) = (asked.caller.own_account()?.0, self.vault.platform().await?);
        let mut checks = Checks::new();
        check_length(&mut checks, "new_password", new);
        checks.finish()?;
        let account = self.account_by(account_id, "old_password", old, source).await?;
        let (email, name) = (email_of(&key, &account)?, name_of(&key, &account)?);
        let hash = self.passwords.hash_new("new_password", new, &[&email, &name], source).await?;
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        let now = sql::lock_account().bind(&tx, &account_id).opt().await?;
        if now.is_none_or(|now| now.password_hash != account.password_hash) {
            // it was set anew meanwhile, perhaps because the old one is known to others
            return Err(Problem::field("old_password", "is wrong").into());
        }
        sql::set_password().bind(&tx, &hash, &account_id).await?;
        sql::delete_links().bind(&tx, &account_id, &Purpose::Reset.as_str()).await?;
        self.way_in_changed(&tx, &key, &account, session_id, AccountNews::PasswordChanged).await?;
        self.note(&tx, account_id, "password.change", session_id, source).await?;
        commit(tx).await?;
        Ok(Done {})
    }

    /// The account, if the password is its.
    pub(crate) async fn account_by(
        &self,
        id: Uuid,
        field: &str,
        password: &str,
        source: &str,
    ) -> Result<sql::Account, Failure> {
        let account = {
            let client = self.db.client().await?;
            sql::find_account().bind(&client, &id).opt().await?.ok_or_else(Problem::not_found)?
        };
        if self.passwords.is(password, account.password_hash.as_deref(), source).await? {
            Ok(account)
        } else {
            Err(Problem::field(field, "is wrong").into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_must_be_hard_to_guess() {
        let passwords = Passwords::default();
        let new = async |password: &str| {
            passwords.hash_new("password", password, &["ada@example.org", "Ada Lovelace"], "").await
        };
        assert!(new("correct horse battery staple 9").await.is_ok());
        for easy in ["password123", "1234567890", "adalovelace", "ada@example.org"] {
            assert!(new(easy).await.is_err_and(|problem| problem.detail.contains("easy")), "{easy}");
        }
        let length = |password: &str| {
            let mut checks = Checks::new();
            check_length(&mut checks, "password", password);
            checks.finish().err().map(|problem| problem.detail)
        };
        assert_eq!(length("short"), Some("password: must have at least 10 characters".to_owned()));
        assert!(length(&"xq7".repeat(50)).is_some_and(|detail| detail.contains("at most 128")));
        assert_eq!(length("correct horse battery staple"), None);
    }

    #[tokio::test]
    async fn a_password_is_known_by_its_hash_alone() {
        let passwords = Passwords::default();
        let hash = passwords.hash("correct horse", "").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && !hash.contains("horse"), "{hash}");
        assert_ne!(hash, passwords.hash("correct horse", "").await.unwrap(), "no salt");
        assert!(passwords.is("correct horse", Some(&hash), "").await.unwrap());
        assert!(!passwords.is("correct house", Some(&hash), "").await.unwrap());
        assert!(!passwords.is("correct horse", None, "").await.unwrap());
        // comparing with nobody's takes as long
        let (nobodys, known) = (PasswordHash::new(NOBODYS).unwrap(), PasswordHash::new(&hash).unwrap());
        assert_eq!(
            (nobodys.algorithm, nobodys.version, nobodys.params),
            (known.algorithm, known.version, known.params)
        );
    }
}
