//! Slots in zones that bite, with every instant written out by hand. Properties are in `properties.rs`.

use jiff::civil::date;

use super::*;
use crate::template::{Break, WallTime};

mod properties;

const LONG_AGO: Date = date(2000, 1, 1);

fn wall(text: &str) -> WallTime {
    text.parse().unwrap()
}

/// Every day: one rule, and the breaks given.
fn template((start, end): (&str, &str), slot_minutes: u32, breaks: &[(&str, &str)]) -> Template {
    let days = Day::ALL.to_vec();
    Template {
        effective_from: LONG_AGO,
        effective_until: None,
        rules: vec![Rule {
            days: days.clone(),
            start: wall(start),
            end: wall(end),
            slot_minutes,
            buffer_minutes: 0,
            mode: Mode::InPerson,
            visit_types: vec![],
            serves: None,
        }],
        breaks: breaks
            .iter()
            .map(|(start, end)| Break { days: days.clone(), start: wall(start), end: wall(end) })
            .collect(),
        horizon_days: 30,
    }
}

/// A slot in UTC: day of the month and start, then the end.
fn in_utc(slots: &[NewSlot]) -> Vec<String> {
    let text = |slot: &NewSlot| {
        format!("{} to {}", slot.starts_at.strftime("%d %H:%M"), slot.ends_at.strftime("%H:%M"))
    };
    slots.iter().map(text).collect()
}

/// Makes a day's slots; where the quick way was taken, checks that the careful way agrees.
fn made(template: &Template, zone: &str, day: Date) -> Vec<String> {
    let zone = TimeZone::get(zone).unwrap();
    let slots = slots_for_day(template, day, &zone);
    let mut carefully = Vec::new();
    DayPlan::new(template, Day::of(day))
        .make_on_shifting_day(day, &zone, &mut |named| carefully.extend(named.made()))
        .unwrap();
    assert_eq!(slots, carefully);
    in_utc(&slots)
}

#[test]
fn an_ordinary_day_with_a_buffer_and_a_break() {
    let mut hours = template(("09:00", "12:00"), 30, &[("10:00", "10:30")]);
    hours.rules[0].buffer_minutes = 10;
    hours.rules[0].mode = Mode::Virtual;
    // Kathmandu is 5:45 ahead. 09:40 runs into the break, and 10:20 starts in it; the grid goes on: 11:00, and
    // 11:40 would end too late.
    let expected = ["01 03:15 to 03:45", "01 05:15 to 05:45"];
    assert_eq!(made(&hours, "Asia/Kathmandu", date(2026, 6, 1)), expected);
    let zone = TimeZone::get("Asia/Kathmandu").unwrap();
    assert!(slots_for_day(&hours, date(2026, 6, 1), &zone).iter().all(|slot| slot.mode == Mode::Virtual));
}

#[test]
fn new_york_spring_skips_the_missing_hour() {
    // 2026-03-08, 02:00 EST (07:00Z) becomes 03:00 EDT.
    let hours = template(("01:00", "04:00"), 30, &[]);
    let expected = ["08 06:00 to 06:30", "08 06:30 to 07:00", "08 07:00 to 07:30", "08 07:30 to 08:00"];
    assert_eq!(made(&hours, "America/New_York", date(2026, 3, 8)), expected);
    // 02:00 and 02:45 do not exist; neither is moved to 03:00 EDT (07:00Z), which is not on the grid.
    let hours = template(("01:15", "05:00"), 45, &[]);
    let expected = ["08 06:15 to 07:00", "08 07:30 to 08:15", "08 08:15 to 09:00"];
    assert_eq!(made(&hours, "America/New_York", date(2026, 3, 8)), expected);
}

#[test]
fn new_york_spring_drops_the_slot_that_a_gap_pushes_into_the_one_before() {
    // 01:00 EST lasts until 08:00Z, which is past 03:00 EDT (07:00Z); 05:00 EDT is 09:00Z.
    let hours = template(("01:00", "07:00"), 120, &[]);
    let expected = ["08 06:00 to 08:00", "08 09:00 to 11:00"];
    assert_eq!(made(&hours, "America/New_York", date(2026, 3, 8)), expected);
}

