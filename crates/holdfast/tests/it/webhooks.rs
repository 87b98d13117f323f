//! Webhooks: a clinic's events reach other programs, signed, once each, and again until they are taken.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, Method};
use holdfast_config::{Settings, WebhookSettings};
use holdfast_domain::event::Step;
use holdfast_domain::{AppointmentId, ClinicId, DoctorId, Event, EventId, EventType, Payload, Role, SlotId};
use holdfast_messaging::Listener;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::people::text;
use holdfast_testkit::process::request;
use holdfast_testkit::{Api, Clinic, Process, Receiver};
use holdfast_webhook::Webhooks;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

const CREATED: &str = "holdfast.appointment.created";

/// Settings by which webhooks may be on this machine.
pub(crate) fn on_this_machine() -> Settings {
    let webhooks = WebhookSettings { allowed_networks: "127.0.0.0/8".to_owned() };
    Settings { webhooks, ..Settings::default() }
}

async fn start() -> Api {
    Api::with_settings(&on_this_machine()).await
}

fn worker(api: &Api) -> &Webhooks {
    api.system.part().expect("it has every role")
}

fn path(clinic: &Clinic, rest: &str) -> String {
    format!("/v1/clinics/{}/webhooks{rest}", clinic.id)
}

/// An admin's token of today: in some of these tests days go by.
fn admin(api: &Api, clinic: &Clinic) -> String {
    api.at_clinic(Role::ClinicAdmin, clinic.id, None)
}

async fn set_up(api: &Api, clinic: &Clinic, body: Value) -> Value {
    api.post(path(clinic, "")).bearer(&admin(api, clinic)).json(&body).send().await.expect(201)
}

async fn show(api: &Api, clinic: &Clinic, webhook: Uuid) -> Value {
    api.get(path(clinic, &format!("/{webhook}"))).bearer(&admin(api, clinic)).send().await.expect(200)
}

async fn change(api: &Api, clinic: &Clinic, webhook: Uuid, body: Value) -> Value {
    let path = path(clinic, &format!("/{webhook}"));
    api.call(Method::PATCH, path).bearer(&admin(api, clinic)).json(&body).send().await.expect(200)
}

async fn deliveries(api: &Api, clinic: &Clinic, webhook: Uuid) -> Vec<Value> {
    let path = path(clinic, &format!("/{webhook}/deliveries"));
    let page = api.get(path).bearer(&admin(api, clinic)).send().await.expect(200);
    page["items"].as_array().unwrap().clone()
}

/// What happened goes out, and what is due is delivered; how many attempts were made.
async fn deliver(api: &Api) -> usize {
    while api.relay().drain_once().await.unwrap() > 0 {}
    worker(api).deliver_due().await.unwrap()
}

async fn book(api: &Api, clinic: &Clinic) -> Uuid {
    let slots = clinic.free_slot_ids(api).await;
    id(&clinic.with_new_tokens(api).book(api, slots[0]).await, "id")
}

/// Whether the reference implementation of the specification signs it like that. (It verifies by the wall's clock alone.)
fn verifies(secret: &str, headers: &HeaderMap, body: &str) -> bool {
    let webhook = standardwebhooks::Webhook::new(secret).unwrap();
    let header = |name: &str| headers[name].to_str().unwrap();
    let seconds = header("webhook-timestamp").parse().unwrap();
    let expected = webhook.sign(header("webhook-id"), seconds, body.as_bytes()).unwrap();
    header("webhook-signature").split(' ').any(|signature| signature == expected)
}

