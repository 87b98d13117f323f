//! No marks: for processes that share a database and nothing else. Every question goes to the primary.

use futures::future::BoxFuture;
use uuid::Uuid;

use super::{Committed, DayBooks, Known, Mark, NotTold};

/// Knows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct UnknownDayBooks;

impl DayBooks for UnknownDayBooks {
    fn ask<'a>(&'a self, _doctor_id: Uuid, _page: &'a str) -> BoxFuture<'a, Option<Known>> {
        Box::pin(std::future::ready(None))
    }

    fn marks<'a>(&'a self, _doctors: &'a [Uuid]) -> BoxFuture<'a, Option<Vec<Mark>>> {
        Box::pin(std::future::ready(None))
    }

    fn keep(&self, _doctor_id: Uuid, _page: String, _content: Vec<u8>) {}

    fn are_afar(&self) -> bool {
        false
    }

    fn changed<'a>(&'a self, _: &'a [Uuid], _: Option<Committed>) -> BoxFuture<'a, Result<(), NotTold>> {
        Box::pin(std::future::ready(Ok(())))
    }
}
