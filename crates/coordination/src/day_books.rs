//! Which state a doctor's slots are in: a mark that changes with every change, so that an answer read earlier can be
//! told to be still the newest, or not; and how far a replica must have come to show that state.
//!
//! The rule for readers: take the mark, then read the database, then keep the answer under that mark; and use it only
//! while the mark is the same. A change marks after its commit and before it is acknowledged, so no kept answer
//! shows a slot whose booking was acknowledged before the question.
//!
//! [`local`] is for one process, [`shared`] for many by way of Redis, [`unknown`] for many without it.
//! docs/decisions/0010 says why this holds when Redis dies, forgets, or is split.

mod agreement;
pub mod local;
pub mod shared;
pub mod unknown;

pub use agreement::SEEN_WITHIN;
use futures::future::BoxFuture;
use uuid::Uuid;

pub use local::LocalDayBooks;
pub use shared::SharedDayBooks;
pub use unknown::UnknownDayBooks;

/// The state of a doctor's slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Names the state; another one after every change.
    pub version: String,
    /// What a replica must have replayed to show the state. `None`: only the primary does.
    pub written: Option<Written>,
}

impl Mark {
    /// Whether a replica that has come so far shows the state.
    pub fn is_shown_by(&self, replica: &Written) -> bool {
        self.written.as_ref().is_some_and(|written| {
            // another history may have had as much WAL, of which this one has nothing
            written.history == replica.history && written.position <= replica.position
        })
    }
}

/// How far something was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The history of the database: another one after each failover.
    pub history: Uuid,
    /// Bytes of WAL from its beginning.
    pub position: i64,
}

/// Where a change lies that was just committed, as the primary says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    /// The primary's timeline: another one after each failover.
    pub timeline: String,
    /// A position in the WAL that covers the change.
    pub position: i64,
}

/// What is known of a doctor's slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Their state.
    pub mark: Mark,
    /// A page that somebody kept under the name that was asked for. Its keeper wrote into it under which mark.
    pub page: Option<Vec<u8>>,
}

/// A change could not be told to readers: it must not be acknowledged.
#[derive(Clone, Copy, Debug)]
pub struct NotTold;

/// Marks by doctor.
pub trait DayBooks: Send + Sync + 'static {
    /// The doctor's mark now, and the page kept under `page` if that is not empty. `None` when the mark cannot be
    /// known: nothing kept may be used, and only the primary be read.
    fn ask<'a>(&'a self, doctor_id: Uuid, page: &'a str) -> BoxFuture<'a, Option<Known>>;
    /// The marks of these doctors now, in their order.
    fn marks<'a>(&'a self, doctors: &'a [Uuid]) -> BoxFuture<'a, Option<Vec<Mark>>>;
    /// Keeps a page of a doctor for other processes.
    fn keep(&self, doctor_id: Uuid, page: String, content: Vec<u8>);
    /// Whether readers are in other processes, so that [`DayBooks::changed`] has to know where the change lies.
    fn are_afar(&self) -> bool;
    /// The doctors' slots have changed, by commits that `committed` covers (nothing where readers are near). Once this returns, no
    /// reader takes an older answer for the newest.
    fn changed<'a>(
        &'a self,
        doctors: &'a [Uuid],
        committed: Option<Committed>,
    ) -> BoxFuture<'a, Result<(), NotTold>>;
}
