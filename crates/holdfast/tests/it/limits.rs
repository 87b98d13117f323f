//! Who asks for too much is told to wait.

use axum::body::Body;
use axum::http::Method;
use holdfast_config::{QuotaSettings, Settings};
use holdfast_testkit::{Answer, Api, Clinic};
use jiff::SignedDuration;
use serde_json::json;

use crate::lines::Lines;

/// Five at once, then one every ten seconds.
const FIVE: QuotaSettings = QuotaSettings { per_minute: 6, burst: 5 };

const NONE: QuotaSettings = QuotaSettings { per_minute: 0, burst: 0 };

fn unlimited() -> Settings {
    let mut settings = Settings::default();
    settings.limits.address = NONE;
    settings.limits.patient = NONE;
    settings.limits.guest_bookings = NONE;
    settings.limits.trusted_proxies.push_str("10.0.0.0/8");
    settings
}

async fn search(api: &Api, from: &str, forwarded_for: &str) -> Answer {
    api.get("/v1/slots?specialization=cardiology")
        .from(from)
        .header("x-forwarded-for", forwarded_for)
        .send()
        .await
}

#[tokio::test]
async fn an_address_has_its_quota() {
    let mut settings = unlimited();
    settings.limits.address = FIVE;
    let api = Api::with_settings(&settings).await;
    for left in (0..5).rev() {
        let answer = search(&api, "203.0.113.7", "").await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.headers["ratelimit-policy"], "\"address\";q=5;w=50");
        assert!(
            answer.headers["ratelimit"].to_str().unwrap().starts_with(&format!("\"address\";r={left};t="))
        );
    }
    let refused = search(&api, "203.0.113.7", "").await;
    assert_eq!(refused.refused(429), "rate-limited");
    assert_eq!(refused.headers["retry-after"], "10");
    assert_eq!(refused.headers["ratelimit"], "\"address\";r=0;t=10");
    // whatever it says of itself; and others are not concerned
    search(&api, "203.0.113.7", "198.51.100.1").await.refused(429);
    assert_eq!(search(&api, "198.51.100.1", "").await.status, 200);
    // clients behind a trusted proxy are told apart
    assert_eq!(search(&api, "10.0.0.1", "192.0.2.1").await.status, 200);
    search(&api, "10.0.0.1", "192.0.2.1, 203.0.113.7").await.refused(429);
    // one more after ten seconds
    api.clock.advance(SignedDuration::from_secs(10));
    assert_eq!(search(&api, "203.0.113.7", "").await.status, 200);
    search(&api, "203.0.113.7", "").await.refused(429);
}

#[tokio::test]
async fn whatever_is_asked_for_counts_once() {
    let mut settings = unlimited();
    settings.limits.address = FIVE;
    let api = Api::with_settings(&settings).await;
    let paths =
        ["/health/live", "/health/ready", "/openapi.json", "/docs/", "/metrics", "/services", "/nothing"];
    for path in paths {
        let ask = async || api.get(path).from("203.0.113.7").send().await;
        for left in (0..5).rev() {
            let answer = ask().await;
            assert_ne!(answer.status, 429, "{path}");
            let says = answer.headers["ratelimit"].to_str().unwrap();
            assert!(says.starts_with(&format!("\"address\";r={left};")), "{path}: {says}");
        }
        let refused = ask().await;
        assert_eq!(refused.refused(429), "rate-limited", "{path}");
        assert_eq!(refused.headers["retry-after"], "10");
        // it is one quota for all
        search(&api, "203.0.113.7", "").await.refused(429);
        api.clock.advance(SignedDuration::from_secs(50));
    }
}

#[tokio::test]
async fn probes_of_load_balancers_are_not_counted() {
    let mut settings = unlimited();
    settings.limits.address = FIVE;
    settings.limits.loopback = true;
    let api = Api::with_settings(&settings).await;
    for path in ["/health/live", "/health/ready"] {
        for prober in ["127.0.0.1", "10.0.0.1"] {
            for _ in 0..10 {
                api.get(path).from(prober).send().await.expect(200);
            }
        }
        // but for whoever asks through one
        let through = async || {
            let call = api.get(path).from("10.0.0.1").header("x-forwarded-for", "203.0.113.7".to_owned());
            call.send().await
        };
        for _ in 0..5 {
            through().await.expect(200);
        }
        through().await.refused(429);
        api.clock.advance(SignedDuration::from_secs(50));
    }
    // and what else a proxy asks for is
    for _ in 0..5 {
        assert_eq!(api.get("/nothing").from("10.0.0.1").send().await.status, 404);
    }
    api.get("/nothing").from("10.0.0.1").send().await.refused(429);
}

