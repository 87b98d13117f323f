//! How much one caller may ask for: a quota, and what became of a request under it.

use std::future::Future;
use std::num::NonZeroU32;
use std::pin::Pin;
use std::time::Duration;

/// So many requests at once, and then one more each time a while has passed (the generic cell rate algorithm, GCRA).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Requests at once.
    pub burst: NonZeroU32,
    /// Until one more may come.
    pub refill: Duration,
}

impl Quota {
    /// So many a minute, and `burst` at once. None if a number is 0, which stands for no limit.
    pub fn per_minute(number: u32, burst: u32) -> Option<Self> {
        let refill = Duration::from_secs(60).checked_div(number)?;
        // a microsecond is what clocks here tell
        Some(Self { burst: NonZeroU32::new(burst)?, refill: refill.max(Duration::from_micros(1)) })
    }

    /// So many within a day, all of them at once or not. None for 0, which stands for no limit.
    pub fn per_day(number: u32) -> Option<Self> {
        let refill = Duration::from_secs(24 * 60 * 60).checked_div(number)?;
        Some(Self { burst: NonZeroU32::new(number)?, refill })
    }

    /// So many times as much.
    #[must_use]
    pub fn times(self, number: u32) -> Self {
        let burst = NonZeroU32::new(number).map_or(self.burst, |number| self.burst.saturating_mul(number));
        let refill = (self.refill / number.max(1)).max(Duration::from_micros(1));
        Self { burst, refill }
    }

    /// Until nothing is left of what was spent at once.
    pub fn window(self) -> Duration {
        self.refill.saturating_mul(self.burst.get())
    }
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// It may go on.
    Admitted {
        /// Requests that may still follow at once.
        remaining: u32,
    },
    /// It may not, before this long.
    Refused {
        /// At least this long.
        retry_after: Duration,
    },
}

/// What counting a request gives, once it is known.
pub type Admitting<'a> = Pin<Box<dyn Future<Output = Admission> + Send + 'a>>;

/// Counts requests.
pub trait RateLimits: Send + Sync + 'static {
    /// Counts one request of `who` under a rule. The same rule always comes with the same quota.
    fn admit<'a>(&'a self, rule: &'static str, who: &'a str, quota: Quota) -> Admitting<'a>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_of_a_kind_is_no_limit() {
        assert_eq!(Quota::per_minute(0, 5), None);
        assert_eq!(Quota::per_minute(5, 0), None);
        assert_eq!(Quota::per_day(0), None);
        let day = Quota::per_day(240).unwrap().times(4);
        assert_eq!((day.burst.get(), day.refill), (960, Duration::from_secs(90)));
        let quota = Quota::per_minute(120, 10).unwrap();
        assert_eq!((quota.refill, quota.window()), (Duration::from_millis(500), Duration::from_secs(5)));
    }
}
