//! Connections as they come in, through TLS where it is on. Handshakes go on beside one another, so that one that
//! never ends holds nobody up.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures::Stream;
use futures::stream::{self, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::server::TlsStream;
use tonic::transport::server::Connected;

use crate::tls::Tls;

/// Handshakes under way at once.
const HANDSHAKES: usize = 256;
const HANDSHAKE_WITHIN: Duration = Duration::from_secs(5);

/// A connection.
pub(super) enum Connection {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

pub(super) fn accept(
    listener: TcpListener,
    tls: Option<Tls>,
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
            let tls = tls.clone();
            async move {
                stream.set_nodelay(true)?;
                let Some(tls) = tls else { return Ok(Connection::Plain(stream)) };
                let shaken = tokio::time::timeout(HANDSHAKE_WITHIN, tls.acceptor.accept(stream)).await??;
                Ok::<_, io::Error>(Connection::Tls(Box::new(shaken)))
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
    type ConnectInfo = ();

    fn connect_info(&self) {}
}

impl AsyncRead for Connection {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_read(cx, buf),
            Self::Tls(stream) => Pin::new(stream).poll_read(cx, buf),
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_write(cx, buf),
            Self::Tls(stream) => Pin::new(stream).poll_write(cx, buf),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_flush(cx),
            Self::Tls(stream) => Pin::new(stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Self::Tls(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
}