#[tokio::test]
async fn this_machine_is_limited_only_when_so_configured() {
    let mut settings = unlimited();
    settings.limits.address = FIVE;
    let api = Api::with_settings(&settings).await;
    for _ in 0..10 {
        assert_eq!(search(&api, "127.0.0.1", "").await.status, 200);
    }
    settings.limits.loopback = true;
    let api = Api::with_settings(&settings).await;
    for _ in 0..5 {
        assert_eq!(search(&api, "127.0.0.1", "").await.status, 200);
    }
    search(&api, "127.0.0.1", "").await.refused(429);
}

#[tokio::test]
async fn whoever_is_forwarded_by_a_proxy_that_nobody_named_is_not_of_this_machine() {
    let mut settings = unlimited();
    settings.limits.address = FIVE;
    settings.limits.trusted_proxies.clear();
    let api = Api::with_settings(&settings).await;
    // whatever it says of its clients, they are one
    for nth in 0..5 {
        assert_eq!(search(&api, "127.0.0.1", &format!("198.51.100.{nth}")).await.status, 200);
    }
    for said in ["198.51.100.9", "127.0.0.1", "::1", "unknown"] {
        assert_eq!(search(&api, "127.0.0.1", said).await.refused(429), "rate-limited", "{said}");
    }
    assert_eq!(search(&api, "127.0.0.1", "").await.status, 200, "this machine itself");
}

#[tokio::test]
async fn a_proxy_that_nobody_named_is_warned_of_once() {
    let lines = Lines::default();
    let _kept = lines.kept();
    let warnings = || lines.text().matches("no trusted proxy").count();
    let forwarded = async |trusted: &str| {
        let mut settings = unlimited();
        settings.limits.trusted_proxies = trusted.to_owned();
        let api = Api::with_settings(&settings).await;
        search(&api, "127.0.0.1", "").await;
        search(&api, "10.0.0.1", "198.51.100.7").await;
        for nth in 0..3 {
            search(&api, "10.0.0.2", &format!("198.51.100.{nth}")).await;
        }
        search(&api, "127.0.0.1", "198.51.100.7").await;
    };
    forwarded("10.0.0.1").await;
    assert_eq!(warnings(), 1, "{}", lines.text());
    assert!(lines.text().contains("10.0.0.2") && lines.text().contains("HOLDFAST_LIMITS__TRUSTED_PROXIES"));
    forwarded("10.0.0.1,10.0.0.2,127.0.0.1").await;
    assert_eq!(warnings(), 1, "all of them are named");
    forwarded("none").await;
    assert_eq!(warnings(), 1, "there are none: whoever says so makes it up");
    forwarded("").await;
    assert_eq!(warnings(), 2, "nobody has said anything of proxies");
}

#[tokio::test]
async fn a_patient_has_one_quota_wherever_they_are() {
    let mut settings = unlimited();
    settings.limits.patient = FIVE;
    let api = Api::with_settings(&settings).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let (one, other) = (api.patient(api.new_id()), api.patient(api.new_id()));
    let ask = |token: String, from: String| {
        let call = api.get("/v1/appointments").bearer(&token).from(&from);
        async move { call.send().await }
    };
    for nth in 0..5 {
        ask(one.clone(), format!("203.0.113.{nth}")).await.expect(200);
    }
    ask(one, "203.0.113.99".to_owned()).await.refused(429);
    ask(other, "203.0.113.99".to_owned()).await.expect(200);
    for _ in 0..10 {
        ask(clinic.staff.clone(), "203.0.113.99".to_owned()).await.expect(200);
    }
}

#[tokio::test]
async fn guests_have_a_quota_for_bookings() {
    let mut settings = unlimited();
    settings.limits.guest_bookings = FIVE;
    let api = Api::with_settings(&settings).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slots(&api).await;
    let book = |at: usize, from: &'static str| {
        let body = json!({"slot_id": slots[at]["id"], "patient": {"name": "Ada"}});
        let call = api.post("/v1/bookings").from(from).json(&body);
        async move { call.send().await }
    };
    for at in 0..5 {
        book(at, "203.0.113.7").await.expect(201);
    }
    book(5, "203.0.113.7").await.refused(429);
    assert_eq!(search(&api, "203.0.113.7", "").await.status, 200, "looking is another matter");
    book(5, "203.0.113.8").await.expect(201);
    api.assert_sound().await;
}

