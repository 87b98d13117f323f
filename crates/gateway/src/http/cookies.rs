//! Cookies of pages' sessions, and what keeps other sites from using them.
//!
//! A browser sends a cookie along with whatever any page asks of us. So the cookie alone is good for reading, whose answers
//! other sites' pages do not see; what changes something needs the session's `X-CSRF-Token` too, which other sites cannot
//! read, let alone send. (OWASP: the HMAC-based token pattern.)

use aws_lc_rs::{constant_time, hmac};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use holdfast_domain::{ErrorCode, Problem};

use crate::Gateway;

/// `__Host-`: browsers take it over TLS (or from this very machine) alone, for this host alone, and for all paths.
const SESSION: &str = "__Host-holdfast";
/// A log-in under way at an OpenID provider.
const LOG_IN: &str = "__Host-holdfast-log-in";
const CSRF_TOKEN: HeaderName = HeaderName::from_static("x-csrf-token");
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

fn find<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value)
}

/// The secret of the page's session.
pub(crate) fn session(headers: &HeaderMap) -> Option<&str> {
    find(headers, SESSION)
}

/// What was kept of a log-in at a provider.
pub(crate) fn log_in(headers: &HeaderMap) -> Option<&str> {
    find(headers, LOG_IN)
}

type Header = (HeaderName, HeaderValue);

/// `Lax`, so that a link from a mail finds the session; nothing is changed by following links.
fn set(name: &str, value: &str, seconds: i64) -> Header {
    let text = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={seconds}");
    (SET_COOKIE, HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("")))
}

/// Gives the browser its session.
pub fn set_session(secret: &str, seconds: i64) -> Header {
    set(SESSION, secret, seconds.max(0))
}

/// Takes the browser's session away.
pub fn forget_session() -> Header {
    set(SESSION, "", 0)
}

/// Keeps a log-in under way.
pub(crate) fn set_log_in(state: &str) -> Header {
    set(LOG_IN, state, 600)
}

/// Forgets a log-in that is over.
pub(crate) fn forget_log_in() -> Header {
    set(LOG_IN, "", 0)
}

/// What the pages of a session send along with what changes something.
pub(crate) fn csrf_token(cookie: &str, gateway: &Gateway) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &gateway.0.keys.derived(b"csrf"));
    URL_SAFE_NO_PAD.encode(hmac::sign(&key, cookie.as_bytes()))
}

/// Whether a request of this method may change something.
pub(crate) fn may_change(method: &Method) -> bool {
    ![Method::GET, Method::HEAD, Method::OPTIONS].contains(method)
}

/// Whether the browser says that another site's page sends the request.
pub(crate) fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    headers.get(FETCH_SITE).is_some_and(|site| site != "same-origin" && site != "none")
}

/// Whether a request that brings the cookie comes from our own pages, if it is one that may change something.
pub(crate) fn check_origin(
    method: &Method,
    headers: &HeaderMap,
    cookie: &str,
    gateway: &Gateway,
) -> Result<(), Problem> {
    if !may_change(method) {
        return Ok(());
    }
    let given = headers.get(CSRF_TOKEN).map(HeaderValue::as_bytes).unwrap_or_default();
    let is_ours =
        constant_time::verify_slices_are_equal(given, csrf_token(cookie, gateway).as_bytes()).is_ok();
    if is_ours && !is_from_elsewhere(headers) { Ok(()) } else { Err(Problem::of(ErrorCode::CrossSite)) }
}
