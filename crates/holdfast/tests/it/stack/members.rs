//! A right that is taken away at one gateway is gone at the other within five seconds, by the clock on the wall; and where no
//! identity service answers, nobody with credentials passes.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::people::{PASSWORD, text, token_to};
use holdfast_testkit::process::request;
use holdfast_testkit::{Backing, Fleet, TestDatabase};
use serde_json::{Value, json};
use uuid::Uuid;

const BITES_WITHIN: Duration = Duration::from_secs(5);

struct Scene {
    fleet: Fleet,
    database: TestDatabase,
    root: String,
    clinic: Uuid,
    doctor: Uuid,
}

impl Scene {
    /// Sends a request to one of the gateways.
    async fn ask(
        &self,
        gateway: usize,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Value,
    ) -> (StatusCode, Value) {
        let body = Some(body).filter(|body| !body.is_null());
        request(self.fleet.gateways()[gateway], method, path, token, body.as_ref()).await.unwrap()
    }

    async fn call(&self, method: &str, path: &str, token: Option<&str>, body: Value) -> Value {
        let (status, answer) = self.ask(0, method, path, token, body).await;
        assert!(status.is_success(), "{method} {path}: {status} {answer}\n{}", self.fleet.logs());
        answer
    }

    /// Somebody who works for the clinic: the account, and a token to act for it.
    async fn member(&self, email: &str, role: &str) -> (Uuid, String) {
        self.call("POST", "/v1/accounts", None, json!({"email": email})).await;
        let token = token_to(&self.database, email).await;
        let body = json!({"token": token, "name": "N", "password": PASSWORD});
        let account = self.call("POST", "/v1/accounts/complete", None, body).await;
        let mut body = json!({"email": email, "role": role});
        if role == "doctor" {
            body["doctor_id"] = json!(self.doctor);
        }
        self.call("POST", &format!("/v1/clinics/{}/invitations", self.clinic), Some(&self.root), body).await;
        let body = json!({"email": email, "password": PASSWORD});
        let session = self.call("POST", "/v1/sessions", None, body).await;
        let body = json!({"token": token_to(&self.database, email).await});
        self.call("POST", "/v1/invitations/accept", Some(&text(&session, "access_token")), body).await;
        let body = json!({"refresh_token": text(&session, "refresh_token"), "clinic_id": self.clinic});
        let session = self.call("POST", "/v1/sessions/refresh", None, body).await;
        assert_eq!(text(&session, "role"), role);
        (id(&account, "id"), text(&session, "access_token"))
    }
}

async fn scene() -> Scene {
    let database = TestDatabase::create().await;
    let backing = Backing { database_url: database.url(), ..Backing::default() };
    let fleet = Fleet::start(env!("CARGO_BIN_EXE_holdfast"), backing).await;
    let root = fleet.token(&["--role", "platform_admin"]);
    let mut scene = Scene { fleet, database, root, clinic: Uuid::nil(), doctor: Uuid::nil() };
    let root = Some(scene.root.as_str());
    let clinic = scene.call("POST", "/v1/clinics", root, json!({"name": "C", "time_zone": "UTC"})).await;
    let clinic = id(&clinic, "id");
    let doctor = json!({"name": "Dr. Who", "specialization": "cardiology"});
    let doctor = scene.call("POST", &format!("/v1/clinics/{clinic}/doctors"), root, doctor).await;
    (scene.clinic, scene.doctor) = (clinic, id(&doctor, "id"));
    scene
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_removed_member_is_gone_at_every_gateway_within_five_seconds() {
    let mut scene = scene().await;
    let path = "/v1/appointments";
    for (nth, role) in ["staff", "doctor", "clinic_admin"].into_iter().enumerate() {
        let (account, token) = scene.member(&format!("user{nth}@example.org"), role).await;
        for gateway in [0, 1] {
            let (status, answer) = scene.ask(gateway, "GET", path, Some(&token), Value::Null).await;
            assert_eq!(status, StatusCode::OK, "{role}: {answer}");
        }
        let member = format!("/v1/clinics/{}/members/{account}", scene.clinic);
        scene.call("DELETE", &member, Some(&scene.root), Value::Null).await;
        let removed = Instant::now();
        for gateway in [0, 1] {
            while scene.ask(gateway, "GET", path, Some(&token), Value::Null).await.0
                != StatusCode::UNAUTHORIZED
            {
                assert!(removed.elapsed() < BITES_WITHIN, "gateway {gateway} lets a removed {role} pass");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        println!(
            "a removed {role} was gone from both gateways after {:.2} s",
            removed.elapsed().as_secs_f64()
        );
    }

    let (_, token) = scene.member("last@example.org", "staff").await;
    // one of two is enough
    scene.fleet.kill("availability-1");
    let began = Instant::now();
    while began.elapsed() < BITES_WITHIN {
        let (status, answer) = scene.ask(1, "GET", path, Some(&token), Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{answer}\n{}", scene.fleet.logs());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    scene.fleet.kill("availability-2");
    let began = Instant::now();
    loop {
        let (status, answer) = scene.ask(1, "GET", path, Some(&token), Value::Null).await;
        if status == StatusCode::SERVICE_UNAVAILABLE {
            assert_eq!(answer["code"], "unavailable");
            break;
        }
        assert!(
            began.elapsed() < BITES_WITHIN,
            "it cannot be known that nothing was revoked: {status} {answer}"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // what needs no credentials goes on
    let (status, _) = scene.ask(1, "GET", "/v1/clinics", None, Value::Null).await;
    assert_eq!(status, StatusCode::OK);
}
