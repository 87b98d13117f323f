//! What processes share beside the database: slot locks and marks, in Redis; or their twins for one process.

use std::sync::Arc;

use anyhow::{Result, anyhow};
use holdfast_config::Settings;
use holdfast_coordination::{
    DayBooks, LocalDayBooks, LocalSlotLocks, Location, Readers, Redis, SharedDayBooks, SharedSlotLocks,
    SlotLocks, UnknownDayBooks,
};
use holdfast_domain::Ids;
use holdfast_postgres::Database;

use crate::roles::Roles;

/// Locks and marks of a process.
#[derive(Clone)]
pub struct Shared {
    /// Slot locks.
    pub locks: Arc<dyn SlotLocks>,
    /// Whoever keeps answers.
    pub readers: Readers,
    /// The Redis behind both.
    pub redis: Option<Redis>,
}

impl Shared {
    /// In Redis if there is one. Without it, a process that holds every role over its private database keeps marks in memory;
    /// others cannot know who else writes, and know of no marks.
    pub fn new(roles: &Roles, settings: &Settings, db: &Database, ids: &Ids) -> Result<Self> {
        let redis = match &settings.redis_url {
            None => None,
            Some(url) => {
                let location: Location =
                    url.parse().map_err(|error| anyhow!("settings: redis_url: {error}"))?;
                Some(Redis::new(&location).map_err(|error| anyhow!("settings: redis_url: {error}"))?)
            }
        };
        let locks: Arc<dyn SlotLocks> = match &redis {
            Some(redis) => Arc::new(SharedSlotLocks::new(redis.clone(), ids.clone())),
            None => Arc::new(LocalSlotLocks::default()),
        };
        let day_books: Arc<dyn DayBooks> = match &redis {
            Some(redis) => Arc::new(SharedDayBooks::new(redis.clone(), db.clone(), ids.clone())),
            // a database of its own: nobody else writes to it
            None if roles.are_all() && settings.database_url.is_none() => {
                Arc::new(LocalDayBooks::new(ids.below(u64::MAX)))
            }
            None => Arc::new(UnknownDayBooks),
        };
        Ok(Self { locks, readers: Readers::new(day_books, db.clone()), redis })
    }
}
