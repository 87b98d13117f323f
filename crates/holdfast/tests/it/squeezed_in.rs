//! `POST /v1/doctors/{id}/slots`: the desk squeezes somebody in, outside the hours.

use axum::http::Method;
use holdfast_domain::Role;
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Answer, Api, Clinic};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

/// A clinic whose doctor works on weekdays, on a Monday at noon.
struct Scene {
    api: Api,
    clinic: Clinic,
}

impl Scene {
    async fn open() -> Self {
        let api = Api::start().await;
        let clinic = Clinic::open(&api, "UTC").await;
        Self { api, clinic }
    }

    async fn call(&self, token: &str, method: Method, path: &str, body: &Value) -> Answer {
        let call = self.api.call(method, path).json(body);
        if token.is_empty() { call.send().await } else { call.bearer(token).send().await }
    }

    async fn post(&self, token: &str, path: &str, body: &Value) -> Answer {
        self.call(token, Method::POST, path, body).await
    }

    async fn get(&self, token: &str, path: &str) -> Value {
        let call = self.api.get(path);
        if token.is_empty() {
            call.send().await.expect(200)
        } else {
            call.bearer(token).send().await.expect(200)
        }
    }

    fn path(&self) -> String {
        format!("/v1/doctors/{}/slots", self.clinic.doctor_id)
    }

    async fn try_squeeze(&self, from: &str, until: &str) -> Answer {
        self.post(&self.clinic.staff, &self.path(), &slot(from, until)).await
    }

    async fn squeeze(&self, from: &str, until: &str) -> Value {
        self.try_squeeze(from, until).await.expect(201)
    }

    async fn book(&self, token: &str, slot: &Value) -> Answer {
        self.post(token, "/v1/bookings", &json!({"slot_id": slot["id"], "patient": {"name": "Ada"}})).await
    }

    async fn step(&self, of: &Value, step: &str, body: Value) -> Answer {
        let path = format!("/v1/appointments/{}/{step}", id(of, "id"));
        self.post(&self.clinic.staff, &path, &body).await
    }

    async fn day(&self, date: &str) -> Value {
        self.get(&self.clinic.staff, &format!("/v1/clinics/{}/day?date={date}", self.clinic.id)).await
    }

    /// When the slots begin that somebody is shown of a day.
    async fn begins(&self, token: &str, date: &str) -> Vec<String> {
        let path = format!("{}?limit=500&from={date}T00:00:00Z&to={date}T23:59:59Z", self.path());
        let found = self.get(token, &path).await;
        let items = found["items"].as_array().unwrap();
        items.iter().map(|slot| slot["starts_at"].as_str().unwrap()[11..16].to_owned()).collect()
    }

    async fn why(&self, at: &str) -> Vec<String> {
        let path = format!("/v1/doctors/{}/why?at={at}", self.clinic.doctor_id);
        let why = self.get(&self.clinic.staff, &path).await;
        assert_eq!(why["offered"], false);
        why["reasons"].as_array().unwrap().iter().map(|of| of["code"].as_str().unwrap().to_owned()).collect()
    }

    async fn is_there(&self, slot: &Value) -> bool {
        let client = self.api.database.client().await;
        let there = "SELECT EXISTS (SELECT FROM slots WHERE id = $1)";
        client.query_one(there, &[&id(slot, "id")]).await.unwrap().get(0)
    }

    async fn delete_expired(&self) {
        self.api.availability().delete_past_slots(SignedDuration::from_hours(24)).await.unwrap();
    }
}

fn slot(from: &str, until: &str) -> Value {
    json!({"starts_at": from, "ends_at": until, "mode": "in_person"})
}

const SIX: &str = "2026-11-24T18:00:00Z";
const HALF_PAST: &str = "2026-11-24T18:30:00Z";
const SEVEN: &str = "2026-11-24T19:00:00Z";

