//! What processes share beside the database: slot locks, marks and counts of requests, in Redis; or their twins for
//! one process.

use std::sync::Arc;

use anyhow::{Result, anyhow};
use holdfast_config::{LimitSettings, QuotaSettings, Settings};
use holdfast_coordination::{
    DayBooks, LocalDayBooks, LocalRateLimits, LocalSlotLocks, Location, Readers, Redis, SharedDayBooks,
    SharedRateLimits, SharedSlotLocks, SlotLocks, UnknownDayBooks,
};
use holdfast_domain::{Clock, Ids, Quota};
use holdfast_gateway::{Limits, UnknownProxy};
use holdfast_postgres::Database;
use tokio::sync::Semaphore;

use crate::roles::Roles;

/// Locks and marks of a process.
#[derive(Clone)]
pub struct Coordination {
    /// Slot locks.
    pub locks: Arc<dyn SlotLocks>,
    /// Whoever keeps answers.
    pub readers: Readers,
}

/// The Redis that the settings name; connects in the background.
pub fn redis(settings: &Settings) -> Result<Option<Redis>> {
    let Some(url) = &settings.redis_url else { return Ok(None) };
    let location: Location = url.parse().map_err(|error| anyhow!("settings: redis_url: {error}"))?;
    Ok(Some(Redis::new(&location).map_err(|error| anyhow!("settings: redis_url: {error}"))?))
}

/// How much one caller may ask for.
pub fn limits(settings: &LimitSettings, redis: Option<&Redis>, clock: &Arc<dyn Clock>) -> Limits {
    let here = LocalRateLimits::new(Arc::clone(clock));
    let quota = |quota: QuotaSettings| Quota::per_minute(quota.per_minute, quota.burst);
    Limits {
        counter: match redis {
            Some(redis) => Arc::new(SharedRateLimits::new(redis.clone(), here)),
            None => Arc::new(here),
        },
        address: quota(settings.address),
        patient: quota(settings.patient),
        guest_bookings: quota(settings.guest_bookings),
        guest_bookings_of_day: Quota::per_day(settings.guest_bookings_per_day),
        guest: quota(settings.guest),
        log_ins: quota(settings.log_ins),
        account_log_ins: quota(settings.account_log_ins),
        account_mails: quota(settings.account_mails),
        mailbox: quota(settings.mailbox),
        loopback: settings.loopback,
        // they were checked with the other settings
        trusted_proxies: settings.proxies().unwrap_or_default(),
        unknown_proxy: UnknownProxy::new(settings.proxies_are_none()),
        room: Semaphore::new(settings.max_in_flight),
    }
}

impl Coordination {
    /// In Redis if there is one. Without it, a process that holds every role over its private database keeps marks in memory;
    /// others cannot know who else writes, and know of no marks.
    pub fn new(roles: &Roles, settings: &Settings, db: &Database, ids: &Ids, redis: Option<&Redis>) -> Self {
        let locks: Arc<dyn SlotLocks> = match redis {
            Some(redis) => Arc::new(SharedSlotLocks::new(redis.clone(), ids.clone())),
            None => Arc::new(LocalSlotLocks::default()),
        };
        let day_books: Arc<dyn DayBooks> = match redis {
            Some(redis) if roles.tell_readers() => {
                Arc::new(SharedDayBooks::new(redis.clone(), db.clone(), ids.clone()))
            }
            // a database of its own: nobody else writes to it
            None if roles.are_all() && settings.database_url.is_none() => {
                Arc::new(LocalDayBooks::new(ids.below(u64::MAX)))
            }
            _ => Arc::new(UnknownDayBooks),
        };
        Self { locks, readers: Readers::new(day_books, db.clone()) }
    }
}
