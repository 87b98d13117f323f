//! Metrics as Prometheus gets them: well formed, with labels of closed lists whatever clients send, and telling what happened.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::net::SocketAddr;
use std::process::{Command, Stdio};

use holdfast_availability::Availability;
use holdfast_booking::Booking;
use holdfast_domain::ErrorCode;
use holdfast_telemetry::Metrics;
use holdfast_telemetry::metrics::{ALL, Declared, HTTP_REQUEST_DURATION, Kind};
use holdfast_testkit::fixtures::id;
use holdfast_testkit::process::text;
use holdfast_testkit::{Api, Clinic, Process};
use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Most series that a process may have, whatever its clients do.
pub(crate) const SERIES_MAX: usize = 3000;

/// Panics if Prometheus' own tool finds anything to say of these metrics.
#[track_caller]
pub(crate) fn assert_well_formed(metrics: &str) {
    let mut promtool = Command::new("promtool")
        .args(["check", "metrics"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("promtool, which scripts/setup test installs");
    promtool.stdin.take().unwrap().write_all(metrics.as_bytes()).unwrap();
    let said = promtool.wait_with_output().unwrap();
    let words = [said.stdout, said.stderr].concat();
    assert!(said.status.success() && words.is_empty(), "{}", String::from_utf8_lossy(&words));
}

/// One line: a series and its value.
#[derive(Debug)]
pub(crate) struct Series {
    pub(crate) name: String,
    pub(crate) labels: BTreeMap<String, String>,
    pub(crate) value: f64,
}

pub(crate) fn series(metrics: &str) -> Vec<Series> {
    let lines = metrics.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let series = lines.map(|line| {
        let (name, value) = line.rsplit_once(' ').unwrap();
        let (name, labels) = name.split_once('{').unwrap_or((name, "}"));
        let labels = labels.strip_suffix('}').unwrap().split("\",").filter(|label| !label.is_empty());
        let labels = labels.map(|label| {
            let (name, value) = label.split_once("=\"").unwrap();
            (name.to_owned(), value.trim_end_matches('"').to_owned())
        });
        Series { name: name.to_owned(), labels: labels.collect(), value: value.parse().unwrap() }
    });
    series.collect()
}

/// The row of a series.
fn declared(name: &str) -> &'static Declared {
    let of = |ending: &str| {
        let name = name.strip_suffix(ending)?;
        ALL.iter().find(|metric| metric.name == name && (metric.kind == Kind::Histogram) != ending.is_empty())
    };
    let found = ["", "_bucket", "_sum", "_count"].into_iter().find_map(of);
    found.unwrap_or_else(|| panic!("{name} is in no table"))
}

/// Panics if a series is not one of the table, or has a value that no list has.
#[track_caller]
pub(crate) fn assert_labels_are_known(metrics: &str) {
    let queries = names_of_queries();
    let outcomes: BTreeSet<_> = ErrorCode::ALL.map(ErrorCode::as_str).into_iter().chain(["ok"]).collect();
    for Series { name, labels, .. } in series(metrics) {
        let metric = declared(&name);
        let names: BTreeSet<_> = labels.keys().map(String::as_str).filter(|label| *label != "le").collect();
        assert_eq!(names, metric.labels.iter().copied().collect(), "{name}");
        for (label, value) in &labels {
            let is_known = match (metric.name, label.as_str()) {
                ("http_server_request_duration_seconds", "status") => {
                    ["2xx", "3xx", "4xx", "5xx"].contains(&value.as_str())
                }
                ("http_server_request_duration_seconds", "route") => {
                    value == "unmatched" || value.starts_with('/')
                }
                (_, "method") => ["GET", "POST", "PUT", "PATCH", "DELETE", "other"].contains(&value.as_str()),
                (_, "query") => queries.contains(value),
                (
                    "holdfast_bookings_total" | "holdfast_holds_total" | "holdfast_transitions_total",
                    "outcome",
                ) => outcomes.contains(value.as_str()),
                (_, "rpc_method") => value.starts_with("holdfast."),
                ("rpc_client_call_duration_seconds" | "rpc_server_call_duration_seconds", "status") => {
                    ["ok", "refused", "failed"].contains(&value.as_str())
                }
                (_, "le" | "peer" | "version") => true,
                // words of the program
                _ => {
                    let is_word =
                        |c: char| c.is_ascii_lowercase() || c == '_' || c == '-' || c == '.' || c == ' ';
                    !value.is_empty() && value.len() < 40 && value.chars().all(is_word)
                }
            };
            assert!(is_known, "{name}: {label}={value:?}");
        }
    }
}

/// The names of statements, and `commit`.
fn names_of_queries() -> BTreeSet<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sql/queries");
    let mut names = BTreeSet::from(["commit".to_owned()]);
    for file in std::fs::read_dir(folder).unwrap() {
        let sql = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let lines = sql.lines().filter_map(|line| line.strip_prefix("--! "));
        names.extend(lines.map(|line| line.split([' ', '(', ':']).next().unwrap().to_owned()));
    }
    names
}

