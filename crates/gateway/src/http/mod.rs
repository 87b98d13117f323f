//! What all routes share.

pub mod body;
pub mod caller;
pub mod client;
pub mod cookies;
pub mod document;
pub(crate) mod documented_problems;
pub(crate) mod door;
pub mod facts;
pub mod fields;
pub mod form;
pub mod headers;
pub mod instant;
pub mod json;
pub mod limits;
pub(crate) mod measured;
pub mod params;
pub mod problem;
pub mod routes;
pub(crate) mod safe_headers;
mod traces;
pub(crate) mod visitors;
