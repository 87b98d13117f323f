//! Instants of messages, microseconds since the Unix epoch, and versions that callers expect.

use holdfast_domain::Problem;
use jiff::Timestamp;

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
