//! Times as files name them: instants, or times by a clinic's clock.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};

/// An instant as a file names it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum When {
    Instant(Timestamp),
    /// On the clinic's wall.
    Local(DateTime),
}

impl When {
    /// RFC 3339, or a time without an offset.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        text.parse().ok().and_then(to_microsecond).map(Self::Instant).or_else(|| local(text))
    }

    /// The instant. Of a repeated hour the first pass, as for working hours; a time that the clocks jump over is
    /// no instant.
    pub(crate) fn instant(self, zone: &TimeZone) -> Result<Timestamp, &'static str> {
        let wall = match self {
            Self::Instant(at) => return Ok(at),
            Self::Local(wall) => wall,
        };
        let found = zone.to_ambiguous_timestamp(wall);
        if matches!(found.offset(), jiff::tz::AmbiguousOffset::Gap { .. }) {
            return Err("is a time that the clinic's clocks skip that day");
        }
        found.earlier().map_err(|_| WHEN)
    }
}

/// What is said of a text that is no such time.
pub(crate) const WHEN: &str =
    "must be a time such as 2026-12-01T09:00+01:00, or 2026-12-01T09:00 by the clinic's clock";

/// PostgreSQL keeps no finer time.
fn to_microsecond(at: Timestamp) -> Option<Timestamp> {
    at.round(TimestampRound::new().smallest(Unit::Microsecond).mode(RoundMode::Trunc)).ok()
}

/// A wall time to the minute or the second, and nothing else: parsing would pass over an offset in silence.
fn local(text: &str) -> Option<When> {
    let wall: DateTime = text.parse().ok()?;
    let shapes = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    shapes.iter().any(|shape| wall.strftime(shape).to_string() == text).then_some(When::Local(wall))
}
