//! Events as CloudEvents 1.0. They carry ids, never personal data.

use holdfast_domain::Role;
use holdfast_sql::queries::messaging::Event as Row;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
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
    /// In which role somebody did it (`holdfast_domain::Role`); an older version does not say.
    pub actor_role: Option<String>,
}

impl Event {
    /// Whether a patient or a guest set it in motion, by themselves or by letting a hold run out. What nobody has put their name to
    /// counts as theirs.
    pub fn is_by_stranger(&self) -> bool {
        set_in_motion_by_stranger(&self.event_type, self.actor_role.as_deref())
    }
}

/// [`Event::is_by_stranger`], of an event's type and actor.
pub fn set_in_motion_by_stranger(event_type: &str, actor_role: Option<&str>) -> bool {
    match event_type {
        // the hold is theirs, whoever notes its end
        "holdfast.appointment.expired" => true,
        // hours are the clinic's
        "holdfast.schedule.conflict" => false,
        _ => actor_role.and_then(Role::parse).is_none_or(|role| !role.books_for_others()),
    }
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
            actor_role: row.actor_role,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct CloudEvent<'a> {
    specversion: &'a str,
    id: Uuid,
    source: String,
    #[serde(rename = "type")]
    event_type: &'a str,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject: Option<Uuid>,
    time: Timestamp,
    datacontenttype: &'a str,
    data: Data,
}

#[derive(Serialize, Deserialize)]
struct Data {
    clinic_id: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    appointment_id: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    doctor_id: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    slot_id: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
}

/// The bytes are no event of ours.
#[derive(Debug, thiserror::Error)]
#[error("not an event: {0}")]
pub struct NotAnEvent(String);

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
                by: self.actor_role.clone(),
            },
        };
        serde_json::to_string(&event).unwrap_or_default()
    }

    /// Reads such a text back. What is unknown in it is passed over: a newer version may have added it.
    pub fn from_cloud_event(json: &[u8]) -> Result<Self, NotAnEvent> {
        let event: CloudEvent<'_> = serde_json::from_slice(json).map_err(|e| NotAnEvent(e.to_string()))?;
        if event.specversion != "1.0" {
            return Err(NotAnEvent("its specversion is not 1.0".to_owned()));
        }
        Ok(Self {
            id: event.id,
            clinic_id: event.data.clinic_id,
            event_type: event.event_type.to_owned(),
            appointment_id: event.data.appointment_id,
            appointment_version: event.data.version,
            doctor_id: event.data.doctor_id,
            slot_id: event.data.slot_id,
            occurred_at: event.time,
            actor_role: event.data.by,
        })
    }

    /// By what brokers tell which events to keep in order: the clinic and the appointment.
    pub fn routing_key(&self) -> String {
        format!("{}.{}", self.clinic_id, crate::lanes::lane(self))
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
            actor_role: Some("guest".to_owned()),
        };
        assert_eq!(Event::from_cloud_event(event.to_cloud_event().as_bytes()).unwrap(), event);
        assert_eq!(
            event.to_cloud_event(),
            r#"{"specversion":"1.0","id":"00000000-0000-0000-0000-000000000001","source":"/clinics/00000000-0000-0000-0000-000000000002","type":"holdfast.appointment.created","subject":"00000000-0000-0000-0000-000000000003","time":"1970-01-01T00:00:00Z","datacontenttype":"application/json","data":{"clinic_id":"00000000-0000-0000-0000-000000000002","appointment_id":"00000000-0000-0000-0000-000000000003","version":1,"by":"guest"}}"#
        );
    }

    #[test]
    fn what_strangers_set_in_motion_is_known() {
        let by = |event_type: &str, role| set_in_motion_by_stranger(&format!("holdfast.{event_type}"), role);
        for role in [Some("anonymous"), Some("guest"), Some("patient"), Some("nobody"), None] {
            assert!(by("appointment.created", role), "{role:?}");
        }
        for role in ["staff", "doctor", "integrator", "clinic_admin", "platform_admin"] {
            assert!(!by("appointment.cancelled", Some(role)), "{role}");
            assert!(by("appointment.expired", Some(role)), "{role}");
        }
        assert!(!by("schedule.conflict", None));
    }

    #[test]
    fn what_is_no_event_is_told() {
        for wrong in ["", "{}", "[]", r#"{"specversion":"1.0"}"#] {
            assert!(Event::from_cloud_event(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}
