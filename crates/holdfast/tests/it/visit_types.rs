//! Visit types: what patients come for, which slots serve it, and the rules that differ by it.

use axum::http::Method;
use holdfast_domain::Role;
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Answer, Api, Clinic};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

/// A clinic whose doctor works on weekdays, mornings and afternoons.
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

    fn path(&self) -> String {
        format!("/v1/clinics/{}/visit-types", self.clinic.id)
    }

    async fn create(&self, body: &Value) -> Answer {
        self.api.post(self.path()).bearer(&self.clinic.admin).json(body).send().await
    }

    /// A type of 30 minutes, with these fields besides.
    async fn add(&self, name: &str, besides: Value) -> Uuid {
        let mut body = json!({"name": name, "minutes": 30});
        body.as_object_mut().unwrap().extend(besides.as_object().unwrap().clone());
        id(&self.create(&body).await.expect(201), "id")
    }

    async fn change(&self, of: Uuid, body: &Value) -> Answer {
        let path = format!("{}/{of}", self.path());
        self.api.call(Method::PATCH, path).bearer(&self.clinic.admin).json(body).send().await
    }

    async fn list(&self, token: Option<&str>) -> Vec<String> {
        let call = self.api.get(self.path());
        let call = if let Some(token) = token { call.bearer(token) } else { call };
        let list = call.send().await.expect(200);
        list["items"].as_array().unwrap().iter().map(|of| of["name"].as_str().unwrap().to_owned()).collect()
    }

    /// Mornings for these types, afternoons for all.
    async fn serve_in_the_morning(&self, types: &[Uuid]) -> Value {
        let mut hours = nine_to_five();
        let rule = hours["rules"][0].clone();
        hours["rules"] = json!([rule, rule]);
        hours["rules"][0]["end"] = json!("12:00");
        hours["rules"][0]["visit_types"] = json!(types);
        hours["rules"][1]["start"] = json!("13:00");
        self.clinic.set_hours(&self.api, &hours).await
    }

    async fn search(&self, query: &str) -> Vec<Value> {
        let path = format!("/v1/slots?clinic_id={}&limit=500&{query}", self.clinic.id);
        self.api.get(path).send().await.expect(200)["items"].as_array().unwrap().clone()
    }

    async fn book(&self, token: &str, slot: &Value, visit: Option<Uuid>, who: Value) -> Answer {
        let mut body = json!({"slot_id": slot["id"], "clinic_id": self.clinic.id, "visit_type_id": visit});
        body.as_object_mut().unwrap().extend(who.as_object().unwrap().clone());
        self.api.post("/v1/bookings").bearer(token).json(&body).send().await
    }

    async fn book_somebody(&self, slot: &Value, visit: Option<Uuid>) -> Answer {
        self.book(&self.clinic.staff, slot, visit, json!({"patient": {"name": "Grace Hopper"}})).await
    }

    async fn book_as_guest(&self, slot: &Value, visit: Option<Uuid>) -> Answer {
        let body =
            json!({"slot_id": slot["id"], "visit_type_id": visit, "patient": {"name": "Ada Lovelace"}});
        self.api.post("/v1/bookings").json(&body).send().await
    }

    async fn let_go(&self, held: &Value) {
        let path = format!("/v1/holds/{}", held["id"].as_str().unwrap());
        let release = self.api.call(Method::DELETE, path);
        release.header("hold-token", held["hold_token"].as_str().unwrap()).send().await.expect(204);
    }
}

fn is_morning(slot: &Value) -> bool {
    slot["starts_at"].as_str().unwrap()[11..13] < *"12"
}

fn parts(slots: Vec<Value>) -> (Vec<Value>, Vec<Value>) {
    slots.into_iter().partition(is_morning)
}

