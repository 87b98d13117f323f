//! Looks that were noted a moment ago. Who looks at the same thing again and again (a page that refreshes itself, a program that asks
//! every second) looks at it once: the audit log has the first look of each five minutes.
//!
//! Each process remembers its own, so with several a look may be noted by each of them. Only what is committed is remembered: a look
//! whose note was lost is noted again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use deadpool_postgres::Transaction;
use holdfast_domain::{Caller, Ids};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::audit::{About, Notes};
use crate::commit::commit;
use crate::error::DbError;

/// Looks within this are one.
pub const ONE_LOOK: SignedDuration = SignedDuration::from_mins(5);
/// Looks that are remembered; when there are more, all are forgotten, which costs rows and loses none.
const REMEMBERED: usize = 100_000;

/// Who looked at what, and how.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Look {
    actor: String,
    action: &'static str,
    clinic_id: Uuid,
    entity_id: Uuid,
    entity_version: i32,
    patient_id: Option<Uuid>,
}

/// Who looks, and when.
pub struct By<'a> {
    /// They.
    pub caller: &'a Caller,
    /// Now.
    pub now: Timestamp,
    /// Where the rows' ids come from.
    pub ids: &'a Ids,
}

/// What was looked at lately. Cheap to clone.
#[derive(Clone, Default)]
pub struct Looks(Arc<Mutex<HashMap<Look, Timestamp>>>);

impl Looks {
    /// Notes these looks, but for those that were noted a moment ago, and commits: with that the look is over.
    pub async fn note(
        &self,
        tx: Transaction<'_>,
        by: By<'_>,
        action: &'static str,
        things: &[About],
    ) -> Result<(), DbError> {
        let By { caller, now, ids } = by;
        let who = format!("{} {}", caller.role.as_str(), caller.actor_id());
        let new = self.new_ones((&who, action), things, now);
        Notes { tx: &tx, caller, now, ids }.looks(action, &new).await?;
        commit(tx).await?;
        self.remember((&who, action), &new, now);
        Ok(())
    }

    fn look(actor: &str, action: &'static str, about: &About) -> Look {
        let About { clinic_id, entity_id, entity_version, patient_id } = *about;
        Look { actor: actor.to_owned(), action, clinic_id, entity_id, entity_version, patient_id }
    }

    /// Those of these things that are looked at for the first time lately.
    fn new_ones(
        &self,
        (actor, action): (&str, &'static str),
        things: &[About],
        now: Timestamp,
    ) -> Vec<About> {
        let noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = |about: &&About| {
            let at = noted.get(&Self::look(actor, action, about));
            at.is_none_or(|at| now < *at || now.duration_since(*at) >= ONE_LOOK)
        };
        things.iter().filter(is_new).copied().collect()
    }

    /// Remembers what was noted, once that is committed.
    fn remember(&self, (actor, action): (&str, &'static str), things: &[About], now: Timestamp) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.len() + things.len() > REMEMBERED {
            noted.retain(|_, at| now >= *at && now.duration_since(*at) < ONE_LOOK);
            if noted.len() + things.len() > REMEMBERED {
                noted.clear();
            }
        }
        noted.extend(things.iter().map(|about| (Self::look(actor, action, about), now)));
    }
}
