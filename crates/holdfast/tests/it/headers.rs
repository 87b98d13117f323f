//! What browsers and caches on the way are told: of every answer, whatever it says.

use std::collections::BTreeSet;

use axum::http::{HeaderMap, Method};
use holdfast_config::Settings;
use holdfast_testkit::{Api, Clinic};
use uuid::Uuid;

/// Every operation of the OpenAPI document, about things that are not there.
fn operations() -> Vec<(Method, String)> {
    let document = serde_json::to_value(holdfast_gateway::openapi()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let parts = path
            .split('/')
            .map(|part| if part.starts_with('{') { Uuid::from_u128(7).to_string() } else { part.to_owned() });
        let path = parts.collect::<Vec<_>>().join("/");
        for method in item.as_object().unwrap().keys() {
            if let Ok(method) = method.to_uppercase().parse::<Method>()
                && [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE].contains(&method)
            {
                found.push((method, path.clone()));
            }
        }
    }
    found
}

#[track_caller]
fn has(headers: &HeaderMap, name: &str, value: &str, what: &str) {
    let found = headers.get(name).and_then(|found| found.to_str().ok()).unwrap_or_default();
    assert!(found.contains(value), "{what}: {name} is {found:?}");
}

/// All the statuses that answers had.
async fn of_all(api: &Api, token: Option<&str>) -> BTreeSet<u16> {
    let mut statuses = BTreeSet::new();
    for (method, path) in operations() {
        let mut call = api.call(method.clone(), &path);
        if let Some(token) = token {
            call = call.bearer(token);
        }
        let answer = call.send().await;
        let what = format!("{method} {path} {}", answer.status);
        statuses.insert(answer.status.as_u16());
        has(&answer.headers, "x-content-type-options", "nosniff", &what);
        has(&answer.headers, "strict-transport-security", "max-age=31536000", &what);
        if path.starts_with("/v1/") {
            has(&answer.headers, "cache-control", "no-store", &what);
        }
        if path.starts_with("/v1/log-in/") {
            has(&answer.headers, "referrer-policy", "no-referrer", &what);
        }
    }
    statuses
}

#[tokio::test]
async fn every_answer_says_how_to_treat_it() {
    let settings = Settings { public_url: Some("https://book.example".to_owned()), ..Settings::default() };
    let api = Api::with_settings(&settings).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let all = operations();
    assert!(all.len() > 60, "{all:?}");
    let mut statuses = of_all(&api, None).await;
    statuses.extend(of_all(&api, Some(&clinic.admin)).await);
    statuses.extend(of_all(&api, Some("nonsense")).await);
    for status in [200, 401, 403, 404, 415] {
        assert!(statuses.contains(&status), "{statuses:?}");
    }
    // and what is no operation
    let slots = clinic.free_slot_ids(&api).await;
    let booked = serde_json::json!({"slot_id": slots[0], "patient": {"name": "Ada"}});
    let answers = [
        api.get("/v1/nothing").send().await,
        api.call(Method::PUT, "/v1/slots").send().await,
        api.post("/v1/bookings").raw(vec![b'x'; 70_000]).send().await,
        api.post("/v1/bookings").json(&booked).send().await,
        api.get("/v1/slots").send().await,
    ];
    assert_eq!(answers.each_ref().map(|answer| answer.status.as_u16()), [404, 405, 413, 201, 200]);
    for answer in answers {
        has(&answer.headers, "cache-control", "no-store", "under /v1");
        has(&answer.headers, "x-content-type-options", "nosniff", "under /v1");
    }
}

#[tokio::test]
async fn pages_are_in_nobodys_frame_and_run_nothing_foreign() {
    let api = Api::start().await;
    for path in ["/docs/", "/docs/swagger-ui-bundle.js", "/docs/nothing"] {
        let answer = api.get(path).send().await;
        for rule in
            ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"]
        {
            has(&answer.headers, "content-security-policy", rule, path);
        }
        assert!(!answer.headers.contains_key("strict-transport-security"), "it is reached without TLS");
    }
    for path in ["/account/reset?token=x", "/account/nothing", "/nothing", "/openapi.json", "/health/live"] {
        let answer = api.get(path).send().await;
        has(&answer.headers, "content-security-policy", "frame-ancestors 'none'", path);
        has(&answer.headers, "content-security-policy", "default-src 'none'", path);
        has(&answer.headers, "referrer-policy", "no-referrer", path);
    }
    // what may be kept is kept
    has(&api.get("/openapi.json").send().await.headers, "cache-control", "no-cache", "the document");
    has(&api.get("/.well-known/jwks.json").send().await.headers, "cache-control", "max-age", "public keys");
}
