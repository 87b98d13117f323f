//! I12 on the stack: what is personal or secret is found in no log, not in Redis, and not in the broker; and in the mail or
//! with the webhook that it is meant for, so that it was there to be found.

use std::time::{Duration, Instant};

use holdfast_testkit::fixtures::id;
use holdfast_testkit::people::text;
use holdfast_testkit::process::request;
use holdfast_testkit::traces::files_with;
use holdfast_testkit::{Backing, Fleet, Receiver, Server, TestDatabase};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::metrics::{assert_labels_are_known, assert_well_formed, series};

const CANARIES: [&str; 7] =
    ["Quillfeather", "555-0199", "quill@", "1990-01-02", "sore throat", "/hooks/quill", "whsec_"];

/// Writes down all that this Redis holds.
async fn save(redis: &Server) {
    let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", redis.port)).await.unwrap();
    stream.write_all(b"SAVE\r\n").await.unwrap();
    let mut answer = [0; 5];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"+OK\r\n");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn canaries_are_in_no_log_not_in_redis_and_not_in_the_broker() {
    let (database, redis) = (TestDatabase::create().await, Server::redis().await);
    let (broker, smtp) = (Server::rabbitmq().await, Server::smtp().await);
    let backing = Backing {
        database_url: database.url(),
        redis_url: Some(redis.redis_url()),
        amqp_url: Some(broker.amqp_url()),
        smtp_url: Some(smtp.smtp_url()),
        settings: vec![
            ("HOLDFAST_LOG", "trace".to_owned()),
            ("HOLDFAST_WEBHOOKS__ALLOWED_NETWORKS", "127.0.0.1".to_owned()),
        ],
        ..Backing::default()
    };
    let fleet = Fleet::start(env!("CARGO_BIN_EXE_holdfast"), backing).await;
    let admin = fleet.token(&["--role", "platform_admin"]);
    let [gateway, _] = fleet.gateways();
    let call = async |method: &str, path: &str, body: Option<Value>| {
        let (status, body) = request(gateway, method, path, Some(&admin), body.as_ref()).await.unwrap();
        assert!(status.is_success(), "{method} {path}: {status} {body}");
        body
    };
    let clinic = call("POST", "/v1/clinics", Some(json!({"name": "C", "time_zone": "UTC"}))).await;
    let clinic = id(&clinic, "id");
    let doctor = json!({"name": "Dr. Who", "specialization": "cardiology"});
    let doctor = id(&call("POST", &format!("/v1/clinics/{clinic}/doctors"), Some(doctor)).await, "id");
    let hours = json!({"effective_from": "2020-01-01", "rules": [
        {"days": ["mon","tue","wed","thu","fri","sat","sun"], "start": "00:00", "end": "24:00", "slot_minutes": 60}]});
    call("POST", &format!("/v1/doctors/{doctor}/availability"), Some(hours)).await;
    let receiver = Receiver::start().await;
    let webhook = json!({"url": format!("http://{}/hooks/quill", receiver.address)});
    let webhook = call("POST", &format!("/v1/clinics/{clinic}/webhooks"), Some(webhook)).await;
    let slots = call("GET", &format!("/v1/slots?clinic_id={clinic}&limit=9"), None).await;
    let person = json!({"name": "Ada Quillfeather", "phone": "555-0199", "email": "quill@example.org", "birth_date": "1990-01-02"});
    let booking = json!({"slot_id": slots["items"][5]["id"], "patient": person, "reason": "sore throat"});
    call("POST", "/v1/bookings", Some(booking)).await;
    let began = Instant::now();
    while smtp.mails().is_empty() || receiver.posted().is_empty() {
        assert!(began.elapsed() < Duration::from_secs(60), "{}", fleet.logs());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let (to, mail) = smtp.mails().remove(0);
    assert_eq!(to, "quill@example.org");
    assert!(mail.contains("Ada Quillfeather"));
    // by what receivers use, and by the clock on the wall
    let posted = receiver.posted().remove(0);
    let secret = standardwebhooks::Webhook::new(&text(&webhook, "secret")).unwrap();
    secret.verify(posted.body.as_bytes(), &posted.headers).unwrap();
    assert!(CANARIES.iter().all(|canary| !posted.body.contains(canary)), "{}", posted.body);

    let none = Vec::<String>::new();
    for member in fleet.names() {
        let metrics =
            holdfast_testkit::process::text(fleet.member(member).address, "/metrics").await.unwrap();
        assert_well_formed(&metrics);
        assert_labels_are_known(&metrics);
        let ids = [clinic, doctor].map(|id| id.to_string());
        let told = CANARIES.into_iter().chain(ids.iter().map(String::as_str));
        assert_eq!(told.filter(|canary| metrics.contains(canary)).collect::<Vec<_>>(), none, "{member}");
    }
    let gateway = series(&holdfast_testkit::process::text(gateway, "/metrics").await.unwrap());
    let booked = gateway.iter().find(|series| {
        series.name == "rpc_client_call_duration_seconds_count"
            && series.labels["rpc_method"] == "holdfast.booking.v1.BookingService/Book"
    });
    let booked = booked.expect("the call of the booking service");
    assert_eq!((booked.labels["status"].as_str(), booked.value), ("ok", 1.0));

    save(&redis).await;
    assert_eq!(files_with(redis.folder(), &CANARIES), none);
    assert_eq!(files_with(broker.folder(), &CANARIES), none);
    assert!(!files_with(broker.folder(), &["holdfast"]).is_empty(), "the broker's files are looked through");
    let looked_through = files_with(fleet.folder(), &[&clinic.to_string()]);
    assert!(
        looked_through.iter().any(|file| file.contains("/booking-1.log") || file.contains("/booking-2.log")),
        "the logs are looked through: {looked_through:?}"
    );
    assert_eq!(files_with(fleet.folder(), &CANARIES), none);
}
