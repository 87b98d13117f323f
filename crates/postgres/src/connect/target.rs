//! Where a database URL leads to: one server or several, with TLS or without.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rustls::ClientConfig;
use tokio::net::{TcpStream, UnixStream};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};
use tokio_postgres::{Client, Config, Error, SimpleQueryMessage};

use super::driver::drive;
use super::line::Line;
use super::tls::{self, Secure};
use crate::error::DbError;

/// The servers of a URL.
pub(crate) struct Target {
    config: Config,
    tls: Option<Arc<ClientConfig>>,
    /// The one that was reached last is tried first.
    last: AtomicUsize,
}

impl Target {
    /// Those that the URL names: what PostgreSQL's own clients take, `sslmode=verify-full` and `sslrootcert=FILE` among it.
    ///
    /// With `sslmode=require` too the certificate is judged. Where several hosts are named, the one that can be written to is looked for,
    /// unless the URL asks for others (`target_session_attrs`).
    pub(crate) fn parse(url: &str) -> Result<Self, DbError> {
        let (url, verify, authorities) = without_verification(url);
        let mut config: Config =
            url.parse().map_err(|e| DbError::Configuration(format!("the database URL is not valid: {e}")))?;
        let is_secured = verify || config.get_ssl_mode() == SslMode::Require;
        let tls = is_secured.then(|| tls::config(authorities.as_deref())).transpose()?;
        // a certificate that nobody judges proves nothing: either TLS with one that is judged, or none
        config.ssl_mode(if is_secured { SslMode::Require } else { SslMode::Disable });
        if config.get_hosts().len() > 1 && !url.contains("target_session_attrs") {
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        Ok(Self { config, tls, last: AtomicUsize::new(0) })
    }

    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    pub(crate) fn config_mut(&mut self) -> &mut Config {
        &mut self.config
    }

    /// Connects to one of the hosts with the settings of `config`; each has its share of `within` to let us in, so that one that
    /// accepts a connection and says nothing does not keep us from the next.
    pub(crate) async fn connect(
        &self,
        config: &Config,
        within: Duration,
        patience: Option<Duration>,
        mut place: Option<OwnedSemaphorePermit>,
    ) -> Result<Client, Error> {
        let count = config.get_hosts().len().max(config.get_hostaddrs().len());
        let share = within / u32::try_from(count.max(1)).unwrap_or(u32::MAX);
        let first = self.last.load(Ordering::Relaxed);
        let mut failed = None;
        for at in (0..count).map(|step| (first + step) % count) {
            match timeout(share, self.reach(config, at, patience, &mut place)).await {
                Ok(Ok(client)) => {
                    self.last.store(at, Ordering::Relaxed);
                    return Ok(client);
                }
                Ok(Err(error)) => failed = Some(error),
                Err(_elapsed) => {
                    let says = format!("the server did not answer within {} s", share.as_secs_f32());
                    failed = Some(error_of(std::io::Error::new(std::io::ErrorKind::TimedOut, says)).await);
                }
            }
        }
        match failed {
            Some(error) => Err(error),
            None => Err(error_of(std::io::Error::other("the database URL names no host")).await),
        }
    }

    async fn reach(
        &self,
        config: &Config,
        at: usize,
        patience: Option<Duration>,
        place: &mut Option<OwnedSemaphorePermit>,
    ) -> Result<Client, Error> {
        let (line, watch) = match open(config, at).await {
            Ok(line) => line,
            Err(error) => return Err(error_of(error).await),
        };
        let host = match config.get_hosts().get(at) {
            Some(Host::Tcp(host)) => host.clone(),
            _ => config.get_hostaddrs().get(at).map(ToString::to_string).unwrap_or_default(),
        };
        let secure = Secure { config: self.tls.clone(), host };
        let (client, mut connection) = config.connect_raw(line, secure).await?;
        let wants = config.get_target_session_attrs();
        if wants != TargetSessionAttrs::Any {
            let is_read_only = tokio::select! {
                answer = client.simple_query("SHOW transaction_read_only") => says_on(&answer?),
                ended = &mut connection => {
                    ended?;
                    return Err(error_of(std::io::ErrorKind::ConnectionAborted.into()).await);
                }
            };
            if is_read_only != (wants == TargetSessionAttrs::ReadOnly) {
                let says = if is_read_only { "it takes no changes" } else { "it is no replica" };
                return Err(error_of(std::io::Error::other(says)).await);
            }
        }
        tokio::spawn(drive(connection, watch, patience, place.take()));
        Ok(client)
    }
}

/// A socket to the host at this place of the URL.
async fn open(config: &Config, at: usize) -> std::io::Result<(Line, super::line::Watch)> {
    let ports = config.get_ports();
    let port = ports.get(at).or_else(|| ports.first()).copied().unwrap_or(5432);
    let address = match (config.get_hostaddrs().get(at), config.get_hosts().get(at)) {
        (Some(address), _) => address.to_string(),
        (None, Some(Host::Tcp(host))) => host.clone(),
        (None, Some(Host::Unix(folder))) => {
            return Ok(Line::over(UnixStream::connect(folder.join(format!(".s.PGSQL.{port}"))).await?));
        }
        (None, None) => return Err(std::io::Error::other("the database URL names no host")),
    };
    let stream = TcpStream::connect((address.as_str(), port)).await?;
    stream.set_nodelay(true)?;
    let socket = socket2::SockRef::from(&stream);
    #[cfg(target_os = "linux")]
    socket.set_tcp_user_timeout(config.get_tcp_user_timeout().copied())?;
    if config.get_keepalives() {
        let mut keepalive = socket2::TcpKeepalive::new().with_time(config.get_keepalives_idle());
        if let Some(interval) = config.get_keepalives_interval() {
            keepalive = keepalive.with_interval(interval);
        }
        if let Some(retries) = config.get_keepalives_retries() {
            keepalive = keepalive.with_retries(retries);
        }
        socket.set_tcp_keepalive(&keepalive)?;
    }
    Ok(Line::over(stream))
}

fn says_on(answer: &[SimpleQueryMessage]) -> bool {
    answer.iter().any(|message| matches!(message, SimpleQueryMessage::Row(row) if row.get(0) == Some("on")))
}

/// The driver's error for one of a socket: it makes its own only out of what a socket says.
async fn error_of(error: std::io::Error) -> Error {
    let (line, _watch) = Line::over(Broken(Some(error)));
    let secure = Secure { config: None, host: String::new() };
    let mut config = Config::new();
    match config.user("nobody").ssl_mode(SslMode::Disable).connect_raw(line, secure).await {
        Err(error) => error,
        Ok(_) => unreachable!("a broken socket lets nobody in"),
    }
}

/// A socket that has failed.
struct Broken(Option<std::io::Error>);

impl Broken {
    fn fail<T>(&mut self) -> std::task::Poll<std::io::Result<T>> {
        std::task::Poll::Ready(Err(self.0.take().unwrap_or_else(|| std::io::ErrorKind::BrokenPipe.into())))
    }
}

impl tokio::io::AsyncRead for Broken {
    fn poll_read(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
        _: &mut tokio::io::ReadBuf<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        self.fail()
    }
}

impl tokio::io::AsyncWrite for Broken {
    fn poll_write(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
        _: &[u8],
    ) -> std::task::Poll<std::io::Result<usize>> {
        self.fail()
    }