#[tokio::test]
async fn types_are_kept_by_admins_and_shown_to_whom_they_concern() {
    let scene = Scene::open().await;
    let full = json!({"name": " Vorsorge ", "names": {"en": "Check-up", "pt-BR": "Consulta"}, "minutes": 30, "mode": "virtual",
        "booked_by": "known_patients", "instructions": "Come\nearly.", "colour": "#1f7a8c", "min_notice_minutes": 60,
        "hold_minutes": 5, "cancel_notice_minutes": 1440});
    let made = scene.create(&full).await;
    assert_eq!(made.headers["etag"], "\"1\"");
    let made = made.expect(201);
    for (field, value) in full.as_object().unwrap() {
        let value = if field == "name" { &json!("Vorsorge") } else { value };
        assert_eq!(&made[field], value, "{field}");
    }
    assert_eq!(scene.create(&json!({"name": "VORSORGE", "minutes": 10})).await.fields(), ["name"]);
    scene.add("Blood test", json!({"booked_by": "desk"})).await;
    assert_eq!(scene.list(None).await, ["Vorsorge"]);
    assert_eq!(scene.list(Some(&scene.clinic.staff)).await, ["Vorsorge", "Blood test"]);
    let elsewhere = Clinic::open(&scene.api, "Europe/London").await;
    assert_eq!(scene.list(Some(&elsewhere.admin)).await, ["Vorsorge"]);

    let path = format!("{}/{}", scene.path(), id(&made, "id"));
    let change = |body: Value, version: &'static str| {
        let call = scene.api.call(Method::PATCH, &path).bearer(&scene.clinic.admin).json(&body);
        call.header("if-match", version).send()
    };
    let changed =
        change(json!({"mode": null, "hold_minutes": null, "colour": "", "names": {}}), "\"1\"").await;
    let changed = changed.expect(200);
    assert_eq!(
        (&changed["mode"], &changed["hold_minutes"], &changed["min_notice_minutes"], &changed["names"]),
        (&Value::Null, &Value::Null, &json!(60), &json!({}))
    );
    assert_eq!(change(json!({"minutes": 20}), "\"1\"").await.refused(412), "precondition-failed");
    // what nobody named goes whole, and its name is free
    let delete = || scene.api.call(Method::DELETE, &path).bearer(&scene.clinic.admin).send();
    delete().await.expect(204);
    delete().await.refused(404);
    scene.add("Vorsorge", json!({})).await;
    let audit = format!("/v1/clinics/{}/audit?limit=500", scene.clinic.id);
    let audit = scene.api.get(audit).bearer(&scene.clinic.admin).send().await.expect(200);
    let actions: Vec<_> = audit["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row["subtype"][0]["code"].as_str())
        .collect();
    let count = |action: &str| actions.iter().filter(|of| **of == action).count();
    assert_eq!(
        [count("visit_type.add"), count("visit_type.update"), count("visit_type.remove")],
        [3, 1, 1],
        "{actions:?}"
    );
}