/// What stands in everything that the hostile client sends.
const MARK: &str = "zq7x";

/// A request with hostile headers; returns the status.
async fn ask(address: SocketAddr, method: &str, path: &str) -> u16 {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "{method} {path} HTTP/1.0\r\nhost: {MARK}\r\nuser-agent: {MARK}\r\nx-forwarded-for: {MARK}\r\nidempotency-key: {MARK}\r\n\
         cookie: {MARK}={MARK}\r\nauthorization: Bearer {MARK}\r\nx-{MARK}: {MARK}\r\ntraceparent: {MARK}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer);
    answer.split(' ').nth(1).unwrap_or_else(|| panic!("{method} {path}: {answer}")).parse().unwrap()
}

/// The operations of the document: method and path.
async fn operations(address: SocketAddr) -> Vec<(String, String)> {
    let document: Value = serde_json::from_str(&text(address, "/openapi.json").await.unwrap()).unwrap();
    let paths = document["paths"].as_object().unwrap().iter();
    let operations = paths.flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().keys().filter(|key| *key != "parameters");
        methods.map(|method| (method.to_uppercase(), path.clone()))
    });
    operations.collect()
}

/// A path that a template takes, in the words of the hostile client.
fn filled(template: &str, number: usize) -> String {
    let parts = template
        .split('/')
        .map(|part| if part.starts_with('{') { format!("{MARK}-{number}") } else { part.to_owned() });
    parts.collect::<Vec<_>>().join("/")
}

fn http_labels(metrics: &str) -> BTreeSet<(String, String, String)> {
    let name = format!("{}_count", HTTP_REQUEST_DURATION.declared().name);
    let counts = series(metrics).into_iter().filter(|series| series.name == name);
    counts
        .map(|series| {
            let [method, route, status] =
                ["method", "route", "status"].map(|label| series.labels[label].clone());
            (method, route, status)
        })
        .collect()
}

