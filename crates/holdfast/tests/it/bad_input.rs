//! Bad input: refused with the right problem that names the field, and nothing is changed by it. Each table ends
//! with the same request without the fault, which is accepted: so it was the fault that was refused.

mod requests;

use std::collections::BTreeMap;

use axum::http::Method;
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Api, Call, Clinic};
use serde_json::{Value, json};
use uuid::Uuid;

/// A clinic with a booking, and how many rows each table had then.
struct Scene {
    api: Api,
    clinic: Clinic,
    appointment: Value,
    slots: Vec<Value>,
    platform: String,
    rows: BTreeMap<String, i64>,
}

impl Scene {
    async fn open() -> Self {
        let api = Api::start().await;
        let clinic = Clinic::open(&api, "Europe/London").await;
        let appointment = clinic.book(&api, clinic.free_slot_ids(&api).await[0]).await;
        let slots = clinic.free_slots(&api).await;
        let platform = api.platform_admin();
        let rows = rows(&api).await;
        Self { api, clinic, appointment, slots, platform, rows }
    }

    fn post(&self, path: &str, body: &Value) -> Call<'_> {
        self.api.post(path).bearer(&self.platform).json(body)
    }

    /// The call gets this problem, which names this field (none if empty) and does not repeat what was sent.
    async fn refuse(&self, call: Call<'_>, status: u16, code: &str, field: &str, what: &str) {
        let answer = call.send().await;
        assert_eq!(answer.status, status, "{what}: {}", answer.body);
        assert_eq!(answer.refused(status), code, "{what}: {}", answer.body);
        assert_eq!(answer.body["type"], format!("urn:holdfast:problem:{code}"), "{what}");
        let fields = answer.fields();
        assert!(
            fields.iter().any(|f| f == field) || (field.is_empty() && fields.is_empty()),
            "{what}: {fields:?}"
        );
        assert!(answer.bytes.len() < 8_000, "{what}: {} bytes", answer.bytes.len());
        assert_eq!(rows(&self.api).await, self.rows, "{what} changed something");
    }

    /// Each of the bodies is refused for its field; `good` is not.
    async fn refuse_bodies(&self, path: &str, good: &Value, bad: Vec<(&str, Value)>) {
        for (field, body) in bad {
            let what = format!("{path} {}", body.to_string().chars().take(200).collect::<String>());
            self.refuse(self.post(path, &body), 422, "invalid-request", field, &what).await;
        }
        let answer = self.post(path, good).send().await;
        assert!(answer.status.is_success(), "{path}: {}", answer.body);
    }
}

