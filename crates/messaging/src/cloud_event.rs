//! Events as CloudEvents 1.0, in the JSON format: so they travel through brokers and to webhooks.

use std::borrow::Cow;

use holdfast_domain::{AppointmentId, Event, EventId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
struct CloudEvent<'a, Data> {
    specversion: &'a str,
    id: Uuid,
    source: String,
    #[serde(rename = "type")]
    event_type: &'a str,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject: Option<AppointmentId>,
    time: Timestamp,
    // CloudEvents' distributed tracing extension
    #[serde(default, skip_serializing_if = "Option::is_none")]
    traceparent: Option<Cow<'a, str>>,
    datacontenttype: &'a str,
    data: Data,
}

/// The bytes are no event of ours.
#[derive(Debug, thiserror::Error)]
#[error("not an event: {0}")]
pub struct NotAnEvent(String);

/// The event as JSON; the subject is the appointment.
pub fn write(event: &Event) -> String {
    let event = CloudEvent {
        specversion: "1.0",
        id: event.id.0,
        source: format!("/clinics/{}", event.clinic_id),
        event_type: event.payload.type_name(),
        subject: event.appointment_id(),
        time: event.occurred_at,
        traceparent: event.traceparent.as_deref().map(Cow::Borrowed),
        datacontenttype: "application/json",
        data: event.data(),
    };
    serde_json::to_string(&event).unwrap_or_default()
}

/// Reads such a text back. What is unknown in it beside the data is passed over: a newer version may have added it.
pub fn read(json: &[u8]) -> Result<Event, NotAnEvent> {
    let event: CloudEvent<'_, Map<String, Value>> =
        serde_json::from_slice(json).map_err(|error| NotAnEvent(error.to_string()))?;
    if event.specversion != "1.0" {
        return Err(NotAnEvent("its specversion is not 1.0".to_owned()));
    }
    let read = Event::read(EventId(event.id), event.time, event.event_type, event.data);
    let read = read.ok_or_else(|| NotAnEvent("it has no clinic".to_owned()))?;
    let traceparent = event.traceparent.map(Cow::into_owned).or(read.traceparent);
    Ok(Event { traceparent, ..read })
}

#[cfg(test)]
mod tests {
    use holdfast_domain::event::{Nothing, SlotOf, Step};
    use holdfast_domain::{ClinicId, DoctorId, Payload, Role, SlotId};

    use super::*;

    fn event(by: Option<Role>, payload: Payload) -> Event {
        Event {
            id: EventId(Uuid::from_u128(1)),
            clinic_id: ClinicId(Uuid::from_u128(2)),
            occurred_at: Timestamp::UNIX_EPOCH,
            by,
            payload,
            traceparent: None,
            more: Map::new(),
        }
    }

    /// To the byte: what listens may be older than what writes.
    #[test]
    fn an_event_is_a_cloud_event_with_ids_alone() {
        let id = Uuid::from_u128;
        let (appointment_id, doctor_id, slot_id) = (AppointmentId(id(3)), DoctorId(id(4)), SlotId(id(5)));
        let step = Step { appointment_id, version: 1, doctor_id, slot_id };
        let slot = SlotOf { appointment_id, doctor_id, slot_id };
        for (event, json) in [
            (
                event(Some(Role::Guest), Payload::Created(step)),
                r#"{"specversion":"1.0","id":"00000000-0000-0000-0000-000000000001","source":"/clinics/00000000-0000-0000-0000-000000000002","type":"holdfast.appointment.created","subject":"00000000-0000-0000-0000-000000000003","time":"1970-01-01T00:00:00Z","datacontenttype":"application/json","data":{"clinic_id":"00000000-0000-0000-0000-000000000002","appointment_id":"00000000-0000-0000-0000-000000000003","version":1,"doctor_id":"00000000-0000-0000-0000-000000000004","slot_id":"00000000-0000-0000-0000-000000000005","by":"guest"}}"#,
            ),
            (
                event(None, Payload::ScheduleConflict(slot.clone())),
                r#"{"specversion":"1.0","id":"00000000-0000-0000-0000-000000000001","source":"/clinics/00000000-0000-0000-0000-000000000002","type":"holdfast.schedule.conflict","subject":"00000000-0000-0000-0000-000000000003","time":"1970-01-01T00:00:00Z","datacontenttype":"application/json","data":{"clinic_id":"00000000-0000-0000-0000-000000000002","appointment_id":"00000000-0000-0000-0000-000000000003","doctor_id":"00000000-0000-0000-0000-000000000004","slot_id":"00000000-0000-0000-0000-000000000005"}}"#,
            ),
            (
                event(None, Payload::Trial(Nothing {})),
                r#"{"specversion":"1.0","id":"00000000-0000-0000-0000-000000000001","source":"/clinics/00000000-0000-0000-0000-000000000002","type":"holdfast.webhook.trial","time":"1970-01-01T00:00:00Z","datacontenttype":"application/json","data":{"clinic_id":"00000000-0000-0000-0000-000000000002"}}"#,
            ),
        ] {
            assert_eq!(write(&event), json);
            assert_eq!(read(json.as_bytes()).unwrap(), event);
        }
    }

    #[test]
    fn what_is_no_event_is_told() {
        for wrong in ["", "{}", "[]", r#"{"specversion":"1.0"}"#] {
            assert!(read(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}
