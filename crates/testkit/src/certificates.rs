//! Certificates for 127.0.0.1 by a new authority, as files that the settings can name.

use std::path::PathBuf;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

use crate::servers::open_folder;

/// A process's certificate and key, and the authority's certificate. The files go with it.
#[derive(Debug)]
pub struct Certificates {
    /// The authority's certificate.
    pub ca: PathBuf,
    /// The process's certificate.
    pub cert: PathBuf,
    /// Its private key.
    pub key: PathBuf,
    _folder: tempfile::TempDir,
}

impl Certificates {
    /// By a new authority.
    #[expect(clippy::new_without_default, reason = "every one is another")]
    pub fn new() -> Self {
        let folder = open_folder();
        let file = |name: &str, content: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, content).expect("written");
            path
        };
        let mut authority = CertificateParams::new(Vec::new()).expect("parameters");
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority_key = KeyPair::generate().expect("a key");
        let authority = CertifiedIssuer::self_signed(authority, authority_key).expect("an authority");
        let key = KeyPair::generate().expect("a key");
        let process = CertificateParams::new(vec!["127.0.0.1".to_owned()]).expect("parameters");
        let process = process.signed_by(&key, &authority).expect("signed");
        Self {
            ca: file("ca.pem", &authority.pem()),
            cert: file("cert.pem", &process.pem()),
            key: file("key.pem", &key.serialize_pem()),
            _folder: folder,
        }
    }
}
