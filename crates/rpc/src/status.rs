//! [`Problem`] ↔ gRPC status, in one place.
//!
//! The code travels as `google.rpc.ErrorInfo.reason`, the fields as `google.rpc.BadRequest`: the standard
//! details, so that callers in any language can read them.

use std::collections::HashMap;

use holdfast_domain::{ErrorCode, FieldProblem, Problem};
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, FieldViolation, StatusExt};
use uuid::Uuid;

const DOMAIN: &str = "holdfast";
/// What a problem is about, in the metadata of its `ErrorInfo`.
const IDS: &str = "ids";

const fn grpc_code(code: ErrorCode) -> Code {
    match code.http_status() {
        400 | 413 | 415 | 422 => Code::InvalidArgument,
        401 => Code::Unauthenticated,
        408 => Code::DeadlineExceeded,
        403 => Code::PermissionDenied,
        404 => Code::NotFound,
        405 => Code::Unimplemented,
        409 => Code::Aborted,
        412 => Code::FailedPrecondition,
        429 => Code::ResourceExhausted,
        503 => Code::Unavailable,
        _ => Code::Internal,
    }
}

/// The status that carries a problem.
pub fn to_status(problem: &Problem) -> Status {
    let ids: Vec<String> = problem.ids.iter().map(Uuid::to_string).collect();
    let about =
        if ids.is_empty() { HashMap::new() } else { HashMap::from([(IDS.to_owned(), ids.join(" "))]) };
    let mut details = ErrorDetails::with_error_info(problem.code.as_str(), DOMAIN, about);
    if !problem.fields.is_empty() {
        details.set_bad_request(
            problem.fields.iter().map(|f| FieldViolation::new(&f.field, &f.problem)).collect::<Vec<_>>(),
        );
    }
    Status::with_error_details(grpc_code(problem.code), problem.detail.clone(), details)
}

/// The problem that a status carries. One that did not come from [`to_status`] was made on the way: a deadline,
/// a connection, a panic.
pub fn from_status(status: &Status) -> Problem {
    let details = status.get_error_details();
    let named = details.error_info().filter(|i| i.domain == DOMAIN).and_then(|i| ErrorCode::parse(&i.reason));
    let Some(code) = named else {
        return Problem::of(match status.code() {
            Code::Unavailable => ErrorCode::Unavailable,
            // the service may have gone on to finish it
            Code::DeadlineExceeded | Code::Cancelled => ErrorCode::OutcomeUnknown,
            Code::Unauthenticated => ErrorCode::Unauthenticated,
            _ => ErrorCode::Internal,
        });
    };
    let ids = details.error_info().and_then(|info| info.metadata.get(IDS)).map_or("", String::as_str);
    let fields = details.bad_request().map_or(&[][..], |bad| &bad.field_violations);
    Problem {
        code,
        detail: status.message().to_owned(),
        fields: fields.iter().map(|v| FieldProblem::new(&v.field, &v.description)).collect(),
        ids: ids.split_whitespace().filter_map(|id| id.parse().ok()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_survives_the_way() {
        for code in ErrorCode::ALL {
            let problem = Problem {
                code,
                detail: "about ünïcode".to_owned(),
                fields: vec![FieldProblem::new("rules[0].end", "before start")],
                ids: vec![Uuid::from_u128(1), Uuid::from_u128(2)],
            };
            assert_eq!(from_status(&to_status(&problem)), problem);
        }
    }

    #[test]
    fn a_deadline_leaves_the_outcome_unknown() {
        assert_eq!(from_status(&Status::deadline_exceeded("")).code, ErrorCode::OutcomeUnknown);
    }
}
