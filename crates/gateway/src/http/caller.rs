//! Who calls. Each route names the roles that may by the type of its first argument, so that a caller hears
//! "not you" before anything of the request is looked at.

use std::marker::PhantomData;
use std::sync::Arc;

use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use holdfast_domain::{Caller, ErrorCode, Problem, Role, Scope, SessionId};
use holdfast_rpc::identity::authenticate_request::Credential;

use crate::Gateway;
use crate::http::client::Source;
use crate::http::problem::Refusal;
use crate::http::{cookies, scopes, traces};
use crate::revoked::Given;

/// How API keys begin.
const API_KEY_PREFIX: &str = "hfk_";

/// Which roles may call a route.
pub trait Roles {
    /// They.
    const ALLOWED: &'static [Role];
}

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = [$($role:ident),+];)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;
        impl Roles for $name {
            const ALLOWED: &'static [Role] = &[$(Role::$role),+];
        }
    )+};
}

roles! {
    /// Everybody, with or without a token.
    Anybody = [Anonymous, Guest, Patient, Staff, Doctor, Integrator, ClinicAdmin, PlatformAdmin];
    /// Whoever may make a booking: guests need no token for it, and a guest's secret is good for its own
    /// appointment alone.
    Bookers = [Anonymous, Patient, Staff, Doctor, Integrator, ClinicAdmin, PlatformAdmin];
    /// Whoever may have an appointment, and the clinic's team.
    Parties = [Guest, Patient, Staff, Doctor, Integrator, ClinicAdmin, PlatformAdmin];
    /// Holders of the secret of one appointment.
    Guests = [Guest];
    /// They, and the clinic's front desk and admins.
    GuestOrDesk = [Guest, Staff, ClinicAdmin, PlatformAdmin];
    /// Patients with an account, and the clinic's team.
    Accounts = [Patient, Staff, Doctor, Integrator, ClinicAdmin, PlatformAdmin];
    /// People with an account, whatever they act as.
    People = [Patient, Staff, Doctor, ClinicAdmin, PlatformAdmin];
    /// The clinic's team.
    Team = [Staff, Doctor, Integrator, ClinicAdmin, PlatformAdmin];
    /// The clinic's front desk and admins.
    Desk = [Staff, ClinicAdmin, PlatformAdmin];
    /// Whoever sets working hours.
    Schedulers = [Doctor, ClinicAdmin, PlatformAdmin];
    /// The clinic's admins.
    Admins = [ClinicAdmin, PlatformAdmin];
    /// The platform's admins.
    Platform = [PlatformAdmin];
}

/// The caller, who has one of the roles of `R`, and the session that the request is of, if it is of one.
#[derive(Debug)]
pub struct As<R>(pub Caller, pub Option<SessionId>, pub PhantomData<R>);

impl<R: Roles> FromRequestParts<Gateway> for As<R> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, gateway: &Gateway) -> Result<Self, Refusal> {
        let who = match parts.extensions.remove::<Identified>() {
            Some(Identified(who)) => who?,
            None => identify(&parts.method, &parts.headers, gateway, &Source::default()).await?,
        };
        if !R::ALLOWED.contains(&who.caller.role) {
            let is_nobody = who.caller.role == Role::Anonymous;
            let code = if is_nobody { ErrorCode::Unauthenticated } else { ErrorCode::Forbidden };
            return Err(Problem::of(code).into());
        }
        if let Some(scopes) = &who.scopes {
            let path = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
            scopes::check(scopes, &parts.method, path, R::ALLOWED.contains(&Role::Anonymous))?;
        }
        Ok(Self(who.caller, who.session_id, PhantomData))
    }
}

/// Who sends a request.
#[derive(Clone, Debug)]
pub(crate) struct Who {
    pub(crate) caller: Caller,
    pub(crate) session_id: Option<SessionId>,
    /// What an API key is for; nothing where no key came.
    pub(crate) scopes: Option<Arc<[Scope]>>,
}

impl Who {
    const NOBODY: Self = Self { caller: Caller::ANONYMOUS, session_id: None, scopes: None };
}

/// Who calls, or why the credentials are refused; found out before the route is chosen.
#[derive(Clone)]
pub(crate) struct Identified(pub(crate) Result<Who, Problem>);

/// Who calls, by the request's credentials: a bearer token or API key, or else the cookie of a page's session. What was
/// revoked does not pass.
pub(crate) async fn identify(
    method: &Method,
    headers: &HeaderMap,
    gateway: &Gateway,
    source: &Source,
) -> Result<Who, Problem> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = values.next() else {
        let Some(cookie) = cookies::session(headers) else { return Ok(Who::NOBODY) };
        // an old cookie is no reason to refuse what is public, nor a new log-in
        let known = gateway.known(Credential::Cookie(cookie.to_owned())).await?;
        let Some(who) = known else { return Ok(Who::NOBODY) };
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
    Ok(Who { caller: bearer.caller, session_id, scopes: None })
}
