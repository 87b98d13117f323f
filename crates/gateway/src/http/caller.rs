//! Who calls. Each route names the roles that may by the type of its first argument, so that a caller hears
//! "not you" before anything of the request is looked at.

use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use holdfast_domain::{Caller, ErrorCode, Problem, Role};

use crate::Gateway;
use crate::http::problem::Refusal;

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
    Anybody = [Anonymous, Guest, Patient, Staff, Doctor, ClinicAdmin, PlatformAdmin];
    /// Whoever may make a booking: guests need no token for it, and a guest's secret is good for its own
    /// appointment alone.
    Bookers = [Anonymous, Patient, Staff, Doctor, ClinicAdmin, PlatformAdmin];
    /// Whoever may have an appointment, and the clinic's team.
    Parties = [Guest, Patient, Staff, Doctor, ClinicAdmin, PlatformAdmin];
    /// Patients with an account, and the clinic's team.
    Accounts = [Patient, Staff, Doctor, ClinicAdmin, PlatformAdmin];
    /// The clinic's team.
    Team = [Staff, Doctor, ClinicAdmin, PlatformAdmin];
    /// The clinic's front desk and admins.
    Desk = [Staff, ClinicAdmin, PlatformAdmin];
    /// Whoever sets working hours.
    Schedulers = [Doctor, ClinicAdmin, PlatformAdmin];
    /// The clinic's admins.
    Admins = [ClinicAdmin, PlatformAdmin];
    /// The platform's admins.
    Platform = [PlatformAdmin];
}

/// The caller, who has one of the roles of `R`.
#[derive(Debug)]
pub struct As<R>(pub Caller, pub PhantomData<R>);

impl<R: Roles> FromRequestParts<Gateway> for As<R> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, gateway: &Gateway) -> Result<Self, Refusal> {
        let caller = match parts.extensions.remove::<Identified>() {
            Some(Identified(caller)) => caller?,
            None => identify(&parts.headers, gateway)?,
        };
        if R::ALLOWED.contains(&caller.role) {
            Ok(Self(caller, PhantomData))
        } else if caller.role == Role::Anonymous {
            Err(Problem::of(ErrorCode::Unauthenticated).into())
        } else {
            Err(Problem::of(ErrorCode::Forbidden).into())
        }
    }
}

/// Who calls, or why the credentials are refused; found out before the route is chosen.
#[derive(Clone)]
pub(crate) struct Identified(pub(crate) Result<Caller, Problem>);

/// Who calls, by the request's credentials.
pub(crate) fn identify(headers: &HeaderMap, gateway: &Gateway) -> Result<Caller, Problem> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(Caller::ANONYMOUS) };
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
    gateway.0.verifier.verify(token.trim(), gateway.0.clock.now()).map_err(|reason| {
        tracing::debug!(%reason, "token refused");
        refused()
    })
}