/// The series of requests are those of the templates that were asked for, by the class of their answers, and one for all the
/// rest; those of everything else stay as they are.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_clients_make_no_series() {
    let process = Process::start(env!("CARGO_BIN_EXE_holdfast")).await;
    let address = process.address;
    let operations = operations(address).await;
    let mut expected = BTreeSet::new();
    let mut expect = |method: &str, route: &str, status: u16| {
        assert!(status < 500, "{method} {route}: {status}");
        expected.insert((method.to_owned(), route.to_owned(), format!("{}xx", status / 100)));
    };
    for round in 0..5 {
        for (method, template) in &operations {
            let path = filled(template, round);
            let query = format!("?clinic_id={MARK}{round}&{MARK}={round}");
            let status = ask(address, method, &(path.clone() + &query)).await;
            expect(method, template, status);
            if method == "GET" {
                expect("GET", template, ask(address, "HEAD", &path).await);
            }
            for other in ["OPTIONS", "TRACE", MARK, "get"] {
                let status = ask(address, other, &path).await;
                assert!([405, 429].contains(&status), "{other} {path}: {status}");
            }
        }
    }
    for number in 0..1000 {
        let method = ["GET", "POST", "DELETE", "PROPFIND", MARK][number % 5];
        let path = format!("/{MARK}/{number}/v1/%2e%2e/{}", "a".repeat(number % 50));
        let status = ask(address, method, &path).await;
        assert!([404, 429].contains(&status), "{method} {path}: {status}");
    }
    expect("other", "unmatched", 404);
    // this test's own, and those of whoever waited for the process to be ready
    expect("GET", "/openapi.json", 200);
    expect("GET", "/metrics", 200);
    let metrics = text(address, "/metrics").await.unwrap();
    let mut seen = http_labels(&text(address, "/metrics").await.unwrap());
    seen.remove(&("GET".to_owned(), "/health/ready".to_owned(), "5xx".to_owned()));
    assert_eq!(seen, expected);
    assert!(!metrics.to_lowercase().contains(MARK), "{metrics}");
    assert_labels_are_known(&metrics);
    let count = series(&metrics).len();
    assert!(count <= SERIES_MAX, "{count} series");
    println!("{count} series, {} of them of requests", expected.len() * 17);
}

#[tokio::test]
async fn metrics_of_a_process_are_well_formed() {
    let process = Process::start(env!("CARGO_BIN_EXE_holdfast")).await;
    // a job tells of them soon after the start
    let began = std::time::Instant::now();
    let metrics = loop {
        let metrics = text(process.address, "/metrics").await.unwrap();
        if metrics.contains("holdfast_schema_version ") && metrics.contains("holdfast_outbox_unpublished ") {
            break metrics;
        }
        assert!(began.elapsed() < std::time::Duration::from_secs(30), "{metrics}");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    };
    assert_well_formed(&metrics);
    assert_labels_are_known(&metrics);
    let version = format!("holdfast_build_info{{version=\"{}\"}} 1\n", env!("CARGO_PKG_VERSION"));
    let schema = format!("holdfast_schema_version {}\n", holdfast_postgres::migrate::newest_version());
    for line in [version.as_str(), schema.as_str(), "holdfast_outbox_unpublished 0\n"] {
        assert!(metrics.contains(line), "{line} is not in {metrics}");
    }
    for pool in ["holdfast_booking", "holdfast_booking_batch", "holdfast_search", "vault"] {
        let line = format!("db_client_connections{{pool=\"{pool}\",state=\"used\"}} ");
        assert!(metrics.contains(&line), "{line} is not in {metrics}");
    }
    // histograms, not summaries
    assert!(
        metrics.contains("http_server_request_duration_seconds_bucket{") && !metrics.contains("quantile=")
    );
}

/// The value of a series, which is written as in Prometheus' text.
#[track_caller]
fn value(metrics: &Metrics, of: &str) -> f64 {
    let text = metrics.render();
    let line = format!("{of} ");
    let found = text.lines().find_map(|known| known.strip_prefix(&line));
    found.unwrap_or_else(|| panic!("no {of} in {text}")).parse().unwrap()
}

