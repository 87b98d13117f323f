//! TLS between roles: certificates on both sides, by one authority.

use holdfast_domain::ErrorCode;
use holdfast_rpc::booking::GetAppointmentRequest;
use holdfast_rpc::booking::booking_service_client::BookingServiceClient;
use holdfast_rpc::{Tls, TlsError, TlsFiles, from_status};
use holdfast_testkit::{Authority, Certificates};
use tonic::Code;

use crate::scene::{Running, check, remote};

fn load(Certificates { ca, cert, key, .. }: &Certificates) -> Result<Tls, TlsError> {
    let files = TlsFiles { ca: ca.clone(), cert: cert.clone(), key: key.clone() };
    Tls::load(&files, &["gateway".to_owned(), "gateway.example.org".to_owned()])
}

/// What a process of these names needs for TLS.
pub(crate) fn tls(authority: &Authority, names: &[&str]) -> Tls {
    load(&authority.certificate(names)).unwrap()
}

#[tokio::test]
async fn both_sides_show_certificates_of_one_authority() {
    let (ours, theirs) = (tls(&Authority::new(), &["gateway"]), tls(&Authority::new(), &["gateway"]));
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

/// Who calls says for whom: another service, with a certificate and the secret of the role, may not.
#[tokio::test]
async fn only_a_certificate_with_a_callers_name_may_call() {
    let authority = Authority::new();
    let server = Running::start(Some(tls(&authority, &["booking"]))).await;
    let call = async |names: &[&str]| {
        let remote = remote(&[server.address], Some(tls(&authority, names)));
        // whoever starts and stops processes may ask how it is
        check(&remote).await.unwrap();
        let mut booking = BookingServiceClient::new(remote.channel());
        booking.get_appointment(GetAppointmentRequest::default()).await.unwrap_err().code()
    };
    // it comes to the roles, of which this server has none
    for caller in [&["gateway"][..], &["clinic", "Gateway"], &["gateway.example.org"]] {
        assert_eq!(call(caller).await, Code::Unimplemented, "{caller:?}");
    }
    for stranger in [
        &["booking"][..],
        &["clinic", "availability"],
        &[],
        &["*.example.org"],
        &["gateway.example.com"],
        &["gateway-2"],
    ] {
        assert_eq!(call(stranger).await, Code::PermissionDenied, "{stranger:?}");
    }
}

#[test]
fn a_process_knows_whether_its_own_certificate_may_call() {
    let authority = Authority::new();
    assert_eq!(tls(&authority, &["gateway"]).is_no_caller(), None);
    assert_eq!(tls(&authority, &["clinic"]).is_no_caller(), Some(&["clinic".to_owned()][..]));
}

#[test]
fn a_file_that_will_not_do_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("ca.pem");
    let files = TlsFiles { ca: missing.clone(), cert: missing.clone(), key: missing.clone() };
    let refused = || Tls::load(&files, &[]).unwrap_err().to_string();
    assert!(refused().contains("ca.pem"));
    std::fs::write(&missing, "no certificate").unwrap();
    assert!(refused().contains("holds no certificate"));
}
