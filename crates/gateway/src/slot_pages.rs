//! Rendered pages of doctors' slots, each under the name of the state it was read from.
//!
//! The availability service is asked every time; it says whether the page still holds. So the cache saves the
//! look into the database and the rendering, and never shows a slot that was booked before the question.

use std::sync::Arc;

use bytes::Bytes;
use quick_cache::sync::Cache;
use uuid::Uuid;

/// Pages kept: at some 10 KB each, about 100 MB at the very most.
const KEPT: usize = 10_000;

/// One rendered page.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) version: String,
    pub(crate) body: Bytes,
}

#[derive(Clone)]
pub(crate) struct SlotPages {
    pages: Arc<Cache<(Uuid, String), Page>>,
}

impl Default for SlotPages {
    fn default() -> Self {
        Self { pages: Arc::new(Cache::new(KEPT)) }
    }
}

impl SlotPages {
    pub(crate) fn get(&self, doctor_id: Uuid, query: &str) -> Option<Page> {
        self.pages.get(&(doctor_id, query.to_owned()))
    }

    pub(crate) fn put(&self, doctor_id: Uuid, query: &str, page: Page) {
        self.pages.insert((doctor_id, query.to_owned()), page);
    }
}
