//! Connections: to whichever server of the URL lets us in and can do what is asked ([`target`]), secured where the URL says so
//! ([`tls`]), and ended where going on would be wrong ([`driver`]). Pools make theirs by it; this is one outside of a pool.

use std::time::Duration;

use tokio_postgres::{Client, Error};

use crate::error::{DbError, why_not_connected};

mod driver;
mod line;
pub(crate) mod target;
mod tls;

use target::Target;

/// How long to wait for each host, unless the URL says so (`connect_timeout=SECONDS`).
const WITHIN: Duration = Duration::from_secs(10);

/// Connects. The URL's `connect_timeout` is for all of it, down to the answer to a first statement: a server may accept a
/// connection and never answer, and a pooler may let us in and have no server to pass statements on to.
pub(crate) async fn connect(url: &str) -> Result<Client, DbError> {
    let target = Target::parse(url)?;
    let config = target.config();
    let hosts = u32::try_from(config.get_hosts().len().max(1)).unwrap_or(1);
    let within = config.get_connect_timeout().copied().unwrap_or(WITHIN) * hosts;
    let connected = async {
        let client = target.connect(config, within, None, None).await?;
        client.simple_query("").await?;
        Ok::<_, Error>(client)
    };
    let silent = || DbError::Away(format!("the server did not answer within {} s", within.as_secs_f32()));
    // a moment more than its hosts have, so that what one of them said is heard
    let connected = tokio::time::timeout(within + within / 8, connected).await.map_err(|_| silent())?;
    connected.map_err(|error| DbError::Away(why_not_connected(&error)))
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
        assert!(error.contains("answer within 1 s"), "{error}");
    }
}
