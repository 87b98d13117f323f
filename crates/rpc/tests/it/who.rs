//! Who may call, and how much at once.

use holdfast_domain::ErrorCode;
use holdfast_rpc::booking::GetAppointmentRequest;
use holdfast_rpc::booking::booking_service_client::BookingServiceClient;
use holdfast_rpc::from_status;
use tonic::metadata::MetadataValue;
use tonic::transport::Endpoint;
use tonic::{Code, Request};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;

use crate::scene::Running;

#[tokio::test]
async fn a_call_without_credentials_gets_unauthenticated() {
    let server = Running::start(None).await;
    let endpoint = Endpoint::from_shared(format!("http://{}", server.address)).unwrap();
    let channel = endpoint.connect().await.unwrap();
    let mut booking = BookingServiceClient::new(channel.clone());
    let of_a_secret = |letter: &str| Some(format!("Bearer {}", letter.repeat(32)));
    // the last one is the secret of another role: whoever is called there has learnt it
    for credentials in [None, Some("Bearer wrong".to_owned()), of_a_secret("t"), of_a_secret("c")] {
        let mut request = Request::new(GetAppointmentRequest::default());
        if let Some(credentials) = &credentials {
            request.metadata_mut().insert("authorization", MetadataValue::try_from(credentials).unwrap());
        }
        let refused = booking.get_appointment(request).await.unwrap_err();
        assert_eq!(refused.code(), Code::Unauthenticated, "{credentials:?}");
    }
    // with them it comes to the roles, of which this server has none
    let mut request = Request::new(GetAppointmentRequest::default());
    let right = MetadataValue::try_from(format!("Bearer {}", "s".repeat(32))).unwrap();
    request.metadata_mut().insert("authorization", right);
    assert_eq!(booking.get_appointment(request).await.unwrap_err().code(), Code::Unimplemented);
    // whoever starts and stops processes may ask how it is
    HealthClient::new(channel).check(HealthCheckRequest::default()).await.unwrap();
}

#[tokio::test]
async fn more_calls_than_there_is_room_for_are_refused_at_once() {
    let server = Running::on("127.0.0.1:0".parse().unwrap(), None, 0).await;
    let endpoint = Endpoint::from_shared(format!("http://{}", server.address)).unwrap();
    let channel = endpoint.connect().await.unwrap();
    let mut request = Request::new(HealthCheckRequest::default());
    let right = MetadataValue::try_from(format!("Bearer {}", "s".repeat(32))).unwrap();
    request.metadata_mut().insert("authorization", right);
    let refused = HealthClient::new(channel).check(request).await.unwrap_err();
    assert_eq!(from_status(&refused).code, ErrorCode::Overloaded);
}
