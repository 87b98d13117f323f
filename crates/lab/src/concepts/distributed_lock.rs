//! A slot that everybody wants, and a database that is slow for a moment: how many requests reach it?

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::future::{BoxFuture, join_all, ready};
use holdfast_coordination::{Acquired, Redis, SharedSlotLocks, SlotLocks, UnknownDayBooks};
use holdfast_domain::{ErrorCode, SlotId};
use holdfast_rpc::booking::book_request::Who;
use holdfast_rpc::booking::{BookRequest, NewPatient};
use holdfast_testkit::{Clinic, Server};
use uuid::Uuid;

use crate::parts::{booking, front_desk, ids, metric};
use crate::{Ground, Shown};

const REQUESTS: usize = 200;
/// How long the database is slow.
const SLOW_FOR: Duration = Duration::from_millis(500);

/// In the place of the lock: whoever asks is told to go on without it.
struct NoLocks;

impl SlotLocks for NoLocks {
    fn acquire(&self, _: Uuid) -> BoxFuture<'_, Acquired> {
        Box::pin(ready(Acquired::Away))
    }
}

pub(super) async fn run(ground: &Ground) -> Shown {
    let metrics = holdfast_telemetry::start_metrics().expect("once");
    let api = ground.api().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slot = clinic.free_slot_ids(&api).await[0];
    let redis = Server::redis().await;
    let location = redis.redis_url().parse().expect("a location");
    // two processes, as it were: each has connections of its own to Redis and to PostgreSQL
    let mut processes = Vec::new();
    for _ in 0..2 {
        let locks: Arc<dyn SlotLocks> = if ground.broken {
            Arc::new(NoLocks)
        } else {
            let redis = Redis::new(&location).expect("a client");
            while redis.live().is_none() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            Arc::new(SharedSlotLocks::new(redis, ids(&api)))
        };
        processes.push(booking(&api, locks, Arc::new(UnknownDayBooks)));
    }

    let other = api.database.client().await;
    other.batch_execute("BEGIN").await.expect("a transaction");
    other.execute("SELECT FROM slots WHERE id = $1 FOR UPDATE", &[&slot]).await.expect("locked");
    let began = Instant::now();
    let asked = front_desk(&api, &clinic);
    let requests = (0..REQUESTS).map(|nth| {
        let who = NewPatient { name: format!("Patient {nth}"), ..NewPatient::default() };
        let request =
            BookRequest { slot_id: SlotId(slot), who: Some(Who::Patient(who)), ..BookRequest::default() };
        let (process, asked) = (processes[nth % 2].clone(), asked.clone());
        tokio::spawn(async move { process.book(asked, request).await })
    });
    let requests: Vec<_> = requests.collect();
    tokio::time::sleep(SLOW_FOR).await;
    other.batch_execute("COMMIT").await.expect("released");
    let answers: Vec<_> =
        join_all(requests).await.into_iter().map(|answer| answer.expect("an answer")).collect();
    let took = began.elapsed();

    let booked = answers.iter().filter(|answer| answer.is_ok()).count();
    let refused =
        |code| answers.iter().filter(|answer| answer.as_ref().is_err_and(|p| p.code == code)).count();
    let reached = metric(&metrics.render(), "holdfast_booking_batch_size_sum");
    let lead = format!(
        "{REQUESTS} people want one slot at once, by way of two booking processes; PostgreSQL is slow for {} ms.",
        SLOW_FOR.as_millis()
    );
    let mut shown = Shown::of(lead, ["", "requests"]);
    shown.row([&"sent", &REQUESTS]);
    shown.row([&"turned away by the lock (429 slot-busy)", &refused(ErrorCode::SlotBusy)]);
    shown.row([&"judged by PostgreSQL, each under a lock on its row", &reached]);
    shown.row([&"booked (201)", &booked]);
    shown.row([&"refused by PostgreSQL (409 slot-taken)", &refused(ErrorCode::SlotTaken)]);
    shown.note(format!("The last answer came after {} ms.", took.as_millis()));
    shown.note("(Who waited for the row while it changed is judged once more.)");
    assert_eq!(booked, 1, "with or without the lock, the database gives a slot to one");
    shown.judge(
        reached > 20.0,
        format!(
            "PostgreSQL was asked {reached} times for one slot, all but once in vain. (Not booked twice: it \
         sees to that by itself.)"
        ),
        "the lock turned nearly all away before they cost the database anything.",
    )
}