#[tokio::test]
async fn what_happens_is_posted_signed_and_once() {
    let api = start().await;
    let (clinic, other) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let (all, some, elsewhere) = (Receiver::start().await, Receiver::start().await, Receiver::start().await);
    let webhook = set_up(&api, &clinic, json!({"url": all.url(), "description": "Practice software"})).await;
    let names: Vec<_> = EventType::ALL.iter().map(|one| one.as_str()).collect();
    assert_eq!(webhook["event_types"], json!(names));
    set_up(&api, &clinic, json!({"url": some.url(), "event_types": ["holdfast.appointment.cancelled"]}))
        .await;
    set_up(&api, &other, json!({"url": elsewhere.url()})).await;

    let appointment = book(&api, &clinic).await;
    assert_eq!(deliver(&api).await, 1);
    let posted = all.posted();
    assert_eq!(posted.len(), 1);
    let event: Value = serde_json::from_str(&posted[0].body).unwrap();
    assert_eq!((text(&event, "type"), id(&event, "subject")), (CREATED.to_owned(), appointment));
    assert_eq!(text(&event, "source"), format!("/clinics/{}", clinic.id));
    assert_eq!(event["data"]["version"], 1);
    assert!(!posted[0].body.contains("Grace"), "an event holds ids alone: {}", posted[0].body);
    let headers = &posted[0].headers;
    assert_eq!(headers["webhook-id"], text(&event, "id"));
    assert_eq!(headers["content-type"], "application/cloudevents+json; charset=utf-8");
    let secret = text(&webhook, "secret");
    assert!(verifies(&secret, headers, &posted[0].body));
    assert!(!verifies(&secret, headers, &posted[0].body.replace("created", "deleted")));

    // an event that comes a second time has no second effect
    let client = api.database.client().await;
    client.execute("UPDATE outbox SET published_at = NULL", &[]).await.unwrap();
    assert_eq!(deliver(&api).await, 0);
    api.post(format!("/v1/appointments/{appointment}/cancel")).bearer(&clinic.staff).send().await.expect(200);
    // the cancellation, and the slot that is free again: to the one; the cancellation to the other
    deliver(&api).await;
    deliver(&api).await;
    let types = |receiver: &Receiver| {
        let event = |posted: &holdfast_testkit::Posted| serde_json::from_str::<Value>(&posted.body).unwrap();
        receiver.posted().iter().map(|posted| text(&event(posted), "type")).collect::<Vec<_>>()
    };
    let mut told = types(&all);
    told.sort();
    assert_eq!(told, ["holdfast.appointment.cancelled", CREATED, "holdfast.slot.freed"]);
    assert_eq!(types(&some), ["holdfast.appointment.cancelled"]);
    assert_eq!(elsewhere.connections(), 0, "another clinic's events");

    let listed = deliveries(&api, &clinic, id(&webhook, "id")).await;
    assert_eq!(listed.len(), 3);
    for delivery in listed {
        assert_eq!((text(&delivery, "state"), &delivery["attempts"]), ("delivered".to_owned(), &json!(1)));
        assert_eq!((&delivery["last_status"], &delivery["due_at"]), (&json!(204), &Value::Null));
    }
    api.assert_sound().await;
}

#[tokio::test]
async fn what_is_not_taken_is_tried_again_under_the_same_id_and_given_up_at_last() {
    let api = start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let receiver = Receiver::start().await;
    let webhook = id(&set_up(&api, &clinic, json!({"url": receiver.url()})).await, "id");
    receiver.answer(503);
    book(&api, &clinic).await;
    assert_eq!(deliver(&api).await, 1);
    let waiting = deliveries(&api, &clinic, webhook).await.remove(0);
    assert_eq!((text(&waiting, "state"), &waiting["last_status"]), ("waiting".to_owned(), &json!(503)));
    assert_eq!(text(&waiting, "last_error"), "answered 503");
    assert!(show(&api, &clinic, webhook).await["failing_since"].is_string());
    assert_eq!(deliver(&api).await, 0, "not at once");
    api.clock.advance(SignedDuration::from_secs(6));
    receiver.answer(200);
    assert_eq!(deliver(&api).await, 1);
    let taken = deliveries(&api, &clinic, webhook).await.remove(0);
    assert_eq!((text(&taken, "state"), &taken["attempts"]), ("delivered".to_owned(), &json!(2)));
    let posted = receiver.posted();
    assert_eq!((posted.len(), &posted[0].body), (2, &posted[1].body));
    assert_eq!(posted[0].headers["webhook-id"], posted[1].headers["webhook-id"]);
    assert_ne!(posted[0].headers["webhook-timestamp"], posted[1].headers["webhook-timestamp"]);
    assert_eq!(show(&api, &clinic, webhook).await["failing_since"], Value::Null);

    // one that is never taken
    receiver.answer(500);
    book(&api, &clinic).await;
    deliver(&api).await;
    for _ in 0..10 {
        assert_eq!(text(&deliveries(&api, &clinic, webhook).await[0], "state"), "waiting");
        api.clock.advance(SignedDuration::from_hours(29));
        // so that it is not switched off before
        change(&api, &clinic, webhook, json!({"enabled": true})).await;
        assert_eq!(deliver(&api).await, 1);
    }
    let failed = deliveries(&api, &clinic, webhook).await.remove(0);
    assert_eq!((text(&failed, "state"), &failed["attempts"]), ("failed".to_owned(), &json!(11)));
    api.clock.advance(SignedDuration::from_hours(48));
    assert_eq!(deliver(&api).await, 0);
    // and forgotten after a month
    assert_eq!(deliveries(&api, &clinic, webhook).await.len(), 2);
    api.clock.advance(SignedDuration::from_hours(24 * 29));
    assert_eq!(worker(&api).delete_expired_deliveries().await.unwrap(), 2);
    let left = deliveries(&api, &clinic, webhook).await;
    assert_eq!(left.len(), 0, "{left:?}");
}

