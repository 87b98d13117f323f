//! What every statement of one import needs.

use std::collections::HashMap;
use std::sync::Arc;

use deadpool_postgres::Transaction;
use holdfast_domain::{Caller, Ids};
use holdfast_vault::{ClinicKey, Vault};
use jiff::Timestamp;
use uuid::Uuid;

/// Who did it, in the audit log.
pub(crate) const ACTOR_ROLE: &str = Caller::SYSTEM.role.as_str();
pub(crate) const ACTOR_ID: &str = "import";

/// One writing of one plan.
pub(crate) struct Writer<'a> {
    pub(crate) tx: &'a Transaction<'a>,
    pub(crate) vault: &'a Vault,
    /// Of the clinics that get something sealed.
    pub(crate) keys: HashMap<Uuid, Arc<ClinicKey>>,
    pub(crate) ids: &'a Ids,
    pub(crate) now: Timestamp,
}

impl Writer<'_> {
    pub(crate) fn new_ids(&self, count: usize) -> Vec<Uuid> {
        (0..count).map(|_| self.ids.next()).collect()
    }
}

/// One value of each row: the statements take columns.
pub(crate) fn column<'a, T, V>(rows: &'a [T], value: impl FnMut(&'a T) -> V) -> Vec<V> {
    rows.iter().map(value).collect()
}
