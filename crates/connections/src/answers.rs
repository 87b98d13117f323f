//! What answers the requests of one connection: the router, told who is connected; and its answers, which tell the connection
//! when they are at their end.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::Router;
use axum::extract::ConnectInfo;
use axum::routing::future::RouteFuture;
use bytes::Bytes;
use http::{Request, Response};
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use tower::Service;

use crate::connection::Connection;

pub(crate) struct Answers {
    pub(crate) router: Router,
    pub(crate) peer: SocketAddr,
    pub(crate) connection: Arc<Connection>,
}

impl hyper::service::Service<Request<Incoming>> for Answers {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, mut request: Request<Incoming>) -> Answering {
        self.connection.begin_answer();
        request.extensions_mut().insert(ConnectInfo(self.peer));
        Answering { answer: self.router.clone().call(request), connection: Arc::clone(&self.connection) }
    }
}

/// An answer in the making.
pub(crate) struct Answering {
    answer: RouteFuture<Infallible>,
    connection: Arc<Connection>,
}

impl Future for Answering {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let answer = match ready!(Pin::new(&mut this.answer).poll(cx)) {
            Ok(answer) => answer,
            Err(never) => match never {},
        };
        let connection = Arc::clone(&this.connection);
        Poll::Ready(Ok(answer.map(|content| Body { content, connection })))
    }
}

/// An answer's body. When it is dropped, all of it is handed over to be sent, or nobody is there to send it to.
pub(crate) struct Body {
    content: axum::body::Body,
    connection: Arc<Connection>,
}

impl Drop for Body {
    fn drop(&mut self) {
        self.connection.end_answer();
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.get_mut().content).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.content.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.content.size_hint()
    }
}
