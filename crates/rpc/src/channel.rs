//! One kind of channel for every role: its own server in this process ([`local`]), or another process
//! ([`crate::remote`]).
//!
//! Both carry the same deadline and catch panics the same way, so that a service behaves alike wherever it runs.

use std::convert::Infallible;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use holdfast_domain::{ErrorCode, Problem};
use http::{Request, Response};
use tonic::Status;
use tonic::body::Body;
use tower::Service;
use tower::util::BoxCloneSyncService;

use crate::questions::is_question;
use crate::to_status;

/// Reaches one role. Cheap to clone; give it to a generated client.
pub type RoleChannel = BoxCloneSyncService<Request<Body>, Response<Body>, Status>;

/// A channel to a generated server in this process.
///
/// `deadline` bounds each call: a client's own `grpc-timeout` does nothing without a network in between.
pub fn local<S>(server: S, deadline: Duration) -> RoleChannel
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + Clone + Send + Sync + 'static,
    S::Future: Send,
{
    BoxCloneSyncService::new(tower::service_fn(move |request: Request<Body>| {
        let mut server = server.clone();
        async move {
            let question = is_question(request.uri().path());
            let call = AssertUnwindSafe(async move { server.call(request).await }).catch_unwind();
            match tokio::time::timeout(deadline, call).await {
                Ok(Ok(Ok(response))) => Ok(response),
                Ok(Ok(Err(never))) => match never {},
                Ok(Err(_panic)) => Err(panicked()),
                Err(_elapsed) => Err(unfinished(question, "the deadline passed")),
            }
        }
    }))
}

/// What a call that panicked answers.
pub(crate) fn panicked() -> Status {
    tracing::error!("a call panicked");
    Status::internal("internal error")
}

/// What a call that was under way and got no answer is told: a question has changed nothing; of all else nobody knows.
pub(crate) fn unfinished(question: bool, why: &str) -> Status {
    to_status(&if question {
        Problem::new(ErrorCode::Unavailable, format!("{why}; nothing was changed"))
    } else {
        Problem::of(ErrorCode::OutcomeUnknown)
    })
}

/// Runs a use case in a task of its own, so that a caller who goes away never stops a transaction half way.
pub async fn detached<T, F>(use_case: F) -> Result<T, Status>
where
    F: Future<Output = Result<T, Problem>> + Send + 'static,
    T: Send + 'static,
{
    match tokio::spawn(use_case).await {
        Ok(outcome) => outcome.map_err(|problem| to_status(&problem)),
        Err(error) => {
            tracing::error!(%error, "a use case did not finish");
            Err(Status::internal("internal error"))
        }
    }
}
