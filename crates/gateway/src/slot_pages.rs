//! Rendered pages of doctors' slots, each under the name of the state it was read from.
//!
//! The availability service is asked every time; it says whether the page still holds. So the cache saves the
//! look into the database and the rendering, and never shows a slot that was booked before the question.

use std::sync::Arc;

use bytes::Bytes;
use holdfast_domain::{DoctorId, Page};
use holdfast_rpc::availability::DoctorSlotsRequest;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

/// Pages kept, in bytes.
const KEPT_BYTES: u64 = 64 << 20;
/// What a page of a doctor's week has, about.
const USUAL_BYTES: usize = 16 << 10;

/// What a page was asked by: whether somebody with an account asks, doctor, from, to, which part.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Question(bool, DoctorId, Option<i64>, Option<i64>, Page);

impl Question {
    pub(crate) fn new(has_account: bool, request: &DoctorSlotsRequest) -> Self {
        Self(has_account, request.doctor_id, request.from_us, request.to_us, request.page)
    }
}

/// One rendered page.
#[derive(Clone)]
pub(crate) struct Rendered {
    pub(crate) version: String,
    pub(crate) body: Bytes,
}

#[derive(Clone)]
struct Bytewise;

impl Weighter<Question, Rendered> for Bytewise {
    fn weight(&self, _: &Question, page: &Rendered) -> u64 {
        (page.version.len() + page.body.len() + 250) as u64
    }
}

#[derive(Clone)]
pub(crate) struct SlotPages {
    pages: Arc<Cache<Question, Rendered, Bytewise>>,
}

impl Default for SlotPages {
    fn default() -> Self {
        let items = usize::try_from(KEPT_BYTES).unwrap_or(usize::MAX) / USUAL_BYTES;
        Self { pages: Arc::new(Cache::with_weighter(items, KEPT_BYTES, Bytewise)) }
    }
}

impl SlotPages {
    pub(crate) fn get(&self, question: &Question) -> Option<Rendered> {
        self.pages.get(question)
    }

    pub(crate) fn put(&self, question: Question, page: Rendered) {
        self.pages.insert(question, page);
    }
}