#[tokio::test]
async fn what_was_booked_is_counted_by_its_outcome() {
    let metrics = holdfast_telemetry::start_metrics().unwrap();
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slot_ids(&api).await;
    let booked = clinic.book(&api, slots[0]).await;
    let again = json!({"slot_id": slots[0], "patient": {"name": "Ada"}});
    api.post("/v1/bookings").json(&again).send().await.refused(409);
    let hold = json!({"slot_id": slots[1], "patient": {"name": "Ada"}, "hold": true});
    api.post("/v1/bookings").json(&hold).send().await.expect(201);
    let path = format!("/v1/appointments/{}", id(&booked, "id"));
    let cancel =
        async || api.post(format!("{path}/cancel")).bearer(&clinic.staff).json(&json!({})).send().await;
    cancel().await.expect(200);
    cancel().await.refused(409);
    for (series, count) in [
        ("holdfast_bookings_total{outcome=\"ok\"}", 1.0),
        ("holdfast_bookings_total{outcome=\"slot-taken\"}", 1.0),
        ("holdfast_holds_total{outcome=\"ok\"}", 1.0),
        ("holdfast_transitions_total{action=\"cancel\",outcome=\"ok\"}", 1.0),
        ("holdfast_transitions_total{action=\"cancel\",outcome=\"illegal-transition\"}", 1.0),
        ("holdfast_slot_lock_total{outcome=\"held\"}", 3.0),
        ("holdfast_booking_batch_size_count", 3.0),
        ("holdfast_booking_batch_wait_seconds_count", 3.0),
        ("holdfast_booking_batch_statement_seconds_count", 3.0),
        ("db_client_operation_duration_seconds_count{query=\"book_batch\"}", 3.0),
        (
            "http_server_request_duration_seconds_count{method=\"POST\",route=\"/v1/bookings\",status=\"2xx\"}",
            2.0,
        ),
        (
            "http_server_request_duration_seconds_count{method=\"POST\",route=\"/v1/bookings\",status=\"4xx\"}",
            1.0,
        ),
    ] {
        assert_eq!(value(&metrics, series), count, "{series}");
    }
    assert!(value(&metrics, "db_client_operation_duration_seconds_count{query=\"commit\"}") > 0.0);
    assert_well_formed(&metrics.render());
    assert_labels_are_known(&metrics.render());
}

#[tokio::test]
async fn what_waits_and_how_far_ahead_slots_are_is_measured() {
    let metrics = holdfast_telemetry::start_metrics().unwrap();
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let booking = api.system.part::<Booking>().unwrap();
    booking.measure_holds().await.unwrap();
    assert_eq!(value(&metrics, "holdfast_expired_holds_oldest_seconds"), 0.0);
    let slots = clinic.free_slot_ids(&api).await;
    let hold = json!({"slot_id": slots[1], "patient": {"name": "Ada"}, "hold": true});
    let held = api.post("/v1/bookings").json(&hold).send().await.expect(201);
    let expires_at: jiff::Timestamp = held["hold_expires_at"].as_str().unwrap().parse().unwrap();
    let began = api.now();
    api.clock.advance(expires_at.duration_since(began) + SignedDuration::from_secs(90));
    booking.measure_holds().await.unwrap();
    assert_eq!(value(&metrics, "holdfast_expired_holds_oldest_seconds"), 90.0);
    booking.sweep_holds().await.unwrap();
    booking.measure_holds().await.unwrap();
    assert_eq!(value(&metrics, "holdfast_expired_holds_oldest_seconds"), 0.0);

    api.relay().measure_outbox().await.unwrap();
    assert!(value(&metrics, "holdfast_outbox_unpublished") >= 2.0);
    let waits = api.now().duration_since(began).as_secs_f64();
    assert!((value(&metrics, "holdfast_outbox_oldest_seconds") - waits).abs() < 1.0);
    while api.relay().drain_once().await.unwrap() > 0 {}
    api.relay().measure_outbox().await.unwrap();
    assert_eq!(value(&metrics, "holdfast_outbox_unpublished"), 0.0);
    assert_eq!(value(&metrics, "holdfast_outbox_oldest_seconds"), 0.0);
    assert_eq!(value(&metrics, "holdfast_dead_letters"), 0.0);

    let availability = api.system.part::<Availability>().unwrap();
    availability.measure_horizon().await.unwrap();
    let days = value(&metrics, "holdfast_horizon_min_seconds") / 86400.0;
    assert!((13.0..15.0).contains(&days), "{days} days of 14");
    api.clock.advance(SignedDuration::from_hours(3 * 24));
    availability.measure_horizon().await.unwrap();
    let after = value(&metrics, "holdfast_horizon_min_seconds") / 86400.0;
    assert!((days - after - 3.0).abs() < 0.01, "{days} days, then {after}");
}