#[test]
fn new_york_spring_keeps_to_the_rules_end() {
    // 90 minutes from 01:30 EST last until 08:00Z; 03:00 EDT is 07:00Z.
    assert_eq!(made(&template(("01:30", "03:00"), 90, &[]), "America/New_York", date(2026, 3, 8)), [""; 0]);
    // An end inside the gap is the jump itself, 07:00Z: 01:45 EST cannot hold 45 minutes.
    assert_eq!(
        made(&template(("01:00", "02:30"), 45, &[]), "America/New_York", date(2026, 3, 8)),
        ["08 06:00 to 06:45"]
    );
    assert_eq!(
        made(&template(("01:00", "02:30"), 30, &[]), "America/New_York", date(2026, 3, 8)),
        ["08 06:00 to 06:30", "08 06:30 to 07:00"]
    );
}

#[test]
fn new_york_spring_keeps_clear_of_breaks_in_real_time() {
    // By the clock 01:30 to 02:30 is clear of the break, but 07:00Z to 07:30Z is 03:00 to 03:30 EDT.
    let hours = template(("01:30", "05:30"), 60, &[("03:00", "03:30")]);
    let expected = ["08 07:30 to 08:30", "08 08:30 to 09:30"];
    assert_eq!(made(&hours, "America/New_York", date(2026, 3, 8)), expected);
    // A break that falls into the gap whole takes no time: 01:45 EST lasts across it.
    let hours = template(("01:45", "03:30"), 30, &[("02:15", "02:45")]);
    assert_eq!(made(&hours, "America/New_York", date(2026, 3, 8)), ["08 06:45 to 07:15"]);
    // A break that reaches out of the gap starts with the jump.
    let hours = template(("01:45", "04:15"), 30, &[("02:30", "03:15")]);
    let expected = ["08 07:15 to 07:45", "08 07:45 to 08:15"];
    assert_eq!(made(&hours, "America/New_York", date(2026, 3, 8)), expected);
}

#[test]
fn new_york_autumn_works_the_first_pass_only() {
    // 2026-11-01, 02:00 EDT (06:00Z) becomes 01:00 EST.
    let hours = template(("00:30", "03:00"), 30, &[]);
    let expected = [
        "01 04:30 to 05:00",
        "01 05:00 to 05:30",
        "01 05:30 to 06:00",
        "01 07:00 to 07:30",
        "01 07:30 to 08:00",
    ];
    assert_eq!(made(&hours, "America/New_York", date(2026, 11, 1)), expected);
    // A rule that ends in the repeated hour ends on the first pass.
    let hours = template(("00:00", "01:30"), 45, &[]);
    let expected = ["01 04:00 to 04:45", "01 04:45 to 05:30"];
    assert_eq!(made(&hours, "America/New_York", date(2026, 11, 1)), expected);
}

#[test]
fn new_york_autumn_slots_last_into_the_second_pass() {
    // 01:30 EDT to 01:30 EST; its second half meets 01:00 to 01:15 again, which is no break the second time.
    let hours = template(("00:30", "03:30"), 60, &[("01:00", "01:15")]);
    let expected = ["01 05:30 to 06:30", "01 07:30 to 08:30"];
    assert_eq!(made(&hours, "America/New_York", date(2026, 11, 1)), expected);
}

#[test]
fn london_spring_and_autumn() {
    // 2026-03-29, 01:00 GMT becomes 02:00 BST, at 01:00Z.
    let hours = template(("00:30", "03:00"), 30, &[]);
    let expected = ["29 00:30 to 01:00", "29 01:00 to 01:30", "29 01:30 to 02:00"];
    assert_eq!(made(&hours, "Europe/London", date(2026, 3, 29)), expected);
    // 2026-10-25, 02:00 BST becomes 01:00 GMT, at 01:00Z.
    let hours = template(("00:30", "02:30"), 30, &[]);
    let expected = ["24 23:30 to 00:00", "25 00:00 to 00:30", "25 00:30 to 01:00", "25 02:00 to 02:30"];
    assert_eq!(made(&hours, "Europe/London", date(2026, 10, 25)), expected);
}

