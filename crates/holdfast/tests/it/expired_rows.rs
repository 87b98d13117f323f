//! Rows of queues expire (docs/decisions/0025): what each service deletes, what it leaves, and that nothing happens twice for it.

use std::time::{Duration, Instant};

use holdfast_domain::clock::first_id;
use holdfast_domain::{Event, EventId};
use holdfast_messaging::{Listener, OutboxCleanup};
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Database, DbRole, PoolSettings, Scope};
use holdfast_testkit::fixtures::id;
use holdfast_testkit::process::text;
use holdfast_testkit::{Api, Clinic, Process, Receiver};
use holdfast_webhook::Webhooks;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::webhooks::on_this_machine;

pub(crate) async fn count(api: &Api, sql: &str) -> i64 {
    api.database.client().await.query_one(sql, &[]).await.unwrap().get(0)
}

pub(crate) fn pool(api: &Api, role: DbRole) -> Database {
    Database::new(&api.database.url(), PoolSettings::of(role)).unwrap()
}

pub(crate) fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

pub(crate) async fn publish(api: &Api) {
    while api.relay().drain_once().await.unwrap() > 0 {}
}

pub(crate) fn outbox(api: &Api) -> &OutboxCleanup {
    api.system.part().expect("it has every role")
}

/// What `holdfast check` finds.
async fn found(api: &Api) -> Vec<String> {
    let db = pool(api, DbRole::Operator);
    let report =
        holdfast_invariants::check(&db, api.now(), Duration::from_secs(10), |_, _| {}).await.unwrap();
    report.breaches().map(|breach| format!("{} {}", breach.invariant, breach.what)).collect()
}

pub(crate) async fn bury(api: &Api, EventId(event_id): EventId, listener: &str) {
    let client = api.database.client().await;
    let sql = "INSERT INTO dead_letters (clinic_id, event_id, listener, reason, died_at)
               SELECT clinic_id, id, $2, 'poison', $3 FROM outbox WHERE id = $1";
    assert_eq!(client.execute(sql, &[&event_id, &listener, &api.now()]).await.unwrap(), 1);
}

#[tokio::test]
async fn published_events_expire_and_the_check_knows_which() {
    let api = Api::start().await;
    let (clinic, other) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let slots = clinic.free_slot_ids(&api).await;
    let mut events = api.events();
    clinic.book(&api, slots[0]).await;
    clinic.book(&api, slots[1]).await;
    other.book(&api, other.free_slot_ids(&api).await[0]).await;
    publish(&api).await;
    let dead = events.try_recv().unwrap().id;
    bury(&api, dead, "webhook").await;
    clinic.book(&api, slots[2]).await;
    let not_yet = api.now() + days(30) - SignedDuration::from_secs(1);
    api.clock.advance(not_yet.duration_since(api.now()));
    assert_eq!(outbox(&api).delete_events().await.unwrap(), 0);
    api.clock.advance(SignedDuration::from_secs(2));
    // several at once, as in several processes
    let (some, rest) = tokio::join!(outbox(&api).delete_events(), outbox(&api).delete_events());
    assert_eq!(some.unwrap() + rest.unwrap(), 2);
    let left = "SELECT count(*) FROM outbox WHERE published_at IS NULL";
    assert_eq!((count(&api, left).await, count(&api, "SELECT count(*) FROM outbox").await), (1, 2));
    assert_eq!(count(&api, &format!("SELECT count(*) FROM outbox WHERE id = '{dead}'")).await, 1);
    api.assert_sound().await;
    // a dead letter that nobody has replayed goes, and then its event
    assert_eq!(outbox(&api).delete_dead_letters().await.unwrap(), 1);
    assert_eq!(outbox(&api).delete_events().await.unwrap(), 1);
    api.assert_sound().await;

    // what waits is published late, and stays as long as any other from then on
    publish(&api).await;
    assert_eq!(outbox(&api).delete_events().await.unwrap(), 0);
    api.availability().extend_all().await.unwrap();
    let clinic = clinic.with_new_tokens(&api);
    clinic.book(&api, clinic.free_slot_ids(&api).await[0]).await;
    api.assert_sound().await;
    let client = api.database.client().await;
    // one that is gone within the retention is missed by its step …
    let fresh = "DELETE FROM outbox WHERE published_at IS NULL";
    assert_eq!(client.execute(fresh, &[]).await.unwrap(), 1);
    assert_eq!(found(&api).await, ["I4 a transition has no event"]);
    // … and an older one that was not deleted as expired, by the number
    let late = "DELETE FROM outbox";
    assert_eq!(client.execute(late, &[]).await.unwrap(), 1);
    assert_eq!(found(&api).await, ["I4 a transition has no event", "I4 events are gone that did not expire"]);
}

