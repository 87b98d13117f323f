//! Real connections over loopback; time is moved, nobody waits.
#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use bytes::Bytes;
use futures::stream;
use holdfast_connections::{Advice, Door, Listener, Patience, Room, RoomLimits, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

const PATIENCE: Patience =
    Patience { head: Duration::from_secs(10), idle: Duration::from_secs(60), stall: Duration::from_secs(30) };
/// More than the kernel keeps of an answer that nobody reads ([`Server::connect`]).
const LARGE: usize = 64 * 1024 * 1024;

/// A server; it is told to stop by dropping `stop`.
struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
    /// `/held` answers when this is told.
    held: Arc<Notify>,
}

/// A piece each minute, for an hour.
async fn drips() -> Body {
    let pieces = stream::unfold(0, |nth| async move {
        sleep(Duration::from_secs(60)).await;
        (nth < 60).then_some((Ok::<_, std::io::Error>(Bytes::from_static(b"drip")), nth + 1))
    });
    Body::from_stream(pieces)
}

impl Server {
    async fn start(all: usize, each: usize) -> Self {
        Self::with(PATIENCE, all, each).await
    }

    async fn with(patience: Patience, all: usize, each: usize) -> Self {
        let held = Arc::new(Notify::new());
        let let_go = Arc::clone(&held);
        let answer_held = async move || {
            let_go.notified().await;
            "at last"
        };
        let router = Router::new()
            .route("/", get(async || "hello"))
            .route("/held", get(answer_held))
            .route("/large", get(async || Body::from(vec![b'x'; LARGE])))
            .route("/drips", get(drips));
        let advice = Advice { all: "", each: "" };
        let limits = RoomLimits { all, each, proxies: Vec::new(), exempts_loopback: false };
        let room = Room::new(Listener { name: "test", advice }, limits);
        let door = Door { tls: None, patience, max_head_bytes: 16 * 1024, room };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async {
            let _ = stopped.await;
        };
        let task = tokio::spawn(serve(door, listener, router, stopped));
        Self { address, stop: Some(stop), task, held }
    }

    async fn connect(&self) -> Client {
        let socket = TcpSocket::new_v4().unwrap();
        // left to itself the kernel may keep half of a large answer for a client that reads quickly at first
        socket.set_recv_buffer_size(128 * 1024).unwrap();
        Client(socket.connect(self.address).await.unwrap())
    }
}

struct Client(TcpStream);

impl Client {
    async fn say(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).await.unwrap();
    }

    async fn ask(&mut self, path: &str) -> String {
        self.say(&format!("GET {path} HTTP/1.1\r\nhost: h\r\n\r\n")).await;
        self.hear().await
    }

    /// One piece of what comes.
    async fn hear(&mut self) -> String {
        let mut piece = vec![0; 4096];
        let length = self.0.read(&mut piece).await.unwrap_or(0);
        String::from_utf8_lossy(&piece[..length]).into_owned()
    }

    /// How many seconds it takes until the server closes; what it said before.
    async fn closes(&mut self) -> (u64, String) {
        let (began, mut heard) = (Instant::now(), Vec::new());
        let _ = self.0.read_to_end(&mut heard).await;
        (began.elapsed().as_secs(), String::from_utf8_lossy(&heard).into_owned())
    }
}

#[tokio::test(start_paused = true)]
async fn a_head_that_does_not_come_is_not_waited_for() {
    let server = Server::start(100, 100).await;
    let mut silent = server.connect().await;
    assert_eq!(silent.closes().await, (10, String::new()));
    let mut half = server.connect().await;
    half.say("GET / HTTP/1.1\r\nhost: h\r\nx-a: ").await;
    assert_eq!(half.closes().await, (10, String::new()));
    // however busily it goes on
    let mut drips = server.connect().await;
    let began = Instant::now();
    drips.say("GET / HTTP/1.1\r\nx-a: ").await;
    while drips.0.write_all(b"a").await.is_ok() {
        sleep(Duration::from_secs(1)).await;
        assert!(began.elapsed() < Duration::from_secs(20), "it may go on for ever");
    }
    // the same for the second request of a connection, from its first byte
    let mut second = server.connect().await;
    assert!(second.ask("/").await.ends_with("hello"));
    sleep(Duration::from_secs(50)).await;
    second.say("GET / HT").await;
    assert_eq!(second.closes().await.0, 10);
}

#[tokio::test(start_paused = true)]
async fn between_requests_there_is_a_minute() {
    let server = Server::start(100, 100).await;
    let mut client = server.connect().await;
    for _ in 0..3 {
        assert!(client.ask("/").await.ends_with("hello"));
        sleep(Duration::from_secs(59)).await;
    }
    assert!(client.ask("/").await.ends_with("hello"));
    assert_eq!(client.closes().await, (60, String::new()));
    // the same after an answer without a body
    let mut client = server.connect().await;
    client.say("HEAD / HTTP/1.1\r\nhost: h\r\n\r\n").await;
    assert!(client.hear().await.starts_with("HTTP/1.1 200"));
    assert_eq!(client.closes().await.0, 60);
}

