//! A database per test, copied from one that has the schema: copying takes a twentieth of the time that the migrations do.
//!
//! A crate of its own, so that tests of crates below the services need not build them.

use tokio_postgres::{Client, NoTls};
use uuid::Uuid;

/// So that tests that start at once make the template once.
const TEMPLATE_LOCK: i64 = 0x7465_7374; // "test"

/// A database of its own; gone when dropped.
#[derive(Debug)]
pub struct TestDatabase {
    server: String,
    name: String,
}

/// The server that the test run started.
fn server() -> String {
    std::env::var("HOLDFAST_TEST_DATABASE_URL").expect(
        "HOLDFAST_TEST_DATABASE_URL is not set; run the tests with: scripts/with-postgres cargo nextest run",
    )
}

fn url_of(server: &str, name: &str) -> String {
    let (base, _) = server.rsplit_once('/').expect("a URL with a database");
    format!("{base}/{name}")
}

fn new_name() -> String {
    let mut random = [0; 16];
    getrandom::fill(&mut random).expect("randomness");
    format!("test_{}", Uuid::from_bytes(random).simple())
}

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("the test server answers");
    tokio::spawn(connection);
    client
}

/// Runs statements over a connection that is closed afterwards: a template must have none.
async fn fill(url: &str, statements: &str) {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("the test server answers");
    let closed = tokio::spawn(connection);
    if let Err(error) = client.batch_execute(statements).await {
        panic!("{error:?}\n{statements}");
    }
    drop(client);
    let _ = closed.await;
}

impl TestDatabase {
    /// An empty database with the schema.
    pub async fn create() -> Self {
        Self::copy_of("empty", "").await
    }

    /// The same on another server (its URL names a database), one that a test has for itself.
    pub async fn create_on(server: &str) -> Self {
        Self::of_template(server.to_owned(), "empty", "").await
    }

    /// A database with the schema and what `statements` make, which run once for each `name` of such a template.
    pub async fn copy_of(name: &str, statements: &str) -> Self {
        Self::of_template(server(), name, statements).await
    }

    async fn of_template(server: String, name: &str, statements: &str) -> Self {
        let admin = connect(&server).await;
        let template = format!("holdfast_{name}_v{}", holdfast_postgres::migrate::newest_version());
        admin.execute("SELECT pg_advisory_lock($1)", &[&TEMPLATE_LOCK]).await.expect("lock");
        let there = admin
            .query_opt("SELECT FROM pg_database WHERE datname = $1", &[&template])
            .await
            .expect("catalogue");
        if there.is_none() {
            // under another name until it is whole: a run that is broken off leaves no half template
            let unfinished = format!("{template}_unfinished");
            let again = format!("DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)");
            admin.batch_execute(&again).await.expect("drop what was left");
            admin.batch_execute(&format!("CREATE DATABASE {unfinished}")).await.expect("create template");
            let url = url_of(&server, &unfinished);
            holdfast_postgres::migrate::migrate(&url, |_| {}).await.expect("migrate");
            fill(&url, statements).await;
            let finished = format!("ALTER DATABASE {unfinished} RENAME TO {template}");
            admin.batch_execute(&finished).await.expect("rename template");
        }
        let name = new_name();
        admin.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await.expect("create");
        admin.execute("SELECT pg_advisory_unlock($1)", &[&TEMPLATE_LOCK]).await.expect("unlock");
        Self { server, name }
    }

    /// A copy of it as it is now. Every connection to it is cut.
    pub async fn copy(&self) -> Self {
        self.set_away(true).await;
        let name = new_name();
        let copy = format!("CREATE DATABASE {name} TEMPLATE {}", self.name);
        connect(&self.server).await.batch_execute(&copy).await.expect("copied");
        self.set_away(false).await;
        Self { server: self.server.clone(), name }
    }

    /// Its URL.
    pub fn url(&self) -> String {
        url_of(&self.server, &self.name)
    }

    /// A connection to it.
    pub async fn client(&self) -> Client {
        connect(&self.url()).await
    }

    /// Cuts every connection to it, as a failing server would, and refuses new ones while `away`.
    pub async fn set_away(&self, away: bool) {
        let admin = connect(&self.server).await;
        let allow = if away { "false" } else { "true" };
        admin
            .batch_execute(&format!("ALTER DATABASE {} ALLOW_CONNECTIONS {allow}", self.name))
            .await
            .expect("alter");
        if away {
            admin
                .execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1",
                    &[&self.name],
                )
                .await
                .expect("terminate");
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let (client, connection) =
                    tokio_postgres::connect(&server, NoTls).await.map_err(std::io::Error::other)?;
                tokio::spawn(connection);
                let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                client.batch_execute(&statement).await.map_err(std::io::Error::other)
            })
        });
        // a failing test must show its own failure, not that of the tidying
        if !matches!(dropped.join(), Ok(Ok(()))) {
            eprintln!("the test database {} was left behind", self.name);
        }
    }
}
