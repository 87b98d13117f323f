//! One service, asked three ways: in the process, over gRPC, and by REST. A refusal has to say the same on each of them.

use std::time::Instant;

use holdfast_domain::{Asked, PatientId, Problem, SlotId};
use holdfast_rpc::booking::book_request::Who;
use holdfast_rpc::booking::{Appointment, BookRequest, BookingClient, GetAppointmentRequest};
use holdfast_rpc::{Dialer, Remote, RoleChannel, Secrets, ServerSettings};
use holdfast_testkit::fixtures::nine_to_five;
use holdfast_testkit::{Api, Clinic};
use prost::Message;
use tokio::net::TcpListener;
use tower::util::BoxCloneSyncService;
use tower::{Service, ServiceExt};
use uuid::Uuid;

use crate::parts::{DEADLINE, front_desk, ids};
use crate::{Ground, Shown};

/// Calls that are timed.
const CALLS: usize = 100;

pub(super) async fn run(ground: &Ground) -> Shown {
    let api = ground.api().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let colleague =
        Clinic { doctor_id: Clinic::add_doctor(&api, clinic.id, "surgery").await, ..clinic.clone() };
    colleague.set_hours(&api, &nine_to_five()).await;
    let here: BookingClient = api.system.client().expect("it has every role");
    let channel = serve(&api).await;
    let there = BookingClient::there(if ground.broken { without_details(channel) } else { channel });

    // what can be in the way of a booking
    let (mine, theirs) = (clinic.free_slot_ids(&api).await, colleague.free_slot_ids(&api).await);
    let patient = clinic.add_patient(&api, None).await;
    let booked = book(&here, &front_desk(&api, &clinic), mine[0], patient, None).await.expect("booked");
    let asked = front_desk(&api, &clinic);
    let cases = [
        ("the slot is taken", mine[0], patient, None),
        ("the patient has another appointment then", theirs[0], patient, None),
        ("the slot has changed since", mine[1], patient, Some(9)),
        ("there is no such slot", api.new_id(), patient, None),
        ("there is no such patient", mine[1], api.new_id(), None),
    ];
    let lead = "One booking service, asked in the process, over gRPC from another process, and by REST. What \
     does each refusal say?";
    let mut shown = Shown::of(lead, ["refused because", "in the process", "over gRPC", "so REST answers"]);
    let mut different = 0;
    for (why, slot, patient, version) in cases {
        let near = refusal(book(&here, &asked, slot, patient, version).await);
        let far = refusal(book(&there, &asked, slot, patient, version).await);
        different += usize::from(near.code != far.code);
        let answers = format!("{} {}", far.code.http_status(), far.code.as_str());
        shown.row([&why, &near.code.as_str(), &far.code.as_str(), &answers]);
    }

    let rest = |path: &str| api.get(path.to_owned()).bearer(&clinic.staff).send();
    let path = format!("/v1/appointments/{}", booked.id);
    let look = async |client: &BookingClient| {
        let request = GetAppointmentRequest { id: booked.id };
        client.get_appointment(asked.clone(), request).await.expect("found")
    };
    let in_process = micros(async || drop(look(&here).await)).await;
    let over_grpc = micros(async || drop(look(&there).await)).await;
    let over_rest = micros(async || drop(rest(&path).await.expect(200))).await;
    let (bytes, json) = (look(&here).await.encoded_len(), rest(&path).await.bytes.len());
    shown.note(format!(
        "One look at an appointment, with its query: {in_process} µs in the process, {over_grpc} µs over gRPC \
         ({bytes} bytes), {over_rest} µs by REST ({json} bytes of JSON)."
    ));
    shown.note("(A debug build; the gateway's part of REST is in this process, without a socket.)");
    shown.judge(
        different > 0,
        format!(
            "{different} refusals became faults of the server: a client cannot tell what to do next, and \
         retries what will never work."
        ),
        "a refusal is the same whichever way it was asked for; the status alone could not carry it.",
    )
}

async fn book(
    client: &BookingClient,
    asked: &Asked,
    slot: Uuid,
    patient: Uuid,
    expected_version: Option<u32>,
) -> Result<Appointment, Problem> {
    let request = BookRequest {
        slot_id: SlotId(slot),
        who: Some(Who::PatientId(PatientId(patient))),
        expected_version,
        ..BookRequest::default()
    };
    client.book(asked.clone(), request).await
}

fn refusal(answer: Result<Appointment, Problem>) -> Problem {
    answer.expect_err("every case is refused")
}

/// Microseconds of a call: half of them take longer.
async fn micros(call: impl AsyncFn()) -> u128 {
    let mut took = Vec::new();
    for _ in 0..CALLS {
        let began = Instant::now();
        call().await;
        took.push(began.elapsed());
    }
    took.sort_unstable();
    took[CALLS / 2].as_micros()
}

/// The product's roles, offered on a port; the way to its booking role.
async fn serve(api: &Api) -> RoleChannel {
    let secrets = Secrets::parse(&"s".repeat(32)).expect("a secret");
    let settings =
        ServerSettings { secrets: secrets.clone(), tls: None, max_in_flight: 100, deadline: DEADLINE };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("bound");
    let server = api.system.server(settings);
    tokio::spawn(server.serve(listener, std::future::pending(), std::future::pending()));
    let secret = secrets.of("booking").expect("a secret for all roles").clone();
    let dialer = Dialer { secret, tls: None, deadline: DEADLINE, ids: ids(api) };
    Remote::new("booking", address.to_string().parse().expect("an address"), dialer).channel()
}

/// As if somebody on the way passed on the status of a call, and not its details.
fn without_details(channel: RoleChannel) -> RoleChannel {
    BoxCloneSyncService::new(tower::service_fn(move |request| {
        let mut channel = channel.clone();
        async move {
            let mut answer = channel.ready().await?.call(request).await?;
            answer.headers_mut().remove("grpc-status-details-bin");
            Ok(answer)
        }
    }))
}
