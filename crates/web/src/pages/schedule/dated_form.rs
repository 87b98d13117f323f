//! Dates that differ from the hours of the week, as they are typed: time off, or hours that are open once.

use holdfast_domain::FieldProblem;
use holdfast_domain::ids::VisitTypeId;
use holdfast_domain::opening::{DatedRule, MAX_DATES, NamedDate, NewOpenings};
use holdfast_domain::slots::reached;
use holdfast_domain::template::{Mode, WallTime};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::week_form::wall_time;
use crate::fields::{Errors, Fields};
use crate::texts::{Texts, key};

/// Length of a slot where nothing says another.
const MINUTES: &str = "30";

/// Dates in a row: the last one is empty for one day alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dates {
    pub(super) first: String,
    pub(super) last: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DatedForm {
    pub(super) is_open: bool,
    pub(super) rows: Vec<Dates>,
    pub(super) start: String,
    pub(super) end: String,
    pub(super) minutes: String,
    pub(super) buffer: String,
    pub(super) mode: Mode,
    pub(super) types: Vec<VisitTypeId>,
    pub(super) reason: String,
    /// Whether one gets back to the doctor's day afterwards.
    pub(super) is_of_day: bool,
}

/// A stretch of time off, and the dates that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) dates: Dates,
    pub(super) starts_at_us: i64,
    pub(super) ends_at_us: i64,
}

fn date(text: &str) -> Option<Date> {
    text.parse::<Date>().ok().filter(|date| text.len() == 10 && (1970..=2200).contains(&date.year()))
}

impl DatedForm {
    pub(super) fn empty(is_open: bool) -> Self {
        Self {
            is_open,
            rows: vec![Dates::default()],
            minutes: MINUTES.to_owned(),
            buffer: "0".to_owned(),
            ..Self::default()
        }
    }

