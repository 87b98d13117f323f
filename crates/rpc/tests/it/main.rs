//! Calls between processes: servers and channels over real connections.
#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

mod restarts;
mod scene;
mod strangers;
mod tls;
mod who;
