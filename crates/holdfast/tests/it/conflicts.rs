//! Bookings outside the hours, as the list that a front desk works off.

use axum::http::Method;
use holdfast_domain::Role;
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Answer, Api, Clinic};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

/// A Thursday of the two weeks that are offered.
const DAY: &str = "2026-11-26";

struct Scene {
    api: Api,
    clinic: Clinic,
}

impl Scene {
    async fn open() -> Self {
        let api = Api::start().await;
        let clinic = Clinic::open(&api, "Europe/London").await;
        Self { api, clinic }
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        self.api.post(path).bearer(&self.clinic.staff).json(body).send().await
    }

    async fn delete(&self, path: &str) -> Answer {
        self.api.call(Method::DELETE, path).bearer(&self.clinic.staff).send().await
    }

    /// The slot of the clinic's doctor that begins then, by the clinic's clocks.
    async fn slot_at(&self, begins: &str) -> Uuid {
        let slots = self.clinic.free_slots(&self.api).await;
        let slot = slots.iter().find(|slot| slot["starts_at"].as_str().unwrap().starts_with(begins));
        id(slot.unwrap_or_else(|| panic!("no free slot at {begins}")), "id")
    }

    async fn book(&self, begins: &str) -> Value {
        self.clinic.book(&self.api, self.slot_at(begins).await).await
    }

    async fn close(&self, day: &str) -> String {
        let path = format!("/v1/clinics/{}/closures", self.clinic.id);
        let closed = self.post(&path, &json!({"dates": [day]})).await.expect(201);
        format!("{path}/{}", id(&closed["closures"][0], "id"))
    }

    async fn take_off(&self, from: &str, until: &str) -> String {
        let path = format!("/v1/doctors/{}/time-off", self.clinic.doctor_id);
        let body = json!({"starts_at": format!("{DAY}T{from}:00Z"), "ends_at": format!("{DAY}T{until}:00Z")});
        format!("{path}/{}", id(&self.post(&path, &body).await.expect(201), "id"))
    }

    async fn list(&self, query: &str) -> Value {
        let path = format!("/v1/clinics/{}/conflicts{query}", self.clinic.id);
        self.api.get(path).bearer(&self.clinic.staff).send().await.expect(200)
    }

    async fn items(&self, query: &str) -> Vec<Value> {
        self.list(query).await["items"].as_array().unwrap().clone()
    }

    /// The conflict of an appointment, wherever it stands.
    async fn of(&self, appointment: &Value) -> Value {
        let all = self.items("?state=all").await;
        all.into_iter().find(|item| item["appointment_id"] == appointment["id"]).expect("a conflict")
    }

    fn keep_path(&self, conflict: &Value) -> String {
        format!("/v1/clinics/{}/conflicts/{}/keep", self.clinic.id, id(conflict, "id"))
    }

    async fn keep(&self, conflict: &Value, reason: &str) -> Value {
        self.post(&self.keep_path(conflict), &json!({"reason": reason})).await.expect(200)
    }

    async fn count(&self, statement: &str) -> i64 {
        self.api.database.client().await.query_one(statement, &[]).await.unwrap().get(0)
    }

    async fn told(&self) -> i64 {
        self.count("SELECT count(*) FROM outbox WHERE event_type = 'holdfast.schedule.conflict'").await
    }

    async fn keeps_noted(&self) -> i64 {
        self.count("SELECT count(*) FROM audit_log WHERE action = 'conflict.keep'").await
    }
}

fn begins(items: &Value) -> Vec<&str> {
    items.as_array().unwrap().iter().map(|item| &item["starts_at"].as_str().unwrap()[5..16]).collect()
}

