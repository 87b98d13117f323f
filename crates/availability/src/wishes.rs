//! What slots are looked for besides where and when, as the kinds of offers that a statement walks.

use holdfast_domain::{OfferKind, PartOfDay, Problem};
use holdfast_rpc::availability::Wishes;

/// Kinds of offers.
#[derive(Clone, Debug)]
pub(crate) struct Kinds {
    pub(crate) asked: Vec<i32>,
    /// Every kind will do.
    pub(crate) are_all: bool,
}

impl Kinds {
    pub(crate) fn of(wishes: &Wishes) -> Result<Self, Problem> {
        let parse = |name: &String| {
            PartOfDay::parse(name).ok_or_else(|| Problem::field("part_of_day", "is no part of the day"))
        };
        let part = wishes.part_of_day.as_ref().map(parse).transpose()?;
        let are_all = part.is_none() && wishes.mode.is_none();
        Ok(Self { asked: OfferKind::asked(wishes.mode, part), are_all })
    }
}
