//! An error of the database → what the caller hears. Constraint names are translated here and nowhere else.

use std::error::Error as _;

use deadpool_postgres::PoolError;
use holdfast_domain::{ErrorCode, Problem};
use tokio_postgres::error::SqlState;

/// What can go wrong on the way to the database.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// No connection could be had; nothing was sent.
    #[error("the database is away: {0}")]
    Away(String),
    /// The connection broke while a statement that may have committed was under way.
    #[error("the connection broke before the outcome was known")]
    OutcomeUnknown,
    /// The settings do not work.
    #[error("{0}")]
    Configuration(String),
    /// The server refused the statement; it was rolled back.
    #[error("{}", message_of(.0))]
    Statement(#[from] tokio_postgres::Error),
}

/// What the server said, without its details: these may quote values of rows. Where it said nothing, what was wrong.
fn message_of(error: &tokio_postgres::Error) -> String {
    match (error.as_db_error(), error.source()) {
        (Some(said), _) => format!("{} ({})", said.message(), said.code().code()),
        (None, Some(cause)) => format!("{error}: {cause}"),
        (None, None) => error.to_string(),
    }
}

impl From<PoolError> for DbError {
    fn from(error: PoolError) -> Self {
        match &error {
            PoolError::Backend(cause) => Self::Away(why_not_connected(cause)),
            _ => Self::Away(error.to_string()),
        }
    }
}

impl DbError {
    fn sql_state(&self) -> Option<&SqlState> {
        match self {
            Self::Statement(error) => error.code(),
            _ => None,
        }
    }

    /// Whether the server rolled the transaction back for reasons of others: a deadlock, a serialization
    /// failure, a lock that took too long. Trying again is right.
    pub fn is_transient(&self) -> bool {
        self.sql_state().is_some_and(|state| {
            [
                &SqlState::T_R_DEADLOCK_DETECTED,
                &SqlState::T_R_SERIALIZATION_FAILURE,
                &SqlState::LOCK_NOT_AVAILABLE,
            ]
            .contains(&state)
        })
    }

    /// Whether a row was locked by others for longer than the statement may wait.
    pub fn is_lock_timeout(&self) -> bool {
        self.sql_state() == Some(&SqlState::LOCK_NOT_AVAILABLE)
    }

    /// Whether the statement took longer than it may, and was rolled back.
    pub fn is_statement_timeout(&self) -> bool {
        self.sql_state() == Some(&SqlState::QUERY_CANCELED)
    }

    /// The constraint that refused the statement.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Statement(error) => error.as_db_error().and_then(|e| e.constraint()),
            _ => None,
        }
    }

    /// Whether the server told us why. If not, the connection broke and the outcome is open.
    pub fn is_from_server(&self) -> bool {
        matches!(self, Self::Statement(error) if error.as_db_error().is_some() && !self.is_shutdown())
    }

    /// The server is going down or coming up (SQLSTATE class 57P), or out of connections.
    fn is_shutdown(&self) -> bool {
        self.sql_state()
            .is_some_and(|state| state.code().starts_with("57P") || *state == SqlState::TOO_MANY_CONNECTIONS)
    }
}

impl From<DbError> for Problem {
    fn from(error: DbError) -> Self {
        match error.constraint() {
            Some("appointments_live_slot" | "appointments_doctor_overlap") => {
                return Self::of(ErrorCode::SlotTaken);
            }
            // another request of theirs was first
            Some("appointments_visitor_hold") => return Self::of(ErrorCode::SlotBusy),
            // merged at this moment: the next try is told so
            Some("appointments_of_live_patient") => {
                return Self::new(
                    ErrorCode::Overloaded,
                    "the patient record is being merged; nothing was changed",
                );
            }
            Some("appointments_patient_overlap") => return Self::of(ErrorCode::PatientBusy),
            _ => {}
        }
        match &error {
            DbError::OutcomeUnknown => Self::of(ErrorCode::OutcomeUnknown),
            DbError::Away(reason) => {
                tracing::warn!(reason, "database away");
                Self::new(ErrorCode::Unavailable, "the database is away; nothing was changed")
            }
            DbError::Configuration(reason) => {
                tracing::error!(reason, "database settings");
                Self::of(ErrorCode::Internal)
            }
            // Before COMMIT was sent a broken connection means a rollback.
            DbError::Statement(cause) if !error.is_from_server() => {
                tracing::warn!(%cause, "database connection lost");
                Self::new(ErrorCode::Unavailable, "the database went away; nothing was changed")
            }
            DbError::Statement(_) if error.is_transient() => {
                Self::new(ErrorCode::Overloaded, "too much happened at once; nothing was changed")
            }
            DbError::Statement(cause) if error.is_statement_timeout() => {
                tracing::warn!(%cause, "statement took too long");
                Self::new(ErrorCode::Overloaded, "the database is too busy; nothing was changed")
            }
            DbError::Statement(cause) => {
                // the server's detail line may quote values of the row, so it is left out
                let server =
                    cause.as_db_error().map(|e| (e.code().code().to_owned(), e.message().to_owned()));
                tracing::error!(?server, "statement refused");
                Self::of(ErrorCode::Internal)
            }
        }
    }
}

/// Why connecting failed, in the server's words if it had any. (They name users and databases, never rows.)
pub(crate) fn why_not_connected(error: &tokio_postgres::Error) -> String {
    match (error.as_db_error(), error.source()) {
        (Some(refusal), _) => refusal.message().to_owned(),
        // our own words, of `connect/target.rs`, need no other
        (None, Some(cause)) if is_ours(cause) => cause.to_string(),
        (None, Some(cause)) => format!("{error}: {cause}"),
        (None, None) => error.to_string(),
    }
}

fn is_ours(cause: &(dyn std::error::Error + 'static)) -> bool {
    let said = cause.downcast_ref::<std::io::Error>();
    said.is_some_and(|error| error.kind() == std::io::ErrorKind::TimedOut && error.get_ref().is_some())
}
