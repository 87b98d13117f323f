//! A mail server that takes connections and says nothing. How much waiting does that cost?

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use holdfast_messaging::{Listener, Retention};
use holdfast_notification::{Budgets, Notification, Rules, Smtp, SmtpSettings};
use holdfast_postgres::DbRole;
use holdfast_testkit::{Api, Clinic, vault_of};
use jiff::SignedDuration;
use serde_json::json;
use tokio::net::TcpListener;

use crate::parts::{clock, ids, pool};
use crate::{Ground, Shown};

const MAILS: usize = 6;
const ROUNDS: usize = 12;
/// Patience with the server.
const ANSWERS_WITHIN: Duration = Duration::from_millis(300);

pub(super) async fn run(ground: &Ground) -> Shown {
    let api = ground.api().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let tries = Arc::new(AtomicUsize::new(0));
    let url = format!("smtp://127.0.0.1:{}", hang(Arc::clone(&tries)).await);
    let worker = || worker(&api, &url);
    let mut at_work = worker();
    write_down(&api, &clinic, &at_work).await;

    let lead = format!(
        "{MAILS} mails are due. The mail server takes connections and never says a word; a try is given up \
         after {} ms.",
        ANSWERS_WITHIN.as_millis()
    );
    let mut shown = Shown::of(lead, ["rounds of sending", "tries at the server", "spent waiting"]);
    let mut later = 0;
    for rounds in [1..=1, 2..=ROUNDS] {
        let name =
            if rounds.end() == &1 { "the first".to_owned() } else { format!("the next {}", ROUNDS - 1) };
        let (before, mut waited) = (tries.load(Ordering::SeqCst), Duration::ZERO);
        for _ in rounds {
            if ground.broken {
                // one that remembers nothing of what was before
                at_work = worker();
            }
            let began = Instant::now();
            at_work.send_due().await.expect("a round");
            waited += began.elapsed();
            // whatever is put off is due again
            api.clock.advance(SignedDuration::from_mins(2));
        }
        later = tries.load(Ordering::SeqCst) - before;
        shown.row([&name, &later, &format!("{} ms", waited.as_millis())]);
    }
    shown.judge(
        later > ROUNDS,
        format!("{later} tries at a server that is known to hang: each of them holds a connection and a \
         worker's hand for nothing."),
        "after three failures in a row nobody tries for a while; then a single mail is the test of whether it \
         is back.",
    )
}

/// A mail server that hangs; its port.
async fn hang(tries: Arc<AtomicUsize>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("bound").port();
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((connection, _)) = listener.accept().await {
            tries.fetch_add(1, Ordering::SeqCst);
            held.push(connection);
        }
    });
    port
}

/// The product's worker.
fn worker(api: &Api, url: &str) -> Notification {
    let from = "Holdfast <no-reply@example.org>".to_owned();
    let smtp = Smtp::new(&SmtpSettings { url: url.to_owned(), from, answers_within: ANSWERS_WITHIN });
    let budgets =
        Budgets { recipient_per_day: 0, appointment_per_day: 0, clinic_per_day: 0, account_mails_per_day: 0 };
    let rules = Rules { public_url: "https://book.example".into(), quiet: SignedDuration::ZERO, budgets };
    let vault = vault_of(&api.database.url());
    let (db, retention) = (pool(api, DbRole::Notification), Retention::of_days(30));
    Notification::new(db, clock(api), ids(api), smtp.expect("settings"), vault, rules, retention)
}

/// Books for some people; the worker hears of it, and has mails to send.
async fn write_down(api: &Api, clinic: &Clinic, worker: &Notification) {
    let mut events = api.events();
    for (nth, slot) in clinic.free_slot_ids(api).await.into_iter().take(MAILS).enumerate() {
        let patient = json!({"name": "Ada Lovelace", "email": format!("p{nth}@example.org")});
        let body = json!({"slot_id": slot, "clinic_id": clinic.id, "patient": patient});
        api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await.expect(201);
    }
    while api.relay().drain_once().await.expect("a round") > 0 {}
    while let Ok(event) = events.try_recv() {
        worker.deliver(&event).await.expect("written down");
    }
}
