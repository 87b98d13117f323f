//! Who did what at a clinic, and who looked at whom: its audit log, for its admins.
//!
//! A log has millions of rows, and the filters may fit few of them. So one question looks at a bounded number of rows: its page may be
//! short, or empty, and says where to go on. What is about one patient, and the records
//! that were merged into theirs, has an index; a time is turned into ids, which are made in
//! its order.

use holdfast_domain::clock::first_id;
use holdfast_domain::{Asked, ClinicId, Cursor, Page, PatientId};
use holdfast_postgres::Scope;
use holdfast_postgres::audit::About;
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_rpc::clinic::{AuditEntry, AuditSeal, ListAuditRequest, ListAuditResponse};
use holdfast_rpc::convert::optional_instant;
use holdfast_sql::client::Params;
use holdfast_sql::queries::{audit as sql, merge};
use jiff::SignedDuration;
use uuid::Uuid;

use crate::Clinics;

/// Most rows that one question looks at.
const LOOKED_AT: i64 = 20_000;
/// By how much the time in a row's id may differ from the time that it tells.
const MARGIN: SignedDuration = SignedDuration::from_mins(10);

fn entry(row: sql::Entry) -> AuditEntry {
    AuditEntry {
        id: row.id.to_string(),
        occurred_at_us: row.occurred_at.as_microsecond(),
        actor_role: row.actor_role,
        actor_id: row.actor_id,
        action: row.action,
        entity_id: row.entity_id.to_string(),
        entity_version: row.entity_version.unsigned_abs(),
        patient_id: row.patient_id.map(PatientId),
    }
}

impl Clinics {
    pub(crate) async fn list_audit(
        &self,
        asked: &Asked,
        request: ListAuditRequest,
    ) -> Result<ListAuditResponse, Failure> {
        asked.caller.require_admin(request.clinic_id)?;
        let from = optional_instant("from", request.from_us)?;
        let to = optional_instant("to", request.to_us)?;
        self.clinic(request.clinic_id).await?;
        let ListAuditRequest { clinic_id: ClinicId(clinic_id), page: Page { after, limit }, .. } = request;
        let (actor_id, action) = (request.actor_id, request.action);
        let patient_id = request.patient_id.map(|id| id.0);
        // Newest first: the page goes on below its last entry.
        let before_id = if after.id.is_nil() { Uuid::max() } else { after.id };
        let from_id = from.map_or(Uuid::nil(), |from| first_id(from.saturating_sub(MARGIN).unwrap_or(from)));
        let before_id =
            to.map_or(before_id, |to| first_id(to.saturating_add(MARGIN).unwrap_or(to)).min(before_id));
        let max = i64::from(limit) + 1;
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let (rows, last_looked_at) = if let Some(patient_id) = patient_id {
            let mut patient_ids = merge::merged_into().bind(&tx, &clinic_id, &patient_id).all().await?;
            patient_ids.push(patient_id);
            let params = sql::EntriesOfPatientParams {
                clinic_id,
                patient_ids,
                before_id,
                from_id,
                actor_id,
                action,
                from_at: from,
                until_at: to,
                max,
            };
            (sql::entries_of_patient().params(&tx, &params).all().await?, None)
        } else {
            let params = sql::EntriesParams {
                clinic_id,
                before_id,
                from_id,
                looked_at: LOOKED_AT,
                actor_id,
                action,
                from_at: from,
                until_at: to,
                max,
            };
            let rows = sql::entries().params(&tx, &params).all().await?;
            let mut last = None;
            if rows.len() <= limit as usize {
                last = sql::last_looked_at()
                    .bind(&tx, &clinic_id, &before_id, &from_id, &LOOKED_AT)
                    .opt()
                    .await?;
            }
            (rows, last)
        };
        let seal = sql::newest_seal().bind(&tx, &clinic_id).opt().await?;
        let about = About { clinic_id, entity_id: clinic_id, entity_version: 0, patient_id };
        self.looked(tx, &asked.caller, "read.audit", &[about]).await?;
        let (rows, next) = holdfast_domain::cursor::page(rows, limit, |row| Cursor::after_id(row.id));
        let next = next.or(last_looked_at.map(Cursor::after_id));
        Ok(ListAuditResponse {
            items: rows.into_iter().map(entry).collect(),
            next_cursor: next,
            newest_seal: seal.map(|seal| AuditSeal {
                seq: seal.seq.unsigned_abs(),
                sealed_at_us: seal.sealed_at.as_microsecond(),
                hash: seal.hash,
            }),
        })
    }
}
