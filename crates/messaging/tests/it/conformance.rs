//! What every transport must do, whichever it is. Each transport brings a [`Rig`] and runs [`conforms`].

use std::sync::Arc;

use holdfast_domain::{ClinicId, Event};
use holdfast_messaging::{Listener, Transport, Undelivered};
use uuid::Uuid;

use crate::scene::{Recorder, assert_in_order, events, of_a_later_version};

/// A transport under test.
pub(crate) trait Rig {
    /// Its publishing side, with these listeners known to it.
    type Transport: Transport;
    /// Puts the events into the transport, as the relay does: again and again those that it refused.
    async fn publish(&self, listeners: &[Arc<Recorder>], events: &[Event]);
    /// Brings events to the listener until the returned guard is dropped.
    async fn attach(&self, listener: Arc<dyn Listener>) -> Box<dyn Send>;
    /// Puts this listener's dead letters back; how many they were.
    async fn replay(&self, listener: &Arc<Recorder>) -> u64;
}

pub(crate) async fn conforms(rig: &impl Rig) {
    everything_arrives_in_order(rig).await;
    what_comes_later_is_not_lost(rig).await;
    poison_is_kept_aside_and_replayed(rig).await;
    every_listener_hears_of_everything(rig).await;
    what_is_not_known_arrives_as_it_was(rig).await;
}

async fn everything_arrives_in_order(rig: &impl Rig) {
    let listener = Recorder::glad("ordered");
    let _attached = rig.attach(Arc::clone(&listener) as _).await;
    let events = events(Uuid::from_u128(1), 20, 25);
    for batch in events.chunks(100) {
        rig.publish(&[Arc::clone(&listener)], batch).await;
    }
    listener.wait_for(&events).await;
    assert_in_order(&listener.dealt_with());
}

/// A provider that is away at first: nothing overtakes what waits for it.
async fn what_comes_later_is_not_lost(rig: &impl Rig) {
    let clinic_id = Uuid::from_u128(2);
    let manner = move |event: &Event, time: usize| {
        let away = event.clinic_id == ClinicId(clinic_id)
            && event.appointment_id().is_some_and(|id| id.0.as_u128() % 3 == 0)
            && time <= 2;
        if away { Err(Undelivered::Later("away".to_owned())) } else { Ok(()) }
    };
    let listener = Recorder::new("patient", Box::new(manner));
    let _attached = rig.attach(Arc::clone(&listener) as _).await;
    let events = events(clinic_id, 9, 3);
    rig.publish(&[Arc::clone(&listener)], &events).await;
    listener.wait_for(&events).await;
    assert_in_order(&listener.dealt_with());
    assert!(events.iter().any(|event| listener.times(event) >= 3), "some were tried again");
}

async fn poison_is_kept_aside_and_replayed(rig: &impl Rig) {
    let events = events(Uuid::from_u128(3), 10, 1);
    let poisoned = events[4].id;
    // it can be dealt with the second time: whatever was wrong has been mended
    let manner = move |event: &Event, time: usize| {
        if event.id == poisoned && time == 1 {
            Err(Undelivered::Poison("nonsense".to_owned()))
        } else {
            Ok(())
        }
    };
    let listener = Recorder::new("choosy", Box::new(manner));
    let _attached = rig.attach(Arc::clone(&listener) as _).await;
    rig.publish(&[Arc::clone(&listener)], &events).await;
    let others: Vec<Event> = events.iter().filter(|event| event.id != poisoned).cloned().collect();
    listener.wait_for(&others).await;
    assert!(!listener.dealt_with().iter().any(|event| event.id == poisoned));
    // the broker moves it in its own time
    let mut replayed = 0;
    for _ in 0..100 {
        replayed += rig.replay(&listener).await;
        if replayed > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(replayed, 1);
    rig.publish(&[Arc::clone(&listener)], &[]).await;
    listener.wait_for(&events).await;
    assert_eq!(listener.times(&events[4]), 2);
}

async fn every_listener_hears_of_everything(rig: &impl Rig) {
    let (a, b) = (Recorder::glad("first"), Recorder::glad("second"));
    let (_a, _b) = (rig.attach(Arc::clone(&a) as _).await, rig.attach(Arc::clone(&b) as _).await);
    let events = events(Uuid::from_u128(4), 5, 2);
    rig.publish(&[Arc::clone(&a), Arc::clone(&b)], &events).await;
    a.wait_for(&events).await;
    b.wait_for(&events).await;
}

async fn what_is_not_known_arrives_as_it_was(rig: &impl Rig) {
    let listener = Recorder::glad("older");
    let _attached = rig.attach(Arc::clone(&listener) as _).await;
    let events = of_a_later_version(Uuid::from_u128(5));
    rig.publish(&[Arc::clone(&listener)], &events).await;
    listener.wait_for(&events).await;
    let told = listener.dealt_with();
    for event in events {
        assert!(told.contains(&event), "{event:?}");
    }
}