#[tokio::test]
async fn more_than_there_is_room_for_gets_503() {
    let mut settings = unlimited();
    settings.limits.max_in_flight = 1;
    let api = Api::with_settings(&settings).await;
    let endless = Body::from_stream(futures::stream::pending::<Result<Vec<u8>, std::io::Error>>());
    let stuck =
        api.call(Method::POST, "/v1/bookings").header("content-type", "application/json").body(endless);
    let mut stuck = Box::pin(stuck.send());
    assert!(futures::poll!(&mut stuck).is_pending());
    let refused = search(&api, "203.0.113.7", "").await;
    assert_eq!(refused.refused(503), "overloaded");
    assert_eq!(refused.headers["retry-after"], "1");
    drop(stuck);
    assert_eq!(search(&api, "203.0.113.7", "").await.status, 200);
}

/// "Who must get nowhere", line 13.
#[tokio::test]
async fn one_patient_cannot_hoard_slots() {
    let mut settings = Settings::default();
    // so that what comes meanwhile is of one statement
    settings.booking.workers = 1;
    let api = Api::with_settings(&settings).await;
    let clinic =
        Clinic::with(&api, json!({"name": "C", "time_zone": "UTC", "max_upcoming": 3}), "cardiology").await;
    let slots = clinic.free_slot_ids(&api).await;
    let account = api.new_id();
    let (ada, bob) = (api.patient(account), api.patient(api.new_id()));
    // whether for one record of the account or for several, booked or held
    let record = clinic.add_patient(&api, Some(account)).await;
    let book = async |at: usize, token: &str, who: serde_json::Value, hold: bool| {
        let mut body = json!({"slot_id": slots[at], "hold": hold});
        body.as_object_mut().unwrap().extend(who.as_object().unwrap().clone());
        api.post("/v1/bookings").bearer(token).json(&body).send().await
    };
    let known = json!({"patient_id": record});
    let child = json!({"patient": {"name": "Child"}});
    let first = book(0, &ada, known.clone(), false).await.expect(201);
    book(1, &ada, child.clone(), false).await.expect(201);
    book(2, &ada, known.clone(), true).await.expect(201);
    assert_eq!(book(3, &ada, known.clone(), false).await.refused(409), "too-many-upcoming");
    assert_eq!(book(3, &ada, child.clone(), true).await.refused(409), "too-many-upcoming");
    // others are not concerned, nor is the front desk
    book(3, &bob, child.clone(), false).await.expect(201);
    book(4, &clinic.staff, known.clone(), false).await.expect(201);
    assert_eq!(book(5, &ada, known.clone(), false).await.refused(409), "too-many-upcoming");
    // what is cancelled counts no more; with what the front desk booked there are still three
    let cancel = async |body: &serde_json::Value| {
        api.post(format!("/v1/appointments/{}/cancel", body["id"].as_str().unwrap()))
            .bearer(&ada)
            .send()
            .await
            .expect(200)
    };
    cancel(&first).await;
    assert_eq!(book(5, &ada, known.clone(), false).await.refused(409), "too-many-upcoming");
    // and a clinic may allow more
    let path = format!("/v1/clinics/{}", clinic.id);
    api.call(Method::PATCH, &path)
        .bearer(&clinic.admin)
        .json(&json!({"max_upcoming": 5}))
        .send()
        .await
        .expect(200);
    book(5, &ada, known.clone(), false).await.expect(201);
    // those that are refused for another reason are not counted, even in the same statement
    for slot in &slots[11..23] {
        clinic.book(&api, *slot).await;
    }
    let all = (11..23).chain([6]).map(|at| book(at, &ada, child.clone(), false));
    let mut answers = futures::future::join_all(all).await;
    answers.pop().unwrap().expect(201);
    for taken in answers {
        assert_eq!(taken.refused(409), "slot-taken");
    }
    // many at once are each one too many
    let many = [7, 8, 9, 10].map(|at| book(at, &ada, child.clone(), false));
    for answer in futures::future::join_all(many).await {
        assert_eq!(answer.refused(409), "too-many-upcoming");
    }
    api.assert_sound().await;
}