#[test]
fn lord_howe_moves_by_half_an_hour() {
    // 2026-10-04, 02:00 +10:30 becomes 02:30 +11, at 15:30Z the day before.
    let hours = template(("01:30", "03:30"), 30, &[]);
    let expected = ["03 15:00 to 15:30", "03 15:30 to 16:00", "03 16:00 to 16:30"];
    assert_eq!(made(&hours, "Australia/Lord_Howe", date(2026, 10, 4)), expected);
    // 01:30 lasts an hour, until 16:00Z; 02:30 +11 is 15:30Z and must give way.
    let hours = template(("01:30", "05:30"), 60, &[]);
    let expected = ["03 15:00 to 16:00", "03 16:30 to 17:30", "03 17:30 to 18:30"];
    assert_eq!(made(&hours, "Australia/Lord_Howe", date(2026, 10, 4)), expected);
    // 2026-04-05, 02:00 +11 becomes 01:30 +10:30, at 15:00Z the day before.
    let hours = template(("01:00", "03:00"), 30, &[]);
    let expected = ["04 14:00 to 14:30", "04 14:30 to 15:00", "04 15:30 to 16:00", "04 16:00 to 16:30"];
    assert_eq!(made(&hours, "Australia/Lord_Howe", date(2026, 4, 5)), expected);
}

#[test]
fn casablanca_sets_its_clocks_back_for_ramadan() {
    // 2025-02-23, 03:00 +01 becomes 02:00 +00, at 02:00Z.
    let hours = template(("01:00", "04:00"), 60, &[]);
    let expected = ["23 00:00 to 01:00", "23 01:00 to 02:00", "23 03:00 to 04:00"];
    assert_eq!(made(&hours, "Africa/Casablanca", date(2025, 2, 23)), expected);
    // In between, at +00.
    let expected = ["10 01:00 to 02:00", "10 02:00 to 03:00", "10 03:00 to 04:00"];
    assert_eq!(made(&hours, "Africa/Casablanca", date(2025, 3, 10)), expected);
    // 2025-04-06, 02:00 +00 becomes 03:00 +01, at 02:00Z.
    let expected = ["06 01:00 to 02:00", "06 02:00 to 03:00"];
    assert_eq!(made(&hours, "Africa/Casablanca", date(2025, 4, 6)), expected);
}

#[test]
fn sao_paulo_moved_at_midnight() {
    // 2018-11-04, 00:00 -03 becomes 01:00 -02, at 03:00Z: the day has no midnight.
    let late = template(("22:00", "24:00"), 60, &[]);
    let early = template(("00:00", "02:00"), 60, &[]);
    let zone = "America/Sao_Paulo";
    assert_eq!(made(&late, zone, date(2018, 11, 3)), ["04 01:00 to 02:00", "04 02:00 to 03:00"]);
    assert_eq!(made(&early, zone, date(2018, 11, 4)), ["04 03:00 to 04:00"]);
    // 2018-02-18, 00:00 -02 becomes 23:00 -03 of the 17th, at 02:00Z.
    assert_eq!(made(&late, zone, date(2018, 2, 17)), ["18 00:00 to 01:00", "18 01:00 to 02:00"]);
    assert_eq!(made(&early, zone, date(2018, 2, 18)), ["18 03:00 to 04:00", "18 04:00 to 05:00"]);
    // No change since 2019.
    assert_eq!(made(&early, zone, date(2026, 11, 1)), ["01 03:00 to 04:00", "01 04:00 to 05:00"]);
}

#[test]
fn apia_had_no_thirtieth_of_december_2011() {
    // From -10 to +14 at the end of the 29th, 10:00Z on the 30th.
    let late = template(("22:00", "24:00"), 60, &[]);
    let early = template(("00:00", "02:00"), 60, &[]);
    let zone = "Pacific/Apia";
    assert_eq!(made(&late, zone, date(2011, 12, 29)), ["30 08:00 to 09:00", "30 09:00 to 10:00"]);
    assert_eq!(made(&template(("00:00", "24:00"), 5, &[]), zone, date(2011, 12, 30)), [""; 0]);
    assert_eq!(made(&early, zone, date(2011, 12, 31)), ["30 10:00 to 11:00", "30 11:00 to 12:00"]);
}

