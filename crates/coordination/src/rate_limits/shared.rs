//! Limits that all processes share, in Redis: `limit:{rule}:{who}`.
//!
//! A process does not ask Redis for every request of somebody who asks a lot: it takes several of their requests in
//! advance, the more the more they ask, and gives them out by itself for a second. What it takes is counted, so all
//! processes together never admit more than the quota; a few that were taken and not used are lost to their caller.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use holdfast_domain::quota::{Admission, Admitting, Quota, RateLimits};
use quick_cache::sync::Cache;
use redis::{RedisError, Script};
use tokio::time::Instant;

use super::local::LocalRateLimits;
use crate::redis::Redis;

/// Callers whom a process remembers.
const REMEMBERED: usize = 100_000;
/// How long what was taken in advance may be given out.
const GIVEN_OUT_WITHIN: Duration = Duration::from_secs(1);
/// Most that are taken in advance: this part of the burst.
const PART_OF_BURST: u32 = 20;

/// GCRA over Redis' own clock, in microseconds. KEYS[1]: when the caller's requests so far are worked off. ARGV: until
/// one more may come, the burst, how many are wanted. Returns how many were granted, how many are left, and, if none
/// was granted, how long until one may be.
const TAKE: &str = "
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local refill, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local busy_until = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
-- another server's clock may have been ahead
busy_until = math.min(busy_until, now + refill * burst)
local free = math.floor((now + refill * burst - busy_until) / refill)
local granted = math.min(free, wanted)
if granted < 1 then return {0, 0, busy_until + refill - refill * burst - now} end
busy_until = busy_until + granted * refill
redis.call('SET', KEYS[1], string.format('%.0f', busy_until), 'PX', math.ceil((busy_until - now) / 1000))
return {granted, free - granted, 0}";

/// Counts in Redis; in this process alone while Redis is away.
#[derive(Clone)]
pub struct SharedRateLimits {
    redis: Redis,
    here: LocalRateLimits,
    purses: Arc<Purses>,
    take: Script,
}

/// By rule and caller.
type Purses = Cache<(&'static str, String), Arc<Purse>>;

/// What this process knows of a caller.
#[derive(Debug, Default)]
struct Purse {
    content: Mutex<Content>,
    /// Held by the one who asks Redis; the others wait for what that gives.
    asking: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Content {
    /// Requests that were taken in advance, …
    left: u32,
    /// … good until then.
    until: Option<Instant>,
    /// How many were taken last.
    taken: u32,
    /// How many more there were then.
    remaining: u32,
    refused_until: Option<Instant>,
}

impl Content {
    /// What can be said without Redis; or how many to take from it.
    fn spend(&mut self, most: u32, now: Instant) -> Result<Admission, u32> {
        if let Some(until) = self.refused_until.filter(|until| *until > now) {
            return Ok(Admission::Refused { retry_after: until - now });
        }
        let is_good = self.until.is_some_and(|until| until > now);
        if is_good && self.left > 0 {
            self.left -= 1;
            return Ok(Admission::Admitted { remaining: self.remaining.saturating_add(self.left) });
        }
        // used up within its time: somebody who asks a lot
        Err(if is_good { self.taken.saturating_mul(2).clamp(1, most) } else { 1 })
    }

    fn fill(&mut self, granted: u32, remaining: u32, now: Instant) -> Admission {
        self.taken = granted;
        self.left = granted - 1;
        self.remaining = remaining;
        self.until = Some(now + GIVEN_OUT_WITHIN);
        Admission::Admitted { remaining: remaining.saturating_add(self.left) }
    }
}

impl Purse {
    fn content(&self) -> MutexGuard<'_, Content> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SharedRateLimits {
    /// In this Redis; `here` counts while it is away.
    pub fn new(redis: Redis, here: LocalRateLimits) -> Self {
        Self { redis, here, purses: Arc::new(Cache::new(REMEMBERED)), take: Script::new(TAKE) }
    }

    async fn count(&self, rule: &'static str, who: &str, quota: Quota) -> Admission {
        let purse = self.purse(rule, who);
        let most = (quota.burst.get() / PART_OF_BURST).max(1);
        let spent = purse.content().spend(most, Instant::now());
        if let Ok(admission) = spent {
            return admission;
        }
        let _turn = purse.asking.lock().await;
        let spent = purse.content().spend(most, Instant::now());
        let wanted = match spent {
            Ok(admission) => return admission,
            Err(wanted) => wanted,
        };
        let Some(live) = self.redis.live() else { return self.here.count(rule, who, quota) };
        match self.ask(live.connection.clone(), rule, who, quota, wanted).await {
            Ok((granted, remaining, wait_us)) => {
                let mut content = purse.content();
                let now = Instant::now();
                if granted > 0 {
                    return content.fill(granted, remaining, now);
                }
                let retry_after = Duration::from_micros(wait_us.max(1));
                content.refused_until = Some(now + retry_after);
                Admission::Refused { retry_after }
            }
            Err(error) => {
                self.redis.failed(&live, &error);
                self.here.count(rule, who, quota)
            }
        }
    }

    fn purse(&self, rule: &'static str, who: &str) -> Arc<Purse> {
        let key = (rule, who.to_owned());
        let made = self.purses.get_or_insert_with(&key, || Ok::<_, std::convert::Infallible>(Arc::default()));
        match made {
            Ok(purse) => purse,
            Err(never) => match never {},
        }
    }

    async fn ask(
        &self,
        mut connection: crate::redis::Connection,
        rule: &str,
        who: &str,
        quota: Quota,
        wanted: u32,
    ) -> Result<(u32, u32, u64), RedisError> {
        let refill_us = u64::try_from(quota.refill.as_nanos().div_ceil(1000)).unwrap_or(u64::MAX);
        let mut take = self.take.key(format!("limit:{rule}:{who}"));
        take.arg(refill_us).arg(quota.burst.get()).arg(wanted);
        take.invoke_async(&mut connection).await
    }
}

impl RateLimits for SharedRateLimits {
    fn admit<'a>(&'a self, rule: &'static str, who: &'a str, quota: Quota) -> Admitting<'a> {
        Box::pin(self.count(rule, who, quota))
    }
}
