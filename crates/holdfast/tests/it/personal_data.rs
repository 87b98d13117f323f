//! Personal data: sealed in the database, found all the same, exported, erased; and the master keys it depends on.

use axum::http::Method;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::process::{Process, request};
use holdfast_testkit::traces::{contains, files_with};
use holdfast_testkit::{Api, Clinic};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

const BINARY: &str = env!("CARGO_BIN_EXE_holdfast");

async fn add(api: &Api, clinic: &Clinic, body: Value) -> Uuid {
    let path = format!("/v1/clinics/{}/patients", clinic.id);
    id(&api.post(path).bearer(&clinic.staff).json(&body).send().await.expect(201), "id")
}

async fn found(api: &Api, clinic: &Clinic, query: &str) -> Vec<String> {
    let path = format!("/v1/clinics/{}/patients?{query}", clinic.id);
    let page = api.get(path).bearer(&clinic.staff).send().await.expect(200);
    let names = page["items"].as_array().unwrap().iter().map(|p| p["name"].as_str().unwrap().to_owned());
    let mut names: Vec<String> = names.collect();
    // made in one moment, so they are in no order of their own
    names.sort_unstable();
    names
}

#[tokio::test]
async fn patients_are_found_by_name_number_and_address() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    for (name, phone, email) in [
        ("Zoë García-Márquez", "+1 (555) 010-99", "Zoe@Example.org"),
        ("Ada Lovelace", "", "ada@example.org"),
        ("Gareth Ada", "555", ""),
    ] {
        add(&api, &clinic, json!({"name": name, "phone": phone, "email": email})).await;
    }
    for (query, names) in [
        ("", vec!["Ada Lovelace", "Gareth Ada", "Zoë García-Márquez"]),
        ("name=ada", vec!["Ada Lovelace", "Gareth Ada"]),
        ("name=GAR", vec!["Gareth Ada", "Zoë García-Márquez"]),
        ("name=g", vec!["Gareth Ada", "Zoë García-Márquez"]),
        ("name=ada+gareth", vec!["Gareth Ada"]),
        ("name=lace", vec![]),
        ("name=m%C3%A1rquez", vec!["Zoë García-Márquez"]),
        ("phone=%2B155501099", vec!["Zoë García-Márquez"]),
        ("email=zoe@example.org", vec!["Zoë García-Márquez"]),
        ("email=zoe@example.or", vec![]),
        ("email=ada@example.org&name=zo", vec![]),
    ] {
        assert_eq!(found(&api, &clinic, query).await, names, "{query}");
    }
    // pages hold what was found, and not what was looked at
    let path = format!("/v1/clinics/{}/patients?name=ada&limit=1", clinic.id);
    let first = api.get(&path).bearer(&clinic.staff).send().await.expect(200);
    let next = format!("{path}&cursor={}", first["next_cursor"].as_str().unwrap());
    let second = api.get(next).bearer(&clinic.staff).send().await.expect(200);
    let mut both = [&first, &second].map(|page| page["items"][0]["name"].as_str().unwrap());
    both.sort_unstable();
    assert_eq!((both, &second["next_cursor"]), (["Ada Lovelace", "Gareth Ada"], &Value::Null));
}

/// A name that somebody with access to the database copies over another's is not shown as if it were theirs.
#[tokio::test]
async fn what_is_moved_to_another_row_does_not_open() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let (one, two) = (clinic.add_patient(&api, None).await, clinic.add_patient(&api, None).await);
    let client = api.database.client().await;
    let moved = "UPDATE patients SET name = (SELECT name FROM patients WHERE id = $1) WHERE id = $2";
    client.execute(moved, &[&one, &two]).await.unwrap();
    let path = |id| format!("/v1/clinics/{}/patients/{id}", clinic.id);
    api.get(path(one)).bearer(&clinic.staff).send().await.expect(200);
    let refused = api.get(path(two)).bearer(&clinic.staff).send().await;
    assert_eq!(refused.refused(500), "internal");
    assert!(!refused.body.to_string().contains("patients"), "{}", refused.body);
}

