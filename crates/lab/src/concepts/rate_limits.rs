//! One client asks without end. What becomes of another one's questions?

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use holdfast_config::{QuotaSettings, Settings};
use holdfast_testkit::{Api, Clinic};
use tokio::task::JoinSet;

use crate::{Ground, Shown};

/// Requests that a gateway has room for.
const ROOM: usize = 16;
/// Connections of the client that asks without end.
const GREEDY: usize = 96;
/// Requests of the other one.
const MODEST: usize = 20;
/// Between an answer and the next request.
const A_NETWORK_TAKES: Duration = Duration::from_millis(1);
/// What a client may ask for at once, where there are quotas.
const BURST: u32 = 30;

pub(super) async fn run(ground: &Ground) -> Shown {
    let mut settings = Settings::default();
    settings.limits.max_in_flight = ROOM;
    let quota = if ground.broken { (0, 0) } else { (60, BURST) };
    settings.limits.address = QuotaSettings { per_minute: quota.0, burst: quota.1 };
    let api = Arc::new(ground.api_with(&settings).await);
    Clinic::open(&api, "UTC").await;

    let (over, served) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
    let mut greedy = JoinSet::new();
    for _ in 0..GREEDY {
        let (api, over, served) = (Arc::clone(&api), Arc::clone(&over), Arc::clone(&served));
        greedy.spawn(async move {
            let mut answers = BTreeMap::new();
            while !over.load(Ordering::Relaxed) {
                let status = search(&api, "203.0.113.7").await;
                *answers.entry(status).or_insert(0) += 1;
                served.fetch_add(u32::from(status == 200), Ordering::Relaxed);
                tokio::time::sleep(A_NETWORK_TAKES).await;
            }
            answers
        });
    }
    // the greedy client has had all that it may at once; the other one comes then
    while served.load(Ordering::Relaxed) < BURST {
        tokio::time::sleep(A_NETWORK_TAKES).await;
    }
    let mut modest = BTreeMap::new();
    let mut slowest = Duration::ZERO;
    for _ in 0..MODEST {
        let began = Instant::now();
        *modest.entry(search(&api, "198.51.100.1").await).or_insert(0) += 1;
        slowest = slowest.max(began.elapsed());
        tokio::time::sleep(A_NETWORK_TAKES).await;
    }
    over.store(true, Ordering::Relaxed);
    let mut greedy_answers: BTreeMap<u16, usize> = BTreeMap::new();
    while let Some(answers) = greedy.join_next().await {
        for (status, count) in answers.expect("no panic") {
            *greedy_answers.entry(status).or_insert(0) += count;
        }
    }
    let lead = format!(
        "A gateway with room for {ROOM} requests at once. One client searches over {GREEDY} connections without \
         end, another one {MODEST} times."
    );
    let mut shown = Shown::of(lead, ["client", "requests", "200", "429 too many", "503 no room"]);
    for (client, answers) in [("greedy", &greedy_answers), ("modest", &modest)] {
        let of = |status: u16| answers.get(&status).copied().unwrap_or(0);
        shown.row([&client, &answers.values().sum::<usize>(), &of(200), &of(429), &of(503)]);
    }
    shown.note(format!("The modest client's slowest answer took {} ms.", slowest.as_millis()));
    let answered = modest.get(&200).copied().unwrap_or(0);
    shown.judge(
        answered < MODEST,
        format!(
            "the modest client got {answered} of {MODEST} answers: the other one has taken all the room."
        ),
        "the greedy client was told to wait, for next to nothing; the modest one noticed nothing of it.",
    )
}

async fn search(api: &Api, from: &str) -> u16 {
    api.get("/v1/slots?specialization=cardiology&limit=5").from(from).send().await.status.as_u16()
}
