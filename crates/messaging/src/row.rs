//! Events as rows have them: in columns what statements order, check and fold by, in `data` what has no column.

use holdfast_domain::event::{TRACEPARENT, take};
use holdfast_domain::{AppointmentId, DoctorId, Event, EventId, Role, SlotId};
pub use holdfast_sql::queries::messaging::Event as Row;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The fields of an event's data that have a column in the outbox and in the deliveries of webhooks, besides the clinic and the role.
pub const COLUMNS: &[&str] = &["appointment_id", "version", "doctor_id", "slot_id"];

/// The event of a row. `data` may have what is in columns too; those count.
pub fn read(row: Row) -> Event {
    let mut data = match row.data {
        Some(Value::Object(data)) => data,
        _ => Map::new(),
    };
    let text = |id: uuid::Uuid| Value::from(id.to_string());
    let columns = [
        ("clinic_id", Some(text(row.clinic_id))),
        ("appointment_id", row.appointment_id.map(text)),
        ("version", row.appointment_version.map(Value::from)),
        ("doctor_id", row.doctor_id.map(text)),
        ("slot_id", row.slot_id.map(text)),
        ("by", row.actor_role.map(Value::from)),
    ];
    data.extend(columns.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    let event = Event::read(EventId(row.id), row.occurred_at, &row.event_type, data);
    event.unwrap_or_else(|| unreachable!("a row has a clinic"))
}

/// The row of an event, in a table that has columns for these of [`COLUMNS`].
pub fn write(event: &Event, columns: &[&str]) -> Row {
    let mut data = match serde_json::to_value(event.data()) {
        Ok(Value::Object(data)) => data,
        _ => Map::new(),
    };
    data.remove("clinic_id");
    let by: Option<Role> = take(&mut data, "by");
    data.extend(event.traceparent.clone().map(|text| (TRACEPARENT.to_owned(), text.into())));
    Row {
        clinic_id: event.clinic_id.0,
        id: event.id.0,
        event_type: event.payload.type_name().to_owned(),
        appointment_id: column(&mut data, columns, "appointment_id").map(|AppointmentId(id)| id),
        appointment_version: column(&mut data, columns, "version"),
        doctor_id: column(&mut data, columns, "doctor_id").map(|DoctorId(id)| id),
        slot_id: column(&mut data, columns, "slot_id").map(|SlotId(id)| id),
        occurred_at: event.occurred_at,
        actor_role: by.map(|role| role.as_str().to_owned()),
        data: (!data.is_empty()).then_some(Value::Object(data)),
    }
}

fn column<T: DeserializeOwned>(data: &mut Map<String, Value>, columns: &[&str], name: &str) -> Option<T> {
    if columns.contains(&name) { take(data, name) } else { None }
}
