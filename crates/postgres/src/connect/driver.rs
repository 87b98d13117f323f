//! Carries the messages of one connection, and ends it where going on would be wrong.

use std::future::poll_fn;
use std::time::Duration;

use holdfast_telemetry::metrics;
use tokio::io::AsyncReadExt;
use tokio::sync::OwnedSemaphorePermit;
use tokio_postgres::error::DbError as Said;
use tokio_postgres::{AsyncMessage, Connection};

use super::line::{Duplex, Line, Watch};
use super::tls::TlsStream;

/// How often a connection's silence is looked at.
const LOOKS_EVERY: Duration = Duration::from_millis(500);

/// How long the place of a connection that was given up stays taken, if the server goes on saying nothing.
const PLACE_KEPT: Duration = Duration::from_secs(300);

/// The function in PostgreSQL's source that warns of a commit without its replica: the text of the warning may be in any language.
const SYNC_WAIT: &str = "SyncRepWaitForLSN";

/// Carries messages until the connection ends. It is ended here
///
/// - when PostgreSQL warns that a transaction is committed and its synchronous replica may not have it (somebody cancelled the wait for that,
///   or the server is stopping). The success that follows the warning must not be believed: whoever waits for it finds the connection
///   broken in the middle of a COMMIT, and says that the outcome is unknown;
/// - when the server has been silent for `patience`, though it owes an answer: longer than a statement may take.
pub(super) async fn drive(
    mut connection: Connection<Line, TlsStream>,
    watch: Watch,
    patience: Option<Duration>,
    place: Option<OwnedSemaphorePermit>,
) {
    loop {
        let message = poll_fn(|cx| connection.poll_message(cx));
        match tokio::time::timeout(LOOKS_EVERY, message).await {
            Ok(Some(Ok(AsyncMessage::Notice(said)))) if is_not_replicated(&said) => {
                tracing::error!(
                    "a commit's synchronous replica may not have it: its outcome is reported as unknown"
                );
                metrics::OUTCOME_UNKNOWN.of(["not_replicated"]).increment(1);
                return;
            }
            // what notices say may quote values of rows
            Ok(Some(Ok(AsyncMessage::Notice(said)))) => {
                tracing::debug!(code = said.code().code(), routine = said.routine(), "PostgreSQL's notice");
            }
            Ok(Some(Ok(_))) => {}
            Ok(Some(Err(error))) => {
                tracing::warn!(%error, "a connection to PostgreSQL broke");
                return;
            }
            Ok(None) => return,
            Err(_elapsed) => {
                let silent = watch.owed_for();
                if patience.is_some_and(|patience| silent > patience) {
                    tracing::warn!(
                        seconds = silent.as_secs(),
                        "PostgreSQL does not answer: the connection is given up"
                    );
                    metrics::DB_GIVEN_UP.increment(1);
                    if let (Some(socket), Some(place)) = (watch.take(), place) {
                        tokio::spawn(keep_place(socket, place));
                    }
                    return;
                }
            }
        }
    }
}

/// The server's end of a connection that was given up goes on being there, so its place is not free: or else a server that is
/// stuck would soon have all the connections that it can have.
async fn keep_place(mut socket: Box<dyn Duplex>, place: OwnedSemaphorePermit) {
    let mut byte = [0];
    let _ = tokio::time::timeout(PLACE_KEPT, socket.read(&mut byte)).await;
    drop(place);
}

fn is_not_replicated(said: &Said) -> bool {
    said.routine() == Some(SYNC_WAIT)
}
