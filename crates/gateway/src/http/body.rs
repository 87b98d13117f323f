//! JSON bodies: of the right content type, of a bounded size, in time. What they say is read in [`super::json`].

use std::time::Duration;

use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use holdfast_domain::{ErrorCode, Problem};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use crate::Gateway;
use crate::http::json::parse;
use crate::http::problem::Refusal;

/// Largest body. The largest legal one, a template of 50 rules and 50 breaks, has some 20 KB.
const MAX_BYTES: usize = 64 * 1024;
/// Longest that a body may take to arrive.
const ARRIVES_WITHIN: Duration = Duration::from_secs(10);

/// A body without fields.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A JSON body.
#[derive(Debug)]
pub struct Json<T> {
    /// What it says.
    pub value: T,
    /// As it came, for the idempotency key's fingerprint.
    pub raw: Bytes,
}

/// A JSON body that may be left out, or be null; then it is the default.
#[derive(Debug)]
pub struct OptionalJson<T> {
    /// What it says.
    pub value: T,
    /// As it came.
    pub raw: Bytes,
}

impl<T: DeserializeOwned> FromRequest<Gateway> for Json<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &Gateway) -> Result<Self, Refusal> {
        let typed = is_json(&request);
        let raw = read(request).await?;
        if !typed {
            return Err(Problem::of(ErrorCode::UnsupportedMediaType).into());
        }
        Ok(Self { value: parse(&raw)?, raw })
    }
}

impl<T: DeserializeOwned + Default> FromRequest<Gateway> for OptionalJson<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &Gateway) -> Result<Self, Refusal> {
        let typed = is_json(&request);
        let raw = read(request).await?;
        if raw.is_empty() {
            return Ok(Self { value: T::default(), raw });
        }
        if !typed {
            return Err(Problem::of(ErrorCode::UnsupportedMediaType).into());
        }
        Ok(Self { value: parse::<Option<T>>(&raw)?.unwrap_or_default(), raw })
    }
}

fn is_json(request: &Request) -> bool {
    let value = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().is_some_and(|mime| mime.trim().eq_ignore_ascii_case("application/json"))
}

/// The body, which may not be larger than the largest legal one, nor take long to arrive.
pub(crate) async fn read(request: Request) -> Result<Bytes, Problem> {
    read_up_to(request, MAX_BYTES).await
}

/// The same of a body that may be larger: a file.
pub(crate) async fn read_up_to(request: Request, max_bytes: usize) -> Result<Bytes, Problem> {
    let body = Limited::new(request.into_body(), max_bytes);
    match tokio::time::timeout(ARRIVES_WITHIN, body.collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            Err(Problem::new(ErrorCode::BodyTooLarge, format!("the body may have at most {max_bytes} bytes")))
        }
        Ok(Err(_)) => Err(Problem::new(ErrorCode::MalformedJson, "the body ended early")),
        Err(_elapsed) => Err(Problem::of(ErrorCode::RequestTimeout)),
    }
}
