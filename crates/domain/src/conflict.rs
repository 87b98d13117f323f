//! Bookings outside a doctor's hours: how they got there, what takes their time, where each stands on its clinic's list, and how it
//! ended (docs/decisions/0038).

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::calendar::Calendar;
use crate::slots::NewSlot;

/// Why a booking is outside the hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A template was set, or withdrawn.
    Hours,
    /// The doctor is away.
    TimeOff,
    /// The clinic is closed that day.
    Closure,
    /// What was opened for that day was taken back.
    OpeningRemoved,
    /// The doctor works no more.
    DoctorInactive,
    /// The rules of the clinic's clocks have changed.
    ClockRules,
}

impl Cause {
    /// The name, as the API and the database have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::TimeOff => "time_off",
            Self::Closure => "closure",
            Self::OpeningRemoved => "opening_removed",
            Self::DoctorInactive => "doctor_inactive",
            Self::ClockRules => "clock_rules",
        }
    }
}

/// Where a conflict stands. `conflict_state` in V29 says which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Somebody has to decide.
    Open,
    /// The patient comes all the same.
    Kept,
    /// It was moved, cancelled or settled, or is within the hours again.
    Closed,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Kept, Self::Closed];

    /// The name, as the API and the database have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Kept => "kept",
            Self::Closed => "closed",
        }
    }

    /// The state of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// How a booking leaves a slot that the hours do not give, and with that the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has another time.
    Moved,
    /// It was called off.
    Cancelled,
    /// It was a hold, and nobody confirmed it.
    Expired,
}

impl Outcome {
    /// The name, as the API and the database have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }
}

/// What takes a doctor's time, by the names of `reasons` in the API.
const CLOSURE: &str = "closure";
const CLINIC_CLOSED: &str = "clinic_closed";
const INACTIVE: &str = "doctor_inactive";
const TIME_OFF: &str = "time_off";
const HOURS: &str = "hours";
/// Between the name and what tells one stretch of time from another.
const WHICH: char = ':';

/// Everything that takes the time of a slot, each by a name that stays the same as long as it does: so that it can be told later
/// whether something has come. Nothing, if the hours give the slot.
pub fn taken_by(
    calendar: &Calendar,
    off: &[(Timestamp, Timestamp)],
    zone: &TimeZone,
    slot: &NewSlot,
) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let day = zone.to_datetime(slot.starts_at).date();
    if calendar.closed.has_day(day) {
        taken.insert(CLOSURE.to_owned());
    }
    if calendar.closed.is_over(day) {
        taken.insert(CLINIC_CLOSED.to_owned());
    }
    if calendar.has_left(day) {
        taken.insert(INACTIVE.to_owned());
    }
    for (name, times) in [(CLOSURE, calendar.closed.times()), (TIME_OFF, off)] {
        for (from, until) in
            times.iter().filter(|(from, until)| *from < slot.ends_at && slot.starts_at < *until)
        {
            taken.insert(format!("{name}{WHICH}{}-{}", from.as_second(), until.as_second()));
        }
    }
    let given = calendar.whatever_the_day().slots(zone, day, day.tomorrow().unwrap_or(day));
    if !given.iter().any(|given| given.is_the_time_of(slot)) {
        taken.insert(HOURS.to_owned());
    }
    taken.into_iter().collect()
}

/// The same of a slot that no hours have to give.
pub fn taken_beside_hours(
    calendar: &Calendar,
    off: &[(Timestamp, Timestamp)],
    zone: &TimeZone,
    slot: &NewSlot,
) -> Vec<String> {
    let mut taken = taken_by(calendar, off, zone, slot);
    taken.retain(|name| name != HOURS);
    taken
}

/// The kinds of what takes the time, for people.
pub fn reasons(taken_by: &[String]) -> Vec<&str> {
    let mut reasons: Vec<&str> =
        taken_by.iter().map(|name| name.split(WHICH).next().unwrap_or(name)).collect();
    reasons.dedup();
    reasons
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::civil::date;

    use super::*;
    use crate::closure::Closures;
    use crate::template::Mode;
    use crate::visit_type::Serves;

    #[test]
    fn all_that_takes_a_slots_time_is_named() {
        let hours = serde_json::json!({
            "effective_from": "2026-11-01", "horizon_days": 5,
            "rules": [{"days": ["wed"], "start": "09:00", "end": "10:00", "slot_minutes": 30}]
        });
        let mut calendar =
            Calendar { templates: vec![serde_json::from_value(hours).unwrap()], ..Calendar::default() };
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let slot = |from: &str| {
            let starts_at = at(from);
            NewSlot {
                starts_at,
                ends_at: starts_at + SignedDuration::from_mins(30),
                mode: Mode::InPerson,
                serves: Serves::ALL,
            }
        };
        let given = slot("2026-12-02T09:30:00Z");
        let taken =
            |calendar: &Calendar, off: &[_], slot: &NewSlot| taken_by(calendar, off, &TimeZone::UTC, slot);
        assert!(taken(&calendar, &[], &given).is_empty(), "far beyond the horizon");
        assert_eq!(taken(&calendar, &[], &slot("2026-12-02T10:00:00Z")), ["hours"]);
        let other = NewSlot { mode: Mode::Virtual, ..given };
        assert_eq!(taken(&calendar, &[], &other), ["hours"]);
        // what touches takes nothing
        let off = [
            (at("2026-12-02T08:00:00Z"), at("2026-12-02T09:30:00Z")),
            (at("2026-12-02T10:00:00Z"), at("2026-12-03T00:00:00Z")),
            (at("2026-12-02T09:59:00Z"), at("2026-12-02T12:00:00Z")),
            (at("2026-12-01T00:00:00Z"), at("2026-12-09T00:00:00Z")),
        ];
        let all = taken(&calendar, &off, &given);
        assert_eq!(all, ["time_off:1796083200-1796774400", "time_off:1796205540-1796212800"]);
        assert_eq!(reasons(&all), ["time_off"]);
        calendar.closed.add_day(date(2026, 12, 2));
        calendar.inactive_from = Some(date(2026, 12, 2));
        assert_eq!(taken(&calendar, &[], &given), ["closure", "doctor_inactive"]);
        calendar.inactive_from = Some(date(2026, 12, 3));
        assert_eq!(taken(&calendar, &[], &given), ["closure"]);
        calendar.closed.add_time(at("2026-12-02T09:59:00Z"), at("2026-12-02T12:00:00Z"));
        calendar.closed.for_good_from = Some(date(2026, 12, 1));
        let all = taken(&calendar, &[], &given);
        assert_eq!(all, ["clinic_closed", "closure", "closure:1796205540-1796212800"]);
        assert_eq!(reasons(&all), ["clinic_closed", "closure"]);
        calendar.closed = Closures::default();
        calendar.closed.add_day(date(2026, 12, 2));
        assert_eq!(
            reasons(&taken(&calendar, &off[3..], &slot("2026-12-02T10:00:00Z"))),
            ["closure", "hours", "time_off"]
        );
    }
}
