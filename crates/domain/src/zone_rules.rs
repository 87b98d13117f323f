//! Which rules a time zone has in the data of this process, so that slots made under other rules are noticed.
//!
//! Governments change their clocks, and the change arrives with new tzdata. Slots are instants: those made before the
//! change are then at another wall time than the hours say. Whoever makes slots keeps [`fingerprint`] beside them, and
//! makes them anew when it has changed.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Slots lie between these: from 2020 to the end of 2059. Corrections of older history do not matter to any of them.
const SPAN: (Timestamp, Timestamp) =
    (Timestamp::constant(1_577_836_800, 0), Timestamp::constant(2_840_140_800, 0));

/// A number that stands for the zone's offset at every instant of the span in which slots lie: FNV-1a over its changes.
pub fn fingerprint(zone: &TimeZone) -> i64 {
    let (start, end) = SPAN;
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |value: i64| {
        for byte in value.to_le_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    add(zone.to_offset(start).seconds().into());
    for change in zone.following(start).take_while(|change| change.timestamp() < end) {
        add(change.timestamp().as_second());
        add(change.offset().seconds().into());
    }
    hash.cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_rules_have_another_fingerprint() {
        let posix = |rule: &str| fingerprint(&TimeZone::posix(rule).unwrap());
        let berlin = posix("CET-1CEST,M3.5.0,M10.5.0/3");
        assert_eq!(berlin, posix("CET-1CEST,M3.5.0,M10.5.0/3"));
        let others = [
            "CET-1",
            "CET-1CEST,M3.5.0,M10.4.0/3",
            "CET-1CEST,M3.5.0,M10.5.0/2",
            "EET-2EEST,M3.5.0/3,M10.5.0/4",
        ];
        for other in others {
            assert_ne!(berlin, posix(other), "{other}");
        }
    }

    #[test]
    fn names_of_the_same_rules_share_it() {
        let of = |name: &str| fingerprint(&TimeZone::get(name).unwrap());
        assert_eq!(of("Asia/Calcutta"), of("Asia/Kolkata"));
        assert_ne!(of("Asia/Kolkata"), of("Asia/Kathmandu"));
    }
}
