//! Locks that all processes share, in Redis: `lock:slot:{slot_id}` with a random token and an expiry, given back by
//! compare-and-delete.
//!
//! A lock can be lost (its holder is paused for longer than it lasts, Redis restarts) and two may then think that it is
//! theirs. The lock only saves work: the database decides.

use std::time::Duration;

use futures::future::BoxFuture;
use holdfast_domain::Ids;
use holdfast_telemetry::metrics;
use redis::Script;
use uuid::Uuid;

use super::local::LocalSlotLocks;
use super::{Acquired, LockGuard, SlotLocks, count};
use crate::redis::Redis;

/// Longer than a booking takes.
const LASTS: Duration = Duration::from_secs(8);

const RELEASE: &str =
    "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end";

/// Locks in Redis, behind those of this process.
#[derive(Clone)]
pub struct SharedSlotLocks {
    redis: Redis,
    ids: Ids,
    // turns most of a crowd away without asking Redis
    here: LocalSlotLocks,
    release: Script,
}

impl SharedSlotLocks {
    /// Locks in this Redis.
    pub fn new(redis: Redis, ids: Ids) -> Self {
        // an alert sees that a count grows, and not the first time of one that was not there
        metrics::SLOT_LOCK.of(["bypassed"]).increment(0);
        Self { redis, ids, here: LocalSlotLocks::default(), release: Script::new(RELEASE) }
    }

    async fn take(&self, slot_id: Uuid) -> Acquired {
        let Some(here) = self.here.take(slot_id) else { return busy() };
        // Without Redis the lock of this process is better than none.
        let Some(mut live) = self.redis.live() else { return bypassed(here) };
        let key = format!("lock:slot:{slot_id}");
        let token = self.ids.next().to_string();
        let lasts_ms = u64::try_from(LASTS.as_millis()).unwrap_or(u64::MAX);
        let mut set = redis::cmd("SET");
        set.arg(&key).arg(&token).arg("NX").arg("GET").arg("PX").arg(lasts_ms);
        // GET tells who has it: our own token means that an answer was lost on its way.
        let holder: Option<String> = match set.query_async(&mut live.connection).await {
            Ok(holder) => holder,
            Err(error) => {
                self.redis.failed(&live, &error);
                return bypassed(here);
            }
        };
        if holder.is_some_and(|holder| holder != token) {
            return busy();
        }
        count("held");
        let (redis, release) = (self.redis.clone(), self.release.clone());
        Acquired::Held(LockGuard::new(move || {
            tokio::spawn(async move {
                let released = release.key(&key).arg(&token).invoke_async::<i64>(&mut live.connection).await;
                if let Err(error) = released {
                    // it expires
                    redis.failed(&live, &error);
                }
                drop(here);
            });
        }))
    }
}

fn busy() -> Acquired {
    count("busy");
    Acquired::Busy
}

/// The lock of this process alone.
fn bypassed(here: LockGuard) -> Acquired {
    count("bypassed");
    Acquired::Held(here)
}

impl SlotLocks for SharedSlotLocks {
    fn acquire(&self, slot_id: Uuid) -> BoxFuture<'_, Acquired> {
        Box::pin(self.take(slot_id))
    }
}
