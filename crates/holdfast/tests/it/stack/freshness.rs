//! Answers from a replica and from what is kept are never older than what was acknowledged.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use holdfast_testkit::fixtures::id;
use holdfast_testkit::process::request;
use holdfast_testkit::{Backing, Fleet, Hold, Server, rounds};
use serde_json::json;

use crate::metrics::series;

use super::load::{Load, doctors};

async fn backed(primary: &Server, replica_url: String, redis: &Server) -> Fleet {
    let backing = Backing {
        database_url: primary.postgres_url(),
        replica_url: Some(replica_url),
        redis_url: Some(redis.redis_url()),
        ..Backing::default()
    };
    Fleet::start(env!("CARGO_BIN_EXE_holdfast"), backing).await
}

/// How many pages the availability services took from there.
async fn pages(fleet: &Fleet, source: &str) -> f64 {
    let mut sum = 0.0;
    for name in ["availability-1", "availability-2"] {
        let address = fleet.member(name).address;
        let text = holdfast_testkit::process::text(address, "/metrics").await.unwrap();
        let line = format!("holdfast_slot_pages_total{{source=\"{source}\"}} ");
        sum += text.lines().find_map(|l| l.strip_prefix(&line)?.parse::<f64>().ok()).unwrap_or(0.0);
    }
    sum
}

