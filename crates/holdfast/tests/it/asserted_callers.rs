//! Whoever calls a role says for whom, and is believed. So a process that was broken into must not be able to: with all that
//! it has, only a gateway can.

use std::sync::Arc;
use std::time::Duration;

use holdfast_domain::{Caller, Ids, Role, SystemClock};
use holdfast_rpc::booking::GetAppointmentRequest;
use holdfast_rpc::booking::booking_service_client::BookingServiceClient;
use holdfast_rpc::clinic::ListPatientsRequest;
use holdfast_rpc::clinic::clinic_service_client::ClinicServiceClient;
use holdfast_rpc::{Dialer, Remote, RoleChannel, Secrets, Tls, TlsFiles};
use holdfast_testkit::{Certificates, Fleet};
use rand::SeedableRng;
use rand::rngs::StdRng;
use tonic::{Code, Status};
use uuid::Uuid;

/// A channel to a role of the fleet, with the certificate and the secrets of one of its processes.
fn channel(fleet: &Fleet, from: &str, role: &'static str) -> RoleChannel {
    let (secrets, certificates) = fleet.credentials(from);
    let Certificates { ca, cert, key, .. } = certificates.expect("a fleet with TLS");
    let files = TlsFiles { ca: ca.clone(), cert: cert.clone(), key: key.clone() };
    // who calls nobody guesses
    let secrets = Secrets::parse(secrets.as_deref().unwrap_or(&"guess".repeat(8))).expect("secrets");
    let secret = secrets.of(role).or_else(|| secrets.of("clinic")).or_else(|| secrets.of("booking"));
    let secret = secret.or_else(|| secrets.of("availability")).expect("a secret").clone();
    let called = fleet.names().into_iter().map(|name| fleet.member(name)).find(|member| member.has(role));
    Remote::new(
        role,
        called.expect("a member with the role").rpc.to_string().parse().expect("an address"),
        Dialer {
            secret,
            tls: Some(Tls::load(&files, &["gateway".to_owned()]).expect("certificates")),
            deadline: Duration::from_secs(10),
            ids: Ids::new(Arc::new(SystemClock), StdRng::seed_from_u64(1)),
        },
    )
    .channel()
}

/// Calls as a platform admin: for a clinic's patients, and for an appointment that there is not.
async fn calls(fleet: &Fleet, from: &str, clinic_id: Uuid) -> [Result<(), Status>; 2] {
    let admin = Caller { role: Role::PlatformAdmin, account_id: Some(Uuid::max()), ..Caller::ANONYMOUS };
    let patients = ListPatientsRequest {
        caller: Some((&admin).into()),
        clinic_id: clinic_id.to_string(),
        ..ListPatientsRequest::default()
    };
    let appointment = GetAppointmentRequest { caller: Some((&admin).into()), id: Uuid::max().to_string() };
    let patients = ClinicServiceClient::new(channel(fleet, from, "clinic")).list_patients(patients).await;
    let appointment =
        BookingServiceClient::new(channel(fleet, from, "booking")).get_appointment(appointment).await;
    [patients.map(|_| ()), appointment.map(|_| ())]
}

/// Of a fleet with TLS.
pub(crate) async fn gateways_alone_say_for_whom(fleet: &Fleet, clinic_id: Uuid) {
    for name in fleet.names() {
        let answers =
            calls(fleet, name, clinic_id).await.map(|answer| answer.map_err(|status| status.code()));
        let expected = if name.starts_with("gateway") {
            [Ok(()), Err(Code::NotFound)]
        } else {
            [Err(Code::PermissionDenied); 2]
        };
        assert_eq!(answers, expected, "with what {name} has");
    }
}
