//! Which connections are those of callers who are known: they stay. Others may be anybody's, and are ended if nothing, or
//! nothing more, is asked over them.

use std::sync::Arc;
use std::task::{Context, Poll};

use http::Request;
use tower::Service;

use super::peer::Peer;
use crate::credentials::Secrets;

/// Looks at each request before the door does.
#[derive(Clone)]
pub(super) struct Known<S> {
    pub(super) inner: S,
    pub(super) secrets: Arc<Secrets>,
}

impl<S: Service<Request<B>>, B> Service<Request<B>> for Known<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> S::Future {
        if let Some(peer) = request.extensions().get::<Peer>() {
            if peer.stranger.is_none() && self.secrets.pass(request.uri().path(), request.headers()) {
                peer.connection.stay();
            } else {
                peer.connection.ask();
            }
        }
        self.inner.call(request)
    }
}
