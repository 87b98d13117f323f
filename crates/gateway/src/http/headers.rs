//! `Idempotency-Key`, `If-Match`, `ETag`, `Hold-Token`.

use aws_lc_rs::hmac;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use holdfast_domain::{Asked, Caller, KeyUse, Problem, VisitorId};

use crate::Gateway;
use crate::http::problem::Refusal;

const HOLD_TOKEN: HeaderName = HeaderName::from_static("hold-token");
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Longest `Idempotency-Key`, in characters.
pub const KEY_MAX: usize = 255;
/// What `If-Match` must look like: anything, or one tag. Lists of tags have no use here.
pub const IF_MATCH: &str = r#"^(\*|(W/)?"[!#-~]*")$"#;
/// Longest `If-Match`, in characters.
pub const IF_MATCH_MAX: usize = 40;

/// The only value of a header, if it is there.
fn single<'p>(parts: &'p Parts, name: &HeaderName) -> Result<Option<&'p HeaderValue>, Problem> {
    let mut values = parts.headers.get_all(name).iter();
    let first = values.next();
    if values.next().is_some() {
        Err(Problem::field(titled(name), "is given more than once"))
    } else {
        Ok(first)
    }
}

/// The name as people write it.
fn titled(name: &HeaderName) -> &'static str {
    if *name == header::IF_MATCH {
        "If-Match"
    } else if *name == HOLD_TOKEN {
        "Hold-Token"
    } else {
        "Idempotency-Key"
    }
}

/// The request's `Idempotency-Key`, if it has one.
#[derive(Debug)]
pub struct IdempotencyKey(Option<Used>);

#[derive(Debug)]
struct Used {
    route: String,
    key: String,
    hashing: hmac::Key,
}

impl IdempotencyKey {
    /// What this caller asks by this use of the key, if there is one, in a request with this body.
    pub fn asked(self, caller: &Caller, body: &[u8]) -> Asked {
        let key = self.0.map(|Used { route, key, hashing }| KeyUse {
            caller: caller.actor_id(),
            route,
            key,
            // Kept for a day beside the answer. With a key, for a plain hash of a few words tells the words to who tries some.
            request_hash: hmac::sign(&hashing, body).as_ref().to_vec(),
        });
        Asked { caller: caller.clone(), key }
    }
}

impl FromRequestParts<Gateway> for IdempotencyKey {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, gateway: &Gateway) -> Result<Self, Refusal> {
        let Some(value) = single(parts, &IDEMPOTENCY_KEY)? else { return Ok(Self(None)) };
        let legal = |key: &&str| (1..=KEY_MAX).contains(&key.len()) && !key.contains('\t');
        let key = value.to_str().ok().filter(legal).ok_or_else(|| {
            let problem = format!("must have 1 to {KEY_MAX} visible ASCII characters");
            Problem::field("Idempotency-Key", problem)
        })?;
        // The path names the object, so one key may serve for one thing only.
        let route = format!("{} {}", parts.method, parts.uri.path());
        Ok(Self(Some(Used { route, key: key.to_owned(), hashing: gateway.request_hashing() })))
    }
}

/// The visitor whom the request's `Hold-Token` names, if it has one.
#[derive(Clone, Copy, Debug)]
pub struct HoldToken(pub Option<VisitorId>);

impl HoldToken {
    /// What a request asks for with it, for the idempotency key's fingerprint: the same body by another visitor is another request.
    pub fn with(self, body: &[u8]) -> Vec<u8> {
        let visitor = self.0.map(|VisitorId(id)| *id.as_bytes());
        [visitor.as_ref().map_or(&[][..], |id| &id[..]), body].concat()
    }
}

impl FromRequestParts<Gateway> for HoldToken {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, gateway: &Gateway) -> Result<Self, Refusal> {
        let Some(value) = single(parts, &HOLD_TOKEN)? else { return Ok(Self(None)) };
        let visitor_id = value.to_str().ok().and_then(|token| gateway.visitor_tokens().verify(token));
        match visitor_id {
            Some(visitor_id) => Ok(Self(Some(visitor_id))),
            None => Err(Problem::field("Hold-Token", "must be a hold_token that was given out").into()),
        }
    }
}

/// The version that `If-Match` asks for.
#[derive(Clone, Copy, Debug)]
pub struct IfMatch(pub Option<u32>);

impl FromRequestParts<Gateway> for IfMatch {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Gateway) -> Result<Self, Refusal> {
        let Some(value) = single(parts, &header::IF_MATCH)? else { return Ok(Self(None)) };
        let text = value.to_str().unwrap_or_default();
        if text == "*" {
            return Ok(Self(None));
        }
        let tag = text.strip_prefix("W/").unwrap_or(text);
        let tag = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
        let legal = |tag: &&str| {
            text.len() <= IF_MATCH_MAX && tag.bytes().all(|b| b == b'!' || (b'#'..=b'~').contains(&b))
        };
        let tag = tag
            .filter(legal)
            .ok_or_else(|| Problem::field("If-Match", "must be * or an ETag such as \"1\""))?;
        // A weak tag never matches (RFC 9110), nor does one that was never given out; no version is 0.
        let version = if text.starts_with('W') { 0 } else { version(tag).unwrap_or(0) };
        Ok(Self(Some(version)))
    }
}

/// The version whose tag this is, exactly as it was given out. Versions are kept as `i32`.
fn version(tag: &str) -> Option<u32> {
    tag.parse::<i32>().ok().map(i32::unsigned_abs).filter(|version| version.to_string() == tag)
}

/// The tag of a version.
pub fn etag(version: u32) -> (HeaderName, HeaderValue) {
    let tag = HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"0\""));
    (header::ETAG, tag)
}