#[tokio::test]
async fn the_database_lets_no_relay_delete_an_event_that_waits() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slot_ids(&api).await;
    clinic.book(&api, slots[0]).await;
    publish(&api).await;
    clinic.book(&api, slots[1]).await;
    let relay = pool(&api, DbRole::Relay).client().await.unwrap();
    assert_eq!(relay.execute("DELETE FROM outbox", &[]).await.unwrap(), 1);
    assert_eq!(count(&api, "SELECT count(*) FROM outbox WHERE published_at IS NULL").await, 1);
}

/// More than one batch, by several at once, with rows among them that stay.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backlog_goes_in_batches() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let client = api.database.client().await;
    let first = first_id(api.now() - days(60));
    let rows = "INSERT INTO outbox (clinic_id, id, event_type, occurred_at, published_at)
                SELECT $1, ($2::text || lpad(n::text, 12, '0'))::uuid, 'holdfast.slot.freed', $3::timestamptz,
                       CASE WHEN n % 10 > 0 THEN $3::timestamptz END
                FROM generate_series(1, 5000) n";
    let prefix = &first.to_string()[..24];
    client.execute(rows, &[&clinic.id, &prefix, &(api.now() - days(60))]).await.unwrap();
    let jobs = (0..3).map(|_| {
        let job = outbox(&api).clone();
        tokio::spawn(async move { job.delete_events().await.unwrap() })
    });
    let deleted = futures::future::join_all(jobs).await;
    assert_eq!(deleted.into_iter().map(Result::unwrap).sum::<u64>(), 4500);
    assert_eq!(count(&api, "SELECT count(*) FROM outbox").await, 500);
    // none of them told a step
    assert_eq!(count(&api, "SELECT steps FROM outbox_horizons").await, 0);
    let kept = "INSERT INTO idempotency_keys (caller, route, key, request_hash, result, created_at)
                SELECT 'ann', 'book', n::text, '', '', $1 FROM generate_series(1, 2500) n";
    client.execute(kept, &[&(api.now() - days(2))]).await.unwrap();
    let (some, rest) =
        tokio::join!(api.booking().delete_expired_answers(), api.booking().delete_expired_answers());
    assert_eq!(some.unwrap() + rest.unwrap(), 2500);
}

#[tokio::test]
async fn an_event_that_comes_again_is_not_posted_again() {
    let api = Api::with_settings(&on_this_machine()).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let receiver = Receiver::start().await;
    let path = format!("/v1/clinics/{}/webhooks", clinic.id);
    api.post(path).bearer(&clinic.admin).json(&json!({"url": receiver.url()})).send().await.expect(201);
    let worker: &Webhooks = api.system.part().expect("it has every role");
    let mut events = api.events();
    clinic.book(&api, clinic.free_slot_ids(&api).await[0]).await;
    publish(&api).await;
    assert_eq!(worker.deliver_due().await.unwrap(), 1);
    let event = events.try_recv().unwrap();
    for (later, deleted) in [(30, 0), (2, 1)] {
        api.clock.advance(days(later));
        assert_eq!(worker.delete_expired_deliveries().await.unwrap(), deleted);
        worker.deliver(&event).await.unwrap();
        assert_eq!(worker.deliver_due().await.unwrap(), 0);
    }
    assert_eq!(receiver.posted().len(), 1);
    // a newer one is
    worker
        .deliver(&Event { id: EventId(api.new_id()), occurred_at: api.now() - days(29), ..event })
        .await
        .unwrap();
    assert_eq!(worker.deliver_due().await.unwrap(), 1);
}

