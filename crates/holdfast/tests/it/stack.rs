//! Separate services under trouble: processes that come and go, Redis and a replica that fail, mail that must arrive; and who is told of it.

mod canaries;
mod changes;
mod freshness;
mod limits;
pub(crate) mod load;
mod mail;
mod members;
mod prometheus;
mod redis;
mod restarts;
mod visitor_holds;
mod watched;
