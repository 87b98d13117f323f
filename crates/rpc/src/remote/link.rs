//! The connection to one process: made when it is first needed, and anew when it broke.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::http2::{Builder, SendRequest};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

use crate::tls::Tls;

const CONNECT_WITHIN: Duration = Duration::from_secs(1);
/// A process that does not answer a ping for this long is cut off: it hangs, or its machine is gone.
const PING_EVERY: Duration = Duration::from_secs(2);
/// What a process may send before it is read: more than the largest answer.
const STREAM_WINDOW: u32 = 2 << 20;
const CONNECTION_WINDOW: u32 = 16 << 20;

type Sender = SendRequest<Full<Bytes>>;

/// The way to one process.
pub(super) struct Link {
    host: String,
    address: SocketAddr,
    tls: Option<Tls>,
    open: Mutex<Option<Sender>>,
    connecting: tokio::sync::Mutex<()>,
    /// Connections that could not be made: who waited for one does not try again by itself.
    failures: AtomicU64,
}

/// Why there was no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum LinkError {
    /// There is no connection, so nothing was sent.
    #[error("{0}")]
    Connect(String),
    /// The connection broke before an answer began.
    #[error(transparent)]
    Broken(#[from] hyper::Error),
    /// It broke within the answer.
    #[error(transparent)]
    BrokeOff(hyper::Error),
}

impl Link {
    pub(super) fn new(host: &str, address: SocketAddr, tls: Option<Tls>) -> Self {
        Self {
            host: host.to_owned(),
            address,
            tls,
            open: Mutex::default(),
            connecting: tokio::sync::Mutex::default(),
            failures: AtomicU64::default(),
        }
    }

    /// Sends a request whose address has a scheme and an authority.
    pub(super) async fn send(&self, request: Request<Full<Bytes>>) -> Result<Response<Incoming>, LinkError> {
        let mut sender = match self.current() {
            Some(sender) => sender,
            None => self.connected().await.map_err(LinkError::Connect)?,
        };
        Ok(sender.send_request(request).await?)
    }

    fn current(&self) -> Option<Sender> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.as_ref().filter(|sender| !sender.is_closed()).cloned()
    }

    /// One connects, the others wait for its outcome.
    async fn connected(&self) -> Result<Sender, String> {
        let failures = self.failures.load(Ordering::Acquire);
        let _turn = self.connecting.lock().await;
        if let Some(sender) = self.current() {
            return Ok(sender);
        }
        if self.failures.load(Ordering::Acquire) != failures {
            return Err("no connection".to_owned());
        }
        let connected = match tokio::time::timeout(CONNECT_WITHIN, self.connect()).await {
            Ok(connected) => connected.map_err(|error| error.to_string()),
            Err(_elapsed) => Err("no connection in time".to_owned()),
        };
        match &connected {
            Ok(sender) => {
                *self.open.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender.clone());
            }
            Err(_) => drop(self.failures.fetch_add(1, Ordering::AcqRel)),
        }
        connected
    }

    async fn connect(&self) -> Result<Sender, Box<dyn std::error::Error + Send + Sync>> {
        let stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        match &self.tls {
            None => handshake(stream).await,
            Some(tls) => {
                let name = ServerName::try_from(self.host.clone())
                    .map_err(|_| "the host's name is not one that a certificate can have")?;
                handshake(tls.connector.connect(name, stream).await?).await
            }
        }
    }
}

async fn handshake<S>(stream: S) -> Result<Sender, Box<dyn std::error::Error + Send + Sync>>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (sender, connection) = Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .keep_alive_interval(PING_EVERY)
        .keep_alive_timeout(PING_EVERY)
        .keep_alive_while_idle(true)
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .handshake(TokioIo::new(stream))
        .await?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection to another process broke");
        }
    });
    Ok(sender)
}
