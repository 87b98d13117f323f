//! Separate services under trouble: processes that come and go, Redis and a replica that fail, mail that must arrive.

mod canaries;
mod freshness;
mod limits;
pub(crate) mod load;
mod mail;
mod members;
mod redis;
mod restarts;
