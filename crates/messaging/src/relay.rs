//! Hands the outbox's events to the transport.
//!
//! Each row carries its own mark, so rows that commit late are found however old their id is; rows that another
//! relay works on are passed over, so several may run.

use std::sync::Arc;
use std::time::Duration;

use holdfast_domain::{Clock, Problem};
use holdfast_postgres::commit;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::{Database, DbError};
use holdfast_sql::queries::messaging as sql;

use crate::{Event, Transport};

/// Most events of one transaction.
const BATCH: i64 = 1000;

/// Moves events from the outbox to a transport.
#[derive(Clone)]
pub struct Relay<T> {
    db: Database,
    clock: Arc<dyn Clock>,
    transport: T,
}

impl<T: Transport> Relay<T> {
    /// A relay over a database.
    pub fn new(db: Database, clock: Arc<dyn Clock>, transport: T) -> Self {
        Self { db, clock, transport }
    }

    /// Hands over what waits, at most one batch; returns how many events that was.
    pub async fn drain_once(&self) -> Result<usize, Problem> {
        self.batch().await.map_err(Problem::from)
    }

    async fn batch(&self) -> Result<usize, Failure> {
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        // prepared once per connection
        let take = sql::take_unpublished().prepare(&tx).await?;
        let rows = take.bind(&tx, &self.clock.now(), &BATCH).all().await?;
        if rows.is_empty() {
            return Ok(0);
        }
        let mut events: Vec<Event> = rows.into_iter().map(Event::from).collect();
        // An appointment's events in the order of its versions; ids of one millisecond do not tell.
        events.sort_by_key(|event| (event.occurred_at, event.appointment_version, event.id));
        self.transport.publish(&events).await.map_err(|error| DbError::Away(error.to_string()))?;
        commit(tx).await?;
        Ok(events.len())
    }

    /// Drains for ever; looks every `interval` when nothing waits.
    pub async fn run(self, interval: Duration) {
        let mut ticks = tokio::time::interval(interval);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            loop {
                match self.drain_once().await {
                    Ok(0) => break,
                    Ok(_) => {}
                    Err(problem) => {
                        tracing::warn!(%problem, "the outbox could not be drained; will try again");
                        break;
                    }
                }
            }
        }
    }
}
