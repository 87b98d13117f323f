//! Who is at the other end of a connection. What a certificate says is looked at once, when the connection is made.

use std::net::SocketAddr;
use std::sync::Arc;

use holdfast_connections::Connection;

/// The other end of a connection.
#[derive(Clone, Debug)]
pub(super) struct Peer {
    /// Where it is.
    pub(super) address: SocketAddr,
    /// The names of its certificate, if that is not one of a caller. (Without TLS its secret alone says what it may call.)
    pub(super) stranger: Option<Arc<[String]>>,
    /// What it waits for.
    pub(super) connection: Arc<Connection>,
}
