//! What the refs of one kind mean.

use std::collections::HashMap;

use crate::bad_line::{Findings, Source};
use crate::kind::Kind;
use crate::read::raw_rows::Lost;

/// What refs of one kind mean. `None` is one whose own row is bad: who refers to it is not to blame.
pub(crate) struct Register<T> {
    kind: Kind,
    /// Whether rows of this kind could not be read, so that an unknown ref may be in there.
    has_lost: bool,
    entries: HashMap<String, Option<T>>,
    /// The row that set each; none for those that an earlier import has set.
    set_by: HashMap<String, Option<Source>>,
}

impl<T> Register<T> {
    pub(crate) fn new(kind: Kind, lost: Lost) -> Self {
        Self { kind, has_lost: lost.has(kind), entries: HashMap::new(), set_by: HashMap::new() }
    }

    /// Says what a ref of an earlier import means.
    pub(crate) fn set_existing(&mut self, key: &str, entry: Option<T>) {
        self.set_by.insert(key.to_owned(), None);
        self.set(key, entry);
    }

    /// Whether the ref is free to be set by this row; claims it.
    pub(crate) fn claim(&mut self, key: &str, from: &Source, found: &mut Findings) -> bool {
        let by = match self.set_by.get(key) {
            None => {
                self.set_by.insert(key.to_owned(), Some(from.clone()));
                return true;
            }
            Some(None) => "was imported before".to_owned(),
            Some(Some(first)) => format!("is set by {first} already"),
        };
        found.note(from, "ref", format!("{} ref \"{key}\" {by}", self.kind.singular()));
        false
    }

    /// Says what a ref means.
    pub(crate) fn set(&mut self, key: &str, entry: Option<T>) {
        self.entries.insert(key.to_owned(), entry);
    }

    /// What the ref in a column of a row means.
    pub(crate) fn get(&self, key: &str, column: &str, from: &Source, found: &mut Findings) -> Option<&T> {
        let entry = self.entries.get(key);
        if entry.is_none() && !self.has_lost {
            found.note(from, column, format!("unknown {} \"{key}\"", self.kind.singular()));
        }
        entry?.as_ref()
    }
}
