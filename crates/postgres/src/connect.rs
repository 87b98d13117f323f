//! One connection outside of a pool, with an end to waiting for it.

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_postgres::{Client, Config, Error, NoTls};

use crate::error::{DbError, why_not_connected};

/// How long to wait for each host, unless the URL says so (`connect_timeout=SECONDS`).
const WITHIN: Duration = Duration::from_secs(10);

/// Connects. The URL's `connect_timeout` is for all of it, down to the answer to a first statement: a server may accept a
/// connection and never answer, and a pooler may let us in and have no server to pass statements on to.
pub(crate) async fn connect(url: &str) -> Result<(Client, JoinHandle<Result<(), Error>>), DbError> {
    let config: Config =
        url.parse().map_err(|e| DbError::Configuration(format!("the database URL is not valid: {e}")))?;
    let hosts = u32::try_from(config.get_hosts().len().max(1)).unwrap_or(1);
    let within = config.get_connect_timeout().copied().unwrap_or(WITHIN) * hosts;
    let connected = async {
        let (client, connection) = config.connect(NoTls).await?;
        let driver = tokio::spawn(connection);
        client.simple_query("").await?;
        Ok::<_, Error>((client, driver))
    };
    let connected = tokio::time::timeout(within, connected).await.map_err(|_elapsed| {
        DbError::Away(format!("the server did not answer within {} s", within.as_secs_f32()))
    })?;
    connected.map_err(|e| DbError::Away(why_not_connected(&e)))
}

#[cfg(test)]
mod tests {
    use super::*;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    /// What is said of a server at this port.
    async fn said_of(server: &TcpListener) -> String {
        let port = server.local_addr().unwrap().port();
        let url = format!("postgresql://u:p@127.0.0.1:{port}/d?connect_timeout=1");
        let began = std::time::Instant::now();
        let error = connect(&url).await.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(began.elapsed() < Duration::from_secs(10));
        error
    }

    #[tokio::test]
    async fn a_server_that_accepts_and_says_nothing_is_away() {
        let silent = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let error = said_of(&silent).await;
        assert!(error.contains("did not answer within 1 s"), "{error}");
    }

    #[tokio::test]
    async fn a_pooler_that_has_no_server_for_us_is_away() {
        let pooler = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let lets_in = async {
            let (mut stream, _) = pooler.accept().await.unwrap();
            let mut hello = [0; 512];
            assert!(stream.read(&mut hello).await.unwrap() > 0);
            // AuthenticationOk, ReadyForQuery
            stream.write_all(b"R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I").await.unwrap();
            std::future::pending::<()>().await;
        };
        let error = tokio::select! {
            error = said_of(&pooler) => error,
            () = lets_in => String::new(),
        };
        assert!(error.contains("did not answer within 1 s"), "{error}");
    }
}
