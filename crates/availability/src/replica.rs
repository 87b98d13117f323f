//! The streaming replica: read where it shows all that a question must see.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use deadpool_postgres::Object;
use holdfast_coordination::day_books::Written;
use holdfast_postgres::{Database, DbError};
use holdfast_sql::queries::freshness as sql;
use tokio::time::Instant;

/// A replica that failed is left alone for this long.
const RESTS_FOR: Duration = Duration::from_secs(1);

/// A replica, which may be away or behind. Cheap to clone.
#[derive(Clone)]
pub struct Replica {
    db: Database,
    rests_until: Arc<Mutex<Option<Instant>>>,
}

impl Replica {
    /// The replica that this pool connects to.
    pub fn new(db: Database) -> Self {
        Self { db, rests_until: Arc::default() }
    }

    /// A connection, and how far the replica has come, which every later statement on it sees at least. `None`: it cannot be read.
    pub(crate) async fn client(&self) -> Option<(Object, Written)> {
        let rests = *self.rests_until.lock().unwrap_or_else(PoisonError::into_inner);
        if rests.is_some_and(|until| Instant::now() < until) {
            return None;
        }
        let asked = async {
            let client = self.db.client().await?;
            let shown = sql::replayed_position().bind(&client).one().await.map_err(DbError::from)?;
            Ok::<_, DbError>((client, shown.position, shown.history))
        };
        match asked.await {
            Ok((client, Some(position), Some(history))) => Some((client, Written { history, position })),
            // no history has a name yet
            Ok((_, Some(_), None)) => None,
            // It was promoted: what it shows may be another history than the primary's.
            Ok((_, None, _)) => {
                self.rest("it is no replica any longer");
                None
            }
            Err(error) => {
                self.rest(&error.to_string());
                None
            }
        }
    }

    /// Leaves it alone for a while.
    pub(crate) fn rest(&self, why: &str) {
        let mut rests = self.rests_until.lock().unwrap_or_else(PoisonError::into_inner);
        if rests.is_none_or(|until| until < Instant::now()) {
            tracing::warn!(why, "the replica is unavailable; reading from the primary");
        }
        *rests = Some(Instant::now() + RESTS_FOR);
    }

    /// Whether it answers.
    pub async fn ping(&self) -> Result<(), DbError> {
        self.db.ping().await
    }
}
