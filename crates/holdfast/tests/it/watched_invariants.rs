//! Invariants while services work (docs/decisions/0033): each breach that the look at changes claims to find is planted beside the
//! services, seen by the next round, and gone with the round after it is mended.

use std::time::Duration;

use holdfast_invariants::jobs::Watch;
use holdfast_postgres::DbRole;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Api, Clinic};
use jiff::SignedDuration;
use serde_json::json;
use tokio_postgres::error::SqlState;

use crate::expired_rows::pool;
use crate::metrics::{number, value};

/// Two bookings side by side, one that was cancelled, one of another clinic, and the holds of two visitors; their rows are named in statements.
struct Scene {
    api: Api,
    names: Vec<(&'static str, String)>,
}

impl Scene {
    async fn new() -> Self {
        let api = Api::start().await;
        let long_holds = json!({"name": "C", "time_zone": "UTC", "hold_minutes": 1440});
        let clinic = Clinic::with(&api, long_holds, "cardiology").await;
        let other = Clinic::open(&api, "UTC").await;
        let slots = clinic.free_slot_ids(&api).await;
        let one = id(&clinic.book(&api, slots[0]).await, "id");
        let next = id(&clinic.book(&api, slots[1]).await, "id");
        let gone = id(&clinic.book(&api, slots[4]).await, "id");
        let cancel = api.post(format!("/v1/appointments/{gone}/cancel")).bearer(&clinic.staff);
        cancel.json(&json!({})).send().await.expect(200);
        other.book(&api, other.free_slot_ids(&api).await[0]).await;
        let hold = async |slot| {
            let held = api.post("/v1/holds").json(&json!({"slot_id": slot})).send().await.expect(201);
            id(&held, "id")
        };
        let (held, held_too) = (hold(slots[6]).await, hold(slots[7]).await);
        let names = [
            ("{one}", one),
            ("{next}", next),
            ("{gone}", gone),
            ("{held}", held),
            ("{held_too}", held_too),
            ("{slot}", slots[0]),
            ("{next_slot}", slots[1]),
            ("{free_slot}", slots[4]),
            ("{clinic}", clinic.id),
            ("{other_clinic}", other.id),
            ("{other_doctor}", other.doctor_id),
        ];
        let names = names.map(|(name, id)| (name, id.to_string())).into();
        Self { api, names }
    }

    fn watch(&self) -> &Watch {
        self.api.system.part().unwrap()
    }

    /// A minute later.
    async fn round(&self) -> u64 {
        self.api.clock.advance(SignedDuration::from_secs(60));
        self.watch().watch_changes().await.unwrap()
    }

    async fn sql(&self, statements: &str) {
        let statements = self
            .names
            .iter()
            .fold(statements.to_owned(), |text, (name, id)| text.replace(name, &format!("'{id}'")));
        if let Err(error) = self.api.database.client().await.batch_execute(&statements).await {
            panic!("{error:?}\n{statements}");
        }
    }

