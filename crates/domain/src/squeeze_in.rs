//! A slot that the desk makes outside the hours, for one patient (docs/decisions/0047): it waits a while for its booking, is nobody
//! else's, and goes when the booking ends.

use jiff::{SignedDuration, Timestamp};

use crate::caller::Role;
use crate::error::{ErrorCode, Problem};
use crate::text::Checks;

/// How long one waits for its booking.
pub const WAITS_FOR: SignedDuration = SignedDuration::from_mins(10);
/// Most of a doctor's day, booked ones among them.
pub const MOST_OF_DAY: i64 = 10;
/// Shortest and longest, in minutes.
const MINUTES: std::ops::RangeInclusive<i64> = 5..=480;
const MINUTE: SignedDuration = SignedDuration::from_mins(1);
/// How far ahead.
const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 365);

/// What can be said of its time without looking at the doctor's.
pub fn judge(starts_at: Timestamp, ends_at: Timestamp, now: Timestamp) -> Result<(), Problem> {
    let mut checks = Checks::new();
    for (field, at) in [("starts_at", starts_at), ("ends_at", ends_at)] {
        if at.as_microsecond().rem_euclid(60_000_000) != 0 {
            checks.note(field, "must be a whole minute");
        }
    }
    // in whole minutes both are, or it is said above
    if !MINUTES.contains(&ends_at.duration_since(starts_at).as_mins()) {
        let (least, most) = (MINUTES.start(), MINUTES.end());
        checks.note("ends_at", format!("must be {least} to {most} minutes after starts_at"));
    }
    if starts_at.duration_since(now) > AHEAD {
        checks.note("starts_at", "must be within a year from now");
    }
    checks.finish()?;
    // the minute that has begun is not over
    if starts_at <= now - MINUTE {
        return Err(Problem::of(ErrorCode::SlotInPast));
    }
    Ok(())
}

/// Whether people of this role at the clinic are shown those that wait, and book them. Programs are not: they offer what they see to
/// anybody.
pub const fn is_for(role: Role) -> bool {
    role.is_of_member() || role.is_desk()
}

/// Whether a slot is there for somebody of this role, who knows its id. One of the hours is there for everybody; one that waits, for the
/// clinic's people, as long as it waits. (`book_batch` judges by the same rule.)
pub fn is_there(kept_until: Option<Timestamp>, is_booked: bool, role: Role, now: Timestamp) -> bool {
    kept_until.is_none_or(|until| is_for(role) && (is_booked || now < until))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_time_is_to_come_soon_enough_and_neither_short_nor_long() {
        let now = at("2026-11-23T12:00:30Z");
        let wrong = |from: &str, until: &str| -> Vec<String> {
            let problem = judge(at(from), at(until), now).unwrap_err();
            match problem.code {
                ErrorCode::InvalidRequest => problem.fields.into_iter().map(|of| of.field).collect(),
                code => vec![code.as_str().to_owned()],
            }
        };
        assert_eq!(judge(at("2026-11-23T12:00:00Z"), at("2026-11-23T12:05:00Z"), now), Ok(()));
        assert_eq!(judge(at("2027-11-23T12:00:00Z"), at("2027-11-23T20:00:00Z"), now), Ok(()));
        assert_eq!(wrong("2026-11-23T11:59:00Z", "2026-11-23T12:30:00Z"), ["slot-in-past"]);
        assert_eq!(wrong("2026-11-24T12:00:00Z", "2026-11-24T12:04:00Z"), ["ends_at"]);
        assert_eq!(wrong("2026-11-24T12:00:00Z", "2026-11-24T20:01:00Z"), ["ends_at"]);
        assert_eq!(wrong("2026-11-24T12:00:00Z", "2026-11-24T11:00:00Z"), ["ends_at"]);
        assert_eq!(wrong("2026-11-24T12:00:01Z", "2026-11-24T12:30:01Z"), ["starts_at", "ends_at"]);
        assert_eq!(wrong("2027-11-23T12:01:00Z", "2027-11-23T12:31:00Z"), ["starts_at"]);
    }

    #[test]
    fn one_that_waits_is_there_for_people_of_the_clinic_and_for_a_while() {
        let (now, second) = (at("2026-11-23T12:00:00Z"), SignedDuration::from_secs(1));
        for role in Role::ALL {
            assert!(is_there(None, false, role, now));
            let is_theirs =
                matches!(role, Role::Staff | Role::Doctor | Role::ClinicAdmin | Role::PlatformAdmin);
            assert_eq!(is_there(Some(now + second), false, role, now), is_theirs, "{role:?}");
            assert!(!is_there(Some(now), false, role, now));
            assert_eq!(is_there(Some(now), true, role, now), is_theirs);
        }
    }
}
