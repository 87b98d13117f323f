//! Pulling the plug: every acknowledged booking is there afterwards.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use holdfast_domain::{Clock, SystemClock};
use holdfast_testkit::fixtures::id;
use holdfast_testkit::process::Connection;
use holdfast_testkit::{Process, rounds};
use serde_json::{Value, json};
use tokio::sync::Mutex;
use uuid::Uuid;

const CLIENTS: usize = 16;

fn kills() -> usize {
    rounds(3, 10)
}

/// Bookings under way against a process that is killed again and again.
struct Load {
    stop: Arc<AtomicBool>,
    acknowledged: Arc<Mutex<Vec<(Uuid, Uuid)>>>,
    last_success: Arc<Mutex<Instant>>,
    longest_gap: Arc<Mutex<Duration>>,
    clients: Vec<tokio::task::JoinHandle<()>>,
}

async fn slots_of_new_clinic(process: &Process, doctors: usize) -> Vec<Uuid> {
    let platform = process.token(&["--role", "platform_admin"]);
    let mut connection = Connection::open(process.address).await.unwrap();
    let mut post = async |path: String, body: Value| {
        let (status, answer) = connection.request("POST", &path, Some(&platform), Some(&body)).await.unwrap();
        assert!(status.is_success(), "{path}: {answer}");
        answer
    };
    let clinic = id(&post("/v1/clinics".into(), json!({"name": "C", "time_zone": "UTC"})).await, "id");
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let mut doctor_ids = Vec::new();
    for _ in 0..doctors {
        let path = format!("/v1/clinics/{clinic}/doctors");
        let doctor = id(&post(path, json!({"name": "D", "specialization": "s"})).await, "id");
        let template = json!({"effective_from": "2020-01-01", "horizon_days": 40,
            "rules": [{"days": days, "start": "00:00", "end": "24:00", "slot_minutes": 5}]});
        post(format!("/v1/doctors/{doctor}/availability"), template).await;
        doctor_ids.push(doctor);
    }
    // none that begins while it waits to be booked
    let from = SystemClock.now() + jiff::SignedDuration::from_hours(1);
    let mut slots = Vec::new();
    for doctor in doctor_ids {
        let mut cursor = String::new();
        loop {
            let path = format!("/v1/doctors/{doctor}/slots?limit=500&from={from}{cursor}");
            let (_, page) = connection.request("GET", &path, None, None).await.unwrap();
            slots.extend(page["items"].as_array().unwrap().iter().map(|slot| id(slot, "id")));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
    }
    slots
}

impl Load {
    /// Clients that take the slots one after the other, and connect again when they are cut off.
    fn start(process: &Process, slots: Vec<Uuid>) -> Self {
        let slots = Arc::new(slots);
        let next = Arc::new(AtomicUsize::new(0));
        let load = Self {
            stop: Arc::default(),
            acknowledged: Arc::default(),
            last_success: Arc::new(Mutex::new(Instant::now())),
            longest_gap: Arc::default(),
            clients: Vec::new(),
        };
        let clients = (0..CLIENTS).map(|_| {
            let (address, slots, next) = (process.address, Arc::clone(&slots), Arc::clone(&next));
            let (stop, acknowledged) = (Arc::clone(&load.stop), Arc::clone(&load.acknowledged));
            let (last, gap) = (Arc::clone(&load.last_success), Arc::clone(&load.longest_gap));
            tokio::spawn(async move {
                let mut connection = None;
                while !stop.load(Ordering::SeqCst) {
                    if connection.is_none() {
                        connection = Connection::open(address).await.ok();
                    }
                    let Some(open) = &mut connection else {
                        tokio::time::sleep(Duration::from_millis(5)).await;
                        continue;
                    };
                    let Some(slot_id) = slots.get(next.fetch_add(1, Ordering::SeqCst)) else {
                        panic!("out of slots");
                    };
                    let body = json!({"slot_id": slot_id, "patient": {"name": "P"}});
                    match open.request("POST", "/v1/bookings", None, Some(&body)).await {
                        Ok((status, answer)) if status == 201 => {
                            acknowledged.lock().await.push((*slot_id, id(&answer, "id")));
                            let mut last = last.lock().await;
                            let since = last.elapsed();
                            *last = Instant::now();
                            let mut gap = gap.lock().await;
                            *gap = since.max(*gap);
                        }
                        Ok((status, answer)) => {
                            assert_eq!(status, 503, "{answer}");
                            // what a client does with Retry-After, in short
                            tokio::time::sleep(Duration::from_millis(10)).await;
                        }
                        Err(_) => connection = None,
                    }
                }
            })
        });
        let clients = clients.collect();
        Self { clients, ..load }
    }

    async fn acknowledged(&self) -> usize {
        self.acknowledged.lock().await.len()
    }

    /// Waits until this many more bookings were acknowledged: the service is back.
    async fn wait_for_more(&self, more: usize) {
        let (began, before) = (Instant::now(), self.acknowledged().await);
        while self.acknowledged().await < before + more {
            assert!(began.elapsed() < Duration::from_secs(60), "bookings did not come back");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Ends the load; each acknowledged booking must be in the database, once.
    async fn finish(self, process: &Process, what: &str) {
        self.stop.store(true, Ordering::SeqCst);
        for client in self.clients {
            client.await.unwrap();
        }
        let acknowledged = self.acknowledged.lock().await;
        let platform = process.token(&["--role", "platform_admin"]);
        let mut connection = Connection::open(process.address).await.unwrap();
        let mut slots = HashSet::new();
        for (slot_id, appointment_id) in acknowledged.iter() {
            assert!(slots.insert(slot_id), "acknowledged twice");
            let path = format!("/v1/appointments/{appointment_id}");
            let (status, found) = connection.request("GET", &path, Some(&platform), None).await.unwrap();
            assert_eq!(status, 200, "lost: {appointment_id}");
            assert_eq!(id(&found, "slot_id"), *slot_id);
            assert_eq!(found["status"], "confirmed");
        }
        process.assert_sound();
        println!(
            "{what}: {} bookings acknowledged over {} kills, none lost; longest gap {:?}",
            acknowledged.len(),
            kills(),
            self.longest_gap.lock().await
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_is_killed_under_load() {
    let process = Process::start(env!("CARGO_BIN_EXE_holdfast")).await;
    let slots = slots_of_new_clinic(&process, 4).await;
    let load = Load::start(&process, slots);
    for _ in 0..kills() {
        load.wait_for_more(50).await;
        process.kill_database();
    }
    load.wait_for_more(50).await;
    load.finish(&process, "kill -9 of PostgreSQL").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn holdfast_is_killed_under_load() {
    let mut process = Process::start(env!("CARGO_BIN_EXE_holdfast")).await;
    let slots = slots_of_new_clinic(&process, 4).await;
    let load = Load::start(&process, slots);
    for _ in 0..kills() {
        load.wait_for_more(50).await;
        process.kill();
        process.spawn();
    }
    process.wait_ready().await;
    load.wait_for_more(50).await;
    load.finish(&process, "kill -9 of Holdfast").await;
}
