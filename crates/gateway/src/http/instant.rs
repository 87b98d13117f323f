//! Instants in the API: RFC 3339, going out with the clinic's offset.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::params::timestamp;

/// First and last year that the API takes: what lies beyond is a typing error.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2200;

/// Reads an instant.
pub fn parse(text: &str) -> Result<Timestamp, &'static str> {
    const SHAPE: &str = "must be an RFC 3339 instant such as 2026-12-01T09:00:00Z";
    let shaped = text.len() <= 40
        && text.as_bytes().get(10).is_some_and(|b| *b == b'T' || *b == b't')
        && !text.contains('[');
    let instant: Timestamp = text.parse().ok().filter(|_| shaped).ok_or(SHAPE)?;
    if !YEARS.contains(&instant.to_zoned(TimeZone::UTC).year()) {
        return Err("must lie between the years 1970 and 2200");
    }
    Timestamp::from_microsecond(instant.as_microsecond()).map_err(|_| SHAPE)
}

/// Writes an instant with the offset that the zone has then.
pub fn render(micros: i64, zone: &TimeZone) -> String {
    let instant = timestamp(micros);
    instant.display_with_offset(zone.to_offset(instant)).to_string()
}

/// The zone of this name; UTC if there is none, so that an instant is never left out.
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_go_out_with_the_clinics_offset() {
        let micros = parse("2026-12-01T14:00:00Z").unwrap().as_microsecond();
        assert_eq!(render(micros, &zone("America/New_York")), "2026-12-01T09:00:00-05:00");
        assert_eq!(render(micros, &zone("Asia/Kathmandu")), "2026-12-01T19:45:00+05:45");
        assert_eq!(render(micros, &TimeZone::UTC), "2026-12-01T14:00:00+00:00");
    }

    #[test]
    fn other_shapes_and_far_years_are_refused() {
        for bad in [
            "9999-12-31T00:00:00Z",
            "2026-12-01",
            "2026-12-01 09:00:00Z",
            "tomorrow",
            "2026-12-01T09:00:00",
            "2026-12-01T09:00:00+01:00[Europe/Paris]",
            "-009999-01-01T00:00:00Z",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
