//! What all routes share.

pub mod body;
pub mod caller;
pub mod headers;
pub mod instant;
pub mod params;
pub mod problem;
