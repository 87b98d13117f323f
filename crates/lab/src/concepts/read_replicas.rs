//! A replica that stands still for a moment, and a booking in that moment.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures::future::{BoxFuture, ready};
use holdfast::database::replica_pool;
use holdfast_availability::Replica;
use holdfast_config::Settings;
use holdfast_coordination::day_books::{Committed, DayBooks, Known, Mark, NotTold, Written};
use holdfast_domain::{Asked, DoctorId, Page};
use holdfast_rpc::availability::DoctorSlotsRequest;
use holdfast_telemetry::Metrics;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Api, Clinic, Server, TestDatabase};
use tokio_postgres::{Client, NoTls};
use uuid::Uuid;

use crate::parts::{availability, count, metric};
use crate::{Ground, Shown};

/// Whatever the replica shows is new enough.
struct Careless {
    history: Uuid,
    asked: AtomicU64,
}

impl Careless {
    fn mark(&self) -> Mark {
        // another name each time, so that no page is kept
        let version = self.asked.fetch_add(1, Ordering::Relaxed).to_string();
        Mark { version, written: Some(Written { history: self.history, position: 0 }) }
    }
}

impl DayBooks for Careless {
    fn ask<'a>(&'a self, _: Uuid, _: &'a str) -> BoxFuture<'a, Option<Known>> {
        Box::pin(ready(Some(Known { mark: self.mark(), page: None })))
    }

    fn marks<'a>(&'a self, doctors: &'a [Uuid]) -> BoxFuture<'a, Option<Vec<Mark>>> {
        Box::pin(ready(Some(doctors.iter().map(|_| self.mark()).collect())))
    }

    fn keep(&self, _: Uuid, _: String, _: Vec<u8>) {}

    fn are_afar(&self) -> bool {
        true
    }

    fn changed<'a>(&'a self, _: &'a [Uuid], _: Option<Committed>) -> BoxFuture<'a, Result<(), NotTold>> {
        Box::pin(ready(Ok(())))
    }
}

/// Asks for the doctor's free slots, so many of them.
type Ask<'a> = dyn Fn(u32) -> BoxFuture<'a, Vec<Uuid>> + Send + Sync + 'a;

pub(super) async fn run(ground: &Ground) -> Shown {
    let metrics = holdfast_telemetry::start_metrics().expect("once");
    let (primary, redis) = tokio::join!(Server::fleeting_postgres(), Server::redis());
    let database = TestDatabase::create_on(&primary.postgres_url()).await;
    let standby = Server::fleeting_replica_of(&primary).await;
    let name = database.url().rsplit_once('/').expect("a name").1.to_owned();
    let replica_url = format!("postgresql://postgres@127.0.0.1:{}/{name}", standby.port);
    let mut settings = Settings::default();
    if !ground.broken {
        settings.redis_url = Some(redis.redis_url());
        settings.replica_url = Some(replica_url.clone());
    }
    let api = Api::on(database, &settings);
    if !ground.broken {
        wait_for_marks(&api.database.client().await).await;
    }
    let clinic = Clinic::open(&api, "UTC").await;
    let replica = connect(&replica_url).await;
    if ground.broken {
        // the history has a name as soon as somebody relies on marks; here nobody does
        let history: Uuid = api
            .database
            .client()
            .await
            .query_one(
                "UPDATE freshness SET history = coalesce(history, gen_random_uuid()) RETURNING history",
                &[],
            )
            .await
            .expect("a history")
            .get(0);
        let careless = Arc::new(Careless { history, asked: AtomicU64::new(0) });
        let reads = Replica::new(replica_pool(&replica_url, &settings).expect("a pool"));
        let client = availability(&api, careless, Some(reads));
        let ask = |limit: u32| -> BoxFuture<'_, Vec<Uuid>> {
            let request = DoctorSlotsRequest {
                doctor_id: DoctorId(clinic.doctor_id),
                page: Page { limit, ..Page::default() },
                ..DoctorSlotsRequest::default()
            };
            let answer = client.doctor_slots(Asked::ANONYMOUS, request);
            Box::pin(
                async move { answer.await.expect("a page").items.iter().map(|slot| slot.id.0).collect() },
            )
        };
        look(&api, &clinic, &replica, &metrics, &ask).await
    } else {
        let ask = |limit: u32| -> BoxFuture<'_, Vec<Uuid>> {
            let answer = api.get(format!("/v1/doctors/{}/slots?limit={limit}", clinic.doctor_id)).send();
            Box::pin(async move {
                let page = answer.await.expect(200);
                page["items"].as_array().expect("items").iter().map(|slot| id(slot, "id")).collect()
            })
        };
        look(&api, &clinic, &replica, &metrics, &ask).await
    }
}

/// Until all have agreed on which Redis holds the marks. A change before that puts it off.
async fn wait_for_marks(client: &Client) {
    let settled =
        "SELECT count(*) FROM freshness_servers WHERE since < clock_timestamp() - interval '2 seconds'";
    while count(client, settled).await == 0 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("the replica answers");
    tokio::spawn(connection);
    client
}

async fn look(api: &Api, clinic: &Clinic, replica: &Client, metrics: &Metrics, ask: &Ask<'_>) -> Shown {
    let pages = |source: &str| {
        metric(&metrics.render(), &format!("holdfast_slot_pages_total{{source=\"{source}\"}}"))
    };
    // until the replica is read: it has to catch up, and marks are relied on some seconds after a start
    let mut limit = 1;
    let mut slots = Vec::new();
    while pages("replica") == 0.0 || slots.is_empty() {
        limit = limit % 400 + 1;
        slots = ask(limit).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let lead = "A doctor's free slots are asked for. Questions may be answered by a streaming replica, which is \
     then made to stand still.";
    let mut shown = Shown::of(lead, ["when", "answered from", "offers the slot"]);
    let slot = slots[0];
    let mut offered = false;
    for when in
        ["before", "the replica stands still, nothing was booked", "the slot is booked, 201 was answered"]
    {
        if when.starts_with("the replica") {
            replica.batch_execute("SELECT pg_wal_replay_pause()").await.expect("paused");
        }
        if when.starts_with("the slot") {
            clinic.book(api, slot).await;
        }
        let from_replica = pages("replica");
        limit += 1;
        offered = ask(limit).await.contains(&slot);
        let source = if pages("replica") > from_replica { "the replica" } else { "the primary" };
        shown.row([&when, &source, &if offered { "yes" } else { "no" }]);
    }
    replica.batch_execute("SELECT pg_wal_replay_resume()").await.expect("resumed");
    shown.judge(
        offered,
        "a slot is offered whose booking was acknowledged before the question.",
        "the booking's mark says how far a replica must have come; this one had not, so the primary answered.",
    )
}
