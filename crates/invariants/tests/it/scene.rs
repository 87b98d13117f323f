//! A database of its own for one test, with a sound row or more in every table.

use std::fmt::Write as _;
use std::time::Duration;

use holdfast_domain::{Action, EventType};
use holdfast_invariants::{Report, check};
use holdfast_postgres::{Database, DbRole, PoolSettings};
use holdfast_testdb::TestDatabase;
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
    database: TestDatabase,
    client: Client,
}

/// An SQL function from a step to the type of the event that tells of it.
fn told_as() -> String {
    let mut cases = format!("WHEN 'book' THEN '{}'", EventType::Created.as_str());
    for action in Action::ALL {
        let _ = write!(cases, " WHEN '{}' THEN '{}'", action.name(), action.event_type().as_str());
    }
    format!(
        "CREATE FUNCTION told_as(action text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT CASE action {cases} END $$;"
    )
}

impl Scene {
    pub(crate) async fn new() -> Self {
        let mut statements = String::new();
        for (kind, first) in KINDS {
            let _ = writeln!(
                statements,
                "CREATE FUNCTION {kind}(n int) RETURNS uuid LANGUAGE sql IMMUTABLE AS
                 $$ SELECT ('{first}{MIDDLE}' || lpad(n::text, 12, '0'))::uuid $$;"
            );
        }
        statements += &told_as();
        statements += CLEAN;
        let database = TestDatabase::copy_of("sound", &statements).await;
        Self { client: database.client().await, database }
    }

    pub(crate) fn url(&self) -> String {
        self.database.url()
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

pub(crate) async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("a server");
    tokio::spawn(connection);
    client
}