    /// What stands, as `I2 what`, sorted.
    async fn stands(&self) -> Vec<String> {
        let client = self.api.database.client().await;
        let rows =
            client.query("SELECT invariant || ' ' || what FROM invariant_breaches ORDER BY 1", &[]).await;
        rows.unwrap().iter().map(|row| row.get(0)).collect()
    }
}

const NOTHING: [&str; 0] = [];

/// What to plant, what is found, and how it is mended.
type Plant = (&'static str, &'static [&'static str], &'static str);

/// Appointments and slots are looked at again every minute.
const OF_APPOINTMENTS_AND_SLOTS: [Plant; 21] = [
    (
        "ALTER TABLE appointments DROP CONSTRAINT appointments_patient;
         CREATE TABLE kept AS SELECT patient_id FROM appointments WHERE id = {one};
         UPDATE appointments SET patient_id = NULL WHERE id = {one}",
        &["I13 an appointment has no patient"],
        "UPDATE appointments SET patient_id = (SELECT patient_id FROM kept) WHERE id = {one}",
    ),
    (
        "DROP INDEX appointments_visitor_hold;
         UPDATE appointments a SET visitor_id = o.visitor_id FROM appointments o WHERE a.id = {held} AND o.id = {held_too}",
        &["I13 a visitor holds several slots of one clinic"],
        "UPDATE appointments SET visitor_id = {clinic} WHERE id = {held}",
    ),
    (
        "ALTER TABLE appointments DROP CONSTRAINT appointments_doctor_overlap;
         ALTER TABLE appointments DROP CONSTRAINT appointments_patient_overlap;
         UPDATE appointments SET starts_at = starts_at - interval '10 minutes' WHERE id = {next};
         UPDATE slots SET starts_at = starts_at - interval '10 minutes' WHERE id = {next_slot}",
        &["I1 a doctor has two appointments at once"],
        "UPDATE appointments SET starts_at = starts_at + interval '10 minutes' WHERE id = {next};
         UPDATE slots SET starts_at = starts_at + interval '10 minutes' WHERE id = {next_slot}",
    ),
    (
        "ALTER TABLE appointments DROP CONSTRAINT appointments_doctor_overlap;
         ALTER TABLE appointments DROP CONSTRAINT appointments_patient_overlap;
         UPDATE appointments SET starts_at = starts_at - interval '10 minutes',
             patient_id = (SELECT patient_id FROM appointments WHERE id = {one}) WHERE id = {next};
         UPDATE slots SET starts_at = starts_at - interval '10 minutes' WHERE id = {next_slot}",
        &["I1 a doctor has two appointments at once", "I1 a patient has two appointments at once"],
        "UPDATE appointments SET starts_at = starts_at + interval '10 minutes' WHERE id = {next};
         UPDATE slots SET starts_at = starts_at + interval '10 minutes' WHERE id = {next_slot}",
    ),
    // the unique index is gone, and somebody books what is booked
    (
        "DROP INDEX appointments_live_slot;
         ALTER TABLE appointments DROP CONSTRAINT appointments_doctor_overlap;
         UPDATE appointments a SET slot_id = o.slot_id, starts_at = o.starts_at, ends_at = o.ends_at
         FROM appointments o WHERE o.id = {one} AND a.id = {next}",
        &[
            "I1 a doctor has two appointments at once",
            "I2 a slot is booked, and no live appointment holds it",
            "I2 several live appointments hold one slot",
        ],
        "UPDATE appointments a SET slot_id = s.id, starts_at = s.starts_at, ends_at = s.ends_at
         FROM slots s WHERE s.id = {next_slot} AND a.id = {next}",
    ),
    (
        "UPDATE slots SET is_booked = false WHERE id = {slot}",
        &["I2 a free slot is not offered", "I2 a live appointment holds a slot that is not booked"],
        "UPDATE slots SET is_booked = true WHERE id = {slot}",
    ),
    (
        "UPDATE slots SET is_booked = true WHERE id = {free_slot}",
        &["I2 a slot is booked, and no live appointment holds it", "I2 a slot is offered that is not free"],
        "UPDATE slots SET is_booked = false WHERE id = {free_slot}",
    ),
    (
        "CREATE TABLE kept AS SELECT * FROM slots WHERE id = {slot}; DELETE FROM slots WHERE id = {slot}",
        &["I2 a live appointment holds a slot that does not exist"],
        "INSERT INTO slots SELECT * FROM kept",
    ),
    (
        "CREATE TABLE kept AS SELECT doctor_id FROM slots WHERE id = {slot};
         UPDATE slots SET doctor_id = gen_random_uuid() WHERE id = {slot}",
        &["I2 a live appointment has another doctor than its slot"],
        "UPDATE slots SET doctor_id = (SELECT doctor_id FROM kept) WHERE id = {slot}",
    ),
    (
        "UPDATE appointments SET ends_at = ends_at - interval '1 minute' WHERE id = {one}",
        &["I2 a live appointment has other times than its slot"],
        "UPDATE appointments SET ends_at = ends_at + interval '1 minute' WHERE id = {one}",
    ),
    (
        "CREATE TABLE kept AS SELECT * FROM open_slots WHERE slot_id = {free_slot}; DELETE FROM open_slots WHERE slot_id = {free_slot}",
        &["I2 a free slot is not offered"],
        "INSERT INTO open_slots SELECT * FROM kept",
    ),
    (
        "INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id)
         SELECT s.clinic_id, s.starts_at, s.id, s.doctor_id, d.specialization_id
         FROM slots s JOIN doctors d ON d.id = s.doctor_id WHERE s.id = {slot}",
        &["I2 a slot is offered that is not free"],
        "DELETE FROM open_slots WHERE slot_id = {slot}",
    ),
    (
        "UPDATE slots SET kept_until = now() WHERE id = {free_slot}",
        &["I2 a slot is offered that is not free"],
        "UPDATE slots SET kept_until = NULL WHERE id = {free_slot}",
    ),
    (
        "ALTER TABLE open_slots DROP CONSTRAINT open_slots_pkey;
         INSERT INTO open_slots SELECT * FROM open_slots WHERE slot_id = {free_slot}",
        &["I2 a slot is offered more than once"],
        "DELETE FROM open_slots o WHERE slot_id = {free_slot} AND ctid = (SELECT min(ctid) FROM open_slots WHERE slot_id = {free_slot})",
    ),
    (
        "UPDATE open_slots SET doctor_id = {other_doctor} WHERE slot_id = {free_slot}",
        &["I2 a free slot is offered with another doctor"],
        "UPDATE open_slots SET doctor_id = (SELECT doctor_id FROM slots WHERE id = {free_slot}) WHERE slot_id = {free_slot}",
    ),
    (
        "UPDATE open_slots SET specialization_id = specialization_id + 1 WHERE slot_id = {free_slot}",
        &["I2 a free slot is offered under another specialization"],
        "UPDATE open_slots SET specialization_id = specialization_id - 1 WHERE slot_id = {free_slot}",
    ),
    (
        "UPDATE open_slots SET kind = kind + 3 WHERE slot_id = {free_slot}",
        &["I2 a free slot is offered as another kind"],
        "UPDATE open_slots SET kind = kind - 3 WHERE slot_id = {free_slot}",
    ),
    (
        "UPDATE open_slots SET serves = 1 WHERE slot_id = {free_slot}",
        &["I2 a free slot is offered as another kind"],
        "UPDATE open_slots SET serves = -1 WHERE slot_id = {free_slot}",
    ),
    (
        "UPDATE slots SET doctor_id = {other_doctor} WHERE id = {slot};
         UPDATE appointments SET doctor_id = {other_doctor} WHERE id = {one}",
        &["I8 the doctor of an appointment belongs to another clinic"],
        "UPDATE slots SET doctor_id = (SELECT doctor_id FROM slots WHERE id = {next_slot}) WHERE id = {slot};
         UPDATE appointments SET doctor_id = (SELECT doctor_id FROM slots WHERE id = {next_slot}) WHERE id = {one}",
    ),
    (
        "CREATE TABLE kept AS SELECT patient_id FROM appointments WHERE id = {one};
         ALTER TABLE appointments DROP CONSTRAINT appointments_of_live_patient;
         UPDATE appointments SET patient_id = gen_random_uuid() WHERE id = {one}",
        &["I8 the patient of an appointment does not exist"],
        "UPDATE appointments SET patient_id = (SELECT patient_id FROM kept) WHERE id = {one}",
    ),
    (
        "UPDATE slots SET clinic_id = {other_clinic}, starts_at = starts_at WHERE id = {slot}",
        &[
            "I2 a slot is booked, and no live appointment holds it",
            "I8 the slot of an appointment belongs to another clinic",
        ],
        "UPDATE slots SET clinic_id = {clinic} WHERE id = {slot}",
    ),
];

/// What is amiss with steps and events takes a look at everything to be called mended, which comes within the hour.
const OF_STEPS_AND_EVENTS: [Plant; 9] = [
    (
        "UPDATE audit_log SET action = 'appointment.vanish' WHERE entity_id = {one}",
        &["I3 a step is against the rules", "I4 an event does not fit its audit row"],
        "UPDATE audit_log SET action = 'appointment.book' WHERE entity_id = {one}",
    ),
    (
        "UPDATE appointments SET version = 0 WHERE id = {one}",
        &["I3 a history ends with another version"],
        "UPDATE appointments SET version = 1 WHERE id = {one}",
    ),
    (
        "UPDATE appointments SET status = 'completed' WHERE id = {one}",
        &["I3 a history ends in another state"],
        "UPDATE appointments SET status = 'confirmed' WHERE id = {one}",
    ),
    (
        "CREATE TABLE kept AS SELECT * FROM audit_log WHERE entity_id = {one}; DELETE FROM audit_log WHERE entity_id = {one}",
        &["I3 an appointment has no history", "I4 an event has no audit row"],
        "INSERT INTO audit_log SELECT * FROM kept",
    ),
    (
        "CREATE TABLE kept AS SELECT * FROM outbox WHERE appointment_id = {one}; DELETE FROM outbox WHERE appointment_id = {one}",
        &["I4 a transition has no event"],
        "INSERT INTO outbox SELECT * FROM kept",
    ),
    (
        "INSERT INTO outbox (clinic_id, id, event_type, appointment_id, appointment_version, occurred_at)
         SELECT clinic_id, (left(id::text, 24) || '000000000001')::uuid, event_type, appointment_id, appointment_version, occurred_at
         FROM outbox WHERE appointment_id = {one}",
        &["I4 a transition has several events"],
        "DELETE FROM outbox WHERE id::text LIKE '%000000000001'",
    ),
    (
        "INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version, to_status)
         SELECT clinic_id, (left(id::text, 24) || '000000000001')::uuid, occurred_at, actor_role, actor_id, action, entity_id,
                entity_version, to_status
         FROM audit_log WHERE entity_id = {one}",
        &["I4 a transition has several audit rows"],
        "DELETE FROM audit_log WHERE id::text LIKE '%000000000001'",
    ),
    (
        "UPDATE outbox SET event_type = 'holdfast.appointment.completed' WHERE appointment_id = {one}",
        &["I4 an event does not fit its audit row"],
        "UPDATE outbox SET event_type = 'holdfast.appointment.created' WHERE appointment_id = {one}",
    ),
    (
        "CREATE TABLE kept AS SELECT * FROM audit_log WHERE entity_id = {gone} AND action = 'appointment.cancel';
         DELETE FROM audit_log WHERE entity_id = {gone} AND action = 'appointment.cancel'",
        &["I4 an event has no audit row"],
        "INSERT INTO audit_log SELECT * FROM kept",
    ),
];

#[tokio::test]
async fn a_broken_appointment_or_slot_is_found_by_the_next_round_and_forgotten_by_that_after_it_is_mended() {
    for (plant, expected, mend) in OF_APPOINTMENTS_AND_SLOTS {
        let scene = Scene::new().await;
        scene.sql(plant).await;
        assert!(scene.round().await > 0);
        assert_eq!(scene.stands().await, expected, "{plant}");
        // it stays for as long as it is so, though nothing changes
        scene.round().await;
        assert_eq!(scene.stands().await, expected, "{plant}");
        scene.sql(mend).await;
        scene.round().await;
        assert_eq!(scene.stands().await, NOTHING, "{mend}");
        // which the look at everything sees as well
        scene.api.assert_sound().await;
    }
}

#[tokio::test]
async fn a_broken_history_is_found_by_the_next_round_and_forgotten_within_the_hour_after_it_is_mended() {
    for (plant, expected, mend) in OF_STEPS_AND_EVENTS {
        let scene = Scene::new().await;
        scene.sql(plant).await;
        scene.round().await;
        assert_eq!(scene.stands().await, expected, "{plant}");
        scene.sql(mend).await;
        scene.round().await;
        assert_eq!(scene.stands().await, expected, "{plant}");
        scene.api.clock.advance(SignedDuration::from_hours(1));
        assert!(scene.watch().check_everything().await.unwrap() > 0);
        assert_eq!(scene.stands().await, NOTHING, "{mend}");
    }
}

#[tokio::test]
async fn a_hold_that_is_not_swept_is_found() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let hold =
        json!({"slot_id": clinic.free_slot_ids(&api).await[0], "patient": {"name": "Ada"}, "hold": true});
    let held = api.post("/v1/bookings").json(&hold).send().await.expect(201);
    let scene = Scene { api, names: Vec::new() };
    scene.round().await;
    assert_eq!(scene.stands().await, NOTHING);
    let expires_at: jiff::Timestamp = held["hold_expires_at"].as_str().unwrap().parse().unwrap();
    scene.api.clock.advance(expires_at.duration_since(scene.api.now()));
    scene.round().await;
    assert_eq!(scene.stands().await, ["I10 a hold outlived its expiry"]);
    scene.api.booking().sweep_holds().await.unwrap();
    scene.round().await;
    assert_eq!(scene.stands().await, NOTHING);
}

/// What a day's work does is no breach, whatever it is: a step, a move, a hold, a move of hours.
#[tokio::test]
async fn sound_changes_are_no_breaches() {
    let scene = Scene::new().await;
    let api = &scene.api;
    let clinic = Clinic::open(api, "Europe/Berlin").await;
    let slots = clinic.free_slots(api).await;
    let booked = clinic.book(api, id(&slots[2], "id")).await;
    let path = format!("/v1/appointments/{}", id(&booked, "id"));
    let to = json!({"slot_id": slots[5]["id"]});
    api.post(format!("{path}/reschedule")).bearer(&clinic.staff).json(&to).send().await.expect(200);
    let hold = json!({"slot_id": slots[6]["id"], "patient": {"name": "Ada"}, "hold": true});
    api.post("/v1/bookings").json(&hold).send().await.expect(201);
    let hold = json!({"slot_id": slots[7]["id"]});
    let held = api.post("/v1/holds").json(&hold).send().await.expect(201);
    let confirm = api.post(format!("/v1/holds/{}/confirm", id(&held, "id")));
    let confirm = confirm.header("hold-token", held["hold_token"].as_str().unwrap());
    confirm.json(&json!({"patient": {"name": "Bob"}})).send().await.expect(201);
    assert!(scene.round().await >= 5);
    assert_eq!(scene.stands().await, NOTHING);
    // what was judged is not judged again
    api.clock.advance(SignedDuration::from_secs(60));
    assert_eq!(scene.watch().watch_changes().await.unwrap(), 0);
}

/// Several processes: one of them judges, and each tells what stands.
#[tokio::test]
async fn one_process_at_a_time_judges_and_all_tell_what_it_found() {
    let metrics = holdfast_telemetry::start_metrics().unwrap();
    let scene = Scene::new().await;
    let again = scene.api.again_with(&holdfast_config::Settings::default());
    let other: &Watch = again.part().unwrap();
    let series = "holdfast_invariant_breaches{invariant=\"I2\"}";
    assert_eq!(scene.watch().jobs().len(), 2);
    assert_eq!(value(&metrics, series), "0");
    scene.sql("DELETE FROM open_slots WHERE slot_id = {free_slot}").await;
    scene.api.clock.advance(SignedDuration::from_secs(60));
    let (one, two) = tokio::join!(scene.watch().watch_changes(), other.watch_changes());
    // whoever came second found the lock taken, or the work done, or its own work void
    let judged = [one, two].map(|judged| match judged {
        Ok(judged) => judged,
        Err(error) => {
            assert!(error.is_transient(), "{error}");
            0
        }
    });
    assert!(judged.contains(&0) && judged.iter().sum::<u64>() > 0, "{judged:?}");
    // one that comes soon after leaves it at that
    scene.api.clock.advance(SignedDuration::from_secs(20));
    assert_eq!(other.watch_changes().await.unwrap(), 0);
    other.tell().await.unwrap();
    assert_eq!(value(&metrics, series), "1");
    assert!(number(&metrics, "holdfast_invariant_lag_seconds") >= 50.0);
    // the lock itself: while somebody has it, nobody judges, however long ago the last round was
    let mut client = scene.api.database.client().await;
    let tx = client.transaction().await.unwrap();
    tx.query_one("SELECT pg_advisory_xact_lock(hashtextextended('holdfast invariants changes', 0))", &[])
        .await
        .unwrap();
    assert_eq!(scene.round().await, 0);
    assert_eq!(scene.stands().await, ["I2 a free slot is not offered"]);
    tx.rollback().await.unwrap();
    assert!(scene.round().await > 0);
}

#[tokio::test]
async fn everything_is_judged_once_a_night() {
    let scene = Scene::new().await;
    let watch = scene.watch();
    // it is noon; the first round says since when it is watched
    assert_eq!(watch.check_everything().await.unwrap(), 0);
    scene.round().await;
    scene.sql("ALTER TABLE inbox DROP CONSTRAINT inbox_pkey; INSERT INTO inbox SELECT 'mailer', {one}, now() FROM generate_series(1, 2)").await;
    assert_eq!(watch.check_everything().await.unwrap(), 0);
    scene.api.clock.advance(SignedDuration::from_hours(13));
    assert_eq!(watch.check_everything().await.unwrap(), 0, "it is one o'clock");
    scene.api.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(watch.check_everything().await.unwrap(), 12);
    assert_eq!(scene.stands().await, ["I6 an event had its effect more than once"]);
    // the look at changes leaves it alone
    scene.round().await;
    assert_eq!(scene.stands().await, ["I6 an event had its effect more than once"]);
    scene.sql("DELETE FROM inbox").await;
    assert_eq!(watch.check_everything().await.unwrap(), 0, "not yet");
    scene.api.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(watch.check_everything().await.unwrap(), 12);
    assert_eq!(scene.stands().await, NOTHING);
    scene.api.clock.advance(SignedDuration::from_hours(2));
    assert_eq!(watch.check_everything().await.unwrap(), 0, "all is well until the next night");
}

/// Who watches reads, and reads nothing that is sealed or said.
#[tokio::test]
async fn the_watch_sees_no_names_and_changes_nothing() {
    let api = Api::start().await;
    let db = pool(&api, DbRole::Watch);
    let client = db.client().await.unwrap();
    for refused in [
        "SELECT name FROM patients",
        "SELECT reason FROM appointments",
        "SELECT data FROM outbox",
        "SELECT result FROM idempotency_keys",
        "SELECT recipient FROM notifications",
        "SELECT wrapped FROM vault_keys",
        "UPDATE slots SET is_booked = true",
        "DELETE FROM audit_log",
        "INSERT INTO open_slots SELECT * FROM open_slots",
    ] {
        let error = client.batch_execute(refused).await.unwrap_err();
        assert_eq!(error.code(), Some(&SqlState::INSUFFICIENT_PRIVILEGE), "{refused}");
    }
    // the whole check runs with these rights
    let report = holdfast_invariants::check(&db, api.now(), Duration::ZERO, |_, _| {}).await.unwrap();
    assert!(report.is_clean());
}
