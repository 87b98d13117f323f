//! Instants of messages, microseconds since the Unix epoch; days, counted from there; and versions that callers expect.

use holdfast_domain::Problem;
use jiff::civil::Date;
use jiff::{Span, Timestamp};

/// Days are counted from here.
const FIRST_DAY: Date = Date::constant(1970, 1, 1);

/// An instant.
pub fn instant(field: &str, micros: i64) -> Result<Timestamp, Problem> {
    Timestamp::from_microsecond(micros).map_err(|_| Problem::field(field, "is out of range"))
}

/// An instant that may be unset.
pub fn optional_instant(field: &str, micros: Option<i64>) -> Result<Option<Timestamp>, Problem> {
    micros.map(|micros| instant(field, micros)).transpose()
}

/// A version that the caller expects, as the database counts.
pub fn version(field: &str, number: Option<u32>) -> Result<Option<i32>, Problem> {
    number.map(|n| i32::try_from(n).map_err(|_| Problem::field(field, "is out of range"))).transpose()
}

/// The number of a day.
pub fn day_number(day: Date) -> i32 {
    i32::try_from(day.duration_since(FIRST_DAY).as_hours() / 24).unwrap_or(i32::MAX)
}

/// The day of a number, if there is one.
pub fn day(number: i32) -> Option<Date> {
    FIRST_DAY.checked_add(Span::new().try_days(number).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_what_their_numbers_say() {
        for date in ["1969-12-31", "1970-01-01", "2000-02-29", "2026-11-27", "2200-12-31"] {
            let date: Date = date.parse().unwrap();
            assert_eq!(day(day_number(date)), Some(date));
        }
        assert_eq!(day_number("1970-01-02".parse().unwrap()), 1);
        assert_eq!((day(i32::MAX), day(i32::MIN)), (None, None));
    }
}