/// How many rows each table has.
async fn rows(api: &Api) -> BTreeMap<String, i64> {
    let client = api.database.client().await;
    let statement = "SELECT format('SELECT %L AS t, count(*) AS n FROM %I', tablename, tablename)
        FROM pg_tables WHERE schemaname = 'public'";
    let counts: Vec<String> =
        client.query(statement, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    let rows = client.query(&counts.join(" UNION ALL "), &[]).await.unwrap();
    rows.iter().map(|row| (row.get("t"), row.get("n"))).collect()
}

/// The object with this field set, or without it when the value is null.
fn with(good: &Value, field: &str, value: impl Into<Value>) -> Value {
    let (mut body, value) = (good.clone(), value.into());
    let fields = body.as_object_mut().unwrap();
    if value.is_null() {
        fields.remove(field)
    } else {
        fields.insert(field.to_owned(), value)
    };
    body
}

#[tokio::test]
async fn clinics() {
    let scene = Scene::open().await;
    let good = json!({"name": "New", "time_zone": "Asia/Kathmandu", "hold_minutes": 5});
    let bad = vec![
        ("role", with(&good, "role", "platform_admin")),
        ("id", with(&good, "id", scene.clinic.id.to_string())),
        ("name", with(&good, "name", Value::Null)),
        ("name", with(&good, "name", 5)),
        ("name", with(&good, "name", vec!["New"])),
        ("name", with(&good, "name", "")),
        ("name", with(&good, "name", " \u{3000} ")),
        ("name", with(&good, "name", "x".repeat(201))),
        ("name", with(&good, "name", "New\0")),
        ("name", with(&good, "name", "New\r\nBcc: x@example.org")),
        ("address", with(&good, "address", "x\0")),
        ("address", with(&good, "address", "x".repeat(501))),
        ("phone", with(&good, "phone", "1\n2")),
        ("phone", with(&good, "phone", "1".repeat(41))),
        ("time_zone", with(&good, "time_zone", Value::Null)),
        ("time_zone", with(&good, "time_zone", "Mars/Olympus")),
        ("time_zone", with(&good, "time_zone", "+02:00")),
        ("time_zone", with(&good, "time_zone", "Europe/London\0")),
        ("time_zone", with(&good, "time_zone", "../../etc/passwd")),
        ("hold_minutes", with(&good, "hold_minutes", 0)),
        ("hold_minutes", with(&good, "hold_minutes", -1)),
        ("hold_minutes", with(&good, "hold_minutes", 1.5)),
        ("hold_minutes", with(&good, "hold_minutes", 1441)),
        ("hold_minutes", with(&good, "hold_minutes", "5")),
        ("hold_minutes", with(&good, "hold_minutes", 1e30)),
        ("hold_extensions", with(&good, "hold_extensions", -1)),
        ("hold_extensions", with(&good, "hold_extensions", 101)),
        ("min_notice_minutes", with(&good, "min_notice_minutes", 4_294_967_296_u64)),
        ("body", json!(["New", "", "", "Asia/Kathmandu", 0, 5])),
        ("body", json!("New")),
        ("body", Value::Null),
    ];
    scene.refuse_bodies("/v1/clinics", &good, bad).await;
}

#[tokio::test]
async fn corrections_of_a_patient() {
    let scene = Scene::open().await;
    let patient = id(&scene.appointment, "patient_id");
    let path = format!("/v1/clinics/{}/patients/{patient}", scene.clinic.id);
    let change = |body: &Value| scene.api.call(Method::PATCH, &path).bearer(&scene.clinic.staff).json(body);
    for (field, body) in [
        ("account_id", json!({"account_id": null})),
        ("version", json!({"version": 7})),
        ("name", json!({"name": null})),
        ("name", json!({"name": " "})),
        ("phone", json!({"phone": null})),
        ("phone", json!({"phone": "1\n2"})),
        ("email", json!({"email": "nobody"})),
        ("birth_date", json!({"birth_date": ""})),
        ("birth_date", json!({"birth_date": "1985-02-30"})),
        ("birth_date", json!({"birth_date": "2999-01-01"})),
        ("language", json!({"language": "german"})),
        ("language", json!({"language": ""})),
        ("language", json!({"language": 7})),
        ("preferred_channel", json!({"preferred_channel": "fax"})),
        ("preferred_channel", json!({"preferred_channel": ""})),
        ("consents", json!({"consents": null})),
        ("consents.fax", json!({"consents": {"fax": true}})),
        ("consents.sms", json!({"consents": {"sms": "yes"}})),
        ("consents.email", json!({"consents": {"email": null}})),
        ("desk_notes", json!({"desk_notes": null})),
        ("desk_notes", json!({"desk_notes": "a\u{0}b"})),
        ("desk_notes", json!({"desk_notes": "x".repeat(2001)})),
        ("phone_e164", json!({"phone_e164": "+442079460002"})),
    ] {
        scene.refuse(change(&body), 422, "invalid-request", field, &body.to_string()).await;
    }
    let stale = change(&json!({"name": "Other"})).header("if-match", "\"7\"");
    assert_eq!(stale.send().await.refused(412), "precondition-failed");
    let kept = scene.api.get(&path).bearer(&scene.clinic.staff).send().await.expect(200);
    assert_eq!(kept["version"], 1);
}

#[tokio::test]
async fn merges_of_patients() {
    let scene = Scene::open().await;
    let patient = id(&scene.appointment, "patient_id");
    let path = format!("/v1/clinics/{}/patients/{patient}", scene.clinic.id);
    let merge = |body: &Value| scene.api.post(format!("{path}/merge")).bearer(&scene.clinic.staff).json(body);
    for (field, body) in [
        ("into", json!({})),
        ("into", json!({"into": null})),
        ("into", json!({"into": "somebody"})),
        ("into", json!({"into": patient})),
        ("into", json!({"into": Uuid::from_u128(7)})),
        ("at", json!({"into": Uuid::from_u128(7), "at": "now"})),
    ] {
        scene.refuse(merge(&body), 422, "invalid-request", field, &body.to_string()).await;
    }
    let duplicates = format!("/v1/clinics/{}/patients/duplicates", scene.clinic.id);
    for (field, query) in [("limit", "limit=0"), ("cursor", "cursor=x"), ("reason", "reason=phone")] {
        let call = scene.api.get(format!("{duplicates}?{query}")).bearer(&scene.clinic.staff);
        scene.refuse(call, 422, "invalid-request", field, query).await;
    }
    let unmerge = scene.api.post(format!("{path}/unmerge")).bearer(&scene.clinic.staff);
    scene.refuse(unmerge.json(&json!({"force": true})), 422, "invalid-request", "force", "force").await;
    let kept = scene.api.get(&path).bearer(&scene.clinic.staff).send().await.expect(200);
    assert_eq!(kept["version"], 1);
}

#[tokio::test]
async fn changes_of_a_clinic() {
    let scene = Scene::open().await;
    let path = format!("/v1/clinics/{}", scene.clinic.id);
    let change = |body: &Value| scene.api.call(Method::PATCH, &path).bearer(&scene.clinic.admin).json(body);
    for (field, body) in [
        ("time_zone", json!({"time_zone": "Mars/Olympus"})),
        ("version", json!({"version": 7})),
        ("name", json!({"name": null})),
        ("name", json!({"name": "\t"})),
        ("hold_minutes", json!({"hold_minutes": 0})),
        ("hold_extensions", json!({"hold_extensions": 101})),
        ("hold_extensions", json!({"hold_extensions": null})),
    ] {
        scene.refuse(change(&body), 422, "invalid-request", field, &body.to_string()).await;
    }
    let elsewhere = json!({"time_zone": "UTC"});
    scene.refuse(change(&elsewhere), 409, "zone-in-use", "time_zone", "with hours").await;
    let zones = format!("{path}/zone-changes");
    for (query, field, body) in [
        ("", "time_zone", json!({})),
        ("", "time_zone", json!({"time_zone": null})),
        ("", "time_zone", json!({"time_zone": "+02:00"})),
        ("", "time_zone", json!({"time_zone": "Europe/London\0"})),
        ("", "zone", json!({"time_zone": "UTC", "zone": "UTC"})),
        ("?dry_run=perhaps", "dry_run", json!({"time_zone": "UTC"})),
        ("?preview_version=1", "preview_version", json!({"time_zone": "UTC"})),
    ] {
        let call = scene.api.post(format!("{zones}{query}")).bearer(&scene.clinic.admin).json(&body);
        scene.refuse(call, 422, "invalid-request", field, &format!("{query} {body}")).await;
    }
    let good = json!({"name": "Other"});
    for tag in ["1", "\"1", "\"1\", \"2\"", "", "\"\u{e9}\""] {
        let call = change(&good).header("if-match", tag);
        scene.refuse(call, 422, "invalid-request", "If-Match", tag).await;
    }
    for tag in ["\"2\"", "\"0\"", "\"01\"", "W/\"1\"", "\"99999999999\"", "\"abc\""] {
        scene.refuse(change(&good).header("if-match", tag), 412, "precondition-failed", "", tag).await;
    }
    let twice = change(&good).header("if-match", "\"1\"").header("if-match", "\"1\"");
    scene.refuse(twice, 422, "invalid-request", "If-Match", "twice").await;
    change(&good).header("if-match", "\"1\"").send().await.expect(200);
}

#[tokio::test]
async fn doctors_and_patients() {
    let scene = Scene::open().await;
    let good = json!({"name": "Dr. New", "specialization": "cardiology"});
    let bad = vec![
        ("specialization", with(&good, "specialization", Value::Null)),
        ("specialization", with(&good, "specialization", "x".repeat(101))),
        ("bio", with(&good, "bio", "x".repeat(2001))),
        ("bio", with(&good, "bio", "\u{7}")),
        ("clinic_id", with(&good, "clinic_id", scene.clinic.id.to_string())),
    ];
    scene.refuse_bodies(&format!("/v1/clinics/{}/doctors", scene.clinic.id), &good, bad).await;

    let scene = Scene::open().await;
    let good = json!({"name": "Ada", "email": "ada@example.org", "birth_date": "1980-02-29"});
    let bad = vec![
        ("email", with(&good, "email", "ada")),
        ("email", with(&good, "email", "ada@example.org\nBcc: x@y")),
        ("email", with(&good, "email", format!("{}@b", "a".repeat(253)))),
        ("birth_date", with(&good, "birth_date", "2023-02-29")),
        ("birth_date", with(&good, "birth_date", "9999-12-31")),
        ("birth_date", with(&good, "birth_date", "1899-12-31")),
        ("birth_date", with(&good, "birth_date", "19800229")),
        ("birth_date", with(&good, "birth_date", "1980-02-29T00:00")),
        ("birth_date", with(&good, "birth_date", "")),
        ("account_id", with(&good, "account_id", "")),
        ("account_id", with(&good, "account_id", "me")),
    ];
    scene.refuse_bodies(&format!("/v1/clinics/{}/patients", scene.clinic.id), &good, bad).await;
}

#[tokio::test]
async fn templates() {
    let scene = Scene::open().await;
    let good = nine_to_five();
    let rule = good["rules"][0].clone();
    let rules = |rules: Vec<Value>| with(&good, "rules", rules);
    let changed = |field: &str, value: Value| rules(vec![with(&rule, field, value)]);
    let bad = vec![
        ("rules", with(&good, "rules", Value::Null)),
        ("rules", with(&good, "rules", vec![rule.clone(); 51])),
        ("rules[0].start", changed("start", json!("9:00"))),
        ("rules[0].start", changed("start", json!("25:00"))),
        ("rules[0].end", changed("end", json!("08:00"))),
        ("rules[0].end", changed("end", json!("09:00"))),
        ("rules[0].slot_minutes", changed("slot_minutes", json!(0))),
        ("rules[0].slot_minutes", changed("slot_minutes", json!(10_000))),
        ("rules[0].slot_minutes", changed("slot_minutes", json!(-30))),
        ("rules[0].slot_minutes", changed("slot_minutes", Value::Null)),
        ("rules[0].buffer_minutes", changed("buffer_minutes", json!(241))),
        ("rules[0].days", changed("days", json!([]))),
        ("rules[0].days", changed("days", json!(["mon", "mon"]))),
        ("rules[0].days[0]", changed("days", json!(["monday"]))),
        ("rules[0].mode", changed("mode", json!("by post"))),
        ("rules[0].colour", changed("colour", json!("red"))),
        ("rules[0]", rules(vec![json!([["mon"], "09:00", "17:00", 30, 0, "virtual"])])),
        ("rules[1]", rules(vec![rule.clone(), with(&rule, "start", "16:30")])),
        (
            "breaks[0].end",
            with(&good, "breaks", vec![json!({"days": ["mon"], "start": "13:00", "end": "12:00"})]),
        ),
        ("effective_from", with(&good, "effective_from", "2026-02-30")),
        ("effective_from", with(&good, "effective_from", "9999-12-31")),
        ("effective_from", with(&good, "effective_from", "2030-01-01")),
        ("effective_from", with(&good, "effective_from", "20261120")),
        ("effective_until", with(&good, "effective_until", "2026-11-01")),
        ("effective_until", with(&good, "effective_until", "2026-11-21T10:00")),
        ("horizon_days", with(&good, "horizon_days", 0)),
        ("horizon_days", with(&good, "horizon_days", 366)),
        ("time_zone", with(&good, "time_zone", "UTC")),
    ];
    scene.refuse_bodies(&format!("/v1/doctors/{}/availability", scene.clinic.doctor_id), &good, bad).await;
}

#[tokio::test]
async fn times_off() {
    let scene = Scene::open().await;
    let good = json!({"starts_at": "2026-11-24T09:00:00Z", "ends_at": "2026-11-24T10:00:00Z"});
    let bad = vec![
        ("ends_at", with(&good, "ends_at", "2026-11-24T09:00:00Z")),
        ("ends_at", with(&good, "ends_at", "2026-11-24T08:00:00Z")),
        ("ends_at", with(&good, "ends_at", "9999-12-31T00:00:00Z")),
        ("ends_at", with(&good, "ends_at", "2026-11-31T00:00:00Z")),
        ("ends_at", with(&good, "ends_at", Value::Null)),
        ("ends_at", with(&good, "ends_at", 1_795_000_000)),
        ("starts_at", with(&good, "starts_at", "2026-11-24T09:00:00")),
        ("starts_at", with(&good, "starts_at", "2026-11-24")),
        ("starts_at", with(&good, "starts_at", "tomorrow")),
        ("reason", with(&good, "reason", "\0")),
        ("reason", with(&good, "reason", "x".repeat(501))),
    ];
    scene.refuse_bodies(&format!("/v1/doctors/{}/time-off", scene.clinic.doctor_id), &good, bad).await;
}

#[tokio::test]
async fn slots_outside_the_hours() {
    let scene = Scene::open().await;
    let good =
        json!({"starts_at": "2026-11-24T18:00:00Z", "ends_at": "2026-11-24T18:10:00Z", "mode": "in_person"});
    let bad = vec![
        ("starts_at", with(&good, "starts_at", Value::Null)),
        ("starts_at", with(&good, "starts_at", "2026-11-24T18:00:00")),
        ("starts_at", with(&good, "starts_at", "2026-11-24T18:00:00.5Z")),
        (
            "starts_at",
            with(&with(&good, "starts_at", "2027-11-24T18:00:00Z"), "ends_at", "2027-11-24T18:10:00Z"),
        ),
        ("ends_at", with(&good, "ends_at", "2026-11-24T18:00:00Z")),
        ("ends_at", with(&good, "ends_at", "2026-11-24T18:04:00Z")),
        ("ends_at", with(&good, "ends_at", "2026-11-25T02:01:00Z")),
        ("ends_at", with(&good, "ends_at", "2026-11-24T18:10:30Z")),
        ("mode", with(&good, "mode", "by post")),
        ("mode", with(&good, "mode", Value::Null)),
        ("visit_type_ids[0]", with(&good, "visit_type_ids", json!([scene.clinic.id]))),
        ("visit_type_ids[0]", with(&good, "visit_type_ids", json!(["1"]))),
        ("visit_type_ids", with(&good, "visit_type_ids", vec![scene.clinic.id.to_string(); 64])),
        ("kept_until", with(&good, "kept_until", "2026-11-24T18:00:00Z")),
    ];
    scene.refuse_bodies(&format!("/v1/doctors/{}/slots", scene.clinic.doctor_id), &good, bad).await;
}

#[tokio::test]
async fn bookings_and_steps() {
    let scene = Scene::open().await;
    let slot = &scene.slots[0];
    let good = json!({"slot_id": slot["id"], "patient": {"name": "Ada"}});
    let patient = |field: &str, value: Value| with(&good, "patient", with(&good["patient"], field, value));
    let bad = vec![
        ("slot_id", with(&good, "slot_id", Value::Null)),
        ("slot_id", with(&good, "slot_id", "1")),
        ("slot_id", with(&good, "slot_id", format!("urn:uuid:{}", id(slot, "id")))),
        ("clinic_id", with(&good, "clinic_id", "")),
        ("patient_id", with(&good, "patient", Value::Null)),
        ("patient", with(&good, "patient_id", scene.appointment["patient_id"].clone())),
        ("patient", with(&good, "patient", json!(["Ada"]))),
        ("patient.name", patient("name", Value::Null)),
        ("patient.name", patient("name", json!("x".repeat(201)))),
        ("patient.role", patient("role", json!("staff"))),
        ("patient.email", patient("email", json!("a b@c"))),
        ("patient.birth_date", patient("birth_date", json!("2030-01-01"))),
        ("mode", with(&good, "mode", "by post")),
        ("hold", with(&good, "hold", "yes")),
        ("status", with(&good, "status", "completed")),
        ("reason", with(&good, "reason", "a\0b")),
        ("expected_version", with(&good, "expected_version", -1)),
        ("expected_version", with(&good, "expected_version", 2_147_483_648_u64)),
        ("override.reason", with(&good, "override", json!({"reason": " \n"}))),
        ("override.reason", with(&good, "override", json!({"reason": "x".repeat(501)}))),
        ("override.reason", with(&good, "override", json!({"reason": "a\0b"}))),
        ("override.reason", with(&good, "override", json!({}))),
        ("override.rules", with(&good, "override", json!({"reason": "x", "rules": ["notice"]}))),
        ("override", with(&good, "override", "because")),
    ];
    scene.refuse_bodies("/v1/bookings", &good, bad).await;

    let scene = Scene { rows: rows(&scene.api).await, ..scene };
    let path = format!("/v1/appointments/{}", id(&scene.appointment, "id"));
    let bad = vec![
        ("slot_id", json!({"slot_id": "x"})),
        ("slot_id", json!({"slot_id": scene.appointment["slot_id"]})),
        ("starts_at", json!({"slot_id": scene.slots[1]["id"], "starts_at": "2026-11-24T09:00:00Z"})),
        ("override.reason", json!({"slot_id": scene.slots[1]["id"], "override": {"reason": ""}})),
    ];
    scene.refuse_bodies(&format!("{path}/reschedule"), &json!({"slot_id": scene.slots[1]["id"]}), bad).await;
    let scene = Scene { rows: rows(&scene.api).await, ..scene };
    let bad = vec![
        ("status", json!({"status": "completed"})),
        ("reason", json!({"reason": "x".repeat(501)})),
        ("override.reason", json!({"override": {"reason": "x".repeat(501)}})),
        ("override.why", json!({"override": {"why": "x"}})),
    ];
    scene.refuse_bodies(&format!("{path}/cancel"), &json!({"reason": "Ill"}), bad).await;
}

#[tokio::test]
async fn holds() {
    let scene = Scene::open().await;
    let good = json!({"slot_id": scene.slots[0]["id"]});
    let bad = vec![
        ("slot_id", json!({})),
        ("slot_id", with(&good, "slot_id", "1")),
        ("clinic_id", with(&good, "clinic_id", "")),
        ("patient", with(&good, "patient", json!({"name": "Ada"}))),
        ("visitor_id", with(&good, "visitor_id", scene.clinic.id.to_string())),
        ("body", json!([])),
    ];
    for (field, body) in bad {
        let call = scene.api.post("/v1/holds").json(&body);
        scene.refuse(call, 422, "invalid-request", field, &body.to_string()).await;
    }
    let ask = || scene.api.post("/v1/holds").json(&good);
    let held = ask().send().await.expect(201);
    let token = held["hold_token"].as_str().unwrap();
    let scene = Scene { rows: rows(&scene.api).await, ..scene };
    let path = format!("/v1/holds/{}", id(&held, "id"));
    let forged = format!("{}{}", &token[..40], "A".repeat(7));
    for wrong in [String::new(), "x".to_owned(), format!("{token}A"), token.to_uppercase(), forged] {
        for (method, path) in [
            (Method::POST, "/v1/holds"),
            (Method::GET, &path),
            (Method::DELETE, &path),
            (Method::POST, &format!("{path}/extend")),
            (Method::POST, &format!("{path}/confirm")),
        ] {
            let body =
                if path.ends_with("confirm") { json!({"patient": {"name": "Ada"}}) } else { good.clone() };
            let call = scene.api.call(method, path).header("hold-token", wrong.clone());
            let call = if path.ends_with("extend") { call } else { call.json(&body) };
            scene.refuse(call, 422, "invalid-request", "Hold-Token", &format!("{path} {wrong}")).await;
        }
    }
    let twice = scene.api.get(&path).header("hold-token", token).header("hold-token", token);
    scene.refuse(twice, 422, "invalid-request", "Hold-Token", "twice").await;

    let good = json!({"patient": {"name": "Ada"}, "reason": "check-up"});
    let patient = |field: &str, value: Value| with(&good, "patient", with(&good["patient"], field, value));
    let confirm =
        |body: &Value| scene.api.post(format!("{path}/confirm")).header("hold-token", token).json(body);
    for (field, body) in [
        ("patient_id", json!({})),
        ("patient", with(&good, "patient_id", scene.appointment["patient_id"].clone())),
        ("patient.name", patient("name", Value::Null)),
        ("patient.name", patient("name", json!(" "))),
        ("patient.email", patient("email", json!("a b@c"))),
        ("patient.phone", patient("phone", json!("1\n2"))),
        ("patient.birth_date", patient("birth_date", json!("2030-01-01"))),
        ("patient.role", patient("role", json!("staff"))),
        ("reason", with(&good, "reason", "a\0b")),
        ("slot_id", with(&good, "slot_id", scene.slots[1]["id"].clone())),
        ("hold_token", with(&good, "hold_token", token)),
    ] {
        scene.refuse(confirm(&body), 422, "invalid-request", field, &body.to_string()).await;
    }
    let extend = scene.api.post(format!("{path}/extend")).header("hold-token", token);
    scene.refuse(extend.json(&json!({"minutes": 5})), 422, "invalid-request", "minutes", "minutes").await;
    confirm(&good).send().await.expect(201);
}

#[tokio::test]
async fn conflicts() {
    let scene = Scene::open().await;
    let closures = format!("/v1/clinics/{}/closures", scene.clinic.id);
    let day = &scene.appointment["starts_at"].as_str().unwrap()[..10];
    scene.post(&closures, &json!({"dates": [day]})).send().await.expect(201);
    let list = format!("/v1/clinics/{}/conflicts", scene.clinic.id);
    let get = |path: &str| scene.api.get(path).bearer(&scene.clinic.staff);
    let conflict = get(&list).send().await.expect(200)["items"][0].clone();
    let scene = Scene { rows: rows(&scene.api).await, ..scene };
    let get = |query: &str| scene.api.get(format!("{list}?{query}")).bearer(&scene.clinic.staff);
    for (query, field) in [
        ("state=done", "state"),
        ("state=OPEN", "state"),
        ("state=open&state=kept", "state"),
        ("doctor_id=x", "doctor_id"),
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("cursor=x", "cursor"),
        ("patient=x", "patient"),
    ] {
        scene.refuse(get(query), 422, "invalid-request", field, query).await;
    }
    let good = json!({"reason": "x".repeat(500)});
    let bad = vec![
        ("reason", json!({})),
        ("reason", json!({"reason": null})),
        ("reason", json!({"reason": ""})),
        ("reason", json!({"reason": " \n "})),
        ("reason", json!({"reason": "x".repeat(501)})),
        ("reason", json!({"reason": "a\u{7}"})),
        ("reason", json!({"reason": 5})),
        ("state", json!({"reason": "x", "state": "kept"})),
    ];
    scene.refuse_bodies(&format!("{list}/{}/keep", id(&conflict, "id")), &good, bad).await;
    for none in ["1", "00000000-0000-0000-0000-000000000000"] {
        let path = format!("{list}/{none}/keep");
        assert_eq!(scene.post(&path, &good).send().await.refused(404), "not-found");
    }
}

#[tokio::test]
async fn days_to_listen_to() {
    let scene = Scene::open().await;
    let path = format!("/v1/clinics/{}/changes", scene.clinic.id);
    let get = |query: &str| scene.api.get(format!("{path}?{query}")).bearer(&scene.clinic.staff);
    for (query, field) in [
        ("", "date"),
        ("date=", "date"),
        ("date=today", "date"),
        ("date=2026-11-31", "date"),
        ("date=2026-11-24T00:00:00Z", "date"),
        ("date=9999-12-31", "date"),
        ("date=2026-11-24&date=2026-11-25", "date"),
        ("date=2026-11-24&doctors=x", "doctors"),
    ] {
        scene.refuse(get(query), 422, "invalid-request", field, query).await;
    }
    // what nobody can go on from is answered, not refused: browsers would not come again (it/changes.rs)
    get("date=2026-11-24").header("last-event-id", "x").send().await.expect(200);
    for none in ["1", "00000000-0000-0000-0000-000000000000"] {
        let path = format!("/v1/clinics/{none}/changes?date=2026-11-24");
        assert_eq!(scene.api.get(path).bearer(&scene.clinic.staff).send().await.refused(404), "not-found");
    }
}

#[tokio::test]
async fn times_to_explain() {
    let scene = Scene::open().await;
    let path = format!("/v1/doctors/{}/why", scene.clinic.doctor_id);
    let get = |query: &str| scene.api.get(format!("{path}?{query}")).bearer(&scene.clinic.staff);
    for (query, field) in [
        ("", "at"),
        ("at=", "at"),
        ("at=tomorrow", "at"),
        ("at=2026-12-01T09:00:00", "at"),
        ("at=9999-12-31T00:00:00Z", "at"),
        ("at=1969-12-31T00:00:00Z", "at"),
        ("at=2026-12-01T09:00:00Z&at=2026-12-01T09:30:00Z", "at"),
        ("at=2026-12-01T09:00:00Z&mode=by+post", "mode"),
        ("at=2026-12-01T09:00:00Z&why=not", "why"),
    ] {
        scene.refuse(get(query), 422, "invalid-request", field, query).await;
    }
    for far in ["1970-01-01T00:00:00Z", "2200-12-31T23:59:59Z"] {
        get(&format!("at={far}")).send().await.expect(200);
    }
    get("at=2026-12-01T09:00:00Z&mode=virtual").send().await.expect(200);
}