#[tokio::test]
async fn a_retry_hears_the_first_answer_though_it_is_kept_sealed() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slot = clinic.free_slot_ids(&api).await[0];
    let starts = "2027-01-04T00:00:00Z";
    let patients = format!("/v1/clinics/{}/patients", clinic.id);
    let time_off = format!("/v1/doctors/{}/time-off", clinic.doctor_id);
    for (path, body) in [
        (patients, json!({"name": "Canary Quill", "birth_date": "1990-01-02"})),
        (
            "/v1/bookings".to_owned(),
            json!({"slot_id": slot, "patient": {"name": "C"}, "reason": "Canary Quill"}),
        ),
        (time_off, json!({"starts_at": starts, "ends_at": "2027-01-05T00:00:00Z", "reason": "Canary Quill"})),
    ] {
        let send = || api.post(&path).bearer(&clinic.staff).header("idempotency-key", "k").json(&body).send();
        let (first, again) = (send().await, send().await);
        assert_eq!(first.status, 201, "{}", first.body);
        assert!(first.body.to_string().contains("Canary Quill"));
        assert_eq!(first.bytes, again.bytes, "{path}");
    }
    let client = api.database.client().await;
    let kept = client.query("SELECT result FROM idempotency_keys", &[]).await.unwrap();
    assert_eq!(kept.len(), 3);
    for row in kept {
        assert!(!contains(row.get(0), "Canary"));
    }
}

#[tokio::test]
async fn an_answer_given_once_more_says_nothing_that_was_erased() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slot_ids(&api).await;
    let keyed = |path: String, key: &'static str, body: &Value| {
        api.post(path).bearer(&clinic.staff).header("idempotency-key", key).json(body).send()
    };
    let record = json!({"name": "Wilhelmina Unusual", "phone": "555 0199", "email": "w@example.org"});
    let records = format!("/v1/clinics/{}/patients", clinic.id);
    let patient = id(&keyed(records.clone(), "record", &record).await.expect(201), "id");
    let booking = json!({"slot_id": slots[0], "patient_id": patient, "reason": "an embarrassing rash"});
    let booked = id(&keyed("/v1/bookings".to_owned(), "booking", &booking).await.expect(201), "id");
    let cancel = format!("/v1/appointments/{booked}/cancel");
    let why = json!({"reason": "the rash is gone"});
    keyed(cancel.clone(), "cancel", &why).await.expect(200);
    let erase = api.call(Method::DELETE, format!("{records}/{patient}")).bearer(&clinic.admin);
    erase.send().await.expect(204);

    for (path, key, body) in [
        (records, "record", &record),
        ("/v1/bookings".to_owned(), "booking", &booking),
        (cancel, "cancel", &why),
    ] {
        let again = keyed(path, key, body).await;
        assert!(again.status.is_success(), "{key}: {}", again.body);
        let said = again.body.to_string();
        for personal in ["Wilhelmina", "555 0199", "w@example.org", "rash"] {
            assert!(!said.contains(personal), "{key}: {said}");
        }
    }
}

