//! TLS 1.3 between roles, with certificates on both sides: each shows one that the common authority has signed, and
//! accepts no other. Who calls roles must besides have a name that callers have.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{ClientConfig, RootCertStore, ServerConfig, version};
use tokio_rustls::{TlsAcceptor, TlsConnector};
use webpki::EndEntityCert;

/// Where a process finds what it shows, and whom it trusts. PEM files.
#[derive(Clone, Debug)]
pub struct TlsFiles {
    /// The authority's certificates.
    pub ca: PathBuf,
    /// This process's certificate, with those between it and the authority.
    pub cert: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// TLS cannot be set up.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {reason}", file = .file.display())]
pub struct TlsError {
    file: PathBuf,
    reason: String,
}

/// Both sides of a process.
#[derive(Clone)]
pub struct Tls {
    pub(crate) acceptor: TlsAcceptor,
    pub(crate) connector: TlsConnector,
    callers: Arc<[String]>,
    names: Arc<[String]>,
}

fn failed(file: &Path) -> impl Fn(&dyn std::fmt::Display) -> TlsError {
    move |reason| TlsError { file: file.to_owned(), reason: reason.to_string() }
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let fail = failed(file);
    let found: Result<Vec<_>, _> = CertificateDer::pem_file_iter(file).map_err(|e| fail(&e))?.collect();
    let found = found.map_err(|e| fail(&e))?;
    if found.is_empty() { Err(fail(&"holds no certificate (PEM)")) } else { Ok(found) }
}

/// The DNS names of a certificate. A wildcard is a name like others here: it stands for nobody.
fn names_of(certificate: &CertificateDer<'_>) -> Vec<String> {
    let certificate = EndEntityCert::try_from(certificate);
    certificate.map(|known| known.valid_dns_names().map(str::to_owned).collect()).unwrap_or_default()
}

impl Tls {
    /// Reads the files. `callers` are the names of whom this process answers: one of them must be among the DNS names (subject
    /// alternative names) of a caller's certificate.
    pub fn load(files: &TlsFiles, callers: &[String]) -> Result<Self, TlsError> {
        let mut roots = RootCertStore::empty();
        for certificate in certificates(&files.ca)? {
            roots.add(certificate).map_err(|e| failed(&files.ca)(&e))?;
        }
        let roots = Arc::new(roots);
        let chain = certificates(&files.cert)?;
        let names = chain.first().map(names_of).unwrap_or_default();
        let key = PrivateKeyDer::from_pem_file(&files.key).map_err(|e| failed(&files.key)(&e))?;
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());

        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::clone(&roots), Arc::clone(&provider))
            .build()
            .map_err(|e| failed(&files.ca)(&e))?;
        let mut server = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_protocol_versions(&[&version::TLS13])
            .and_then(|b| {
                b.with_client_cert_verifier(verifier).with_single_cert(chain.clone(), key.clone_key())
            })
            .map_err(|e| failed(&files.cert)(&e))?;
        let mut client = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&version::TLS13])
            .and_then(|b| b.with_root_certificates(roots).with_client_auth_cert(chain, key))
            .map_err(|e| failed(&files.cert)(&e))?;
        server.alpn_protocols = vec![b"h2".to_vec()];
        client.alpn_protocols = vec![b"h2".to_vec()];
        Ok(Self {
            acceptor: Arc::new(server).into(),
            connector: Arc::new(client).into(),
            callers: callers.into(),
            names: names.into(),
        })
    }

    /// The DNS names of this process's certificate, if none of them is one that callers have.
    pub fn is_no_caller(&self) -> Option<&[String]> {
        (!self.has_caller(&self.names)).then_some(&*self.names)
    }

    fn has_caller(&self, names: &[String]) -> bool {
        names.iter().any(|name| self.callers.iter().any(|caller| caller.eq_ignore_ascii_case(name)))
    }

    /// The DNS names of whoever shows this certificate, if none of them is one that callers have.
    pub(crate) fn stranger(&self, shown: Option<&[CertificateDer<'_>]>) -> Option<Vec<String>> {
        let names = shown.and_then(|chain| chain.first()).map(names_of).unwrap_or_default();
        (!self.has_caller(&names)).then_some(names)
    }
}

impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tls")
    }
}
