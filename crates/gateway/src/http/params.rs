//! Parameters in the address, strictly: unknown and repeated ones are refused, and an answer names the one that is
//! wrong.

use std::str::FromStr;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use holdfast_domain::ids::NotAnId;
use holdfast_domain::{Cursor, FieldProblem, Page, Problem};
use jiff::Timestamp;
use jiff::civil::Date;

use super::problem::Refusal;
use crate::Gateway;

/// Longest text, in characters.
pub const TEXT_MAX: usize = 200;

/// The parameters of one request.
pub struct Params {
    pairs: Vec<(String, String)>,
    problems: Vec<FieldProblem>,
}

impl Params {
    /// Reads the part behind the question mark; `known` are the names that the route takes.
    pub fn new(query: Option<&str>, known: &[&str]) -> Self {
        let mut params = Self { pairs: Vec::new(), problems: Vec::new() };
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            if !known.contains(&name.as_ref()) {
                let name: String = name.chars().take(60).collect();
                params.problems.push(FieldProblem::new(name, "is not a parameter of this endpoint"));
            } else if params.pairs.iter().any(|(seen, _)| *seen == name) {
                params.problems.push(FieldProblem::new(name, "is given more than once"));
            } else {
                params.pairs.push((name.into_owned(), value.into_owned()));
            }
        }
        params
    }

    fn take(&mut self, name: &str) -> Option<String> {
        let at = self.pairs.iter().position(|(seen, _)| seen == name)?;
        Some(self.pairs.swap_remove(at).1)
    }

    pub(crate) fn note(&mut self, name: &str, problem: &str) {
        self.problems.push(FieldProblem::new(name, problem));
    }

    /// A text of at most [`TEXT_MAX`] characters, without NUL (PostgreSQL stores none).
    pub fn text(&mut self, name: &str) -> String {
        let text = self.take(name).unwrap_or_default();
        if text.chars().count() > TEXT_MAX {
            self.problems.push(FieldProblem::new(name, format!("must have at most {TEXT_MAX} characters")));
        } else if text.contains('\0') {
            self.note(name, "must not contain NUL");
        }
        text
    }

    /// The same; none when it was not given, or is empty.
    pub fn some_text(&mut self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// An id.
    pub fn id<I: FromStr<Err = NotAnId>>(&mut self, name: &str) -> Option<I> {
        self.named(name, |text| text.parse().ok(), "must be a UUID")
    }

    /// Up to `max` ids with commas between them; none if it was not given.
    pub fn ids<I: FromStr<Err = NotAnId>>(&mut self, name: &str, max: usize) -> Vec<I> {
        let Some(text) = self.take(name) else { return Vec::new() };
        let ids: Result<Vec<I>, _> = text.split(',').map(str::parse).collect();
        match ids {
            Ok(ids) if ids.len() <= max => ids,
            _ => {
                let problem = format!("must be up to {max} UUIDs with commas between them");
                self.problems.push(FieldProblem::new(name, problem));
                Vec::new()
            }
        }
    }

    /// One of a list of names.
    pub fn named<T>(
        &mut self,
        name: &str,
        parse: impl FnOnce(&str) -> Option<T>,
        problem: &str,
    ) -> Option<T> {
        let parsed = parse(&self.take(name)?);
        if parsed.is_none() {
            self.note(name, problem);
        }
        parsed
    }

    /// An instant in RFC 3339, as microseconds since the Unix epoch.
    pub fn instant(&mut self, name: &str) -> Option<i64> {
        let text = self.take(name)?;
        // A plus sign that was not percent-encoded has become a space.
        match super::instant::parse(&text.replace(' ', "+")) {
            Ok(instant) => Some(instant.as_microsecond()),
            Err(problem) => {
                self.note(name, problem);
                None
            }
        }
    }

    /// A day, such as 2026-11-27.
    pub fn day(&mut self, name: &str) -> Option<Date> {
        let parse = |text: &str| text.parse::<Date>().ok().filter(|_| text.len() == 10);
        let day = self.named(name, parse, "must be a day such as 2026-11-27")?;
        if !(1970..=2200).contains(&day.year()) {
            self.note(name, "must lie between the years 1970 and 2200");
            return None;
        }
        Some(day)
    }

    /// The query of a list without filters.
    pub fn only_page(query: Option<&str>) -> Result<Page, Problem> {
        let mut params = Self::new(query, &["limit", "cursor"]);
        let page = params.page();
        params.finish()?;
        Ok(page)
    }

    /// Whether it is there, and was not taken yet.
    pub fn is_given(&self, name: &str) -> bool {
        self.pairs.iter().any(|(given, _)| given == name)
    }

    /// A number from 1 to `max`.
    pub fn number(&mut self, name: &str, default: u32, max: u32) -> u32 {
        let Some(text) = self.take(name) else { return default };
        // `parse` alone would take a plus sign
        match text.parse::<u32>().ok().filter(|_| !text.starts_with('+')) {
            Some(number) if (1..=max).contains(&number) => number,
            _ => {
                self.problems.push(FieldProblem::new(name, format!("must be from 1 to {max}")));
                default
            }
        }
    }

    /// `limit` and `cursor`.
    pub fn page(&mut self) -> Page {
        let limit = self.number("limit", Page::DEFAULT, Page::MAX);
        let given = |text: &str| Cursor::parse(text).filter(|_| !text.is_empty());
        let after = self.named("cursor", given, "must be a next_cursor that was given out");
        Page { after: after.unwrap_or_default(), limit }
    }

    /// All was well, or the problems.
    pub fn finish(self) -> Result<(), Problem> {
        if self.problems.is_empty() { Ok(()) } else { Err(Problem::fields(self.problems)) }
    }
}

/// The ids in an address, in their order. What is no id names nothing: 404, like an id that never existed.
#[derive(Clone, Copy, Debug)]
pub struct PathIds<I>(pub I);

/// Ids of an address.
pub trait Ids: Sized {
    /// Reads them from the texts that stand for them.
    fn read(texts: &[&str]) -> Option<Self>;
}

impl<A: FromStr> Ids for (A,) {
    fn read(texts: &[&str]) -> Option<Self> {
        let [a] = texts else { return None };
        Some((a.parse().ok()?,))
    }
}

impl<A: FromStr, B: FromStr> Ids for (A, B) {
    fn read(texts: &[&str]) -> Option<Self> {
        let [a, b] = texts else { return None };
        Some((a.parse().ok()?, b.parse().ok()?))
    }
}

impl<A: FromStr, B: FromStr, C: FromStr> Ids for (A, B, C) {
    fn read(texts: &[&str]) -> Option<Self> {
        let [a, b, c] = texts else { return None };
        Some((a.parse().ok()?, b.parse().ok()?, c.parse().ok()?))
    }
}

impl<I: Ids> FromRequestParts<Gateway> for PathIds<I> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, gateway: &Gateway) -> Result<Self, Refusal> {
        // what is not UTF-8 names nothing either
        let Ok(params) = RawPathParams::from_request_parts(parts, gateway).await else {
            return Err(Problem::not_found().into());
        };
        let texts: Vec<&str> = params.iter().map(|(_, text)| text).collect();
        Ok(Self(I::read(&texts).ok_or_else(Problem::not_found)?))
    }
}

/// The instant, or nothing when it is out of range; instants inside Holdfast are in range.
pub(crate) fn timestamp(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or_default()
}
