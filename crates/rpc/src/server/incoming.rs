//! Connections as they come in, through TLS where it is on. Handshakes go on beside one another, so that one that
//! never ends holds nobody up.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures::Stream;
use futures::stream::{self, StreamExt};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::server::TlsStream;
use tonic::transport::server::Connected;

use super::peer::Peer;
use crate::tls::Tls;

/// Handshakes under way at once.
const HANDSHAKES: usize = 256;
const HANDSHAKE_WITHIN: Duration = Duration::from_secs(5);

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
    /// Dropped once the connection is closed.
    open: mpsc::Sender<()>,
}

enum Either {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

impl Drop for Connection {
    fn drop(&mut self) {
        let tcp = match self.stream.take() {
            Some(Either::Plain(tcp)) => tcp,
            Some(Either::Tls(tls)) => tls.into_inner().0,
            None => return,
        };
        let open = self.open.clone();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                let _ = tokio::time::timeout(LINGERS_FOR, read_to_end(tcp)).await;
                drop(open);
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

/// The connections; each holds a clone of `open` until it is closed.
pub(super) fn accept(
    listener: TcpListener,
    tls: Option<Tls>,
    open: mpsc::Sender<()>,
) -> impl Stream<Item = io::Result<Connection>> + Send {
    let accepted = stream::unfold(listener, |listener| async move {
        loop {
            match listener.accept().await {
                Ok((stream, _)) => return Some((stream, listener)),
                // out of file descriptors, or the connection is gone already
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
    });
    accepted
        .map(move |stream| {
            let (tls, open) = (tls.clone(), open.clone());
            async move {
                stream.set_nodelay(true)?;
                let address = stream.peer_addr()?;
                let Some(tls) = tls else {
                    let peer = Peer::plain(address);
                    return Ok(Connection { stream: Some(Either::Plain(stream)), peer, open });
                };
                let shaken = tokio::time::timeout(HANDSHAKE_WITHIN, tls.acceptor.accept(stream)).await??;
                let peer = Peer::by_certificate(address, &tls, shaken.get_ref().1.peer_certificates());
                Ok::<_, io::Error>(Connection { stream: Some(Either::Tls(Box::new(shaken))), peer, open })
            }
        })
        .buffer_unordered(HANDSHAKES)
        .filter_map(|connection| {
            let connection =
                connection.inspect_err(|error| tracing::warn!(%error, "a connection was refused"));
            std::future::ready(connection.ok().map(Ok))
        })
}

impl Connected for Connection {
    type ConnectInfo = Peer;

    fn connect_info(&self) -> Peer {
        self.peer.clone()
    }
}

impl AsyncRead for Connection {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut().stream.as_mut() {
            Some(Either::Plain(stream)) => Pin::new(stream).poll_read(cx, buf),
            Some(Either::Tls(stream)) => Pin::new(stream).poll_read(cx, buf),
            // only while it is dropped
            None => Poll::Ready(Ok(())),
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut().stream.as_mut() {
            Some(Either::Plain(stream)) => Pin::new(stream).poll_write(cx, buf),
            Some(Either::Tls(stream)) => Pin::new(stream).poll_write(cx, buf),
            // only while it is dropped
            None => Poll::Ready(Ok(0)),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut().stream.as_mut() {
            Some(Either::Plain(stream)) => Pin::new(stream).poll_flush(cx),
            Some(Either::Tls(stream)) => Pin::new(stream).poll_flush(cx),
            // only while it is dropped
            None => Poll::Ready(Ok(())),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut().stream.as_mut() {
            Some(Either::Plain(stream)) => Pin::new(stream).poll_shutdown(cx),
            Some(Either::Tls(stream)) => Pin::new(stream).poll_shutdown(cx),
            // only while it is dropped
            None => Poll::Ready(Ok(())),
        }
    }
}
