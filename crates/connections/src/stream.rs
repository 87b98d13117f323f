//! A stream that tells its connection of what comes and goes.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::time::timeout;

use crate::connection::Connection;

/// How long a connection that we end is read on, and how much of it.
const LINGERS_FOR: Duration = Duration::from_secs(1);
const LINGERS_OVER: u64 = 1024 * 1024;

pub(crate) struct Stream<IO> {
    io: IO,
    connection: Arc<Connection>,
    /// Whether the client has nothing more to say.
    is_over: bool,
}

impl<IO: AsyncRead + AsyncWrite + Unpin> Stream<IO> {
    pub(crate) fn new(io: IO, connection: Arc<Connection>) -> Self {
        Self { io, connection, is_over: false }
    }

    /// Ends a connection that we end: what the client still sends is read and thrown away for a moment. Closing with it unread
    /// makes the kernel reset the connection, and the client then loses the answer that it has not read yet.
    pub(crate) async fn end(mut self) {
        if self.is_over || !matches!(timeout(LINGERS_FOR, self.io.shutdown()).await, Ok(Ok(()))) {
            return;
        }
        let mut rest = (&mut self.io).take(LINGERS_OVER);
        let _ = timeout(LINGERS_FOR, tokio::io::copy(&mut rest, &mut tokio::io::sink())).await;
    }

    fn sent<T>(&self, sent: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        match sent {
            Poll::Ready(_) => self.connection.sends(),
            Poll::Pending => self.connection.stalls(),
        }
        sent
    }
}

impl<IO: AsyncRead + AsyncWrite + Unpin> AsyncRead for Stream<IO> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        let read = Pin::new(&mut this.io).poll_read(cx, buf);
        if buf.filled().len() > before {
            this.connection.heard();
        } else if read.is_ready() {
            this.is_over = true;
        }
        read
    }
}

impl<IO: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Stream<IO> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let sent = Pin::new(&mut this.io).poll_write(cx, buf);
        this.sent(sent)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let sent = Pin::new(&mut this.io).poll_write_vectored(cx, bufs);
        this.sent(sent)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let sent = Pin::new(&mut this.io).poll_flush(cx);
        this.sent(sent)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().io).poll_shutdown(cx)
    }
}
