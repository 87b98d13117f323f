//! Where connections come in: each gets its place in the room, or is closed at once.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use holdfast_telemetry::Seldom;
use holdfast_telemetry::metrics;
use tokio::net::{TcpListener, TcpStream};

use crate::room::{Full, Place, Room};

/// Between two log lines about the same trouble.
const SAYS_EVERY: Duration = Duration::from_secs(5);
/// How long nothing is accepted after an error that is likely to come again, such as too few file descriptors.
const RESTS: (Duration, Duration) = (Duration::from_millis(10), Duration::from_secs(1));

/// The way in by one listener.
pub struct Entrance {
    listener: TcpListener,
    room: Arc<Room>,
    refused: Seldom,
    closed: Seldom,
    not_accepted: Seldom,
    /// How long nothing is accepted after the next error.
    rest: Duration,
}

/// A connection that has a place.
pub struct Arrival {
    /// The connection.
    pub tcp: TcpStream,
    /// Who has connected.
    pub peer: SocketAddr,
    /// Its place, for as long as it is there.
    pub place: Place,
}

impl Entrance {
    /// From this listener into this room.
    pub fn new(listener: TcpListener, room: Arc<Room>) -> Self {
        let (refused, closed, not_accepted) =
            (Seldom::every(SAYS_EVERY), Seldom::every(SAYS_EVERY), Seldom::every(SAYS_EVERY));
        Self { listener, room, refused, closed, not_accepted, rest: RESTS.0 }
    }

    /// Who comes next. Nothing is lost if this is given up before it is ready.
    pub async fn next(&mut self) -> Arrival {
        loop {
            match self.listener.accept().await {
                Ok((tcp, peer)) => {
                    self.rest = RESTS.0;
                    let Some(place) = self.enter(peer) else { continue };
                    // small answers must not wait for more to send
                    if let Err(error) = tcp.set_nodelay(true) {
                        tracing::debug!(%error, "TCP_NODELAY");
                    }
                    return Arrival { tcp, peer, place };
                }
                // it was gone before it was taken
                Err(error) if is_about_one_connection(&error) => {}
                Err(error) => {
                    self.cannot_accept(&error);
                    let rest = self.rest;
                    self.rest = (rest * 2).min(RESTS.1);
                    tokio::time::sleep(rest).await;
                }
            }
        }
    }

    /// A place for who has connected; without one the connection is closed at once.
    fn enter(&self, peer: SocketAddr) -> Option<Place> {
        let (listener, advice) = (self.room.listener().name, self.room.listener().advice);
        match self.room.enter(peer.ip()) {
            Ok(place) => {
                if place.told_to_close > 0
                    && let Some(closed) = self.closed.note(place.told_to_close)
                {
                    tracing::warn!(
                        listener,
                        closed,
                        "there are as many connections as there may be; some that waited for their clients were \
                         closed to make room. If these are real clients: {}; {}",
                        advice.all,
                        advice.each
                    );
                }
                Some(place)
            }
            Err(full) => {
                let (why, what) = match full {
                    Full::All => ("all", "there are as many as there may be, and all are being answered"),
                    Full::Client => ("client", "one client has as many as it may have"),
                };
                metrics::CONNECTIONS_REFUSED.of([listener, why]).increment(1);
                if let Some(refused) = self.refused.note(1) {
                    let advice = if full == Full::All { advice.all } else { advice.each };
                    tracing::warn!(listener, refused, "connections were refused: {what}; {advice}");
                }
                None
            }
        }
    }

    fn cannot_accept(&self, error: &io::Error) {
        let listener = self.room.listener().name;
        metrics::ACCEPT_ERRORS.of([listener]).increment(1);
        // most likely there are no file descriptors left: one that only waits has one to give
        self.room.close_one();
        if let Some(times) = self.not_accepted.note(1) {
            tracing::warn!(
                listener,
                times,
                %error,
                "connections cannot be accepted; trying again within a second. If there are too few file descriptors, raise \
                 their limit (ulimit -n, LimitNOFILE), or allow fewer connections"
            );
        }
    }
}

fn is_about_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
