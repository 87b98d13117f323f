//! An appointment as a value, between the database, the stored answers and the messages.

use holdfast_domain::template::Mode;
use holdfast_domain::{
    AppointmentId, ClinicId, DoctorId, ErrorCode, PatientId, Problem, SlotId, Status, VisitTypeId,
};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{DbError, Scope};
use holdfast_rpc::booking::Appointment as Message;
use holdfast_sql::queries::booking as sql;
use holdfast_vault::{ClinicKey, Place};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Booking;

/// An appointment as it stood at one version. Serialized, it is also the answer kept for an idempotency key;
/// the booking statement writes the same JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) clinic_id: ClinicId,
    pub(crate) id: AppointmentId,
    pub(crate) doctor_id: DoctorId,
    /// None as long as a visitor holds it.
    pub(crate) patient_id: Option<PatientId>,
    pub(crate) slot_id: SlotId,
    pub(crate) starts_at: Timestamp,
    pub(crate) ends_at: Timestamp,
    pub(crate) time_zone: String,
    pub(crate) status: Status,
    pub(crate) mode: Mode,
    /// What the patient comes for, if that was said.
    #[serde(default)]
    pub(crate) visit_type_id: Option<VisitTypeId>,
    /// Sealed.
    #[serde(with = "sealed")]
    pub(crate) reason: Vec<u8>,
    pub(crate) hold_expires_at: Option<Timestamp>,
    pub(crate) checked_in_at: Option<Timestamp>,
    /// Sealed.
    #[serde(with = "sealed")]
    pub(crate) cancel_reason: Vec<u8>,
    pub(crate) version: i32,
    pub(crate) booked_at: Timestamp,
    /// Whether the desk went past a rule for it ([`crate::overrides`]).
    #[serde(default)]
    pub(crate) is_overruled: bool,
    /// When the newest guest secret was issued; only in the answer to replacing or revoking secrets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) guest_secrets_since: Option<Timestamp>,
}

impl Record {
    pub(crate) fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    pub(crate) fn decode(answer: &[u8]) -> Result<Self, Problem> {
        serde_json::from_slice(answer).map_err(|error| {
            tracing::error!(%error, "a stored idempotency answer is unreadable");
            Problem::of(ErrorCode::Internal)
        })
    }
}

impl Booking {
    /// A kept answer, to be given once more: without what was erased since.
    pub(crate) async fn given_again(&self, answer: &[u8]) -> Result<Record, Problem> {
        let record = Record::decode(answer)?;
        if record.reason.is_empty() && record.cancel_reason.is_empty() {
            return Ok(record);
        }
        let mut client = self.db.client().await?;
        let tx = begin(&mut client, Scope::Clinic(record.clinic_id.0)).await?;
        let erased = sql::patient_is_erased().bind(&tx, &record.clinic_id.0, &record.id.0).opt().await;
        if erased.map_err(DbError::from)?.unwrap_or(true) {
            return Ok(Record { reason: Vec::new(), cancel_reason: Vec::new(), ..record });
        }
        Ok(record)
    }
}

impl TryFrom<sql::Appointment> for Record {
    type Error = Problem;

    fn try_from(row: sql::Appointment) -> Result<Self, Problem> {
        let (Some(status), Some(mode)) = (Status::parse(&row.status), Mode::parse(&row.mode)) else {
            tracing::error!(appointment.id = %row.id, row.status, row.mode, "an appointment cannot be read");
            return Err(Problem::of(ErrorCode::Internal));
        };
        Ok(Self {
            clinic_id: ClinicId(row.clinic_id),
            id: AppointmentId(row.id),
            doctor_id: DoctorId(row.doctor_id),
            patient_id: row.patient_id.map(PatientId),
            slot_id: SlotId(row.slot_id),
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            time_zone: row.time_zone,
            status,
            mode,
            visit_type_id: row.visit_type_id.map(VisitTypeId),
            reason: row.reason,
            hold_expires_at: row.hold_expires_at,
            checked_in_at: row.checked_in_at,
            cancel_reason: row.cancel_reason,
            version: row.version,
            booked_at: row.booked_at,
            is_overruled: row.is_overruled,
            guest_secrets_since: None,
        })
    }
}

impl Record {
    /// The message of it, with what is sealed opened by the key of its clinic. Without anything sealed there need be none.
    pub(crate) fn message(self, key: Option<&ClinicKey>) -> Result<Message, Problem> {
        let open = |place, sealed: &[u8]| key.map_or(Ok(String::new()), |key| key.open_text(place, sealed));
        let reason = open(Place::appointment_reason(self.id.0), &self.reason)?;
        let cancel_reason = open(Place::cancel_reason(self.id.0), &self.cancel_reason)?;
        Ok(Message {
            id: self.id,
            clinic_id: self.clinic_id,
            doctor_id: self.doctor_id,
            patient_id: self.patient_id,
            slot_id: self.slot_id,
            starts_at_us: self.starts_at.as_microsecond(),
            ends_at_us: self.ends_at.as_microsecond(),
            time_zone: self.time_zone,
            status: self.status,
            mode: self.mode,
            visit_type_id: self.visit_type_id,
            reason,
            hold_expires_at_us: self.hold_expires_at.map(Timestamp::as_microsecond),
            checked_in_at_us: self.checked_in_at.map(Timestamp::as_microsecond),
            cancel_reason,
            version: self.version.unsigned_abs(),
            booked_at_us: self.booked_at.as_microsecond(),
            overrides: Vec::new(),
            guest_secrets_since_us: self.guest_secrets_since.map(Timestamp::as_microsecond),
        })
    }

    pub(crate) fn has_sealed(&self) -> bool {
        !(self.reason.is_empty() && self.cancel_reason.is_empty())
    }
}

/// How a request ended, as metrics have it: the code of its problem, or `ok`.
pub(crate) fn outcome<T>(answer: &Result<T, Problem>) -> &'static str {
    answer.as_ref().map_or_else(|problem| problem.code.as_str(), |_| "ok")
}

/// Sealed bytes in JSON: as hexadecimal digits, which PostgreSQL writes too.
mod sealed {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        use std::fmt::Write as _;
        let mut text = String::with_capacity(bytes.len() * 2);
        for byte in bytes {
            let _ = write!(text, "{byte:02x}");
        }
        serializer.serialize_str(&text)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        let pairs = text.as_bytes().chunks(2);
        let bytes = pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap_or(""), 16));
        bytes.collect::<Result<_, _>>().map_err(D::Error::custom)
    }
}
