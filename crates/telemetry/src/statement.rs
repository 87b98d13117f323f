//! How long statements take, by their names in `sql/queries`; each is a span of the trace that it belongs to.

use std::time::Instant;

use crate::metrics;
use crate::trace::{self, Attribute, Kind, Span};

/// Measures until it is dropped.
#[derive(Debug)]
#[must_use]
pub struct Timed {
    query: &'static str,
    began: Instant,
    _span: Option<Span>,
}

/// Measures something that has no statement of `sql/queries`, under this name.
pub fn timed(query: &'static str) -> Timed {
    let span = trace::child(query, Kind::Client);
    if let Some(span) = &span {
        span.say(Attribute::DbSystem("postgresql"));
        span.say(Attribute::DbQuery(query));
    }
    Timed { query, began: Instant::now(), _span: span }
}

/// Measures this statement. `scripts/generate-sql` lets each begin with its name.
pub fn timed_statement(text: &'static str) -> Timed {
    timed(name_of(text))
}

/// `book_batch` of `/*book_batch*/ WITH …`.
fn name_of(text: &'static str) -> &'static str {
    let name = text.strip_prefix("/*").and_then(|rest| rest.split_once("*/"));
    name.map_or("unnamed", |(name, _)| name)
}

impl Drop for Timed {
    fn drop(&mut self) {
        metrics::DB_OPERATION_DURATION.of([self.query]).record(self.began.elapsed());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_says_its_name() {
        assert_eq!(name_of("/*book_batch*/ WITH asked AS (SELECT 1) /* not this */ SELECT 2"), "book_batch");
        assert_eq!(name_of("SELECT 1"), "unnamed");
    }
}
