//! How much each caller may ask for.
//!
//! [`local`] counts for one process, [`shared`] for all of them by way of Redis.

pub mod local;
pub mod shared;

pub use local::LocalRateLimits;
pub use shared::SharedRateLimits;
