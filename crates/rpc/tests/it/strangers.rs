//! Who connects and does not show the secret is in nobody's way, and does not stay.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use bytes::Bytes;
use h2::client::SendRequest;
use holdfast_rpc::Tls;
use holdfast_testkit::Authority;
use http::{Request, StatusCode, header};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::scene::{Running, check, remote, server};
use crate::tls::tls;

/// Far longer than anybody may take, so that a busy machine does not matter.
const LONG: Duration = Duration::from_secs(60);

async fn running(tls: Option<Tls>, max_connections: usize) -> Running {
    let server = server(tls, 100).with_max_connections(max_connections);
    Running::of(server, "127.0.0.1:0".parse().unwrap()).await
}

fn gateways() -> Tls {
    tls(&Authority::new(), &["gateway"])
}

/// Connections over which nothing more comes than this.
async fn silent(address: SocketAddr, count: usize, says: &[u8]) -> Vec<TcpStream> {
    let mut streams = Vec::new();
    for _ in 0..count {
        let mut stream = TcpStream::connect(address).await.unwrap();
        // it may have been closed already
        let _ = stream.write_all(says).await;
        streams.push(stream);
    }
    streams
}

/// Waits until the server ends a connection.
async fn ends(stream: &mut TcpStream) {
    let mut heard = Vec::new();
    timeout(LONG, stream.read_to_end(&mut heard)).await.expect("it is ended").ok();
}

/// A server with many connections over which nothing more comes than this answers a caller, and ends them.
async fn answers_beside_silent_ones(tls: Option<Tls>, says: &[u8]) {
    let server = running(tls.clone(), 16).await;
    let mut silent = silent(server.address, 100, says).await;
    let began = Instant::now();
    check(&remote(&[server.address], tls)).await.unwrap();
    assert!(began.elapsed() < Duration::from_secs(4), "it waited for others to be ended");
    for stream in &mut silent {
        ends(stream).await;
    }
    server.stop().await;
}

#[tokio::test]
async fn many_who_say_nothing_keep_no_caller_from_being_answered_and_are_ended() {
    let cases = [
        (None, &b""[..]),
        (None, b"PRI * HTTP/2.0\r\n"),
        // the whole preface and the settings that follow it
        (None, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0"),
        (Some(gateways()), b""),
        // the head of a handshake's first message, alone
        (Some(gateways()), b"\x16\x03\x01\x02\x00"),
    ];
    let cases = cases.into_iter().map(|(tls, says)| answers_beside_silent_ones(tls, says));
    futures::future::join_all(cases).await;
}

/// The head of a question for health.
fn question(secret: Option<&str>) -> Request<()> {
    let mut request = Request::post("http://server/grpc.health.v1.Health/Check")
        .header(header::CONTENT_TYPE, "application/grpc")
        .header(header::TE, "trailers");
    if let Some(secret) = secret {
        request = request.header(header::AUTHORIZATION, format!("Bearer {secret}"));
    }
    request.body(()).unwrap()
}

/// Asks for health over this connection; whether there was an answer.
async fn asks(calls: &SendRequest<Bytes>, secret: Option<&str>) -> bool {
    let Ok(mut calls) = calls.clone().ready().await else { return false };
    let Ok((answer, mut body)) = calls.send_request(question(secret), false) else { return false };
    // a message of no bytes
    let _ = body.send_data(Bytes::from_static(&[0; 5]), true);
    answer.await.is_ok_and(|answer| answer.status() == StatusCode::OK)
}

async fn connect(address: SocketAddr) -> SendRequest<Bytes> {
    let stream = TcpStream::connect(address).await.unwrap();
    let (calls, connection) = h2::client::handshake(stream).await.unwrap();
    tokio::spawn(connection);
    calls
}

#[tokio::test]
async fn who_has_shown_the_secret_stays_and_others_make_room() {
    let server = running(None, 16).await;
    let (known, stranger) = (connect(server.address).await, connect(server.address).await);
    let secret = "s".repeat(32);
    assert!(asks(&known, Some(&secret)).await && asks(&stranger, None).await);
    // a guess is none
    let guesses = connect(server.address).await;
    assert!(asks(&guesses, Some(&"t".repeat(32))).await);
    let _silent = silent(server.address, 100, b"").await;
    assert!(asks(&known, Some(&secret)).await, "it has made room");
    // …, though not having said so lately
    assert!(asks(&known, None).await);
    let mut silent = silent(server.address, 100, b"").await;
    assert!(asks(&known, None).await, "it has made room");
    assert!(!asks(&stranger, None).await && !asks(&guesses, None).await);
    // who says nothing for long enough, and is known, may do so
    for stream in &mut silent {
        ends(stream).await;
    }
    assert!(asks(&known, None).await);
    drop(known);
    server.stop().await;
}

#[tokio::test]
async fn a_server_that_stops_does_not_wait_for_who_says_nothing() {
    let server = running(None, 16).await;
    let began = Instant::now();
    let _silent = silent(server.address, 5, b"PRI * HTTP/2.0\r\n").await;
    // they are there
    check(&remote(&[server.address], None)).await.unwrap();
    server.stop().await;
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
}

#[tokio::test]
async fn calls_that_strangers_do_not_finish_take_no_room_from_callers_and_are_ended() {
    const PLACES: usize = 10;
    let server = Running::on("127.0.0.1:0".parse().unwrap(), None, PLACES).await;
    let mut unfinished = Vec::new();
    for _ in 0..10 {
        let calls = connect(server.address).await;
        for _ in 0..PLACES {
            let mut calls = calls.clone().ready().await.unwrap();
            unfinished.push(calls.send_request(question(None), false).unwrap());
        }
    }
    let began = Instant::now();
    check(&remote(&[server.address], None)).await.unwrap();
    assert!(began.elapsed() < Duration::from_secs(4), "it waited for others to be ended");
    for (answer, _body) in unfinished {
        // with an answer or with the connection
        let _ = timeout(LONG, answer).await.expect("it is ended");
    }
    server.stop().await;
}