#[tokio::test]
async fn past_free_slots_go_and_booked_ones_stay() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slot_ids(&api).await;
    let (booked, held) = (slots[0], slots[1]);
    let appointment = clinic.book(&api, booked).await;
    let today = "SELECT count(*) FROM slots WHERE starts_at < '2026-11-24'";
    let past = count(&api, today).await;
    let all = count(&api, "SELECT count(*) FROM slots").await;
    assert!(past > 5 && all > 100, "{past} of {all}");
    let delete = || api.availability().delete_past_slots(days(28));
    // midnight, 28 days after the last slot of the first day
    api.clock.advance(days(28) + SignedDuration::from_hours(12));

    // somebody has a lock on one: nobody waits for it
    let db = pool(&api, DbRole::Booking);
    let mut client = db.client().await.unwrap();
    let tx = begin(&mut client, Scope::Clinic(clinic.id)).await.unwrap();
    tx.execute("SELECT FROM slots WHERE id = $1 FOR NO KEY UPDATE", &[&held]).await.unwrap();
    let (some, rest) = tokio::join!(delete(), delete());
    assert_eq!(some.unwrap() + rest.unwrap(), past.unsigned_abs() - 2);
    tx.rollback().await.unwrap();
    assert_eq!(delete().await.unwrap(), 1);
    assert_eq!(delete().await.unwrap(), 0);
    assert_eq!(count(&api, today).await, 1);
    assert_eq!(count(&api, "SELECT count(*) FROM slots").await, all - past + 1);
    assert_eq!(count(&api, "SELECT count(*) FROM open_slots").await, all - past);
    api.assert_sound().await;
    // the past appointment can be ended like any other; then its slot goes too
    let path = format!("/v1/appointments/{}/cancel", id(&appointment, "id"));
    let staff = clinic.with_new_tokens(&api).staff;
    api.post(path).bearer(&staff).json(&json!({})).send().await.expect(200);
    assert_eq!(delete().await.unwrap(), 1);
    api.assert_sound().await;
}

/// A row of each table that is long expired.
const EXPIRED: &str = "
    INSERT INTO clinics (id, name, time_zone, created_at, updated_at) VALUES (one(1), 'C', 'UTC', now(), now());
    INSERT INTO outbox (clinic_id, id, event_type, occurred_at, published_at)
    VALUES (one(1), one(2), 'holdfast.slot.freed', old(), old());
    INSERT INTO dead_letters (clinic_id, event_id, listener, reason, died_at) VALUES (one(1), one(3), 'webhook', '', old());
    INSERT INTO inbox (consumer, event_id, processed_at) VALUES ('notification', one(2), old());
    INSERT INTO notifications (clinic_id, event_id, appointment_id, event_type, state, created_at, updated_at)
    VALUES (one(1), one(2), one(4), 'holdfast.appointment.created', 'sent', old(), old());
    INSERT INTO mail_counts (who, day, mails) VALUES ('x', old()::date, 1);
    INSERT INTO webhooks (clinic_id, id, url, description, event_types, is_enabled, secret, created_at, updated_at)
    VALUES (one(1), one(5), 'x', '', '{x}', false, 'x', old(), old());
    INSERT INTO webhook_deliveries (clinic_id, webhook_id, event_id, event_type, occurred_at, due_at, created_at, updated_at)
    VALUES (one(1), one(5), one(2), 'x', old(), old(), old(), old());
    INSERT INTO idempotency_keys (caller, route, key, request_hash, result, created_at) VALUES ('a', 'b', 'c', '', '', old());
    INSERT INTO slots (clinic_id, id, doctor_id, starts_at, ends_at, mode)
    VALUES (one(1), one(6), one(7), old(), old() + interval '1 hour', 'virtual');
    INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id) VALUES (one(1), old(), one(6), one(7), 1);";

