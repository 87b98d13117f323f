//! What every call passes before it reaches a role: who calls, and whether there is room.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use holdfast_domain::{ErrorCode, Problem};
use holdfast_telemetry::security::{SecurityEvent, Trace, noticed};
use http::{Request, Response};
use tokio::sync::Semaphore;
use tonic::Status;
use tonic::body::Body;
use tower::Service;

use super::peer::Peer;
use crate::channel::panicked;
use crate::credentials::Secrets;
use crate::to_status;

/// Health is asked by whoever starts and stops processes; it tells nothing.
const OPEN_TO_ALL: &str = "/grpc.health.v1.Health/";

/// Most calls of strangers under way; they take no room from processes of this Holdfast.
const STRANGERS_MAX: usize = 64;
/// Longest that a stranger's call may take: sending it, too.
const STRANGERS_WITHIN: Duration = Duration::from_secs(5);

/// What is written down of the method of a call that was refused.
const METHOD_MAX: usize = 100;

#[derive(Clone)]
pub(super) struct Door<S> {
    inner: S,
    secrets: Arc<Secrets>,
    room: Arc<Semaphore>,
    strangers_room: Arc<Semaphore>,
}

impl<S> Door<S> {
    pub(super) fn new(inner: S, secrets: Arc<Secrets>, max_in_flight: usize) -> Self {
        let room = |places| Arc::new(Semaphore::new(places));
        Self { inner, secrets, room: room(max_in_flight), strangers_room: room(STRANGERS_MAX) }
    }

    /// Whoever calls says for whom, and is believed: so it must be somebody who may say that.
    fn may_call<B>(&self, request: &Request<B>) -> bool {
        let peer = request.extensions().get::<Peer>();
        peer.is_some_and(|peer| peer.stranger.is_none())
            && self.secrets.pass(request.uri().path(), request.headers())
    }

    /// Writes down whose call is refused; returns the refusal.
    fn refuse<B>(request: &Request<B>) -> Status {
        let peer = request.extensions().get::<Peer>();
        let path = request.uri().path();
        let (why, status) = match peer.map(|peer| peer.stranger.as_deref()) {
            Some(Some(names)) => (
                format!("the certificate names {names:?}, and none of rpc.callers"),
                Status::permission_denied("the certificate is none of a process that calls others"),
            ),
            _ => (
                "without a secret of the role".to_owned(),
                Status::unauthenticated("the caller is no process of this Holdfast"),
            ),
        };
        let source = peer.map(|peer| peer.address.ip().to_string());
        let method: String = path.chars().take(METHOD_MAX).collect();
        let about = format!("{method}: {why}");
        let trace = Trace { source: source.as_deref(), about: Some(&about), ..Trace::default() };
        noticed(SecurityEvent::CallRefused, &trace);
        status
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
        let (room, within) = if self.may_call(&request) {
            (&self.room, None)
        } else if request.uri().path().starts_with(OPEN_TO_ALL) {
            (&self.strangers_room, Some(STRANGERS_WITHIN))
        } else {
            return refused(Self::refuse(&request));
        };
        let Ok(permit) = Arc::clone(room).try_acquire_owned() else {
            let problem = Problem::new(ErrorCode::Overloaded, "too many calls at once; nothing was changed");
            return refused(to_status(&problem));
        };
        let mut inner = self.inner.clone();
        Box::pin(async move {
            let answer = AssertUnwindSafe(inner.call(request)).catch_unwind();
            let answer = match within {
                Some(within) => match tokio::time::timeout(within, answer).await {
                    Ok(answer) => answer,
                    Err(_) => return Ok(Status::deadline_exceeded("the call took too long").into_http()),
                },
                None => answer.await,
            };
            drop(permit);
            Ok(answer
                .unwrap_or_else(|_panic| Ok(to_status(&panicked()).into_http()))
                .unwrap_or_else(|never| match never {}))
        })
    }
}

fn refused(status: Status) -> BoxFuture<'static, Result<Response<Body>, Infallible>> {
    Box::pin(std::future::ready(Ok(status.into_http())))
}
