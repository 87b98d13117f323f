//! A primary with a synchronous replica: what it may not have is never acknowledged, and nobody waits for it for ever.

use std::time::{Duration, Instant};

use axum::http::{Method, StatusCode};
use holdfast_config::Settings;
use holdfast_testkit::{Answer, Api, Clinic, Server, TestDatabase};
use serde_json::json;
use tokio_postgres::{Client, NoTls};
use uuid::Uuid;

/// What an answer may take at most: COMMIT is given 4 s.
const ANSWERS_WITHIN: Duration = Duration::from_secs(6);

struct Replicated {
    primary: Server,
    replica: Server,
    api: Api,
    clinic: Clinic,
}

async fn connect(server: &Server) -> Client {
    let (client, connection) = tokio_postgres::connect(&server.postgres_url(), NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

impl Replicated {
    async fn start() -> Self {
        let primary = Server::postgres().await;
        let replica = Server::replica_of(&primary).await;
        let api = Api::on(TestDatabase::create_on(&primary.postgres_url()).await, &Settings::default()).await;
        let clinic = Clinic::open(&api, "UTC").await;
        let client = connect(&primary).await;
        client.batch_execute("ALTER SYSTEM SET synchronous_standby_names = '*'").await.unwrap();
        client.batch_execute("SELECT pg_reload_conf()").await.unwrap();
        let began = Instant::now();
        let is_synchronous = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'";
        while client.query_one(is_synchronous, &[]).await.unwrap().get::<_, i64>(0) == 0 {
            assert!(began.elapsed() < Duration::from_secs(30), "the replica is not synchronous");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Self { primary, replica, api, clinic }
    }

    async fn book(&self, slot_id: Uuid) -> Answer {
        let body = json!({"slot_id": slot_id, "patient": {"name": "P"}});
        self.api.post("/v1/bookings").header("idempotency-key", "the key").json(&body).send().await
    }

    /// Cancels whatever waits for the replica, as somebody does who thinks that it hangs; returns how many that were.
    async fn cancel_waits(&self) -> i64 {
        let cancel =
            "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
        connect(&self.primary).await.query_one(cancel, &[]).await.unwrap().get(0)
    }

    /// More bookings at once than there are workers and connections, of which none can be acknowledged.
    async fn try_to_book(&self, slots: &[Uuid]) {
        let book = async |slot_id: &Uuid| {
            let began = Instant::now();
            let body = json!({"slot_id": slot_id, "patient": {"name": "P"}});
            let code = self.api.post("/v1/bookings").json(&body).send().await.refused(503);
            assert!(matches!(code.as_str(), "outcome-unknown" | "unavailable"), "{code}");
            assert!(began.elapsed() < ANSWERS_WITHIN, "{code} after {:?}", began.elapsed());
            began.elapsed()
        };
        let took = futures::future::join_all(slots.iter().map(book)).await;
        println!("{} bookings answered, the last after {:?}", took.len(), took.iter().max().unwrap());
    }

    /// The replica is back, and bookings are soon.
    async fn books_again(&self, slot_id: Uuid) {
        let began = Instant::now();
        let body = json!({"slot_id": slot_id, "patient": {"name": "P"}});
        while self.api.post("/v1/bookings").json(&body).send().await.status != StatusCode::CREATED {
            assert!(began.elapsed() < Duration::from_secs(10), "bookings do not come back");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        println!("bookings are back after {:?}", began.elapsed());
    }

    async fn wait_for_a_wait(&self) {
        let client = connect(&self.primary).await;
        let waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
        let began = Instant::now();
        while client.query_one(waits, &[]).await.unwrap().get::<_, i64>(0) == 0 {
            assert!(began.elapsed() < Duration::from_secs(30), "nobody waits for the replica");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

/// PostgreSQL reports success, with a warning, where somebody has cancelled the wait: what is committed on the primary alone may be lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_the_replica_may_not_have_is_not_acknowledged() {
    let mut at = Replicated::start().await;
    let slots = at.clinic.free_slot_ids(&at.api).await;
    at.replica.kill();
    // a booking, by the statement of a batch
    let (answer, ()) = tokio::join!(at.book(slots[0]), async {
        at.wait_for_a_wait().await;
        assert!(at.cancel_waits().await > 0);
    });
    assert_eq!(answer.refused(503), "outcome-unknown");
    // the same again: its answer is kept on the primary, and no safer than before
    let (answer, ()) = tokio::join!(at.book(slots[0]), async {
        at.wait_for_a_wait().await;
        assert!(at.cancel_waits().await > 0);
    });
    assert_eq!(answer.refused(503), "outcome-unknown");
    // a change, by a transaction of several statements
    let change = at.api.call(Method::PATCH, format!("/v1/clinics/{}", at.clinic.id)).bearer(&at.clinic.admin);
    let (answer, ()) = tokio::join!(change.json(&json!({"phone": "1"})).send(), async {
        at.wait_for_a_wait().await;
        assert!(at.cancel_waits().await > 0);
    });
    assert_eq!(answer.refused(503), "outcome-unknown");

    at.replica.spawn();
    at.replica.wait().await;
    // and once the replica has it, it is acknowledged
    let began = Instant::now();
    loop {
        let answer = at.book(slots[0]).await;
        if answer.status == StatusCode::CREATED {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "{answer:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// The first bookings of a clinic make its key as well.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_replica_the_first_bookings_of_a_clinic_are_answered() {
    let mut at = Replicated::start().await;
    let slots = at.clinic.free_slot_ids(&at.api).await;
    at.replica.kill();
    at.try_to_book(&slots[..24]).await;
    at.replica.spawn();
    at.replica.wait().await;
    at.books_again(slots[40]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_replica_bookings_are_answered_and_search_goes_on() {
    let mut at = Replicated::start().await;
    let slots = at.clinic.free_slot_ids(&at.api).await;
    at.book(slots[0]).await.expect(201);
    at.replica.kill();
    let searches = async {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(4) {
            let asked = Instant::now();
            at.api.get("/v1/slots").send().await.expect(200);
            assert!(asked.elapsed() < Duration::from_secs(2), "a search waits for the replica");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::join!(at.try_to_book(&slots[1..25]), searches);
    // and those that come later, for as long as it lasts
    at.try_to_book(&slots[25..40]).await;
    let ready = at.api.get("/health/ready").send().await.expect(200);
    assert!(ready["checks"]["database"].as_str().unwrap().contains("commits are not answered"), "{ready}");

    at.replica.spawn();
    at.replica.wait().await;
    at.books_again(slots[40]).await;
    at.api.assert_sound().await;
}
