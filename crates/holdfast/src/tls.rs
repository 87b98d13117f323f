//! TLS 1.3 before the REST API, with certificates that are changed while it serves.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use axum::serve::Listener;
use holdfast_config::{Settings, TlsSettings};
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// Handshakes under way at once: more wait to be let in.
const HANDSHAKES: usize = 1024;
/// … and of them, from one address: more are turned away.
const HANDSHAKES_EACH: usize = 64;
const HANDSHAKE_WITHIN: Duration = Duration::from_secs(10);
/// Between two looks at the files.
const LOOKS_EVERY: Duration = Duration::from_secs(2);

/// The files that hold what this process shows.
#[derive(Clone, Debug)]
struct Files {
    cert: PathBuf,
    key: PathBuf,
}

/// Their content.
type Content = (Vec<u8>, Vec<u8>);

impl Files {
    fn read(&self) -> Result<Content> {
        let read =
            |file: &Path| std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()));
        Ok((read(&self.cert)?, read(&self.key)?))
    }

    fn certified(&self, (cert, key): &Content) -> Result<Arc<CertifiedKey>> {
        let chain: Vec<_> = CertificateDer::pem_slice_iter(cert)
            .collect::<Result<_, _>>()
            .with_context(|| format!("{} holds no certificates (PEM)", self.cert.display()))?;
        let key = PrivateKeyDer::from_pem_slice(key)
            .with_context(|| format!("{} holds no private key (PEM)", self.key.display()))?;
        let certified = CertifiedKey::from_der(chain, key, &aws_lc_rs::default_provider());
        let (cert, key) = (self.cert.display(), self.key.display());
        Ok(Arc::new(certified.with_context(|| format!("{cert} and {key} do not go together"))?))
    }
}

/// What is shown to whoever connects now.
#[derive(Debug)]
struct Shown(RwLock<Arc<CertifiedKey>>);

impl ResolvesServerCert for Shown {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

/// TLS as the settings say.
pub(crate) struct Tls {
    acceptor: TlsAcceptor,
    files: Files,
    shown: Arc<Shown>,
    content: Content,
}

impl Tls {
    /// Reads the files, if there are any. Without them, only this machine is served, or whom the settings allow.
    pub(crate) fn load(settings: &Settings) -> Result<Option<Self>> {
        let TlsSettings { cert_file: Some(cert), key_file: Some(key) } = settings.tls.clone() else {
            if !settings.listen.ip().is_loopback() && !settings.plain_http {
                bail!(
                    "the API would go without TLS over {}: set tls.cert_file and tls.key_file (HOLDFAST_TLS__CERT_FILE, …), or \
                     plain_http = true (HOLDFAST_PLAIN_HTTP) behind a proxy that speaks TLS",
                    settings.listen
                );
            }
            return Ok(None);
        };
        let files = Files { cert, key };
        let content = files.read()?;
        let shown = Arc::new(Shown(RwLock::new(files.certified(&content)?)));
        let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .with_no_client_auth()
            .with_cert_resolver(Arc::clone(&shown) as Arc<dyn ResolvesServerCert>);
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Some(Self { acceptor: Arc::new(config).into(), files, shown, content }))
    }

    /// Shows what the files hold from now on, whenever they change, for ever. What will not do is not shown.
    async fn watch(self) {
        let Self { files, shown, mut content, .. } = self;
        loop {
            tokio::time::sleep(LOOKS_EVERY).await;
            // half written, or away for a moment: looked at again
            let Ok(now) = files.read() else { continue };
            if now == content {
                continue;
            }
            match files.certified(&now) {
                Ok(certified) => {
                    *shown.0.write().unwrap_or_else(PoisonError::into_inner) = certified;
                    tracing::info!(file = %files.cert.display(), "the certificate was changed");
                }
                Err(error) => tracing::warn!("the certificate is not changed: {error:#}"),
            }
            content = now;
        }
    }

    /// Lets callers in through TLS.
    pub(crate) fn over(self, listener: TcpListener) -> Result<TlsListener> {
        let address = listener.local_addr()?;
        let (sender, ready) = mpsc::channel(HANDSHAKES);
        let acceptor = self.acceptor.clone();
        tokio::spawn(async move {
            tokio::select! {
                () = self.watch() => {}
                () = accept(listener, acceptor, sender.clone()) => {}
                // nobody takes connections any more
                () = sender.closed() => {}
            }
        });
        Ok(TlsListener { ready, address })
    }
}

/// How many handshakes each address has under way.
#[derive(Clone, Default)]
struct Shaking(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// One of them; it counts until it is dropped.
struct Place(Shaking, IpAddr);

impl Shaking {
    fn begin(&self, address: IpAddr) -> Option<Place> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(address).or_default();
        if *count >= HANDSHAKES_EACH {
            return None;
        }
        *count += 1;
        Some(Place(self.clone(), address))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.1) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.1);
            }
        }
    }
}

type Shaken = (TlsStream<TcpStream>, SocketAddr);

/// Handshakes go on beside one another, so that one that never ends holds nobody up.
async fn accept(mut listener: TcpListener, acceptor: TlsAcceptor, ready: mpsc::Sender<Shaken>) {
    let room = Arc::new(Semaphore::new(HANDSHAKES));
    let shaking = Shaking::default();
    loop {
        let Ok(permit) = Arc::clone(&room).acquire_owned().await else { return };
        let (stream, peer) = Listener::accept(&mut listener).await;
        let Some(place) = shaking.begin(peer.ip()) else { continue };
        let (acceptor, ready) = (acceptor.clone(), ready.clone());
        tokio::spawn(async move {
            let _permits = (permit, place);
            // small answers must not wait for more to send
            let _ = stream.set_nodelay(true);
            match tokio::time::timeout(HANDSHAKE_WITHIN, acceptor.accept(stream)).await {
                Ok(Ok(stream)) => {
                    let _ = ready.send((stream, peer)).await;
                }
                Ok(Err(error)) => tracing::debug!(%error, "a TLS handshake failed"),
                Err(_elapsed) => tracing::debug!("a TLS handshake took too long"),
            }
        });
    }
}

/// Connections that have been through the handshake.
pub(crate) struct TlsListener {
    ready: mpsc::Receiver<Shaken>,
    address: SocketAddr,
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> Shaken {
        match self.ready.recv().await {
            Some(shaken) => shaken,
            // it ends only after this
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        Ok(self.address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_so_many_handshakes_and_others_theirs() {
        let shaking = Shaking::default();
        let (one, other) = (IpAddr::from([127, 0, 0, 1]), IpAddr::from([127, 0, 0, 2]));
        let mut places: Vec<Place> = (0..HANDSHAKES_EACH).filter_map(|_| shaking.begin(one)).collect();
        assert_eq!(places.len(), HANDSHAKES_EACH);
        assert!(shaking.begin(one).is_none() && shaking.begin(other).is_some());
        places.pop();
        assert!(shaking.begin(one).is_some());
    }
}