#[tokio::test]
async fn the_list_tells_what_happened_and_where_the_booking_can_go() {
    let scene = Scene::open().await;
    let (api, clinic) = (&scene.api, &scene.clinic);
    let colleague = Clinic::add_doctor(api, clinic.id, "cardiology").await;
    let surgeon = Clinic::add_doctor(api, clinic.id, "surgery").await;
    for doctor in [colleague, surgeon] {
        let path = format!("/v1/doctors/{doctor}/availability");
        api.post(path).bearer(&clinic.admin).json(&nine_to_five()).send().await.expect(200);
    }
    let foreign = Clinic::open(api, "Europe/London").await;
    let booked = scene.book(&format!("{DAY}T09:00")).await;
    // the patient sees the colleague at the time that is nearest
    let path = format!("/v1/doctors/{colleague}/slots?from=2026-11-25T16:30:00Z&limit=1");
    let taken = api.get(path).send().await.expect(200);
    let body = json!({"slot_id": taken["items"][0]["id"], "patient_id": booked["patient_id"]});
    scene.post("/v1/bookings", &body).await.expect(201);
    assert_eq!(scene.list("").await, json!({"items": [], "next_cursor": null, "open": 0}));

    scene.close(DAY).await;
    let page = scene.list("?state=open").await;
    assert_eq!((page["open"].as_u64(), page["items"].as_array().unwrap().len()), (Some(1), 1));
    let conflict = &page["items"][0];
    for (field, value) in [
        ("state", json!("open")),
        ("appointment_id", booked["id"].clone()),
        ("appointment_version", json!(1)),
        ("doctor", json!({"id": clinic.doctor_id, "name": "Dr. Who"})),
        ("patient", json!({"id": booked["patient_id"], "name": "Grace Hopper"})),
        ("mode", json!("in_person")),
        ("starts_at", booked["starts_at"].clone()),
        ("ends_at", booked["ends_at"].clone()),
        ("time_zone", json!("Europe/London")),
        ("cause", json!("closure")),
        ("reasons", json!(["closure"])),
        ("since", json!("2026-11-23T12:00:00+00:00")),
        ("kept_at", Value::Null),
        ("kept_by", Value::Null),
        ("kept_reason", Value::Null),
        ("outcome", Value::Null),
    ] {
        assert_eq!(conflict[field], value, "{field}");
    }
    // the doctor's own, before and after; then the colleague's, of each part of the day the nearest
    let offered = &conflict["alternatives"];
    assert_eq!(
        begins(offered),
        ["11-25T16:00", "11-25T15:30", "11-25T15:00", "11-25T16:00", "11-25T11:30", "11-27T09:00"]
    );
    let doctors: Vec<Uuid> =
        offered.as_array().unwrap().iter().map(|slot| id(&slot["doctor"], "id")).collect();
    assert_eq!(doctors, [[clinic.doctor_id; 3], [colleague; 3]].concat());
    // each can be had
    let path = format!("/v1/appointments/{}/reschedule", id(&booked, "id"));
    let call = api.post(path).bearer(&clinic.staff).header("if-match", "\"1\"");
    call.json(&json!({"slot_id": offered[4]["slot_id"]})).send().await.expect(200);
    let closed = scene.of(&booked).await;
    assert_eq!((&closed["state"], &closed["outcome"]), (&json!("closed"), &json!("moved")));
    assert_eq!((&closed["starts_at"], &closed["ends_at"]), (&booked["starts_at"], &booked["ends_at"]));
    assert_eq!((scene.list("").await["open"].as_u64(), &closed["alternatives"]), (Some(0), &json!([])));
    // whoever looks at names is noted
    let looks = "SELECT count(*) FROM audit_log WHERE action = 'read.appointment' AND patient_id IS NOT NULL";
    assert!(scene.count(looks).await > 0);

    // of others there is no list
    let path = format!("/v1/clinics/{}/conflicts", foreign.id);
    assert_eq!(api.get(&path).bearer(&clinic.staff).send().await.refused(404), "not-found");
    api.assert_sound().await;
}

/// A slot that is nearer in another mode is not offered.
#[tokio::test]
async fn alternatives_are_of_the_mode_that_was_booked_and_before_today_is_none() {
    let scene = Scene::open().await;
    let mut by_video = nine_to_five();
    by_video["rules"][0]["mode"] = "virtual".into();
    by_video["effective_from"] = "2026-11-24".into();
    by_video["effective_until"] = "2026-11-27".into();
    // today's alone are in person until Monday
    let booked = scene.book("2026-11-23T14:00").await;
    scene.clinic.set_hours(&scene.api, &by_video).await;
    let path = format!("/v1/doctors/{}/time-off", scene.clinic.doctor_id);
    let body = json!({"starts_at": "2026-11-23T12:00:00Z", "ends_at": "2026-11-23T16:00:00Z"});
    scene.post(&path, &body).await.expect(201);
    let conflict = scene.of(&booked).await;
    assert_eq!(begins(&conflict["alternatives"]), ["11-23T16:00", "11-23T16:30", "11-30T09:00"]);
}

