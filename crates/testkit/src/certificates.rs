//! Certificates for 127.0.0.1 by a new authority, as files that the settings can name.

use std::path::PathBuf;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

use crate::servers::open_folder;

/// Who signs certificates.
#[derive(Debug)]
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    /// A new one.
    #[expect(clippy::new_without_default, reason = "every one is another")]
    pub fn new() -> Self {
        let mut authority = CertificateParams::new(Vec::new()).expect("parameters");
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        Self(CertifiedIssuer::self_signed(authority, key).expect("an authority"))
    }

    /// A certificate for 127.0.0.1, and for these names.
    pub fn certificate(&self, names: &[&str]) -> Certificates {
        let folder = open_folder();
        let file = |name: &str, content: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, content).expect("written");
            path
        };
        let key = KeyPair::generate().expect("a key");
        let names: Vec<_> = names.iter().chain(&["127.0.0.1"]).map(ToString::to_string).collect();
        let process = CertificateParams::new(names).expect("parameters");
        let process = process.signed_by(&key, &self.0).expect("signed");
        Certificates {
            ca: file("ca.pem", &self.0.pem()),
            cert: file("cert.pem", &process.pem()),
            key: file("key.pem", &key.serialize_pem()),
            _folder: folder,
        }
    }
}

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
        Authority::new().certificate(&[])
    }
}