#[tokio::test]
async fn an_export_has_everything_and_erasure_leaves_nothing_personal() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/Paris").await;
    let slots = clinic.free_slot_ids(&api).await;
    let body = json!({"name": "Canary Quill", "phone": "555-0199", "email": "canary@example.org", "birth_date": "1990-01-02"});
    let patient = add(&api, &clinic, body).await;
    let book = async |slot: Uuid| {
        let body = json!({"slot_id": slot, "patient_id": patient, "reason": "a sore canary"});
        api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await
    };
    let appointment = id(&book(slots[0]).await.expect(201), "id");
    let cancel = api.post(format!("/v1/appointments/{}/cancel", id(&book(slots[1]).await.expect(201), "id")));
    cancel.bearer(&clinic.staff).json(&json!({"reason": "canary flew"})).send().await.expect(200);

    let path = format!("/v1/clinics/{}/patients/{patient}", clinic.id);
    let export = async || api.get(format!("{path}/export")).bearer(&clinic.staff).send().await.expect(200);
    let before = export().await;
    assert_eq!(before["patient"]["birth_date"], "1990-01-02");
    assert_eq!(before["time_zone"], "Europe/Paris");
    let of = |field: &str| -> Vec<Value> {
        before["appointments"].as_array().unwrap().iter().map(|a| a[field].clone()).collect()
    };
    assert_eq!(of("reason"), ["a sore canary", "a sore canary"]);
    assert_eq!(of("cancel_reason"), ["", "canary flew"]);
    assert_eq!(of("status"), ["confirmed", "cancelled"]);

    // not while somebody is to come, and by the clinic's admins alone
    let erase = async |token: &str| api.call(axum::http::Method::DELETE, &path).bearer(token).send().await;
    assert_eq!(erase(&clinic.staff).await.refused(403), "forbidden");
    assert_eq!(erase(&clinic.admin).await.refused(409), "patient-has-appointments");
    // nor while one that is over is not settled
    api.clock.advance(SignedDuration::from_hours(24 * 3));
    let clinic = clinic.with_new_tokens(&api);
    let erase = async |token: &str| api.call(axum::http::Method::DELETE, &path).bearer(token).send().await;
    let export = async || api.get(format!("{path}/export")).bearer(&clinic.staff).send().await.expect(200);
    assert_eq!(erase(&clinic.admin).await.refused(409), "patient-has-appointments");
    let client = api.database.client().await;
    let refs = "INSERT INTO import_refs (kind, ref, id, clinic_id, imported_at)
                VALUES ('patient', 'Canary-7', $1, $3, now()), ('appointment', 'Canary-8', $2, $3, now())";
    client.execute(refs, &[&patient, &appointment, &clinic.id]).await.unwrap();
    api.post(format!("/v1/appointments/{appointment}/no-show"))
        .bearer(&clinic.staff)
        .send()
        .await
        .expect(200);
    erase(&clinic.admin).await.expect(204);
    // once more takes what came between the two
    client.execute("UPDATE appointments SET reason = 'x' WHERE id = $1", &[&appointment]).await.unwrap();
    erase(&clinic.admin).await.expect(204);

    let after = export().await;
    assert!(!after.to_string().to_lowercase().contains("canary"), "{after}");
    assert_eq!((&after["patient"]["name"], &after["patient"]["birth_date"]), (&json!(""), &Value::Null));
    assert_eq!((&after["patient"]["version"], after["patient"]["erased_at"].is_string()), (&json!(3), true));
    assert_eq!(after["appointments"].as_array().unwrap().len(), 2);
    for query in ["name=canary", "name=c", "phone=5550199", "email=canary@example.org"] {
        assert!(found(&api, &clinic, query).await.is_empty(), "{query}");
    }
    let left = "SELECT (SELECT count(*) FROM patient_name_tokens) + (SELECT count(*) FROM import_refs)
                     + (SELECT count(*) FROM appointments WHERE reason <> '' OR cancel_reason <> '')";
    assert_eq!(client.query_one(left, &[]).await.unwrap().get::<_, i64>(0), 0);
    // nobody is booked for a record that says nothing of whom it is about
    let slot = clinic.free_slot_ids(&api).await[0];
    let body = json!({"slot_id": slot, "patient_id": patient});
    let refused = api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await;
    assert_eq!(refused.refused(422), "invalid-request");
    api.assert_sound().await;
}

/// What is never to be found in clear, and a clinic's name, which is.
const CANARIES: [&str; 5] = ["Quillfeather", "555-0199", "quill@", "1990-01-02", "sore throat"];
const PUBLIC: &str = "Open Secret Clinic";

/// I12, for one process with its own database: its files (tables, WAL), its log, its metrics.
#[tokio::test]
async fn canaries_are_in_no_file_no_log_and_no_metric() {
    let process = Process::start_with(BINARY, &[("HOLDFAST_LOG", "trace")]).await;
    let admin = process.token(&["--role", "platform_admin"]);
    let call = async |method: &str, path: &str, body: Option<Value>| {
        let (status, body) =
            request(process.address, method, path, Some(&admin), body.as_ref()).await.unwrap();
        assert!(status.is_success(), "{method} {path}: {status} {body}");
        body
    };
    let clinic = call("POST", "/v1/clinics", Some(json!({"name": PUBLIC, "time_zone": "UTC"}))).await;
    let clinic = id(&clinic, "id");
    let doctor = json!({"name": "Dr. Who", "specialization": "cardiology"});
    let doctor = id(&call("POST", &format!("/v1/clinics/{clinic}/doctors"), Some(doctor)).await, "id");
    let hours = json!({"effective_from": "2020-01-01", "rules": [
        {"days": ["mon","tue","wed","thu","fri","sat","sun"], "start": "00:00", "end": "24:00", "slot_minutes": 60}]});
    call("POST", &format!("/v1/doctors/{doctor}/availability"), Some(hours)).await;
    let person = json!({"name": "Ada Quillfeather", "phone": "555-0199", "email": "quill@example.org", "birth_date": "1990-01-02"});
    let slots = call("GET", &format!("/v1/slots?clinic_id={clinic}&limit=9"), None).await;
    let booking =
        |at: usize| json!({"slot_id": slots["items"][at]["id"], "patient": person, "reason": "sore throat"});
    let booked = call("POST", "/v1/bookings", Some(booking(4))).await;
    call(
        "POST",
        &format!("/v1/appointments/{}/cancel", id(&booked, "id")),
        Some(json!({"reason": "sore throat"})),
    )
    .await;
    call("POST", &format!("/v1/clinics/{clinic}/patients"), Some(person.clone())).await;
    let found = call("GET", &format!("/v1/clinics/{clinic}/patients?name=quillf"), None).await;
    assert_eq!(found["items"].as_array().unwrap().len(), 2);
    // refused, and so perhaps in an error
    let refused = request(process.address, "POST", "/v1/bookings", None, Some(&booking(4))).await.unwrap();
    let again = request(process.address, "POST", "/v1/bookings", None, Some(&booking(4))).await.unwrap();
    assert_eq!((refused.0.as_u16(), again.0.as_u16()), (201, 409));
    let metrics = holdfast_testkit::process::text(process.address, "/metrics").await.unwrap();

    process.database().await.batch_execute("CHECKPOINT").await.unwrap();
    let folder = process.data_dir.parent().unwrap();
    assert!(process.log().len() > 1000, "there is a log to look through");
    assert!(!files_with(folder, &[PUBLIC]).is_empty(), "what is in clear is found");
    assert_eq!(files_with(folder, &CANARIES), Vec::<String>::new());
    assert!(CANARIES.iter().all(|canary| !metrics.contains(canary)), "{metrics}");
}

