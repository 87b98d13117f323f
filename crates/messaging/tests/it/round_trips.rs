//! Any event is the same after it was a row or a CloudEvent, whether or not this version knows what is in it.

use holdfast_domain::event::{Nothing, Step};
use holdfast_domain::{AppointmentId, ClinicId, DoctorId, Event, EventId, EventType, Payload, Role, SlotId};
use holdfast_messaging::cloud_event;
use holdfast_messaging::row::{self, COLUMNS};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use uuid::Uuid;

fn ids() -> impl Strategy<Value = Value> {
    any::<u128>().prop_map(|id| json!(Uuid::from_u128(id)))
}

/// Whatever a later version may write. (Fractions are left out: JSON's are not always read back to the last digit.)
fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
        ids(),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::hash_map("[a-z]{1,4}", inner, 0..3).prop_map(|map| json!(map)),
        ]
    })
}

fn type_names() -> impl Strategy<Value = String> {
    let known = EventType::ALL.iter().copied().chain([EventType::Trial]);
    let known: Vec<String> = known.map(|one| one.as_str().to_owned()).collect();
    prop_oneof![4 => prop::sample::select(known), 1 => "holdfast\\.[a-z]{1,8}\\.[a-z_]{1,8}"]
}

/// What one of the fields that are known has: mostly what belongs there.
fn fields() -> impl Strategy<Value = Map<String, Value>> {
    let version = (1..=i32::MAX).prop_map(Value::from);
    let by = prop_oneof![prop::sample::select(Role::ALL.to_vec()).prop_map(|role| json!(role)), values()];
    let or_not = |values: BoxedStrategy<Value>| prop::option::weighted(0.9, values);
    let odd = prop::option::weighted(
        0.1,
        (prop::sample::select(vec!["appointment_id", "version", "slot_id"]), values()),
    );
    let more = prop::collection::hash_map("[a-z_]{1,12}", values(), 0..4);
    let known = (
        or_not(ids().boxed()),
        or_not(version.boxed()),
        or_not(ids().boxed()),
        or_not(ids().boxed()),
        or_not(by.boxed()),
    );
    (known, odd, more).prop_map(|((appointment_id, version, doctor_id, slot_id, by), odd, more)| {
        let known = [
            ("appointment_id", appointment_id),
            ("version", version),
            ("doctor_id", doctor_id),
            ("slot_id", slot_id),
            ("by", by),
        ];
        let known = known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let odd = odd.map(|(name, value)| (name.to_owned(), value));
        more.into_iter().chain(known).chain(odd).collect()
    })
}

proptest! {
    #[test]
    fn an_event_is_the_same_after_every_journey(
        id in any::<u128>(),
        clinic_id in ids(),
        second in 0..4_000_000_000_i64,
        type_name in type_names(),
        mut data in fields(),
    ) {
        data.insert("clinic_id".to_owned(), clinic_id);
        let occurred_at = Timestamp::from_second(second).unwrap();
        let event = Event::read(EventId(Uuid::from_u128(id)), occurred_at, &type_name, data.clone()).unwrap();
        prop_assert_eq!(event.payload.type_name(), &type_name);
        prop_assert_eq!(serde_json::to_value(event.data()).unwrap(), Value::Object(data));
        prop_assert_eq!(&cloud_event::read(cloud_event::write(&event).as_bytes()).unwrap(), &event);
        for columns in [COLUMNS, &["appointment_id", "version"], &[]] {
            prop_assert_eq!(&row::read(row::write(&event, columns)), &event);
        }
    }
}

/// Whoever books pays for no JSON.
#[test]
fn an_event_of_today_has_a_column_for_everything() {
    let id = Uuid::from_u128;
    let step = Step {
        appointment_id: AppointmentId(id(3)),
        version: 2,
        doctor_id: DoctorId(id(4)),
        slot_id: SlotId(id(5)),
    };
    for (payload, appointment_id) in
        [(Payload::Cancelled(step), Some(id(3))), (Payload::Trial(Nothing {}), None)]
    {
        let event = Event {
            id: EventId(id(1)),
            clinic_id: ClinicId(id(2)),
            occurred_at: Timestamp::UNIX_EPOCH,
            by: Some(Role::Staff),
            payload,
            traceparent: None,
            more: Map::new(),
        };
        let row = row::write(&event, COLUMNS);
        assert_eq!((row.appointment_id, row.actor_role.as_deref()), (appointment_id, Some("staff")));
        assert_eq!(row.data, None);
    }
}
