//! Who cookies and API keys stand for: asked of the identity service, and remembered for a while by a keyed hash of them.
//! What was revoked meanwhile is asked for again.

use std::sync::Arc;

use aws_lc_rs::hmac;
use holdfast_domain::{Asked, Caller, Problem, Scope};
use holdfast_rpc::convert::instant;
use holdfast_rpc::identity::authenticate_request::Credential;
use holdfast_rpc::identity::{AuthenticateRequest, Authenticated};
use jiff::{SignedDuration, Timestamp};
use quick_cache::sync::Cache;

use crate::Gateway;
use crate::http::caller::Who;
use crate::revoked::Given;

const REMEMBERED: usize = 10_000;
const REMEMBERED_FOR: SignedDuration = SignedDuration::from_secs(60);

/// Whom a credential stands for, as the identity service said.
#[derive(Clone)]
struct Known {
    caller: Caller,
    given: Given,
    scopes: Option<Arc<[Scope]>>,
    as_of: Timestamp,
    until: Timestamp,
}

/// What is remembered.
pub(crate) struct CredentialCache(Cache<[u8; 32], Known>);

impl Default for CredentialCache {
    fn default() -> Self {
        Self(Cache::new(REMEMBERED))
    }
}

impl Gateway {
    /// Whom a cookie or an API key stands for; nobody, if it does not hold.
    pub(crate) async fn known(&self, credential: Credential) -> Result<Option<Who>, Problem> {
        let place = self.place(&credential);
        let cache = &self.0.credentials.0;
        let now = self.0.clock.now();
        if let Some(known) = cache.get(&place).filter(|known| known.as_of <= now && now < known.until) {
            if self.0.revoked.holds(self, &known.caller, known.given).await? {
                return Ok(Some(known.into()));
            }
            cache.remove(&place);
        }
        let Some(known) = self.authenticate(credential).await? else { return Ok(None) };
        if !self.0.revoked.holds(self, &known.caller, known.given).await? {
            return Ok(None);
        }
        cache.insert(place, known.clone());
        Ok(Some(known.into()))
    }

    fn place(&self, credential: &Credential) -> [u8; 32] {
        let (Credential::Cookie(secret) | Credential::ApiKey(secret)) = credential;
        let mut place = [0; 32];
        place.copy_from_slice(hmac::sign(&self.request_hashing(), secret.as_bytes()).as_ref());
        place
    }

    async fn authenticate(&self, credential: Credential) -> Result<Option<Known>, Problem> {
        let as_of = self.0.clock.now();
        let is_key = matches!(credential, Credential::ApiKey(_));
        let request = AuthenticateRequest { credential: Some(credential) };
        let Authenticated { caller: found, session_id, scopes, expires_at_us, as_of_us, membership_version } =
            self.identity().authenticate(Asked::ANONYMOUS, request).await?;
        let Some(found) = found else { return Ok(None) };
        let expires = expires_at_us.map(|at| instant("expires_at", at)).transpose()?;
        let remembered = as_of + REMEMBERED_FOR;
        Ok(Some(Known {
            caller: found.into(),
            given: Given { session_id, membership_version, at: instant("as_of", as_of_us)? },
            scopes: is_key.then(|| scopes.into()),
            as_of,
            until: expires.map_or(remembered, |expires| expires.min(remembered)),
        }))
    }
}

impl From<Known> for Who {
    fn from(known: Known) -> Self {
        Self { caller: known.caller, session_id: known.given.session_id, scopes: known.scopes, form_of: None }
    }
}
