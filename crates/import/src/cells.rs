//! Reading the cells of one row: what is missing, what is no number, no date, no time.

use std::ops::RangeInclusive;
use std::str::FromStr;

use holdfast_domain::template::YEARS;
use holdfast_domain::text::{Checks, NAME_MAX};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};

use crate::columns::{Kind, Shape};
use crate::files::RawRow;
use crate::spoiled;

/// An instant as a file names it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum When {
    Instant(Timestamp),
    /// On the clinic's wall.
    Local(DateTime),
}

impl When {
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

const WHEN: &str = "must be a time such as 2026-12-01T09:00+01:00, or 2026-12-01T09:00 by the clinic's clock";

/// One row under reading. What is wrong with it gathers in `checks`; the values read after that are placeholders.
pub(crate) struct Cells<'a> {
    row: &'a RawRow,
    kind: Kind,
    pub(crate) checks: Checks,
}

impl<'a> Cells<'a> {
    pub(crate) fn new(kind: Kind, row: &'a RawRow) -> Self {
        let mut checks = Checks::new();
        for (column, cell) in kind.columns().iter().zip(&row.cells) {
            if column.required && cell.is_none() {
                checks.note(column.name, "must not be empty");
            }
            let spoiled = cell.as_deref().and_then(|text| {
                let of_digits =
                    if column.shape == Shape::Digits { spoiled::number_for_digits(text) } else { None };
                spoiled::error_value(text).or(of_digits)
            });
            if let Some(reason) = spoiled {
                checks.note(column.name, reason);
            }
        }
        Self { row, kind, checks }
    }

    /// What the cell holds, if it holds something.
    pub(crate) fn get(&self, column: &str) -> Option<&'a str> {
        self.kind.column(column).and_then(|index| self.row.cells[index].as_deref())
    }

    /// The text of a cell under a check of its own; nothing is an empty text.
    pub(crate) fn text(&mut self, column: &str, check: impl FnOnce(&mut Checks, &str, &str)) -> String {
        // That a required one is empty was noted already.
        let Some(text) = self.get(column) else { return String::new() };
        check(&mut self.checks, column, text);
        text.to_owned()
    }

    /// The ref of a row; empty when there is none that would do.
    pub(crate) fn reference(&mut self, column: &str) -> String {
        let text = self.get(column).unwrap_or_default();
        let mut checks = Checks::new();
        checks.line(column, text, NAME_MAX);
        // A ref is looked up in the database, which takes no NUL.
        let Err(problem) = checks.finish() else { return text.to_owned() };
        for found in problem.fields {
            self.checks.note(found.field, found.problem);
        }
        String::new()
    }

    /// A value that is written in one way only.
    pub(crate) fn parse<T: FromStr>(&mut self, column: &str, must_be: &str) -> Option<T> {
        let value = self.get(column)?.parse().ok();
        if value.is_none() {
            self.checks.note(column, must_be);
        }
        value
    }

    /// A whole number.
    pub(crate) fn number(&mut self, column: &str) -> Option<u32> {
        // "+5" would parse too
        let digits = self.get(column)?.bytes().all(|byte| byte.is_ascii_digit());
        if !digits {
            self.checks.note(column, "must be a whole number");
            return None;
        }
        self.parse(column, "is too large")
    }

    /// A whole number within bounds, or what it is when the cell is empty.
    pub(crate) fn within(&mut self, column: &str, bounds: &RangeInclusive<u32>, default: i32) -> i32 {
        let Some(number) = self.number(column) else { return default };
        self.checks.within(column, number, *bounds.start(), *bounds.end());
        i32::try_from(number).unwrap_or(default)
    }

    /// A date, written as ISO 8601 has it.
    pub(crate) fn date(&mut self, column: &str) -> Option<Date> {
        let text = self.get(column)?;
        // Parsing takes times and short forms too.
        let date = text.parse().ok().filter(|date: &Date| date.to_string() == text);
        if date.is_none() {
            self.checks.note(column, "must be a date such as 2026-12-01");
        }
        date
    }

    /// An instant: RFC 3339, or without an offset by the clinic's clock.
    pub(crate) fn when(&mut self, column: &str) -> Option<When> {
        let text = self.get(column)?;
        let when = text.parse().ok().and_then(to_microsecond).map(When::Instant).or_else(|| local(text));
        let Some(when) = when else {
            self.checks.note(column, WHEN);
            return None;
        };
        let year = match when {
            When::Instant(at) => TimeZone::UTC.to_datetime(at).year(),
            When::Local(wall) => wall.year(),
        };
        if !YEARS.contains(&year) {
            let reason = format!("must lie in the years {} to {}", YEARS.start(), YEARS.end());
            self.checks.note(column, reason);
        }
        Some(when)
    }
}

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
