//! When a delivery is tried again, when a webhook is left alone, and when it is switched off.

use jiff::{SignedDuration, Timestamp};

/// The times between the tries of one delivery, in seconds: eleven tries in two days.
const BETWEEN_TRIES: [i64; 10] = [5, 30, 120, 600, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400];

/// So many failures in a row, of whatever deliveries, and the webhook is left alone for a while.
const PAUSED_AFTER: i32 = 5;
/// The first and the longest of these whiles.
const PAUSES: (SignedDuration, SignedDuration) =
    (SignedDuration::from_secs(30), SignedDuration::from_hours(1));

/// A webhook that takes nothing for so long is switched off.
const GIVEN_UP_AFTER: SignedDuration = SignedDuration::from_hours(5 * 24);

/// When a delivery is tried again after so many attempts; not at all, if these were enough. `jitter` is from 0 to 1 and
/// spreads what failed together over a fifth of the time.
pub(crate) fn next_try(attempts: i32, now: Timestamp, jitter: f64) -> Option<Timestamp> {
    let nth = usize::try_from(attempts - 1).ok()?;
    let seconds = BETWEEN_TRIES.get(nth)?;
    let wait = SignedDuration::from_secs(*seconds).mul_f64(1.0 + jitter.clamp(0.0, 1.0) / 5.0);
    Some(now + wait)
}

/// What becomes of a webhook that has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It may have been the one delivery.
    Good,
    /// Left alone until then.
    Paused(Timestamp),
    /// Switched off.
    GivenUp,
}

/// After so many failures in a row, since then.
pub(crate) fn standing(failures: i32, failing_since: Timestamp, now: Timestamp) -> Standing {
    if now.duration_since(failing_since) >= GIVEN_UP_AFTER {
        return Standing::GivenUp;
    }
    let Ok(over) = u32::try_from(failures - PAUSED_AFTER) else { return Standing::Good };
    let (first, longest) = PAUSES;
    let pause = first.checked_mul(2_i32.saturating_pow(over.min(10))).unwrap_or(longest).min(longest);
    Standing::Paused(now + pause)
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
        let standing = |failures, since: SignedDuration| standing(failures, NOW - since, NOW);
        let (minute, day) = (SignedDuration::from_mins(1), SignedDuration::from_hours(24));
        assert_eq!(standing(4, minute), Standing::Good);
        assert_eq!(standing(5, minute), Standing::Paused(NOW + minute / 2));
        assert_eq!(standing(6, minute), Standing::Paused(NOW + minute));
        assert_eq!(standing(1_000_000, day), Standing::Paused(NOW + minute * 60));
        assert_eq!(standing(9, day * 5), Standing::GivenUp);
    }
}
