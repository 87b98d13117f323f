//! What comes with an address or a form, and what is wrong with it.

use std::str::FromStr;

use holdfast_domain::{ErrorCode, FieldProblem, Problem};
use jiff::civil::Date;

/// Longest value that is shown again in a form.
const SHOWN_MAX: usize = 2_000;

/// Names and values. A value that was left empty was not given.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).into_owned().collect())
    }

    /// All others: what comes with an address is no name of a person.
    pub(crate) fn without(self, name: &str) -> Self {
        Self(self.0.into_iter().filter(|(found, _)| found != name).collect())
    }

    /// A form as it stands before anybody has typed into it.
    pub(crate) fn filled<const N: usize>(pairs: [(&str, String); N]) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// One value more, of boxes of one name.
    pub(crate) fn push(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    /// Whether the box with this value was ticked.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|found| found == value)
    }

    /// A text of several lines, as long as it is.
    pub(crate) fn lines(&self, name: &str) -> String {
        // browsers send line ends as CR LF
        self.exact(name).replace("\r\n", "\n").trim().to_owned()
    }

    /// The value, without the space around it.
    pub(crate) fn text(&self, name: &str) -> &str {
        let value = self.0.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim());
        if value.len() > SHOWN_MAX { "" } else { value }
    }

    /// All names and values in the order of the form, for forms with rows: a row is what follows its first field.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.trim()))
    }

    /// All values of a field, such as those of boxes that were ticked.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs().filter(move |(found, _)| *found == name).map(|(_, value)| value)
    }

    /// The value as it was typed: what is no text of people, such as a password.
    pub(crate) fn exact(&self, name: &str) -> String {
        self.0.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    pub(crate) fn some(&self, name: &str) -> Option<String> {
        Some(self.text(name).to_owned()).filter(|text| !text.is_empty())
    }

    /// An id, a mode, a part of the day; none if it is not given, or is nothing of the kind.
    pub(crate) fn parsed<T: FromStr>(&self, name: &str) -> Option<T> {
        self.text(name).parse().ok()
    }

    /// The same, where it cannot be done without: a form of ours has it.
    pub(crate) fn needed<T: FromStr>(&self, name: &'static str) -> Result<T, Problem> {
        self.parsed(name).ok_or_else(|| Problem::field(name, "is missing"))
    }

    /// A day; an error if what is given is none.
    pub(crate) fn day(&self, name: &str) -> Result<Option<Date>, ()> {
        match self.text(name) {
            "" => Ok(None),
            text => {
                let day: Date = text.parse().map_err(|_| ())?;
                if (1970..=2200).contains(&day.year()) { Ok(Some(day)) } else { Err(()) }
            }
        }
    }
}

/// What is wrong with a form, in the order of its fields.
#[derive(Clone, Debug, Default)]
pub(crate) struct Errors(Vec<(String, String)>);

impl Errors {
    pub(crate) fn add(&mut self, field: &str, says: String) {
        self.0.push((field.to_owned(), says));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with one field, if anything is.
    pub(crate) fn at(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(found, _)| found == field).map(|(_, says)| says.as_str())
    }

    pub(crate) fn all(&self) -> &[(String, String)] {
        &self.0
    }
}

/// The fields that a service found wrong; none if the problem is another.
pub(crate) fn wrong_fields(problem: &Problem) -> &[FieldProblem] {
    if problem.code == ErrorCode::InvalidRequest { &problem.fields } else { &[] }
}
