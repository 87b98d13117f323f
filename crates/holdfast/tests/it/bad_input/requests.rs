//! Requests that are wrong before their fields are looked at: no JSON, too much of it, too slow, to nowhere.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::Method;
use futures::{StreamExt, stream};
use serde_json::json;

use super::Scene;

const CLINIC: &str = r#"{"name": "New", "time_zone": "UTC"}"#;

#[tokio::test]
async fn what_is_no_json_or_more_than_is_taken() {
    let scene = Scene::open().await;
    let deep = format!(r#"{{"name": {}1{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
    let cases: Vec<(&str, u16, &str, &str, Vec<u8>)> = vec![
        ("empty", 400, "malformed-json", "body", Vec::new()),
        ("no JSON", 400, "malformed-json", "body", b"name=New".to_vec()),
        ("half", 400, "malformed-json", "name", br#"{"name": "Ne"#.to_vec()),
        ("two", 400, "malformed-json", "body", format!("{CLINIC}{CLINIC}").into()),
        ("no UTF-8", 400, "malformed-json", "name", b"{\"name\": \"\xff\", \"time_zone\": \"UTC\"}".to_vec()),
        (
            "half a surrogate",
            400,
            "malformed-json",
            "name",
            br#"{"name": "\ud800", "time_zone": "UTC"}"#.to_vec(),
        ),
        (
            "surrogates in the wrong order",
            400,
            "malformed-json",
            "name",
            br#"{"name": "\udc00\ud800"}"#.to_vec(),
        ),
        ("not a number", 400, "malformed-json", "hold_minutes", br#"{"hold_minutes": NaN}"#.to_vec()),
        (
            "an escaped NUL",
            422,
            "invalid-request",
            "name",
            br#"{"name": "A\u0000", "time_zone": "UTC"}"#.to_vec(),
        ),
        (
            "twice",
            422,
            "invalid-request",
            "name",
            br#"{"name": "A", "name": "B", "time_zone": "UTC"}"#.to_vec(),
        ),
        ("too large", 422, "invalid-request", "hold_minutes", br#"{"hold_minutes": 1e999}"#.to_vec()),
        ("deep", 422, "invalid-request", "name", deep.into()),
        (
            "a million",
            413,
            "body-too-large",
            "",
            format!(r#"{{"name": "{}"}}"#, "x".repeat(1_000_000)).into(),
        ),
        ("65 537 spaces", 413, "body-too-large", "", vec![b' '; 64 * 1024 + 1]),
    ];
    for (what, status, code, field, body) in cases {
        let call = scene.api.post("/v1/clinics").bearer(&scene.platform).raw(body);
        scene.refuse(call, status, code, field, what).await;
    }
    // as large as may be
    let padded = format!("{CLINIC}{}", " ".repeat(64 * 1024 - CLINIC.len()));
    scene.api.post("/v1/clinics").bearer(&scene.platform).raw(padded).send().await.expect(201);
}

#[tokio::test]
async fn other_content_types() {
    let scene = Scene::open().await;
    let call = || scene.api.post("/v1/clinics").bearer(&scene.platform).body(CLINIC);
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json", ""] {
        let call = call().header("content-type", kind);
        scene.refuse(call, 415, "unsupported-media-type", "", kind).await;
    }
    scene.refuse(call(), 415, "unsupported-media-type", "", "none").await;
    call().header("content-type", "Application/JSON; charset=utf-8").send().await.expect(201);
}

#[tokio::test]
async fn a_body_that_never_ends() {
    let scene = Scene::open().await;
    let endless = stream::repeat(Ok::<_, Infallible>(Bytes::from_static(b"     ")));
    let call = scene.api.post("/v1/clinics").bearer(&scene.platform).raw("").body(Body::from_stream(endless));
    scene.refuse(call, 413, "body-too-large", "", "endless").await;
}

#[tokio::test]
async fn a_body_that_stalls() {
    let scene = Scene::open().await;
    let begun = stream::iter([Ok::<_, Infallible>(Bytes::from_static(b"{"))]).chain(stream::pending());
    let call = scene.api.post("/v1/clinics").bearer(&scene.platform).raw("").body(Body::from_stream(begun));
    // With nothing else to wait for, the paused clock jumps to the deadline.
    tokio::time::pause();
    let began = tokio::time::Instant::now();
    let answer = call.send().await;
    let waited = began.elapsed();
    tokio::time::resume();
    assert_eq!(answer.refused(408), "request-timeout");
    assert_eq!(answer.headers["connection"], "close");
    assert!((Duration::from_secs(5)..Duration::from_secs(30)).contains(&waited), "{waited:?}");
    assert_eq!(super::rows(&scene.api).await, scene.rows);
}

#[tokio::test]
async fn parameters() {
    let scene = Scene::open().await;
    let doctor = format!("/v1/doctors/{}/slots", scene.clinic.doctor_id);
    let days = format!("/v1/doctors/{}/days", scene.clinic.doctor_id);
    let patients = format!("/v1/clinics/{}/patients", scene.clinic.id);
    let long = "x".repeat(201);
    for (path, query, field) in [
        ("/v1/slots", "limit=0", "limit"),
        ("/v1/slots", "limit=501", "limit"),
        ("/v1/slots", "limit=-1", "limit"),
        ("/v1/slots", "limit=%2B5", "limit"),
        ("/v1/slots", "limit=1.0", "limit"),
        ("/v1/slots", "limit=", "limit"),
        ("/v1/slots", "limit=5&limit=5", "limit"),
        ("/v1/slots", "cursor=x", "cursor"),
        ("/v1/slots", "cursor=", "cursor"),
        ("/v1/slots", "cursor=ffffffffffffffffffffffffffffffffffffffffffffffff", "cursor"),
        ("/v1/slots", "color=red", "color"),
        ("/v1/slots", "clinic_id=1", "clinic_id"),
        ("/v1/slots", "specialization=%00", "specialization"),
        ("/v1/slots", &format!("specialization={long}"), "specialization"),
        ("/v1/slots", "from=2026-12-02T00:00:00Z&to=2026-12-01T00:00:00Z", "to"),
        (&doctor, "from=2026-12-02T00:00:00Z&to=2026-12-02T00:00:00Z", "to"),
        (&doctor, "from=9999-12-31T00:00:00Z", "from"),
        (&doctor, "to=2026-13-01T00:00:00Z", "to"),
        (&doctor, "status=free", "status"),
        ("/v1/slots", "mode=phone", "mode"),
        ("/v1/slots", "part_of_day=noon", "part_of_day"),
        ("/v1/doctors/soonest", "limit=21", "limit"),
        ("/v1/doctors/soonest", "times=0", "times"),
        ("/v1/doctors/soonest", "times=11", "times"),
        ("/v1/doctors/soonest", "cursor=x", "cursor"),
        ("/v1/doctors/soonest", "mode=phone", "mode"),
        ("/v1/doctors/soonest", "part_of_day=night", "part_of_day"),
        ("/v1/doctors/soonest", "from=2026-12-02", "from"),
        ("/v1/doctors/soonest", "clinic_id=1", "clinic_id"),
        ("/v1/doctors/soonest", "specialization=%00", "specialization"),
        ("/v1/doctors/soonest", "doctor_id=1", "doctor_id"),
        ("/v1/slots/days", "", "specialization"),
        ("/v1/slots/days", "specialization=s&days=0", "days"),
        ("/v1/slots/days", "specialization=s&days=32", "days"),
        ("/v1/slots/days", "specialization=s&from=2026-12-1", "from"),
        ("/v1/slots/days", "specialization=s&to=2026-12-01", "from"),
        ("/v1/slots/days", "specialization=s&from=2026-12-02&to=2026-12-01", "to"),
        ("/v1/slots/days", "specialization=s&from=2026-12-01&to=2027-01-01", "to"),
        ("/v1/slots/days", "specialization=s&from=2026-12-01&to=2026-12-02&days=2", "days"),
        ("/v1/slots/days", "specialization=s&part_of_day=", "part_of_day"),
        ("/v1/slots/days", &format!("specialization=s&doctor_id={}", scene.clinic.doctor_id), "doctor_id"),
        (&days, "clinic_id=1", "clinic_id"),
        (&days, "from=9999-12-31", "from"),
        ("/v1/specializations", "cursor=1", "cursor"),
        (&patients, "name=%00", "name"),
        (&patients, "sort=name", "sort"),
        ("/v1/appointments", &format!("clinic_id={}&status=lost", scene.clinic.id), "status"),
        ("/v1/appointments", "", "clinic_id"),
    ] {
        let path = format!("{path}?{query}");
        let call = scene.api.get(&path).bearer(&scene.platform);
        scene.refuse(call, 422, "invalid-request", field, &path).await;
    }
    let good = format!("{doctor}?limit=500&from=2026-11-24T00:00:00%2B01:00&to=2026-11-25T00:00:00Z");
    scene.api.get(good).send().await.expect(200);
}

#[tokio::test]
async fn idempotency_keys() {
    let scene = Scene::open().await;
    let call = || scene.api.post("/v1/clinics").bearer(&scene.platform).raw(CLINIC);
    for key in [String::new(), "x".repeat(256), "k\u{e9}y".to_owned(), "a\tb".to_owned()] {
        let call = call().header("idempotency-key", key.clone());
        scene.refuse(call, 422, "invalid-request", "Idempotency-Key", &key).await;
    }
    let twice = call().header("idempotency-key", "a").header("idempotency-key", "b");
    scene.refuse(twice, 422, "invalid-request", "Idempotency-Key", "twice").await;
    call().header("idempotency-key", "x".repeat(255)).send().await.expect(201);
}

#[tokio::test]
async fn credentials() {
    let scene = Scene::open().await;
    let bearer = format!("Bearer {}", scene.platform);
    let call = || scene.api.post("/v1/clinics").raw(CLINIC);
    for value in
        ["", "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Basic YTpi", &scene.platform, &bearer[..90]]
    {
        scene.refuse(call().header("authorization", value), 401, "unauthenticated", "", value).await;
        // public addresses too: a client whose token fails must hear of it
        let public = scene.api.get("/v1/clinics").header("authorization", value);
        scene.refuse(public, 401, "unauthenticated", "", value).await;
    }
    let twice = call().header("authorization", bearer.clone()).header("authorization", bearer.clone());
    scene.refuse(twice, 401, "unauthenticated", "", "twice").await;
    scene.refuse(call(), 401, "unauthenticated", "", "none").await;
    let answer = call().send().await;
    assert_eq!(answer.headers["www-authenticate"], "Bearer");
    call().header("authorization", bearer).send().await.expect(201);
}

#[tokio::test]
async fn addresses_that_are_not_there() {
    let scene = Scene::open().await;
    let unknown = scene.api.new_id();
    let simple = scene.clinic.id.simple();
    for path in
        ["/v1/clinics/1", "/v1/clinics/%FF", "/v1/clinics/%00", "/v1/nothing", "/nothing", "/v1//clinics"]
    {
        scene.refuse(scene.api.get(path), 404, "not-found", "", path).await;
    }
    for path in
        [format!("/v1/clinics/{unknown}"), format!("/v1/clinics/{simple}"), format!("/v1/doctors/{unknown}")]
    {
        scene.refuse(scene.api.get(&path), 404, "not-found", "", &path).await;
    }
    let slot = json!({"slot_id": unknown, "patient": {"name": "X"}});
    scene.refuse(scene.post("/v1/bookings", &slot), 404, "not-found", "", "an unknown slot").await;
    for id in [unknown.to_string(), "x".to_owned()] {
        for step in ["confirm", "cancel", "complete", "no-show", "check-in"] {
            let path = format!("/v1/appointments/{id}/{step}");
            scene.refuse(scene.post(&path, &json!({})), 404, "not-found", "", &path).await;
        }
        let path = format!("/v1/doctors/{}/time-off/{id}", scene.clinic.doctor_id);
        let call = scene.api.call(Method::DELETE, &path).bearer(&scene.platform);
        scene.refuse(call, 404, "not-found", "", &path).await;
    }
    let call = scene.api.call(Method::PUT, "/v1/clinics").bearer(&scene.platform);
    scene.refuse(call, 405, "method-not-allowed", "", "PUT").await;
    scene.api.get(format!("/v1/clinics/{}", scene.clinic.id)).send().await.expect(200);
}
