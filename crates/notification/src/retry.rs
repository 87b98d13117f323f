//! When a mail is tried again that a server will not have now (RFC 5321, 4.5.4.1), and when it is given up.
//!
//! Servers that are wary of strangers ask to come again in some minutes; a mailbox that is full may be so for a day. So the first pauses
//! are minutes, the later ones hours.

use jiff::{SignedDuration, Timestamp};

/// The pauses, in seconds; the last one goes on.
const PAUSES: [i64; 8] = [60, 300, 900, 1_800, 3_600, 7_200, 10_800, 14_400];
/// A mail is tried for so long.
const GIVEN_UP_AFTER: SignedDuration = SignedDuration::from_hours(3 * 24);
/// Where so little time is left, nothing more is tried.
const TOO_LATE: SignedDuration = SignedDuration::from_secs(60);
/// So often a mail is tried that the server takes and says nothing of: it may be delivered each time.
pub(crate) const SILENT_TRIES: i32 = 4;

/// When a mail is tried again that was refused for now so many times, the last time now. It waits since `since` and is of no use after
/// `until`. `jitter` is from 0 to 1 and spreads what was refused together over a fifth of the pause. Nothing: it is given up.
pub(crate) fn next_try(
    refusals: i32,
    now: Timestamp,
    since: Timestamp,
    until: Timestamp,
    jitter: f64,
) -> Option<Timestamp> {
    let until = until.min(since.checked_add(GIVEN_UP_AFTER).unwrap_or(Timestamp::MAX));
    let left = until.duration_since(now);
    if left < TOO_LATE {
        return None;
    }
    let nth = usize::try_from(refusals - 1).unwrap_or_default().min(PAUSES.len() - 1);
    let pause = SignedDuration::from_secs(*PAUSES.get(nth)?).mul_f64(1.0 + jitter.clamp(0.0, 1.0) / 5.0);
    // where the pause would be too long there is one try in what is left
    Some(now + pause.min(left / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn hours(hours: i64) -> SignedDuration {
        SignedDuration::from_hours(hours)
    }

    #[test]
    fn pauses_grow_from_minutes_to_hours_and_end_after_days() {
        assert!(PAUSES.is_sorted());
        let (mut now, mut tries, far) = (NOW, 0, NOW + hours(1_000));
        let mut pauses = Vec::new();
        while let Some(next) = next_try(tries + 1, now, NOW, far, 0.0) {
            pauses.push(next.duration_since(now).as_secs());
            (now, tries) = (next, tries + 1);
            assert!(tries < 100, "it goes on for ever");
        }
        assert_eq!(pauses[..9], [60, 300, 900, 1_800, 3_600, 7_200, 10_800, 14_400, 14_400]);
        assert!(now > NOW + hours(71) && now <= NOW + GIVEN_UP_AFTER, "{now}");
        assert!(tries < 40, "{tries} tries");
        let jittered = next_try(1, NOW, NOW, far, 1.0).unwrap();
        assert_eq!(jittered.duration_since(NOW).as_secs(), 72);
    }

    #[test]
    fn nothing_is_tried_when_it_is_of_no_use_any_longer() {
        let until = NOW + hours(1);
        let (mut now, mut tries) = (NOW, 0);
        while let Some(next) = next_try(tries + 1, now, NOW, until, 1.0) {
            assert!(next > now && next < until);
            (now, tries) = (next, tries + 1);
        }
        assert!(until.duration_since(now) < TOO_LATE && tries < 15, "{now}, {tries}");
        assert_eq!(next_try(1, until, NOW, until, 0.0), None);
    }
}
