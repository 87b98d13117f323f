//! The channel to a role in other processes ([`crate::remote`]), and what a call without an answer means wherever it went.

use holdfast_domain::{ErrorCode, Problem};
use http::{Request, Response};
use tonic::Status;
use tonic::body::Body;
use tower::util::BoxCloneSyncService;

/// Reaches one role in other processes. Cheap to clone; give it to a generated client.
pub type RoleChannel = BoxCloneSyncService<Request<Body>, Response<Body>, Status>;

/// What a call that panicked answers.
pub(crate) fn panicked() -> Problem {
    tracing::error!("a call panicked");
    Problem::of(ErrorCode::Internal)
}

/// What a call that was under way and got no answer is told: a question has changed nothing; of all else nobody knows.
pub(crate) fn unfinished(question: bool, why: &str) -> Problem {
    if question {
        Problem::new(ErrorCode::Unavailable, format!("{why}; nothing was changed"))
    } else {
        Problem::of(ErrorCode::OutcomeUnknown)
    }
}