#[tokio::test(start_paused = true)]
async fn an_answer_may_take_as_long_as_it_does() {
    let server = Server::start(100, 100).await;
    let mut client = server.connect().await;
    let held = Arc::clone(&server.held);
    tokio::spawn(async move {
        sleep(Duration::from_secs(3600)).await;
        held.notify_one();
    });
    assert!(client.ask("/held").await.ends_with("at last"));
    client.say("GET /drips HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n").await;
    let (secs, heard) = client.closes().await;
    assert_eq!((secs / 60, heard.matches("drip").count()), (61, 60));
}

/// In real time, since the kernel has a part in it.
#[tokio::test]
async fn an_answer_that_nobody_takes_is_not_kept() {
    let stall = Duration::from_secs(1);
    let server = Server::with(Patience { stall, ..PATIENCE }, 100, 100).await;
    let mut client = server.connect().await;
    client.say("GET /large HTTP/1.1\r\nhost: h\r\n\r\n").await;
    // who takes a little now and then is waited for
    let mut taken = 0;
    for _ in 0..5 {
        sleep(stall * 3 / 10).await;
        let mut some = vec![0; 8 * 1024 * 1024];
        taken += client.0.read_exact(&mut some).await.unwrap();
    }
    sleep(stall * 2).await;
    let (_, heard) = client.closes().await;
    assert!(taken + heard.len() < LARGE, "all of it was kept");
}

#[tokio::test(start_paused = true)]
async fn a_head_has_a_bound() {
    let server = Server::start(100, 100).await;
    let mut client = server.connect().await;
    let long = |bytes: usize| format!("GET / HTTP/1.1\r\nhost: h\r\nx-a: {}\r\n\r\n", "a".repeat(bytes));
    client.say(&long(15_000)).await;
    assert!(client.hear().await.starts_with("HTTP/1.1 200"));
    client.say(&long(16_400)).await;
    assert!(client.closes().await.1.starts_with("HTTP/1.1 431"));
    // the answer arrives, however much more was sent
    for bytes in [20_000, 60_000, 300_000] {
        let mut client = server.connect().await;
        let head = long(bytes);
        let (mut read, mut write) = client.0.split();
        let mut heard = String::new();
        let (_, _) = tokio::join!(write.write_all(head.as_bytes()), read.read_to_string(&mut heard));
        assert!(heard.starts_with("HTTP/1.1 431"), "{bytes}: {heard}");
    }
}

#[tokio::test(start_paused = true)]
async fn who_asks_gets_in_past_those_who_wait() {
    let server = Server::start(8, 1000).await;
    let mut waiting = Vec::new();
    for _ in 0..50 {
        let mut client = server.connect().await;
        client.say("GET / HTTP/1.1\r\nx-a: ").await;
        waiting.push(client);
        sleep(Duration::from_millis(10)).await;
    }
    let mut client = server.connect().await;
    assert!(client.ask("/").await.ends_with("hello"));
    // those that wait longest went, at once
    assert_eq!(waiting[0].closes().await.0, 0);
}

#[tokio::test(start_paused = true)]
async fn who_is_answered_is_not_sent_away() {
    let server = Server::start(1000, 2).await;
    let (mut one, mut two) = (server.connect().await, server.connect().await);
    one.say("GET /held HTTP/1.1\r\nhost: h\r\n\r\n").await;
    two.say("GET /held HTTP/1.1\r\nhost: h\r\n\r\n").await;
    sleep(Duration::from_secs(1)).await;
    let mut three = server.connect().await;
    assert_eq!(three.closes().await, (0, String::new()));
    server.held.notify_waiters();
    assert!(one.hear().await.ends_with("at last"));
    assert!(two.hear().await.ends_with("at last"));
    // both wait now, and one of them gives way
    sleep(Duration::from_secs(1)).await;
    let mut four = server.connect().await;
    assert!(four.ask("/").await.ends_with("hello"));
}

#[tokio::test(start_paused = true)]
async fn it_stops_when_what_is_under_way_is_answered() {
    let mut server = Server::start(100, 100).await;
    let (mut idle, mut held, mut fresh) =
        (server.connect().await, server.connect().await, server.connect().await);
    assert!(idle.ask("/").await.ends_with("hello"));
    held.say("GET /held HTTP/1.1\r\nhost: h\r\n\r\n").await;
    fresh.say("GET /").await;
    sleep(Duration::from_secs(1)).await;
    drop(server.stop.take());
    assert_eq!(idle.closes().await.0, 0);
    TcpStream::connect(server.address).await.unwrap_err();
    // a head that was begun is waited for, and answered
    fresh.say(" HTTP/1.1\r\nhost: h\r\n\r\n").await;
    let (_, heard) = fresh.closes().await;
    assert!(heard.contains("connection: close") && heard.ends_with("hello"), "{heard}");
    drop((fresh, idle));
    assert!(!server.task.is_finished());
    server.held.notify_waiters();
    let (_, heard) = held.closes().await;
    assert!(heard.contains("connection: close") && heard.ends_with("at last"), "{heard}");
    drop(held);
    server.task.await.unwrap();
}
