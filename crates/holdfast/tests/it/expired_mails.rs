//! What is known of mails about appointments expires (docs/decisions/0025), and nobody gets a mail twice for it.

use holdfast_config::Settings;
use holdfast_domain::Event;
use holdfast_messaging::Listener;
use holdfast_messaging::in_process::replay_dead_letters;
use holdfast_notification::Notification;
use holdfast_postgres::DbRole;
use holdfast_testkit::fixtures::nine_to_five;
use holdfast_testkit::{Api, Clinic, Server};
use jiff::SignedDuration;
use serde_json::json;

use crate::expired_rows::{bury, count, days, outbox, pool, publish};

fn mailer(api: &Api) -> &Notification {
    api.system.part().expect("it has every role")
}

async fn send(api: &Api) {
    publish(api).await;
    while mailer(api).send_due().await.unwrap() > 0 {}
}

/// All jobs that delete what listeners may want to know.
async fn clean_up(api: &Api) {
    outbox(api).delete_dead_letters().await.unwrap();
    outbox(api).delete_events().await.unwrap();
    mailer(api).delete_expired_notifications().await.unwrap();
    mailer(api).delete_expired_inbox().await.unwrap();
}

#[tokio::test]
async fn an_event_that_comes_again_is_not_mailed_again() {
    let smtp = Server::smtp().await;
    let api = Api::with_settings(&Settings { smtp_url: Some(smtp.smtp_url()), ..Settings::default() }).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let mut hours = nine_to_five();
    hours["horizon_days"] = json!(60);
    clinic.set_hours(&api, &hours).await;
    let mut events = api.events();
    // an appointment that is far off: the patient would still be written to about it
    let last = *clinic.free_slot_ids(&api).await.last().unwrap();
    let body =
        json!({"slot_id": last, "patient": {"name": "Ada", "email": "ada@example.org"}, "hold": false});
    api.post("/v1/bookings").json(&body).send().await.expect(201);
    send(&api).await;
    assert_eq!(smtp.mails().len(), 1);
    let event: Event = events.try_recv().unwrap();
    bury(&api, event.id, "webhook").await;

    // a dead letter of another listener is replayed to all
    api.clock.advance(days(30) - SignedDuration::from_secs(1));
    clean_up(&api).await;
    assert_eq!(replay_dead_letters(&pool(&api, DbRole::Relay), &api.clock).await.unwrap(), 1);
    assert_eq!(count(&api, "SELECT count(*) FROM outbox WHERE published_at IS NULL").await, 1);
    send(&api).await;
    assert_eq!(smtp.mails().len(), 1);

    // what was told about an appointment to come is remembered, the note in the inbox is not
    api.clock.advance(days(10));
    clean_up(&api).await;
    assert_eq!(count(&api, "SELECT count(*) FROM notifications").await, 1);
    assert_eq!(count(&api, "SELECT count(*) FROM inbox").await, 0);

    // once nothing is known of it any more, nobody acts on it: a broker may give out what it has kept for long
    let forgotten = "DELETE FROM notifications";
    api.database.client().await.execute(forgotten, &[]).await.unwrap();
    mailer(&api).deliver(&event).await.unwrap();
    assert_eq!(count(&api, "SELECT count(*) FROM notifications").await, 0);
    assert_eq!(replay_dead_letters(&pool(&api, DbRole::Relay), &api.clock).await.unwrap(), 0);
    send(&api).await;
    assert_eq!(smtp.mails().len(), 1);
}

#[tokio::test]
async fn mails_are_forgotten_when_their_appointment_is_long_over() {
    let smtp = Server::smtp().await;
    let api = Api::with_settings(&Settings { smtp_url: Some(smtp.smtp_url()), ..Settings::default() }).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slot_ids(&api).await;
    // today, today with a mail that waits for ever, and in two weeks
    for slot_id in [slots[0], slots[1], *slots.last().unwrap()] {
        let body = json!({"slot_id": slot_id, "patient": {"name": "Ada", "email": format!("{slot_id}@example.org")}, "hold": false});
        api.post("/v1/bookings").json(&body).send().await.expect(201);
    }
    send(&api).await;
    assert_eq!(count(&api, "SELECT count(*) FROM notifications WHERE state = 'sent'").await, 3);
    let client = api.database.client().await;
    let wait = "UPDATE notifications n SET state = 'waiting', due_at = now() FROM appointments a
                WHERE a.id = n.appointment_id AND a.slot_id = $1";
    assert_eq!(client.execute(wait, &[&slots[1]]).await.unwrap(), 1);
    api.clock.advance(days(30));
    assert_eq!(mailer(&api).delete_expired_notifications().await.unwrap(), 0);
    api.clock.advance(days(2));
    let (some, rest) = tokio::join!(
        mailer(&api).delete_expired_notifications(),
        mailer(&api).delete_expired_notifications()
    );
    assert_eq!(some.unwrap() + rest.unwrap(), 1);
    assert_eq!(mailer(&api).delete_expired_inbox().await.unwrap(), 3);
    api.clock.advance(days(14));
    assert_eq!(mailer(&api).delete_expired_notifications().await.unwrap(), 1);
    assert_eq!(count(&api, "SELECT count(*) FROM notifications WHERE state = 'waiting'").await, 1);
    api.assert_sound().await;
}
