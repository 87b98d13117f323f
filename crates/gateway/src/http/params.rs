//! Parameters in the address, strictly: unknown and repeated ones are refused, and an answer names the one that is
//! wrong.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use holdfast_domain::{FieldProblem, Problem};
use holdfast_rpc::common::Page;
use holdfast_rpc::convert::PAGE_MAX;
use jiff::Timestamp;
use uuid::Uuid;

use super::fields::Id;
use super::problem::Refusal;
use crate::Gateway;

/// How many items a page has when not asked for.
pub const PAGE_DEFAULT: u32 = 100;
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
                params.problems.push(FieldProblem::new(name, "is not a parameter of this address"));
            } else if params.pairs.iter().any(|(seen, _)| *seen == name) {
                params.problems.push(FieldProblem::new(name, "is given twice"));
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

    /// An id, as the text it came as; empty when it was not given.
    pub fn id(&mut self, name: &str) -> String {
        match self.take(name) {
            None => String::new(),
            Some(text) => {
                if let Some(Id(id)) = Id::parse(&text) {
                    return id.to_string();
                }
                self.note(name, "must be a UUID");
                String::new()
            }
        }
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

    /// The query of a list without filters.
    pub fn only_page(query: Option<&str>) -> Result<Page, Problem> {
        let mut params = Self::new(query, &["limit", "cursor"]);
        let page = params.page();
        params.finish()?;
        Ok(page)
    }

    /// `limit` and `cursor`.
    pub fn page(&mut self) -> Page {
        let limit = match self.take("limit") {
            None => PAGE_DEFAULT,
            // `parse` alone would take a plus sign
            Some(text) => match text.parse::<u32>().ok().filter(|_| !text.starts_with('+')) {
                Some(limit) if (1..=PAGE_MAX).contains(&limit) => limit,
                _ => {
                    self.problems.push(FieldProblem::new("limit", format!("must be from 1 to {PAGE_MAX}")));
                    PAGE_DEFAULT
                }
            },
        };
        let cursor = self.take("cursor");
        if cursor.as_ref().is_some_and(String::is_empty) {
            self.note("cursor", "must be a next_cursor that was given out");
        }
        Page { limit, cursor: cursor.unwrap_or_default() }
    }

    /// All was well, or the problems.
    pub fn finish(self) -> Result<(), Problem> {
        if self.problems.is_empty() { Ok(()) } else { Err(Problem::fields(self.problems)) }
    }
}

/// The ids in an address, in their order. What is no id names nothing: 404, like an id that never existed.
#[derive(Clone, Copy, Debug)]
pub struct PathIds<const N: usize>(pub [Uuid; N]);

impl<const N: usize> FromRequestParts<Gateway> for PathIds<N> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, gateway: &Gateway) -> Result<Self, Refusal> {
        // what is not UTF-8 names nothing either
        let Ok(params) = RawPathParams::from_request_parts(parts, gateway).await else {
            return Err(Problem::not_found().into());
        };
        let ids: Option<Vec<_>> = params.iter().map(|(_, text)| Id::parse(text).map(|id| id.0)).collect();
        let ids = ids.and_then(|ids| ids.try_into().ok()).ok_or_else(Problem::not_found)?;
        Ok(Self(ids))
    }
}

/// The instant, or nothing when it is out of range; instants inside Holdfast are in range.
pub(crate) fn timestamp(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or_default()
}
