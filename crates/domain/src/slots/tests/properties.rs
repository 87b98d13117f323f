//! What holds for any template, zone and date.
//!
//! The careful look at a day is checked against a walk through its real minutes, which knows nothing of gaps and
//! folds: it only watches what the clock shows.

use jiff::{ToSpan, civil::DateTime};
use proptest::prelude::*;

use super::*;

/// Zones of every habit: none, an hour, half an hour, two hours, at midnight, within the day, Ramadan, a lost day.
const ZONES: [&str; 14] = [
    "UTC",
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Pacific/Chatham",
    "America/Havana",
    "America/Santiago",
    "America/Nuuk",
    "Antarctica/Troll",
    "Atlantic/Azores",
];

fn days() -> impl Strategy<Value = Vec<Day>> {
    proptest::sample::subsequence(Day::ALL.to_vec(), 5..=7)
}

/// Start and end on a five-minute grid; most lie around midnight and the small hours, where clocks are changed.
fn stretch(longest: u16) -> impl Strategy<Value = (WallTime, WallTime)> {
    let start = prop_oneof![2 => 0_u16..42, 1 => 0_u16..288, 1 => 252_u16..288];
    (start, 1..=longest).prop_map(|(start, length)| {
        let end = (start + length).min(288);
        (WallTime::from_minutes(start * 5).unwrap(), WallTime::from_minutes(end * 5).unwrap())
    })
}

fn rule() -> impl Strategy<Value = Rule> {
    let slot_minutes = prop_oneof![Just(30_u32), Just(60), 5_u32..=130];
    let buffer_minutes = prop_oneof![Just(0_u32), 0_u32..=40];
    let mode = prop_oneof![Just(Mode::InPerson), Just(Mode::Virtual)];
    (days(), stretch(120), slot_minutes, buffer_minutes, mode).prop_map(
        |(days, (start, end), slot_minutes, buffer_minutes, mode)| Rule {
            days,
            start,
            end,
            slot_minutes,
            buffer_minutes,
            mode,
            visit_types: vec![],
            serves: None,
        },
    )
}

/// Templates that pass validation: a rule that breaks it is left out.
fn templates() -> impl Strategy<Value = Template> {
    let pause = (days(), stretch(12)).prop_map(|(days, (start, end))| Break { days, start, end });
    let breaks = proptest::collection::vec(pause, 0..4);
    (proptest::collection::vec(rule(), 1..6), breaks).prop_map(|(rules, breaks)| {
        let mut template = Template {
            effective_from: LONG_AGO,
            effective_until: None,
            rules: vec![],
            breaks,
            horizon_days: 30,
        };
        for rule in rules {
            template.rules.push(rule);
            if template.validate().is_err() {
                template.rules.pop();
            }
        }
        template
    })
}

/// A zone and a date from 2010 to 2037; most lie on the day of a change of the clocks, or next to it.
fn places() -> impl Strategy<Value = (TimeZone, Date)> {
    let offset = prop_oneof![3 => Just(0), 1 => -1..=1_i32];
    let near_change = proptest::option::weighted(0.8, offset);
    (proptest::sample::select(&ZONES[..]), 0..10_220_i32, near_change).prop_map(
        |(name, days, near_change)| {
            let zone = TimeZone::get(name).unwrap();
            let day = date(2010, 1, 1) + days.days();
            let midnight = zone.to_timestamp(day.at(0, 0, 0, 0)).unwrap();
            let change =
                zone.following(midnight).next().map(|change| zone.to_datetime(change.timestamp()).date());
            match near_change.zip(change.filter(|change| change.year() <= 2037)) {
                Some((offset, change)) => (zone, change + offset.days()),
                None => (zone, day),
            }
        },
    )
}

/// What the clock shows at each real minute around a date, which starts 14 hours before UTC's at the earliest and
/// ends 12 hours after it at the latest.
struct Watched(Vec<(Timestamp, DateTime)>);

impl Watched {
    fn around(day: Date, zone: &TimeZone) -> Self {
        let start = TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).unwrap() - 15.hours();
        let instants = (0..55 * 60).map(|minute| start + SignedDuration::from_mins(minute));
        Self(instants.map(|at| (at, zone.to_datetime(at))).collect())
    }

    /// The first instant at which the clock shows this time or a later one, and whether it is the time itself.
    fn reaches(&self, wall: DateTime) -> (Timestamp, bool) {
        let (at, shown) = self.0.iter().find(|(_, shown)| *shown >= wall).unwrap();
        (*at, *shown == wall)
    }
}

fn at_minute(day: Date, minutes: u32) -> DateTime {
    day.at(0, 0, 0, 0) + SignedDuration::from_mins(minutes.into())
}

