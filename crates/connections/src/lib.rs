//! The connections of everybody who speaks to this process: how many there may be, and how long each may take.
//!
//! A client that connects costs a file descriptor and some memory for as long as it likes, unless somebody ends it. So
//! here every wait for a client has an end: for the TLS handshake, for a request's head, between two requests, and for
//! an answer to be read ([`Patience`]). And there is a bound on connections in all and of one client ([`RoomLimits`]): where
//! it is reached, the connection whose client has kept it waiting longest makes room for the new one. Work on a request is
//! never cut short here; bodies and answers have bounds of their own, in the gateway.
//!
//! Start reading at [`serve`]. HTTP/1.1 only: load balancers and browsers speak it, and it has no streams to flood. The gRPC
//! server takes its connections by the same [`Entrance`], and has a [`Watch`] over those whose callers it does not know.

mod answers;
mod connection;
mod entrance;
mod handshake;
mod room;
mod serve;
mod stream;
mod watch;

pub use connection::{Connection, Patience};
pub use entrance::{Arrival, Entrance};
pub use handshake::shake_hands;
pub use room::{Advice, Listener, Place, Room, RoomLimits};
pub use serve::{Door, serve};
pub use watch::Watch;
