//! The connection to Redis: made in the background, given up at the first sign of trouble, made again.
//!
//! While there is none, whoever asks is told so at once (a circuit breaker): nobody waits for a Redis that is away,
//! and everything goes on without it.

mod connection;
mod location;

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use holdfast_telemetry::metrics;
use redis::RedisError;
use tokio::sync::Notify;

pub use connection::Connection;
pub use location::{Location, NotALocation};

/// Longest that Redis may take to accept a connection.
const CONNECT_WITHIN: Duration = Duration::from_secs(1);
/// Longest that Redis may take to answer.
const ANSWER_WITHIN: Duration = Duration::from_millis(250);
/// Between two tries to connect.
const RETRY_EVERY: Duration = Duration::from_millis(200);

/// A Redis, which may be away. Cheap to clone.
#[derive(Clone)]
pub struct Redis(Arc<Inner>);

struct Inner {
    live: RwLock<Option<Live>>,
    broken: Notify,
    spread: usize,
}

/// A connection that worked when last used.
#[derive(Clone)]
pub struct Live {
    /// The connection.
    pub connection: Connection,
    number: u64,
}

impl Redis {
    /// The Redis at this place. Connects in the background, for as long as somebody holds this.
    pub fn new(location: &Location) -> Result<Self, RedisError> {
        let client = connection::Client::new(location, CONNECT_WITHIN, ANSWER_WITHIN)?;
        let spread = if location.is_cluster() { 64 } else { 1 };
        let inner = Arc::new(Inner { live: RwLock::default(), broken: Notify::new(), spread });
        let kept = Arc::downgrade(&inner);
        tokio::spawn(async move {
            let mut number = 0;
            let mut said = false;
            loop {
                let connected = client.connect().await;
                let Some(inner) = kept.upgrade() else { return };
                match connected {
                    Ok(connection) => {
                        number += 1;
                        if said {
                            tracing::info!("Redis is back");
                        }
                        said = false;
                        metrics::REDIS_UP.set(1.0);
                        inner.set(Some(Live { connection, number }));
                        let broken = Arc::clone(&inner);
                        drop(inner);
                        broken.broken.notified().await;
                        metrics::REDIS_UP.set(0.0);
                    }
                    Err(error) => {
                        if !said {
                            tracing::warn!(%error, "Redis is unavailable; continuing without it, slower");
                            metrics::REDIS_UP.set(0.0);
                        }
                        said = true;
                        drop(inner);
                        tokio::time::sleep(RETRY_EVERY).await;
                    }
                }
            }
        });
        Ok(Self(inner))
    }

    /// The connection, if there is one.
    pub fn live(&self) -> Option<Live> {
        self.0.live.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A command on this connection failed. What it did is unknown; the connection is not used again.
    pub fn failed(&self, live: &Live, error: &RedisError) {
        let mut current = self.0.live.write().unwrap_or_else(PoisonError::into_inner);
        if current.as_ref().is_some_and(|current| current.number == live.number) {
            tracing::warn!(%error, "Redis does not answer; continuing without it, slower");
            *current = None;
            self.0.broken.notify_one();
        }
    }

    /// Over how many hash slots of a cluster to spread keys that belong together.
    pub(crate) fn spread(&self) -> usize {
        self.0.spread
    }
}

impl Inner {
    fn set(&self, live: Option<Live>) {
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = live;
    }
}