/// The day's slots by the letter of the rules, one rule after the other.
fn by_watching(template: &Template, day: Date, zone: &TimeZone) -> Vec<NewSlot> {
    let watched = Watched::around(day, zone);
    let real = |minutes: u32| watched.reaches(at_minute(day, minutes)).0;
    let breaks: Vec<(u32, u32)> = template
        .breaks
        .iter()
        .filter(|pause| pause.days.contains(&Day::of(day)))
        .map(|pause| (pause.start.minutes().into(), pause.end.minutes().into()))
        .collect();
    let mut rules: Vec<&Rule> =
        template.rules.iter().filter(|rule| rule.days.contains(&Day::of(day))).collect();
    rules.sort_by_key(|rule| rule.start);
    let mut slots: Vec<NewSlot> = Vec::new();
    for rule in rules {
        let (start, end) = (u32::from(rule.start.minutes()), u32::from(rule.end.minutes()));
        for start in (start..end).step_by((rule.slot_minutes + rule.buffer_minutes) as usize) {
            let wall_end = start + rule.slot_minutes;
            let (starts_at, shown) = watched.reaches(at_minute(day, start));
            let ends_at = starts_at + i64::from(rule.slot_minutes).minutes();
            let rests = breaks.iter().any(|&(from, until)| {
                let by_the_clock = start < until && from < wall_end;
                by_the_clock || real(from) < real(until) && starts_at < real(until) && real(from) < ends_at
            });
            let follows = slots.last().is_none_or(|previous| previous.ends_at <= starts_at);
            if shown && wall_end <= end && ends_at <= real(end) && !rests && follows {
                slots.push(NewSlot { starts_at, ends_at, mode: rule.mode, serves: Serves::ALL });
            }
        }
    }
    slots
}

/// Whether some rule of the weekday has a slot of this length on its grid at this wall time, clear of breaks.
fn on_a_grid(template: &Template, wall: DateTime, slot: &NewSlot) -> bool {
    let day = Day::of(wall.date());
    let start = u32::try_from(wall.hour()).unwrap() * 60 + u32::try_from(wall.minute()).unwrap();
    let length = u32::try_from(slot.starts_at.duration_until(slot.ends_at).as_mins()).unwrap();
    let of_rule = |rule: &Rule| {
        let (from, until) = (u32::from(rule.start.minutes()), u32::from(rule.end.minutes()));
        rule.days.contains(&day)
            && (rule.slot_minutes, rule.mode) == (length, slot.mode)
            && (from..until).contains(&start)
            && (start - from) % (rule.slot_minutes + rule.buffer_minutes) == 0
            && start + length <= until
    };
    let rests = |pause: &Break| {
        let (from, until) = (u32::from(pause.start.minutes()), u32::from(pause.end.minutes()));
        pause.days.contains(&day) && start < until && from < start + length
    };
    template.rules.iter().any(of_rule) && !template.breaks.iter().any(rests)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn a_day_is_what_the_clock_shows(template in templates(), (zone, day) in places()) {
        let slots = slots_for_day(&template, day, &zone);
        prop_assert_eq!(&slots, &by_watching(&template, day, &zone));
        for slot in &slots {
            let wall = zone.to_datetime(slot.starts_at);
            prop_assert_eq!(wall.date(), day);
            prop_assert_eq!((wall.second(), wall.subsec_nanosecond()), (0, 0));
            prop_assert!(on_a_grid(&template, wall, slot), "{wall} is on no rule's grid");
            prop_assert_eq!(zone.to_ambiguous_timestamp(wall).earlier().unwrap(), slot.starts_at, "second pass");
        }
    }

    #[test]
    fn the_quick_way_and_the_careful_way_agree(template in templates(), (zone, day) in places()) {
        let plan = DayPlan::new(&template, Day::of(day));
        let (mut made, mut carefully) = (Vec::new(), Vec::new());
        plan.make(day, &zone, &mut |named| made.push(named));
        prop_assert!(plan.make_on_shifting_day(day, &zone, &mut |named| carefully.push(named)).is_some());
        prop_assert_eq!(made, carefully);
    }

    #[test]
    fn a_range_is_its_days_in_order_and_never_overlaps(
        template in templates(), (zone, day) in places(), days in 0..9_i32, held in 0..9_i32,
    ) {
        let template = Template { effective_from: day, effective_until: Some(day + held.days()), ..template };
        let (from, until) = (day - 3.days(), day + days.days());
        let slots = slots_between(&template, &zone, from, until);
        let dates = from.series(1.day()).take_while(|date| *date <= until);
        let by_day: Vec<NewSlot> = dates.flat_map(|date| slots_for_day(&template, date, &zone)).collect();
        prop_assert_eq!(&slots, &by_day);
        for pair in slots.windows(2) {
            prop_assert!(pair[0].ends_at <= pair[1].starts_at, "{:?}", pair);
        }
        for slot in slots {
            prop_assert!(slot.starts_at < slot.ends_at);
            prop_assert!(template.in_force_on(zone.to_datetime(slot.starts_at).date()));
        }
    }

    #[test]
    fn blocking_agrees_with_comparing_everything(
        slots in proptest::collection::vec((0..60_i64, 1..8_i64), 0..30),
        blocked in proptest::collection::vec((0..60_i64, -2..12_i64), 0..12),
    ) {
        let at = |second| Timestamp::from_second(second).unwrap();
        let slots: Vec<NewSlot> = slots
            .into_iter()
            .map(|(start, length)| {
                NewSlot { starts_at: at(start), ends_at: at(start + length), mode: Mode::InPerson, serves: Serves::ALL }
            })
            .collect();
        let blocked: Vec<_> = blocked.into_iter().map(|(start, length)| (at(start), at(start + length))).collect();
        let free = |slot: &NewSlot| {
            !blocked.iter().any(|&(start, end)| start < end && slot.starts_at < end && start < slot.ends_at)
        };
        let expected: Vec<NewSlot> = slots.iter().copied().filter(free).collect();
        prop_assert_eq!(without_overlaps(slots, &blocked), expected);
    }
}
