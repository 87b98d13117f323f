//! An appointment as a value, between the database, the stored answers and the messages.

use holdfast_domain::{Problem, Status};
use holdfast_rpc::booking::Appointment as Message;
use holdfast_sql::queries::booking as sql;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An appointment as it stood at one version. Serialized, it is also the answer kept for an idempotency key;
/// the booking statement writes the same JSON with `to_jsonb(appointments)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) clinic_id: Uuid,
    pub(crate) id: Uuid,
    pub(crate) doctor_id: Uuid,
    pub(crate) patient_id: Uuid,
    pub(crate) slot_id: Uuid,
    pub(crate) starts_at: Timestamp,
    pub(crate) ends_at: Timestamp,
    pub(crate) time_zone: String,
    pub(crate) status: String,
    pub(crate) mode: String,
    pub(crate) reason: String,
    pub(crate) hold_expires_at: Option<Timestamp>,
    pub(crate) checked_in_at: Option<Timestamp>,
    pub(crate) cancel_reason: String,
    pub(crate) version: i32,
    pub(crate) booked_at: Timestamp,
}

impl Record {
    pub(crate) fn status(&self) -> Result<Status, Problem> {
        Status::parse(&self.status).ok_or_else(|| {
            tracing::error!(appointment.id = %self.id, "unknown status in the database");
            Problem::of(holdfast_domain::ErrorCode::Internal)
        })
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    pub(crate) fn decode(answer: &[u8]) -> Result<Self, Problem> {
        serde_json::from_slice(answer).map_err(|error| {
            tracing::error!(%error, "a kept answer cannot be read");
            Problem::of(holdfast_domain::ErrorCode::Internal)
        })
    }
}

impl From<sql::Appointment> for Record {
    fn from(row: sql::Appointment) -> Self {
        Self {
            clinic_id: row.clinic_id,
            id: row.id,
            doctor_id: row.doctor_id,
            patient_id: row.patient_id,
            slot_id: row.slot_id,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            time_zone: row.time_zone,
            status: row.status,
            mode: row.mode,
            reason: row.reason,
            hold_expires_at: row.hold_expires_at,
            checked_in_at: row.checked_in_at,
            cancel_reason: row.cancel_reason,
            version: row.version,
            booked_at: row.booked_at,
        }
    }
}

impl From<Record> for Message {
    fn from(record: Record) -> Self {
        Self {
            id: record.id.to_string(),
            clinic_id: record.clinic_id.to_string(),
            doctor_id: record.doctor_id.to_string(),
            patient_id: record.patient_id.to_string(),
            slot_id: record.slot_id.to_string(),
            starts_at_us: record.starts_at.as_microsecond(),
            ends_at_us: record.ends_at.as_microsecond(),
            time_zone: record.time_zone,
            status: record.status,
            mode: record.mode,
            reason: record.reason,
            hold_expires_at_us: record.hold_expires_at.map(Timestamp::as_microsecond),
            checked_in_at_us: record.checked_in_at.map(Timestamp::as_microsecond),
            cancel_reason: record.cancel_reason,
            version: record.version.unsigned_abs(),
            booked_at_us: record.booked_at.as_microsecond(),
        }
    }
}
