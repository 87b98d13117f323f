//! A week of hours as it is typed: rows of weekdays, which buttons add, take away and copy; and the template that it stands for. What a
//! good template is, the domain says; here its problems are led back to the rows that they are about.

use holdfast_domain::FieldProblem;
use holdfast_domain::ids::VisitTypeId;
use holdfast_domain::template::{
    Break, DEFAULT_HORIZON_DAYS, Day, Mode, Rule, SLOT_MINUTES, Template, WallTime,
};
use jiff::civil::Date;

use super::in_words;
use crate::fields::{Errors, Fields};
use crate::texts::{Texts, key};

/// Length of a slot where nothing says another.
const MINUTES: u32 = 30;

/// One line of a weekday: hours, or a break in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) day: Day,
    pub(super) is_break: bool,
    pub(super) start: String,
    pub(super) end: String,
    pub(super) minutes: String,
    pub(super) buffer: String,
    pub(super) mode: Mode,
    pub(super) types: Vec<VisitTypeId>,
}

/// Where the focus goes when the form is shown again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Focus {
    Row(usize),
    Add(Day),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WeekForm {
    /// By weekday, and in the order in which they are shown.
    pub(super) rows: Vec<Row>,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) horizon: String,
}

pub(super) fn weekday(name: &str) -> Option<Day> {
    Day::ALL.into_iter().find(|day| day.as_str() == name)
}

/// A time as a browser's field has it: the midnight that ends a day is that which begins the next.
fn shown(time: WallTime) -> String {
    if time == WallTime::END_OF_DAY { "00:00".to_owned() } else { time.to_string() }
}

/// Reads one; browsers without such a field send what was typed.
pub(super) fn wall_time(text: &str, ends: bool) -> Option<WallTime> {
    let hours_and_minutes = text.get(..5).filter(|_| text.len() == 8).unwrap_or(text);
    let padded = if hours_and_minutes.len() == 4 {
        format!("0{hours_and_minutes}")
    } else {
        hours_and_minutes.to_owned()
    };
    let time: WallTime = padded.parse().ok()?;
    Some(if ends && time.minutes() == 0 { WallTime::END_OF_DAY } else { time })
}

impl Row {
    fn hours(day: Day, start: WallTime, end: WallTime) -> Self {
        Self {
            day,
            is_break: false,
            start: shown(start),
            end: shown(end),
            minutes: MINUTES.to_string(),
            buffer: "0".to_owned(),
            mode: Mode::default(),
            types: Vec::new(),
        }
    }

    fn pause(day: Day, start: WallTime, end: WallTime) -> Self {
        Self { is_break: true, ..Self::hours(day, start, end) }
    }

    fn of_rule(rule: &Rule, day: Day) -> Self {
        Self {
            minutes: rule.slot_minutes.to_string(),
            buffer: rule.buffer_minutes.to_string(),
            mode: rule.mode,
            types: rule.visit_types.clone(),
            ..Self::hours(day, rule.start, rule.end)
        }
    }

    /// What its first field sends: of which weekday it is, and what.
    pub(super) fn value(&self) -> String {
        format!("{},{}", self.day, if self.is_break { "break" } else { "hours" })
    }

    fn times(&self) -> Option<(WallTime, WallTime)> {
        Some((wall_time(&self.start, false)?, wall_time(&self.end, true)?))
    }
}

