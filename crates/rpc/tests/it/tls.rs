//! TLS between roles: certificates on both sides, by one authority.

use holdfast_domain::ErrorCode;
use holdfast_rpc::{Tls, TlsFiles, from_status};
use holdfast_testkit::Certificates;

use crate::scene::{Running, check, remote};

/// What a process needs for TLS, by a new authority.
pub(crate) fn tls() -> Tls {
    let Certificates { ca, cert, key, .. } = &Certificates::new();
    Tls::load(&TlsFiles { ca: ca.clone(), cert: cert.clone(), key: key.clone() }).unwrap()
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
