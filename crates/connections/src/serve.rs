//! Takes connections and answers what comes over them, until it is time to stop.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use axum::Router;
use futures::future::poll_fn;
use holdfast_telemetry::Seldom;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use metrics::{counter, gauge};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio_rustls::TlsAcceptor;

use crate::answers::Answers;
use crate::connection::{Connection, Patience};
use crate::room::{Full, Place, Room};
use crate::stream::Stream;
use crate::watch::Watch;

/// Between two log lines about the same trouble.
const SAYS_EVERY: Duration = Duration::from_secs(5);
/// How long nothing is accepted after an error that is likely to come again, such as too few file descriptors.
const RESTS: (Duration, Duration) = (Duration::from_millis(10), Duration::from_secs(1));
/// Largest buffer of what comes in; heads have a bound of their own.
const BUFFER_MAX: usize = 64 * 1024;

/// How connections are taken.
#[derive(Clone)]
pub struct Door {
    /// What it is called in metrics and logs, such as `api`.
    pub name: &'static str,
    /// TLS, if it is spoken here.
    pub tls: Option<TlsAcceptor>,
    /// How long clients may take.
    pub patience: Patience,
    /// Largest head of a request, in bytes; more is answered with 431.
    pub max_head_bytes: usize,
    /// How many there may be.
    pub room: Arc<Room>,
}

/// What is said seldom.
struct Troubles {
    refused: Seldom,
    closed: Seldom,
    not_accepted: Seldom,
}

/// Takes connections until `stop`: then no new ones, and answers what is under way to its end.
pub async fn serve(door: Door, listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let (stopping, is_stopping) = watch::channel(false);
    let (open, mut all_closed) = mpsc::channel::<()>(1);
    let door = Arc::new(door);
    let troubles = Troubles {
        refused: Seldom::every(SAYS_EVERY),
        closed: Seldom::every(SAYS_EVERY),
        not_accepted: Seldom::every(SAYS_EVERY),
    };
    let mut stop = pin!(stop);
    let mut rest = RESTS.0;
    loop {
        let accepted = tokio::select! {
            biased;
            () = &mut stop => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((tcp, peer)) => {
                rest = RESTS.0;
                let Some(place) = troubles.enter(&door, peer) else { continue };
                let open = open.clone();
                let attended =
                    attend(Arc::clone(&door), tcp, peer, place, router.clone(), is_stopping.clone());
                tokio::spawn(async move {
                    attended.await;
                    drop(open);
                });
            }
            // it was gone before it was taken
            Err(error) if is_about_one_connection(&error) => {}
            Err(error) => {
                troubles.cannot_accept(&door, &error);
                tokio::select! {
                    () = &mut stop => break,
                    () = tokio::time::sleep(rest) => rest = (rest * 2).min(RESTS.1),
                }
            }
        }
    }
    drop((listener, open));
    stopping.send_replace(true);
    // nothing is sent here: it ends when the last connection is closed
    all_closed.recv().await;
}

fn is_about_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

impl Troubles {
    /// A place for who has connected; without one the connection is closed at once.
    fn enter(&self, door: &Door, peer: SocketAddr) -> Option<Place> {
        let listener = door.name;
        match door.room.enter(peer.ip()) {
            Ok(place) => {
                if place.told_to_close > 0
                    && let Some(closed) = self.closed.note(place.told_to_close)
                {
                    tracing::warn!(
                        listener,
                        closed,
                        "there are as many connections as there may be; some that waited for their clients were \
                         closed to make room. If these are real clients, raise http.max_connections or \
                         http.max_connections_per_address"
                    );
                }
                Some(place)
            }
            Err(full) => {
                let why = match full {
                    Full::All => "all",
                    Full::Client => "client",
                };
                counter!("holdfast_connections_refused_total", "listener" => listener, "why" => why)
                    .increment(1);
                if let Some(refused) = self.refused.note(1) {
                    let what = match full {
                        Full::All => {
                            "there are as many connections as there may be, and all are being answered; raise \
                             http.max_connections, or have more gateways"
                        }
                        Full::Client => {
                            "one client has as many connections as it may have; if it is a proxy, name it in \
                             limits.trusted_proxies, else see http.max_connections_per_address"
                        }
                    };
                    tracing::warn!(listener, refused, "connections were refused: {what}");
                }
                None
            }
        }
    }

    fn cannot_accept(&self, door: &Door, error: &io::Error) {
        let listener = door.name;
        counter!("holdfast_accept_errors_total", "listener" => listener).increment(1);
        // most likely there are no file descriptors left: one that only waits has one to give
        door.room.close_one();
        if let Some(times) = self.not_accepted.note(1) {
            tracing::warn!(
                listener,
                times,
                %error,
                "connections cannot be accepted; trying again within a second. If there are too few file descriptors, raise \
                 the limit (ulimit -n, LimitNOFILE) or lower http.max_connections"
            );
        }
    }
}

/// One connection from its beginning to its end.
async fn attend(
    door: Arc<Door>,
    tcp: TcpStream,
    peer: SocketAddr,
    place: Place,
    router: Router,
    is_stopping: watch::Receiver<bool>,
) {
    let _counted = Counted::new(door.name);
    let connection = Arc::clone(&place.connection);
    // small answers must not wait for more to send
    if let Err(error) = tcp.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY");
    }
    let answers = Answers { router, peer, connection: Arc::clone(&connection) };
    match &door.tls {
        None => converse(&door, tcp, connection, answers, is_stopping).await,
        Some(acceptor) => {
            if let Some(tls) = shake_hands(&door, acceptor, tcp, &connection, is_stopping.clone()).await {
                connection.shaken();
                converse(&door, tls, connection, answers, is_stopping).await;
            }
        }
    }
    drop(place);
}

/// Counts a connection for as long as it is there.
struct Counted(metrics::Gauge);

impl Counted {
    fn new(listener: &'static str) -> Self {
        let open = gauge!("holdfast_connections", "listener" => listener);
        open.increment(1.0);
        Self(open)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.decrement(1.0);
    }
}

/// The handshake; none if it fails, takes too long, or is in the way.
async fn shake_hands(
    door: &Door,
    acceptor: &TlsAcceptor,
    tcp: TcpStream,
    connection: &Connection,
    mut is_stopping: watch::Receiver<bool>,
) -> Option<tokio_rustls::server::TlsStream<TcpStream>> {
    let told_to_close =
        poll_fn(|cx| if connection.is_told_to_close(cx.waker()) { Poll::Ready(()) } else { Poll::Pending });
    let why = tokio::select! {
        shaken = tokio::time::timeout(door.patience.head, acceptor.accept(tcp)) => match shaken {
            Ok(Ok(tls)) => return Some(tls),
            Ok(Err(error)) => {
                tracing::debug!(%error, "a TLS handshake failed");
                return None;
            }
            Err(_elapsed) => "handshake",
        },
        () = told_to_close => "room",
        // nothing was asked yet
        _ = is_stopping.wait_for(|is| *is) => return None,
    };
    counter!("holdfast_connections_closed_total", "why" => why).increment(1);
    None
}

/// Answers requests for as long as they come.
async fn converse<IO>(
    door: &Door,
    io: IO,
    connection: Arc<Connection>,
    answers: Answers,
    mut is_stopping: watch::Receiver<bool>,
) where
    IO: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut watch = Watch::new(Arc::clone(&connection), door.patience);
    let stream = TokioIo::new(Stream::new(io, connection));
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
                    counter!("holdfast_connections_closed_total", "why" => why).increment(1);
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
