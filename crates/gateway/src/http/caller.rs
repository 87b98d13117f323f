//! Who calls, by the credentials of a request. The door (`door.rs`) asks once for each request; handlers take the answer.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use holdfast_domain::{Caller, ErrorCode, Problem, Scope, SessionId};
use holdfast_rpc::identity::authenticate_request::Credential;

use crate::Gateway;
use crate::http::client::Source;
use crate::http::problem::Refusal;
use crate::http::{cookies, traces};
use crate::revoked::Given;

/// How API keys begin.
const API_KEY_PREFIX: &str = "hfk_";

/// The caller, whom the route admits, and the session that the request is of, if it is of one.
#[derive(Debug)]
pub struct As(pub Caller, pub Option<SessionId>);

impl FromRequestParts<Gateway> for As {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Gateway) -> Result<Self, Refusal> {
        // the door has put them there
        let who = parts.extensions.remove::<Who>().ok_or_else(|| Problem::of(ErrorCode::Unauthenticated))?;
        if who.form_of.is_some() {
            return Err(Problem::of(ErrorCode::CrossSite).into());
        }
        Ok(Self(who.caller, who.session_id))
    }
}

/// Who sends a request.
#[derive(Clone, Debug)]
pub(crate) struct Who {
    pub(crate) caller: Caller,
    pub(crate) session_id: Option<SessionId>,
    /// What an API key is for; nothing where no key came.
    pub(crate) scopes: Option<Arc<[Scope]>>,
    /// The cookie of a session by which a form was sent that has not shown yet to be ours (`super::form`).
    pub(crate) form_of: Option<Arc<str>>,
}

impl Who {
    const NOBODY: Self = Self { caller: Caller::ANONYMOUS, session_id: None, scopes: None, form_of: None };
}

/// Who calls, by the request's credentials: a bearer token or API key, or else the cookie of a page's session. What was
/// revoked does not pass.
pub(crate) async fn identify(
    method: &Method,
    headers: &HeaderMap,
    gateway: &Gateway,
    source: &Source,
    is_page: bool,
) -> Result<Who, Problem> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = values.next() else {
        let Some(cookie) = cookies::session(headers) else { return Ok(Who::NOBODY) };
        // an old cookie is no reason to refuse what is public, nor a new log-in
        let known = gateway.known(Credential::Cookie(cookie.to_owned())).await?;
        let Some(who) = known else { return Ok(Who::NOBODY) };
        if is_page && cookies::may_change(method) {
            return Ok(Who { form_of: Some(cookie.into()), ..who });
        }
        cookies::check_origin(method, headers, cookie, gateway)?;
        return Ok(who);
    };
    let refused = || Problem::of(ErrorCode::Unauthenticated);
    // With two of them, whatever stands before us may have judged by the other.
    if values.next().is_some() {
        return Err(refused());
    }
    let value = value.to_str().map_err(|_| refused())?;
    let (scheme, token) = value.split_once(' ').ok_or_else(refused)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(refused());
    }
    let token = token.trim();
    if token.starts_with(API_KEY_PREFIX) {
        return gateway.known(Credential::ApiKey(token.to_owned())).await?.ok_or_else(|| {
            traces::api_key_refused(source);
            refused()
        });
    }
    bearer(token, gateway, source).await
}

/// Whose token it is. What was revoked does not pass.
pub(crate) async fn bearer(token: &str, gateway: &Gateway, source: &Source) -> Result<Who, Problem> {
    let refused = || Problem::of(ErrorCode::Unauthenticated);
    let bearer = gateway.0.keys.verify(token, gateway.0.clock.now()).map_err(|reason| {
        // every program's token expires, and most of them find out this way
        if !reason.is_expiry() {
            traces::token_refused(reason.why(), None, source);
        }
        refused()
    })?;
    let session_id = bearer.session.map(|session| session.id);
    let given = Given {
        session_id,
        membership_version: bearer.session.and_then(|session| session.membership_version),
        at: bearer.issued,
    };
    if !gateway.0.revoked.holds(gateway, &bearer.caller, given).await? {
        traces::token_refused("taken back", Some((&bearer.caller, session_id)), source);
        return Err(refused());
    }
    Ok(Who { caller: bearer.caller, session_id, scopes: None, form_of: None })
}
