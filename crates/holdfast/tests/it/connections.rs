//! Connections to the real binary: nobody holds them for longer, or has more of them, than they may.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use holdfast_testkit::process::{request, text};
use holdfast_testkit::{Process, free_port};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

const BINARY: &str = env!("CARGO_BIN_EXE_holdfast");
/// Far longer than anything here may take, so that a busy machine does not matter.
const LONG: Duration = Duration::from_secs(60);
/// What is answered at once is answered by then, on a busy machine too.
const AT_ONCE: Duration = Duration::from_secs(5);

const HALF_A_HEAD: &[u8] = b"GET /v1/slots HTTP/1.1\r\nhost: test\r\nx-a: ";
const NOTHING: &[u8] = b"";
/// A request whose body does not come, though it is waited for.
const NO_BODY: &[u8] = b"POST /v1/bookings HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\n\
    content-length: 9\r\nexpect: 100-continue\r\n\r\n";
const WAITS_FOR_BODY: &[u8] = b"HTTP/1.1 100 Continue\r\n\r\n";

/// A process, and where it answers those who run it.
async fn process(settings: &[(&'static str, &str)]) -> (Process, SocketAddr) {
    let operations = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()));
    let mut settings: Vec<_> = settings.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    settings.push(("HOLDFAST_OPS__LISTEN", operations.to_string()));
    let mut process = Process::begin(BINARY, settings);
    process.wait_ready().await;
    (process, operations)
}

/// A connection from `127.0.0.{client}`, over which this was said.
async fn open(server: SocketAddr, client: u8, says: &[u8]) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from(([127, 0, 0, client], 0))).unwrap();
    let mut stream = socket.connect(server).await.unwrap();
    // it may have been closed already
    let _ = stream.write_all(says).await;
    stream
}

/// The same over which a request is being answered, for as long as a body may take.
async fn busy(server: SocketAddr, client: u8) -> TcpStream {
    let mut stream = open(server, client, NO_BODY).await;
    let mut heard = vec![0; WAITS_FOR_BODY.len()];
    timeout(LONG, stream.read_exact(&mut heard)).await.expect("an answer").unwrap();
    assert_eq!(heard, WAITS_FOR_BODY);
    stream
}

/// What is heard until the server ends the connection.
async fn heard_until_the_end(stream: &mut TcpStream) -> String {
    let mut heard = Vec::new();
    let ended = timeout(LONG, stream.read_to_end(&mut heard)).await.expect("it is ended");
    match ended {
        Ok(_) => {}
        Err(error) => assert_eq!(error.kind(), io::ErrorKind::ConnectionReset),
    }
    String::from_utf8(heard).unwrap()
}

/// Somebody at `127.0.0.{client}` asks, and is answered at once.
async fn is_answered(server: SocketAddr, client: u8) {
    let began = Instant::now();
    let mut stream = open(server, client, b"GET /v1/clinics HTTP/1.0\r\nhost: test\r\n\r\n").await;
    let heard = heard_until_the_end(&mut stream).await;
    assert!(heard.starts_with("HTTP/1.0 200") && began.elapsed() < AT_ONCE, "{:?}: {heard}", began.elapsed());
}

/// The sum of a metric over its lines that have these labels.
async fn metric(operations: SocketAddr, name: &str, labels: &[&str]) -> f64 {
    let metrics = text(operations, "/metrics").await.unwrap();
    let lines = metrics.lines().filter(|line| {
        line.split_once('{').is_some_and(|(named, _)| named == name)
            && labels.iter().all(|l| line.contains(l))
    });
    lines.filter_map(|line| line.rsplit_once(' ')?.1.parse::<f64>().ok()).sum()
}

