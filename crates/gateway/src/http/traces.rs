//! What is left of requests that were refused for who sent them: security events (`holdfast_telemetry::security`).

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::response::Response;
use holdfast_domain::{Caller, ClinicId, ErrorCode, Problem, SessionId};
use holdfast_telemetry::security::{SecurityEvent, Trace, noticed};

use super::caller::Who;
use super::client::Source;
use super::problem::Refused;

/// Too many log-ins of one client, or to one account (a keyed hash, or an id).
pub(super) fn limited(rule: &str, account: Option<&str>, source: &Source) {
    let trace = Trace { account, source: Some(&source.0), about: Some(rule), session: None };
    noticed(SecurityEvent::LogInLimited, &trace);
}

/// A token that does not hold, for another reason than that it has expired.
pub(super) fn token_refused(why: &str, who: Option<(&Caller, Option<SessionId>)>, source: &Source) {
    let account = who.map(|(caller, _)| caller.actor_id());
    let trace = Trace {
        account: account.as_deref(),
        session: who.and_then(|(_, session)| session).map(|id| id.0),
        source: Some(&source.0),
        about: Some(why),
    };
    noticed(SecurityEvent::TokenRefused, &trace);
}

/// An API key that is none, or none any more.
pub(super) fn api_key_refused(source: &Source) {
    noticed(SecurityEvent::ApiKeyRefused, &Trace { source: Some(&source.0), ..Trace::default() });
}

/// What is remembered of a request until its answer is there.
pub(super) struct Seen {
    account: Option<String>,
    session: Option<uuid::Uuid>,
    source: String,
    method: Method,
    route: String,
    /// Whether it is about a clinic that is not the caller's.
    is_elsewhere: bool,
}

impl Seen {
    /// A request of whoever this is.
    pub(super) fn of(request: &Request, who: &Result<Who, Problem>, source: &Source) -> Self {
        let who = who.as_ref().ok().filter(|who| !who.caller.is_anonymous());
        let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str).to_owned();
        let own = who.and_then(|who| who.caller.clinic_id);
        let asked = clinic_of(request.uri());
        Self {
            account: who.map(|who| who.caller.actor_id()),
            session: who.and_then(|who| who.session_id).map(|id| id.0),
            source: source.0.clone(),
            method: request.method().clone(),
            route,
            is_elsewhere: own.zip(asked).is_some_and(|(own, asked)| own != asked),
        }
    }

    /// Notes why it was refused, if that is a matter of security.
    pub(super) fn look_at(&self, response: &Response) {
        let Some(Refused(code)) = response.extensions().get::<Refused>() else { return };
        let event = match code {
            ErrorCode::Forbidden | ErrorCode::NotFound if self.is_elsewhere => SecurityEvent::ClinicRefused,
            ErrorCode::Forbidden if self.account.is_some() => SecurityEvent::RoleRefused,
            ErrorCode::InsufficientScope => SecurityEvent::ScopeRefused,
            ErrorCode::SecondFactorRequired => SecurityEvent::FactorRefused,
            ErrorCode::CrossSite => SecurityEvent::CrossSiteRefused,
            _ => return,
        };
        let about = format!("{} {}", self.method, self.route);
        let trace = Trace {
            account: self.account.as_deref(),
            session: self.session,
            source: Some(&self.source),
            about: Some(&about),
        };
        noticed(event, &trace);
    }
}

/// The clinic that a request names, in its path or as a parameter.
fn clinic_of(uri: &axum::http::Uri) -> Option<ClinicId> {
    let in_path = uri.path().strip_prefix("/v1/clinics/").and_then(|rest| rest.split('/').next());
    let in_query = || {
        let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
        pairs.filter(|(name, _)| name == "clinic_id").find_map(|(_, value)| value.parse().ok())
    };
    match in_path {
        Some(id) => id.parse().ok(),
        None => in_query(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clinic_of_a_request_is_in_its_path_or_query() {
        let id = ClinicId(uuid::Uuid::from_u128(7));
        let of = |uri: String| clinic_of(&uri.parse().unwrap());
        assert_eq!(of(format!("/v1/clinics/{id}")), Some(id));
        assert_eq!(of(format!("/v1/clinics/{id}/patients?name=x")), Some(id));
        assert_eq!(of(format!("/v1/appointments?limit=3&clinic_id={id}")), Some(id));
        assert_eq!(of("/v1/clinics/x".to_owned()), None);
        assert_eq!(of("/v1/slots".to_owned()), None);
    }
}
