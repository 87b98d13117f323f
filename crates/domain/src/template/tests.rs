use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::error::FieldProblem;

fn example() -> Value {
    json!({
        "effective_from": "2026-12-01", "effective_until": null,
        "rules": [{ "days": ["mon", "tue", "wed", "thu", "fri"], "start": "09:00", "end": "17:00",
                    "slot_minutes": 30, "buffer_minutes": 0, "mode": "in_person" }],
        "breaks": [{ "days": ["mon", "tue", "wed", "thu", "fri"], "start": "12:00", "end": "13:00" }],
        "horizon_days": 30
    })
}

/// The example with one place changed, given by its JSON pointer; the place is made if it is not there.
fn with(pointer: &str, value: Value) -> Value {
    let mut template = example();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    template.pointer_mut(parent).unwrap()[key] = value;
    template
}

fn read(template: Value) -> Result<Template, String> {
    serde_json::from_value(template).map_err(|error| error.to_string())
}

fn problems(template: Value) -> Vec<String> {
    let problems = read(template).unwrap().validate().err().unwrap_or_default();
    problems.into_iter().map(|FieldProblem { field, problem }| format!("{field}: {problem}")).collect()
}

fn rule(days: &[&str], start: &str, end: &str) -> Value {
    json!({ "days": days, "start": start, "end": end, "slot_minutes": 30 })
}

#[test]
fn the_documented_template_comes_back_as_it_was_sent() {
    let template = read(example()).unwrap();
    assert_eq!(template.validate(), Ok(()));
    assert_eq!(serde_json::to_value(template).unwrap(), example());
}

#[test]
fn what_may_be_left_out_takes_its_default() {
    let short = json!({ "effective_from": "2026-12-01", "rules": [rule(&["sat"], "22:00", "24:00")] });
    let template = read(short).unwrap();
    assert_eq!(
        template,
        Template {
            effective_from: date(2026, 12, 1),
            effective_until: None,
            rules: vec![Rule {
                days: vec![Day::Sat],
                start: WallTime(22 * 60),
                end: WallTime::END_OF_DAY,
                slot_minutes: 30,
                buffer_minutes: 0,
                mode: Mode::InPerson,
                visit_types: vec![],
                serves: None,
            }],
            breaks: vec![],
            horizon_days: 30,
        }
    );
    assert_eq!(template.validate(), Ok(()));
}

#[test]
fn unknown_fields_and_values_are_refused() {
    for (pointer, value) in [
        ("/role", json!("admin")),
        ("/rules/0/price", json!(1)),
        ("/breaks/0/mode", json!("virtual")),
        ("/rules/0/mode", json!("phone")),
        ("/rules/0/days", json!(["monday"])),
        ("/rules/0/days", json!(["Mon"])),
        ("/rules/0/slot_minutes", json!(-30)),
        ("/rules/0/start", json!(9)),
        ("/effective_from", json!("2026-02-30")),
    ] {
        assert!(read(with(pointer, value.clone())).is_err(), "{pointer} = {value}");
    }
}

#[test]
fn times_are_read_strictly() {
    for text in ["00:00", "09:05", "23:59", "24:00"] {
        assert_eq!(text.parse::<WallTime>().unwrap().to_string(), text);
    }
    for text in [
        "", "9:00", "09:0", "09:00:00", "0900", "24:01", "25:00", "12:60", "+9:00", " 09:00", "09.00", "९:00",
    ] {
        assert_eq!(text.parse::<WallTime>(), Err(NoWallTime), "{text:?}");
    }
    assert_eq!(WallTime::from_minutes(1440), Some(WallTime::END_OF_DAY));
    assert_eq!(WallTime::from_minutes(1441), None);
    let told = read(with("/rules/0/start", json!("9:00"))).unwrap_err();
    assert_eq!(told, "must be a time written HH:MM, from 00:00 to 24:00");
}

#[test]
fn names_agree_with_serde() {
    for mode in [Mode::InPerson, Mode::Virtual] {
        assert_eq!(serde_json::to_value(mode).unwrap(), mode.as_str());
    }
    for (i, day) in Day::ALL.into_iter().enumerate() {
        assert_eq!(serde_json::to_value(day).unwrap(), day.as_str());
        // 2026-06-01 was a Monday.
        assert_eq!(Day::of(date(2026, 6, 1 + i8::try_from(i).unwrap())), day);
    }
}

#[test]
fn each_limit_is_kept_and_named() {
    for (pointer, value, expected) in [
        ("/effective_from", json!("1999-12-31"), "effective_from: must lie in the years 2000 to 2199"),
        ("/effective_until", json!("2200-01-01"), "effective_until: must lie in the years 2000 to 2199"),
        ("/effective_until", json!("2026-11-30"), "effective_until: must not be before effective_from"),
        ("/horizon_days", json!(0), "horizon_days: must be from 1 to 365"),
        ("/horizon_days", json!(366), "horizon_days: must be from 1 to 365"),
        ("/rules/0/days", json!([]), "rules[0].days: must name at least one day"),
        ("/rules/0/days", json!(["mon", "tue", "mon", "mon"]), "rules[0].days: names mon more than once"),
        ("/rules/0/end", json!("09:00"), "rules[0].end: must be after start, 09:00"),
        (
            "/rules/0/end",
            json!("00:00"),
            "rules[0].end: must be after start; the midnight that ends the day is 24:00",
        ),
        ("/rules/0/slot_minutes", json!(4), "rules[0].slot_minutes: must be from 5 to 480"),
        ("/rules/0/slot_minutes", json!(481), "rules[0].slot_minutes: must be from 5 to 480"),
        ("/rules/0/buffer_minutes", json!(241), "rules[0].buffer_minutes: must be at most 240"),
        (
            "/rules/0/end",
            json!("09:29"),
            "rules[0].slot_minutes: must fit between start and end: 30 minutes do not fit into 29",
        ),
        ("/breaks/0/days", json!([]), "breaks[0].days: must name at least one day"),
        ("/breaks/0/days", json!(["sun", "sun"]), "breaks[0].days: names sun more than once"),
        ("/breaks/0/end", json!("12:00"), "breaks[0].end: must be after start, 12:00"),
    ] {
        assert_eq!(problems(with(pointer, value.clone())), [expected], "{pointer} = {value}");
    }
}

