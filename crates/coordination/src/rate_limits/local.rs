//! Limits within one process, counted by the crate governor.

use std::collections::HashMap;
use std::future::ready;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use governor::clock::Clock as GovernorClock;
use governor::middleware::StateInformationMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota as GovernorQuota, RateLimiter};
use holdfast_domain::Clock;
use holdfast_domain::quota::{Admission, Admitting, Quota, RateLimits};

type Keyed = RateLimiter<String, DashMapStateStore<String>, At, StateInformationMiddleware>;

/// Between two looks for callers who have not been seen for as long as it takes to forget them.
const FORGET_EVERY: Duration = Duration::from_secs(60);

/// Counts in memory.
#[derive(Clone)]
pub struct LocalRateLimits {
    clock: At,
    rules: Arc<RwLock<HashMap<&'static str, Arc<Keyed>>>>,
}

/// The clock that is handed in, as governor reads one.
#[derive(Clone)]
struct At(Arc<dyn Clock>);

impl GovernorClock for At {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        Nanos::new(u64::try_from(self.0.now().as_nanosecond()).unwrap_or(0))
    }
}

impl LocalRateLimits {
    /// By this clock.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let limits = Self { clock: At(clock), rules: Arc::default() };
        let kept = Arc::downgrade(&limits.rules);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(FORGET_EVERY).await;
                let Some(rules) = kept.upgrade() else { return };
                for rule in rules.read().unwrap_or_else(PoisonError::into_inner).values() {
                    rule.retain_recent();
                    rule.shrink_to_fit();
                }
            }
        });
        limits
    }

    fn rule(&self, rule: &'static str, quota: Quota) -> Arc<Keyed> {
        if let Some(keyed) = self.rules.read().unwrap_or_else(PoisonError::into_inner).get(rule) {
            return Arc::clone(keyed);
        }
        let mut rules = self.rules.write().unwrap_or_else(PoisonError::into_inner);
        let keyed = rules.entry(rule).or_insert_with(|| {
            let quota = GovernorQuota::with_period(quota.refill)
                .unwrap_or_else(|| GovernorQuota::per_second(quota.burst))
                .allow_burst(quota.burst);
            let store = DashMapStateStore::default();
            Arc::new(Keyed::new(quota, store, self.clock.clone()))
        });
        Arc::clone(keyed)
    }

    /// Counts one request.
    pub fn count(&self, rule: &'static str, who: &str, quota: Quota) -> Admission {
        match self.rule(rule, quota).check_key(&who.to_owned()) {
            Ok(state) => Admission::Admitted { remaining: state.remaining_burst_capacity() },
            Err(refused) => Admission::Refused { retry_after: refused.wait_time_from(self.clock.now()) },
        }
    }
}

impl RateLimits for LocalRateLimits {
    fn admit<'a>(&'a self, rule: &'static str, who: &'a str, quota: Quota) -> Admitting<'a> {
        Box::pin(ready(self.count(rule, who, quota)))
    }
}
