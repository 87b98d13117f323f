//! Those who keep answers, here and in other processes: they are told of every change before it is acknowledged.

use std::sync::Arc;

use holdfast_domain::{ErrorCode, Problem};
use holdfast_postgres::{Database, DbError};
use holdfast_sql::queries::freshness as sql;
use holdfast_telemetry::trace::{self, Kind};
use uuid::Uuid;

use crate::day_books::{Committed, DayBooks, NotTold};

/// Tells them. Cheap to clone.
#[derive(Clone)]
pub struct Readers {
    day_books: Arc<dyn DayBooks>,
    db: Database,
}

impl Readers {
    /// Readers of these day books; `db` is the database that changes are committed to.
    pub fn new(day_books: Arc<dyn DayBooks>, db: Database) -> Self {
        Self { day_books, db }
    }

    /// What they know.
    pub fn day_books(&self) -> &dyn DayBooks {
        &*self.day_books
    }

    /// Whether some are in other processes, so that telling takes a while.
    pub fn are_afar(&self) -> bool {
        self.day_books.are_afar()
    }

    /// Tells them that these doctors' slots have changed, by a change that has been committed (or may have been). If
    /// they cannot be told, the change must not be acknowledged.
    pub async fn tell(&self, doctors: &[Uuid]) -> Result<(), Problem> {
        if doctors.is_empty() {
            return Ok(());
        }
        trace::within("tell readers", Kind::Internal, [], async {
            let committed = if self.are_afar() { Some(self.committed().await?) } else { None };
            let told = self.day_books.changed(doctors, committed).await;
            told.map_err(|NotTold| Problem::of(ErrorCode::OutcomeUnknown))
        })
        .await
    }

    /// The same after a change that ended so: what was refused has changed nothing.
    pub async fn tell_of<T>(&self, outcome: Result<T, Problem>, doctors: &[Uuid]) -> Result<T, Problem> {
        let refused = outcome.as_ref().err().is_some_and(|problem| problem.code != ErrorCode::OutcomeUnknown);
        if !refused {
            self.tell(doctors).await?;
        }
        outcome
    }

    /// Where every commit lies that has returned.
    async fn committed(&self) -> Result<Committed, Problem> {
        let asked = async {
            let client = self.db.client().await?;
            sql::written_position().bind(&client).one().await.map_err(DbError::from)
        };
        let row = asked.await.map_err(|error| {
            tracing::warn!(%error, "unknown WAL position of a change");
            Problem::of(ErrorCode::OutcomeUnknown)
        })?;
        Ok(Committed { timeline: row.timeline, position: row.position })
    }
}
