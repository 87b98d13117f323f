use holdfast_domain::template::{Day, Mode, Template};

use super::*;
use crate::locale::Locale;

fn t() -> &'static Texts {
    Texts::of(Locale::English)
}

fn typed(form: &WeekForm) -> WeekForm {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form.hidden() {
        query.append_pair(name, &value);
    }
    WeekForm::typed(&Fields::of(query.finish().as_bytes()))
}

fn week(rows: &[(Day, &str, &str)]) -> WeekForm {
    let mut form = WeekForm::empty(jiff::civil::date(2026, 12, 1));
    let at = |text: &str, ends| wall_time(text, ends).unwrap();
    form.rows =
        rows.iter().map(|(day, start, end)| Row::hours(*day, at(start, false), at(end, true))).collect();
    form
}

fn wrong(form: &WeekForm) -> Vec<String> {
    form.read(t()).1.all().iter().map(|(field, _)| field.clone()).collect()
}

#[test]
fn a_template_comes_back_as_it_was() {
    let template: Template = Template {
        effective_from: jiff::civil::date(2026, 12, 1),
        rules: vec![
            Rule {
                days: Day::ALL[..5].to_vec(),
                start: "09:00".parse().unwrap(),
                end: "12:00".parse().unwrap(),
                slot_minutes: 20,
                buffer_minutes: 5,
                mode: Mode::Virtual,
                visit_types: Vec::new(),
                serves: None,
            },
            Rule {
                days: vec![Day::Mon],
                start: "20:00".parse().unwrap(),
                end: WallTime::END_OF_DAY,
                slot_minutes: 30,
                buffer_minutes: 0,
                mode: Mode::InPerson,
                visit_types: Vec::new(),
                serves: None,
            },
        ],
        breaks: vec![Break {
            days: vec![Day::Mon, Day::Wed],
            start: "10:00".parse().unwrap(),
            end: "10:20".parse().unwrap(),
        }],
        horizon_days: 60,
        ..Template::default()
    };
    let form = WeekForm::of(&template, template.effective_from);
    let (read, errors) = typed(&form).read(t());
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(read, template);
}

#[test]
fn problems_are_at_their_rows() {
    for (rows, at) in [
        (vec![(Day::Mon, "09:00", "12:00"), (Day::Tue, "09:00", "12:00")], vec![]),
        (vec![(Day::Mon, "09:00", "12:00"), (Day::Tue, "12:00", "09:00")], vec!["r1-end"]),
        (
            vec![(Day::Mon, "09:00", "12:00"), (Day::Wed, "09:00", "12:00"), (Day::Wed, "11:00", "13:00")],
            vec!["r2-start"],
        ),
        (vec![(Day::Fri, "09:00", "09:20")], vec!["r0-minutes"]),
    ] {
        assert_eq!(wrong(&week(&rows)), at, "{rows:?}");
    }
    let mut form = week(&[(Day::Mon, "09:00", "12:00")]);
    form.rows[0].minutes = "3".to_owned();
    assert_eq!(wrong(&form), ["r0-minutes"]);
    form.rows[0].minutes = "30".to_owned();
    form.rows[0].end.clear();
    form.from = "never".to_owned();
    assert_eq!(wrong(&form), ["from", "r0-end"]);
    form.horizon = "9999".to_owned();
    form.rows[0].end = "17:00".to_owned();
    form.from = "2026-12-01".to_owned();
    form.until = "2026-11-01".to_owned();
    assert_eq!(wrong(&form), ["until", "horizon"]);
}

#[test]
fn rows_are_added_taken_away_and_copied() {
    let mut form = WeekForm::empty(jiff::civil::date(2026, 12, 1));
    assert_eq!(form.add(Day::Wed, false), Focus::Row(0));
    assert_eq!(form.add(Day::Mon, false), Focus::Row(0));
    assert_eq!(form.add(Day::Mon, false), Focus::Row(1));
    assert_eq!((form.rows[1].start.as_str(), form.rows[1].end.as_str()), ("17:00", "18:00"));
    assert_eq!(form.copy(Day::Mon, &[Day::Wed, Day::Sun]), Focus::Row(2));
    let days: Vec<&str> = form.rows.iter().map(|row| row.day.as_str()).collect();
    assert_eq!(days, ["mon", "mon", "wed", "wed", "sun", "sun"]);
    assert_eq!(form.remove(2), Some(Focus::Row(2)), "the next of the day");
    assert_eq!(form.remove(2), Some(Focus::Add(Day::Wed)), "the day's button");
    assert_eq!(form.remove(3), Some(Focus::Row(2)), "the one before");
    assert_eq!(form.remove(9), None);
}

#[test]
fn times_are_read_as_browsers_send_them() {
    let minutes = |text, ends| wall_time(text, ends).map(WallTime::minutes);
    assert_eq!(minutes("09:00", false), Some(540));
    assert_eq!(minutes("9:00", false), Some(540));
    assert_eq!(minutes("09:00:00", false), Some(540));
    assert_eq!(minutes("00:00", false), Some(0));
    assert_eq!(minutes("00:00", true), Some(1440));
    assert_eq!((minutes("", false), minutes("25:00", false), minutes("nine", false)), (None, None, None));
}
