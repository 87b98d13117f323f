//! Clients that send whatever they like.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use holdfast_telemetry::metrics::HTTP_REQUEST_DURATION;
use holdfast_testkit::process::text;
use holdfast_testkit::{Process, rounds};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{SERIES_MAX, assert_labels_are_known, series};

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
    for number in 0..rounds(1000, 100_000) {
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
