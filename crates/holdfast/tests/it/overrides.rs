//! `override` in bookings, holds, moves and cancellations: the desk goes past rules of its clinic, with a reason that is kept.

use axum::http::Method;
use holdfast_domain::overrule::Overruled;
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Answer, Api, Call, Clinic};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

const WHY: &str = "The canary walked in bleeding";

/// A clinic with a notice of a week, one appointment to come for each patient, and mornings for check-ups and vaccinations.
struct Scene {
    api: Api,
    clinic: Clinic,
    checkup: Uuid,
    follow_up: Uuid,
    talk: Uuid,
    /// Within the notice; mornings; and afternoons, which are for all.
    near: Vec<Value>,
    morning: Vec<Value>,
    free: Vec<Value>,
}

impl Scene {
    async fn open() -> Self {
        let api = Api::start().await;
        let of_clinic = json!({"name": "Clinic", "time_zone": "UTC", "min_notice_minutes": 10_080, "max_upcoming": 1,
            "hold_minutes": 10});
        let clinic = Clinic::with(&api, of_clinic, "cardiology").await;
        let add = async |body: Value| {
            let path = format!("/v1/clinics/{}/visit-types", clinic.id);
            id(&api.post(path).bearer(&clinic.admin).json(&body).send().await.expect(201), "id")
        };
        let checkup = add(json!({"name": "Check-up", "minutes": 30})).await;
        let vaccination = add(json!({"name": "Vaccination", "minutes": 30})).await;
        let follow_up = add(json!({"name": "Follow-up", "minutes": 30, "booked_by": "known_patients"})).await;
        let talk = add(json!({"name": "Talk", "minutes": 30, "mode": "virtual"})).await;
        let mut hours = nine_to_five();
        let rule = hours["rules"][0].clone();
        hours["rules"] = json!([rule, rule]);
        hours["rules"][0]["end"] = json!("12:00");
        hours["rules"][0]["visit_types"] = json!([checkup, vaccination]);
        hours["rules"][1]["start"] = json!("13:00");
        clinic.set_hours(&api, &hours).await;
        let all = async |query: &str| {
            let path = format!("/v1/clinics/{}/day?{query}", clinic.id);
            let day = api.get(path).bearer(&clinic.staff).send().await.expect(200);
            day["doctors"][0]["free"].as_array().unwrap().clone()
        };
        let is_morning = |slot: &Value| slot["starts_at"].as_str().unwrap()[11..13] < *"12";
        let near = all("date=2026-11-24").await.into_iter().filter(|slot| !is_morning(slot)).collect();
        let (mut morning, mut free) = (Vec::new(), Vec::new());
        for day in ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"] {
            let (first, rest): (Vec<_>, Vec<_>) =
                all(&format!("date={day}")).await.into_iter().partition(is_morning);
            morning.extend(first);
            free.extend(rest);
        }
        Self { api, clinic, checkup, follow_up, talk, near, morning, free }
    }

    /// An account with a record at the clinic.
    async fn somebody(&self) -> (String, Uuid) {
        let account = self.api.new_id();
        let record = self.clinic.add_patient(&self.api, Some(account)).await;
        (self.api.patient(account), record)
    }

    async fn book(&self, token: Option<&str>, body: &Value) -> Answer {
        let call = self.api.post("/v1/bookings").json(body);
        if let Some(token) = token { call.bearer(token).send().await } else { call.send().await }
    }

    async fn set_horizon(&self, days: Value) {
        let path = format!("/v1/clinics/{}/settings", self.clinic.id);
        let body = json!({ "horizon_days": days });
        self.api.call(Method::PATCH, path).bearer(&self.clinic.admin).json(&body).send().await.expect(200);
    }

    fn step(&self, of: &Value, step: &str) -> Call<'_> {
        self.api.post(format!("/v1/appointments/{}/{step}", id(of, "id"))).bearer(&self.clinic.staff)
    }

    async fn cancel(&self, of: &Value) {
        self.step(of, "cancel").send().await.expect(200);
    }

    async fn shown_to(&self, token: &str, of: &Value) -> Value {
        let path = format!("/v1/appointments/{}", id(of, "id"));
        self.api.get(path).bearer(token).send().await.expect(200)
    }

    async fn count(&self, sql: &str) -> i64 {
        self.api.database.client().await.query_one(sql, &[]).await.unwrap().get(0)
    }

    /// The rules that the audit log says were overruled, sorted.
    async fn audited(&self) -> Vec<String> {
        let path = format!("/v1/clinics/{}/audit?limit=500", self.clinic.id);
        let log = self.api.get(path).bearer(&self.clinic.admin).send().await.expect(200);
        assert!(!log.to_string().contains("canary"), "{log}");
        let rows = log["items"].as_array().unwrap();
        let codes = rows.iter().filter_map(|row| row["subtype"][0]["code"].as_str());
        let mut rules: Vec<String> =
            codes.filter_map(|code| code.strip_prefix("override.")).map(str::to_owned).collect();
        rules.sort_unstable();
        rules
    }
}

