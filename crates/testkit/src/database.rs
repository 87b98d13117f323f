//! A database per test, copied from one that has the schema.

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

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("the test server answers");
    tokio::spawn(connection);
    client
}

impl TestDatabase {
    /// An empty database with the schema.
    pub async fn create() -> Self {
        let server = server();
        let admin = connect(&server).await;
        let template = format!("holdfast_template_v{}", holdfast_postgres::migrate::newest_version());
        admin.execute("SELECT pg_advisory_lock($1)", &[&TEMPLATE_LOCK]).await.expect("lock");
        let there = admin
            .query_opt("SELECT FROM pg_database WHERE datname = $1", &[&template])
            .await
            .expect("catalogue");
        if there.is_none() {
            admin.batch_execute(&format!("CREATE DATABASE {template}")).await.expect("create template");
            holdfast_postgres::migrate::migrate(&url_of(&server, &template)).await.expect("migrate");
        }
        let mut random = [0; 16];
        getrandom::fill(&mut random).expect("randomness");
        let name = format!("test_{}", Uuid::from_bytes(random).simple());
        admin.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await.expect("create");
        admin.execute("SELECT pg_advisory_unlock($1)", &[&TEMPLATE_LOCK]).await.expect("unlock");
        Self { server, name }
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
