//! Every refusal as `application/problem+json` (RFC 9457), from the one list of codes in
//! [`holdfast_domain::error`].

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use holdfast_domain::{ErrorCode, Problem};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{Content, RefOr, ResponseBuilder};

/// A refusal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// Names the kind of problem; stable.
    #[schema(example = "urn:holdfast:problem:slot-taken")]
    r#type: String,
    /// The kind in words.
    title: &'static str,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// The kind as a short name; stable.
    #[schema(example = "slot-taken")]
    code: &'static str,
    /// This case.
    detail: String,
    /// The fields that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
}

/// A field that is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldError {
    /// Where, e.g. `rules[0].slot_minutes`.
    field: String,
    /// What is wrong with it.
    problem: String,
}

/// Any refusal, on its way out.
#[derive(Debug)]
pub struct Refusal(pub Problem);

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<tonic::Status> for Refusal {
    fn from(status: tonic::Status) -> Self {
        Self(holdfast_rpc::from_status(&status))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Problem { code, detail, fields } = self.0;
        let body = ProblemBody {
            r#type: format!("urn:holdfast:problem:{code}"),
            title: code.title(),
            status: code.http_status(),
            code: code.as_str(),
            detail,
            errors: fields.into_iter().map(|f| FieldError { field: f.field, problem: f.problem }).collect(),
        };
        let status = StatusCode::from_u16(code.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let json = serde_json::to_vec(&body).unwrap_or_default();
        let mut response =
            (status, [(header::CONTENT_TYPE, "application/problem+json")], json).into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = code.retry_after_secs() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if code.http_status() == 401 {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if code == ErrorCode::BodyTooLarge || code == ErrorCode::RequestTimeout {
            // what is left of the body is not read, so the connection is of no further use
            headers.insert(HeaderName::from_static("connection"), HeaderValue::from_static("close"));
        }
        response
    }
}

/// Documents the refusals of these statuses.
fn documented(
    statuses: &[(u16, &str)],
) -> std::collections::BTreeMap<String, RefOr<utoipa::openapi::Response>> {
    let schema = utoipa::openapi::Ref::from_schema_name("Problem");
    statuses
        .iter()
        .map(|(status, meaning)| {
            let mut response = ResponseBuilder::new()
                .description(*meaning)
                .content("application/problem+json", Content::new(Some(schema.clone())));
            response = match status {
                401 => response.header("WWW-Authenticate", header_of(Type::String)),
                429 | 503 => response.header("Retry-After", header_of(Type::Integer)),
                _ => response,
            };
            (status.to_string(), RefOr::T(response.build()))
        })
        .collect()
}

fn header_of(kind: Type) -> utoipa::openapi::Header {
    utoipa::openapi::Header::new(ObjectBuilder::new().schema_type(kind).build())
}

/// The refusals that a route which only reads may give.
pub struct ReadRefusals;

impl utoipa::IntoResponses for ReadRefusals {
    fn responses() -> std::collections::BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        documented(&[
            (401, "Valid credentials are needed"),
            (403, "The caller's role may not do this"),
            (404, "There is no such thing, or it is not the caller's"),
            (429, "Too many requests; see `Retry-After`"),
            (422, "A parameter is not valid; `errors` names it"),
            (503, "Away for a moment; see `Retry-After`"),
        ])
    }
}

/// The refusals that a route which changes something may give.
pub struct ChangeRefusals;

impl utoipa::IntoResponses for ChangeRefusals {
    fn responses() -> std::collections::BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        documented(&[
            (400, "The body is not JSON"),
            (401, "Valid credentials are needed"),
            (403, "The caller's role may not do this"),
            (404, "There is no such thing, or it is not the caller's"),
            (408, "The body did not arrive in time"),
            (409, "The state of things does not allow it; `code` says which"),
            (412, "It has another version than `If-Match` names"),
            (413, "The body is too large"),
            (415, "The body is not application/json"),
            (422, "A field is not valid; `errors` names it"),
            (429, "Somebody is at work on it, or too many requests; see `Retry-After`"),
            (503, "Away for a moment; see `Retry-After`"),
        ])
    }
}

/// What an address that is not there answers.
pub(crate) async fn no_such_address() -> Refusal {
    Refusal(Problem::new(ErrorCode::NotFound, "there is nothing at this address; see /docs"))
}

/// What a method that an address does not take answers.
pub(crate) async fn no_such_method() -> Refusal {
    Refusal(Problem::of(ErrorCode::MethodNotAllowed))
}
