//! What a run stands on: a PostgreSQL of its own, which goes when the run ends, and on it databases with the schema.

use holdfast_config::Settings;
use holdfast_testkit::{Api, Server, TestDatabase};
use tokio::sync::OnceCell;

/// The server of a test run, which runs of the lab share.
const SHARED: &str = "HOLDFAST_TEST_DATABASE_URL";

/// What a run stands on.
pub struct Ground {
    /// Whether the defence is to be left out.
    pub broken: bool,
    server: OnceCell<Option<Server>>,
}

impl Ground {
    /// Nothing is started until a run asks for it.
    pub fn new(broken: bool) -> Self {
        Self { broken, server: OnceCell::new() }
    }

    /// A database of its own, with the schema and nothing in it.
    pub(crate) async fn database(&self) -> TestDatabase {
        let shared = std::env::var(SHARED).ok();
        let start = async || if shared.is_some() { None } else { Some(Server::fleeting_postgres().await) };
        match self.server.get_or_init(start).await {
            Some(own) => TestDatabase::create_on(&own.postgres_url()).await,
            None => TestDatabase::create().await,
        }
    }

    /// The product: every role behind the REST API, on a database of its own. Its clock stands still until it is moved.
    pub(crate) async fn api(&self) -> Api {
        self.api_with(&Settings::default()).await
    }

    /// The same with other settings.
    pub(crate) async fn api_with(&self, settings: &Settings) -> Api {
        Api::on(self.database().await, settings)
    }
}
