//! Clients that book, and look at once whether what they booked is still shown.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use holdfast_testkit::Fleet;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::process::{Connection, request};
use serde_json::{Value, json};
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// A doctor with slots to book.
#[derive(Clone, Debug)]
pub(crate) struct Doctor {
    pub(crate) id: Uuid,
    pub(crate) slots: Vec<Uuid>,
}

/// A clinic with so many doctors, who work around the clock in five minutes.
pub(crate) async fn doctors(fleet: &Fleet, count: usize) -> Vec<Doctor> {
    let address = fleet.gateways()[0];
    let platform = fleet.token(&["--role", "platform_admin"]);
    let post = async |path: String, body: Value| {
        let (status, answer) = request(address, "POST", &path, Some(&platform), Some(&body)).await.unwrap();
        assert!(status.is_success(), "{path}: {answer}");
        answer
    };
    let clinic = id(&post("/v1/clinics".into(), json!({"name": "C", "time_zone": "UTC"})).await, "id");
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let template = json!({"effective_from": "2020-01-01", "horizon_days": 20,
        "rules": [{"days": days, "start": "00:00", "end": "24:00", "slot_minutes": 5}]});
    let mut doctors = Vec::new();
    for _ in 0..count {
        let path = format!("/v1/clinics/{clinic}/doctors");
        let doctor = id(&post(path, json!({"name": "D", "specialization": "s"})).await, "id");
        post(format!("/v1/doctors/{doctor}/availability"), template.clone()).await;
        let (mut slots, mut cursor) = (Vec::new(), String::new());
        loop {
            let path = format!("/v1/doctors/{doctor}/slots?limit=500{cursor}");
            let (_, page) = request(address, "GET", &path, None, None).await.unwrap();
            slots.extend(page["items"].as_array().unwrap().iter().map(|slot| id(slot, "id")));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        doctors.push(Doctor { id: doctor, slots });
    }
    doctors
}

/// What the clients have seen.
#[derive(Default)]
pub(crate) struct Seen {
    /// Slot and appointment of every 201.
    pub(crate) booked: Mutex<Vec<(Uuid, Uuid)>>,
    /// Answers of 5xx, and requests without an answer.
    pub(crate) failures: Mutex<Vec<String>>,
    /// Slots that were shown after they were booked.
    pub(crate) stale: Mutex<Vec<Uuid>>,
    /// Looks at a doctor's slots.
    pub(crate) looks: AtomicUsize,
    /// The longest that a request took.
    pub(crate) slowest: Mutex<Duration>,
}

/// Clients at work.
pub(crate) struct Load {
    pub(crate) seen: Arc<Seen>,
    stop: Arc<AtomicBool>,
    clients: Vec<JoinHandle<()>>,
}

impl Load {
    /// Each client books the doctors' slots in its own part of the calendar, one after the other, through the addresses
    /// in turn, and after each 201 looks at the doctor's slots and searches the platform, through another address.
    pub(crate) fn start(addresses: &[SocketAddr], doctors: &[Doctor], clients: usize) -> Self {
        let (seen, stop) = (Arc::new(Seen::default()), Arc::new(AtomicBool::new(false)));
        let doctors = Arc::new(doctors.to_vec());
        let clients = (0..clients).map(|client| {
            let worker = Client {
                addresses: addresses.to_vec(),
                doctors: Arc::clone(&doctors),
                seen: Arc::clone(&seen),
                stop: Arc::clone(&stop),
                number: client,
                of: clients,
            };
            tokio::spawn(worker.run())
        });
        Self { clients: clients.collect(), seen, stop }
    }

    pub(crate) async fn finish(self) -> Arc<Seen> {
        self.stop.store(true, Ordering::SeqCst);
        for client in self.clients {
            client.await.unwrap();
        }
        self.seen
    }
}

struct Client {
    addresses: Vec<SocketAddr>,
    doctors: Arc<Vec<Doctor>>,
    seen: Arc<Seen>,
    stop: Arc<AtomicBool>,
    number: usize,
    of: usize,
}

impl Client {
    async fn run(self) {
        let mut connections: Vec<Option<Connection>> = self.addresses.iter().map(|_| None).collect();
        let mut turn = self.number;
        // the soonest slots are left alone: the clock is the real one here
        let mut at = 24 + self.number;
        while !self.stop.load(Ordering::SeqCst) {
            let doctor = &self.doctors[turn % self.doctors.len()];
            let slot_id = *doctor.slots.get(at / self.doctors.len()).expect("enough slots");
            at += self.of;
            turn += 1;
            let body = json!({"slot_id": slot_id, "patient": {"name": "P", "email": format!("{slot_id}@example.org")}});
            let booked = self.ask(&mut connections, turn, "POST", "/v1/bookings", Some(&body)).await;
            let Some((201, appointment)) = booked else { continue };
            self.seen.booked.lock().await.push((slot_id, id(&appointment, "id")));
            let begins = appointment["starts_at"].as_str().unwrap().replace('+', "%2B");
            for (ask, path) in [
                (turn, format!("/v1/doctors/{}/slots?limit=200", doctor.id)),
                (turn + 1, format!("/v1/doctors/{}/slots?limit=200", doctor.id)),
                (turn + 1, "/v1/slots?specialization=s&limit=200".to_owned()),
                (turn + 1, format!("/v1/doctors/soonest?times=10&limit=20&from={begins}")),
            ] {
                let Some((200, page)) = self.ask(&mut connections, ask, "GET", &path, None).await else {
                    continue;
                };
                self.seen.looks.fetch_add(1, Ordering::SeqCst);
                // slots, or doctors with theirs
                let items = page["items"].as_array().unwrap().iter();
                let mut slots = items.flat_map(|item| {
                    item["slots"].as_array().map_or(std::slice::from_ref(item), Vec::as_slice)
                });
                if slots.any(|slot| id(slot, "id") == slot_id) {
                    self.seen.stale.lock().await.push(slot_id);
                }
            }
        }
    }

    /// The status and body of the answer; failures are noted.
    async fn ask(
        &self,
        connections: &mut [Option<Connection>],
        turn: usize,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Option<(u16, Value)> {
        let at = turn % self.addresses.len();
        let began = Instant::now();
        if connections[at].is_none() {
            match Connection::open(self.addresses[at]).await {
                Ok(connection) => connections[at] = Some(connection),
                Err(error) => {
                    self.seen.failures.lock().await.push(format!("connecting: {error}"));
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    return None;
                }
            }
        }
        let answer = connections[at].as_mut()?.request(method, path, None, body).await;
        let mut slowest = self.seen.slowest.lock().await;
        *slowest = began.elapsed().max(*slowest);
        drop(slowest);
        match answer {
            Ok((status, answer)) => {
                if status.is_server_error() {
                    self.seen.failures.lock().await.push(format!("{method} {path}: {status} {answer}"));
                }
                Some((status.as_u16(), answer))
            }
            Err(error) => {
                self.seen.failures.lock().await.push(format!("{method} {path}: {error}"));
                connections[at] = None;
                None
            }
        }
    }
}

impl Seen {
    /// Nobody was shown what was taken, and no slot was given twice.
    pub(crate) async fn assert_true(&self, fleet: &Fleet) {
        let booked = self.booked.lock().await;
        let distinct: HashSet<_> = booked.iter().map(|(slot, _)| slot).collect();
        assert_eq!(distinct.len(), booked.len(), "a slot was given twice");
        let stale = self.stale.lock().await;
        assert!(
            stale.is_empty(),
            "{} slots were shown after they were booked\n{}",
            stale.len(),
            fleet.logs()
        );
        fleet.assert_sound();
    }

    pub(crate) async fn assert_no_failures(&self, fleet: &Fleet) {
        let failures = self.failures.lock().await;
        assert!(
            failures.is_empty(),
            "{} failures: {:?}\n{}",
            failures.len(),
            &failures[..failures.len().min(5)],
            fleet.logs()
        );
    }
}
