//! `Idempotency-Key`, `If-Match`, `ETag`.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use holdfast_domain::Problem;
use holdfast_rpc::common::Idempotency;
use sha2::{Digest, Sha256};

use crate::Gateway;
use crate::http::problem::Refusal;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The request's `Idempotency-Key`, if it has one.
#[derive(Debug)]
pub struct IdempotencyKey {
    route: String,
    key: Option<String>,
}

impl IdempotencyKey {
    /// This use of the key, for a request with this body.
    pub fn of(self, body: &[u8]) -> Option<Idempotency> {
        let Self { route, key } = self;
        key.map(|key| Idempotency { route, key, request_hash: Sha256::digest(body).to_vec() })
    }
}

impl FromRequestParts<Gateway> for IdempotencyKey {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Gateway) -> Result<Self, Refusal> {
        let Some(value) = parts.headers.get(&IDEMPOTENCY_KEY) else {
            return Ok(Self { route: String::new(), key: None });
        };
        let key = value.to_str().ok().filter(|key| (1..=255).contains(&key.len())).ok_or_else(|| {
            Problem::field("Idempotency-Key", "must have 1 to 255 visible ASCII characters")
        })?;
        // The path names the object, so one key may serve for one thing only.
        let route = format!("{} {}", parts.method, parts.uri.path());
        Ok(Self { route, key: Some(key.to_owned()) })
    }
}

/// The version that `If-Match` asks for.
#[derive(Clone, Copy, Debug)]
pub struct IfMatch(pub Option<u32>);

impl FromRequestParts<Gateway> for IfMatch {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Gateway) -> Result<Self, Refusal> {
        let Some(value) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(None)) };
        let text = value.to_str().unwrap_or_default().trim();
        if text == "*" {
            return Ok(Self(None));
        }
        let version = text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).and_then(|t| t.parse().ok());
        // No version is 0: a tag that we never gave out matches nothing.
        Ok(Self(Some(version.unwrap_or(0))))
    }
}

/// The tag of a version.
pub fn etag(version: u32) -> (HeaderName, HeaderValue) {
    let tag = HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"0\""));
    (header::ETAG, tag)
}
