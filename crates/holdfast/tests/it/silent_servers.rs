//! Servers that accept connections and never answer: nothing waits for them for ever, and they keep nothing from ending.

use std::net::TcpListener;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use holdfast_testkit::process::request;
use holdfast_testkit::{Hold, Process, Server};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

const BINARY: &str = env!("CARGO_BIN_EXE_holdfast");
/// Far longer than anything here may take, so that a busy machine does not matter.
const LONG: Duration = Duration::from_secs(60);
/// Within this a process ends that has nothing under way.
const ENDS_WITHIN: Duration = Duration::from_secs(8);
/// And one that has a mail under way, for which it waits a little.
const ENDS_WITH_A_MAIL_WITHIN: Duration = Duration::from_secs(25);

/// Accepts whoever comes, and says nothing.
struct Silent {
    port: u16,
    visits: mpsc::Receiver<()>,
}

impl Silent {
    fn listen() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (tell, visits) = mpsc::channel();
        std::thread::spawn(move || {
            let mut held = Vec::new();
            for stream in listener.incoming() {
                held.push(stream);
                if tell.send(()).is_err() {
                    return;
                }
            }
        });
        Self { port, visits }
    }

    fn database_url(&self) -> String {
        format!("postgresql://u:p@127.0.0.1:{}/d", self.port)
    }

    /// Waits until somebody has connected.
    fn is_visited(&self) {
        self.visits.recv_timeout(LONG).expect("somebody connects");
    }
}

/// One of the commands that need a database, on this one.
fn command(name: &str, database_url: &str, waits_secs: &str) -> (Child, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let clinics = folder.path().join("clinics.csv");
    std::fs::write(&clinics, "ref,name,time_zone\nc,C,UTC\n").unwrap();
    let child = Command::new(BINARY)
        .arg(name)
        .args((name == "import").then_some(&clinics))
        .args(["--database-url", database_url, "--log", "error", "--data-dir"])
        .arg(folder.path().join("data"))
        .env("HOLDFAST_LISTEN", "127.0.0.1:0")
        .env("HOLDFAST_POSTGRES__CONNECT_TIMEOUT_SECS", waits_secs)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    (child, folder)
}

const COMMANDS: [&str; 4] = ["serve", "check", "migrate", "import"];

fn tell(child: &Child, signal: Signal) {
    kill(Pid::from_raw(i32::try_from(child.id()).unwrap()), signal).unwrap();
}

/// How it ends, and after how long.
fn end(child: Child) -> (Output, Duration) {
    let began = Instant::now();
    let output = child.wait_with_output().unwrap();
    (output, began.elapsed())
}

#[test]
fn a_database_that_never_answers_is_said_in_one_line() {
    let silent = Silent::listen();
    let begun = COMMANDS.map(|name| (name, command(name, &silent.database_url(), "1")));
    for (name, (child, _folder)) in begun {
        let (output, took) = end(child);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "{name}");
        assert_eq!(said.trim_end().lines().count(), 1, "{name}: {said}");
        assert!(
            said.contains("the database") && said.contains("did not answer within 1 s"),
            "{name}: {said}"
        );
        assert!(took < LONG, "{name}: {took:?}");
    }
}

#[test]
fn what_waits_for_its_database_ends_by_a_signal() {
    for (name, signal) in
        COMMANDS.map(|name| (name, Signal::SIGINT)).into_iter().chain([("serve", Signal::SIGTERM)])
    {
        let silent = Silent::listen();
        let (child, _folder) = command(name, &silent.database_url(), "300");
        silent.is_visited();
        tell(&child, signal);
        let (output, took) = end(child);
        assert!(took < ENDS_WITHIN, "{name}, {signal}: {took:?}");
        // a server that is stopped before it is ready has done what it was told
        assert_eq!(output.status.success(), name == "serve", "{name}: {output:?}");
    }
}

/// Stops it, and sees that it ends in order and soon.
fn stops(process: &mut Process, within: Duration) {
    let began = Instant::now();
    let status = process.stop();
    assert!(status.success() && began.elapsed() < within, "{status} after {:?}", began.elapsed());
}

#[tokio::test]
async fn what_serves_without_the_others_ends_without_them() {
    let [redis, broker, replica, mail] = [(); 4].map(|()| Silent::listen());
    let settings = vec![
        ("HOLDFAST_REDIS_URL", format!("redis://127.0.0.1:{}", redis.port)),
        ("HOLDFAST_AMQP_URL", format!("amqp://u:p@127.0.0.1:{}/%2f", broker.port)),
        ("HOLDFAST_REPLICA_URL", replica.database_url()),
        ("HOLDFAST_SMTP_URL", format!("smtp://127.0.0.1:{}", mail.port)),
    ];
    let mut process = Process::begin(BINARY, settings);
    process.wait_ready().await;
    let sign_up = serde_json::json!({"email": "ada@example.org"});
    let (status, _) = request(process.address, "POST", "/v1/accounts", None, Some(&sign_up)).await.unwrap();
    assert_eq!(status, StatusCode::ACCEPTED);
    for silent in [&redis, &broker, &replica, &mail] {
        silent.is_visited();
    }
    let (_, ready) = request(process.address, "GET", "/health/ready", None, None).await.unwrap();
    assert_eq!(ready["status"], "ok", "{ready}");
    assert!(ready["checks"]["redis"].as_str().is_some_and(|state| state.starts_with("away")), "{ready}");
    stops(&mut process, ENDS_WITH_A_MAIL_WITHIN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_serves_from_a_database_that_stops_to_answer_says_so_and_ends() {
    let database = Server::postgres().await;
    let hold = Hold::before(database.port).await;
    let mut process = Process::begin(BINARY, vec![("HOLDFAST_DATABASE_URL", hold.postgres_url())]);
    process.wait_ready().await;
    hold.hold_answers_from(1);
    hold.wait_until_held().await;
    // the second time with no connection that could be used
    for _ in 0..2 {
        let asked = async {
            // what was asked before may be kept for a moment
            while let Ok((StatusCode::OK, _)) =
                request(process.address, "GET", "/health/ready", None, None).await
            {}
            request(process.address, "GET", "/health/ready", None, None).await
        };
        let (status, _) = tokio::time::timeout(LONG, asked).await.expect("it is told").unwrap();
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    }
    // the hold goes on in another thread meanwhile
    stops(&mut process, ENDS_WITHIN);
}
