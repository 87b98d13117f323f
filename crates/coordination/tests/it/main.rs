//! Locks and marks that processes share, on a real Redis and a real PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

mod limits;
mod locations;
mod locks;
mod marks;
mod scene;
