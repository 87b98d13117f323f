//! Who a page's cookie or an API key stands for. (Access tokens tell that themselves.)

use holdfast_domain::{AccountId, Asked, Caller, ClinicId, Problem, Role, Scope as KeyScope, SessionId};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::identity::authenticate_request::Credential;
use holdfast_rpc::identity::{AuthenticateRequest, Authenticated};
use holdfast_sql::queries::identity as sql;
use jiff::{SignedDuration, Timestamp};

use crate::Identity;
use crate::acting::{Acting, Acts};
use crate::secrets::SecretKind;

/// Gateways ask for a page in use once a minute; that it is in use is noted as often.
const IN_USE_NOTED_EVERY: SignedDuration = SignedDuration::from_secs(45);

impl Identity {
    pub(crate) async fn cookie(&self, cookie: &str) -> Result<Authenticated, Failure> {
        let nobody = Authenticated::default();
        let Some(hash) = SecretKind::Cookie.hash_of(cookie) else { return Ok(nobody) };
        let now = self.clock.now();
        let as_of_us = now.as_microsecond();
        let mut client = self.db.client().await?;
        let found = sql::find_session_by_secret().bind(&client, &hash).opt().await?;
        let Some(session) = found.filter(|session| self.is_on(session, now)) else { return Ok(nobody) };
        let acting = Acting::of_session(&session);
        let tx = begin(&mut client, Scope::Clinics(&acting.scope())).await?;
        let account = sql::find_account().bind(&tx, &session.account_id).opt().await?;
        let Some(account) = account else { return Ok(nobody) };
        let Acts { caller, membership_version } =
            match self.caller(&tx, &account, acting, &session.begun_by).await {
                Ok(acts) => acts,
                // what it was begun for is no longer the account's
                Err(Failure::Refused(_)) => return Ok(nobody),
                Err(failure) => return Err(failure),
            };
        if session.used_at + IN_USE_NOTED_EVERY <= now {
            sql::use_session().bind(&tx, &now, &session.id).await?;
            commit(tx).await?;
        }
        // asked again before it may have been left alone for too long
        let ends = session.expires_at.min(now + self.settings.page_idle);
        Ok(Authenticated {
            caller: Some(caller.into()),
            session_id: Some(SessionId(session.id)),
            scopes: Vec::new(),
            expires_at_us: Some(ends.as_microsecond()),
            as_of_us,
            membership_version,
        })
    }

    pub(crate) async fn api_key(&self, secret: &str) -> Result<Authenticated, Failure> {
        let nobody = Authenticated::default();
        let Some(hash) = SecretKind::ApiKey.hash_of(secret) else { return Ok(nobody) };
        let now = self.clock.now();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinics(&[])).await?;
        sql::set_clinic_of_api_key().bind(&tx, &hash).one().await?;
        let found = sql::find_api_key_by_secret().bind(&tx, &hash).opt().await?;
        let is_on = |key: &sql::ApiKey| key.revoked_at.is_none() && key.expires_at.is_none_or(|at| at > now);
        let Some(key) = found.filter(is_on) else { return Ok(nobody) };
        let caller = Caller {
            role: Role::Integrator,
            account_id: Some(AccountId(key.id)),
            clinic_id: Some(ClinicId(key.clinic_id)),
            ..Caller::ANONYMOUS
        };
        Ok(Authenticated {
            caller: Some(caller.into()),
            session_id: None,
            // what is none any more opens nothing
            scopes: key.scopes.iter().filter_map(|name| KeyScope::parse(name)).collect(),
            expires_at_us: key.expires_at.map(Timestamp::as_microsecond),
            as_of_us: now.as_microsecond(),
            membership_version: None,
        })
    }

    pub(crate) async fn authenticate(
        &self,
        _: &Asked,
        request: AuthenticateRequest,
    ) -> Result<Authenticated, Failure> {
        match request.credential {
            Some(Credential::Cookie(cookie)) => self.cookie(&cookie).await,
            Some(Credential::ApiKey(secret)) => self.api_key(&secret).await,
            None => Err(Problem::field("credential", "must be given").into()),
        }
    }
}
