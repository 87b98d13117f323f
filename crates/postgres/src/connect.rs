//! One connection outside of a pool, with an end to waiting for it.

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_postgres::{Client, Config, Error, NoTls};

use crate::error::{DbError, why_not_connected};

/// How long to wait for each host, unless the URL says so (`connect_timeout=SECONDS`).
const WITHIN: Duration = Duration::from_secs(10);

/// Connects. The URL's `connect_timeout` is for all of it, down to the moment when the server is ready for statements:
/// a server may accept a connection and never answer.
pub(crate) async fn connect(url: &str) -> Result<(Client, JoinHandle<Result<(), Error>>), DbError> {
    let config: Config =
        url.parse().map_err(|e| DbError::Configuration(format!("the database URL is not valid: {e}")))?;
    let hosts = u32::try_from(config.get_hosts().len().max(1)).unwrap_or(1);
    let within = config.get_connect_timeout().copied().unwrap_or(WITHIN) * hosts;
    let connected = tokio::time::timeout(within, config.connect(NoTls)).await.map_err(|_elapsed| {
        DbError::Away(format!("the server did not answer within {} s", within.as_secs_f32()))
    })?;
    let (client, connection) = connected.map_err(|e| DbError::Away(why_not_connected(&e)))?;
    Ok((client, tokio::spawn(connection)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_server_that_accepts_and_says_nothing_is_away() {
        let silent = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = silent.local_addr().unwrap().port();
        let url = format!("postgresql://u:p@127.0.0.1:{port}/d?connect_timeout=1");
        let began = std::time::Instant::now();
        let error = connect(&url).await.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains("did not answer within 1 s"), "{error}");
        assert!(began.elapsed() < Duration::from_secs(10));
    }
}
