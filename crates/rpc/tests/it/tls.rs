//! TLS between roles: certificates on both sides, by one authority.

use holdfast_domain::ErrorCode;
use holdfast_rpc::{Tls, TlsFiles, from_status};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

use crate::scene::{Running, check, remote};

/// A process's certificate and key by a new authority, as files.
fn tls() -> Tls {
    let folder = tempfile::tempdir().unwrap();
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let process = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    let process = process.signed_by(&key, &authority).unwrap();
    let file = |name: &str, content: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    };
    let files = TlsFiles {
        ca: file("ca.pem", &authority.pem()),
        cert: file("cert.pem", &process.pem()),
        key: file("key.pem", &key.serialize_pem()),
    };
    Tls::load(&files).unwrap()
}

#[tokio::test]
async fn both_sides_show_certificates_of_one_authority() {
    let (ours, theirs) = (tls(), tls());
    let server = Running::start(Some(ours.clone())).await;
    check(&remote(&[server.address], Some(ours))).await.unwrap();
    // another authority's certificate; none, and no TLS at all
    for stranger in [Some(theirs), None] {
        let refused = check(&remote(&[server.address], stranger)).await.unwrap_err();
        let code = from_status(&refused).code;
        // what went out in the clear may, for all the caller knows, have been read
        assert!(matches!(code, ErrorCode::Unavailable | ErrorCode::OutcomeUnknown), "{refused}");
    }
}

#[test]
fn a_file_that_will_not_do_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("ca.pem");
    let files = TlsFiles { ca: missing.clone(), cert: missing.clone(), key: missing.clone() };
    assert!(Tls::load(&files).unwrap_err().to_string().contains("ca.pem"));
    std::fs::write(&missing, "no certificate").unwrap();
    assert!(Tls::load(&files).unwrap_err().to_string().contains("holds no certificate"));
}
