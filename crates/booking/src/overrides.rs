//! What the desk went past for an appointment: kept with the reason, and shown to the clinic's team.
//!
//! What can be overruled, and by whom, is decided in [`holdfast_domain::overrule`]. A booking keeps its own with the statement that
//! books it (`book_batch`).

use std::collections::HashMap;

use deadpool_postgres::Transaction;
use holdfast_domain::overrule::{Overruled, Overruling};
use holdfast_domain::{AppointmentId, Caller, ClinicId, Problem, Role};
use holdfast_postgres::audit::{About, Notes};
use holdfast_postgres::retry::Failure;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope};
use holdfast_rpc::booking::{Appointment, Override};
use holdfast_sql::client::Params;
use holdfast_sql::queries::booking as sql;
use holdfast_vault::Place;
use jiff::Timestamp;
use uuid::Uuid;

use crate::Booking;
use crate::record::Record;

/// The reason of a request as it is kept, with the ids of the rows that it may come to.
#[derive(Debug)]
pub(crate) struct SealedOverride {
    pub(crate) id: Uuid,
    pub(crate) reason: Vec<u8>,
    /// One for each rule that a booking can go past.
    pub(crate) audit_ids: [Uuid; Overruled::OF_BOOKINGS.len()],
}

impl Booking {
    /// The reason sealed to a row of its own.
    pub(crate) async fn seal_override(
        &self,
        clinic_id: ClinicId,
        reason: &str,
    ) -> Result<SealedOverride, Problem> {
        let id = self.ids.next();
        let key = self.vault.clinic(clinic_id.0).await?;
        let reason = key.seal(Place::override_reason(id), reason.as_bytes())?;
        Ok(SealedOverride { id, reason, audit_ids: Overruled::OF_BOOKINGS.map(|_| self.ids.next()) })
    }

    /// Keeps what a step went past, if it went past anything, and notes each rule in the audit log.
    pub(crate) async fn keep_override(
        &self,
        tx: &Transaction<'_>,
        caller: &Caller,
        record: &mut Record,
        overruling: &Overruling<'_>,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let Some((rules, reason)) = overruling.used() else { return Ok(()) };
        let SealedOverride { id, reason, .. } = self.seal_override(record.clinic_id, reason).await?;
        let params = sql::KeepOverrideParams {
            clinic_id: record.clinic_id.0,
            appointment_id: record.id.0,
            id,
            version: record.version,
            rules: rules.iter().map(|rule| rule.as_str()).collect::<Vec<_>>(),
            reason: reason.as_slice(),
            actor_role: caller.role.as_str(),
            actor_id: caller.actor_id(),
            now,
        };
        sql::keep_override().params(tx, &params).await?;
        let about = About {
            clinic_id: record.clinic_id.0,
            entity_id: record.id.0,
            entity_version: record.version,
            patient_id: record.patient_id.map(|id| id.0),
        };
        let notes = Notes { tx, caller, now, ids: &self.ids };
        for rule in rules {
            notes.note(rule.audit_name(), about).await?;
        }
        record.is_overruled = true;
        Ok(())
    }

    /// The message of an appointment, as this caller is shown it.
    pub(crate) async fn message(&self, caller: &Caller, record: Record) -> Result<Appointment, Problem> {
        let messages = self.messages(caller, vec![record]).await?;
        messages.into_iter().next().ok_or_else(Problem::not_found)
    }

    /// The messages of appointments, as this caller is shown them. Those that the desk went past rules for cost one more look, others
    /// none. (It takes a connection: let others go before.)
    pub(crate) async fn messages(
        &self,
        caller: &Caller,
        records: Vec<Record>,
    ) -> Result<Vec<Appointment>, Problem> {
        let mut overrides = self.overrides_of(caller, &records).await?;
        let mut messages = Vec::with_capacity(records.len());
        for record in records {
            let id = record.id;
            let key =
                if record.has_sealed() { Some(self.vault.clinic(record.clinic_id.0).await?) } else { None };
            let mut message = record.message(key.as_deref())?;
            message.overrides = overrides.remove(&id).unwrap_or_default();
            messages.push(message);
        }
        Ok(messages)
    }

    /// What was overruled for these appointments, as far as it is for this caller: for the team of their clinic.
    pub(crate) async fn overrides_of(
        &self,
        caller: &Caller,
        records: &[Record],
    ) -> Result<HashMap<AppointmentId, Vec<Override>>, Problem> {
        let mut found: HashMap<AppointmentId, Vec<Override>> = HashMap::new();
        let shown: Vec<&Record> =
            records.iter().filter(|of| of.is_overruled && caller.works_at(of.clinic_id)).collect();
        // whoever sees several is of one clinic, or asks for those of one
        let Some(clinic_id) = shown.first().map(|record| record.clinic_id.0) else { return Ok(found) };
        let ids: Vec<Uuid> = shown.iter().map(|record| record.id.0).collect();
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(clinic_id)).await?;
        let rows = sql::overrides_of().bind(&tx, &clinic_id, &ids).all().await.map_err(DbError::from)?;
        drop(tx);
        drop(client);
        let key = self.vault.clinic(clinic_id).await?;
        for row in rows {
            found.entry(AppointmentId(row.appointment_id)).or_default().push(Override {
                reason: key.open_text(Place::override_reason(row.id), &row.reason)?,
                rules: row.rules,
                by_role: Role::parse(&row.made_by_role).unwrap_or_default(),
                by_id: row.made_by_id,
                at_us: row.made_at.as_microsecond(),
            });
        }
        Ok(found)
    }
}