#[test]
fn the_edge_of_each_limit_is_allowed() {
    for (pointer, value) in [
        ("/effective_from", json!("2000-01-01")),
        ("/effective_until", json!("2199-12-31")),
        ("/effective_until", json!("2026-12-01")),
        ("/horizon_days", json!(1)),
        ("/horizon_days", json!(365)),
        ("/rules", json!([])),
        ("/rules/0/end", json!("09:30")),
        ("/rules/0/slot_minutes", json!(5)),
        ("/rules/0/slot_minutes", json!(480)),
        ("/rules/0/buffer_minutes", json!(240)),
        // A break need not touch any rule.
        ("/breaks/0/days", json!(["sun"])),
    ] {
        assert_eq!(problems(with(pointer, value.clone())), [""; 0], "{pointer} = {value}");
    }
}

#[test]
fn rules_and_breaks_are_counted() {
    let rules = |count| (0..count).map(|i| rule(&["mon"], &format!("{i:02}:00"), &format!("{i:02}:30")));
    let fifty: Vec<Value> = rules(24).chain((0..26).map(|_| rule(&["tue"], "09:00", "09:00"))).collect();
    assert!(!problems(with("/rules", json!(fifty))).iter().any(|problem| problem.starts_with("rules:")));
    let many = vec![rule(&["mon"], "09:00", "09:30"); 51];
    let told = problems(with("/rules", json!(many)));
    assert_eq!(told[0], "rules: must be at most 50, not 51");
    assert_eq!(told.len(), 1 + 50 * 49 / 2, "overlaps are looked for among the first 50 only");

    let pause = json!({ "days": ["mon"], "start": "09:00", "end": "09:30" });
    assert_eq!(problems(with("/breaks", json!(vec![pause.clone(); 50]))), [""; 0]);
    let told = problems(with("/breaks", json!(vec![pause; 51])));
    assert_eq!(told, ["breaks: must be at most 50, not 51"]);
}

#[test]
fn overlapping_rules_of_a_day_are_both_named() {
    let rules = json!([
        rule(&["mon", "tue", "wed"], "09:00", "12:00"),
        rule(&["mon", "tue"], "12:00", "14:00"),
        rule(&["sun", "wed", "tue"], "11:30", "13:00"),
        rule(&["thu"], "09:00", "12:00"),
    ]);
    assert_eq!(
        problems(with("/rules", rules)),
        ["rules[2]: overlaps rules[0] on tue, wed", "rules[2]: overlaps rules[1] on tue"]
    );
}

#[test]
fn all_problems_are_told_at_once() {
    let bad = json!({
        "effective_from": "1990-01-01", "effective_until": "1980-01-01", "horizon_days": 0,
        "rules": [{ "days": [], "start": "10:00", "end": "09:00", "slot_minutes": 0, "buffer_minutes": 999 }],
        "breaks": [{ "days": ["mon", "mon"], "start": "24:00", "end": "24:00" }],
    });
    let told = problems(bad);
    let fields: Vec<&str> = told.iter().map(|problem| problem.split(':').next().unwrap()).collect();
    assert_eq!(
        fields,
        [
            "effective_from",
            "effective_until",
            "effective_until",
            "rules[0].days",
            "rules[0].end",
            "rules[0].slot_minutes",
            "rules[0].buffer_minutes",
            "breaks[0].days",
            "breaks[0].end",
            "horizon_days"
        ]
    );
}

#[test]
fn a_template_holds_from_its_first_day_to_its_last() {
    let template = read(with("/effective_until", json!("2026-12-03"))).unwrap();
    let held: Vec<i8> = (1..=30).filter(|&day| template.in_force_on(date(2026, 12, day))).collect();
    assert_eq!(held, [1, 2, 3]);
    assert!(!template.in_force_on(date(2026, 11, 30)));
    assert!(read(example()).unwrap().in_force_on(date(2199, 1, 1)));
}

proptest! {
    #[test]
    fn every_time_is_written_as_it_is_read(minutes in 0_u16..=1440) {
        let time = WallTime::from_minutes(minutes).unwrap();
        prop_assert_eq!(time.minutes(), minutes);
        prop_assert_eq!(time.to_string().parse(), Ok(time));
        let written = serde_json::to_value(time).unwrap();
        prop_assert_eq!(serde_json::from_value::<WallTime>(written).unwrap(), time);
    }

    #[test]
    fn no_text_but_a_time_is_read(text in "[0-9:+ -]{0,6}") {
        if let Ok(time) = text.parse::<WallTime>() {
            prop_assert_eq!(time.to_string(), text);
        }
    }
}
