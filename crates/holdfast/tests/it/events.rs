//! The outbox relay: every event reaches its listeners once it is committed, in order, and stays when it cannot.

use std::sync::Arc;
use std::time::Duration;

use holdfast_config::Settings;
use holdfast_domain::{Clock, Event};
use holdfast_messaging::in_process::replay_dead_letters;
use holdfast_messaging::{Refused, Relay, RelaySettings, Transport, TransportError};
use holdfast_postgres::{Database, DbRole, PoolSettings};
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Api, Clinic, Server};
use serde_json::json;
use uuid::Uuid;

async fn waiting(api: &Api) -> i64 {
    let client = api.database.client().await;
    client.query_one("SELECT count(*) FROM outbox WHERE published_at IS NULL", &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn events_reach_their_listeners_in_the_order_of_the_appointment() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let mut events = api.events();
    let appointment = id(&clinic.book(&api, clinic.free_slot_ids(&api).await[0]).await, "id");
    // at 13:00 it begins; within one instant of the test's clock, so that only the versions tell the order
    api.clock.advance(jiff::SignedDuration::from_hours(1));
    for step in ["check-in", "complete"] {
        let path = format!("/v1/appointments/{appointment}/{step}");
        api.post(path).bearer(&clinic.staff).send().await.expect(200);
    }
    assert!(events.try_recv().is_err(), "nothing is told before the relay has taken it");
    assert_eq!(api.relay().drain_once().await.unwrap(), 3);
    let told: Vec<(String, Option<i32>)> = std::iter::from_fn(|| events.try_recv().ok())
        .map(|event| (event.payload.type_name().to_owned(), event.version()))
        .collect();
    let event = |name: &str, version| (format!("holdfast.appointment.{name}"), Some(version));
    assert_eq!(told, [event("created", 1), event("checked_in", 2), event("completed", 3)]);
    assert_eq!((waiting(&api).await, api.relay().drain_once().await.unwrap()), (0, 0));
}

#[tokio::test]
async fn relays_at_once_take_each_event_once() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let mut events = api.events();
    for slot_id in clinic.free_slot_ids(&api).await.into_iter().take(30) {
        clinic.book(&api, slot_id).await;
    }
    let drains = futures::future::join_all((0..4).map(|_| api.relay().drain_once())).await;
    assert_eq!(drains.into_iter().map(Result::unwrap).sum::<usize>(), 30);
    let mut told: Vec<_> = std::iter::from_fn(|| events.try_recv().ok()).map(|event| event.id).collect();
    told.sort();
    told.dedup();
    assert_eq!((told.len(), waiting(&api).await), (30, 0));
}

struct Closed;

impl Transport for Closed {
    fn name(&self) -> &'static str {
        "closed"
    }

    async fn publish(&self, _: &[Event]) -> Result<Vec<Refused>, TransportError> {
        Err(TransportError("the transport is closed".to_owned()))
    }
}

#[tokio::test]
async fn what_the_transport_does_not_take_stays_in_the_outbox() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    clinic.book(&api, clinic.free_slot_ids(&api).await[0]).await;
    let db = Database::new(&api.database.url(), PoolSettings::of(DbRole::Relay)).unwrap();
    let clock: Arc<dyn Clock> = Arc::new(api.clock.clone());
    let settings = RelaySettings { every: Duration::from_millis(100), by_clinic: false };
    assert!(Relay::new(db, clock, Closed, settings).drain_once().await.is_err());
    assert_eq!(waiting(&api).await, 1);
    assert_eq!(api.relay().drain_once().await.unwrap(), 1);
}

/// An appointment of somebody with an address, at this slot; its event waits.
async fn booked_with_mail(settings: &Settings) -> (Api, Clinic, Uuid) {
    let api = Api::with_settings(settings).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slot_id = clinic.free_slot_ids(&api).await[0];
    let patient = json!({"name": "Ada", "email": "ada@example.org"});
    let body = json!({"slot_id": slot_id, "patient": patient, "hold": false});
    api.post("/v1/bookings").json(&body).send().await.expect(201);
    (api, clinic, slot_id)
}

/// The event goes out, and the mail if there is one; how many tries that were.
async fn mail(api: &Api) -> usize {
    assert_eq!(api.relay().drain_once().await.unwrap(), 1);
    api.system.part::<holdfast_notification::Notification>().unwrap().send_due().await.unwrap()
}

/// Its type says what it has, and it has not.
#[tokio::test]
async fn what_no_mail_can_be_made_of_is_kept_until_it_is_mended() {
    let smtp = Server::smtp().await;
    let settings = Settings { smtp_url: Some(smtp.smtp_url()), ..Settings::default() };
    let (api, ..) = booked_with_mail(&settings).await;
    let client = api.database.client().await;
    client.execute("UPDATE outbox SET doctor_id = NULL, data = '{\"doctor_id\": 7}'", &[]).await.unwrap();
    assert_eq!(mail(&api).await, 0);
    let dead = client.query_one("SELECT listener, reason FROM dead_letters", &[]).await.unwrap();
    let why = (dead.get::<_, String>(0), dead.get::<_, String>(1));
    assert_eq!(why, ("notification".to_owned(), "its data is not what its type has".to_owned()));
    let mend = "UPDATE outbox SET doctor_id = (SELECT doctor_id FROM appointments), data = NULL";
    client.execute(mend, &[]).await.unwrap();
    let db = Database::new(&api.database.url(), PoolSettings::of(DbRole::Relay)).unwrap();
    assert_eq!(replay_dead_letters(&db, &api.clock).await.unwrap(), 1);
    assert_eq!((mail(&api).await, smtp.mails().len()), (1, 1));
}

#[tokio::test]
async fn a_mail_that_the_version_before_has_written_down_is_sent() {
    let smtp = Server::smtp().await;
    let settings = Settings { smtp_url: Some(smtp.smtp_url()), ..Settings::default() };
    let (api, clinic, slot_id) = booked_with_mail(&settings).await;
    assert_eq!(api.relay().drain_once().await.unwrap(), 1);
    let client = api.database.client().await;
    let row = client.query_one("SELECT data FROM notifications", &[]).await.unwrap();
    let has_no_column = json!({"doctor_id": clinic.doctor_id, "slot_id": slot_id});
    assert_eq!(row.get::<_, serde_json::Value>(0), has_no_column);
    client.execute("UPDATE notifications SET data = NULL", &[]).await.unwrap();
    assert_eq!(
        api.system.part::<holdfast_notification::Notification>().unwrap().send_due().await.unwrap(),
        1
    );
    assert_eq!(smtp.mails().len(), 1);
}