#[tokio::test]
async fn a_conflict_is_closed_by_what_ends_it() {
    let scene = Scene::open().await;
    let mut booked = Vec::new();
    for time in ["09:00", "09:30", "10:00", "10:30"] {
        booked.push(scene.book(&format!("{DAY}T{time}")).await);
    }
    let slot = scene.slot_at(&format!("{DAY}T11:00")).await;
    let body = json!({"slot_id": slot, "hold": true, "patient": {"name": "Held"}});
    let held = scene.api.post("/v1/bookings").json(&body).send().await.expect(201);
    let closure = scene.close(DAY).await;
    assert_eq!(scene.list("").await["open"], 5);

    let cancel = |appointment: &Value| format!("/v1/appointments/{}/cancel", id(appointment, "id"));
    scene.post(&cancel(&booked[0]), &json!({})).await.expect(200);
    scene.keep(&scene.of(&booked[1]).await, "comes all the same").await;
    // one that was kept can still be cancelled
    scene.keep(&scene.of(&booked[2]).await, "comes too").await;
    scene.post(&cancel(&booked[2]), &json!({})).await.expect(200);
    scene.api.clock.advance(SignedDuration::from_mins(11));
    scene.api.booking().sweep_holds().await.unwrap();
    let page = scene.list("").await;
    assert_eq!((page["open"].as_u64(), &page["items"][0]["appointment_id"]), (Some(1), &booked[3]["id"]));

    scene.delete(&closure).await.expect(204);
    for (appointment, outcome) in [
        (&booked[0], "cancelled"),
        (&booked[1], "hours_restored"),
        (&booked[2], "cancelled"),
        (&booked[3], "hours_restored"),
        (&held, "expired"),
    ] {
        let conflict = scene.of(appointment).await;
        assert_eq!(
            (&conflict["state"], &conflict["outcome"]),
            (&json!("closed"), &json!(outcome)),
            "{conflict}"
        );
        let refused = scene.post(&scene.keep_path(&conflict), &json!({"reason": "late"})).await;
        assert_eq!(refused.refused(409), "conflict-closed");
        assert!(refused.text("detail").contains(outcome), "{}", refused.body);
    }
    // closed again, what is left of them is open again, by the same id
    let id_before = scene.of(&booked[1]).await["id"].clone();
    scene.close(DAY).await;
    let page = scene.list("").await;
    assert_eq!((page["open"].as_u64(), &page["items"][0]["id"]), (Some(2), &id_before));
    assert_eq!(
        (&page["items"][0]["since"], &page["items"][0]["kept_at"]),
        (&json!("2026-11-23T12:11:00+00:00"), &Value::Null)
    );
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn who_came_or_did_not_has_settled_it() {
    let scene = Scene::open().await;
    let booked = scene.book(&format!("{DAY}T09:00")).await;
    scene.close(DAY).await;
    scene.api.clock.advance(SignedDuration::from_hours(24 * 3));
    let clinic = scene.clinic.with_new_tokens(&scene.api);
    let scene = Scene { clinic, ..scene };
    assert_eq!(scene.list("").await["open"], 1, "nobody has said what became of it");
    let step = |name: &str| format!("/v1/appointments/{}/{name}", id(&booked, "id"));
    scene.post(&step("no-show"), &json!({})).await.expect(200);
    let conflict = scene.of(&booked).await;
    assert_eq!((&conflict["state"], &conflict["outcome"]), (&json!("closed"), &json!("no_show")));
    scene.post(&step("undo"), &json!({"of": "no-show"})).await.expect(200);
    assert_eq!(
        (scene.list("").await["open"].as_u64(), &scene.of(&booked).await["state"]),
        (Some(1), &json!("open"))
    );
    scene.post(&step("complete"), &json!({})).await.expect(200);
    assert_eq!(scene.of(&booked).await["outcome"], "completed");
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn keeping_needs_a_reason_and_is_noted_once() {
    let scene = Scene::open().await;
    let (api, clinic) = (&scene.api, &scene.clinic);
    let booked = scene.book(&format!("{DAY}T09:00")).await;
    scene.close(DAY).await;
    let conflict = scene.of(&booked).await;
    let path = scene.keep_path(&conflict);
    let keyed = |reason: &str| {
        let call = api.post(&path).bearer(&clinic.staff).header("idempotency-key", "k");
        call.json(&json!({"reason": reason})).send()
    };
    let (first, again) = (keyed("  the doctor comes in ").await, keyed("  the doctor comes in ").await);
    assert_eq!((first.status.as_u16(), &first.bytes), (200, &again.bytes));
    assert_eq!(keyed("another").await.refused(422), "idempotency-mismatch");
    let kept = first.body;
    assert_eq!((&kept["state"], &kept["kept_reason"]), (&json!("kept"), &json!("the doctor comes in")));
    assert_eq!(kept["kept_at"], "2026-11-23T12:00:00+00:00");
    assert_eq!(kept["kept_by"]["role"], "staff");
    assert_eq!(kept, scene.of(&booked).await);
    let page = scene.list("?state=kept").await;
    assert_eq!((page["items"].as_array().unwrap().len(), page["open"].as_u64()), (1, Some(0)));
    // the same once more changes nothing, another reason is another decision
    assert_eq!(scene.keep(&conflict, "the doctor comes in").await, kept);
    assert_eq!(scene.keeps_noted().await, 1);
    api.clock.advance(SignedDuration::from_mins(1));
    let later = api.post(&path).bearer(&clinic.doctor).json(&json!({"reason": "I stay longer"}));
    let later = later.send().await.expect(200);
    assert_eq!(
        (&later["kept_by"]["role"], &later["kept_at"]),
        (&json!("doctor"), &json!("2026-11-23T12:01:00+00:00"))
    );
    assert_eq!(scene.keeps_noted().await, 2);
    let note = "SELECT count(*) FROM audit_log l JOIN conflicts x ON x.id = l.entity_id
                JOIN appointments a ON a.id = x.appointment_id
                WHERE l.action = 'conflict.keep' AND l.actor_role IN ('staff', 'doctor') AND l.patient_id = a.patient_id";
    assert_eq!(scene.count(note).await, 2);
    // the reason is the patient's: it is sealed
    let row = api.database.client().await.query_one("SELECT kept_reason FROM conflicts", &[]).await.unwrap();
    let sealed: Vec<u8> = row.get(0);
    assert!(!String::from_utf8_lossy(&sealed).contains("longer") && !sealed.is_empty());

    let colleague = Clinic::add_doctor(api, clinic.id, "surgery").await;
    let colleague = api.at_clinic(Role::Doctor, clinic.id, Some(colleague));
    let foreign = Clinic::open(api, "UTC").await;
    for token in [&colleague, &foreign.staff] {
        let refused = api.post(&path).bearer(token).json(&json!({"reason": "x"})).send().await;
        assert_eq!(refused.refused(404), "not-found");
    }
    let list = format!("/v1/clinics/{}/conflicts?state=all", clinic.id);
    let of = async |token: &str| api.get(&list).bearer(token).send().await.expect(200)["items"].clone();
    assert_eq!(of(&colleague).await, json!([]));
    assert_eq!(of(&clinic.doctor).await, json!([later]));
    let other = format!("{list}&doctor_id={}", clinic.doctor_id);
    assert_eq!(api.get(other).bearer(&colleague).send().await.refused(404), "not-found");
    api.assert_sound().await;
}

/// Whoever keeps a booking knows what takes its time. If something else does, they are asked again.
#[tokio::test]
async fn what_is_kept_is_open_again_when_something_else_takes_its_time() {
    let scene = Scene::open().await;
    let booked = scene.book(&format!("{DAY}T09:00")).await;
    let mut times_off = vec![scene.take_off("08:00", "12:00").await];
    let conflict = scene.of(&booked).await;
    assert_eq!((&conflict["cause"], scene.told().await), (&json!("time_off"), 1));
    scene.keep(&conflict, "comes in for her").await;

    let is = async |state: &str, cause: &str, told: i64| {
        let now = scene.of(&booked).await;
        assert_eq!(
            (&now["id"], &now["state"], &now["cause"]),
            (&conflict["id"], &json!(state), &json!(cause)),
            "{now}"
        );
        assert_eq!((now["kept_reason"].is_string(), scene.told().await), (state == "kept", told));
        now
    };
    // changes that leave its time alone, and what was known
    scene.clinic.set_hours(&scene.api, &nine_to_five()).await;
    scene.take_off("13:00", "14:00").await;
    scene.close("2026-11-27").await;
    is("kept", "time_off", 1).await;

    scene.api.clock.advance(SignedDuration::from_mins(5));
    let closure = scene.close(DAY).await;
    let open = is("open", "closure", 2).await;
    assert_eq!(
        (&open["since"], &open["reasons"]),
        (&json!("2026-11-23T12:05:00+00:00"), &json!(["closure", "time_off"]))
    );
    // while it is open, more of the same is no news
    times_off.push(scene.take_off("09:00", "10:00").await);
    is("open", "closure", 2).await;
    scene.keep(&conflict, "still").await;
    // another time off is another reason
    times_off.push(scene.take_off("08:30", "09:30").await);
    is("open", "time_off", 3).await;
    scene.keep(&conflict, "and still").await;
    let mut afternoons = nine_to_five();
    afternoons["rules"][0]["start"] = "13:00".into();
    scene.clinic.set_hours(&scene.api, &afternoons).await;
    is("open", "hours", 4).await;
    scene.keep(&conflict, "even so").await;
    // taking one of them back is no reason to ask
    scene.delete(&closure).await.expect(204);
    for off in times_off {
        scene.delete(&off).await.expect(204);
    }
    assert_eq!(is("kept", "hours", 4).await["reasons"], json!(["hours"]));
    // but it is one that comes anew
    scene.close(DAY).await;
    is("open", "closure", 5).await;
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn pages_hold_what_is_asked_for() {
    let scene = Scene::open().await;
    let mut booked = Vec::new();
    for time in ["09:00", "09:30", "10:00", "10:30", "11:00"] {
        booked.push(scene.book(&format!("{DAY}T{time}")).await);
    }
    scene.close(DAY).await;
    scene.keep(&scene.of(&booked[1]).await, "stays").await;
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = scene.list(&format!("?limit=2{cursor}")).await;
        assert_eq!(page["open"], 4);
        seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["appointment_id"].clone()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    let open: Vec<Value> = [0, 2, 3, 4].iter().map(|nth: &usize| booked[*nth]["id"].clone()).collect();
    assert_eq!(seen, open);
    for (query, count) in [("?state=open", 4), ("?state=kept", 1), ("?state=closed", 0), ("?state=all", 5)] {
        assert_eq!(scene.items(query).await.len(), count, "{query}");
    }
    let of_doctor = format!("?doctor_id={}", scene.clinic.doctor_id);
    assert_eq!(scene.list(&of_doctor).await["open"], 4);
    let of_nobody = format!("?doctor_id={}", scene.api.new_id());
    assert_eq!(scene.list(&of_nobody).await, json!({"items": [], "next_cursor": null, "open": 0}));
}

/// The reason why a booking is kept is the patient's, to have and to have erased.
#[tokio::test]
async fn a_patient_has_the_reason_and_can_have_it_erased() {
    let scene = Scene::open().await;
    let (api, clinic) = (&scene.api, &scene.clinic);
    let booked = scene.book(&format!("{DAY}T09:00")).await;
    scene.close(DAY).await;
    let path = scene.keep_path(&scene.of(&booked).await);
    let keyed = || {
        let call = api.post(&path).bearer(&clinic.staff).header("idempotency-key", "k");
        call.json(&json!({"reason": "a sore canary"})).send()
    };
    keyed().await.expect(200);
    let patient = format!("/v1/clinics/{}/patients/{}", clinic.id, id(&booked, "patient_id"));
    let export = async || api.get(format!("{patient}/export")).bearer(&clinic.staff).send().await.expect(200);
    assert_eq!(export().await["appointments"][0]["kept_reasons"], json!(["a sore canary"]));
    scene.post(&format!("/v1/appointments/{}/cancel", id(&booked, "id")), &json!({})).await.expect(200);
    let erase = api.call(Method::DELETE, &patient).bearer(&clinic.admin);
    erase.send().await.expect(204);
    assert_eq!(export().await["appointments"][0]["kept_reasons"], json!([]));
    for said in [keyed().await.expect(200), scene.of(&booked).await] {
        let text = said.to_string();
        assert!(!text.contains("canary") && !text.contains("Hopper"), "{text}");
        assert_eq!(said["kept_reason"], "", "{text}");
    }
}