#[tokio::test]
async fn a_worker_that_dies_with_a_delivery_leaves_it_to_others() {
    let api = start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let receiver = Receiver::start().await;
    set_up(&api, &clinic, json!({"url": receiver.url()})).await;
    receiver.be_silent();
    book(&api, &clinic).await;
    while api.relay().drain_once().await.unwrap() > 0 {}
    let dies = {
        let worker = worker(&api).clone();
        tokio::spawn(async move { worker.deliver_due().await })
    };
    until(|| receiver.posted().len() == 1).await;
    dies.abort();
    assert!(dies.await.unwrap_err().is_cancelled());
    receiver.answer(204);
    assert_eq!(deliver(&api).await, 0, "it may be at it yet");
    api.clock.advance(SignedDuration::from_secs(60));
    assert_eq!(deliver(&api).await, 1);
    assert_eq!(receiver.posted().len(), 2);
}

/// Seldom enough to come but once in a test.
const HOURLY: Duration = Duration::from_secs(3600);

async fn until(is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(30), "it does not come");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn one_that_fails_is_left_alone_and_keeps_nobody_else_waiting() {
    let api = start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let (dead, alive) = (Receiver::start().await, Receiver::start().await);
    let dead_one = id(&set_up(&api, &clinic, json!({"url": dead.url()})).await, "id");
    set_up(&api, &clinic, json!({"url": alive.url()})).await;
    dead.answer(500);
    for _ in 0..6 {
        book(&api, &clinic).await;
    }
    deliver(&api).await;
    assert_eq!((dead.posted().len(), alive.posted().len()), (6, 6));
    // it is left alone now, and so are those that come after
    book(&api, &clinic).await;
    api.clock.advance(SignedDuration::from_secs(10));
    deliver(&api).await;
    assert_eq!((dead.posted().len(), alive.posted().len()), (6, 7));
    api.clock.advance(SignedDuration::from_secs(60));
    dead.answer(200);
    deliver(&api).await;
    // what was held back for it alone comes with the first that it takes
    deliver(&api).await;
    assert_eq!((dead.posted().len(), alive.posted().len()), (13, 7));
    assert!(deliveries(&api, &clinic, dead_one).await.iter().all(|one| one["state"] == "delivered"));

    // who changes it is not kept waiting
    dead.answer(500);
    for _ in 0..5 {
        book(&api, &clinic).await;
    }
    deliver(&api).await;
    assert_eq!(dead.posted().len(), 18);
    api.clock.advance(SignedDuration::from_secs(10));
    assert_eq!(deliver(&api).await, 0);
    change(&api, &clinic, dead_one, json!({"description": "mended"})).await;
    assert_eq!(deliver(&api).await, 5);

    // nor is one that takes a trial
    for _ in 0..5 {
        book(&api, &clinic).await;
    }
    deliver(&api).await;
    api.clock.advance(SignedDuration::from_secs(10));
    assert_eq!(deliver(&api).await, 0);
    dead.answer(200);
    let trial = path(&clinic, &format!("/{dead_one}/trial"));
    api.post(trial).bearer(&admin(&api, &clinic)).send().await.expect(202);
    assert_eq!(
        (deliver(&api).await, deliver(&api).await),
        (1, 5),
        "the trial, then what was held back for the webhook alone"
    );
    dead.answer(500);

    // after five days and many failures it is switched off, which its clinic's admins can see
    for _ in 0..20 {
        book(&api, &clinic).await;
        api.clock.advance(SignedDuration::from_secs(3601));
        deliver(&api).await;
    }
    assert_eq!(show(&api, &clinic, dead_one).await["enabled"], true);
    api.clock.advance(SignedDuration::from_hours(4 * 24));
    deliver(&api).await;
    assert_eq!(show(&api, &clinic, dead_one).await["enabled"], true);
    api.clock.advance(SignedDuration::from_hours(24));
    deliver(&api).await;
    let shown = show(&api, &clinic, dead_one).await;
    assert_eq!(
        (&shown["enabled"], text(&shown, "disabled_reason").as_str()),
        (&json!(false), "it took nothing for five days")
    );
    let posts = dead.posted().len();
    let missed = book(&api, &clinic).await.to_string();
    api.clock.advance(SignedDuration::from_hours(24));
    deliver(&api).await;
    assert_eq!(dead.posted().len(), posts);
    let shown = change(&api, &clinic, dead_one, json!({"enabled": true})).await;
    assert_eq!((&shown["enabled"], &shown["disabled_reason"]), (&json!(true), &Value::Null));
    // what waited before is delivered, what happened meanwhile is not
    dead.answer(200);
    while deliver(&api).await > 0 {}
    let posted = dead.posted().split_off(posts);
    assert!(!posted.is_empty() && !posted.iter().any(|one| one.body.contains(&missed)));
    // who says that it is gone is not asked again
    dead.answer(410);
    book(&api, &clinic).await;
    deliver(&api).await;
    assert_eq!(text(&show(&api, &clinic, dead_one).await, "disabled_reason"), "it answered 410 Gone");
    let client = api.database.client().await;
    let row = client
        .query_one(
            "SELECT count(*) FROM audit_log WHERE action = 'webhook.disable' AND entity_id = $1",
            &[&dead_one],
        )
        .await
        .unwrap();
    assert_eq!(row.get::<_, i64>(0), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_ones_do_not_take_all_hands() {
    let api = start().await;
    let (slow_clinic, clinic) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let (slow, quick) = (Receiver::start().await, Receiver::start().await);
    set_up(&api, &slow_clinic, json!({"url": slow.url()})).await;
    set_up(&api, &clinic, json!({"url": quick.url()})).await;
    slow.be_silent();
    let slots = slow_clinic.free_slot_ids(&api).await;
    let running = api.run_jobs(worker(&api).jobs(HOURLY));
    let book_slow = async |slots: &[Uuid]| {
        for slot in slots {
            slow_clinic.book(&api, *slot).await;
        }
        while api.relay().drain_once().await.unwrap() > 0 {}
    };
    book_slow(&slots[..5]).await;
    until(|| slow.posted().len() == 5).await;
    book_slow(&slots[5..20]).await;
    until(|| slow.posted().len() == 8).await;
    // eight of one webhook, sixteen of one clinic
    for _ in 0..2 {
        set_up(&api, &slow_clinic, json!({"url": slow.url()})).await;
    }
    book_slow(&slots[20..80]).await;
    until(|| slow.posted().len() == 16).await;
    book(&api, &clinic).await;
    while api.relay().drain_once().await.unwrap() > 0 {}
    until(|| quick.posted().len() == 1).await;
    assert_eq!(slow.posted().len(), 16);
    // as soon as they are free, the rest comes
    slow.answer(204);
    until(|| slow.posted().len() == 80 + 2 * 60).await;
    drop(running);
}

/// The clock stands, so what one worker overlooks because of another never comes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn workers_at_once_overlook_nothing_and_do_nothing_twice() {
    let api = start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let receiver = Receiver::start().await;
    set_up(&api, &clinic, json!({"url": receiver.url()})).await;
    let other = api.again_with(&on_this_machine());
    let running =
        [worker(&api), other.part::<Webhooks>().unwrap()].map(|worker| api.run_jobs(worker.jobs(HOURLY)));
    let tell = async || {
        let step = Step {
            appointment_id: AppointmentId(api.new_id()),
            version: 1,
            doctor_id: DoctorId(api.new_id()),
            slot_id: SlotId(api.new_id()),
        };
        let event = Event {
            id: EventId(api.new_id()),
            clinic_id: ClinicId(clinic.id),
            occurred_at: api.now(),
            by: None,
            payload: Payload::Created(step),
            traceparent: None,
            more: serde_json::Map::new(),
        };
        worker(&api).deliver(&event).await.unwrap();
    };
    // each is there before the next ones come: those would bring it along
    for told in 1..=100 {
        tokio::join!(tell(), tell(), tell());
        until(|| receiver.posted().len() >= told * 3).await;
    }
    let ids: HashSet<_> = receiver.posted().iter().map(|one| one.headers["webhook-id"].clone()).collect();
    assert_eq!((ids.len(), receiver.posted().len()), (300, 300));
    drop(running);
}

#[tokio::test]
async fn what_is_due_of_one_appointment_is_told_in_its_order() {
    let api = start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let receiver = Receiver::start().await;
    set_up(&api, &clinic, json!({"url": receiver.url()})).await;
    let slot = clinic.free_slot_ids(&api).await[0];
    let body = json!({"slot_id": slot, "patient": {"name": "P"}, "hold": true});
    let held = api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await.expect(201);
    for step in ["confirm", "cancel"] {
        let path = format!("/v1/appointments/{}/{step}", id(&held, "id"));
        api.post(path).bearer(&clinic.staff).send().await.expect(200);
    }
    for _ in 0..4 {
        assert_eq!(deliver(&api).await, 1);
    }
    let types: Vec<String> = receiver
        .posted()
        .iter()
        .map(|posted| text(&serde_json::from_str(&posted.body).unwrap(), "type"))
        .collect();
    let appointment = |step: &str| format!("holdfast.appointment.{step}");
    let expected = [appointment("created"), appointment("confirmed"), appointment("cancelled")];
    assert_eq!(types[..3], expected);
    assert_eq!(types[3], "holdfast.slot.freed");
}

#[tokio::test]
async fn trouble_with_mails_is_none_with_webhooks() {
    // nobody listens there
    let api = Api::with_settings(&Settings {
        smtp_url: Some("smtp://127.0.0.1:1".to_owned()),
        ..on_this_machine()
    })
    .await;
    let clinic = Clinic::open(&api, "UTC").await;
    let receiver = Receiver::start().await;
    set_up(&api, &clinic, json!({"url": receiver.url()})).await;
    let slot = clinic.free_slot_ids(&api).await[0];
    let body = json!({"slot_id": slot, "patient": {"name": "P", "email": "p@example.org"}});
    let booked = api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await.expect(201);
    for told in 1..3 {
        assert!(api.relay().drain_once().await.unwrap() > 0, "events wait for no mail server");
        assert_eq!(worker(&api).deliver_due().await.unwrap(), 1);
        assert_eq!(receiver.posted().len(), told);
        if told == 1 {
            api.clock.advance(SignedDuration::from_secs(1));
            let path = format!("/v1/appointments/{}/cancel", id(&booked, "id"));
            api.post(path).bearer(&clinic.staff).send().await.expect(200);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_stops_waits_for_what_is_under_way() {
    let receiver = Receiver::start().await;
    receiver.be_silent();
    let settings = [("HOLDFAST_WEBHOOKS__ALLOWED_NETWORKS", "127.0.0.1")];
    let mut process = Process::start_with(env!("CARGO_BIN_EXE_holdfast"), &settings).await;
    let admin = process.token(&["--role", "platform_admin"]);
    let call = async |address, method: &str, path: &str, body: Option<Value>| {
        let (status, body) = request(address, method, path, Some(&admin), body.as_ref()).await.unwrap();
        assert!(status.is_success(), "{method} {path}: {status} {body}");
        body
    };
    let address = process.address;
    let clinic = json!({"name": "C", "time_zone": "UTC"});
    let clinic = id(&call(address, "POST", "/v1/clinics", Some(clinic)).await, "id");
    let webhooks = format!("/v1/clinics/{clinic}/webhooks");
    let webhook = call(address, "POST", &webhooks, Some(json!({"url": receiver.url()}))).await;
    let webhook = format!("{webhooks}/{}", id(&webhook, "id"));
    call(address, "POST", &format!("{webhook}/trial"), None).await;
    until(|| receiver.posted().len() == 1).await;
    let stopping = tokio::task::spawn_blocking(move || {
        assert!(process.stop().success());
        process
    });
    // it takes no more connections, and goes on
    let began = Instant::now();
    while request(address, "GET", "/health/live", None, None).await.is_ok() {
        assert!(began.elapsed() < Duration::from_secs(30), "it does not stop");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(!stopping.is_finished());
    receiver.answer(204);
    let mut process = stopping.await.unwrap();
    process.spawn();
    process.wait_ready().await;
    let listed = call(address, "GET", &format!("{webhook}/deliveries"), None).await;
    assert_eq!(
        (&listed["items"][0]["state"], &listed["items"][0]["attempts"]),
        (&json!("delivered"), &json!(1))
    );
}

#[tokio::test]
async fn a_secret_is_renewed_without_a_gap() {
    let api = start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let receiver = Receiver::start().await;
    let webhook = set_up(&api, &clinic, json!({"url": receiver.url()})).await;
    let old = text(&webhook, "secret");
    assert!(show(&api, &clinic, id(&webhook, "id")).await.get("secret").is_none(), "it is shown once");
    let renew = async |key: &'static str| {
        let path = path(&clinic, &format!("/{}/secret", text(&webhook, "id")));
        api.post(path).bearer(&clinic.admin).header("idempotency-key", key).send().await.expect(200)
    };
    let new = text(&renew("one").await, "secret");
    assert_eq!(text(&renew("one").await, "secret"), new, "the first answer again");
    let try_it = async || {
        let path = path(&clinic, &format!("/{}/trial", text(&webhook, "id")));
        let made = api.post(path).bearer(&admin(&api, &clinic)).send().await.expect(202);
        assert_eq!(deliver(&api).await, 1);
        let posted = receiver.posted().pop().unwrap();
        assert_eq!(posted.headers["webhook-id"], text(&made, "event_id"));
        let event: Value = serde_json::from_str(&posted.body).unwrap();
        assert_eq!(text(&event, "type"), EventType::Trial.as_str());
        posted
    };
    let posted = try_it().await;
    assert!(verifies(&new, &posted.headers, &posted.body) && verifies(&old, &posted.headers, &posted.body));
    api.clock.advance(SignedDuration::from_hours(24));
    let posted = try_it().await;
    assert!(verifies(&new, &posted.headers, &posted.body) && !verifies(&old, &posted.headers, &posted.body));
}

#[tokio::test]
async fn another_clinics_webhook_is_none() {
    let api = start().await;
    let (clinic, other) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let webhook = id(&set_up(&api, &clinic, json!({"url": "https://example.org/"})).await, "id");
    for (method, rest) in [
        (Method::GET, ""),
        (Method::DELETE, ""),
        (Method::POST, "/secret"),
        (Method::POST, "/trial"),
        (Method::GET, "/deliveries"),
    ] {
        // under the clinic's own name, and under that of who asks
        for path in [path(&clinic, &format!("/{webhook}{rest}")), path(&other, &format!("/{webhook}{rest}"))]
        {
            let answer = api.call(method.clone(), &path).bearer(&admin(&api, &other)).send().await;
            assert_eq!(answer.refused(404), "not-found", "{method} {path}");
        }
    }
    show(&api, &clinic, webhook).await;
}

#[tokio::test]
async fn what_a_webhook_is_set_to_is_checked_kept_sealed_and_taken_away() {
    let api = start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let refused = async |body: Value| {
        let answer = api.post(path(&clinic, "")).bearer(&admin(&api, &clinic)).json(&body).send().await;
        assert_eq!(answer.refused(422), "invalid-request");
        answer.fields()
    };
    let url = "https://example.org/quillfeather";
    assert_eq!(refused(json!({"url": "example.org"})).await, ["url"]);
    assert_eq!(refused(json!({"url": format!("https://example.org/{}", "x".repeat(2000))})).await, ["url"]);
    assert_eq!(refused(json!({"url": url, "event_types": ["holdfast.nothing"]})).await, ["event_types"]);
    assert_eq!(refused(json!({"url": url, "event_types": [CREATED, CREATED]})).await, ["event_types"]);
    assert_eq!(refused(json!({"url": url, "description": "a\nb"})).await, ["description"]);
    assert_eq!(refused(json!({"url": url, "secret": "whsec_mine"})).await, ["secret"]);

    let webhook = id(&set_up(&api, &clinic, json!({"url": url})).await, "id");
    let one = path(&clinic, &format!("/{webhook}"));
    let patch = async |etag: &'static str, body: Value| {
        api.call(Method::PATCH, &one)
            .bearer(&admin(&api, &clinic))
            .header("if-match", etag)
            .json(&body)
            .send()
            .await
    };
    let changed = patch("\"1\"", json!({"event_types": [CREATED], "enabled": false})).await.expect(200);
    assert_eq!((&changed["url"], &changed["event_types"]), (&json!(url), &json!([CREATED])));
    assert_eq!(patch("\"1\"", json!({"enabled": true})).await.refused(412), "precondition-failed");
    assert_eq!(patch("\"2\"", json!({"event_types": []})).await.fields(), ["event_types"]);
    assert_eq!(patch("\"2\"", json!({"url": "http://10.0.0.1/"})).await.fields(), ["url"]);
    book(&api, &clinic).await;
    assert_eq!(deliver(&api).await, 0, "it is switched off");

    // the address and the secret can be read in no column
    let client = api.database.client().await;
    let row = client.query_one("SELECT url, secret, w::text FROM webhooks w", &[]).await.unwrap();
    let columns: [Vec<u8>; 3] = [row.get(0), row.get(1), row.get::<_, String>(2).into_bytes()];
    for hidden in ["quillfeather", "whsec"] {
        let shows = |bytes: &Vec<u8>| bytes.windows(hidden.len()).any(|part| part == hidden.as_bytes());
        assert!(!columns.iter().any(shows), "{columns:?}");
    }
    for _ in 1..20 {
        set_up(&api, &clinic, json!({"url": url})).await;
    }
    let more =
        api.post(path(&clinic, "")).bearer(&admin(&api, &clinic)).json(&json!({"url": url})).send().await;
    assert_eq!(more.refused(409), "too-many-webhooks");
    let listed = api.get(path(&clinic, "?limit=15")).bearer(&admin(&api, &clinic)).send().await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 15);
    let rest = path(&clinic, &format!("?cursor={}", text(&listed, "next_cursor")));
    let rest = api.get(rest).bearer(&admin(&api, &clinic)).send().await.expect(200);
    assert_eq!(rest["items"].as_array().unwrap().len(), 5);

    api.post(format!("{one}/trial")).bearer(&admin(&api, &clinic)).send().await.expect(202);
    api.call(Method::DELETE, &one).bearer(&admin(&api, &clinic)).send().await.expect(204);
    assert_eq!(
        api.call(Method::DELETE, &one).bearer(&admin(&api, &clinic)).send().await.refused(404),
        "not-found"
    );
    assert_eq!(deliver(&api).await, 0);
    let rows = client
        .query("SELECT DISTINCT action FROM audit_log WHERE entity_id = $1 ORDER BY 1", &[&webhook])
        .await
        .unwrap();
    let actions: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(actions, ["webhook.create", "webhook.delete", "webhook.try", "webhook.update"]);
    api.assert_sound().await;
}

/// A guest who moves an appointment to and fro sets little in motion, and how things are in the end is told all the same.
#[tokio::test]
async fn a_guests_moves_are_not_multiplied_without_bound() {
    let mut settings = on_this_machine();
    // it is the requests that are to be bounded here
    settings.booking.moves_per_day = 1000;
    let api = Api::with_settings(&settings).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let receiver = Receiver::start().await;
    set_up(&api, &clinic, json!({"url": receiver.url()})).await;
    let free = clinic.free_slot_ids(&api).await;
    let body = json!({"slot_id": free[20], "clinic_id": clinic.id, "patient": {"name": "Ada"}});
    let booked = api.post("/v1/bookings").json(&body).send().await.expect(201);
    let path = format!("/v1/appointments/{}", id(&booked, "id"));
    let move_to = async |slot: Uuid, token: &str| {
        let moved = api.post(format!("{path}/reschedule")).bearer(token).json(&json!({"slot_id": slot}));
        moved.send().await.expect(200)
    };
    let secret = text(&booked, "manage_token");
    for nth in 0..50 {
        api.clock.advance(SignedDuration::from_millis(10));
        move_to(free[21 + nth % 2], &secret).await;
        while deliver(&api).await > 0 {}
    }
    let told = || {
        let events = receiver.posted();
        let event = |posted: &holdfast_testkit::Posted| serde_json::from_str::<Value>(&posted.body).unwrap();
        events.iter().map(event).collect::<Vec<_>>()
    };
    // the booking, and three moves with the slots that they left
    assert_eq!(told().len(), 7, "the first are told at once");
    assert!(told()[1..].iter().all(|event| event["data"]["by"] == "guest"), "{:?}", told());
    api.clock.advance(SignedDuration::from_secs(61));
    while deliver(&api).await > 0 {}
    assert!(told().len() <= 10, "{} requests", told().len());
    let versions = told().into_iter().filter_map(|event| event["data"]["version"].as_i64());
    assert_eq!(versions.max(), Some(51), "the newest is told");
    let client = api.database.client().await;
    let left = "SELECT count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE state = 'superseded') FROM webhook_deliveries";
    let left = client.query_one(left, &[]).await.unwrap();
    assert!(left.get::<_, i64>(0) == 0 && left.get::<_, i64>(1) > 80, "{left:?}");

    // what the clinic does is told at once, and the end too
    let before = told().len();
    move_to(free[30], &clinic.staff).await;
    while deliver(&api).await > 0 {}
    assert_eq!(told().len(), before + 2);
    api.clock.advance(SignedDuration::from_millis(10));
    move_to(free[31], &secret).await;
    api.clock.advance(SignedDuration::from_millis(10));
    api.post(format!("{path}/cancel")).bearer(&secret).send().await.expect(200);
    while deliver(&api).await > 0 {}
    let types: Vec<String> = told()[before + 2..].iter().map(|event| text(event, "type")).collect();
    assert_eq!(types, ["holdfast.appointment.cancelled"], "a move that is over is not told");
    api.assert_sound().await;
}

/// A newer version runs beside this one during an upgrade: it has written a type and fields that this one does not know, and set
/// webhooks to hear of them.
#[tokio::test]
async fn an_event_of_a_later_version_arrives_with_its_data() {
    let api = start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let receiver = Receiver::start().await;
    set_up(&api, &clinic, json!({"url": receiver.url()})).await;
    let client = api.database.client().await;
    let hear = "UPDATE webhooks SET event_types = event_types || 'holdfast.room.taken'::text";
    client.execute(hear, &[]).await.unwrap();
    let insert = "INSERT INTO outbox (clinic_id, id, event_type, occurred_at, actor_role, data)
                  VALUES ($1, $2, 'holdfast.room.taken', $3, 'robot', $4)";
    let (event_id, room) = (api.new_id(), json!({"room_id": api.new_id(), "seats": [4, {"row": "B"}]}));
    client.execute(insert, &[&clinic.id, &event_id, &api.now(), &room]).await.unwrap();
    assert_eq!(deliver(&api).await, 1);
    let event: Value = serde_json::from_str(&receiver.posted()[0].body).unwrap();
    assert_eq!((text(&event, "type"), id(&event, "id")), ("holdfast.room.taken".to_owned(), event_id));
    let data =
        json!({"clinic_id": clinic.id, "room_id": room["room_id"], "seats": room["seats"], "by": "robot"});
    assert_eq!(event["data"], data);

    // and a type that is known brings what it has besides
    let appointment = book(&api, &clinic).await;
    let more = "UPDATE outbox SET data = $1 WHERE appointment_id = $2";
    client.execute(more, &[&json!({"room_id": 7}), &appointment]).await.unwrap();
    assert_eq!(deliver(&api).await, 1);
    let event: Value = serde_json::from_str(&receiver.posted()[1].body).unwrap();
    assert_eq!((text(&event, "type"), id(&event, "subject")), (CREATED.to_owned(), appointment));
    assert_eq!((&event["data"]["version"], &event["data"]["room_id"]), (&json!(1), &json!(7)));
}

/// The statement of the migration, on webhooks as the version before made them.
#[tokio::test]
async fn who_heard_of_everything_hears_of_a_new_type_after_an_upgrade() {
    let api = start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let everything = id(&set_up(&api, &clinic, json!({"url": "https://a.example"})).await, "id");
    let some = json!({"url": "https://b.example", "event_types": ["holdfast.appointment.created"]});
    let some = id(&set_up(&api, &clinic, some).await, "id");
    let undone = "holdfast.appointment.undone";
    let client = api.database.client().await;
    let before = format!("UPDATE webhooks SET event_types = array_remove(event_types, '{undone}')");
    client.batch_execute(&before).await.unwrap();
    let hears = async |webhook: Uuid| {
        let shown = show(&api, &clinic, webhook).await;
        shown["event_types"].as_array().unwrap().contains(&json!(undone))
    };
    assert!(!hears(everything).await);
    let migration = include_str!("../../../../sql/migrations/V20__marks_that_can_be_undone.sql");
    client.batch_execute(&migration[migration.find("UPDATE webhooks").unwrap()..]).await.unwrap();
    assert!(hears(everything).await && !hears(some).await);
}
