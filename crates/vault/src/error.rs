//! The ways in which sealing and opening fail.

use holdfast_domain::{ErrorCode, Problem};
use holdfast_postgres::DbError;
use holdfast_postgres::retry::Failure;

/// Why something could not be sealed or opened. Never says what is inside.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The master keys cannot be had.
    #[error("the master keys: {0}")]
    Masters(String),
    /// A clinic's key is wrapped by a master key that is not among ours.
    #[error("a clinic's key is wrapped by master key {0}, which is not among those given")]
    UnknownMaster(String),
    /// Sealed bytes do not open: they were changed, moved, or sealed under another key.
    #[error("what is sealed in {table}.{column} does not open")]
    DoesNotOpen {
        /// Of this table.
        table: &'static str,
        /// In this column.
        column: &'static str,
    },
    /// There is no such clinic.
    #[error("there is no such clinic")]
    NoClinic,
    /// The database.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<VaultError> for Problem {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Database(error) => error.into(),
            VaultError::NoClinic => Self::not_found(),
            error => {
                tracing::error!(%error, "personal data");
                Self::of(ErrorCode::Internal)
            }
        }
    }
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Database(error) => error.into(),
            error => Problem::from(error).into(),
        }
    }
}