#[tokio::test]
async fn wrong_types_are_named_and_change_nothing() {
    let scene = Scene::open().await;
    let of = scene.add("Check-up", json!({})).await;
    for (body, field) in [
        (json!({"name": ""}), "name"),
        (json!({"name": null}), "name"),
        (json!({"names": {"german": "Vorsorge"}}), "names"),
        (json!({"names": {"de": ""}}), "names.de"),
        (json!({"names": {"de": 1}}), "names.de"),
        (json!({"minutes": 4}), "minutes"),
        (json!({"minutes": 481}), "minutes"),
        (json!({"minutes": null}), "minutes"),
        (json!({"mode": "by_post"}), "mode"),
        (json!({"booked_by": "friends"}), "booked_by"),
        (json!({"instructions": "x".repeat(2001)}), "instructions"),
        (json!({"colour": "#1F7A8C"}), "colour"),
        (json!({"colour": "red"}), "colour"),
        (json!({"min_notice_minutes": 43_201}), "min_notice_minutes"),
        (json!({"hold_minutes": 0}), "hold_minutes"),
        (json!({"cancel_notice_minutes": -1}), "cancel_notice_minutes"),
        (json!({"place": 3}), "place"),
    ] {
        assert_eq!(scene.change(of, &body).await.fields()[0], field, "{body}");
        let mut new = json!({"name": "Other", "minutes": 30});
        new.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
        assert_eq!(scene.create(&new).await.fields()[0], field, "{new}");
    }
    assert_eq!(scene.list(None).await, ["Check-up"]);
    let list = scene.api.get(scene.path()).send().await.expect(200);
    assert_eq!(list["items"][0]["version"], 1);
    // sixty-three, and no more
    for nth in 1..63 {
        scene.add(&format!("Visit {nth}"), json!({})).await;
    }
    assert_eq!(scene.create(&json!({"name": "One more", "minutes": 10})).await.fields(), ["name"]);
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn hours_name_what_they_serve_and_searches_find_it() {
    let scene = Scene::open().await;
    let (checkup, vaccination) =
        (scene.add("Check-up", json!({})).await, scene.add("Vaccination", json!({"minutes": 10})).await);
    let before: Vec<Uuid> = scene.clinic.free_slot_ids(&scene.api).await;
    scene.serve_in_the_morning(&[checkup]).await;
    // the same slots, for other visits
    assert_eq!(scene.clinic.free_slot_ids(&scene.api).await, before);
    let (morning, afternoon) = parts(scene.search("").await);
    assert!(morning.len() > 10 && afternoon.len() > 10);
    assert!(morning.iter().all(|slot| slot["visit_types"] == json!([checkup])));
    assert!(afternoon.iter().all(|slot| slot.get("visit_types").is_none()));
    assert_eq!(scene.search(&format!("visit_type_id={checkup}")).await.len(), before.len());
    let (of_morning, of_afternoon) = parts(scene.search(&format!("visit_type_id={vaccination}")).await);
    assert_eq!((of_morning.len(), of_afternoon), (0, afternoon.clone()));
    // the type alone says at which clinic
    let everywhere = async |path: String| scene.api.get(path).send().await.expect(200);
    let found = everywhere(format!("/v1/slots?visit_type_id={vaccination}&limit=500")).await;
    assert_eq!(found["items"], json!(afternoon));
    let soonest = everywhere(format!("/v1/doctors/soonest?visit_type_id={vaccination}")).await;
    assert_eq!(soonest["items"][0]["slots"][0], afternoon[0]);
    let of_any = everywhere(format!("/v1/doctors/soonest?visit_type_id={checkup}")).await;
    assert_eq!(of_any["items"][0]["slots"][0], scene.search("").await[0]);
    let doctor = scene.clinic.doctor_id;
    for (path, free) in [
        (format!("/v1/slots/days?visit_type_id={vaccination}&from=2026-11-30&days=1"), 8),
        (format!("/v1/slots/days?visit_type_id={checkup}&from=2026-11-30&days=1"), 14),
        (format!("/v1/doctors/{doctor}/days?visit_type_id={vaccination}&from=2026-11-30&days=1"), 8),
        (format!("/v1/doctors/{doctor}/days?from=2026-11-30&days=1"), 14),
    ] {
        assert_eq!(everywhere(path.clone()).await["days"][0]["free"], free, "{path}");
    }
    // one of another clinic, and none at all
    let elsewhere = Clinic::open(&scene.api, "Europe/London").await;
    for query in [
        format!("/v1/slots?clinic_id={}&visit_type_id={checkup}", elsewhere.id),
        format!("/v1/slots?visit_type_id={}", Uuid::nil()),
        format!("/v1/doctors/soonest?clinic_id={}&visit_type_id={checkup}", elsewhere.id),
        format!("/v1/doctors/{}/days?visit_type_id={checkup}", elsewhere.doctor_id),
    ] {
        assert_eq!(scene.api.get(&query).send().await.fields(), ["visit_type_id"], "{query}");
    }
    let none = scene.api.get(format!("/v1/slots?doctor_id={}&visit_type_id={checkup}", elsewhere.doctor_id));
    assert_eq!(none.send().await.expect(200)["items"], json!([]));
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn hours_name_types_that_fit_and_keep_them() {
    let scene = Scene::open().await;
    let long = scene.add("Operation", json!({"minutes": 60})).await;
    let by_video = scene.add("Talk", json!({"mode": "virtual"})).await;
    let other = Clinic::open(&scene.api, "Europe/London").await;
    let foreign = scene.api.post(format!("/v1/clinics/{}/visit-types", other.id)).bearer(&other.admin);
    let foreign = id(&foreign.json(&json!({"name": "Theirs", "minutes": 10})).send().await.expect(201), "id");
    let set = |types: Value, dry: bool| {
        let mut hours = nine_to_five();
        hours["rules"][0]["visit_types"] = types;
        let path = format!("/v1/doctors/{}/availability?dry_run={dry}", scene.clinic.doctor_id);
        scene.api.post(path).bearer(&scene.clinic.admin).json(&hours).send()
    };
    for (types, field) in [
        (json!([long]), "rules[0].visit_types[0]"),
        (json!([by_video]), "rules[0].visit_types[0]"),
        (json!([foreign]), "rules[0].visit_types[0]"),
        (json!([Uuid::nil()]), "rules[0].visit_types[0]"),
        (json!(["x"]), "rules[0].visit_types[0]"),
        (json!(null), "rules[0].visit_types"),
    ] {
        for dry in [false, true] {
            assert_eq!(set(types.clone(), dry).await.fields(), [field], "{types}");
        }
    }
    let fits = scene.add("Check-up", json!({})).await;
    assert_eq!(set(json!([fits, fits]), false).await.fields(), ["rules[0].visit_types[1]"]);
    set(json!([fits]), false).await.expect(200);
    let path = format!("/v1/doctors/{}/availability", scene.clinic.doctor_id);
    assert_eq!(scene.api.get(path).send().await.expect(200)["rules"][0]["visit_types"], json!([fits]));

    // openings do the same
    let openings = format!("/v1/doctors/{}/openings", scene.clinic.doctor_id);
    let open = |types: Value| {
        let body = json!({"dates": ["2026-11-28"], "rules": [{"start": "09:00", "end": "10:00", "slot_minutes": 30,
            "visit_types": types}]});
        scene.api.post(&openings).bearer(&scene.clinic.admin).json(&body).send()
    };
    assert_eq!(open(json!([long])).await.fields(), ["rules[0].visit_types[0]"]);
    let opened = open(json!([fits])).await.expect(201);
    assert_eq!(opened["openings"][0]["visit_types"], json!([fits]));
    let found = scene
        .search(&format!("visit_type_id={fits}&from=2026-11-28T00:00:00Z&to=2026-11-29T00:00:00Z"))
        .await;
    assert_eq!(found.len(), 2);

    // hours to come keep the type from going
    let path = format!("{}/{fits}", scene.path());
    let delete = || scene.api.call(Method::DELETE, &path).bearer(&scene.clinic.admin).send();
    let refused = delete().await;
    assert_eq!(refused.refused(409), "visit-type-in-use");
    set(json!([]), false).await.expect(200);
    assert_eq!(delete().await.refused(409), "visit-type-in-use", "the opening names it");
    let opening = format!("{openings}/{}", id(&opened["openings"][0], "id"));
    scene.api.call(Method::DELETE, opening).bearer(&scene.clinic.admin).send().await.expect(200);
    delete().await.expect(204);
    // hours of the past name it, so it is kept, and not to be had
    assert_eq!(set(json!([fits]), false).await.fields(), ["rules[0].visit_types[0]"]);
    assert!(!scene.list(Some(&scene.clinic.admin)).await.contains(&"Check-up".to_owned()));
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn a_booking_is_for_what_its_slot_serves() {
    let scene = Scene::open().await;
    let (checkup, vaccination) =
        (scene.add("Check-up", json!({})).await, scene.add("Vaccination", json!({})).await);
    let talk = scene.add("Talk", json!({"mode": "virtual"})).await;
    scene.serve_in_the_morning(&[checkup]).await;
    let (morning, afternoon) = parts(scene.search("").await);

    // for one type alone, it need not be named
    assert_eq!(scene.book_as_guest(&morning[0], None).await.expect(201)["visit_type_id"], json!(checkup));
    assert_eq!(
        scene.book_as_guest(&morning[1], Some(checkup)).await.expect(201)["visit_type_id"],
        json!(checkup)
    );
    let refused = scene.book_as_guest(&morning[2], Some(vaccination)).await;
    assert_eq!(refused.refused(409), "visit-type-not-served");
    assert_eq!(
        scene.book_somebody(&morning[2], Some(vaccination)).await.refused(409),
        "visit-type-not-served"
    );
    // for all: with a type, and without; but not what is done otherwise
    let booked = scene.book_as_guest(&afternoon[0], Some(vaccination)).await.expect(201);
    assert_eq!(booked["visit_type_id"], json!(vaccination));
    assert!(scene.book_as_guest(&afternoon[1], None).await.expect(201).get("visit_type_id").is_none());
    assert_eq!(scene.book_as_guest(&afternoon[2], Some(talk)).await.refused(409), "visit-type-not-served");
    for unknown in [Uuid::nil(), scene.clinic.doctor_id] {
        assert_eq!(scene.book_as_guest(&afternoon[2], Some(unknown)).await.fields(), ["visit_type_id"]);
    }
    // for two: one has to be named
    scene.serve_in_the_morning(&[checkup, vaccination]).await;
    assert_eq!(scene.book_as_guest(&morning[2], None).await.fields(), ["visit_type_id"]);
    assert_eq!(scene.book_somebody(&morning[2], None).await.fields(), ["visit_type_id"]);
    let booked = scene.book_somebody(&morning[2], Some(vaccination)).await.expect(201);

    // a move keeps what the patient comes for
    scene.serve_in_the_morning(&[checkup]).await;
    let moved = |slot: &Value| {
        let path = format!("/v1/appointments/{}/reschedule", booked["id"].as_str().unwrap());
        scene.api.post(path).bearer(&scene.clinic.staff).json(&json!({"slot_id": slot["id"]})).send()
    };
    assert_eq!(moved(&morning[3]).await.refused(409), "visit-type-not-served");
    assert_eq!(moved(&afternoon[3]).await.expect(200)["visit_type_id"], json!(vaccination));
    // who comes for nothing in particular fits where all do
    let plain = scene.book_somebody(&afternoon[4], None).await.expect(201);
    let to = |slot: &Value| {
        let path = format!("/v1/appointments/{}/reschedule", plain["id"].as_str().unwrap());
        scene.api.post(path).bearer(&scene.clinic.staff).json(&json!({"slot_id": slot["id"]})).send()
    };
    assert_eq!(to(&morning[3]).await.refused(409), "visit-type-not-served");
    to(&afternoon[5]).await.expect(200);

    // what is freed is for the same visits as before; and shown with its name on the day and in the file
    let day = &booked["starts_at"].as_str().unwrap()[..10];
    let path = format!("/v1/clinics/{}/day?date={day}", scene.clinic.id);
    let shown = scene.api.get(path).bearer(&scene.clinic.staff).send().await.expect(200);
    let rows = shown["doctors"][0]["appointments"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["visit_type"] == "Check-up"), "{rows:?}");
    let free = shown["doctors"][0]["free"].as_array().unwrap();
    assert!(
        free.iter().any(|slot| slot["id"] == morning[2]["id"] && slot["visit_types"] == json!([checkup]))
    );
    let path = format!("/v1/clinics/{}/appointments.csv", scene.clinic.id);
    let file = scene.api.get(path).bearer(&scene.clinic.admin).send().await;
    assert!(file.status.is_success());
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn the_desks_own_visits_are_hidden_from_everybody_else() {
    let scene = Scene::open().await;
    let desk = scene.add("Blood test", json!({"booked_by": "desk"})).await;
    let open = scene.add("Check-up", json!({})).await;
    let all = scene.search("").await.len();
    scene.serve_in_the_morning(&[desk]).await;
    let hidden = |slots: &[Value]| slots.iter().all(|slot| !is_morning(slot));
    let doctor = format!("/v1/doctors/{}/slots?limit=500", scene.clinic.doctor_id);
    let days = format!("/v1/doctors/{}/days?from=2026-11-30&days=1", scene.clinic.doctor_id);
    let soonest = format!("/v1/doctors/soonest?clinic_id={}&times=3", scene.clinic.id);
    let by = |path: &str, token: Option<&str>| {
        let call = scene.api.get(path);
        if let Some(token) = token { call.bearer(token).send() } else { call.send() }
    };
    let items = |answer: Answer| answer.expect(200)["items"].as_array().unwrap().clone();
    assert!(hidden(&scene.search("").await) && hidden(&scene.search("mode=in_person").await));
    assert!(hidden(&items(by(&doctor, None).await)));
    assert!(hidden(&items(by("/v1/slots?specialization=cardiology&limit=500", None).await)));
    assert!(hidden(&items(by("/v1/slots?limit=500", None).await)));
    assert!(hidden(items(by(&soonest, None).await)[0]["slots"].as_array().unwrap()));
    assert_eq!(by(&days, None).await.expect(200)["days"][0]["free"], 8);
    let path = format!("/v1/slots?visit_type_id={desk}");
    assert_eq!(by(&path, None).await.fields(), ["visit_type_id"]);
    // the desk sees and books them
    let staff = Some(scene.clinic.staff.as_str());
    assert_eq!(items(by(&doctor, staff).await).len(), all);
    assert_eq!(by(&days, staff).await.expect(200)["days"][0]["free"], 14);
    let found = items(by(&format!("/v1/slots?visit_type_id={desk}&limit=500"), staff).await);
    let morning: Vec<Value> = found.into_iter().filter(is_morning).collect();
    assert_eq!(morning[0]["visit_types"], json!([desk]));
    for named in [None, Some(desk)] {
        let refused = scene.book_as_guest(&morning[0], named).await;
        match named {
            None => assert_eq!(refused.refused(409), "visit-type-not-served"),
            Some(_) => assert_eq!(refused.fields(), ["visit_type_id"]),
        }
        let hold = json!({"slot_id": morning[0]["id"], "visit_type_id": named});
        let refused = scene.api.post("/v1/holds").json(&hold).send().await;
        match named {
            None => assert_eq!(refused.refused(409), "visit-type-not-served"),
            Some(_) => assert_eq!(refused.fields(), ["visit_type_id"]),
        }
    }
    scene.book_somebody(&morning[0], None).await.expect(201);
    // a type that everybody may book shows the slot, and nobody is told of the other one
    scene.serve_in_the_morning(&[desk, open]).await;
    let (shown, _) = parts(scene.search("").await);
    assert!(!shown.is_empty() && shown.iter().all(|slot| slot["visit_types"] == json!([open])));
    // answers that are kept do not outlive a change of who may book
    scene.change(open, &json!({"booked_by": "desk"})).await.expect(200);
    assert!(hidden(&items(by(&doctor, None).await)));
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn known_patients_have_been_here_before() {
    let scene = Scene::open().await;
    let follow_up = scene.add("Follow-up", json!({"booked_by": "known_patients"})).await;
    let slots = scene.search("").await;
    assert_eq!(scene.book_as_guest(&slots[0], Some(follow_up)).await.refused(403), "known-patients-only");
    let account = scene.api.new_id();
    let record = scene.clinic.add_patient(&scene.api, Some(account)).await;
    let patient = scene.api.patient(account);
    let own = json!({"patient_id": record});
    let book = async |token: String, slot: &Value, visit| scene.book(&token, slot, visit, own.clone()).await;
    assert_eq!(book(patient.clone(), &slots[0], Some(follow_up)).await.refused(403), "known-patients-only");
    let first = book(patient.clone(), &slots[0], None).await.expect(201);
    assert_eq!(book(patient.clone(), &slots[2], Some(follow_up)).await.refused(403), "known-patients-only");
    let held = scene
        .api
        .post("/v1/holds")
        .bearer(&patient)
        .json(&json!({"slot_id": slots[2]["id"], "visit_type_id": follow_up}));
    let held = held.send().await.expect(201);
    assert_eq!(held["slot"]["visit_type_id"], json!(follow_up));
    let confirm = |token: &str| {
        let path = format!("/v1/holds/{}/confirm", held["id"].as_str().unwrap());
        let call =
            scene.api.post(path).bearer(token).header("hold-token", held["hold_token"].as_str().unwrap());
        call.json(&own).send()
    };
    assert_eq!(confirm(&patient).await.refused(403), "known-patients-only");
    scene.let_go(&held).await;
    // the desk knows whom it books
    scene.book_somebody(&slots[4], Some(follow_up)).await.expect(201);
    let starts_at: jiff::Timestamp = first["starts_at"].as_str().unwrap().parse().unwrap();
    scene.api.clock.advance(starts_at.duration_since(scene.api.now()) + SignedDuration::from_mins(1));
    let patient = scene.api.patient(account);
    let later = scene.search("").await.pop().unwrap();
    let again = book(patient, &later, Some(follow_up)).await.expect(201);
    assert_eq!(again["visit_type_id"], json!(follow_up));
    // who did not come has not been here
    let missed = format!("/v1/appointments/{}/no-show", first["id"].as_str().unwrap());
    let clinic = scene.clinic.with_new_tokens(&scene.api);
    scene.api.post(missed).bearer(&clinic.staff).send().await.expect(200);
    let cancel = format!("/v1/appointments/{}/cancel", again["id"].as_str().unwrap());
    scene.api.post(cancel).bearer(&clinic.staff).send().await.expect(200);
    let refused = book(scene.api.patient(account), &later, Some(follow_up)).await;
    assert_eq!(refused.refused(403), "known-patients-only");
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn notice_holds_and_cancellation_differ_by_type() {
    let scene = Scene::open().await;
    let settings = format!("/v1/clinics/{}/settings", scene.clinic.id);
    let rules = json!({"min_notice_minutes": 60, "hold_minutes": 10, "cancel_notice_minutes": 0});
    scene.api.call(Method::PATCH, settings).bearer(&scene.clinic.admin).json(&rules).send().await.expect(200);
    let besides = json!({"min_notice_minutes": 10_080, "hold_minutes": 3, "cancel_notice_minutes": 20_160});
    let strict = scene.add("Operation", besides).await;
    let lax = scene.add("Emergency", json!({"min_notice_minutes": 0})).await;
    let now = scene.api.now();
    let starts =
        |slots: &[Value]| -> jiff::Timestamp { slots[0]["starts_at"].as_str().unwrap().parse().unwrap() };
    let found = scene.search(&format!("visit_type_id={strict}")).await;
    assert!(starts(&found) >= now + SignedDuration::from_hours(24 * 7));
    let all = scene.search("").await;
    let soon = &all[0];
    assert!(starts(&all) < now + SignedDuration::from_hours(24 * 7));
    assert_eq!(scene.book_as_guest(soon, Some(strict)).await.refused(422), "slot-within-notice");
    let hold = |slot: &Value, visit: Uuid| {
        scene.api.post("/v1/holds").json(&json!({"slot_id": slot["id"], "visit_type_id": visit})).send()
    };
    assert_eq!(hold(soon, strict).await.refused(422), "slot-within-notice");
    let held = hold(&found[0], strict).await.expect(201);
    let until: jiff::Timestamp = held["held_until"].as_str().unwrap().parse().unwrap();
    assert_eq!(until, now + SignedDuration::from_mins(3));
    let pending =
        json!({"slot_id": found[1]["id"], "visit_type_id": strict, "hold": true, "patient": {"name": "Ada"}});
    let pending = scene.api.post("/v1/bookings").json(&pending).send().await.expect(201);
    let until: jiff::Timestamp = pending["held_until"].as_str().unwrap().parse().unwrap();
    assert_eq!(until, now + SignedDuration::from_mins(3));
    let booked = scene.book_as_guest(&found[2], Some(strict)).await.expect(201);
    let cancel = |booked: &Value| {
        let path = format!("/v1/appointments/{}/cancel", booked["id"].as_str().unwrap());
        scene.api.post(path).bearer(booked["manage_token"].as_str().unwrap()).send()
    };
    assert_eq!(cancel(&booked).await.refused(409), "too-late-to-change");
    let plain = scene.book_as_guest(&found[3], None).await.expect(201);
    cancel(&plain).await.expect(200);
    scene.let_go(&held).await;
    cancel(&pending).await.expect(200);
    // where the type asks for less than the clinic
    scene.api.clock.advance(starts(&all).duration_since(now) - SignedDuration::from_mins(30));
    assert_eq!(scene.book_as_guest(soon, None).await.refused(422), "slot-within-notice");
    assert_eq!(scene.search(&format!("visit_type_id={lax}")).await[0]["id"], soon["id"]);
    let booked = scene.book_as_guest(soon, Some(lax)).await.expect(201);
    // a move keeps to the notice of its type
    let near = scene.search(&format!("visit_type_id={lax}")).await[0].clone();
    let path = format!("/v1/appointments/{}/reschedule", booked["id"].as_str().unwrap());
    let call = scene.api.post(path).bearer(booked["manage_token"].as_str().unwrap());
    call.json(&json!({"slot_id": near["id"]})).send().await.expect(200);
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn why_names_the_type() {
    let scene = Scene::open().await;
    let (checkup, desk) =
        (scene.add("Check-up", json!({})).await, scene.add("Blood test", json!({"booked_by": "desk"})).await);
    let late = scene.add("Operation", json!({"min_notice_minutes": 43_200})).await;
    scene.serve_in_the_morning(&[checkup]).await;
    let why = |at: &str, visit: Option<Uuid>| {
        let visit = visit.map(|visit| format!("&visit_type_id={visit}")).unwrap_or_default();
        let path = format!("/v1/doctors/{}/why?at={at}{visit}", scene.clinic.doctor_id);
        scene.api.get(path).bearer(&scene.clinic.staff).send()
    };
    let codes = |answer: Answer| -> Vec<String> {
        let answer = answer.expect(200);
        let codes: Vec<String> = answer["reasons"]
            .as_array()
            .unwrap()
            .iter()
            .map(|of| of["code"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(answer["offered"], codes.is_empty(), "{answer}");
        codes
    };
    let (nine, one) = ("2026-11-30T09:05:00Z", "2026-11-30T13:05:00Z");
    let none: [&str; 0] = [];
    assert_eq!(codes(why(nine, None).await), none);
    assert_eq!(codes(why(nine, Some(checkup)).await), none);
    assert_eq!(codes(why(one, Some(checkup)).await), none);
    assert_eq!(codes(why(nine, Some(late)).await), ["notice", "visit_type"]);
    assert_eq!(codes(why(one, Some(late)).await), ["notice"]);
    assert_eq!(codes(why(one, Some(desk)).await), ["visit_type"]);
    scene.serve_in_the_morning(&[desk]).await;
    assert_eq!(codes(why(nine, None).await), ["visit_type"]);
    assert_eq!(why(nine, Some(Uuid::nil())).await.fields(), ["visit_type_id"]);
}

#[tokio::test]
async fn what_a_booking_stood_in_the_way_of_is_for_its_own_visits() {
    let scene = Scene::open().await;
    let checkup = scene.add("Check-up", json!({})).await;
    let booked = scene.clinic.book(&scene.api, id(&scene.search("").await[0], "id")).await;
    // slots of forty minutes, the first of which the booking overlaps
    let mut hours = nine_to_five();
    hours["rules"][0]["slot_minutes"] = json!(40);
    hours["rules"][0]["visit_types"] = json!([checkup]);
    scene.clinic.set_hours(&scene.api, &hours).await;
    let begins = booked["starts_at"].clone();
    let at = |slots: Vec<Value>| slots.into_iter().find(|slot| slot["starts_at"] == begins);
    assert!(at(scene.search("").await).is_none());
    let cancel = format!("/v1/appointments/{}/cancel", booked["id"].as_str().unwrap());
    scene.api.post(cancel).bearer(&scene.clinic.staff).send().await.expect(200);
    assert_eq!(at(scene.search("").await).unwrap()["visit_types"], json!([checkup]));
    let desk = scene.api.at_clinic(Role::Staff, scene.clinic.id, None);
    let generated = format!("/v1/clinics/{}/slots/generate", scene.clinic.id);
    scene.api.post(generated).bearer(&desk).send().await.expect(200);
    scene.api.clock.advance(SignedDuration::from_hours(24));
    let desk = scene.api.at_clinic(Role::Staff, scene.clinic.id, None);
    let generated = format!("/v1/clinics/{}/slots/generate", scene.clinic.id);
    scene.api.post(generated).bearer(&desk).send().await.expect(200);
    assert!(scene.search("").await.iter().all(|slot| slot["visit_types"] == json!([checkup])));
    scene.api.assert_sound().await;
}
