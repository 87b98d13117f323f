//! What all routes share.

pub mod body;
pub mod caller;
pub(crate) mod client;
pub(crate) mod cookies;
pub mod document;
pub mod fields;
pub mod headers;
pub mod instant;
pub mod json;
pub mod limits;
pub mod params;
pub mod problem;
pub mod refusals;
pub(crate) mod safe_headers;
mod scopes;
mod traces;
