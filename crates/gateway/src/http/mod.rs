//! What all routes share.

pub mod body;
pub mod caller;
pub(crate) mod client;
pub(crate) mod cookies;
pub mod document;
pub(crate) mod documented_problems;
pub(crate) mod door;
pub(crate) mod facts;
pub mod fields;
pub mod headers;
pub mod instant;
pub mod json;
pub mod limits;
pub(crate) mod measured;
pub mod params;
pub mod problem;
pub(crate) mod routes;
pub(crate) mod safe_headers;
mod traces;
pub(crate) mod visitors;