#[tokio::test]
async fn it_waits_for_the_team_alone_and_goes_when_nobody_books_it() {
    let scene = Scene::open().await;
    let staff = scene.clinic.staff.clone();
    let before = scene.clinic.free_slots(&scene.api).await;
    let figures = format!("/v1/clinics/{}/figures", scene.clinic.id);
    let figures_before = scene.get(&staff, &figures).await;
    let keyed = || {
        let call = scene.api.post(scene.path()).bearer(&staff).header("idempotency-key", "k");
        call.json(&slot(SIX, "2026-11-24T18:20:00Z")).send()
    };
    let made = keyed().await;
    assert_eq!(made.body, keyed().await.body);
    let made = made.expect(201);
    let times = ["starts_at", "kept_until"].map(|field| made[field].as_str().unwrap().to_owned());
    assert_eq!(times, ["2026-11-24T18:00:00+00:00", "2026-11-23T12:10:00+00:00"]);

    // the public sees nothing of it, nor does the desk where it searches for the public
    assert_eq!(scene.clinic.free_slots(&scene.api).await, before);
    for token in ["", &staff] {
        let clinic = scene.clinic.id;
        for path in [
            format!("/v1/slots?clinic_id={clinic}&limit=500"),
            format!("/v1/slots?clinic_id={clinic}&limit=500&part_of_day=evening"),
        ] {
            let found = scene.get(token, &path).await;
            assert!(found["items"].as_array().unwrap().iter().all(|slot| slot["id"] != made["id"]), "{path}");
        }
        for path in [
            format!("/v1/doctors/{}/days?from=2026-11-24&days=1", scene.clinic.doctor_id),
            format!("/v1/slots/days?doctor_id={}&from=2026-11-24&days=1", scene.clinic.doctor_id),
        ] {
            assert_eq!(scene.get(token, &path).await["days"][0]["free"], 14, "{path}");
        }
    }
    assert_eq!(scene.get(&staff, &figures).await, figures_before);
    // the team does, with how long it waits
    let day = scene.day("2026-11-24").await;
    let free = day["doctors"][0]["free"].as_array().unwrap();
    let marked: Vec<_> = free.iter().filter(|slot| slot.get("kept_until").is_some()).collect();
    assert_eq!((marked.len(), &marked[0]["id"], &day["totals"]["free"]), (1, &made["id"], &json!(14)));
    assert!(scene.begins(&staff, "2026-11-24").await.contains(&"18:00".to_owned()));
    assert_eq!(scene.why("2026-11-24T18:10:00Z").await, ["outside_hours", "squeezed_in"]);
    // with the id alone nobody else gets it
    let account = scene.api.new_id();
    let record = scene.clinic.add_patient(&scene.api, Some(account)).await;
    let patient = scene.api.patient(account);
    let other = Clinic::open(&scene.api, "UTC").await;
    for token in ["", &other.staff] {
        assert_eq!(scene.book(token, &made).await.refused(404), "not-found");
    }
    // nor does a program, which is neither shown it
    let key = json!({"name": "K", "scopes": ["appointments:write"]});
    let keys = format!("/v1/clinics/{}/api-keys", scene.clinic.id);
    let key =
        scene.post(&scene.clinic.admin, &keys, &key).await.expect(201)["secret"].as_str().unwrap().to_owned();
    assert_eq!(scene.book(&key, &made).await.refused(404), "not-found");
    assert!(!scene.begins(&key, "2026-11-24").await.contains(&"18:00".to_owned()));
    let own = json!({"slot_id": made["id"], "patient_id": record});
    let at_clinic = json!({"slot_id": made["id"], "clinic_id": scene.clinic.id, "patient_id": record});
    for (path, body) in
        [("/v1/bookings", &own), ("/v1/bookings", &at_clinic), ("/v1/holds", &json!({"slot_id": made["id"]}))]
    {
        assert_eq!(scene.post(&patient, path, body).await.refused(404), "not-found");
    }
    let elsewhere = json!({"slot_id": before[3]["id"], "patient_id": record});
    let booked = scene.post(&patient, "/v1/bookings", &elsewhere).await.expect(201);
    let path = format!("/v1/appointments/{}/reschedule", id(&booked, "id"));
    assert_eq!(scene.post(&patient, &path, &json!({"slot_id": made["id"]})).await.refused(404), "not-found");

    // after ten minutes it is nobody's
    scene.api.assert_sound().await;
    scene.api.clock.advance(SignedDuration::from_mins(10));
    assert_eq!(scene.book(&staff, &made).await.refused(404), "not-found");
    let moved = scene.step(&booked, "reschedule", json!({"slot_id": made["id"]})).await;
    assert_eq!(moved.refused(404), "not-found");
    assert!(!scene.begins(&staff, "2026-11-24").await.contains(&"18:00".to_owned()));
    assert_eq!(scene.why("2026-11-24T18:10:00Z").await, ["outside_hours"]);
    // it is in nobody's way, and deleted
    let again = scene.squeeze(SIX, "2026-11-24T18:20:00Z").await;
    assert!(!scene.is_there(&made).await);
    scene.api.clock.advance(SignedDuration::from_mins(10));
    scene.delete_expired().await;
    assert!(!scene.is_there(&again).await);
    let audit = format!("/v1/clinics/{}/audit?action=slot.squeeze_in", scene.clinic.id);
    assert_eq!(scene.get(&scene.clinic.admin, &audit).await["items"].as_array().unwrap().len(), 2);
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn it_is_booked_and_goes_with_its_booking() {
    let scene = Scene::open().await;
    let staff = scene.clinic.staff.clone();
    // by the doctor too, for herself
    let made = scene.post(&scene.clinic.doctor, &scene.path(), &slot(SIX, HALF_PAST)).await.expect(201);
    let booked = scene.book(&staff, &made).await.expect(201);
    // later, it is booked yet
    scene.api.clock.advance(SignedDuration::from_mins(11));
    scene.delete_expired().await;
    let row = scene.day("2026-11-24").await["doctors"][0]["appointments"][0].clone();
    assert_eq!(
        (&row["id"], &row["is_squeezed_in"], &row["is_conflict"]),
        (&booked["id"], &json!(true), &json!(false))
    );
    assert_eq!(scene.why(SIX).await, ["outside_hours", "booked"]);
    assert_eq!(scene.book(&staff, &made).await.refused(409), "slot-taken");
    scene.step(&booked, "cancel", json!({})).await.expect(200);
    assert!(!scene.is_there(&made).await);
    assert_eq!(scene.book(&staff, &made).await.refused(404), "not-found");

    // moved into one, and away from it
    let usual = scene.clinic.free_slots(&scene.api).await[5].clone();
    let booked = scene.book(&staff, &usual).await.expect(201);
    let made = scene.squeeze(SIX, HALF_PAST).await;
    let moved = scene.step(&booked, "reschedule", json!({"slot_id": made["id"]})).await.expect(200);
    assert_eq!(moved["starts_at"], made["starts_at"]);
    let back = scene.step(&booked, "reschedule", json!({"slot_id": usual["id"]})).await.expect(200);
    assert_eq!(back["starts_at"], usual["starts_at"]);
    assert!(!scene.is_there(&made).await);

    // held, and let go by time; then there is nothing to come back to
    let made = scene.squeeze(SIX, HALF_PAST).await;
    let hold = scene.api.post("/v1/holds").bearer(&staff).json(&json!({"slot_id": made["id"]})).send();
    let held = hold.await.expect(201);
    let again = || {
        let call = scene
            .api
            .post("/v1/holds")
            .bearer(&staff)
            .header("hold-token", held["hold_token"].as_str().unwrap());
        call.json(&json!({"slot_id": made["id"]})).send()
    };
    assert_eq!(again().await.expect(200)["id"], held["id"]);
    scene.api.clock.advance(SignedDuration::from_mins(16));
    assert_eq!(again().await.refused(409), "slot-taken");
    scene.api.booking().sweep_holds().await.unwrap();
    assert!(!scene.is_there(&made).await);
    assert_eq!(again().await.refused(404), "not-found");
    // no event tells the world of a free slot
    let freed = "SELECT count(*) FROM outbox o WHERE event_type = 'holdfast.slot.freed' AND slot_id = $1";
    let client = scene.api.database.client().await;
    assert_eq!(client.query_one(freed, &[&id(&made, "id")]).await.unwrap().get::<_, i64>(0), 0);
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn it_overlaps_nothing_and_nobody_is_squeezed_in_who_is_not_there() {
    let scene = Scene::open().await;
    let (staff, clinic_id, doctor_id) = (scene.clinic.staff.clone(), scene.clinic.id, scene.clinic.doctor_id);
    let free = scene.clinic.free_slots(&scene.api).await;
    let at_nine = free.iter().find(|slot| slot["starts_at"] == "2026-11-24T09:00:00+00:00").unwrap();
    let at_ten = free.iter().find(|slot| slot["starts_at"] == "2026-11-24T10:00:00+00:00").unwrap();
    scene.book(&staff, at_ten).await.expect(201);
    let made = scene.squeeze("2026-11-24T12:10:00Z", "2026-11-24T12:20:00Z").await;
    let path = |rest: &str| format!("/v1/doctors/{doctor_id}/{rest}");
    let away = json!({"starts_at": "2026-11-24T20:00:00Z", "ends_at": "2026-11-24T21:00:00Z"});
    scene.post(&staff, &path("time-off"), &away).await.expect(201);
    let closed = json!({"dates": ["2026-11-28"]});
    scene.post(&staff, &format!("/v1/clinics/{clinic_id}/closures"), &closed).await.expect(201);
    let admin = scene.clinic.admin.clone();
    scene.post(&admin, &path("deactivate"), &json!({"from": "2026-12-03"})).await.expect(200);
    let nobody = Value::Null;
    for (from, until, in_the_way) in [
        ("2026-11-24T08:50:00Z", "2026-11-24T09:05:00Z", &at_nine["id"]),
        ("2026-11-24T09:05:00Z", "2026-11-24T09:10:00Z", &at_nine["id"]),
        ("2026-11-24T10:10:00Z", "2026-11-24T10:20:00Z", &at_ten["id"]),
        ("2026-11-24T12:15:00Z", "2026-11-24T12:25:00Z", &made["id"]),
        ("2026-11-24T12:10:00Z", "2026-11-24T12:20:00Z", &made["id"]),
        ("2026-11-24T20:50:00Z", "2026-11-24T21:10:00Z", &nobody),
        ("2026-11-28T10:00:00Z", "2026-11-28T10:30:00Z", &nobody),
        ("2026-12-03T18:00:00Z", "2026-12-03T18:30:00Z", &nobody),
    ] {
        let refused = scene.try_squeeze(from, until).await;
        assert_eq!(refused.refused(409), "time-not-free", "{from}");
        assert_eq!(&refused.body["slot_id"], in_the_way, "{from}: {}", refused.body);
    }
    // beside them there is room, and in the minute that has begun
    scene.squeeze("2026-11-24T12:20:00Z", "2026-11-24T12:25:00Z").await;
    scene.squeeze("2026-11-23T12:00:00Z", "2026-11-23T12:10:00Z").await;
    let past = scene.try_squeeze("2026-11-23T11:50:00Z", "2026-11-23T12:10:00Z").await;
    assert_eq!(past.refused(422), "slot-in-past");
    // ten of a day
    for nth in 10..18 {
        let (hour, ten) = (nth / 6 + 17, nth % 6);
        scene
            .squeeze(&format!("2026-11-24T{hour}:{ten}0:00Z"), &format!("2026-11-24T{hour}:{ten}5:00Z"))
            .await;
    }
    let eleventh = scene.try_squeeze("2026-11-24T22:00:00Z", "2026-11-24T22:10:00Z").await;
    assert_eq!(eleventh.refused(409), "time-not-free");
    scene.squeeze("2026-11-25T18:00:00Z", "2026-11-25T18:10:00Z").await;

    // whose it is
    let colleague = Clinic::add_doctor(&scene.api, clinic_id, "cardiology").await;
    let theirs = format!("/v1/doctors/{colleague}/slots");
    let body = slot("2026-11-26T18:00:00Z", "2026-11-26T18:10:00Z");
    assert_eq!(scene.post(&scene.clinic.doctor, &theirs, &body).await.refused(403), "forbidden");
    // a doctor without hours can be squeezed full too
    let made = scene.post(&staff, &theirs, &body).await.expect(201);
    scene.api.clock.advance(SignedDuration::from_mins(10));
    scene.delete_expired().await;
    assert!(!scene.is_there(&made).await);
    let other = scene.api.at_clinic(Role::Staff, scene.api.new_id(), None);
    assert_eq!(scene.post(&other, &scene.path(), &body).await.refused(404), "not-found");
    let nowhere = format!("/v1/doctors/{}/slots", Uuid::nil());
    assert_eq!(scene.post(&staff, &nowhere, &body).await.refused(404), "not-found");
    scene.api.assert_sound().await;
}

/// Hours that come in its time wait for it, as they wait for a booking.
#[tokio::test]
async fn changes_of_hours_leave_it_as_it_is() {
    let scene = Scene::open().await;
    let staff = scene.clinic.staff.clone();
    // across two slots to come, and exactly one
    let booked_slot = scene.squeeze(SIX, "2026-11-24T18:20:00Z").await;
    let booked = scene.book(&staff, &booked_slot).await.expect(201);
    let waiting = scene.squeeze("2026-11-24T18:20:00Z", "2026-11-24T18:50:00Z").await;
    let exact = scene.squeeze("2026-11-24T19:30:00Z", "2026-11-24T20:00:00Z").await;
    let exactly = scene.book(&staff, &exact).await.expect(201);
    let mut hours = nine_to_five();
    hours["rules"][0]["end"] = json!("20:00");
    let changed = scene.clinic.set_hours(&scene.api, &hours).await;
    assert_eq!(changed["conflicts"], json!([]), "{changed}");
    let evening = async |scene: &Scene| {
        let all = scene.begins("", "2026-11-24").await;
        all.into_iter().filter(|begins| **begins >= *"18:00").collect::<Vec<_>>()
    };
    assert_eq!(evening(&scene).await, ["19:00"]);
    // other rules of the clocks
    let client = scene.api.database.client().await;
    client.execute("UPDATE doctors SET slots_zone_rules = 0", &[]).await.unwrap();
    let generate = format!("/v1/clinics/{}/slots/generate", scene.clinic.id);
    scene.post(&staff, &generate, &json!({})).await.expect(200);
    assert_eq!(evening(&scene).await, ["19:00"]);
    for slot in [&waiting, &booked_slot, &exact] {
        assert!(scene.is_there(slot).await);
    }
    scene.api.assert_sound().await;
    // what waits is offered when the last that is in its way has gone
    scene.step(&booked, "cancel", json!({})).await.expect(200);
    assert_eq!(evening(&scene).await, ["19:00"]);
    scene.step(&exactly, "cancel", json!({})).await.expect(200);
    assert_eq!(evening(&scene).await, ["19:00", "19:30"]);
    scene.api.clock.advance(SignedDuration::from_mins(10));
    scene.delete_expired().await;
    assert_eq!(evening(&scene).await, ["18:00", "18:30", "19:00", "19:30"]);
    scene.api.assert_sound().await;
}

/// A day that comes within the horizon is offered without what is squeezed in on it.
#[tokio::test]
async fn days_that_come_leave_room_for_it() {
    let scene = Scene::open().await;
    // the first day beyond the horizon of two weeks
    let made = scene.squeeze("2026-12-07T09:00:00Z", "2026-12-07T09:30:00Z").await;
    let booked = scene.book(&scene.clinic.staff, &made).await.expect(201);
    scene.api.clock.advance(SignedDuration::from_hours(24));
    let clinic = scene.clinic.with_new_tokens(&scene.api);
    let scene = Scene { clinic, ..scene };
    let generate = format!("/v1/clinics/{}/slots/generate", scene.clinic.id);
    scene.post(&scene.clinic.staff, &generate, &json!({})).await.expect(200);
    assert_eq!(scene.begins("", "2026-12-07").await[..2], ["09:30", "10:00"]);
    scene.step(&booked, "cancel", json!({})).await.expect(200);
    assert_eq!(scene.begins("", "2026-12-07").await[..2], ["09:00", "09:30"]);
    assert!(!scene.is_there(&made).await);
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn a_doctor_who_is_away_after_all_has_a_conflict() {
    let scene = Scene::open().await;
    let staff = scene.clinic.staff.clone();
    let made = scene.squeeze(SIX, HALF_PAST).await;
    let booked = scene.book(&staff, &made).await.expect(201);
    let waiting = scene.squeeze(SEVEN, "2026-11-24T19:20:00Z").await;
    let path = format!("/v1/doctors/{}/time-off", scene.clinic.doctor_id);
    let away = json!({"starts_at": "2026-11-24T17:00:00Z", "ends_at": "2026-11-24T22:00:00Z"});
    let foreseen = scene.post(&staff, &format!("{path}?dry_run=true"), &away).await.expect(200);
    assert_eq!(foreseen["conflicts"][0]["appointment_id"], booked["id"]);
    assert_eq!(foreseen["days"], json!([]), "none was offered: {foreseen}");
    let off = scene.post(&staff, &path, &away).await.expect(201);
    assert_eq!(off["conflicts"][0]["appointment_id"], booked["id"]);
    assert!(!scene.is_there(&waiting).await);
    let list = format!("/v1/clinics/{}/conflicts", scene.clinic.id);
    let conflict = scene.get(&staff, &list).await["items"][0].clone();
    assert_eq!((&conflict["appointment_id"], &conflict["reasons"]), (&booked["id"], &json!(["time_off"])));
    scene.api.assert_sound().await;
    let off = format!("{path}/{}", id(&off, "id"));
    scene.call(&staff, Method::DELETE, &off, &json!({})).await.expect(204);
    assert_eq!(scene.get(&staff, &list).await["open"], 0);
    assert!(scene.is_there(&made).await);
    scene.step(&booked, "cancel", json!({})).await.expect(200);
    assert!(!scene.is_there(&made).await);
    scene.api.assert_sound().await;
}