#[test]
fn each_rule_holds_on_its_own_days_and_the_soonest_comes_first() {
    let mut hours = template(("14:00", "15:00"), 60, &[]);
    hours.rules.push(Rule {
        start: wall("09:00"),
        end: wall("10:00"),
        mode: Mode::Virtual,
        ..hours.rules[0].clone()
    });
    hours.rules[0].days = vec![Day::Mon, Day::Wed];
    hours.rules[1].days = vec![Day::Wed, Day::Thu];
    // 2026-06-01 is a Monday; Thursday is after the template's end.
    hours.effective_from = date(2026, 6, 1);
    hours.effective_until = Some(date(2026, 6, 3));
    let slots = slots_between(&hours, &TimeZone::UTC, date(2026, 5, 1), date(2026, 7, 1));
    assert_eq!(in_utc(&slots), ["01 14:00 to 15:00", "03 09:00 to 10:00", "03 14:00 to 15:00"]);
    assert_eq!(
        slots.iter().map(|slot| slot.mode).collect::<Vec<_>>(),
        [Mode::InPerson, Mode::Virtual, Mode::InPerson]
    );
    assert_eq!(slots_for_day(&hours, date(2026, 6, 4), &TimeZone::UTC), []);
    assert_eq!(slots_between(&hours, &TimeZone::UTC, date(2026, 6, 2), date(2026, 6, 1)), []);
}

#[test]
fn a_template_that_was_never_validated_does_no_harm() {
    let mut hours = template(("09:00", "11:00"), 60, &[]);
    hours.rules.push(Rule { start: wall("09:30"), ..hours.rules[0].clone() });
    assert_eq!(made(&hours, "UTC", date(2026, 6, 1)), ["01 09:00 to 10:00", "01 10:00 to 11:00"]);
    assert_eq!(made(&template(("09:00", "11:00"), 0, &[]), "UTC", date(2026, 6, 1)), [""; 0]);
    assert_eq!(made(&template(("11:00", "09:00"), 30, &[]), "UTC", date(2026, 6, 1)), [""; 0]);
    let mut hours = template(("09:00", "11:00"), u32::MAX, &[]);
    hours.rules[0].buffer_minutes = u32::MAX;
    assert_eq!(made(&hours, "UTC", date(2026, 6, 1)), [""; 0]);
    let zone = TimeZone::get("America/New_York").unwrap();
    assert_eq!(slots_for_day(&template(("00:00", "24:00"), 5, &[]), Date::MAX, &zone), []);
}

#[test]
fn blocked_time_takes_out_the_slots_it_overlaps_and_no_others() {
    let hours = template(("09:00", "12:00"), 60, &[]);
    let slots = slots_for_day(&hours, date(2026, 6, 1), &TimeZone::UTC);
    let at = |text: &str| format!("2026-06-01T{text}Z").parse::<Timestamp>().unwrap();
    let left = |blocked: &[(&str, &str)]| {
        let blocked: Vec<_> = blocked.iter().map(|(start, end)| (at(start), at(end))).collect();
        in_utc(&without_overlaps(slots.clone(), &blocked))
    };
    assert_eq!(left(&[]).len(), 3);
    assert_eq!(left(&[("10:00", "11:00")]), ["01 09:00 to 10:00", "01 11:00 to 12:00"]);
    assert_eq!(left(&[("10:59", "11:01")]), ["01 09:00 to 10:00"]);
    assert_eq!(left(&[("12:00", "13:00"), ("08:00", "09:00")]).len(), 3);
    assert_eq!(left(&[("10:30", "10:30"), ("11:00", "10:00")]).len(), 3, "no time, nothing blocked");
    assert_eq!(left(&[("11:59", "12:30"), ("08:00", "12:30"), ("08:10", "08:20")]), [""; 0]);
}