/// A new master key on top, the keys wrapped by it, the old one taken away: all of it while the process serves.
#[tokio::test]
async fn master_keys_change_while_it_runs() {
    let mut process = Process::start(BINARY).await;
    let file = process.data_dir.join("master-key");
    let old = std::fs::read_to_string(&file).unwrap();
    let admin = process.token(&["--role", "platform_admin"]);
    let address = process.address;
    let call = async |method: &str, path: &str, body: Option<Value>| {
        let (status, body) = request(address, method, path, Some(&admin), body.as_ref()).await.unwrap();
        assert!(status.is_success(), "{method} {path}: {status} {body}");
        body
    };
    let open_clinic = async || {
        let clinic = call("POST", "/v1/clinics", Some(json!({"name": "C", "time_zone": "UTC"}))).await;
        let clinic = id(&clinic, "id");
        call("POST", &format!("/v1/clinics/{clinic}/patients"), Some(json!({"name": "Ada"}))).await;
        clinic
    };
    let name = async |clinic: Uuid| {
        call("GET", &format!("/v1/clinics/{clinic}/patients"), None).await["items"][0]["name"].clone()
    };
    let first = open_clinic().await;

    let new = String::from_utf8(process.command(&["admin", "new-master-key"]).stdout).unwrap();
    assert_ne!(new, old);
    std::fs::write(&file, format!("{new}{old}")).unwrap();
    let second = open_clinic().await;
    let rewrapped = process.command(&["admin", "rewrap-keys"]);
    let said = String::from_utf8(rewrapped.stdout).unwrap();
    // the platform's and the first clinic's; the second's was wrapped by the new one from the beginning
    assert_eq!(said, "2 keys were wrapped anew\n");
    std::fs::write(&file, &new).unwrap();
    let third = open_clinic().await;
    for clinic in [first, second, third] {
        assert_eq!(name(clinic).await, "Ada");
    }
    // and from the new key alone
    process.stop();
    process.spawn();
    process.wait_ready().await;
    for clinic in [first, second, third] {
        assert_eq!(name(clinic).await, "Ada");
    }
    // with the old one there is no way in, and it is said before anything is served
    process.stop();
    std::fs::write(&file, &old).unwrap();
    let refused = process.command(&["serve", "--listen", "127.0.0.1:0"]);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success());
    assert!(
        said.contains("personal data cannot be opened") && said.contains("vault.master_key_file"),
        "{said}"
    );
    std::fs::write(&file, &new).unwrap();
}

#[tokio::test]
async fn a_time_off_keeps_its_reason_sealed() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let path = format!("/v1/doctors/{}/time-off", clinic.doctor_id);
    let starts_at = api.now() + SignedDuration::from_hours(24);
    let body = json!({"starts_at": starts_at, "ends_at": starts_at + SignedDuration::from_hours(1), "reason": "own surgery"});
    api.post(&path).bearer(&clinic.staff).json(&body).send().await.expect(201);
    let listed = api.get(&path).bearer(&clinic.staff).send().await.expect(200);
    assert_eq!(listed["items"][0]["reason"], "own surgery");
    let client = api.database.client().await;
    let kept: Vec<u8> = client.query_one("SELECT reason FROM time_off", &[]).await.unwrap().get(0);
    assert!(kept.len() > 28 && !contains(&kept, "surgery"));
}
