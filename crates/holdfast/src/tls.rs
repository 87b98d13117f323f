//! TLS 1.3 before the REST API, with certificates that are changed while it serves.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use holdfast_config::{Settings, TlsSettings};
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio_rustls::TlsAcceptor;

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
    pub(crate) async fn watch(self) {
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
                    tracing::info!(file = %files.cert.display(), "reloaded the certificate");
                }
                Err(error) => tracing::warn!("the certificate is not changed: {error:#}"),
            }
            content = now;
        }
    }

    /// What shakes hands.
    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        self.acceptor.clone()
    }
}
