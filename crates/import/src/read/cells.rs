//! Reading the cells of one row: what is missing, what is no number, no date, no time.

use std::ops::RangeInclusive;
use std::str::FromStr;

use holdfast_domain::template::YEARS;
use holdfast_domain::text::{Checks, NAME_MAX};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::kind::Kind;
use crate::read::columns::{Need, Shape};
use crate::read::raw_rows::RawRow;
use crate::read::spreadsheet;
use crate::read::when::{WHEN, When};

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
            if column.need == Need::Required && cell.is_none() {
                checks.note(column.name, "must not be empty");
            }
            let spoiled = cell.as_deref().and_then(|text| {
                let of_digits =
                    if column.shape == Shape::Digits { spreadsheet::number_for_digits(text) } else { None };
                spreadsheet::error_value(text).or(of_digits)
            });
            if let Some(reason) = spoiled {
                checks.note(column.name, reason);
            }
        }
        Self { row, kind, checks }
    }

    /// What the cell holds, or its column's default, if there is either.
    pub(crate) fn get(&self, column: &str) -> Option<&'a str> {
        let index = self.kind.column(column)?;
        self.row.cells[index].as_deref().or(match self.kind.columns()[index].need {
            Need::Default(value) => Some(value),
            Need::Required | Need::Optional => None,
        })
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

    /// A whole number within bounds.
    pub(crate) fn within(&mut self, column: &str, bounds: &RangeInclusive<u32>) -> i32 {
        let Some(number) = self.number(column) else { return 0 };
        self.checks.within(column, number, *bounds.start(), *bounds.end());
        i32::try_from(number).unwrap_or(0)
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
        let Some(when) = When::parse(text) else {
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