    fn poll_flush(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn poll_shutdown(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        std::task::Poll::Ready(Ok(()))
    }
}

/// The URL without what the driver does not know of: `sslmode=verify-…`, and `sslrootcert=FILE`.
fn without_verification(url: &str) -> (String, bool, Option<PathBuf>) {
    let (base, parameters, separator) = match url.split_once('?') {
        Some((base, parameters)) => (Some(base), parameters, '&'),
        None if url.contains("://") => (Some(url), "", '&'),
        // the other form: names and values with spaces between
        None => (None, url, ' '),
    };
    let (mut verify, mut authorities) = (false, None);
    let mut kept = Vec::new();
    for parameter in parameters.split(separator).filter(|parameter| !parameter.is_empty()) {
        match parameter.split_once('=') {
            Some(("sslmode", "verify-full" | "verify-ca")) => verify = true,
            Some(("sslrootcert", file)) => authorities = Some(PathBuf::from(file.replace("%2F", "/"))),
            _ => kept.push(parameter),
        }
    }
    let kept = kept.join(&separator.to_string());
    let url = match base {
        Some(base) if kept.is_empty() => base.to_owned(),
        Some(base) => format!("{base}?{kept}"),
        None => kept,
    };
    (url, verify, authorities)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_libpq_says_of_certificates_is_understood() {
        let of = without_verification;
        let file = || Some(PathBuf::from("/etc/ca.pem"));
        let url = "postgresql://u:p@a,b/d?sslmode=verify-full&connect_timeout=3&sslrootcert=%2Fetc%2Fca.pem";
        assert_eq!(of(url), ("postgresql://u:p@a,b/d?connect_timeout=3".to_owned(), true, file()));
        assert_eq!(
            of("host=a sslmode=verify-ca sslrootcert=/etc/ca.pem"),
            ("host=a".to_owned(), true, file())
        );
        let plain = "postgresql://u@h/d?sslmode=require";
        assert_eq!(of(plain), (plain.to_owned(), false, None));
        assert_eq!(of("postgresql://u@h/d"), ("postgresql://u@h/d".to_owned(), false, None));
    }

    #[test]
    fn one_of_several_servers_must_take_changes_unless_others_are_asked_for() {
        let attrs = |url: &str| Target::parse(url).unwrap().config.get_target_session_attrs();
        assert_eq!(attrs("postgresql://u@a/d"), TargetSessionAttrs::Any);
        assert_eq!(attrs("postgresql://u@a,b/d"), TargetSessionAttrs::ReadWrite);
        assert_eq!(attrs("postgresql://u@a,b/d?target_session_attrs=any"), TargetSessionAttrs::Any);
    }

    #[test]
    fn a_file_without_authorities_is_named() {
        let url = "postgresql://u@a/d?sslmode=verify-full&sslrootcert=/nowhere/ca.pem";
        let error = Target::parse(url).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.starts_with("sslrootcert /nowhere/ca.pem: "), "{error}");
    }
}