#[tokio::test]
async fn a_client_that_keeps_its_connection_waiting_is_ended() {
    let settings = [
        ("HOLDFAST_HTTP__HEAD_SECS", "1"),
        ("HOLDFAST_HTTP__IDLE_SECS", "1"),
        ("HOLDFAST_HTTP__MAX_HEAD_BYTES", "8192"),
    ];
    let (process, operations) = process(&settings).await;
    let server = process.address;
    for says in [NOTHING, HALF_A_HEAD] {
        assert_eq!(heard_until_the_end(&mut open(server, 1, says).await).await, "");
    }
    let kept = b"GET /v1/clinics HTTP/1.1\r\nhost: test\r\n\r\n";
    let heard = heard_until_the_end(&mut open(server, 1, kept).await).await;
    assert!(heard.starts_with("HTTP/1.1 200"), "{heard}");
    // the half of a second request is no better than that of a first
    let mut stream = open(server, 1, kept).await;
    let mut answer = [0; 12];
    timeout(LONG, stream.read_exact(&mut answer)).await.expect("an answer").unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
    stream.write_all(HALF_A_HEAD).await.unwrap();
    let heard = heard_until_the_end(&mut stream).await;
    assert!(!heard.contains("HTTP/1.1 "), "{heard}");
    // a body has a time of its own, which is longer
    let heard = heard_until_the_end(&mut busy(server, 1).await).await;
    assert!(heard.starts_with("HTTP/1.1 408"), "{heard}");

    let head = |bytes: usize| format!("GET /v1/clinics HTTP/1.0\r\nx-a: {}\r\n\r\n", "a".repeat(bytes));
    let heard = heard_until_the_end(&mut open(server, 1, head(7_000).as_bytes()).await).await;
    assert!(heard.starts_with("HTTP/1.0 200"), "{heard}");
    let heard = heard_until_the_end(&mut open(server, 1, head(9_000).as_bytes()).await).await;
    assert!(heard.starts_with("HTTP/1.1 431"), "{heard}");

    for (why, times) in [("head", 3.0), ("idle", 1.0)] {
        let why = format!("why=\"{why}\"");
        let labels = [r#"listener="api""#, &why];
        assert!(metric(operations, "holdfast_connections_closed_total", &labels).await >= times, "{why}");
    }
}

#[tokio::test]
async fn who_opens_many_connections_keeps_nobody_else_out() {
    let settings = [
        ("HOLDFAST_HTTP__MAX_CONNECTIONS", "16"),
        ("HOLDFAST_HTTP__MAX_CONNECTIONS_PER_ADDRESS", "4"),
        ("HOLDFAST_LIMITS__LOOPBACK", "true"),
        // not the time is what ends them here
        ("HOLDFAST_HTTP__HEAD_SECS", "300"),
    ];
    let (process, operations) = process(&settings).await;
    let server = process.address;
    let closed = [r#"listener="api""#, r#"why="room""#];

    // one client: four of its connections stay
    let mut many = Vec::new();
    for _ in 0..100 {
        many.push(open(server, 2, HALF_A_HEAD).await);
    }
    is_answered(server, 3).await;
    let mut ended: FuturesUnordered<_> = many.iter_mut().map(heard_until_the_end).collect();
    for _ in 0..96 {
        assert_eq!(ended.next().await.as_deref(), Some(""));
    }
    drop(ended);
    assert!(metric(operations, "holdfast_connections_closed_total", &closed).await >= 96.0);
    is_answered(server, 2).await;

    // many clients, each of which has fewer than it may
    for client in 10..40 {
        many.push(open(server, client, NOTHING).await);
    }
    is_answered(server, 3).await;
    is_answered(server, 50).await;
    let log = process.log();
    assert!(log.contains("there are as many connections as there may be"), "{log}");
    assert!(log.lines().filter(|line| line.contains("as many connections as")).count() < 10, "{log}");

    // those that are being answered make no room: who has as many as it may gets no more, others do
    let mut answered = Vec::new();
    for _ in 0..4 {
        answered.push(busy(server, 4).await);
    }
    assert_eq!(heard_until_the_end(&mut open(server, 4, NOTHING).await).await, "");
    assert!(metric(operations, "holdfast_connections_refused_total", &[r#"why="client""#]).await >= 1.0);
    is_answered(server, 3).await;
    for stream in &mut answered {
        assert!(heard_until_the_end(stream).await.starts_with("HTTP/1.1 408"));
    }
    assert!(process.log().contains("one client has as many as it may have"), "{}", process.log());
}

#[tokio::test]
async fn who_runs_the_process_asks_where_nobody_else_can() {
    let (process, operations) = process(&[]).await;
    for path in ["/metrics", "/services"] {
        let (status, _) = request(process.address, "GET", path, None, None).await.unwrap();
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        let (status, _) = request(operations, "GET", path, None, None).await.unwrap();
        assert_eq!(status, StatusCode::OK, "{path}");
    }
    let (_, short) = request(process.address, "GET", "/health/ready", None, None).await.unwrap();
    let (_, whole) = request(operations, "GET", "/health/ready", None, None).await.unwrap();
    assert_eq!(short, serde_json::json!({"status": "ok"}), "it names no parts");
    assert_eq!(whole["checks"]["database"], "ok");
    let api = b"GET /v1/clinics HTTP/1.0\r\nhost: test\r\n\r\n";
    let heard = heard_until_the_end(&mut open(operations, 1, api).await).await;
    assert!(heard.starts_with("HTTP/1.0 404"), "the API is elsewhere: {heard}");
    assert!(metric(operations, "holdfast_connections", &[r#"listener="operations""#]).await >= 1.0);
}

/// The usual soft limit is for programs of another age.
#[tokio::test]
async fn the_soft_limit_of_file_descriptors_is_raised() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("holdfast");
    std::fs::write(&script, format!("#!/bin/sh\nulimit -S -n 200\nexec {BINARY} \"$@\"\n")).unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut process = Process::begin(script.to_str().unwrap(), Vec::new());
    process.wait_ready().await;
    let mut open_ones = Vec::new();
    for _ in 0..300 {
        open_ones.push(open(process.address, 1, HALF_A_HEAD).await);
    }
    is_answered(process.address, 1).await;
    for stream in &mut open_ones {
        stream.write_all(b"b\r\nconnection: close\r\n\r\n").await.unwrap();
        assert!(heard_until_the_end(stream).await.starts_with("HTTP/1.1 200"), "it has made room");
    }
}
