//! A database of its own for one test, with a sound row or more in every table.

use std::{
    env,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use holdfast_invariants::{Report, check};
use holdfast_postgres::{Database, DbRole, PoolSettings, migrate::migrate};
use jiff::Timestamp;
use tokio_postgres::{Client, NoTls};

const CLEAN: &str = include_str!("clean.sql");

/// Each kind of thing is numbered, and its ids begin with the same eight digits. For a kind there is an SQL function
/// from the number to the id.
const KINDS: [(&str, &str); 8] = [
    ("clinic", "c0000000"),
    ("doctor", "d0000000"),
    ("patient", "b0000000"),
    ("slot", "50000000"),
    ("appointment", "a0000000"),
    ("event", "e0000000"),
    ("note", "ad000000"),
    ("hours", "40000000"),
];
const MIDDLE: &str = "-0000-7000-8000-";

/// The time of checks that do not care, which `at(0)` is in SQL. No hold has expired by then.
pub(crate) const NOW: &str = "2030-01-07T08:00:00Z";

/// A minute, which checks that do not care give the sweep.
pub(crate) const GRACE: Duration = Duration::from_mins(1);

/// A sound database. It goes when this does.
pub(crate) struct Scene {
    server: String,
    name: String,
    client: Client,
}

impl Scene {
    pub(crate) async fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let server = env::var("HOLDFAST_TEST_DATABASE_URL")
            .expect("HOLDFAST_TEST_DATABASE_URL is not set: run scripts/with-postgres cargo nextest run");
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("holdfast_invariants_{}_{number}", std::process::id());
        let admin = connect(&server).await;
        admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name}")).await.expect("drop database");
        admin.batch_execute(&format!("CREATE DATABASE {name}")).await.expect("create database");
        let url = sibling(&server, &name);
        migrate(&url).await.expect("migrate");
        let scene = Self { client: connect(&url).await, server, name };
        for (kind, first) in KINDS {
            scene
                .sql(&format!(
                    "CREATE FUNCTION {kind}(n int) RETURNS uuid LANGUAGE sql IMMUTABLE AS
                     $$ SELECT ('{first}{MIDDLE}' || lpad(n::text, 12, '0'))::uuid $$"
                ))
                .await;
        }
        scene.sql(CLEAN).await;
        scene
    }

    pub(crate) fn url(&self) -> String {
        sibling(&self.server, &self.name)
    }

    /// Runs statements.
    pub(crate) async fn sql(&self, statements: &str) {
        if let Err(error) = self.client.batch_execute(statements).await {
            panic!("{error:?}\n{statements}");
        }
    }

    pub(crate) fn database(&self, settings: PoolSettings) -> Database {
        Database::new(&self.url(), settings).expect("a pool")
    }

    pub(crate) async fn report_at(&self, now: &str, hold_grace: Duration) -> Report {
        let now: Timestamp = now.parse().expect("an instant");
        check(&self.database(PoolSettings::of(DbRole::Operator)), now, hold_grace, |_, _| {})
            .await
            .expect("a report")
    }

    /// The breaches, in a fixed order.
    pub(crate) async fn found(&self) -> Vec<String> {
        lines(&self.report_at(NOW, GRACE).await)
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        let (server, statement) = (self.server.clone(), format!("DROP DATABASE {} WITH (FORCE)", self.name));
        // The test's own runtime cannot be waited for here.
        let dropped = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                connect(&server).await.batch_execute(&statement).await.expect("drop database");
            });
        });
        if dropped.join().is_err() {
            eprintln!("database {} is left behind", self.name);
        }
    }
}

/// Plants a breach in a sound database and compares what is found: `invariant what: subject`, in any order.
pub(crate) async fn finds(plant: &str, expected: &[&str]) {
    let scene = Scene::new().await;
    scene.sql(plant).await;
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(scene.found().await, expected);
}

/// A line per breach, sorted, with ids as `kind number`.
pub(crate) fn lines(report: &Report) -> Vec<String> {
    let mut lines: Vec<_> = report
        .breaches()
        .map(|breach| format!("{} {}: {}", breach.invariant, breach.what, readable(&breach.subject)))
        .collect();
    lines.sort_unstable();
    lines
}

fn readable(subject: &str) -> String {
    let word = |word: &str| {
        let (id, comma) = word.strip_suffix(',').map_or((word, ""), |id| (id, ","));
        let known = KINDS.iter().find_map(|(kind, first)| {
            let number = id.strip_prefix(first)?.strip_prefix(MIDDLE)?.trim_start_matches('0');
            Some(format!("{kind} {number}{comma}"))
        });
        known.unwrap_or_else(|| word.to_owned())
    };
    subject.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The URL of another database of the server.
fn sibling(url: &str, name: &str) -> String {
    let (server, _) = url.rsplit_once('/').expect("a URL with a database");
    format!("{server}/{name}")
}

pub(crate) async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("a server");
    tokio::spawn(connection);
    client
}