/// The real program, whose jobs begin with it. One of them may not do what it should.
/// The jobs of a process with every role.
const EVERY_JOB: [&str; 25] = [
    "extend_horizon",
    "delete_past_slots",
    "measure_horizon",
    "expire_holds",
    "delete_expired_answers",
    "measure_holds",
    "index_patients",
    "seal_audit_log",
    "measure_unsealed_audit_log",
    "watch_invariants",
    "check_invariants",
    "delete_expired_of_accounts",
    "send_appointment_mails",
    "send_account_mails",
    "delete_expired_mail_counts",
    "delete_expired_notifications",
    "delete_expired_inbox",
    "forget_recipients",
    "deliver_to_webhooks",
    "delete_expired_deliveries",
    "publish_events",
    "measure_outbox",
    "delete_expired_dead_letters",
    "delete_expired_events",
    "measure_process",
];

#[tokio::test]
async fn a_process_deletes_what_is_expired_and_says_what_it_could_not() {
    // nobody is written to: nothing waits
    let settings = [("HOLDFAST_SMTP_URL", "smtp://127.0.0.1:9")];
    let mut process = Process::start_with(env!("CARGO_BIN_EXE_holdfast"), &settings).await;
    process.kill();
    let client = process.database().await;
    let functions = "
        CREATE FUNCTION one(n int) RETURNS uuid LANGUAGE sql AS
        $$ SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;
        CREATE FUNCTION old() RETURNS timestamptz LANGUAGE sql AS $$ SELECT now() - interval '70 days' $$;
        REVOKE DELETE ON dead_letters FROM holdfast_relay;";
    client.batch_execute(&format!("{functions}{EXPIRED}")).await.unwrap();
    process.spawn();
    process.wait_ready().await;
    let left = "SELECT 'outbox' FROM outbox UNION ALL SELECT 'inbox' FROM inbox UNION ALL SELECT 'notifications' FROM notifications
                UNION ALL SELECT 'mail_counts' FROM mail_counts UNION ALL SELECT 'webhook_deliveries' FROM webhook_deliveries
                UNION ALL SELECT 'idempotency_keys' FROM idempotency_keys UNION ALL SELECT 'slots' FROM slots
                UNION ALL SELECT 'open_slots' FROM open_slots";
    let began = Instant::now();
    loop {
        let rows: Vec<String> = client.query(left, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
        if rows.is_empty() {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "{rows:?} are still there: {}", process.log());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let dead: i64 = client.query_one("SELECT count(*) FROM dead_letters", &[]).await.unwrap().get(0);
    assert_eq!(dead, 1);
    // what runs in the background, and how that goes, is shown to whoever runs the process
    let began = Instant::now();
    let services = loop {
        let services: Value =
            serde_json::from_str(&text(process.address, "/services").await.unwrap()).unwrap();
        let jobs = services["jobs"].as_array().unwrap();
        let has_ended = |job: &Value| job["last_success_at"].is_string() || job["failures"] != 0;
        if jobs.iter().all(has_ended) {
            break services;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "{services}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    let jobs = services["jobs"].as_array().unwrap();
    let job = |name: &str| {
        jobs.iter().find(|job| job["name"] == name).unwrap_or_else(|| panic!("no {name} in {services}"))
    };
    let denied = job("delete_expired_dead_letters");
    assert_eq!((&denied["failures"], &denied["last_success_at"]), (&json!(1), &Value::Null));
    assert!(denied["failing"].as_str().unwrap().contains("permission denied"), "{denied}");
    let log = process.log();
    let failed =
        |job: &str| log.lines().any(|line| line.contains("a job failed; will retry") && line.contains(job));
    assert!(failed("delete_expired_dead_letters"), "{log}");
    assert!(!failed("delete_expired_events"), "{log}");
    let metrics = text(process.address, "/metrics").await.unwrap();
    for line in [
        "holdfast_job_failures_total{job=\"delete_expired_dead_letters\"} 1",
        "holdfast_job_failures_total{job=\"delete_expired_events\"} 0",
        "holdfast_job_done_total{job=\"delete_past_slots\"} 1",
    ] {
        assert!(metrics.contains(line), "{line} is not in {metrics}");
    }
    for name in EVERY_JOB {
        if name != "delete_expired_dead_letters" {
            assert!(
                job(name)["last_success_at"].is_string() && job(name)["failing"].is_null(),
                "{}",
                job(name)
            );
        }
    }
    assert_eq!(jobs.len(), EVERY_JOB.len(), "{services}");
}
