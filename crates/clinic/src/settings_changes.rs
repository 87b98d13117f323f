//! What each change of a clinic's policies changed: written with the change, shown to the clinic's admins.

use deadpool_postgres::Transaction;
use holdfast_domain::cursor::page;
use holdfast_domain::{Asked, Caller, ClinicId, Cursor, Page};
use holdfast_postgres::Scope;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{
    FieldChange, ListSettingsChangesRequest, ListSettingsChangesResponse, SettingsChange,
};
use holdfast_sql::client::Params;
use holdfast_sql::queries::settings as sql;
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use crate::Clinics;

/// Changes that are kept of one clinic; older ones go with the next one. The audit log still says who made them, and when.
const KEPT: i64 = 500;

/// A clinic's policies as they are, locked until the transaction ends.
pub(crate) struct Before(Option<Value>);

impl Before {
    pub(crate) async fn lock(tx: &Transaction<'_>, clinic_id: Uuid) -> Result<Self, Failure> {
        Ok(Self(sql::policies_before().bind(tx, &clinic_id).opt().await?))
    }

    /// Notes what has become of them, if anything has.
    pub(crate) async fn note_change(
        &self,
        tx: &Transaction<'_>,
        caller: &Caller,
        clinic_id: Uuid,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let Some(before) = &self.0 else { return Ok(()) };
        let (actor_role, actor_id) = (caller.role.as_str(), caller.actor_id());
        let params = sql::NoteSettingsChangeParams { now, actor_role, actor_id, before, clinic_id };
        if sql::note_settings_change().params(tx, &params).await? > 0 {
            sql::delete_old_settings_changes().bind(tx, &clinic_id, &KEPT).await?;
        }
        Ok(())
    }
}

impl Clinics {
    pub(crate) async fn list_settings_changes(
        &self,
        asked: &Asked,
        request: ListSettingsChangesRequest,
    ) -> Result<ListSettingsChangesResponse, Failure> {
        let ListSettingsChangesRequest { clinic_id, page: Page { after, limit } } = request;
        asked.caller.require_admin(clinic_id)?;
        self.clinic(clinic_id).await?;
        let (ClinicId(clinic_id), max) = (clinic_id, i64::from(limit) + 1);
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let rows =
            sql::list_settings_changes().bind(&tx, &clinic_id, &before_version(after), &max).all().await?;
        let (rows, next) = page(rows, limit, |row| after_version(row.version));
        Ok(ListSettingsChangesResponse { items: rows.into_iter().map(message).collect(), next_cursor: next })
    }
}

fn message(row: sql::ListSettingsChanges) -> SettingsChange {
    let Value::Object(fields) = row.changes else { return SettingsChange::default() };
    let mut changes: Vec<_> = fields
        .into_iter()
        .map(|(field, both)| FieldChange { field, from: both[0].to_string(), to: both[1].to_string() })
        .collect();
    changes.sort_unstable_by(|a, b| a.field.cmp(&b.field));
    SettingsChange {
        version: row.version.unsigned_abs(),
        changed_at_us: row.changed_at.as_microsecond(),
        actor_role: row.actor_role,
        actor_id: row.actor_id,
        changes,
    }
}

/// The list is in the order of versions: the cursor carries the last one in place of its microseconds.
fn after_version(version: i32) -> Cursor {
    let at = Timestamp::from_microsecond(version.into()).unwrap_or(Timestamp::UNIX_EPOCH);
    Cursor { at, id: Uuid::nil() }
}

fn before_version(cursor: Cursor) -> i32 {
    if cursor == Cursor::START { i32::MAX } else { i32::try_from(cursor.at.as_microsecond()).unwrap_or(0) }
}
