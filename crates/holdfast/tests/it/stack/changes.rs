//! Streams of changes with a process for each role, two gateways and a broker.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use holdfast_domain::{Clock, SystemClock};
use holdfast_testkit::events::Heard;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::process::request;
use holdfast_testkit::{Backing, EventStream, Fleet, Server, TestDatabase};
use serde_json::{Value, json};

use super::load::doctors;

/// A stream through this gateway, past what it begins with, if nothing was missed.
async fn listen(gateway: SocketAddr, path: &str, token: &str, last: Option<&str>) -> EventStream {
    let (status, mut stream) = EventStream::open(gateway, path, token, last).await.unwrap();
    assert_eq!(status, 200);
    assert!(stream.next().await.unwrap().retry.is_some());
    stream
}

async fn book(gateway: SocketAddr, slot: uuid::Uuid) -> String {
    let body = json!({"slot_id": slot, "patient": {"name": "Ada Lovelace"}});
    let (status, booked) = request(gateway, "POST", "/v1/bookings", None, Some(&body)).await.unwrap();
    assert_eq!(status, 201, "{booked}");
    id(&booked, "id").to_string()
}

fn appointment(heard: Option<Heard>) -> Value {
    heard.expect("the stream goes on").data["appointment_id"].clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_gateway_books_another_tells_and_nothing_is_lost_between_them() {
    let (database, broker) = (TestDatabase::create().await, Server::rabbitmq().await);
    let backing =
        Backing { database_url: database.url(), amqp_url: Some(broker.amqp_url()), ..Backing::default() };
    let mut fleet = Fleet::start(env!("CARGO_BIN_EXE_holdfast"), backing).await;
    let doctor = doctors(&fleet, 1).await.remove(0);
    let [one, two] = fleet.gateways();
    // a day on which nothing passes while the test runs
    let path = format!("/v1/doctors/{}/slots?limit=1&from=", doctor.id);
    let from = SystemClock.now() + jiff::SignedDuration::from_hours(72);
    let (_, page) = request(one, "GET", &format!("{path}{from}"), None, None).await.unwrap();
    let (clinic, date) = (id(&page["items"][0], "clinic_id"), &page["items"][0]["starts_at"]);
    let date = &date.as_str().unwrap()[..10];
    let from = format!("{date}T00:00:00Z&limit=200").replace("&limit", "&to=2199-01-01T00:00:00Z&limit");
    let path = format!("/v1/doctors/{}/slots?from={from}", doctor.id);
    let (_, page) = request(one, "GET", &path, None, None).await.unwrap();
    let slots: Vec<_> = page["items"].as_array().unwrap().iter().map(|slot| id(slot, "id")).collect();
    let token = fleet.token(&["--role", "staff", "--clinic", &clinic.to_string()]);
    let path = format!("/v1/clinics/{clinic}/changes?date={date}");

    let mut stream = listen(two, &path, &token, None).await;
    let mut all = Vec::new();
    for slot in &slots[..5] {
        let began = Instant::now();
        all.push(book(one, *slot).await);
        assert_eq!(appointment(stream.event().await), *all.last().unwrap());
        assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    }

    // A gateway that goes ends its streams at once, and their listeners go on elsewhere.
    let began = Instant::now();
    let (said, ()) = tokio::join!(stream.end(), fleet.stop("gateway-2"));
    assert_eq!(said, "ended: leaving");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    for slot in &slots[5..10] {
        all.push(book(one, *slot).await);
    }
    let mut stream = listen(one, &path, &token, stream.last_id.as_deref()).await;
    let mut told = Vec::new();
    while told.last() != all.last().map(|id| json!(id)).as_ref() {
        told.push(appointment(stream.event().await));
    }
    for id in &all[5..] {
        assert!(told.contains(&json!(id)), "{id} is lost: {told:?}");
    }

    // Without a broker events wait for it, and listeners do not.
    drop(broker);
    let booked = book(one, slots[10]).await;
    while appointment(stream.event().await) != booked {}
}
