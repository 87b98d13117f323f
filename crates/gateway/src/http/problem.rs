//! Every refusal as `application/problem+json` (RFC 9457), from the one list of codes in
//! [`holdfast_domain::error`].

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use holdfast_domain::{ErrorCode, Problem};
use serde::Serialize;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};
use uuid::Uuid;

use crate::routes::slot_changes::{Conflict, DayChange, SlotChanges};
use crate::routes::zone_changes::MovedBooking;

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
    #[schema(value_type = ProblemCode)]
    code: &'static str,
    /// This case.
    detail: String,
    /// The fields that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    /// Of `preview-outdated` and `preview-required`: the bookings that the change would hit now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    conflicts: Option<Vec<Conflict>>,
    /// Of both: the days on which the change would change the number of free slots now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    days: Option<Vec<DayChange>>,
    /// Of both: the version of this preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    preview_version: Option<String>,
    /// Of both, for another time zone: the bookings to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    bookings: Option<Vec<MovedBooking>>,
    /// Of `patient-merged`: the record that it was merged into.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    merged_into: Option<Uuid>,
    /// Of `appointments-overlap`: some of the appointments of both that overlap.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    appointments: Option<Vec<Uuid>>,
    /// Of `time-not-free`: the slot that is in the way, if one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    slot_id: Option<Uuid>,
}

/// All codes that problems have, for the document.
pub struct ProblemCode;

impl PartialSchema for ProblemCode {
    fn schema() -> RefOr<Schema> {
        let mut says = "What went wrong. The names never change; new ones may come.\n".to_owned();
        for code in ErrorCode::ALL {
            says += &format!("\n- `{code}` ({}): {}", code.http_status(), code.title());
        }
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(says))
            .enum_values(Some(ErrorCode::ALL.map(ErrorCode::as_str)))
            .examples([ErrorCode::SlotTaken.as_str()])
            .into()
    }
}

impl ToSchema for ProblemCode {}

/// A field that is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldError {
    /// Where, e.g. `rules[0].slot_minutes`.
    field: String,
    /// What is wrong with it.
    problem: String,
}

/// With an answer: why it is a refusal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refused(pub(crate) ErrorCode);

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
        ProblemBody::respond(self.0, None, None)
    }
}

impl ProblemBody {
    /// The answer to a refused request, with what a change of hours would do now if that is why.
    pub(crate) fn respond(
        Problem { code, detail, fields, ids }: Problem,
        preview: Option<SlotChanges>,
        bookings: Option<Vec<MovedBooking>>,
    ) -> Response {
        let preview = preview.map(|now| (now.conflicts, now.days, now.preview_version));
        let (conflicts, days, preview_version) = match preview {
            Some((conflicts, days, version)) => (Some(conflicts), Some(days), Some(version)),
            None => (None, None, None),
        };
        let body = ProblemBody {
            r#type: format!("urn:holdfast:problem:{code}"),
            title: code.title(),
            status: code.http_status(),
            code: code.as_str(),
            detail,
            errors: fields.into_iter().map(|f| FieldError { field: f.field, problem: f.problem }).collect(),
            conflicts,
            days,
            preview_version,
            bookings,
            merged_into: ids.first().copied().filter(|_| code == ErrorCode::PatientMerged),
            slot_id: ids.first().copied().filter(|_| code == ErrorCode::TimeNotFree),
            appointments: Some(ids).filter(|_| code == ErrorCode::AppointmentsOverlap),
        };
        // for whoever looks at answers on their way out
        let refused = Refused(code);
        let status = StatusCode::from_u16(code.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let json = serde_json::to_vec(&body).unwrap_or_default();
        let mut response =
            (status, [(header::CONTENT_TYPE, "application/problem+json")], json).into_response();
        response.extensions_mut().insert(refused);
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

/// What an address that is not there answers.
pub(crate) async fn no_such_address() -> Refusal {
    Refusal(Problem::new(ErrorCode::NotFound, "there is nothing at this address; see /docs"))
}

/// What a method that an address does not take answers.
pub(crate) async fn no_such_method() -> Refusal {
    Refusal(Problem::of(ErrorCode::MethodNotAllowed))
}
