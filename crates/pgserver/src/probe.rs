//! Asks a server whether it takes connections, and makes the database `holdfast` on the first occasion.

use std::time::Duration;

use tokio::time::timeout;
use tokio_postgres::{Client, Config, Error, NoTls, error::SqlState};

use crate::{error::PgServerError, folder::Folder};

/// The role, which owns the cluster, and the database.
const NAME: &str = "holdfast";
/// Loopback; a server that takes longer is not ready.
const CONNECT_WAIT: Duration = Duration::from_secs(5);

/// What to connect with.
#[derive(Debug, Clone)]
pub(crate) struct Address {
    port: u16,
    password: String,
}

impl Address {
    pub(crate) fn new(port: u16, password: String) -> Self {
        Self { port, password }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn url(&self) -> String {
        // The password is hexadecimal: nothing to escape.
        format!("postgresql://{NAME}:{}@127.0.0.1:{}/{NAME}", self.password, self.port)
    }

    /// Whether the server takes connections to the database `holdfast`, which is created if it is not there yet.
    pub(crate) async fn answers(&self, folder: &Folder) -> Result<bool, PgServerError> {
        let Err(error) = self.connect(NAME).await else { return Ok(true) };
        match error.as_ref().and_then(Error::code) {
            // A kill between the first start and this line is made good by the next start.
            Some(code) if *code == SqlState::INVALID_CATALOG_NAME => Ok(self.create_database().await),
            Some(code) if *code == SqlState::INVALID_PASSWORD => {
                Err(PgServerError::PasswordRefused(folder.password.clone()))
            }
            // Every connection is in use: it answers.
            Some(code) if *code == SqlState::TOO_MANY_CONNECTIONS => Ok(true),
            _ => Ok(false),
        }
    }

    async fn create_database(&self) -> bool {
        let Ok(client) = self.connect("postgres").await else { return false };
        match client.batch_execute("CREATE DATABASE holdfast").await {
            Ok(()) => true,
            Err(error) => {
                tracing::warn!(%error, "creating the database failed; will retry");
                false
            }
        }
    }

    /// `Err(None)` when there was no answer in time.
    async fn connect(&self, database: &str) -> Result<Client, Option<Error>> {
        let mut config = Config::new();
        config.host("127.0.0.1").port(self.port).user(NAME).password(&self.password).dbname(database);
        let (client, connection) = timeout(CONNECT_WAIT, config.connect(NoTls)).await.map_err(|_| None)??;
        tokio::spawn(connection);
        Ok(client)
    }
}
