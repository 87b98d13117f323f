//! Whoever calls a role says for whom, and is believed. So a process that was broken into must not be able to: with all that
//! it has, only a gateway can.

use std::sync::Arc;
use std::time::Duration;

use holdfast_domain::{Asked, Caller, ErrorCode, Ids, Role, SystemClock};
use holdfast_rpc::booking::{BookingClient, GetAppointmentRequest};
use holdfast_rpc::clinic::{ClinicClient, ListPatientsRequest};
use holdfast_rpc::{Dialer, Remote, RoleChannel, Secrets, Tls, TlsFiles};
use holdfast_testkit::{Certificates, Fleet};
use rand::SeedableRng;
use rand::rngs::StdRng;
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
async fn calls(fleet: &Fleet, from: &str, clinic_id: Uuid) -> [Result<(), ErrorCode>; 2] {
    let admin =
        Caller { role: Role::PlatformAdmin, account_id: Some(Uuid::max().into()), ..Caller::ANONYMOUS };
    let asked = Asked::by(admin);
    let patients = ListPatientsRequest { clinic_id: clinic_id.into(), ..ListPatientsRequest::default() };
    let appointment = GetAppointmentRequest { id: Uuid::max().into() };
    let clinics = ClinicClient::there(channel(fleet, from, "clinic"));
    let booking = BookingClient::there(channel(fleet, from, "booking"));
    let patients = clinics.list_patients(asked.clone(), patients).await;
    let appointment = booking.get_appointment(asked, appointment).await;
    [patients.map(|_| ()), appointment.map(|_| ())].map(|answer| answer.map_err(|problem| problem.code))
}

/// Of a fleet with TLS.
pub(crate) async fn gateways_alone_say_for_whom(fleet: &Fleet, clinic_id: Uuid) {
    for name in fleet.names() {
        let expected = if name.starts_with("gateway") {
            [Ok(()), Err(ErrorCode::NotFound)]
        } else {
            // What is no answer of a service. (`crates/rpc` tests that it is PERMISSION_DENIED.)
            [Err(ErrorCode::Internal); 2]
        };
        assert_eq!(calls(fleet, name, clinic_id).await, expected, "with what {name} has");
    }
}
