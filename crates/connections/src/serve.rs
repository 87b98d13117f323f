//! Takes connections and answers what comes over them, until it is time to stop.

use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use axum::Router;
use futures::future::poll_fn;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio_rustls::TlsAcceptor;

use crate::answers::Answers;
use crate::connection::Patience;
use crate::entrance::{Arrival, Entrance};
use crate::handshake::shake_hands;
use crate::room::{Place, Room};
use crate::stream::Stream;
use crate::watch::Watch;

/// Largest buffer of what comes in; heads have a bound of their own.
const BUFFER_MAX: usize = 64 * 1024;

/// How connections are taken.
#[derive(Clone)]
pub struct Door {
    /// TLS, if it is spoken here.
    pub tls: Option<TlsAcceptor>,
    /// How long clients may take.
    pub patience: Patience,
    /// Largest head of a request, in bytes; more is answered with 431.
    pub max_head_bytes: usize,
    /// How many there may be.
    pub room: Arc<Room>,
}

/// Takes connections until `stop`: then no new ones, and answers what is under way to its end.
pub async fn serve(door: Door, listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let (stopping, is_stopping) = watch::channel(false);
    let (open, mut all_closed) = mpsc::channel::<()>(1);
    let mut entrance = Entrance::new(listener, Arc::clone(&door.room));
    let door = Arc::new(door);
    let mut stop = pin!(stop);
    loop {
        let arrival = tokio::select! {
            biased;
            () = &mut stop => break,
            arrival = entrance.next() => arrival,
        };
        let attended = attend(Arc::clone(&door), arrival, router.clone(), is_stopping.clone());
        let open = open.clone();
        tokio::spawn(async move {
            attended.await;
            drop(open);
        });
    }
    drop((entrance, open));
    stopping.send_replace(true);
    // nothing is sent here: it ends when the last connection is closed
    all_closed.recv().await;
}

/// One connection from its beginning to its end.
async fn attend(door: Arc<Door>, arrival: Arrival, router: Router, mut is_stopping: watch::Receiver<bool>) {
    let Arrival { tcp, peer, place } = arrival;
    let answers = Answers { router, peer, connection: Arc::clone(&place.connection) };
    let Some(acceptor) = &door.tls else {
        return converse(&door, tcp, &place, answers, is_stopping).await;
    };
    let shaken = tokio::select! {
        shaken = shake_hands(acceptor, tcp, &place, &door.patience) => shaken,
        // nothing was asked yet
        _ = is_stopping.wait_for(|is| *is) => return,
    };
    match shaken {
        Ok(tls) => converse(&door, tls, &place, answers, is_stopping).await,
        Err(error) => tracing::debug!(%error, "a TLS handshake failed"),
    }
}

/// Answers requests for as long as they come.
async fn converse<IO>(
    door: &Door,
    io: IO,
    place: &Place,
    answers: Answers,
    mut is_stopping: watch::Receiver<bool>,
) where
    IO: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut watch = Watch::new(Arc::clone(&place.connection), door.patience);
    let stream = TokioIo::new(Stream::new(io, Arc::clone(&place.connection)));
    let mut http = http1::Builder::new();
    // `Watch` knows how long to wait, and between two requests waits longer than for a head
    http.header_read_timeout(None).max_header_size(door.max_head_bytes).max_buf_size(BUFFER_MAX);
    let mut conversation = http.serve_connection(stream, answers);
    let mut is_leaving = false;
    loop {
        let next = poll_fn(|cx| {
            if let Poll::Ready(ended) = conversation.poll_without_shutdown(cx) {
                return Poll::Ready(Next::Ended(ended));
            }
            watch.poll_over(cx).map(Next::GivenUp)
        });
        tokio::select! {
            biased;
            next = next => match next {
                Next::Ended(ended) => {
                    if let Err(error) = ended {
                        tracing::trace!(%error, "a connection ended");
                    }
                    break;
                }
                Next::GivenUp(why) => {
                    place.was_ended(why);
                    return;
                }
            },
            _ = is_stopping.wait_for(|is| *is), if !is_leaving => {
                is_leaving = true;
                Pin::new(&mut conversation).graceful_shutdown();
            }
        }
    }
    conversation.into_parts().io.into_inner().end().await;
}

/// What becomes of a connection.
enum Next {
    Ended(hyper::Result<()>),
    GivenUp(&'static str),
}