    /// The form as it was sent.
    pub(super) fn typed(fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).to_owned();
        // time off has no such fields
        let or = |name: &str, usual: &str| fields.all(name).next().unwrap_or(usual).to_owned();
        let mut rows: Vec<Dates> = Vec::new();
        for (name, value) in fields.pairs() {
            match (name, rows.last_mut()) {
                ("first", _) => rows.push(Dates { first: value.to_owned(), last: String::new() }),
                ("last", Some(row)) => value.clone_into(&mut row.last),
                _ => {}
            }
        }
        if rows.is_empty() {
            rows.push(Dates::default());
        }
        Self {
            is_open: fields.text("kind") == "open",
            rows,
            start: text("start"),
            end: text("end"),
            minutes: or("minutes", MINUTES),
            buffer: or("buffer", "0"),
            mode: Mode::parse(fields.text("mode")).unwrap_or_default(),
            types: fields.all("type").filter_map(|id| id.parse().ok()).collect(),
            reason: text("reason"),
            is_of_day: fields.text("back") == "day",
        }
    }

    pub(super) fn add(&mut self) -> usize {
        self.rows.push(Dates::default());
        self.rows.len() - 1
    }

    /// Without a row; says which has the focus then. One is always there.
    pub(super) fn remove(&mut self, nth: usize) -> usize {
        if nth < self.rows.len() {
            self.rows.remove(nth);
        }
        if self.rows.is_empty() {
            self.rows.push(Dates::default());
        }
        nth.min(self.rows.len() - 1)
    }

    /// The dates of each row, those that cannot be read being noted.
    fn spans(&self, errors: &mut Errors, t: &Texts) -> Vec<(Date, Date)> {
        let mut spans = Vec::new();
        let mut days = 0;
        for (nth, row) in self.rows.iter().enumerate() {
            let Some(first) = date(&row.first) else {
                errors.add(&format!("d{nth}-first"), t.say("error-day"));
                continue;
            };
            let last = if row.last.is_empty() { Some(first) } else { date(&row.last) };
            let Some(last) = last else {
                errors.add(&format!("d{nth}-last"), t.say("error-day"));
                continue;
            };
            if last < first {
                errors.add(&format!("d{nth}-last"), t.say("dates-error-order"));
                continue;
            }
            days += last.duration_since(first).as_hours() / 24 + 1;
            spans.push((first, last));
        }
        // days that are named one by one
        let is_counted = self.is_open || !self.start.is_empty();
        if is_counted && days > i64::try_from(MAX_DATES).unwrap_or(i64::MAX) {
            errors.add("d0-first", t.count("dates-error-many", u32::try_from(MAX_DATES).unwrap_or(u32::MAX)));
            spans.clear();
        }
        spans
    }

    /// From when to when on each of the days; none where the whole days are meant.
    fn times(&self, errors: &mut Errors, t: &Texts) -> Option<(WallTime, WallTime)> {
        if !self.is_open && self.start.is_empty() && self.end.is_empty() {
            return None;
        }
        let (start, end) = (wall_time(&self.start, false), wall_time(&self.end, true));
        for (field, time) in [("start", start), ("end", end)] {
            if time.is_none() {
                errors.add(field, t.say("hours-error-time"));
            }
        }
        let (start, end) = start.zip(end)?;
        if !self.is_open && end <= start {
            errors.add("end", t.say("hours-error-order"));
        }
        Some((start, end))
    }

    /// Time off, a stretch for each row, or for each day where it begins and ends at some time.
    pub(super) fn stretches(&self, zone: &TimeZone, errors: &mut Errors, t: &Texts) -> Vec<Stretch> {
        let spans = self.spans(errors, t);
        let times = self.times(errors, t);
        if !errors.is_empty() {
            return Vec::new();
        }
        let (start, end) = times.unwrap_or((WallTime::default(), WallTime::END_OF_DAY));
        let spans: Vec<(Date, Date)> = if times.is_none() {
            spans
        } else {
            spans.iter().flat_map(|span| each_day(*span)).map(|day| (day, day)).collect()
        };
        let at = |day, time| reached(day, time, zone).map(jiff::Timestamp::as_microsecond);
        let stretch = |(first, last): (Date, Date)| {
            let dates = Dates { first: first.to_string(), last: last.to_string() };
            Some(Stretch { dates, starts_at_us: at(first, start)?, ends_at_us: at(last, end)? })
        };
        spans.into_iter().filter_map(stretch).collect()
    }

    /// The days to be opened. Their problems are led back to the rows of their dates.
    pub(super) fn openings(&self, today: Date, errors: &mut Errors, t: &Texts) -> NewOpenings {
        let spans = self.spans(errors, t);
        let times = self.times(errors, t);
        let number = |text: &str| text.parse::<u32>().ok();
        let minutes = number(&self.minutes);
        let buffer = if self.buffer.is_empty() { Some(0) } else { number(&self.buffer) };
        if minutes.is_none() {
            errors.add("minutes", t.say("hours-error-minutes"));
        }
        if buffer.is_none() {
            errors.add("buffer", t.say("hours-error-pause"));
        }
        let (Some((start, end)), Some(slot_minutes), Some(buffer_minutes)) = (times, minutes, buffer) else {
            return NewOpenings::default();
        };
        let (mode, visit_types) = (self.mode, self.types.clone());
        let rule = DatedRule { days: None, start, end, slot_minutes, buffer_minutes, mode, visit_types };
        let dates = spans.iter().flat_map(|span| each_day(*span)).map(NamedDate).collect();
        let openings = NewOpenings { dates, rules: vec![rule] };
        if errors.is_empty()
            && let Err(problems) = openings.validate(today)
        {
            self.note(&problems, errors, t);
        }
        openings
    }

    /// What the domain, or a service, found wrong.
    pub(super) fn note(&self, problems: &[FieldProblem], errors: &mut Errors, t: &Texts) {
        for problem in problems {
            let field = problem.field.as_str();
            let (at, says) = match field.strip_prefix("rules[0].").unwrap_or(field) {
                "end" => ("end".to_owned(), key("hours-error-order")),
                "slot_minutes" => ("minutes".to_owned(), key("hours-error-minutes-or-short")),
                "buffer_minutes" => ("buffer".to_owned(), key("hours-error-pause")),
                "start" => ("start".to_owned(), key("dates-error-overlap")),
                "reason" => ("reason".to_owned(), key("desk-invalid")),
                "starts_at" | "ends_at" => ("d0-first".to_owned(), key("dates-error-when")),
                _ => (format!("d{}-first", self.row_of(field)), key("dates-error-when")),
            };
            errors.add(&at, t.say(says));
        }
    }

    /// The row that `dates[7]` is in.
    fn row_of(&self, field: &str) -> usize {
        let nth = field.strip_prefix("dates[").and_then(|rest| rest.split(']').next());
        let mut left: usize = nth.and_then(|nth| nth.parse().ok()).unwrap_or_default();
        for (nth, row) in self.rows.iter().enumerate() {
            let last = date(&row.last).or_else(|| date(&row.first));
            let days = date(&row.first).zip(last).map_or(0, |span| each_day(span).count());
            if left < days {
                return nth;
            }
            left -= days;
        }
        0
    }

    /// The fields that carry it to the next page.
    pub(super) fn hidden(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![("kind", if self.is_open { "open" } else { "closed" }.to_owned())];
        for row in &self.rows {
            fields.push(("first", row.first.clone()));
            fields.push(("last", row.last.clone()));
        }
        for (name, value) in [
            ("start", &self.start),
            ("end", &self.end),
            ("minutes", &self.minutes),
            ("buffer", &self.buffer),
            ("reason", &self.reason),
        ] {
            fields.push((name, value.clone()));
        }
        fields.push(("mode", self.mode.as_str().to_owned()));
        fields.extend(self.types.iter().map(|id| ("type", id.to_string())));
        if self.is_of_day {
            fields.push(("back", "day".to_owned()));
        }
        fields
    }
}

