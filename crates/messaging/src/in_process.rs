//! The transport within one process. The outbox is the queue: an event is taken once every listener has dealt with it,
//! and stays there until then.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures::stream::{self, StreamExt};
use holdfast_domain::{Clock, Event, Problem};
use holdfast_postgres::{Database, DbError};
use holdfast_sql::queries::messaging as sql;
use holdfast_telemetry::metrics;
use tokio::sync::broadcast;
use tokio::time::{Instant, timeout_at};

use crate::lanes::lane;
use crate::{Listener, Refused, Transport, TransportError, Undelivered, trace};

/// Lanes that are served at once.
const AT_ONCE: usize = 64;
/// Longest that a batch may take: what is not dealt with by then comes again.
const BATCH_WITHIN: Duration = Duration::from_secs(5);

/// Hands events to the listeners of this process.
#[derive(Clone)]
pub struct InProcess {
    db: Database,
    clock: Arc<dyn Clock>,
    listeners: Arc<[Arc<dyn Listener>]>,
    // for whoever wants to see what goes by, and may miss some
    onlookers: broadcast::Sender<Event>,
}

impl InProcess {
    /// To these listeners; `db` keeps what they can make nothing of.
    pub fn new(db: Database, clock: Arc<dyn Clock>, listeners: Vec<Arc<dyn Listener>>) -> Self {
        Self { db, clock, listeners: listeners.into(), onlookers: broadcast::Sender::new(4096) }
    }

    /// All events that go by from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.onlookers.subscribe()
    }

    /// One event to one listener.
    async fn deliver(&self, event: &Event, listener: &dyn Listener) -> Result<(), String> {
        match trace::deliver(event, listener).await {
            Ok(()) => Ok(()),
            Err(Undelivered::Later(why)) => Err(why),
            Err(Undelivered::Poison(why)) => self.bury(event, listener.name(), &why).await,
        }
    }

    async fn bury(&self, event: &Event, listener: &str, why: &str) -> Result<(), String> {
        metrics::DEAD_LETTERS_MADE.of([listener.to_owned()]).increment(1);
        let buried = async {
            let client = self.db.client().await?;
            let now = self.clock.now();
            sql::insert_dead_letter()
                .bind(&client, &event.clinic_id.0, &event.id.0, &listener, &why, &now)
                .await?;
            Ok::<_, DbError>(())
        };
        buried.await.map_err(|error| error.to_string())
    }

    /// The events of one lane to one listener, in order, until it has not dealt with one: those behind that wait. Returns
    /// how many it has dealt with, and why no more.
    async fn serve_one(
        &self,
        lane: &[&Event],
        listener: &dyn Listener,
        until: Instant,
    ) -> (usize, Option<String>) {
        for (nth, event) in lane.iter().enumerate() {
            match timeout_at(until, self.deliver(event, listener)).await {
                Ok(Ok(())) => {}
                Ok(Err(why)) => return (nth, Some(why)),
                Err(_elapsed) => return (nth, Some("not dealt with in time".to_owned())),
            }
        }
        (lane.len(), None)
    }

    /// The events of one lane to every listener, none of which waits for another; those that all have dealt with are done.
    async fn serve(&self, lane: Vec<&Event>, until: Instant) -> Vec<Refused> {
        let each = self.listeners.iter().map(|listener| self.serve_one(&lane, &**listener, until));
        let served = futures::future::join_all(each).await;
        let (done, why) = served.into_iter().min_by_key(|(done, _)| *done).unwrap_or((lane.len(), None));
        if self.onlookers.receiver_count() > 0 {
            for event in &lane[..done] {
                // an error says that nobody looks on any more
                let _ = self.onlookers.send((*event).clone());
            }
        }
        let mut why = why.unwrap_or_default();
        let refused = lane[done..].iter().map(|event| Refused {
            event_id: event.id,
            why: std::mem::replace(&mut why, "the one before it was not dealt with".to_owned()),
        });
        refused.collect()
    }
}

/// The events lane by lane; lanes in the order of their first events.
fn in_lanes(events: &[Event]) -> Vec<Vec<&Event>> {
    let mut lanes: Vec<Vec<&Event>> = Vec::new();
    let mut places = HashMap::new();
    for event in events {
        let place = *places.entry(lane(event)).or_insert(lanes.len());
        match lanes.get_mut(place) {
            Some(lane) => lane.push(event),
            None => lanes.push(vec![event]),
        }
    }
    lanes
}

impl Transport for InProcess {
    fn name(&self) -> &'static str {
        "holdfast"
    }

    async fn publish(&self, events: &[Event]) -> Result<Vec<Refused>, TransportError> {
        let until = Instant::now() + BATCH_WITHIN;
        let lanes = in_lanes(events).into_iter().map(|lane| self.serve(lane, until));
        let served: Vec<Vec<Refused>> =
            stream::iter(lanes.collect::<Vec<_>>()).buffer_unordered(AT_ONCE).collect().await;
        Ok(served.concat())
    }
}

/// Most dead letters put back by one look.
const PAGE: i64 = 1000;

/// Puts back what listeners of this process could make nothing of; returns how many events that was.
pub async fn replay_dead_letters(db: &Database, clock: &dyn Clock) -> Result<u64, Problem> {
    // what dies once more meanwhile is for the next time
    let until = clock.now();
    let replayed = async {
        let client = db.client().await?;
        let mut replayed = 0;
        loop {
            let dead = sql::dead_letters().bind(&client, &until, &PAGE).all().await?;
            if dead.is_empty() {
                return Ok(replayed);
            }
            for letter in dead {
                replayed +=
                    sql::replay_dead_letter().bind(&client, &letter.clinic_id, &letter.event_id).await?;
            }
        }
    };
    replayed.await.map_err(|error: DbError| Problem::from(error))
}
