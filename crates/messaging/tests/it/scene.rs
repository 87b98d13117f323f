//! Events, and listeners that do as they are told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures::future::BoxFuture;
use holdfast_domain::event::Step;
use holdfast_domain::{AppointmentId, ClinicId, DoctorId, Event, EventId, Payload, Role, SlotId};
use holdfast_messaging::{Listener, Undelivered};
use serde_json::json;
use uuid::Uuid;

/// A place in a trace that is sampled.
pub(crate) const TRACEPARENT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/// How a listener takes an event, at the nth time that it is told of it (from 1).
pub(crate) type Manner = Box<dyn Fn(&Event, usize) -> Result<(), Undelivered> + Send + Sync>;

/// Notes what it is told.
pub(crate) struct Recorder {
    name: &'static str,
    manner: Manner,
    told: Mutex<Vec<Event>>,
    times: Mutex<HashMap<EventId, usize>>,
}

impl Recorder {
    pub(crate) fn new(name: &'static str, manner: Manner) -> Arc<Self> {
        Arc::new(Self { name, manner, told: Mutex::default(), times: Mutex::default() })
    }

    /// Takes everything.
    pub(crate) fn glad(name: &'static str) -> Arc<Self> {
        Self::new(name, Box::new(|_, _| Ok(())))
    }

    /// What it has dealt with, in order.
    pub(crate) fn dealt_with(&self) -> Vec<Event> {
        self.told.lock().unwrap().clone()
    }

    pub(crate) fn times(&self, event: &Event) -> usize {
        self.times.lock().unwrap().get(&event.id).copied().unwrap_or(0)
    }

    /// Waits until it has dealt with each of these at least once.
    pub(crate) async fn wait_for(&self, events: &[Event]) {
        let began = Instant::now();
        loop {
            let told = self.dealt_with();
            let missing = events.iter().filter(|event| !told.iter().any(|t| t.id == event.id)).count();
            if missing == 0 {
                return;
            }
            assert!(began.elapsed() < Duration::from_secs(60), "{}: {missing} events never came", self.name);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Listener for Recorder {
    fn name(&self) -> &'static str {
        self.name
    }

    fn deliver<'a>(&'a self, event: &'a Event) -> BoxFuture<'a, Result<(), Undelivered>> {
        Box::pin(async move {
            let time = {
                let mut times = self.times.lock().unwrap();
                let time = times.entry(event.id).or_insert(0);
                *time += 1;
                *time
            };
            (self.manner)(event, time)?;
            self.told.lock().unwrap().push(event.clone());
            Ok(())
        })
    }
}

/// So many events of each of so many appointments of one clinic, as they happened: the appointments in turn.
pub(crate) fn events(clinic_id: Uuid, appointments: u128, each: i32) -> Vec<Event> {
    let mut events = Vec::new();
    for version in 1..=each {
        for appointment in 1..=appointments {
            let number = u128::from(version.unsigned_abs()) << 32 | appointment;
            let step = Step {
                appointment_id: AppointmentId(Uuid::from_u128(clinic_id.as_u128() << 32 | appointment)),
                version,
                doctor_id: DoctorId(Uuid::from_u128(1)),
                slot_id: SlotId(Uuid::from_u128(appointment)),
            };
            events.push(Event {
                id: EventId(Uuid::from_u128(clinic_id.as_u128() << 40 | number)),
                clinic_id: ClinicId(clinic_id),
                occurred_at: jiff::Timestamp::from_second(i64::from(version)).unwrap(),
                by: None,
                payload: Payload::Created(step),
                traceparent: None,
                more: serde_json::Map::new(),
            });
        }
    }
    events
}

/// Events of a version to come: of a type that is not known, by a role that is not, with fields that are not.
pub(crate) fn of_a_later_version(clinic_id: Uuid) -> Vec<Event> {
    let id = |number: u128| json!(Uuid::from_u128(number));
    let step = Step {
        appointment_id: AppointmentId(Uuid::from_u128(9)),
        version: 1,
        doctor_id: DoctorId(Uuid::from_u128(1)),
        slot_id: SlotId(Uuid::from_u128(2)),
    };
    let unknown = |name: &str| Payload::Unknown(name.to_owned());
    let kinds = [
        (
            None,
            unknown("holdfast.room.taken"),
            json!({"room_id": id(7), "seats": [{"row": 1}], "by": "robot"}),
        ),
        (
            Some(Role::Staff),
            unknown("holdfast.bill.paid"),
            json!({"appointment_id": id(8), "version": 3, "amount": -5}),
        ),
        (None, Payload::Created(step), json!({"room_id": null})),
        (None, unknown("holdfast.appointment.created"), json!({"appointment_id": "none"})),
    ];
    let events = (1..).zip(kinds).map(|(number, (by, payload, more))| Event {
        id: EventId(Uuid::from_u128(clinic_id.as_u128() << 40 | number)),
        clinic_id: ClinicId(clinic_id),
        occurred_at: jiff::Timestamp::UNIX_EPOCH,
        by,
        payload,
        // CloudEvents have a field for it, rows do not
        traceparent: (number % 2 == 0).then(|| TRACEPARENT.to_owned()),
        more: more.as_object().unwrap().clone(),
    });
    events.collect()
}

/// Each appointment's events came in the order of their versions (repeats aside).
pub(crate) fn assert_in_order(told: &[Event]) {
    let mut newest: HashMap<Option<AppointmentId>, i32> = HashMap::new();
    for event in told {
        let version = event.version().unwrap();
        let newest = newest.entry(event.appointment_id()).or_insert(0);
        assert!(version <= *newest + 1, "version {version} came after {newest}");
        *newest = version.max(*newest);
    }
}
