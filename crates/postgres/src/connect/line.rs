//! The bytes between us and a server, and since when it owes an answer.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Instant;

/// A socket, of whatever kind.
pub(crate) trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Duplex for T {}

/// What the driver of PostgreSQL's protocol reads and writes.
pub(crate) struct Line(Arc<Shared>);

/// An eye on a [`Line`].
pub(crate) struct Watch(Arc<Shared>);

struct Shared {
    socket: Mutex<Option<Box<dyn Duplex>>>,
    began: Instant,
    /// Milliseconds after `began`, and one; 0 while nothing was sent since the last answer.
    owed_since: AtomicU64,
}

impl Line {
    pub(crate) fn over(socket: impl Duplex + 'static) -> (Self, Watch) {
        let shared = Arc::new(Shared {
            socket: Mutex::new(Some(Box::new(socket))),
            began: Instant::now(),
            owed_since: AtomicU64::new(0),
        });
        (Self(Arc::clone(&shared)), Watch(shared))
    }
}

impl Watch {
    /// For how long the server has said nothing although it was sent something.
    pub(crate) fn owed_for(&self) -> Duration {
        match self.0.owed_since.load(Ordering::Relaxed) {
            0 => Duration::ZERO,
            since => self.0.began.elapsed().saturating_sub(Duration::from_millis(since)),
        }
    }

    /// Takes the socket away, which stays open: the other end need not know.
    pub(crate) fn take(&self) -> Option<Box<dyn Duplex>> {
        self.0.socket.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Shared {
    fn poll<T>(
        &self,
        with: impl FnOnce(Pin<&mut Box<dyn Duplex>>) -> Poll<io::Result<T>>,
        taken: io::Result<T>,
    ) -> Poll<io::Result<T>> {
        match self.socket.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            Some(socket) => with(Pin::new(socket)),
            None => Poll::Ready(taken),
        }
    }

    fn is_sent(&self) {
        if self.owed_since.load(Ordering::Relaxed) == 0 {
            let now = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
            self.owed_since.store(now.saturating_add(1), Ordering::Relaxed);
        }
    }
}

fn taken() -> io::Error {
    io::ErrorKind::TimedOut.into()
}

impl AsyncRead for Line {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let read = self.0.poll(|socket| socket.poll_read(cx, buf), Err(taken()));
        if matches!(read, Poll::Ready(Ok(()))) && buf.filled().len() > before {
            self.0.owed_since.store(0, Ordering::Relaxed);
        }
        read
    }
}

impl AsyncWrite for Line {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let written = self.0.poll(|socket| socket.poll_write(cx, buf), Err(taken()));
        if matches!(written, Poll::Ready(Ok(1..))) {
            self.0.is_sent();
        }
        written
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.0.poll(|socket| socket.poll_flush(cx), Err(taken()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.0.poll(|socket| socket.poll_shutdown(cx), Ok(()))
    }
}
