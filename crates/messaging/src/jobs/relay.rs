//! Hands the outbox's events to the transport.
//!
//! Each row carries its own mark, so rows that commit late are found however old their id is. Several relays may
//! run: each takes clinics that no other is at work on, so that a clinic's events go out in their order.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::Transaction;
use holdfast_domain::{Clock, ErrorCode, Event, Problem};
use holdfast_postgres::commit;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::{Database, DbError};
use holdfast_sql::queries::messaging as sql;
use holdfast_telemetry::metrics;
use uuid::Uuid;

use crate::{Refused, Transport, row, trace};

/// Most events of one transaction.
const BATCH: i64 = 1000;
/// Most clinics of one transaction, where each has statements of its own.
const CLINICS: i64 = 50;
/// Rows looked at to find clinics.
const SCANNED: i64 = 2000;
/// The first half of the names of the locks on clinics: "rela".
const LOCK_SPACE: i32 = 0x7265_6c61;

/// How a relay works.
#[derive(Clone, Copy, Debug)]
pub struct RelaySettings {
    /// How often it looks for events when none wait.
    pub every: Duration,
    /// Statements of their own for each clinic, for a database that is distributed by clinic.
    pub by_clinic: bool,
}

/// Moves events from the outbox to a transport.
#[derive(Clone)]
pub struct Relay<T> {
    pub(super) db: Database,
    pub(super) clock: Arc<dyn Clock>,
    transport: T,
    pub(super) settings: RelaySettings,
}

/// The events stay where they are.
fn away(why: String) -> Failure {
    Problem::new(ErrorCode::Unavailable, why).into()
}

impl<T: Transport> Relay<T> {
    /// A relay over a database.
    pub fn new(db: Database, clock: Arc<dyn Clock>, transport: T, settings: RelaySettings) -> Self {
        Self { db, clock, transport, settings }
    }

    /// Where it hands events to.
    pub fn transport(&self) -> &T {
        &self.transport
    }

    /// Hands over what waits, at most one batch; returns how many events were taken.
    pub async fn drain_once(&self) -> Result<usize, Problem> {
        self.batch().await.map_err(Problem::from)
    }

    async fn batch(&self) -> Result<usize, Failure> {
        let mut client = self.db.client().await?;
        let tx = client.transaction().await?;
        let most = if self.settings.by_clinic { CLINICS } else { SCANNED };
        let clinics = sql::lock_waiting_clinics().bind(&tx, &SCANNED, &most, &LOCK_SPACE).all().await?;
        if clinics.is_empty() {
            return Ok(0);
        }
        let rows = self.take(&tx, &clinics).await?;
        let mut events: Vec<Event> = rows.into_iter().map(row::read).collect();
        // An appointment's events in the order of its versions; ids of one millisecond do not tell.
        events.sort_by_key(|event| (event.occurred_at, event.version(), event.id));
        if events.is_empty() {
            // another relay took them between our two looks
            return Ok(0);
        }
        let refused = match trace::sending(&events, self.transport.name()) {
            None => self.transport.publish(&events).await,
            Some(span) => span.run(self.transport.publish(&events)).await,
        };
        let refused = refused.map_err(|error| away(error.to_string()))?;
        if refused.len() == events.len() {
            let why = refused.into_iter().next().map(|refused| refused.why).unwrap_or_default();
            return Err(away(format!("no event was taken: {why}")));
        }
        self.unmark(&tx, &events, &refused).await?;
        commit(tx).await?;
        metrics::EVENTS_PUBLISHED.increment((events.len() - refused.len()) as u64);
        Ok(events.len() - refused.len())
    }

    async fn take(&self, tx: &Transaction<'_>, clinics: &[Uuid]) -> Result<Vec<sql::Event>, DbError> {
        let now = self.clock.now();
        if !self.settings.by_clinic {
            return Ok(sql::take_unpublished().bind(tx, &now, &clinics, &BATCH).all().await?);
        }
        let mut taken = Vec::new();
        for clinic_id in clinics {
            let left = BATCH - i64::try_from(taken.len()).unwrap_or(BATCH);
            if left == 0 {
                break;
            }
            taken.extend(sql::take_unpublished_of_clinic().bind(tx, &now, clinic_id, &left).all().await?);
        }
        Ok(taken)
    }

    async fn unmark(
        &self,
        tx: &Transaction<'_>,
        events: &[Event],
        refused: &[Refused],
    ) -> Result<(), DbError> {
        let mut by_clinic: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
        for Refused { event_id, why } in refused {
            let Some(event) = events.iter().find(|event| event.id == *event_id) else { continue };
            tracing::debug!(event.id = %event_id, why, "an event was not taken; it stays in the outbox");
            by_clinic.entry(event.clinic_id.0).or_default().push(event_id.0);
        }
        for (clinic_id, ids) in by_clinic {
            sql::unmark().bind(tx, &clinic_id, &ids).await?;
        }
        if let Some(first) = refused.first() {
            tracing::warn!(
                events = refused.len(),
                why = first.why,
                "events were not taken; they stay in the outbox"
            );
        }
        Ok(())
    }
}
