//! What every call passes before it reaches a role: who calls, and whether there is room.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures::FutureExt;
use futures::future::BoxFuture;
use holdfast_domain::{ErrorCode, Problem};
use http::{Request, Response};
use tokio::sync::Semaphore;
use tonic::Status;
use tonic::body::Body;
use tower::Service;

use crate::channel::panicked;
use crate::credentials::Secret;
use crate::to_status;

/// Health is asked by whoever starts and stops processes; it tells nothing.
const OPEN_TO_ALL: &str = "/grpc.health.v1.Health/";

#[derive(Clone)]
pub(super) struct Door<S> {
    inner: S,
    secret: Secret,
    room: Arc<Semaphore>,
}

impl<S> Door<S> {
    pub(super) fn new(inner: S, secret: Secret, max_in_flight: usize) -> Self {
        Self { inner, secret, room: Arc::new(Semaphore::new(max_in_flight)) }
    }
}

impl<S, B> Service<Request<B>> for Door<S>
where
    S: Service<Request<B>, Response = Response<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: Send + 'static,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let open = request.uri().path().starts_with(OPEN_TO_ALL);
        if !open && !self.secret.is_in(request.headers()) {
            return refused(Status::unauthenticated("the caller is no process of this Holdfast"));
        }
        let Ok(permit) = Arc::clone(&self.room).try_acquire_owned() else {
            let problem = Problem::new(ErrorCode::Overloaded, "too many calls at once; nothing was changed");
            return refused(to_status(&problem));
        };
        let mut inner = self.inner.clone();
        Box::pin(async move {
            let answer = AssertUnwindSafe(inner.call(request)).catch_unwind().await;
            drop(permit);
            Ok(answer
                .unwrap_or_else(|_panic| Ok(panicked().into_http()))
                .unwrap_or_else(|never| match never {}))
        })
    }
}

fn refused(status: Status) -> BoxFuture<'static, Result<Response<Body>, Infallible>> {
    Box::pin(std::future::ready(Ok(status.into_http())))
}
