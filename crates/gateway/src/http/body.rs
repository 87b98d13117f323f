//! JSON bodies, strictly: the right content type, a bounded size, in time, no unknown fields; and an answer that
//! names the field that is wrong.

use std::time::Duration;

use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use holdfast_domain::{ErrorCode, FieldProblem, Problem};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;

use crate::Gateway;
use crate::http::problem::Refusal;

/// Largest body. The largest legal one, a template of 50 rules and 50 breaks, has some 20 KB.
const MAX_BYTES: usize = 64 * 1024;
/// Longest that a body may take to arrive.
const ARRIVES_WITHIN: Duration = Duration::from_secs(10);

/// A JSON body.
#[derive(Debug)]
pub struct Json<T> {
    /// What it says.
    pub value: T,
    /// As it came, for the idempotency key's fingerprint.
    pub raw: Bytes,
}

/// A JSON body that may be left out; then it is the default.
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
        Ok(Self { value: parse(&raw)?, raw })
    }
}

fn is_json(request: &Request) -> bool {
    let value = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().is_some_and(|mime| mime.trim().eq_ignore_ascii_case("application/json"))
}

async fn read(request: Request) -> Result<Bytes, Problem> {
    let body = Limited::new(request.into_body(), MAX_BYTES);
    match tokio::time::timeout(ARRIVES_WITHIN, body.collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            Err(Problem::new(ErrorCode::BodyTooLarge, format!("the body may have at most {MAX_BYTES} bytes")))
        }
        Ok(Err(_)) => Err(Problem::new(ErrorCode::MalformedJson, "the body broke off")),
        Err(_elapsed) => Err(Problem::of(ErrorCode::RequestTimeout)),
    }
}

/// Reads a value; a wrong one is named by its path.
pub(crate) fn parse<T: DeserializeOwned>(raw: &[u8]) -> Result<T, Problem> {
    let mut json = serde_json::Deserializer::from_slice(raw);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        refuse(error.into_inner(), if path == "." { String::new() } else { path })
    })?;
    json.end().map_err(|error| refuse(error, String::new()))?;
    Ok(value)
}

fn refuse(error: serde_json::Error, path: String) -> Problem {
    let text = error.to_string();
    // serde_json ends its messages with where in the text it was
    let problem = text.split(" at line ").next().unwrap_or(&text).to_owned();
    let named = ["unknown field `", "missing field `", "duplicate field `"]
        .iter()
        .find_map(|prefix| problem.strip_prefix(prefix))
        .and_then(|rest| rest.split('`').next());
    let field = match named {
        Some(name) if path.is_empty() => name.to_owned(),
        Some(name) if path == name || path.ends_with(&format!(".{name}")) => path,
        Some(name) => format!("{path}.{name}"),
        None if path.is_empty() => "body".to_owned(),
        None => path,
    };
    // A field's own value must not come back in an answer: it may be personal, and megabytes long.
    let problem = match problem.split_once(": ") {
        Some(("invalid type" | "invalid value", rest)) => match rest.rsplit_once(", expected ") {
            Some((_, expected)) => format!("must be {expected}"),
            None => "is not valid".to_owned(),
        },
        _ if problem.len() > 200 => "is not valid".to_owned(),
        _ => problem,
    };
    let code = if error.is_data() { ErrorCode::InvalidRequest } else { ErrorCode::MalformedJson };
    Problem { code, detail: format!("{field}: {problem}"), fields: vec![FieldProblem::new(field, problem)] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only parsed")]
    struct Outer {
        inner: Inner,
        list: Option<Vec<Inner>>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only parsed")]
    struct Inner {
        name: String,
        count: Option<u32>,
    }

    fn refusal(body: &[u8]) -> String {
        let problem = parse::<Outer>(body).unwrap_err();
        format!("{} {}", problem.code, problem.detail)
    }

    #[test]
    fn the_field_is_named() {
        let cases: [(&[u8], &str); 9] = [
            (br#"{"inner":{}}"#, "invalid-request inner.name: missing field `name`"),
            (br#"{}"#, "invalid-request inner: missing field `inner`"),
            (
                br#"{"inner":{"name":"x"},"role":"admin"}"#,
                "invalid-request role: unknown field `role`, expected `inner` or `list`",
            ),
            (
                br#"{"inner":{"name":"x","a":1}}"#,
                "invalid-request inner.a: unknown field `a`, expected `name` or `count`",
            ),
            (br#"{"inner":{"name":5}}"#, "invalid-request inner.name: must be a string"),
            (
                br#"{"inner":{"name":"x"},"list":[{"name":"y","count":-1}]}"#,
                "invalid-request list[0].count: must be u32",
            ),
            (b"{\"inner\":{\"name\":\"\xff\"}}", "malformed-json inner.name: invalid unicode code point"),
            (br#"{"inner":"#, "malformed-json inner: EOF while parsing a value"),
            (br#"{"inner":{"name":"x"}} x"#, "malformed-json body: trailing characters"),
        ];
        for (body, expected) in cases {
            assert_eq!(refusal(body), expected, "{}", String::from_utf8_lossy(body));
        }
    }
}
