//! Logging in by an OpenID provider that the operator trusts. An account is known by what the provider calls its owner; at the
//! first time by the e-mail address, if the provider has verified it.

use std::sync::Arc;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use deadpool_postgres::Transaction;
use holdfast_domain::text::Checks;
use holdfast_domain::{AccountNews, Asked, ErrorCode, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Scope, commit};
use holdfast_rpc::identity::{BeginExternalLogInRequest, ExternalLogIn, FinishExternalLogInRequest, Session};
use holdfast_sql::queries::identity as sql;
use holdfast_vault::Place;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Identity;
use crate::acting::Acting;
use crate::begun_by::Means;
use crate::oidc::{Begun, Error, Person, Provider};
use crate::owner::{check_email, email_index};
use crate::provider_factor::says_second_factor;
use crate::secrets;
use crate::sessions::SessionKind;

/// How long somebody may take to log in at the provider.
const LOGS_IN_WITHIN: SignedDuration = SignedDuration::from_mins(10);

/// A provider, and how far it is trusted. Cheap to clone.
#[derive(Clone)]
pub struct External {
    /// The provider.
    pub provider: Arc<Provider>,
    /// Whether it asks everybody for a second factor, whatever its ID tokens say.
    pub has_second_factor: bool,
    /// What its ID tokens say as `acr` when it has asked for one.
    pub acr_with_second_factor: Vec<String>,
}

/// A log-in under way, sealed in the browser's cookie.
#[derive(Serialize, Deserialize)]
struct UnderWay {
    state: String,
    nonce: String,
    verifier: String,
    clinic_id: Option<Uuid>,
    platform: bool,
    until: Timestamp,
}

const PLACE: Place = Place { table: "external_log_ins", column: "state", row: Uuid::nil() };

fn refused(detail: &str) -> Failure {
    Problem::new(ErrorCode::BadCredentials, detail).into()
}

fn of_provider(error: Error) -> Failure {
    match error {
        Error::Away(why) => {
            tracing::warn!(why, "the identity provider");
            let detail = "the identity provider is away; try again, or log in by password";
            Problem::new(ErrorCode::Unavailable, detail).into()
        }
        Error::Refused(why) => {
            tracing::info!(why, "the identity provider's log-in was refused");
            refused("the identity provider's log-in was refused; begin anew")
        }
    }
}

impl Identity {
    fn external(&self) -> Result<&External, Failure> {
        let none = || Problem::new(ErrorCode::NotFound, "no identity provider is set up here");
        Ok(self.external.as_ref().ok_or_else(none)?)
    }

    /// Where the browser goes to log in, and what it must bring back.
    pub(crate) async fn begin_external_log_in(
        &self,
        _: &Asked,
        request: BeginExternalLogInRequest,
    ) -> Result<ExternalLogIn, Failure> {
        let acting = Acting::of_message(request.acting.as_ref())?;
        let Begun { url, state, nonce, pkce_verifier } =
            self.external()?.provider.begin(|| secrets::random(&self.ids)).await.map_err(of_provider)?;
        let kept = UnderWay {
            state,
            nonce,
            verifier: pkce_verifier,
            clinic_id: acting.clinic_id(),
            platform: acting == Acting::Platform,
            until: self.clock.now() + LOGS_IN_WITHIN,
        };
        let kept = serde_json::to_vec(&kept).map_err(|_| Problem::of(ErrorCode::Internal))?;
        let sealed = self.vault.platform().await?.seal(PLACE, &kept)?;
        Ok(ExternalLogIn { url, state: URL_SAFE_NO_PAD.encode(&sealed) })
    }

    /// The session of whoever the provider says it is.
    pub(crate) async fn finish_external_log_in(
        &self,
        _: &Asked,
        request: FinishExternalLogInRequest,
    ) -> Result<Session, Failure> {
        let External { provider, has_second_factor, acr_with_second_factor } = self.external()?;
        let anew = || refused("this log-in was not begun in this browser, or too long ago; begin anew");
        let sealed = URL_SAFE_NO_PAD.decode(&request.state).map_err(|_| anew())?;
        let opened = self.vault.platform().await?.open(PLACE, &sealed).map_err(|_| anew())?;
        let kept: UnderWay = serde_json::from_slice(&opened).map_err(|_| anew())?;
        let is_same = verify_slices_are_equal(kept.state.as_bytes(), request.returned_state.as_bytes());
        if is_same.is_err() || kept.until < self.clock.now() {
            return Err(anew());
        }
        let person =
            provider.finish(&request.code, &kept.nonce, &kept.verifier).await.map_err(of_provider)?;
        let acting = match kept.clinic_id {
            Some(id) => Acting::For(id),
            None if kept.platform => Acting::Platform,
            None => Acting::Patient,
        };
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinics(&acting.scope())).await?;
        let account = self.account_of_person(&tx, &person, &request.source).await?;
        let showed_factor = *has_second_factor
            || says_second_factor(&person.amr, person.acr.as_deref(), acr_with_second_factor);
        if account.totp_confirmed_at.is_some() && !showed_factor {
            let detail = "the account has a second factor; log in by password and code";
            return Err(Problem::new(ErrorCode::SecondFactorNeeded, detail).into());
        }
        let mut begun_by = vec![Means::Provider];
        if showed_factor {
            begun_by.push(Means::ProviderFactor);
        }
        let session =
            self.begin_session(&tx, &account, acting, SessionKind::Page, &begun_by, &request.source).await?;
        commit(tx).await?;
        Ok(session)
    }

    async fn account_of_person(
        &self,
        tx: &Transaction<'_>,
        person: &Person,
        source: &str,
    ) -> Result<sql::Account, Failure> {
        let Person { issuer, subject, email, email_verified, name, .. } = person;
        let known = sql::find_identity().bind(tx, issuer, subject).opt().await?;
        if let Some(id) = known {
            return Ok(sql::lock_account().bind(tx, &id).one().await?);
        }
        let email = email.as_deref().filter(|_| *email_verified).ok_or_else(|| {
            refused("the identity provider does not say that the e-mail address is verified")
        })?;
        let platform = self.vault.platform().await?;
        check_email(email)?;
        let index = email_index(&platform, email)?;
        let (id, now) = (self.ids.next(), self.clock.now());
        let sealed = platform.seal(Place::account_email(id), email.as_bytes())?;
        sql::insert_account().bind(tx, &id, &sealed, &index, &now).opt().await?;
        let account = sql::find_account_by_email().bind(tx, &index).one().await?;
        let account = sql::lock_account().bind(tx, &account.id).one().await?;
        if account.email_verified_at.is_none() {
            let fits = |name: &&str| {
                let mut checks = Checks::new();
                checks.name("name", name);
                checks.finish().is_ok()
            };
            let name = name.as_deref().filter(fits).unwrap_or(email);
            let sealed = platform.seal(Place::account_name(account.id), name.as_bytes())?;
            sql::adopt_account().bind(tx, &sealed, &now, &account.id).await?;
        }
        // the provider has given the address to somebody else since
        if sql::has_identity_at().bind(tx, &account.id, issuer).one().await? {
            return Err(refused(
                "the account of this address belongs to somebody else at the identity provider",
            ));
        }
        sql::insert_identity().bind(tx, issuer, subject, &account.id, &now).await?;
        self.way_in_changed(tx, &platform, &account, None, AccountNews::ProviderLinked).await?;
        self.note(tx, account.id, "provider.link", None, source).await?;
        Ok(sql::find_account().bind(tx, &account.id).one().await?)
    }
}