fn with(body: &Value, more: Value) -> Value {
    let mut body = body.clone();
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

fn because() -> Value {
    json!({"override": {"reason": WHY}})
}

/// The rules of the last override that an appointment shows.
fn rules(of: &Value) -> Vec<&str> {
    let Some(last) = of["overrides"].as_array().and_then(|all| all.last()) else { return Vec::new() };
    assert_eq!(last["reason"], WHY, "{last}");
    last["rules"].as_array().unwrap().iter().map(|rule| rule.as_str().unwrap()).collect()
}

/// Every rule of a booking, with and without a reason, by everybody.
#[tokio::test]
async fn each_rule_is_gone_past_by_the_desk_alone() {
    let scene = Scene::open().await;
    let admins = [scene.clinic.admin.clone(), scene.api.platform_admin()];
    let mut went_past = Vec::new();
    let slots = |of: &[Value], nth: usize| json!({"slot_id": of[nth]["id"], "clinic_id": scene.clinic.id});
    for (nth, rule) in Overruled::OF_BOOKINGS.into_iter().enumerate() {
        let (patient, record) = scene.somebody().await;
        let (body, status, code) = match rule {
            Overruled::Notice => (slots(&scene.near, nth), 422, "slot-within-notice"),
            Overruled::Horizon => {
                scene.set_horizon(json!(5)).await;
                (slots(&scene.free, nth), 422, "slot-beyond-horizon")
            }
            Overruled::Upcoming => {
                let first = with(&slots(&scene.free, 20), json!({"patient_id": record}));
                scene.book(Some(&patient), &first).await.expect(201);
                (slots(&scene.free, nth), 409, "too-many-upcoming")
            }
            Overruled::VisitType => {
                let body = with(&slots(&scene.morning, nth), json!({"visit_type_id": scene.talk}));
                (body, 409, "visit-type-not-served")
            }
            Overruled::KnownPatients => {
                let body = with(&slots(&scene.free, nth), json!({"visit_type_id": scene.follow_up}));
                (body, 403, "known-patients-only")
            }
            Overruled::CancelNotice => unreachable!("it is none of a booking"),
        };
        let own = with(&body, json!({"patient_id": record}));
        let as_guest = with(&body, json!({"patient": {"name": "Ada Lovelace"}}));
        assert_eq!(scene.book(Some(&patient), &own).await.refused(status), code, "{rule:?}");
        for (who, token, body) in [
            ("a guest", None, &as_guest),
            ("the patient", Some(&patient), &own),
            ("the doctor", Some(&scene.clinic.doctor), &own),
        ] {
            let refused = scene.book(token.map(String::as_str), &with(body, because())).await;
            assert_eq!(refused.refused(403), "forbidden", "{rule:?} by {who}");
            assert_eq!(refused.fields(), ["override"], "{rule:?} by {who}");
        }
        for desk in [&scene.clinic.staff].into_iter().chain(&admins) {
            let without = scene.book(Some(desk), &own).await;
            if rule == Overruled::VisitType {
                assert_eq!(without.refused(status), code, "it binds the desk");
            } else {
                let booked = without.expect(201);
                assert!(booked.get("overrides").is_none(), "{booked}");
                scene.cancel(&booked).await;
            }
            let booked = scene.book(Some(desk), &with(&own, because())).await.expect(201);
            assert_eq!(rules(&booked), [rule.as_str()]);
            went_past.push(rule.as_str());
            // shown to the team, and to nobody else
            for token in [&scene.clinic.staff, &scene.clinic.doctor] {
                assert_eq!(scene.shown_to(token, &booked).await["overrides"], booked["overrides"]);
            }
            assert!(scene.shown_to(&patient, &booked).await.get("overrides").is_none());
            let list = scene.api.get("/v1/appointments").bearer(&patient).send().await.expect(200);
            assert!(!list.to_string().contains("overrides"), "{list}");
            scene.cancel(&booked).await;
        }
        if rule == Overruled::Horizon {
            scene.set_horizon(Value::Null).await;
        }
    }
    went_past.sort_unstable();
    assert_eq!(scene.audited().await, went_past);
    assert_eq!(scene.count("SELECT count(*) FROM overrides").await, 15);
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn a_booking_keeps_all_rules_that_it_went_past_and_none_that_did_not_stand_in_its_way() {
    let scene = Scene::open().await;
    let (_, record) = scene.somebody().await;
    let desk = Some(scene.clinic.staff.as_str());
    let at = |slot: &Value| json!({"slot_id": slot["id"], "patient_id": record});
    let plain = scene.book(desk, &with(&at(&scene.free[0]), because())).await.expect(201);
    assert!(plain.get("overrides").is_none() && scene.audited().await.is_empty());
    // a retry hears the same
    let body = with(
        &at(&scene.near[0]),
        json!({"visit_type_id": scene.talk, "override": {"reason": format!(" {WHY}\n")}}),
    );
    let keyed = || {
        let call = scene.api.post("/v1/bookings").bearer(&scene.clinic.staff).header("idempotency-key", "k");
        call.json(&body).send()
    };
    let booked = keyed().await;
    assert_eq!(booked.body, keyed().await.body);
    let booked = booked.expect(201);
    assert_eq!(rules(&booked), ["notice", "visit_type", "upcoming"]);
    assert_eq!(booked["overrides"][0]["by"]["role"], "staff");
    assert_eq!(scene.count("SELECT count(*) FROM overrides").await, 1);
    // no type named where there are two: none in particular
    let unnamed = with(&at(&scene.morning[0]), because());
    let unnamed = scene.book(desk, &unnamed).await.expect(201);
    assert_eq!(rules(&unnamed), ["visit_type", "upcoming"]);
    assert!(unnamed.get("visit_type_id").is_none());
    // a guest's address counts as it does for the guest
    let guest = json!({"patient": {"name": "Grace", "email": "grace@example.org"}});
    let book = async |slot: &Value| {
        scene
            .book(desk, &with(&with(&json!({"slot_id": slot["id"]}), guest.clone()), because()))
            .await
            .expect(201)
    };
    assert!(rules(&book(&scene.free[1]).await).is_empty());
    let second = book(&scene.free[2]).await;
    assert_eq!(rules(&second), ["upcoming"]);
    let of_record = json!({"slot_id": scene.free[3]["id"], "patient_id": second["patient_id"]});
    let third = scene.book(desk, &with(&of_record, because())).await.expect(201);
    assert_eq!(rules(&third), ["upcoming"]);

    // on the day, and in the list
    let path = format!("/v1/clinics/{}/day?date=2026-11-24", scene.clinic.id);
    let day = scene.api.get(path).bearer(&scene.clinic.staff).send().await.expect(200);
    assert_eq!(day["doctors"][0]["appointments"][0]["overrides"], booked["overrides"]);
    let path = format!("/v1/appointments?clinic_id={}", scene.clinic.id);
    let list = scene.api.get(path).bearer(&scene.clinic.staff).send().await.expect(200);
    let shown = list["items"].as_array().unwrap().iter().filter(|of| of.get("overrides").is_some()).count();
    assert_eq!(shown, 4);
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn holds_moves_and_cancellations_go_past_rules_too() {
    let scene = Scene::open().await;
    let settings = format!("/v1/clinics/{}/settings", scene.clinic.id);
    let notice = json!({"cancel_notice_minutes": 4320});
    scene
        .api
        .call(Method::PATCH, settings)
        .bearer(&scene.clinic.admin)
        .json(&notice)
        .send()
        .await
        .expect(200);
    let hold = async |slot: &Value, more: Value| {
        let body = with(&json!({"slot_id": slot["id"]}), more);
        scene.api.post("/v1/holds").bearer(&scene.clinic.staff).json(&body).send().await
    };
    // a hold, and its confirmation, each with its own rules
    let talk = json!({"visit_type_id": scene.talk});
    assert_eq!(hold(&scene.near[0], talk.clone()).await.refused(409), "visit-type-not-served");
    let held = hold(&scene.near[0], with(&talk, because())).await.expect(201);
    let confirm = |held: &Value, more: Value| {
        let path = format!("/v1/holds/{}/confirm", id(held, "id"));
        let token = held["hold_token"].as_str().unwrap().to_owned();
        scene.api.post(path).bearer(&scene.clinic.staff).header("hold-token", token).json(&more).send()
    };
    let (_, record) = scene.somebody().await;
    let own = json!({"patient_id": record});
    let confirmed = confirm(&held, with(&own, because())).await.expect(201);
    assert_eq!(confirmed["overrides"].as_array().unwrap().len(), 1, "nothing to go past: {confirmed}");
    assert_eq!(rules(&confirmed), ["visit_type", "notice"]);
    let held = hold(&scene.free[0], json!({"visit_type_id": scene.follow_up})).await.expect(201);
    let confirmed = confirm(&held, with(&own, because())).await.expect(201);
    assert_eq!(rules(&confirmed), ["upcoming", "known_patients"]);
    // one that has expired is booked, and goes past the same
    let held = hold(&scene.free[1], json!({"visit_type_id": scene.follow_up})).await.expect(201);
    scene.api.clock.advance(SignedDuration::from_mins(11));
    let late = confirm(&held, with(&own, because())).await.expect(201);
    assert_eq!(rules(&late), ["known_patients", "upcoming"]);

    // a move goes past the time limit, the notice and what the slot is for
    let to = |of: &Value, slot: &Value, more: Value| {
        scene.step(of, "reschedule").json(&with(&json!({"slot_id": slot["id"]}), more)).send()
    };
    assert_eq!(to(&late, &scene.morning[0], json!({})).await.refused(409), "visit-type-not-served");
    let moved = to(&late, &scene.morning[0], because()).await.expect(200);
    assert_eq!(rules(&moved), ["visit_type"]);
    let moved = to(&late, &scene.near[1], because()).await.expect(200);
    assert_eq!(rules(&moved), ["notice"]);
    let moved = to(&late, &scene.free[2], because()).await.expect(200);
    assert_eq!(rules(&moved), ["cancel_notice"]);
    assert_eq!(moved["overrides"].as_array().unwrap().len(), 4);
    // without a reason the desk goes as it always went, and what was kept is shown
    let moved = to(&late, &scene.near[1], json!({})).await.expect(200);
    assert_eq!(moved["overrides"].as_array().unwrap().len(), 4);
    let why = json!({"reason": "No longer needed"});
    let cancelled = scene.step(&moved, "cancel").json(&with(&why, because())).send().await.expect(200);
    assert_eq!(rules(&cancelled), ["cancel_notice"]);
    assert_eq!(cancelled["cancel_reason"], "No longer needed");
    // not late, so nothing was overruled
    let early = scene.step(&confirmed, "cancel").json(&because()).send().await.expect(200);
    assert_eq!(early["overrides"], confirmed["overrides"]);
    let audited = scene.audited().await;
    let count = |rule: &str| audited.iter().filter(|of| *of == rule).count();
    assert_eq!(
        ["notice", "visit_type", "upcoming", "known_patients", "cancel_notice"].map(count),
        [2, 2, 2, 2, 2],
        "{audited:?}"
    );
    // nobody else: neither for a hold, nor for what is theirs
    let (patient, record) = scene.somebody().await;
    let of_patient = json!({"slot_id": scene.free[4]["id"], "patient_id": record});
    let own = scene.book(Some(&patient), &of_patient).await.expect(201);
    let body = json!({"slot_id": scene.free[5]["id"]});
    for (path, body) in [
        ("/v1/holds".to_owned(), body.clone()),
        (format!("/v1/appointments/{}/reschedule", id(&own, "id")), body),
        (format!("/v1/appointments/{}/cancel", id(&own, "id")), json!({})),
    ] {
        for token in [&patient, &scene.clinic.doctor] {
            let refused = scene.api.post(&path).bearer(token).json(&with(&body, because())).send().await;
            assert_eq!(
                (refused.refused(403), refused.fields()),
                ("forbidden".into(), vec!["override".into()]),
                "{path}"
            );
        }
    }
    scene.api.assert_sound().await;
}

/// What is nobody's policy: the same with a reason as without one.
#[tokio::test]
async fn nothing_is_given_away_twice_for_any_reason() {
    let scene = Scene::open().await;
    let desk = Some(scene.clinic.staff.as_str());
    let (_, record) = scene.somebody().await;
    let colleague = Clinic::add_doctor(&scene.api, scene.clinic.id, "cardiology").await;
    let path = format!("/v1/doctors/{colleague}/availability");
    scene.api.post(path).bearer(&scene.clinic.admin).json(&nine_to_five()).send().await.expect(200);
    let day = format!("/v1/clinics/{}/day?date=2026-12-01&doctors={colleague}", scene.clinic.id);
    let day = scene.api.get(day).bearer(&scene.clinic.staff).send().await.expect(200);
    let theirs = day["doctors"][0]["free"].as_array().unwrap();
    let at =
        |slot: &Value| json!({"slot_id": slot["id"], "clinic_id": scene.clinic.id, "patient_id": record});
    let booked = scene.book(desk, &at(&scene.free[0])).await.expect(201);
    let same_time = theirs.iter().find(|slot| slot["starts_at"] == scene.free[0]["starts_at"]).unwrap();
    // merged, erased
    let records = format!("/v1/clinics/{}/patients", scene.clinic.id);
    let (merged, erased) =
        (scene.clinic.add_patient(&scene.api, None).await, scene.clinic.add_patient(&scene.api, None).await);
    let merge = scene.api.post(format!("{records}/{merged}/merge")).bearer(&scene.clinic.staff);
    merge.json(&json!({"into": record})).send().await.expect(200);
    let erase = scene.api.call(Method::DELETE, format!("{records}/{erased}")).bearer(&scene.clinic.admin);
    erase.send().await.expect(204);
    // time off takes its slots away
    let away = json!({"starts_at": scene.free[7]["starts_at"], "ends_at": scene.free[7]["ends_at"]});
    let path = format!("/v1/doctors/{}/time-off", scene.clinic.doctor_id);
    scene.api.post(path).bearer(&scene.clinic.staff).json(&away).send().await.expect(201);
    let other = Clinic::open(&scene.api, "UTC").await;
    let foreign = other.free_slots(&scene.api).await[0].clone();
    let kept = scene.count("SELECT count(*) FROM overrides").await;
    let slot = &scene.free[1];
    let who = |who: Uuid| with(&at(slot), json!({"patient_id": who}));
    for (what, body, status, code) in [
        ("taken", at(&scene.free[0]), 409, "slot-taken"),
        ("in two places", at(same_time), 409, "patient-busy"),
        ("a merged record", who(merged), 409, "patient-merged"),
        ("an erased record", who(erased), 422, "invalid-request"),
        ("another mode", with(&at(slot), json!({"mode": "virtual"})), 422, "mode-not-offered"),
        ("another version", with(&at(slot), json!({"expected_version": 9})), 409, "slot-changed"),
        ("no type", with(&at(slot), json!({"visit_type_id": Uuid::nil()})), 422, "invalid-request"),
        ("away", at(&scene.free[7]), 404, "not-found"),
        ("another clinic's", json!({"slot_id": foreign["id"], "patient_id": record}), 404, "not-found"),
    ] {
        for body in [body.clone(), with(&body, because())] {
            assert_eq!(scene.book(desk, &body).await.refused(status), code, "{what}: {body}");
        }
    }
    let move_to = |slot: &Value, token: &str| {
        let path = format!("/v1/appointments/{}/reschedule", id(&booked, "id"));
        scene.api.post(path).bearer(token).json(&with(&json!({"slot_id": slot["id"]}), because())).send()
    };
    let taken = scene.clinic.book(&scene.api, id(&scene.free[2], "id")).await;
    assert_eq!(move_to(&scene.free[2], &scene.clinic.staff).await.refused(409), "slot-taken");
    assert_eq!(move_to(&foreign, &scene.clinic.staff).await.refused(404), "not-found");
    assert_eq!(move_to(slot, &other.staff).await.refused(404), "not-found");
    let hold = json!({"slot_id": taken["slot_id"], "override": {"reason": WHY}});
    let held = scene.api.post("/v1/holds").bearer(&scene.clinic.staff).json(&hold).send().await;
    assert_eq!(held.refused(409), "slot-taken");
    let theirs =
        scene.api.post(format!("/v1/appointments/{}/cancel", id(&booked, "id"))).bearer(&other.staff);
    assert_eq!(theirs.json(&because()).send().await.refused(404), "not-found");
    // over
    let ends_at: Timestamp = scene.free[1]["ends_at"].as_str().unwrap().parse().unwrap();
    scene.api.clock.advance(ends_at.duration_since(scene.api.now()));
    let clinic = scene.clinic.with_new_tokens(&scene.api);
    for body in [at(slot), with(&at(slot), because())] {
        assert_eq!(scene.book(Some(&clinic.staff), &body).await.refused(422), "slot-in-past");
    }
    assert_eq!(scene.count("SELECT count(*) FROM overrides").await, kept);
    scene.api.assert_sound().await;
}

#[tokio::test]
async fn the_reason_is_sealed_and_goes_with_the_patient() {
    let scene = Scene::open().await;
    let (_, record) = scene.somebody().await;
    let body = json!({"slot_id": scene.near[0]["id"], "patient_id": record, "visit_type_id": scene.checkup});
    let send = || {
        let call = scene.api.post("/v1/bookings").bearer(&scene.clinic.staff).header("idempotency-key", "k");
        call.json(&with(&body, because())).send()
    };
    let booked = send().await.expect(201);
    let client = scene.api.database.client().await;
    let kept: Vec<u8> = client.query_one("SELECT reason FROM overrides", &[]).await.unwrap().get(0);
    assert!(kept.len() > WHY.len() && !kept.windows(6).any(|part| part == b"canary"));
    let path = format!("/v1/clinics/{}/patients/{record}", scene.clinic.id);
    let export = || scene.api.get(format!("{path}/export")).bearer(&scene.clinic.staff).send();
    assert_eq!(export().await.expect(200)["appointments"][0]["override_reasons"], json!([WHY]));
    scene.cancel(&booked).await;
    let erase = scene.api.call(Method::DELETE, &path).bearer(&scene.clinic.admin);
    erase.send().await.expect(204);
    assert_eq!(scene.count("SELECT count(*) FROM overrides WHERE reason <> ''").await, 0);
    assert!(!export().await.expect(200).to_string().contains("canary"));
    // that a rule was overruled is known yet, and why is not; to a retry too
    for shown in [scene.shown_to(&scene.clinic.staff, &booked).await, send().await.expect(201)] {
        let rule = &shown["overrides"][0];
        assert_eq!((&rule["rules"], &rule["reason"]), (&json!(["notice"]), &json!("")), "{shown}");
    }
    scene.api.assert_sound().await;
}
