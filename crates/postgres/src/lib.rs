//! The way to PostgreSQL: the pool, migrations, transactions with retry, the answers kept per idempotency key, the audit log,
//! what deletes expired rows in batches, and the one place where an error of the database becomes a [`holdfast_domain::Problem`].
//!
//! The statements themselves are in `sql/queries`. Start reading at [`pool`].

pub mod audit;
pub mod batches;
mod commit;
mod connect;
pub mod error;
pub mod idempotency;
pub mod login;
pub mod looks;
mod measured;
pub mod migrate;
pub mod pool;
pub mod retry;
pub mod scope;
mod skew;
mod stuck;

pub use commit::commit;
pub use error::DbError;
pub use measured::measure_pools;
pub use migrate::schema_version;
pub use pool::{Database, DbRole, PoolSettings};
pub use scope::Scope;
pub use skew::clock_skew;
