//! A stretch of time that is taken out of hours: time off, or time in which a clinic is closed.

use holdfast_domain::Problem;
use holdfast_domain::text::Checks;
use holdfast_rpc::convert::instant;
use jiff::{SignedDuration, Timestamp};

/// Longest stretch.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 366);

/// Reads a stretch, and notes what is wrong with it.
pub(crate) fn stretch(
    checks: &mut Checks,
    (starts_at_us, ends_at_us): (i64, i64),
    now: Timestamp,
) -> Result<(Timestamp, Timestamp), Problem> {
    let (starts_at, ends_at) = (instant("starts_at", starts_at_us)?, instant("ends_at", ends_at_us)?);
    if ends_at <= starts_at {
        checks.note("ends_at", "must be after starts_at");
    } else if ends_at.duration_since(starts_at) > LONGEST {
        checks.note("ends_at", "must be within a year of starts_at");
    }
    if ends_at <= now {
        checks.note("ends_at", "must not be in the past");
    } else if starts_at.duration_since(now) > LONGEST * 2 {
        checks.note("starts_at", "must be within two years from today");
    }
    Ok((starts_at, ends_at))
}
