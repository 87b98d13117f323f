//! Traces: over the whole stack, at a receiver that speaks OpenTelemetry's own protocol; and at receivers that take nothing.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use holdfast_telemetry::trace::Attribute;
use holdfast_testkit::process::{Connection, request, text};
use holdfast_testkit::{
    Authority, Backing, Fleet, Process, Receiver, Server, Span, SpanReceiver, TestDatabase,
};
use serde_json::{Value, json};

use crate::stack::load::doctors;

const BINARY: &str = env!("CARGO_BIN_EXE_holdfast");
/// What a client sends along, and its trace and span.
const ASKS: &str = "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n";
const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
const CLIENT: &str = "b7ad6b7169203331";

/// What a request for a booking is made of that is nobody's business.
const PERSONAL: [&str; 4] = ["Ada Lovelace", "ada@example.org", "+44 20 7946 0000", "a rash on the left arm"];

/// The spans of a trace, each as its way from the root, in alphabetical order.
fn ways(spans: &[Span], trace_id: &str) -> Vec<String> {
    let of_trace: BTreeMap<&str, &Span> =
        spans.iter().filter(|span| span.trace_id == trace_id).map(|span| (span.id.as_str(), span)).collect();
    let mut ways: Vec<String> = of_trace
        .values()
        .map(|span| {
            let mut way = vec![span.name.as_str()];
            let mut at = span;
            while let Some(parent) = of_trace.get(at.parent_id.as_str()) {
                way.insert(0, &parent.name);
                at = parent;
            }
            way.join(" > ")
        })
        .collect();
    ways.sort();
    ways
}

fn named<'s>(spans: &'s [Span], name: &str) -> &'s Span {
    let mut found = spans.iter().filter(|span| span.name == name);
    let span = found.next().unwrap_or_else(|| panic!("no span {name}"));
    assert!(found.next().is_none(), "two spans {name}");
    span
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_booking_is_one_trace_from_the_request_to_the_mail_and_the_webhook() {
    let (database, redis) = (TestDatabase::create().await, Server::redis().await);
    let (broker, smtp, receiver) =
        (Server::rabbitmq().await, Server::smtp().await, SpanReceiver::start().await);
    let backing = Backing {
        database_url: database.url(),
        redis_url: Some(redis.redis_url()),
        amqp_url: Some(broker.amqp_url()),
        smtp_url: Some(smtp.smtp_url()),
        // nothing but what the client asks for
        settings: vec![
            ("HOLDFAST_TRACING__ENDPOINT", receiver.url()),
            ("HOLDFAST_TRACING__SHARE", "0".to_owned()),
            ("HOLDFAST_WEBHOOKS__ALLOWED_NETWORKS", "127.0.0.1".to_owned()),
        ],
        ..Backing::default()
    };
    let fleet = Fleet::start(BINARY, backing).await;
    let doctors = doctors(&fleet, 1).await;
    let address = fleet.gateways()[0];
    let hook = Receiver::start().await;
    let (_, clinics) = request(address, "GET", "/v1/clinics", None, None).await.unwrap();
    let clinic = clinics["items"][0]["id"].as_str().unwrap();
    let admin = fleet.token(&["--role", "clinic_admin", "--clinic", clinic]);
    let path = format!("/v1/clinics/{clinic}/webhooks");
    let body = json!({"url": hook.url()});
    let (status, answer) = request(address, "POST", &path, Some(&admin), Some(&body)).await.unwrap();
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    assert_eq!(receiver.spans().len(), 0, "nobody has asked for a trace");

    let [name, email, phone, reason] = PERSONAL;
    let patient = json!({"name": name, "email": email, "phone": phone});
    let booking = json!({"slot_id": doctors[0].slots[100], "patient": patient, "reason": reason});
    let mut gateway = Connection::open(address).await.unwrap();
    let (status, booked) =
        gateway.request_with("POST", "/v1/bookings", None, ASKS, Some(&booking)).await.unwrap();
    assert_eq!(status, StatusCode::CREATED, "{booked}");

    // each process sends its own when it comes to it
    let last =
        ["send mail", "post webhook", "send events", "tell readers", "book batch", "POST /v1/bookings"];
    let served = |span: &Span| span.name.ends_with("/Book") && span.service == "holdfast-booking-relay";
    let all_are_there = |spans: &[Span]| {
        last.iter().all(|name| spans.iter().any(|span| span.name == *name)) && spans.iter().any(served)
    };
    let spans = receiver.wait_for(all_are_there).await;
    let book = "POST /v1/bookings > holdfast.booking.v1.BookingService/Book > holdfast.booking.v1.BookingService/Book";
    let ways = ways(&spans, TRACE);
    for way in [
        "POST /v1/bookings".to_owned(),
        book.to_owned(),
        format!("{book} > lock slot"),
        format!("{book} > clinic_of_slot"),
        format!("{book} > wait for batch"),
        format!("{book} > process event"),
        format!("{book} > send mail"),
        format!("{book} > send mail > message_content"),
        format!("{book} > send mail > commit"),
        format!("{book} > send mail > finish_notification"),
        format!("{book} > post webhook"),
        format!("{book} > post webhook > finish_delivery"),
    ] {
        assert!(ways.contains(&way), "{way} is missing in {ways:#?}");
    }
    assert!(ways.len() >= 12, "{ways:#?}");
    // who asked is where it begins, and nothing hangs in the air
    assert_eq!(named(&spans, "POST /v1/bookings").parent_id, CLIENT);
    assert!(ways.iter().all(|way| way.starts_with("POST /v1/bookings")), "{ways:#?}");

    // what is done for many at once is in a trace of its own, and each knows of the other
    let asks = spans.iter().find(|span| served(span)).unwrap();
    let batch = named(&spans, "book batch");
    let place = |span: &Span| (span.trace_id.clone(), span.id.clone());
    assert_eq!(batch.links, [place(asks)]);
    assert_eq!(named(&spans, "wait for batch").links, [place(batch)]);
    assert_eq!(named(&spans, "send events").links, [place(asks)]);
    assert_eq!(
        self::ways(&spans, &batch.trace_id),
        [
            "book batch",
            "book batch > book_batch",
            "book batch > tell readers",
            "book batch > tell readers > written_position",
        ]
    );

    // the receiver of a webhook can go on
    let posted = hook.posted();
    let traceparent = posted[0].headers["traceparent"].to_str().unwrap();
    assert_eq!(traceparent, format!("00-{TRACE}-{}-01", named(&spans, "post webhook").id));
    assert!(!posted[0].body.contains("traceparent"), "{}", posted[0].body);

    // names of the program and counts: nothing of whom it is about, and no ids
    let booked_id = booked["id"].as_str().unwrap();
    for span in &spans {
        for name in span.attributes.keys() {
            assert!(Attribute::NAMES.contains(&name.as_str()), "{name}");
        }
        for said in span.attributes.values().chain([&span.name]) {
            assert!(PERSONAL.iter().chain([&booked_id, &clinic]).all(|text| !said.contains(text)), "{said}");
        }
    }
}

