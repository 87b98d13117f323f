//! Connections as they come in, through TLS where it is on. Handshakes go on beside one another, so that one that
//! never ends holds nobody up.
//!
//! Who has not shown the secret yet may be anybody: their connections have an end, and make room for others.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures::Stream;
use futures::stream::{self, StreamExt};
use holdfast_connections::{
    Advice, Arrival, Entrance, Listener, Patience, Place, Room, RoomLimits, Watch, shake_hands,
};
use holdfast_telemetry::Seldom;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::server::TlsStream;
use tonic::transport::server::Connected;

use super::peer::Peer;
use crate::tls::Tls;

/// How long who is not known may take: for the handshake, for the first call, and between calls (of health, which is open
/// to all).
const PATIENCE: Patience = Patience {
    head: Duration::from_secs(5),
    idle: Duration::from_secs(60),
    // pings tell who takes nothing
    stall: Duration::from_secs(60),
};

/// Between two log lines about handshakes.
const SAYS_EVERY: Duration = Duration::from_secs(5);

/// How long a connection that has ended is read on.
const LINGERS_FOR: Duration = Duration::from_secs(1);

/// A connection.
///
/// When it ends, calls that were sent before the caller read its GOAWAY may still come in. Closing with those unread makes
/// the kernel reset the connection, and the caller then loses answers, and the GOAWAY, that it has not read yet. So what
/// comes is read, and thrown away, until the caller closes too.
pub(super) struct Connection {
    stream: Option<Either>,
    peer: Peer,
    watch: Watch,
    /// Whether it was ended for its caller's silence: nothing is lost then.
    is_given_up: bool,
    kept: Kept,
}

/// What is dropped once the connection is closed.
#[derive(Clone)]
struct Kept {
    place: Arc<Place>,
    _open: mpsc::Sender<()>,
}

enum Either {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

/// Room for so many connections, of which one address may have half.
pub(super) fn room(max_connections: usize) -> Arc<Room> {
    let advice =
        Advice { all: "raise rpc.max_connections", each: "one address may have half of rpc.max_connections" };
    let limits = RoomLimits {
        all: max_connections,
        each: max_connections,
        proxies: Vec::new(),
        exempts_loopback: false,
    };
    Room::new(Listener { name: "rpc", advice }, limits)
}

/// The connections; each holds a clone of `open` until it is closed.
pub(super) fn accept(
    listener: TcpListener,
    room: Arc<Room>,
    tls: Option<Tls>,
    open: mpsc::Sender<()>,
) -> impl Stream<Item = io::Result<Connection>> + Send {
    let entrance = Entrance::new(listener, room);
    let arrivals = stream::unfold(entrance, |mut entrance| async move {
        let arrival = entrance.next().await;
        Some((arrival, entrance))
    });
    let failed = Arc::new(Seldom::every(SAYS_EVERY));
    arrivals
        .map(move |arrival| {
            let (tls, open, failed) = (tls.clone(), open.clone(), Arc::clone(&failed));
            async move {
                let peer = arrival.peer;
                let connected = Connection::begin(arrival, tls.as_ref(), open).await;
                if let Err(error) = &connected
                    && let Some(times) = failed.note(1)
                {
                    tracing::warn!(times, %peer, %error, "TLS handshakes with other processes failed");
                }
                connected.ok()
            }
        })
        // the room has the bound
        .buffer_unordered(usize::MAX)
        .filter_map(|connection| std::future::ready(connection.map(Ok)))
}

impl Connection {
    async fn begin(arrival: Arrival, tls: Option<&Tls>, open: mpsc::Sender<()>) -> io::Result<Self> {
        let Arrival { tcp, place, peer: address } = arrival;
        let connection = Arc::clone(&place.connection);
        let (stream, peer) = match tls {
            None => (Either::Plain(tcp), Peer { address, stranger: None, connection }),
            Some(tls) => {
                let shaken = shake_hands(&tls.acceptor, tcp, &place, &PATIENCE).await?;
                let stranger = tls.stranger(shaken.get_ref().1.peer_certificates()).map(Into::into);
                (Either::Tls(Box::new(shaken)), Peer { address, stranger, connection })
            }
        };
        let watch = Watch::new(Arc::clone(&place.connection), PATIENCE);
        let kept = Kept { place: Arc::new(place), _open: open };
        Ok(Self { stream: Some(stream), peer, watch, is_given_up: false, kept })
    }

    /// The stream, unless its caller is not waited for any longer.
    fn stream(&mut self, cx: &mut Context<'_>) -> io::Result<&mut Either> {
        if let Poll::Ready(why) = self.watch.poll_over(cx)
            && !std::mem::replace(&mut self.is_given_up, true)
        {
            self.kept.place.was_ended(why);
        }
        match &mut self.stream {
            Some(stream) if !self.is_given_up => Ok(stream),
            _ => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let tcp = match self.stream.take() {
            Some(Either::Plain(tcp)) => tcp,
            Some(Either::Tls(tls)) => tls.into_inner().0,
            None => return,
        };
        if self.is_given_up {
            return;
        }
        let kept = self.kept.clone();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                let _ = tokio::time::timeout(LINGERS_FOR, read_to_end(tcp)).await;
                drop(kept);
            });
        }
    }
}

async fn read_to_end(mut tcp: TcpStream) {
    let mut thrown_away = [0; 4096];
    if tcp.shutdown().await.is_ok() {
        while let Ok(1..) = tcp.read(&mut thrown_away).await {}
    }
}

impl Connected for Connection {
    type ConnectInfo = Peer;

    fn connect_info(&self) -> Peer {
        self.peer.clone()
    }
}

impl AsyncRead for Connection {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut().stream(cx)? {
            Either::Plain(stream) => Pin::new(stream).poll_read(cx, buf),
            Either::Tls(stream) => Pin::new(stream).poll_read(cx, buf),
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut().stream(cx)? {
            Either::Plain(stream) => Pin::new(stream).poll_write(cx, buf),
            Either::Tls(stream) => Pin::new(stream).poll_write(cx, buf),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut().stream(cx)? {
            Either::Plain(stream) => Pin::new(stream).poll_flush(cx),
            Either::Tls(stream) => Pin::new(stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut().stream(cx)? {
            Either::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Either::Tls(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
}
