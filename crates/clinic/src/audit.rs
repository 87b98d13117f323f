//! Who did what at a clinic, and who looked at whom: its audit log, for its admins.

use holdfast_domain::{Caller, Cursor};
use holdfast_postgres::Scope;
use holdfast_postgres::audit::About;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{AuditEntry, AuditSeal, ListAuditResponse};
use holdfast_sql::client::Params;
use holdfast_sql::queries::audit as sql;
use jiff::Timestamp;
use uuid::Uuid;

use crate::Clinics;
use crate::write::administers;

/// Which entries to list. Unset filters let everything pass.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// About this patient.
    pub patient_id: Option<Uuid>,
    /// By this account (or whatever names the actor).
    pub actor_id: Option<String>,
    /// Of this kind, such as `read.patient`.
    pub action: Option<String>,
    /// At or after.
    pub from: Option<Timestamp>,
    /// Before.
    pub to: Option<Timestamp>,
}

fn entry(row: sql::Entry) -> AuditEntry {
    AuditEntry {
        id: row.id.to_string(),
        occurred_at_us: row.occurred_at.as_microsecond(),
        actor_role: row.actor_role,
        actor_id: row.actor_id,
        action: row.action,
        entity_id: row.entity_id.to_string(),
        entity_version: row.entity_version.unsigned_abs(),
        patient_id: row.patient_id.map(|id| id.to_string()).unwrap_or_default(),
    }
}

impl Clinics {
    pub(crate) async fn list_audit(
        &self,
        caller: &Caller,
        clinic_id: Uuid,
        filter: Filter,
        after: Cursor,
        limit: u32,
    ) -> Result<ListAuditResponse, Failure> {
        administers(caller, clinic_id)?;
        self.get_clinic(clinic_id).await?;
        // Newest first: the page goes on below its last entry.
        let before_id = if after.id.is_nil() { Uuid::max() } else { after.id };
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let Filter { patient_id, actor_id, action, from, to } = filter;
        let params = sql::EntriesParams {
            clinic_id,
            before_id,
            patient_id,
            actor_id,
            action,
            from_at: from,
            until_at: to,
            max: i64::from(limit) + 1,
        };
        let rows = sql::entries().params(&tx, &params).all().await?;
        let seal = sql::newest_seal().bind(&tx, &clinic_id).opt().await?;
        let about = About { clinic_id, entity_id: clinic_id, entity_version: 0, patient_id };
        self.looked(tx, caller, "read.audit", &[about]).await?;
        let (rows, next) = holdfast_domain::cursor::page(rows, limit, |row| Cursor::after_id(row.id));
        Ok(ListAuditResponse {
            items: rows.into_iter().map(entry).collect(),
            next_cursor: next.map(Cursor::encode).unwrap_or_default(),
            newest_seal: seal.map(|seal| AuditSeal {
                seq: seal.seq.unsigned_abs(),
                sealed_at_us: seal.sealed_at.as_microsecond(),
                hash: seal.hash,
            }),
        })
    }
}