fn each_day((first, last): (Date, Date)) -> impl Iterator<Item = Date> {
    first.series(jiff::Span::new().days(1)).take_while(move |day| *day <= last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    fn form(is_open: bool, rows: &[(&str, &str)], start: &str, end: &str) -> DatedForm {
        let row =
            |(first, last): &(&str, &str)| Dates { first: (*first).to_owned(), last: (*last).to_owned() };
        DatedForm {
            rows: rows.iter().map(row).collect(),
            start: start.to_owned(),
            end: end.to_owned(),
            ..DatedForm::empty(is_open)
        }
    }

    fn wrong(form: &DatedForm) -> Vec<String> {
        let (t, mut errors) = (Texts::of(Locale::English), Errors::default());
        if form.is_open {
            form.openings(jiff::civil::date(2026, 12, 1), &mut errors, t);
        } else {
            form.stretches(&TimeZone::UTC, &mut errors, t);
        }
        errors.all().iter().map(|(field, _)| field.clone()).collect()
    }

    #[test]
    fn whole_days_are_one_stretch_and_hours_one_a_day() {
        let zone = TimeZone::get("Europe/London").unwrap();
        let of = |form: &DatedForm| {
            let mut errors = Errors::default();
            let found = form.stretches(&zone, &mut errors, Texts::of(Locale::English));
            assert!(errors.is_empty(), "{errors:?}");
            found.iter().map(|of| (of.ends_at_us - of.starts_at_us) / 3_600_000_000).collect::<Vec<_>>()
        };
        assert_eq!(of(&form(false, &[("2026-12-24", "2026-12-26")], "", "")), [72]);
        // the clocks go forward on the 28th of March
        assert_eq!(of(&form(false, &[("2027-03-28", "")], "", "")), [23]);
        assert_eq!(
            of(&form(false, &[("2026-12-24", "2026-12-25"), ("2026-12-28", "")], "14:00", "16:00")),
            [2, 2, 2]
        );
    }

    #[test]
    fn problems_are_at_their_rows() {
        assert_eq!(wrong(&form(false, &[("2026-12-24", ""), ("", "")], "", "")), ["d1-first"]);
        assert_eq!(wrong(&form(false, &[("2026-12-24", "2026-12-23")], "", "")), ["d0-last"]);
        assert_eq!(wrong(&form(false, &[("2026-12-24", "")], "10:00", "")), ["end"]);
        assert_eq!(wrong(&form(false, &[("2026-12-24", "")], "10:00", "09:00")), ["end"]);
        assert_eq!(wrong(&form(false, &[("2026-12-24", "2027-12-24")], "10:00", "11:00")), ["d0-first"]);
        assert_eq!(
            wrong(&form(true, &[("2026-12-05", "2026-12-06"), ("2026-11-05", "")], "09:00", "12:00")),
            ["d1-first"]
        );
        assert_eq!(wrong(&form(true, &[("2026-12-05", "")], "", "12:00")), ["start"]);
        assert_eq!(wrong(&form(true, &[("2026-12-05", "")], "12:00", "09:00")), ["end"]);
        assert_eq!(wrong(&form(true, &[("2026-12-05", "")], "09:00", "09:10")), ["minutes"]);
    }
}
