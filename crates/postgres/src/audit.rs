//! Notes in the audit log, in the transaction of what they are about.

use deadpool_postgres::Transaction;
use holdfast_domain::{Caller, Ids};
use holdfast_sql::client::Params;
use holdfast_sql::queries::audit as sql;
use jiff::Timestamp;
use uuid::Uuid;

use crate::error::DbError;

/// What a note is about.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Whose log it goes into.
    pub clinic_id: Uuid,
    /// What was changed or looked at.
    pub entity_id: Uuid,
    /// Its version, after a change.
    pub entity_version: i32,
    /// Whose it is, if it is a patient's.
    pub patient_id: Option<Uuid>,
}

/// Who notes, and when.
pub struct Notes<'a> {
    /// In this transaction.
    pub tx: &'a Transaction<'a>,
    /// By this caller.
    pub caller: &'a Caller,
    /// Now.
    pub now: Timestamp,
    /// Where the rows' ids come from.
    pub ids: &'a Ids,
}

impl Notes<'_> {
    /// Notes one thing.
    pub async fn note(&self, action: &str, about: About) -> Result<(), DbError> {
        let About { clinic_id, entity_id, entity_version, patient_id } = about;
        let params = sql::NoteParams {
            clinic_id,
            id: self.ids.next(),
            now: self.now,
            actor_role: self.caller.role.as_str(),
            actor_id: self.caller.actor_id(),
            action,
            entity_id,
            entity_version,
            patient_id,
        };
        sql::note().params(self.tx, &params).await?;
        Ok(())
    }

    /// Notes a look at things of patients, one row for each.
    pub async fn looks(&self, action: &str, things: &[About]) -> Result<(), DbError> {
        if things.is_empty() {
            return Ok(());
        }
        let column = |value: fn(&About) -> Uuid| things.iter().map(value).collect::<Vec<Uuid>>();
        let params = sql::NoteLooksParams {
            now: self.now,
            actor_role: self.caller.role.as_str(),
            actor_id: self.caller.actor_id(),
            action,
            clinic_ids: column(|about| about.clinic_id),
            ids: things.iter().map(|_| self.ids.next()).collect::<Vec<_>>(),
            entity_ids: column(|about| about.entity_id),
            entity_versions: things.iter().map(|about| about.entity_version).collect::<Vec<_>>(),
            patient_ids: things.iter().map(|about| about.patient_id).collect::<Vec<_>>(),
        };
        sql::note_looks().params(self.tx, &params).await?;
        Ok(())
    }
}
