//! The ways a private server can fail, each said in one line together with what to do.

use std::{io, path::PathBuf};

/// Why the private PostgreSQL server could not be found, made, started or stopped.
#[derive(Debug, thiserror::Error)]
pub enum PgServerError {
    /// No installed server was found.
    #[error(
        "PostgreSQL server binaries not found; install them (Debian: apt-get install postgresql) or set \
         HOLDFAST_DATABASE_URL"
    )]
    NoBinaries,
    /// The folder named by the caller has no server binaries.
    #[error("no PostgreSQL server binaries (postgres, initdb) in {}; correct HOLDFAST_PG_BIN", .0.display())]
    NotABinFolder(PathBuf),
    /// The data was made by another major version than the installed ones.
    #[error(
        "{} was made by PostgreSQL {made_by}, which is not installed; install postgresql-{made_by}, or upgrade the \
         folder with pg_upgrade", dir.display()
    )]
    WrongVersion {
        /// The server's folder.
        dir: PathBuf,
        /// The major version that made it.
        made_by: u32,
    },
    /// Something else than a PostgreSQL server's data lies in the folder.
    #[error("{} is neither empty nor the folder of a PostgreSQL server; choose another data folder", .0.display())]
    NotAServerFolder(PathBuf),
    /// PostgreSQL refuses to run as root and there is nobody else to run it as.
    #[error(
        "PostgreSQL does not run as root and the machine has no user `postgres`; create it: useradd -r postgres"
    )]
    NoUser,
    /// The user that the server runs as cannot get to its folder.
    #[error(
        "the database runs as user `{user}`, which cannot enter {}; choose another data folder or run: chmod o+x {}",
        folder.display(), folder.display()
    )]
    FolderClosed {
        /// The first folder on the way that is closed.
        folder: PathBuf,
        /// The user the server runs as.
        user: String,
    },
    /// The data is there, but not the password.
    #[error("the password file {} is missing, but the database exists; restore it from a backup", .0.display())]
    PasswordMissing(PathBuf),
    /// The password in the file is not the server's.
    #[error("the database refused the password in {}; restore the file from a backup", .0.display())]
    PasswordRefused(PathBuf),
    /// A name or value among the extra settings cannot be written to a settings file.
    #[error("`{0}` is not the name and value of a PostgreSQL setting")]
    BadSetting(String),
    /// Every port that may be used is taken.
    #[error("no free port for the database on 127.0.0.1")]
    NoPort,
    /// Another process has been starting a server in this folder for too long.
    #[error("another process holds {}; wait for it or end it", .0.display())]
    Locked(PathBuf),
    /// `initdb` failed.
    #[error("initdb failed: {0}")]
    Initdb(String),
    /// The server ended while it started.
    #[error("PostgreSQL ended while starting ({status}); the end of {}: {tail}", log.display())]
    Died {
        /// How it ended.
        status: String,
        /// Its log file.
        log: PathBuf,
        /// The last lines of the log.
        tail: String,
    },
    /// The server runs but does not answer.
    #[error("PostgreSQL (process {pid}) did not become ready within {within_secs} s; see {}", log.display())]
    NotReady {
        /// The server's process.
        pid: i32,
        /// How long it was waited for.
        within_secs: u64,
        /// Its log file.
        log: PathBuf,
    },
    /// The server did not end when told to.
    #[error("PostgreSQL (process {0}) did not stop when told to")]
    NotStopped(i32),
    /// A file or a process could not be handled.
    #[error("{what}: {source}")]
    Io {
        /// What was tried.
        what: String,
        /// What the system said.
        source: io::Error,
    },
}

/// Says what was tried when an I/O call fails.
pub(crate) trait Tried<T> {
    /// Turns the error into [`PgServerError::Io`].
    fn tried(self, what: impl FnOnce() -> String) -> Result<T, PgServerError>;
}

impl<T, E: Into<io::Error>> Tried<T> for Result<T, E> {
    fn tried(self, what: impl FnOnce() -> String) -> Result<T, PgServerError> {
        self.map_err(|error| PgServerError::Io { what: what(), source: error.into() })
    }
}