/// The availability service tells that the replica is behind, and that marks are relied on.
async fn wait_for_lag(fleet: &Fleet) {
    let address = fleet.member("availability-1").address;
    let began = Instant::now();
    loop {
        let metrics = series(&holdfast_testkit::process::text(address, "/metrics").await.unwrap());
        let lags =
            metrics.iter().any(|series| series.name == "holdfast_replica_lag_bytes" && series.value > 0.0);
        if lags {
            let states = metrics.iter().filter(|series| series.name == "holdfast_freshness_state");
            let states = states.map(|series| (series.labels["state"].as_str(), series.value));
            let expected = [("relied_on", 1.0), ("suspended", 0.0), ("unknown", 0.0)];
            assert_eq!(states.collect::<BTreeMap<_, _>>(), BTreeMap::from(expected));
            return;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "no lag is told of");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Marks are relied on: the replica is read.
async fn wait_for_replica_reads(fleet: &Fleet, doctor_id: uuid::Uuid) {
    let began = Instant::now();
    let before = pages(fleet, "replica").await;
    let mut limit = 1;
    while pages(fleet, "replica").await <= before {
        assert!(began.elapsed() < Duration::from_secs(30), "the replica is never read");
        limit = limit % 400 + 1;
        let path = format!("/v1/doctors/{doctor_id}/slots?limit={limit}");
        request(fleet.gateways()[0], "GET", &path, None, None).await.unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replica_that_stands_still_shows_nothing_that_was_booked() {
    let (primary, redis) = (Server::postgres().await, Server::redis().await);
    holdfast_postgres::migrate::migrate(&primary.postgres_url(), |_| {}).await.unwrap();
    let replica = Server::replica_of(&primary).await;
    let fleet = backed(&primary, replica.postgres_url(), &redis).await;
    let doctors = doctors(&fleet, 3).await;
    wait_for_replica_reads(&fleet, doctors[0].id).await;
    let (client, connection) =
        tokio_postgres::connect(&replica.postgres_url(), tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);

    let load = Load::start(&fleet.gateways(), &doctors, 8);
    tokio::time::sleep(Duration::from_secs(3)).await;
    client.batch_execute("SELECT pg_wal_replay_pause()").await.unwrap();
    let before = load.seen.booked.lock().await.len();
    tokio::time::sleep(rounds(Duration::from_secs(12), Duration::from_secs(30))).await;
    let during = load.seen.booked.lock().await.len() - before;
    wait_for_lag(&fleet).await;
    client.batch_execute("SELECT pg_wal_replay_resume()").await.unwrap();
    tokio::time::sleep(Duration::from_secs(3)).await;
    let seen = load.finish().await;
    let looks = seen.looks.load(Ordering::SeqCst);
    println!("{during} bookings while the replica stood still; {looks} looks, none stale");
    println!(
        "pages: {} not modified, {} kept, {} from the replica, {} from the primary",
        pages(&fleet, "not_modified").await,
        pages(&fleet, "kept").await,
        pages(&fleet, "replica").await,
        pages(&fleet, "primary").await,
    );
    assert!(during > 100, "booking goes on: {during}");
    seen.assert_true(&fleet).await;
    seen.assert_no_failures(&fleet).await;
}

/// The same of the search for people: soonest times, and numbers of free slots by day, both ways.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_searched_on_a_replica_and_never_as_they_were() {
    let (primary, redis) = (Server::postgres().await, Server::redis().await);
    holdfast_postgres::migrate::migrate(&primary.postgres_url(), |_| {}).await.unwrap();
    let replica = Server::replica_of(&primary).await;
    let fleet = backed(&primary, replica.postgres_url(), &redis).await;
    let doctor = doctors(&fleet, 1).await.remove(0);
    let [gateway, other_gateway] = fleet.gateways();
    wait_for_replica_reads(&fleet, doctor.id).await;
    // an evening in three days: nothing begins meanwhile, and it has fewer than are counted
    let days = format!("/v1/doctors/{}/days", doctor.id);
    let (_, week) = request(gateway, "GET", &days, None, None).await.unwrap();
    let day = week["days"][3]["date"].as_str().unwrap();
    let path = format!("/v1/doctors/{}/slots?limit=2&from={day}T18:00:00Z", doctor.id);
    let (_, page) = request(gateway, "GET", &path, None, None).await.unwrap();
    let slots = [id(&page["items"][0], "id"), id(&page["items"][1], "id")];
    let looks = async |address| {
        let soonest = format!("/v1/doctors/soonest?times=1&from={day}T18:00:00Z");
        let (status, page) = request(address, "GET", &soonest, None, None).await.unwrap();
        assert_eq!(status, 200, "{page}");
        let evening = format!("{days}?from={day}&days=1&part_of_day=evening");
        let (status, days) = request(address, "GET", &evening, None, None).await.unwrap();
        assert_eq!(status, 200, "{days}");
        (id(&page["items"][0]["slots"][0], "id"), days["days"][0]["free"].as_u64().unwrap())
    };
    let before = pages(&fleet, "replica").await;
    assert_eq!(looks(gateway).await, (slots[0], 84));
    assert!(pages(&fleet, "replica").await >= before + 2.0, "the replica is not read");

    let (client, connection) =
        tokio_postgres::connect(&replica.postgres_url(), tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute("SELECT pg_wal_replay_pause()").await.unwrap();
    let body = json!({"slot_id": slots[0], "patient": {"name": "P"}});
    let (status, appointment) = request(gateway, "POST", "/v1/bookings", None, Some(&body)).await.unwrap();
    assert_eq!(status, 201, "{appointment}");
    for address in [gateway, other_gateway] {
        assert_eq!(looks(address).await, (slots[1], 83));
    }
    let token = appointment["manage_token"].as_str().unwrap();
    let path = format!("/v1/appointments/{}/cancel", id(&appointment, "id"));
    let (status, answer) = request(gateway, "POST", &path, Some(token), None).await.unwrap();
    assert_eq!(status, 200, "{answer}");
    for address in [gateway, other_gateway] {
        assert_eq!(looks(address).await, (slots[0], 84));
    }
    client.batch_execute("SELECT pg_wal_replay_resume()").await.unwrap();
}

/// A reader is held between its read and the keeping of its answer; a booking is acknowledged meanwhile. Whoever asks
/// then is not given that old answer, neither at once nor after the reader has kept it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_readers_old_answer_is_never_given_out() {
    let (primary, redis) = (Server::postgres().await, Server::redis().await);
    holdfast_postgres::migrate::migrate(&primary.postgres_url(), |_| {}).await.unwrap();
    let replica = Server::replica_of(&primary).await;
    // between the availability services and the replica
    let hold = Hold::before(replica.port).await;
    let fleet = backed(&primary, hold.postgres_url(), &redis).await;
    let doctor = doctors(&fleet, 1).await.remove(0);
    let [gateway, other_gateway] = fleet.gateways();
    wait_for_replica_reads(&fleet, doctor.id).await;
    for round in 0..5 {
        let slot_id = doctor.slots[30 + round];
        let path = format!("/v1/doctors/{}/slots?limit=100", doctor.id);
        let shows = async |address| {
            let (status, page) = request(address, "GET", &path, None, None).await.unwrap();
            assert_eq!(status, 200, "{page}");
            page["items"].as_array().unwrap().iter().any(|slot| id(slot, "id") == slot_id)
        };
        // so that what was kept before is of no use
        let body = json!({"slot_id": doctor.slots[60 + round], "patient": {"name": "P"}});
        let (status, _) = request(gateway, "POST", "/v1/bookings", None, Some(&body)).await.unwrap();
        assert_eq!(status, 201);
        // until the replica has that, the primary would be asked
        tokio::time::sleep(Duration::from_millis(500)).await;

        // the slots themselves; the answer about the replica's position is a short one
        hold.hold_answers_from(2000);
        let slow = tokio::spawn({
            let path = path.clone();
            async move { request(gateway, "GET", &path, None, None).await.unwrap() }
        });
        hold.wait_until_held().await;
        let body = json!({"slot_id": slot_id, "patient": {"name": "P"}});
        let (status, answer) =
            request(other_gateway, "POST", "/v1/bookings", None, Some(&body)).await.unwrap();
        assert_eq!(status, 201, "{answer}");
        hold.release();
        let (status, _) = slow.await.unwrap();
        assert_eq!(status, 200);
        for address in [gateway, other_gateway, gateway, other_gateway] {
            assert!(!shows(address).await, "round {round}: an answer from before the booking");
        }
    }
}