/// A program with a doctor, and the path of the doctor's slots.
async fn with_slots(settings: &[(&'static str, &'static str)]) -> (Process, String) {
    let process = Process::start_with(BINARY, settings).await;
    let platform = process.token(&["--role", "platform_admin"]);
    let post = async |path: String, body: Value| {
        let (status, answer) =
            request(process.address, "POST", &path, Some(&platform), Some(&body)).await.unwrap();
        assert!(status.is_success(), "{path}: {answer}");
        answer["id"].as_str().unwrap_or_default().to_owned()
    };
    let clinic = post("/v1/clinics".to_owned(), json!({"name": "C", "time_zone": "UTC"})).await;
    let doctor =
        post(format!("/v1/clinics/{clinic}/doctors"), json!({"name": "D", "specialization": "s"})).await;
    (process, format!("/v1/doctors/{doctor}/slots"))
}

/// How many spans had this end.
async fn count(process: &Process, outcome: &str) -> u64 {
    let metrics = text(process.address, "/metrics").await.unwrap();
    let line = format!("holdfast_trace_spans_total{{outcome=\"{outcome}\"}} ");
    let value = metrics.lines().find_map(|found| found.strip_prefix(&line));
    value.unwrap_or_else(|| panic!("no {line}")).parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_clients_ask_for_has_a_budget() {
    let receiver = SpanReceiver::start().await;
    let url: &'static str = receiver.url().leak();
    let (mut process, slots) = with_slots(&[
        ("HOLDFAST_TRACING__ENDPOINT", url),
        ("HOLDFAST_TRACING__SHARE", "0"),
        ("HOLDFAST_TRACING__ASKED_PER_SEC", "3"),
    ])
    .await;
    let mut client = Connection::open(process.address).await.unwrap();
    let began = Instant::now();
    for _ in 0..200 {
        client.request_with("GET", &slots, None, ASKS, None).await.unwrap();
    }
    // a second begins somewhere, and another ends
    let most = 3 * (usize::try_from(began.elapsed().as_secs()).unwrap() + 2);
    // all of them are sent by then
    assert!(process.stop().success());
    let spans = receiver.spans();
    let requests = spans.iter().filter(|span| span.name.starts_with("GET ")).count();
    assert!((1..=most).contains(&requests), "{requests} of at most {most}");
    assert!(spans.iter().all(|span| span.trace_id == TRACE), "nobody else is sampled");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receiver_that_hangs_or_is_gone_costs_spans_and_nothing_else() {
    let receiver = SpanReceiver::start().await;
    receiver.be_silent();
    let silent: &'static str = receiver.url().leak();
    // nobody listens there
    for (endpoint, ends) in [(silent, "dropped"), ("http://127.0.0.1:9", "refused")] {
        let (process, slots) =
            with_slots(&[("HOLDFAST_TRACING__ENDPOINT", endpoint), ("HOLDFAST_TRACING__SHARE", "1")]).await;
        let mut client = Connection::open(process.address).await.unwrap();
        let (began, mut slowest) = (Instant::now(), Duration::ZERO);
        while count(&process, ends).await == 0 {
            for _ in 0..500 {
                let asked = Instant::now();
                let (status, _) = client.request("GET", &slots, None, None).await.unwrap();
                // there are quotas; what is refused has its spans too
                assert!(matches!(status.as_u16(), 200 | 429), "{status}");
                slowest = slowest.max(asked.elapsed());
            }
            assert!(began.elapsed() < Duration::from_secs(60), "nothing was {ends}");
        }
        assert!(slowest < Duration::from_secs(2), "{endpoint}: a request took {slowest:?}");
        assert_eq!(count(&process, "exported").await, 0);
        // and it ends as it should
        drop(client);
        let mut process = process;
        let stopping = Instant::now();
        assert!(process.stop().success());
        assert!(stopping.elapsed() < Duration::from_secs(30), "{:?}", stopping.elapsed());
    }
}

/// Whether spans are sent or not: lines of one request have one trace, that which its client names.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_log_line_of_a_request_has_its_trace() {
    for format in ["json", "text"] {
        let process = Process::start_with(
            BINARY,
            &[("HOLDFAST_LOG", "holdfast=trace"), ("HOLDFAST_LOG_FORMAT", format)],
        )
        .await;
        let mut client = Connection::open(process.address).await.unwrap();
        // a token that is none is worth a line
        let (status, _) =
            client.request_with("GET", "/v1/clinics", Some("nonsense"), ASKS, None).await.unwrap();
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        let log = process.log();
        let lines: Vec<&str> = log.lines().filter(|line| line.contains(TRACE)).collect();
        assert!(!lines.is_empty(), "{log}");
        for line in lines {
            match format {
                "json" => {
                    let line: Value = serde_json::from_str(line).unwrap();
                    assert_eq!(line["trace_id"], TRACE);
                    assert!(line["message"].is_string(), "{line}");
                }
                _ => assert!(line.ends_with(&format!(" trace_id={TRACE}")), "{line}"),
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_collector_of_others_takes_our_spans() {
    let receiver = SpanReceiver::start().await;
    let collector = Server::rotel(&receiver.url()).await;
    let url: &'static str = collector.otlp_url().leak();
    let (process, slots) =
        with_slots(&[("HOLDFAST_TRACING__ENDPOINT", url), ("HOLDFAST_TRACING__SHARE", "0")]).await;
    let mut client = Connection::open(process.address).await.unwrap();
    client.request_with("GET", &slots, None, ASKS, None).await.unwrap();
    let name = "GET /v1/doctors/{id}/slots";
    let spans = receiver.wait_for(|spans| spans.iter().any(|span| span.name == name)).await;
    let request = named(&spans, name);
    assert_eq!((request.trace_id.as_str(), request.parent_id.as_str()), (TRACE, CLIENT));
    assert_eq!(
        (request.service.as_str(), request.attributes["http.response.status_code"].as_str()),
        ("holdfast", "200")
    );
    assert_eq!(count(&process, "refused").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receiver_shows_who_it_is() {
    let (authority, other) = (Authority::new(), Authority::new());
    let certificates = authority.certificate(&[]);
    let receiver = SpanReceiver::start_with_tls(&certificates).await;
    let file = |path: &std::path::Path| -> &'static str { path.to_str().unwrap().to_owned().leak() };
    let by_another = other.certificate(&[]);
    let url: &'static str = receiver.url().leak();
    for (ca, is_trusted) in [(file(&certificates.ca), true), (file(&by_another.ca), false)] {
        let settings = [("HOLDFAST_TRACING__ENDPOINT", url), ("HOLDFAST_TRACING__CA_FILE", ca)];
        let (process, slots) = with_slots(&settings).await;
        let mut client = Connection::open(process.address).await.unwrap();
        client.request_with("GET", &slots, None, ASKS, None).await.unwrap();
        let began = Instant::now();
        while count(&process, "exported").await + count(&process, "refused").await == 0 {
            assert!(began.elapsed() < Duration::from_secs(30), "{}", process.log());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(count(&process, "exported").await > 0, is_trusted, "{}", process.log());
        assert_eq!(process.log().contains("invalid peer certificate"), !is_trusted, "{}", process.log());
    }
}
