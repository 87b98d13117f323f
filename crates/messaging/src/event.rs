//! Events as CloudEvents 1.0. They carry ids, never personal data.

use holdfast_sql::queries::messaging::Event as Row;
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

/// An event of the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The event's own id, the same at every delivery.
    pub id: Uuid,
    /// Whose it is.
    pub clinic_id: Uuid,
    /// E.g. `holdfast.appointment.created`.
    pub event_type: String,
    /// The appointment it is about.
    pub appointment_id: Option<Uuid>,
    /// The appointment's version after the change.
    pub appointment_version: Option<i32>,
    /// The doctor.
    pub doctor_id: Option<Uuid>,
    /// The slot.
    pub slot_id: Option<Uuid>,
    /// When it happened.
    pub occurred_at: Timestamp,
}

impl From<Row> for Event {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            clinic_id: row.clinic_id,
            event_type: row.event_type,
            appointment_id: row.appointment_id,
            appointment_version: row.appointment_version,
            doctor_id: row.doctor_id,
            slot_id: row.slot_id,
            occurred_at: row.occurred_at,
        }
    }
}

#[derive(Serialize)]
struct CloudEvent<'a> {
    specversion: &'static str,
    id: Uuid,
    source: String,
    #[serde(rename = "type")]
    event_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<Uuid>,
    time: Timestamp,
    datacontenttype: &'static str,
    data: Data,
}

#[derive(Serialize)]
struct Data {
    clinic_id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    appointment_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doctor_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slot_id: Option<Uuid>,
}

impl Event {
    /// The event in the CloudEvents 1.0 JSON format; the subject is the appointment.
    pub fn to_cloud_event(&self) -> String {
        let event = CloudEvent {
            specversion: "1.0",
            id: self.id,
            source: format!("/clinics/{}", self.clinic_id),
            event_type: &self.event_type,
            subject: self.appointment_id,
            time: self.occurred_at,
            datacontenttype: "application/json",
            data: Data {
                clinic_id: self.clinic_id,
                appointment_id: self.appointment_id,
                version: self.appointment_version,
                doctor_id: self.doctor_id,
                slot_id: self.slot_id,
            },
        };
        serde_json::to_string(&event).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_a_cloud_event_with_ids_alone() {
        let event = Event {
            id: Uuid::from_u128(1),
            clinic_id: Uuid::from_u128(2),
            event_type: "holdfast.appointment.created".to_owned(),
            appointment_id: Some(Uuid::from_u128(3)),
            appointment_version: Some(1),
            doctor_id: None,
            slot_id: None,
            occurred_at: Timestamp::UNIX_EPOCH,
        };
        assert_eq!(
            event.to_cloud_event(),
            r#"{"specversion":"1.0","id":"00000000-0000-0000-0000-000000000001","source":"/clinics/00000000-0000-0000-0000-000000000002","type":"holdfast.appointment.created","subject":"00000000-0000-0000-0000-000000000003","time":"1970-01-01T00:00:00Z","datacontenttype":"application/json","data":{"clinic_id":"00000000-0000-0000-0000-000000000002","appointment_id":"00000000-0000-0000-0000-000000000003","version":1}}"#
        );
    }
}
