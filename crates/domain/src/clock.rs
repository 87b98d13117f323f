//! Time and randomness, handed in so that tests can hold them still.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rand::RngCore;
use uuid::Uuid;

/// What time it is. The only source of "now" in Holdfast.
pub trait Clock: Send + Sync + 'static {
    /// The present instant, to the microsecond (PostgreSQL's resolution).
    fn now(&self) -> Timestamp;
}

/// The computer's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the ambient clock is read")]
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }
}

/// Makes ids: UUID version 7 (RFC 9562), so that rows made together lie together in an index.
#[derive(Clone)]
pub struct Ids {
    clock: Arc<dyn Clock>,
    random: Arc<Mutex<dyn RngCore + Send>>,
}

impl Ids {
    /// Ids from this clock and this random source.
    pub fn new(clock: Arc<dyn Clock>, random: impl RngCore + Send + 'static) -> Self {
        Self { clock, random: Arc::new(Mutex::new(random)) }
    }

    /// A new id.
    pub fn next(&self) -> Uuid {
        let millis = u64::try_from(self.clock.now().as_millisecond()).unwrap_or(0);
        let mut random = [0; 10];
        self.fill(&mut random);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// Random bytes.
    pub fn fill(&self, bytes: &mut [u8]) {
        self.random.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
    }

    /// A number in `0..bound`, for jitter. `bound` must not be 0.
    pub fn below(&self, bound: u64) -> u64 {
        self.random.lock().unwrap_or_else(PoisonError::into_inner).next_u64() % bound
    }
}

/// The least id that is made at this time: ids that were made before are less.
pub fn first_id(at: Timestamp) -> Uuid {
    let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid()
}

impl std::fmt::Debug for Ids {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ids")
    }
}
