//! What is told to listeners (mails, webhooks) once a change is committed.
//!
//! An event is one type from the outbox to whoever hears of it: what has happened, of which clinic, when, by whom, and a payload of
//! its kind. They carry ids, never personal data. A kind of event is a line of `events!` below, with the fields of its payload.
//!
//! A newer version of Holdfast, which runs beside this one during an upgrade, may write types and fields that this one does not
//! know. They travel on as they are: [`Payload::Unknown`], [`Event::more`].

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::caller::Role;
use crate::ids::{AppointmentId, ClinicId, DoctorId, EventId, SlotId};

/// Declares the types of events: what each is called (CloudEvents `type`), and which payload it has. Webhooks can ask for those that
/// are `heard`.
macro_rules! events {
    (
        heard { $($(#[$doc:meta])* $name:ident($payload:ty) = $text:literal;)* }
        sent_to_one { $($(#[$single_doc:meta])* $single:ident($single_payload:ty) = $single_text:literal;)* }
    ) => {
        /// What an event is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum EventType {
            $($(#[$doc])* $name,)*
            $($(#[$single_doc])* $single,)*
        }

        impl EventType {
            /// All that there is to hear of.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name, as listeners know it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                    $(Self::$single => $single_text,)*
                }
            }

            /// The type of this name.
            pub fn parse(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Self::$name),)*
                    $($single_text => Some(Self::$single),)*
                    _ => None,
                }
            }
        }

        /// What an event tells, by its type.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Payload {
            $($(#[$doc])* $name($payload),)*
            $($(#[$single_doc])* $single($single_payload),)*
            /// Of a type that this version does not know, by its name; or the data is not what its type has. All of it is in
            /// [`Event::more`].
            Unknown(String),
        }

        impl Payload {
            /// The payload of this type in the data of an event, and what else is there.
            fn read(name: &str, data: Map<String, Value>) -> (Self, Map<String, Value>) {
                let known = match EventType::parse(name) {
                    $(Some(EventType::$name) => split(&data).map(|(fields, more)| (Self::$name(fields), more)),)*
                    $(Some(EventType::$single) => split(&data).map(|(fields, more)| (Self::$single(fields), more)),)*
                    None => None,
                };
                known.unwrap_or_else(|| (Self::Unknown(name.to_owned()), data))
            }

            /// The type's name.
            pub fn type_name(&self) -> &str {
                match self {
                    $(Self::$name(_) => $text,)*
                    $(Self::$single(_) => $single_text,)*
                    Self::Unknown(name) => name,
                }
            }

            fn fields(&self) -> Option<&dyn Fields> {
                match self {
                    $(Self::$name(fields) => Some(fields),)*
                    $(Self::$single(fields) => Some(fields),)*
                    Self::Unknown(_) => None,
                }
            }
        }

        impl Serialize for Payload {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$name(fields) => fields.serialize(serializer),)*
                    $(Self::$single(fields) => fields.serialize(serializer),)*
                    Self::Unknown(_) => Nothing {}.serialize(serializer),
                }
            }
        }
    };
}

// `holdfast.appointment.…` is for steps of an appointment alone: `holdfast check` wants an audit row for each (I4).
events! {
    heard {
        /// An appointment was booked.
        Created(Step) = "holdfast.appointment.created";
        /// A hold was confirmed.
        Confirmed(Step) = "holdfast.appointment.confirmed";
        /// An appointment was moved.
        Rescheduled(Step) = "holdfast.appointment.rescheduled";
        /// An appointment is another record's: two records of one patient were merged, or parted again.
        Reassigned(Step) = "holdfast.appointment.reassigned";
        /// An appointment was called off.
        Cancelled(Step) = "holdfast.appointment.cancelled";
        /// A patient has arrived.
        CheckedIn(Step) = "holdfast.appointment.checked_in";
        /// A patient was seen.
        Completed(Step) = "holdfast.appointment.completed";
        /// A patient did not come.
        NoShow(Step) = "holdfast.appointment.no_show";
        /// One of those three was set by mistake.
        Undone(Step) = "holdfast.appointment.undone";
        /// A hold has expired.
        Expired(Step) = "holdfast.appointment.expired";
        /// A change of hours hit a booked slot.
        ScheduleConflict(SlotOf) = "holdfast.schedule.conflict";
        /// A slot can be booked again; the appointment has left it.
        SlotFreed(SlotOf) = "holdfast.slot.freed";
    }
    sent_to_one {
        /// Tells nothing: by it a webhook is tried.
        Trial(Nothing) = "holdfast.webhook.trial";
    }
}

/// A step of an appointment, as it stands after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "they are what they are called")]
pub struct Step {
    pub appointment_id: AppointmentId,
    pub version: i32,
    pub doctor_id: DoctorId,
    pub slot_id: SlotId,
}

/// A slot, and the appointment in it. The appointment itself has not changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "they are what they are called")]
pub struct SlotOf {
    pub appointment_id: AppointmentId,
    pub doctor_id: DoctorId,
    pub slot_id: SlotId,
}

/// Nothing but that it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nothing {}

/// What is asked of every payload.
trait Fields {
    /// The appointment that it is about: its events are told one after the other.
    fn appointment_id(&self) -> Option<AppointmentId> {
        None
    }

    /// The appointment's version, if the event tells of a change of it.
    fn version(&self) -> Option<i32> {
        None
    }
}

impl Fields for Step {
    fn appointment_id(&self) -> Option<AppointmentId> {
        Some(self.appointment_id)
    }

    fn version(&self) -> Option<i32> {
        Some(self.version)
    }
}

impl Fields for SlotOf {
    fn appointment_id(&self) -> Option<AppointmentId> {
        Some(self.appointment_id)
    }
}

impl Fields for Nothing {}

/// What the span that an event goes on from is called, where the event is written down.
pub const TRACEPARENT: &str = "traceparent";

/// Something that has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The event's own id, the same at every delivery.
    pub id: EventId,
    /// Whose it is.
    pub clinic_id: ClinicId,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// In which role somebody did it, where that is known.
    pub by: Option<Role>,
    /// What has happened.
    pub payload: Payload,
    /// The span that it goes on from (W3C `traceparent`), if its trace is sampled.
    pub traceparent: Option<String>,
    /// Fields of its data that this version does not know.
    pub more: Map<String, Value>,
}

impl Event {
    /// An event from its type's name and its data, whoever has written them. None without a clinic. Rows have its `traceparent` in the data.
    pub fn read(
        id: EventId,
        occurred_at: Timestamp,
        type_name: &str,
        mut data: Map<String, Value>,
    ) -> Option<Self> {
        let clinic_id = take(&mut data, "clinic_id")?;
        let by = take(&mut data, "by");
        let traceparent = take(&mut data, TRACEPARENT);
        let (payload, more) = Payload::read(type_name, data);
        Some(Self { id, clinic_id, occurred_at, by, payload, traceparent, more })
    }

    /// Its data (CloudEvents `data`), of which [`Event::read`] makes the same event, without its `traceparent`.
    pub fn data(&self) -> impl Serialize {
        Data { clinic_id: self.clinic_id, payload: &self.payload, by: self.by, more: &self.more }
    }

    /// Its type, also where its data is not what that type has.
    pub fn event_type(&self) -> Option<EventType> {
        EventType::parse(self.payload.type_name())
    }

    /// Whether the type is known and the data is not what it has.
    pub fn is_unreadable(&self) -> bool {
        matches!(self.payload, Payload::Unknown(_)) && self.event_type().is_some()
    }

    /// The appointment that it is about.
    pub fn appointment_id(&self) -> Option<AppointmentId> {
        match self.payload.fields() {
            Some(fields) => fields.appointment_id(),
            None => field(&self.more, "appointment_id"),
        }
    }

    /// The appointment's version after the change, if it tells of one.
    pub fn version(&self) -> Option<i32> {
        match self.payload.fields() {
            Some(fields) => fields.version(),
            None => field(&self.more, "version"),
        }
    }

    /// Whether a patient or a guest set it in motion, by themselves or by letting a hold run out. What nobody has put their name to
    /// counts as theirs.
    pub fn is_by_stranger(&self) -> bool {
        match self.event_type() {
            // the hold is theirs, whoever notes its end
            Some(EventType::Expired) => true,
            // hours are the clinic's
            Some(EventType::ScheduleConflict) => false,
            _ => self.by.is_none_or(|role| !role.books_for_others()),
        }
    }
}

#[derive(Serialize)]
struct Data<'e> {
    clinic_id: ClinicId,
    #[serde(flatten)]
    payload: &'e Payload,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Role>,
    #[serde(flatten)]
    more: &'e Map<String, Value>,
}

/// A field, if it is there and can be read.
fn field<T: DeserializeOwned>(data: &Map<String, Value>, name: &str) -> Option<T> {
    T::deserialize(data.get(name)?).ok()
}

/// Takes a field out of the data; what cannot be read stays.
pub fn take<T: DeserializeOwned>(data: &mut Map<String, Value>, name: &str) -> Option<T> {
    let value = field(data, name)?;
    data.remove(name);
    Some(value)
}

/// The fields of a payload, and the others.
fn split<T: DeserializeOwned>(data: &Map<String, Value>) -> Option<(T, Map<String, Value>)> {
    #[derive(Deserialize)]
    struct Split<T> {
        #[serde(flatten)]
        fields: T,
        #[serde(flatten)]
        more: Map<String, Value>,
    }
    let Split { fields, more } = Split::deserialize(data).ok()?;
    Some((fields, more))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::appointment::Action;

    fn step() -> Value {
        let id = Uuid::from_u128;
        json!({"appointment_id": id(3), "version": 2, "doctor_id": id(4), "slot_id": id(5)})
    }

    /// An event of this type with these fields, which somebody of this role did.
    fn event(type_name: &str, by: &str, fields: &Value) -> Event {
        let mut data = fields.as_object().unwrap().clone();
        data.insert("clinic_id".to_owned(), json!(Uuid::from_u128(2)));
        data.insert("by".to_owned(), json!(by));
        Event::read(EventId(Uuid::from_u128(1)), Timestamp::UNIX_EPOCH, type_name, data).unwrap()
    }

    #[test]
    fn a_type_is_called_a_step_of_an_appointment_if_it_is_one() {
        let mut steps = vec![EventType::Created];
        steps.extend(Action::ALL.map(Action::event_type));
        for event_type in EventType::ALL {
            let name = event_type.as_str();
            assert_eq!(EventType::parse(name), Some(*event_type));
            assert_eq!(steps.contains(event_type), name.starts_with("holdfast.appointment."), "{name}");
            assert_eq!(steps.contains(event_type), event(name, "staff", &step()).version().is_some());
        }
        assert!(!EventType::ALL.contains(&EventType::Trial));
        assert_eq!(EventType::parse("holdfast.webhook.trial"), Some(EventType::Trial));
    }

    #[test]
    fn what_strangers_set_in_motion_is_known() {
        let by = |name: &str, role: &str| event(name, role, &step()).is_by_stranger();
        for role in ["anonymous", "guest", "patient", "nobody"] {
            assert!(by("holdfast.appointment.created", role) && by("holdfast.room.left", role), "{role}");
            assert!(!by("holdfast.schedule.conflict", role), "{role}");
        }
        for role in ["staff", "doctor", "integrator", "clinic_admin", "platform_admin"] {
            assert!(!by("holdfast.appointment.cancelled", role) && !by("holdfast.room.left", role), "{role}");
            assert!(by("holdfast.appointment.expired", role), "{role}");
        }
        let unsaid = Event { by: None, ..event("holdfast.appointment.created", "staff", &step()) };
        assert!(unsaid.is_by_stranger());
    }

    #[test]
    fn what_is_not_understood_is_kept() {
        let of_a_room =
            json!({"room_id": Uuid::from_u128(7), "seats": 4, "appointment_id": Uuid::from_u128(3)});
        let later = event("holdfast.room.taken", "robot", &of_a_room);
        assert_eq!((later.event_type(), later.is_unreadable()), (None, false));
        assert_eq!(later.appointment_id(), Some(AppointmentId(Uuid::from_u128(3))));
        let data = serde_json::to_value(later.data()).unwrap();
        assert_eq!((&data["seats"], &data["by"]), (&json!(4), &json!("robot")));

        let half = event("holdfast.appointment.created", "staff", &json!({"appointment_id": "none"}));
        assert_eq!((half.event_type(), half.is_unreadable()), (Some(EventType::Created), true));
        assert_eq!((half.appointment_id(), half.more["appointment_id"].as_str()), (None, Some("none")));
    }
}
