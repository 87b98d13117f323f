//! A primary with replicas: what the synchronous one may not have is never acknowledged, nobody waits for it for ever, and what another
//! one shows is never older than what was acknowledged, after a failover either.

use std::time::{Duration, Instant};

use axum::http::{Method, StatusCode};
use holdfast_config::Settings;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Answer, Api, Clinic, Server, TestDatabase};
use serde_json::json;
use tokio_postgres::{Client, NoTls};
use uuid::Uuid;

/// What an answer may take at most: COMMIT is given 4 s, and the rest is for a busy machine. Without a bound it took 30 s and more.
const ANSWERS_WITHIN: Duration = Duration::from_secs(15);

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
        let api = Api::on(TestDatabase::create_on(&primary.postgres_url()).await, &Settings::default());
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
            assert!(began.elapsed() < Duration::from_secs(30), "bookings do not come back");
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
            assert!(asked.elapsed() < ANSWERS_WITHIN, "a search waits for the replica");
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

/// The replica that is read has more of the old history than the one that takes over. That it has as much WAL as a change of the new
/// history says nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replica_that_was_ahead_of_a_failover_does_not_pass_for_fresh() {
    let redis = Server::redis().await;
    let mut primary = Server::postgres().await;
    let mut heir = Server::replica_of(&primary).await;
    let ahead = Server::replica_of(&primary).await;
    let hosts = format!("postgresql://postgres@127.0.0.1:{},127.0.0.1:{}/postgres", primary.port, heir.port);
    let database = TestDatabase::create_on(&hosts).await;
    let name = database.url().rsplit_once('/').unwrap().1.to_owned();
    let settings = Settings {
        redis_url: Some(redis.redis_url()),
        replica_url: Some(format!("postgresql://postgres@127.0.0.1:{}/{name}", ahead.port)),
        ..Settings::default()
    };
    let api = Api::on(database, &settings);
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slot_ids(&api).await;
    let replica = connect(&ahead).await;
    let is_read = "SELECT count(*) > 0 FROM pg_stat_activity
                   WHERE application_name = 'holdfast' AND query LIKE '%offered_until%'";
    let (began, mut limit) = (Instant::now(), 1);
    while !replica.query_one(is_read, &[]).await.unwrap().get::<_, bool>(0) {
        assert!(began.elapsed() < Duration::from_secs(30), "the replica is never read");
        // a page that nobody has kept
        limit = limit % 90 + 1;
        api.get(format!("/v1/doctors/{}/slots?limit={limit}", clinic.doctor_id)).send().await.expect(200);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }

    heir.kill();
    let client = connect(&primary).await;
    client
        .batch_execute("CREATE TABLE lost AS SELECT repeat('x', 1000) FROM generate_series(1, 20000)")
        .await
        .unwrap();
    let end: String = client.query_one("SELECT pg_current_wal_lsn()::text", &[]).await.unwrap().get(0);
    let has_it = format!("SELECT pg_last_wal_replay_lsn() >= '{end}'::pg_lsn");
    while !replica.query_one(&has_it, &[]).await.unwrap().get::<_, bool>(0) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    primary.kill();
    heir.spawn();
    heir.wait().await;
    connect(&heir).await.batch_execute("SELECT pg_promote()").await.unwrap();

    for (at, slot_id) in slots.iter().enumerate().take(10) {
        let body = json!({"slot_id": slot_id, "patient": {"name": "P"}});
        let began = Instant::now();
        while api.post("/v1/bookings").json(&body).send().await.status != StatusCode::CREATED {
            assert!(began.elapsed() < Duration::from_secs(30), "the new primary takes no bookings");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let path = format!("/v1/doctors/{}/slots?limit={}", clinic.doctor_id, 100 + at);
        let page = api.get(path).send().await.expect(200);
        let shown = page["items"].as_array().unwrap().iter().any(|slot| id(slot, "id") == *slot_id);
        assert!(!shown, "booking {at} was acknowledged, and its slot is offered");
        let found =
            api.get(format!("/v1/slots?doctor_id={}&limit={}", clinic.doctor_id, 100 + at)).send().await;
        let found = found.expect(200);
        assert!(!found["items"].as_array().unwrap().iter().any(|slot| id(slot, "id") == *slot_id));
        // over some seconds: for a while after the failover nobody reads a replica, whichever
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
