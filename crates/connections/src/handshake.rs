//! The TLS handshake of a new connection, which has an end as every other wait has.

use std::io;
use std::task::Poll;

use futures::future::poll_fn;
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::connection::Patience;
use crate::room::Place;

/// The connection behind its handshake, which fails if it takes longer than a head may, or has to make room.
pub async fn shake_hands(
    acceptor: &TlsAcceptor,
    tcp: TcpStream,
    place: &Place,
    patience: &Patience,
) -> io::Result<TlsStream<TcpStream>> {
    let connection = &place.connection;
    let told_to_close =
        poll_fn(|cx| if connection.is_told_to_close(cx.waker()) { Poll::Ready(()) } else { Poll::Pending });
    let why = tokio::select! {
        shaken = tokio::time::timeout(patience.head, acceptor.accept(tcp)) => match shaken {
            Ok(shaken) => return shaken.inspect(|_| connection.shaken()),
            Err(_elapsed) => "handshake",
        },
        () = told_to_close => "room",
    };
    place.was_ended(why);
    Err(io::ErrorKind::TimedOut.into())
}
