//! What people do, from one suite, against one process and against the stack of separate services.

use std::net::SocketAddr;
use std::sync::Arc;

use holdfast_testkit::fixtures::id;
use holdfast_testkit::process::{Connection, request, text};
use holdfast_testkit::{Authority, Backing, Fleet, Process, Server, TestDatabase};
use serde_json::{Value, json};
use tokio::sync::Barrier;
use uuid::Uuid;

use crate::asserted_callers::gateways_alone_say_for_whom;
use crate::metrics::{SERIES_MAX, assert_labels_are_known, series};

/// Where Holdfast is, and who asks.
struct Journey {
    address: SocketAddr,
    platform: String,
    staff: String,
    clinic_id: Uuid,
    doctor_id: Uuid,
}

impl Journey {
    /// A clinic with a doctor who works around the clock in half hours.
    async fn begin(address: SocketAddr, token: impl Fn(&[&str]) -> String) -> Self {
        let platform = token(&["--role", "platform_admin"]);
        let post = async |path: String, body: Value| {
            let (status, answer) =
                request(address, "POST", &path, Some(&platform), Some(&body)).await.unwrap();
            assert!(status.is_success(), "{path}: {answer}");
            answer
        };
        let clinic = json!({"name": "Journey", "time_zone": "Europe/London"});
        let clinic_id = id(&post("/v1/clinics".into(), clinic).await, "id");
        let doctor = json!({"name": "D", "specialization": format!("s-{}", clinic_id.simple())});
        let doctor_id = id(&post(format!("/v1/clinics/{clinic_id}/doctors"), doctor).await, "id");
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let template = json!({"effective_from": "2020-01-01", "horizon_days": 10,
            "rules": [{"days": days, "start": "00:00", "end": "24:00", "slot_minutes": 30}]});
        post(format!("/v1/doctors/{doctor_id}/availability"), template).await;
        let staff = token(&["--role", "staff", "--clinic", &clinic_id.to_string()]);
        Self { address, platform, staff, clinic_id, doctor_id }
    }

    async fn ask(&self, method: &str, path: &str, body: Option<Value>, status: u16) -> Value {
        let (got, answer) =
            request(self.address, method, path, Some(&self.staff), body.as_ref()).await.unwrap();
        assert_eq!(got.as_u16(), status, "{method} {path}: {answer}");
        answer
    }

    /// The doctor's free slots, asked for in both ways, which agree.
    async fn free(&self) -> Vec<Uuid> {
        let ids = |page: &Value| -> Vec<Uuid> {
            page["items"].as_array().unwrap().iter().map(|slot| id(slot, "id")).collect()
        };
        let own = self.ask("GET", &format!("/v1/doctors/{}/slots?limit=50", self.doctor_id), None, 200).await;
        let specialization = format!("s-{}", self.clinic_id.simple());
        let path = format!("/v1/slots?specialization={specialization}&limit=50");
        let found = self.ask("GET", &path, None, 200).await;
        assert_eq!(ids(&own), ids(&found));
        ids(&own)
    }

    async fn book(&self, slot_id: Uuid, more: Value) -> Value {
        let mut body = json!({"slot_id": slot_id, "patient": {"name": "Ada"}});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.ask("POST", "/v1/bookings", Some(body), 201).await
    }

    async fn step(&self, appointment: &Value, step: &str, body: Option<Value>, status: u16) -> Value {
        let path = format!("/v1/appointments/{}/{step}", id(appointment, "id"));
        self.ask("POST", &path, body, status).await
    }

    async fn all(&self) {
        self.book_and_cancel().await;
        self.hold_and_confirm().await;
        self.reschedule().await;
        self.race().await;
        self.page_through().await;
        self.refusals_name_what_is_wrong().await;
    }

    async fn book_and_cancel(&self) {
        let slot_id = self.free().await[3];
        let booked = self.book(slot_id, json!({"clinic_id": self.clinic_id})).await;
        assert_eq!(booked["status"], "confirmed");
        assert!(!self.free().await.contains(&slot_id), "a booked slot is not shown");
        let taken = json!({"slot_id": slot_id, "patient": {"name": "Eve"}});
        let refused = self.ask("POST", "/v1/bookings", Some(taken), 409).await;
        assert_eq!(refused["code"], "slot-taken");
        let cancelled = self.step(&booked, "cancel", Some(json!({"reason": "ill"})), 200).await;
        assert_eq!(cancelled["status"], "cancelled");
        assert!(self.free().await.contains(&slot_id), "a cancelled slot is free at once");
    }

    async fn hold_and_confirm(&self) {
        let slot_id = self.free().await[4];
        let held = self.book(slot_id, json!({"hold": true})).await;
        assert_eq!(held["status"], "pending");
        assert!(!self.free().await.contains(&slot_id));
        assert_eq!(self.step(&held, "confirm", None, 200).await["status"], "confirmed");
        assert_eq!(self.step(&held, "confirm", None, 409).await["code"], "illegal-transition");
    }

    async fn reschedule(&self) {
        let free = self.free().await;
        let booked = self.book(free[5], json!({})).await;
        let moved = self.step(&booked, "reschedule", Some(json!({"slot_id": free[6]})), 200).await;
        assert_eq!(id(&moved, "slot_id"), free[6]);
        let now = self.free().await;
        assert!(now.contains(&free[5]) && !now.contains(&free[6]));
    }

