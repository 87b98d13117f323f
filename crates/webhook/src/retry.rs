//! When a delivery is tried again, when a webhook is left alone, and when it is switched off.

use jiff::{SignedDuration, Timestamp};

/// The times between the tries of one delivery, in seconds: eleven tries in two days.
const BETWEEN_TRIES: [i64; 10] = [5, 30, 120, 600, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400];

/// So many failures in a row, of whatever deliveries, and the webhook is left alone for a while.
const PAUSED_AFTER: i32 = 5;
/// The first and the longest of these whiles.
const PAUSES: (SignedDuration, SignedDuration) =
    (SignedDuration::from_secs(30), SignedDuration::from_hours(1));

/// A webhook that takes nothing for so long, and was asked so often, is switched off.
const GIVEN_UP_AFTER: (SignedDuration, i32) = (SignedDuration::from_hours(5 * 24), 20);

/// When a delivery is tried again after so many attempts; not at all, if these were enough. `jitter` is from 0 to 1 and
/// spreads what failed together over a fifth of the time.
pub(crate) fn next_try(attempts: i32, now: Timestamp, jitter: f64) -> Option<Timestamp> {
    let nth = usize::try_from(attempts - 1).ok()?;
    let seconds = BETWEEN_TRIES.get(nth)?;
    let wait = SignedDuration::from_secs(*seconds).mul_f64(1.0 + jitter.clamp(0.0, 1.0) / 5.0);
    Some(now + wait)
}

/// How a webhook stands that takes nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Failing {
    /// Times in a row.
    pub(crate) times: i32,
    pub(crate) since: Option<Timestamp>,
    /// Left alone until then.
    pub(crate) paused_until: Option<Timestamp>,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It goes on.
    Kept(Failing),
    /// It is switched off.
    GivenUp,
}

impl Failing {
    /// After one more failure. Attempts that were under way together count once, where the first has it left alone.
    pub(crate) fn once_more(self, now: Timestamp) -> Standing {
        if self.paused_until.is_some_and(|until| now < until) {
            return Standing::Kept(self);
        }
        let (times, since) = (self.times.saturating_add(1), self.since.unwrap_or(now));
        let (long, often) = GIVEN_UP_AFTER;
        if now.duration_since(since) >= long && times >= often {
            return Standing::GivenUp;
        }
        let paused_until = u32::try_from(times - PAUSED_AFTER).ok().map(|over| {
            let (first, longest) = PAUSES;
            now + first.checked_mul(2_i32.saturating_pow(over.min(10))).unwrap_or(longest).min(longest)
        });
        Standing::Kept(Self { times, since: Some(since), paused_until })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn the_tries_of_a_delivery_get_further_apart_and_end() {
        let after =
            |attempts, jitter| next_try(attempts, NOW, jitter).map(|at| at.duration_since(NOW).as_secs());
        assert_eq!((after(1, 0.0), after(1, 1.0), after(10, 0.0)), (Some(5), Some(6), Some(86_400)));
        assert_eq!((after(11, 0.0), after(0, 0.0)), (None, None));
        assert!(BETWEEN_TRIES.is_sorted());
    }

    #[test]
    fn a_webhook_that_fails_is_left_alone_for_longer_each_time_and_switched_off_at_last() {
        let mut failing = Failing::default();
        let mut now = NOW;
        let mut pauses = Vec::new();
        for _ in 0..14 {
            let Standing::Kept(next) = failing.once_more(now) else { panic!("given up after {failing:?}") };
            failing = next;
            if let Some(until) = failing.paused_until {
                pauses.push(until.duration_since(now).as_secs());
                // what was under way with it
                assert_eq!(failing.once_more(now), Standing::Kept(failing));
                now = until;
            }
        }
        assert_eq!(pauses, [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
        assert_eq!((failing.times, failing.since), (14, Some(NOW)));
        let later = NOW + SignedDuration::from_hours(5 * 24);
        assert!(matches!(failing.once_more(later), Standing::Kept(_)), "it was not asked often");
        let often = Failing { times: 19, ..failing };
        assert_eq!(often.once_more(later), Standing::GivenUp);
        assert!(matches!(often.once_more(later - SignedDuration::from_secs(1)), Standing::Kept(_)));
    }
}
