//! The ways in which an import can fail. After each of them nothing was imported, save where it says otherwise.

use std::fmt;
use std::io;
use std::path::PathBuf;

use holdfast_postgres::DbError;
use holdfast_vault::VaultError;

use crate::bad_line::BadLine;

/// Most bad lines that are printed; the rest are counted.
const PRINTED_MAX: usize = 100;

/// Why nothing was imported.
#[derive(Debug)]
pub enum ImportError {
    /// Some lines will not do; here are all of them.
    BadLines(Vec<BadLine>),
    /// A file could not be read.
    Io {
        /// The file.
        file: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Another import is at work on the same database.
    AnotherImport,
    /// The database refused or went away. With [`DbError::OutcomeUnknown`] it may all have been imported.
    Db(DbError),
    /// Personal data could not be sealed.
    Vault(VaultError),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadLines(bad) => {
                for line in bad.iter().take(PRINTED_MAX) {
                    writeln!(f, "{line}")?;
                }
                if bad.len() > PRINTED_MAX {
                    writeln!(f, "… and {} more", bad.len() - PRINTED_MAX)?;
                }
                write!(f, "nothing was imported; mend the files and run the import again")
            }
            Self::Io { file, source } => {
                write!(f, "{} cannot be read: {source}; nothing was imported", file.display())
            }
            Self::AnotherImport => {
                write!(f, "another import is at work; run this one again when it has ended")
            }
            Self::Vault(error) => write!(f, "personal data cannot be sealed: {error}; nothing was imported"),
            Self::Db(DbError::OutcomeUnknown) => write!(
                f,
                "the connection to the database broke at the very end, so it is not known whether the files were \
                 imported; run the import again: if it says \"was imported before\", they were"
            ),
            Self::Db(error) => {
                write!(f, "the database did not take it: {error}")?;
                // The driver's own text is just "db error". The detail line is left out: it may quote personal data.
                if let DbError::Statement(cause) = error
                    && let Some(server) = cause.as_db_error()
                {
                    write!(f, ": {} (SQLSTATE {})", server.message(), server.code().code())?;
                }
                write!(f, "; nothing was imported; run the import again")
            }
        }
    }
}

impl std::error::Error for ImportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Vault(error) => Some(error),
            Self::Db(error) => Some(error),
            Self::BadLines(_) | Self::AnotherImport => None,
        }
    }
}

impl From<DbError> for ImportError {
    fn from(error: DbError) -> Self {
        Self::Db(error)
    }
}

impl From<VaultError> for ImportError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Database(error) => Self::Db(error),
            error => Self::Vault(error),
        }
    }
}

impl From<tokio_postgres::Error> for ImportError {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Db(error.into())
    }
}