    async fn race(&self) {
        const CLIENTS: usize = 50;
        let slot_id = self.free().await[7];
        let barrier = Arc::new(Barrier::new(CLIENTS));
        let clients = (0..CLIENTS).map(|client| {
            let (barrier, address, staff) = (Arc::clone(&barrier), self.address, self.staff.clone());
            tokio::spawn(async move {
                let mut connection = Connection::open(address).await.unwrap();
                let body = json!({"slot_id": slot_id, "patient": {"name": format!("Client {client}")}});
                barrier.wait().await;
                let (status, _) =
                    connection.request("POST", "/v1/bookings", Some(&staff), Some(&body)).await.unwrap();
                status.as_u16()
            })
        });
        let statuses: Vec<u16> =
            futures::future::join_all(clients).await.into_iter().map(|status| status.unwrap()).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
        assert!(statuses.iter().all(|status| [201, 409, 429].contains(status)), "{statuses:?}");
    }

    /// Pages neither repeat nor skip, whichever process answers.
    async fn page_through(&self) {
        let mut seen: Vec<Uuid> = Vec::new();
        let mut cursor = String::new();
        loop {
            let path = format!("/v1/slots?clinic_id={}&limit=40{cursor}", self.clinic_id);
            let page = self.ask("GET", &path, None, 200).await;
            seen.extend(page["items"].as_array().unwrap().iter().map(|slot| id(slot, "id")));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), all);
        assert!(all > 400, "ten days of half hours: {all}");
    }

    /// Errors travel whole from role to role.
    async fn refusals_name_what_is_wrong(&self) {
        let wrong = json!({"name": "", "time_zone": "Mars/Olympus"});
        let (status, refused) =
            request(self.address, "POST", "/v1/clinics", Some(&self.platform), Some(&wrong)).await.unwrap();
        assert_eq!(status, 422);
        let fields: Vec<_> =
            refused["errors"].as_array().unwrap().iter().map(|e| e["field"].clone()).collect();
        assert_eq!(fields, ["name", "time_zone"]);
        let nobody = self.ask("GET", &format!("/v1/appointments/{}", Uuid::from_u128(1)), None, 404).await;
        assert_eq!(nobody["code"], "not-found");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_one_process() {
    let process = Process::start(env!("CARGO_BIN_EXE_holdfast")).await;
    Journey::begin(process.address, |arguments| process.token(arguments)).await.all().await;
    process.assert_sound();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_the_stack() {
    let (primary, redis) = (Server::postgres().await, Server::redis().await);
    holdfast_postgres::migrate::migrate(&primary.postgres_url(), |_| {}).await.unwrap();
    let replica = Server::replica_of(&primary).await;
    let backing = Backing {
        database_url: primary.postgres_url(),
        replica_url: Some(replica.postgres_url()),
        redis_url: Some(redis.redis_url()),
        ..Backing::default()
    };
    let fleet = Fleet::start(env!("CARGO_BIN_EXE_holdfast"), backing).await;
    let proxy = Server::haproxy(fleet.gateways()).await;
    let address = SocketAddr::from(([127, 0, 0, 1], proxy.port));
    Journey::begin(address, |arguments| fleet.token(arguments)).await.all().await;
    fleet.assert_sound();
}

/// Nothing but a database: without Redis every question goes to the primary, and all is as true.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_separate_services_without_redis() {
    let database = TestDatabase::create().await;
    let backing = Backing { database_url: database.url(), ..Backing::default() };
    let fleet = Fleet::start(env!("CARGO_BIN_EXE_holdfast"), backing).await;
    Journey::begin(fleet.gateways()[0], |arguments| fleet.token(arguments)).await.all().await;
    fleet.assert_sound();
}

/// The same with TLS and certificates on both sides of every call; and who has no certificate of ours hears nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_separate_services_with_tls() {
    let (database, ours, theirs) = (TestDatabase::create().await, Authority::new(), Authority::new());
    let backing =
        Backing { database_url: database.url(), authority: Some(Arc::new(ours)), ..Backing::default() };
    let mut fleet = Fleet::start(env!("CARGO_BIN_EXE_holdfast"), backing).await;
    let [address, other] = fleet.gateways();
    let journey = Journey::begin(address, |arguments| fleet.token(arguments)).await;
    journey.all().await;
    fleet.assert_sound();
    for name in fleet.names() {
        let metrics = text(fleet.member(name).address, "/metrics").await.unwrap();
        assert_labels_are_known(&metrics);
        let series = series(&metrics);
        assert!(series.len() <= SERIES_MAX, "{name} has {} series", series.len());
        let certificates =
            series.iter().filter(|series| series.name == "holdfast_certificate_expiry_seconds");
        let certificates: Vec<_> = certificates.map(|series| series.labels["name"].as_str()).collect();
        assert_eq!(certificates, ["rpc"], "{name}");
    }
    gateways_alone_say_for_whom(&fleet, journey.clinic_id).await;
    fleet.stop("gateway-2").await;
    fleet.trust(theirs);
    fleet.spawn("gateway-2");
    fleet.wait_live("gateway-2").await;
    let (status, answer) = request(other, "GET", "/v1/clinics", None, None).await.unwrap();
    assert_eq!((status.as_u16(), &answer["code"]), (503, &json!("unavailable")));
}
