//! The identity service: accounts, what they log in by, and what they may.
//!
//! One use case group per file. Of accounts: [`sign_up`], [`password_reset`] (both by `links`), [`passwords`], [`log_in`], [`external`] (log-in by an OpenID
//! provider, [`oidc`]), [`sessions`], [`second_factor`] (and `wrong_codes`), [`close_account`]; `way_in` is what changes of these have
//! in common, `begun_by` what a session remembers. Of clinics: [`members`], [`invitations`],
//! [`api_keys`]. Of gateways: [`authenticate`] (who a cookie or a key stands for) and
//! [`revocations`] (what no longer holds). [`acting`] says what an account may act as, [`mails`] what it is written,
//! [`by_operator`] makes the first account. A job ([`jobs`]) deletes what is expired.
//!
//! No secret is kept: the database has hashes of passwords, links, sessions and keys. Why it is so: `docs/decisions/0016`.

use std::sync::Arc;

use deadpool_postgres::Transaction;
use holdfast_domain::{Caller, Clock, Ids};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::{Database, DbError};
use holdfast_sql::client::GenericClient;
use holdfast_sql::queries::identity as sql;
use holdfast_vault::{Place, Vault};
use jiff::SignedDuration;
use uuid::Uuid;

pub mod acting;
pub mod api_keys;
pub mod authenticate;
mod begun_by;
pub mod by_operator;
pub mod close_account;
pub mod external;
pub mod invitations;
pub mod jobs;
mod links;
pub mod log_in;
pub mod mails;
pub mod members;
pub mod oidc;
mod owner;
pub mod password_reset;
pub mod passwords;
mod provider_factor;
pub mod revocations;
pub mod second_factor;
mod secrets;
pub mod sessions;
pub mod sign_up;
mod turns;
mod way_in;
mod wrong_codes;

use passwords::Passwords;

pub use external::External;

/// How long sessions and tokens last, and how many there may be.
#[derive(Clone, Copy, Debug)]
pub struct IdentitySettings {
    /// An access token, made by a gateway.
    pub access_token: SignedDuration,
    /// A refresh token; each use gives one that is good as long again.
    pub refresh_token: SignedDuration,
    /// A browser's session, at most.
    pub page: SignedDuration,
    /// A browser's session that is not used.
    pub page_idle: SignedDuration,
    /// Most sessions of one account; those that were used longest ago end.
    pub sessions_per_account: u32,
    /// Most invitations of one clinic within 24 hours.
    pub invitations_per_day: u32,
}

holdfast_rpc::identity_service!(Identity);

/// What every use case works with.
#[derive(Clone)]
pub struct Identity {
    pub(crate) db: Database,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Ids,
    pub(crate) vault: Vault,
    pub(crate) settings: IdentitySettings,
    pub(crate) passwords: Passwords,
    pub(crate) external: Option<External>,
}

impl Identity {
    /// The service over a database.
    pub fn new(
        db: Database,
        clock: Arc<dyn Clock>,
        ids: Ids,
        vault: Vault,
        settings: IdentitySettings,
    ) -> Self {
        Self { db, clock, ids, vault, settings, passwords: Passwords::default(), external: None }
    }

    /// The same, with log-in by an OpenID provider.
    #[must_use]
    pub fn with_external(self, external: External) -> Self {
        Self { external: Some(external), ..self }
    }

    /// Notes in the clinic's audit log what was done to a thing of it (its id and version), in the transaction of that.
    pub(crate) async fn note_at(
        &self,
        tx: &Transaction<'_>,
        caller: &Caller,
        action: &str,
        clinic_id: Uuid,
        (entity_id, entity_version): (Uuid, i32),
    ) -> Result<(), DbError> {
        let about = About { clinic_id, entity_id, entity_version, patient_id: None };
        Notes { tx, caller, now: self.clock.now(), ids: &self.ids }.note(action, about).await
    }

    /// Notes in the account's log what became of it, in the transaction of that. `source` is the client's network, if it is known.
    pub(crate) async fn note(
        &self,
        tx: &Transaction<'_>,
        account_id: Uuid,
        action: &str,
        session_id: Option<Uuid>,
        source: &str,
    ) -> Result<(), Failure> {
        let (id, now) = (self.ids.next(), self.clock.now());
        let source = self.sealed_source(id, source).await?;
        sql::note()
            .bind(tx, &id, &account_id, &now, &action, &session_id, &source)
            .await
            .map_err(DbError::from)?;
        tracing::info!(account.id = %account_id, action, "account");
        Ok(())
    }

    /// The same for what strangers can do again and again: all of it within an hour is one row, with the source of the first.
    pub(crate) async fn note_try(
        &self,
        client: &impl GenericClient,
        account_id: Uuid,
        action: &str,
        source: &str,
    ) -> Result<(), Failure> {
        let (id, now) = (self.ids.next(), self.clock.now());
        let source = self.sealed_source(id, source).await?;
        sql::note_in_hour()
            .bind(client, &id, &account_id, &now, &action, &source)
            .await
            .map_err(DbError::from)?;
        Ok(())
    }

    /// Nothing is sealed as nothing. The platform's key is at hand: whoever notes a source has asked for it before.
    async fn sealed_source(&self, row: Uuid, source: &str) -> Result<Vec<u8>, Failure> {
        if source.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.vault.platform().await?;
        Ok(key.seal(Place::account_source(row), source.as_bytes())?)
    }
}