impl WeekForm {
    /// The form as it was sent.
    pub(super) fn typed(fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).to_owned();
        let mut form =
            Self { rows: Vec::new(), from: text("from"), until: text("until"), horizon: text("horizon") };
        for (name, value) in fields.pairs() {
            if name == "row" {
                let Some((day, kind)) = value.split_once(',') else { continue };
                let Some(day) = weekday(day) else { continue };
                let blank = Row::hours(day, WallTime::default(), WallTime::default());
                form.rows.push(Row {
                    is_break: kind == "break",
                    start: String::new(),
                    end: String::new(),
                    ..blank
                });
                continue;
            }
            let Some(row) = form.rows.last_mut() else { continue };
            match name {
                "start" => value.clone_into(&mut row.start),
                "end" => value.clone_into(&mut row.end),
                "minutes" => value.clone_into(&mut row.minutes),
                "buffer" => value.clone_into(&mut row.buffer),
                "mode" => row.mode = Mode::parse(value).unwrap_or_default(),
                "type" => row.types.extend(value.parse::<VisitTypeId>()),
                _ => {}
            }
        }
        form.sort();
        form
    }

    /// A template to be changed, from a day on.
    pub(super) fn of(template: &Template, from: Date) -> Self {
        let rules =
            template.rules.iter().flat_map(|rule| rule.days.iter().map(|day| Row::of_rule(rule, *day)));
        let breaks = template
            .breaks
            .iter()
            .flat_map(|pause| pause.days.iter().map(|day| Row::pause(*day, pause.start, pause.end)));
        let mut form = Self {
            rows: rules.chain(breaks).collect(),
            from: template.effective_from.max(from).to_string(),
            until: template.effective_until.map(|until| until.to_string()).unwrap_or_default(),
            horizon: template.horizon_days.to_string(),
        };
        form.rows.sort_by_key(|row| row.start.clone());
        form.sort();
        form
    }

    /// No hours, from a day on.
    pub(super) fn empty(from: Date) -> Self {
        let horizon = DEFAULT_HORIZON_DAYS.to_string();
        Self { from: from.to_string(), horizon, ..Self::default() }
    }

    /// Monday to Friday, nine to five.
    pub(super) fn fill(&mut self) -> Focus {
        let at = |hour: u16| WallTime::from_minutes(hour * 60).unwrap_or_default();
        self.rows = Day::ALL[..5].iter().map(|day| Row::hours(*day, at(9), at(17))).collect();
        Focus::Row(0)
    }

    /// One row more of a weekday: after its last hours, and of their kind.
    pub(super) fn add(&mut self, day: Day, is_break: bool) -> Focus {
        let at = |minutes: u16| WallTime::from_minutes(minutes).unwrap_or_default();
        let last = self.rows.iter().rev().find(|row| row.day == day && !row.is_break);
        let ended = last.and_then(Row::times).map(|(_, end)| end.minutes());
        let like = last.or_else(|| self.rows.iter().rev().find(|row| !row.is_break)).cloned();
        let row = match (is_break, ended, like) {
            (true, ..) => Row::pause(day, at(12 * 60), at(13 * 60)),
            (_, Some(end), Some(like)) if end <= 23 * 60 => {
                Row { start: shown(at(end)), end: shown(at(end + 60)), ..like }
            }
            (_, None, Some(like)) => Row { day, start: shown(at(9 * 60)), end: shown(at(17 * 60)), ..like },
            _ => Row::hours(day, at(9 * 60), at(17 * 60)),
        };
        let place = self.rows.iter().rposition(|row| row.day == day).map_or_else(
            || self.rows.iter().position(|row| position(row.day) > position(day)).unwrap_or(self.rows.len()),
            |last| last + 1,
        );
        self.rows.insert(place, row);
        Focus::Row(place)
    }

    /// Without a row; its neighbour has the focus then.
    pub(super) fn remove(&mut self, nth: usize) -> Option<Focus> {
        if nth >= self.rows.len() {
            return None;
        }
        let day = self.rows.remove(nth).day;
        let is_of_day = |nth: &usize| self.rows.get(*nth).is_some_and(|row| row.day == day);
        let neighbour = Some(nth).filter(is_of_day).or_else(|| nth.checked_sub(1).filter(is_of_day));
        Some(neighbour.map_or(Focus::Add(day), Focus::Row))
    }

    /// The rows of a weekday on others too, in the place of theirs.
    pub(super) fn copy(&mut self, from: Day, to: &[Day]) -> Focus {
        let copied: Vec<Row> = self.rows.iter().filter(|row| row.day == from).cloned().collect();
        let to: Vec<Day> = to.iter().copied().filter(|day| *day != from).collect();
        self.rows.retain(|row| !to.contains(&row.day));
        for day in &to {
            self.rows.extend(copied.iter().cloned().map(|row| Row { day: *day, ..row }));
        }
        self.sort();
        let day = to.first().copied().unwrap_or(from);
        self.rows.iter().position(|row| row.day == day).map_or(Focus::Add(day), Focus::Row)
    }

    fn sort(&mut self) {
        self.rows.sort_by_key(|row| position(row.day));
    }

    /// The template that it stands for, with what is wrong with it.
    pub(super) fn read(&self, t: &Texts) -> (Template, Errors) {
        let mut errors = Errors::default();
        let mut note = |field: &str, says: &'static str| errors.add(field, t.say(says));
        let date = |text: &str| text.parse::<Date>().ok().filter(|_| text.len() == 10);
        let (from, until) = (date(&self.from), date(&self.until));
        if from.is_none() {
            note("from", key("error-day"));
        }
        if until.is_none() && !self.until.is_empty() {
            note("until", key("error-day"));
        }
        let horizon: Option<u32> = self.horizon.parse().ok();
        if horizon.is_none() {
            note("horizon", key("hours-error-horizon"));
        }
        let mut template = Template {
            effective_from: from.unwrap_or_default(),
            effective_until: until.filter(|_| from.is_some()),
            horizon_days: horizon.unwrap_or(DEFAULT_HORIZON_DAYS),
            ..Template::default()
        };
        for day in Day::ALL {
            self.read_day(day, &mut template, &mut errors, t);
        }
        if errors.is_empty()
            && let Err(problems) = template.validate()
        {
            for problem in &problems {
                add_general(problem, &mut errors, t);
            }
        }
        (template, errors)
    }

    /// Adds a weekday to the template, as one rule for all days that are alike.
    fn read_day(&self, day: Day, template: &mut Template, errors: &mut Errors, t: &Texts) {
        let (mut rules, mut breaks) = (Vec::new(), Vec::new());
        for (nth, row) in self.rows.iter().enumerate().filter(|(_, row)| row.day == day) {
            let wrong = |field: &str, says: &'static str, errors: &mut Errors| {
                errors.add(&format!("r{nth}-{field}"), self.about(nth, says, t));
            };
            let Some((start, end)) = row.times() else {
                let field = if wall_time(&row.start, false).is_none() { "start" } else { "end" };
                wrong(field, key("hours-error-time"), errors);
                continue;
            };
            if row.is_break {
                breaks.push((nth, Break { days: vec![day], start, end }));
                continue;
            }
            let Ok(slot_minutes) = row.minutes.parse() else {
                wrong("minutes", key("hours-error-minutes"), errors);
                continue;
            };
            let buffer = if row.buffer.is_empty() { "0" } else { &row.buffer };
            let Ok(buffer_minutes) = buffer.parse() else {
                wrong("buffer", key("hours-error-pause"), errors);
                continue;
            };
            let visit_types = row.types.clone();
            let (mode, days, serves) = (row.mode, vec![day], None);
            rules.push((
                nth,
                Rule { days, start, end, slot_minutes, buffer_minutes, mode, visit_types, serves },
            ));
        }
        let of_day = Template {
            rules: rules.iter().map(|(_, rule)| rule.clone()).collect(),
            breaks: breaks.iter().map(|(_, pause)| pause.clone()).collect(),
            ..template.clone()
        };
        for problem in of_day.validate().err().unwrap_or_default() {
            let Some((list, nth, part)) = place_of(&problem.field) else { continue };
            let row =
                if list == "rules" { rules.get(nth).map(|of| of.0) } else { breaks.get(nth).map(|of| of.0) };
            let Some(nth) = row else { continue };
            let (field, says) = match part {
                "end" => ("end", key("hours-error-order")),
                "slot_minutes"
                    if rules
                        .iter()
                        .any(|(of, rule)| *of == nth && SLOT_MINUTES.contains(&rule.slot_minutes)) =>
                {
                    ("minutes", key("hours-error-short"))
                }
                "slot_minutes" => ("minutes", key("hours-error-minutes")),
                "buffer_minutes" => ("buffer", key("hours-error-pause")),
                _ => ("start", key("hours-error-overlap")),
            };
            errors.add(&format!("r{nth}-{field}"), self.about(nth, says, t));
        }
        for (_, rule) in rules {
            let alike = |other: &&mut Rule| Rule { days: rule.days.clone(), ..(**other).clone() } == rule;
            match template.rules.iter_mut().find(alike).filter(|other| !other.days.contains(&day)) {
                Some(other) => other.days.push(day),
                None => template.rules.push(rule),
            }
        }
        for (_, pause) in breaks {
            let alike = |other: &&mut Break| (other.start, other.end) == (pause.start, pause.end);
            match template.breaks.iter_mut().find(alike).filter(|other| !other.days.contains(&day)) {
                Some(other) => other.days.push(day),
                None => template.breaks.push(pause),
            }
        }
    }

    /// What is wrong with a row, with its weekday and times before it.
    fn about(&self, nth: usize, says: &str, t: &Texts) -> String {
        let Some(row) = self.rows.get(nth) else { return t.say(says) };
        let day = t.formats.weekday(row.day);
        let row = match row.times() {
            Some((start, end)) => format!("{day} {}", in_words::span(start, end, t)),
            None => day,
        };
        t.with2("hours-error-at", "row", row, "says", t.say(says))
    }

    /// What a service found wrong, beside what was seen here.
    pub(super) fn note(problems: &[FieldProblem], errors: &mut Errors, t: &Texts) {
        for problem in problems {
            add_general(problem, errors, t);
        }
    }

    /// The fields that carry it to the next page.
    pub(super) fn hidden(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![
            ("from", self.from.clone()),
            ("until", self.until.clone()),
            ("horizon", self.horizon.clone()),
        ];
        for row in &self.rows {
            fields.push(("row", row.value()));
            fields.push(("start", row.start.clone()));
            fields.push(("end", row.end.clone()));
            if row.is_break {
                continue;
            }
            fields.push(("minutes", row.minutes.clone()));
            fields.push(("buffer", row.buffer.clone()));
            fields.push(("mode", row.mode.as_str().to_owned()));
            fields.extend(row.types.iter().map(|id| ("type", id.to_string())));
        }
        fields
    }
}

fn position(day: Day) -> Option<usize> {
    Day::ALL.iter().position(|other| *other == day)
}

/// `rules[3].end` as its parts.
fn place_of(field: &str) -> Option<(&str, usize, &str)> {
    let (list, rest) = field.split_once('[')?;
    let (nth, part) = rest.split_once(']')?;
    Some((list, nth.parse().ok()?, part.trim_start_matches('.')))
}

/// A problem that is about no row.
fn add_general(problem: &FieldProblem, errors: &mut Errors, t: &Texts) {
    let (field, says) = match problem.field.as_str() {
        "effective_from" => ("from", key("hours-error-from")),
        "effective_until" => ("until", key("hours-error-until")),
        "horizon_days" => ("horizon", key("hours-error-horizon")),
        "rules" | "breaks" => ("week", key("hours-error-many")),
        field if field.contains("visit_types") => ("week", key("hours-error-type")),
        _ => ("week", key("desk-invalid")),
    };
    errors.add(field, t.say(says));
}

#[cfg(test)]
mod tests;
