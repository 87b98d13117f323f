//! What a desk keeps of a patient beside who they are: the phone as it is dialled from everywhere, language, channels, consents, notes.

use axum::http::Method;
use holdfast_clinic::Clinics;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Api, Clinic};
use serde_json::{Value, json};
use uuid::Uuid;

struct Desk {
    api: Api,
    clinic: Clinic,
}

impl Desk {
    async fn open(country: &str) -> Self {
        let api = Api::start().await;
        let clinic = Clinic::open(&api, "Europe/London").await;
        let desk = Self { api, clinic };
        desk.set_country(country).await;
        desk
    }

    async fn set_country(&self, country: &str) {
        let path = format!("/v1/clinics/{}/settings", self.clinic.id);
        let call = self.api.call(Method::PATCH, path).bearer(&self.clinic.admin);
        call.json(&json!({"country": country})).send().await.expect(200);
    }

    fn path(&self, patient: Uuid) -> String {
        format!("/v1/clinics/{}/patients/{patient}", self.clinic.id)
    }

    async fn add(&self, record: Value) -> Value {
        let path = format!("/v1/clinics/{}/patients", self.clinic.id);
        self.api.post(path).bearer(&self.clinic.staff).json(&record).send().await.expect(201)
    }

    async fn change(&self, patient: Uuid, change: Value) -> Value {
        let call = self.api.call(Method::PATCH, self.path(patient)).bearer(&self.clinic.staff);
        call.json(&change).send().await.expect(200)
    }

    async fn show(&self, patient: Uuid) -> Value {
        self.api.get(self.path(patient)).bearer(&self.clinic.staff).send().await.expect(200)
    }

    async fn found(&self, query: &str) -> Vec<Uuid> {
        let path = format!("/v1/clinics/{}/patients?{query}", self.clinic.id);
        let page = self.api.get(path).bearer(&self.clinic.staff).send().await.expect(200);
        page["items"].as_array().unwrap().iter().map(|record| id(record, "id")).collect()
    }

    /// A booking of somebody new, by the desk.
    async fn book(&self, phone: &str) -> Uuid {
        let slot = self.clinic.free_slot_ids(&self.api).await[0];
        let body = json!({"slot_id": slot, "patient": {"name": "Bo King", "phone": phone}});
        let booked = self.api.post("/v1/bookings").bearer(&self.clinic.staff).json(&body).send().await;
        id(&booked.expect(201), "patient_id")
    }

    async fn index(&self) {
        let clinics = self.api.system.part::<Clinics>().unwrap();
        while clinics.index_patients().await.unwrap() > 0 {}
    }
}

#[tokio::test]
async fn a_phone_is_read_as_in_the_clinics_country() {
    let desk = Desk::open("GB").await;
    let record = desk.add(json!({"name": "Ada", "phone": "020 7946 0002"})).await;
    assert_eq!((&record["phone"], &record["phone_e164"]), (&json!("020 7946 0002"), &json!("+442079460002")));
    let ada = id(&record, "id");
    let abroad = desk.add(json!({"name": "Bea", "phone": "+49 30 901820"})).await;
    assert_eq!(abroad["phone_e164"], "+4930901820");
    for unreadable in ["", "ask her mother", "12"] {
        let record = desk.add(json!({"name": "Cem", "phone": unreadable})).await;
        assert_eq!((&record["phone"], &record["phone_e164"]), (&json!(unreadable), &Value::Null));
    }
    // it is found however it is written, and by what it is no more by nothing
    for query in [
        "phone=020+7946+0002",
        "phone=%2B442079460002",
        "phone=%2B44+(0)20+7946-0002",
        "phone=00442079460002",
    ] {
        assert_eq!(desk.found(query).await, [ada], "{query}");
    }
    let changed = desk.change(ada, json!({"phone": "020 7946 0003"})).await;
    assert_eq!(changed["phone_e164"], "+442079460003");
    assert!(desk.found("phone=%2B442079460002").await.is_empty());
    // with a name, both have to fit
    assert!(desk.found("phone=%2B442079460003&name=bea").await.is_empty());
    // another number is not
    assert_eq!(desk.change(ada, json!({"phone": ""})).await["phone_e164"], Value::Null);
}

#[tokio::test]
async fn records_of_bookings_and_of_another_country_are_read_soon_after() {
    let desk = Desk::open("GB").await;
    let booked = desk.book("020 7946 0002").await;
    let added = id(&desk.add(json!({"name": "Ada", "phone": "030 901820"})).await, "id");
    assert_eq!(desk.show(booked).await["phone_e164"], Value::Null);
    desk.index().await;
    let read = desk.show(booked).await;
    assert_eq!(read["phone_e164"], "+442079460002");
    // what it says has not changed
    assert_eq!(read["version"], 1);
    assert_eq!(desk.found("phone=%2B442079460002").await, [booked]);
    assert_eq!(desk.show(added).await["phone_e164"], Value::Null);

    desk.set_country("DE").await;
    desk.index().await;
    assert_eq!(desk.show(added).await["phone_e164"], "+4930901820");
    assert_eq!(desk.show(booked).await["phone_e164"], Value::Null, "no such number there");
    assert!(desk.found("phone=%2B442079460002").await.is_empty());
    desk.set_country("").await;
    desk.index().await;
    assert_eq!(desk.show(added).await["phone_e164"], Value::Null);
    // nothing is left to do, of those who are erased neither
    let erase = desk.api.call(Method::DELETE, desk.path(added)).bearer(&desk.clinic.admin);
    erase.send().await.expect(204);
    desk.set_country("GB").await;
    desk.index().await;
    let client = desk.api.database.client().await;
    let kept = "SELECT count(*) FROM patients WHERE erased_at IS NOT NULL
                AND (details <> '' OR phone_key IS NOT NULL OR person_key IS NOT NULL)";
    assert_eq!(client.query_one(kept, &[]).await.unwrap().get::<_, i64>(0), 0);
}

#[tokio::test]
async fn a_record_that_does_not_open_holds_up_no_other() {
    let desk = Desk::open("GB").await;
    let (damaged, sound) = (desk.book("020 7946 0002").await, desk.book("020 7946 0003").await);
    let client = desk.api.database.client().await;
    client.execute("UPDATE patients SET phone = '\\x01' WHERE id = $1", &[&damaged]).await.unwrap();
    desk.index().await;
    assert_eq!(desk.show(sound).await["phone_e164"], "+442079460003");
}

#[tokio::test]
async fn what_a_patient_wants_is_kept_and_changed() {
    let desk = Desk::open("GB").await;
    let record = desk.add(json!({"name": "Ada"})).await;
    assert_eq!((&record["language"], &record["preferred_channel"]), (&Value::Null, &Value::Null));
    assert_eq!(
        (&record["consents"], &record["desk_notes"]),
        (&json!({"email": null, "sms": null}), &json!(""))
    );
    let full = json!({"name": "Bea", "language": "pt-BR", "preferred_channel": "sms", "desk_notes": "  Two\nlines ",
        "consents": {"email": false, "sms": true}});
    let record = desk.add(full).await;
    let bea = id(&record, "id");
    assert_eq!(record, desk.show(bea).await);
    assert_eq!(
        (&record["language"], &record["preferred_channel"], &record["desk_notes"]),
        (&json!("pt-BR"), &json!("sms"), &json!("Two\nlines"))
    );
    let consents = &record["consents"];
    assert_eq!((&consents["email"]["given"], &consents["sms"]["given"]), (&json!(false), &json!(true)));
    assert_eq!(consents["sms"]["by_role"], "staff");

    // what is not given stays, when and by whom too
    let admin = desk.api.call(Method::PATCH, desk.path(bea)).bearer(&desk.clinic.admin);
    let change = json!({"language": null, "consents": {"email": true, "sms": true}});
    let changed = admin.json(&change).send().await.expect(200);
    assert_eq!((&changed["language"], &changed["preferred_channel"]), (&Value::Null, &json!("sms")));
    assert_eq!(changed["consents"]["sms"], consents["sms"]);
    assert_eq!(
        (&changed["consents"]["email"]["given"], &changed["consents"]["email"]["by_role"]),
        (&json!(true), &json!("clinic_admin"))
    );
    let cleared =
        desk.change(bea, json!({"preferred_channel": null, "desk_notes": "", "consents": {}})).await;
    assert_eq!((&cleared["preferred_channel"], &cleared["desk_notes"]), (&Value::Null, &json!("")));
    assert_eq!(cleared["consents"], changed["consents"]);

    // each step of a consent is in the audit log
    let path = format!("/v1/clinics/{}/audit?patient_id={bea}", desk.clinic.id);
    let audit = desk.api.get(path).bearer(&desk.clinic.admin).send().await.expect(200);
    let steps: Vec<&str> = audit["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row["subtype"][0]["code"].as_str())
        .filter(|code| code.contains("consent"))
        .collect();
    let mut sorted = steps.clone();
    sorted.sort_unstable();
    assert_eq!(
        sorted,
        ["patient.give_email_consent", "patient.give_sms_consent", "patient.withdraw_email_consent"]
    );
    desk.api.assert_sound().await;
}

#[tokio::test]
async fn the_patient_sees_no_notes_of_the_desk() {
    let desk = Desk::open("GB").await;
    let account = desk.api.new_id();
    let record = json!({"name": "Ada", "account_id": account, "desk_notes": "Canary Quill", "language": "de",
        "consents": {"email": true}});
    let ada = id(&desk.add(record).await, "id");
    let own = desk.api.patient(account);
    let offers = desk.api.get("/v1/account/patient-offers").bearer(&own).send().await.expect(200);
    let accept = format!("/v1/account/patients/{ada}/accept");
    let keyed = || desk.api.post(&accept).bearer(&own).header("idempotency-key", "k").send();
    let (first, again) = (keyed().await.expect(200), keyed().await.expect(200));
    let list = desk.api.get("/v1/account/patients").bearer(&own).send().await.expect(200);
    for answer in [&offers, &first, &again, &list] {
        let said = answer.to_string();
        assert!(
            !said.contains("Canary") && !said.contains("desk_notes") && !said.contains("by_id"),
            "{said}"
        );
    }
    assert_eq!(
        (&list["items"][0]["language"], &list["items"][0]["consents"]["email"]["given"]),
        (&json!("de"), &json!(true))
    );
    let slot = desk.clinic.free_slot_ids(&desk.api).await[0];
    let body = json!({"slot_id": slot, "patient_id": ada});
    let booked = desk.api.post("/v1/bookings").bearer(&own).json(&body).send().await.expect(201);
    assert!(!booked.to_string().contains("Canary"));
    // the team does, also in what is held on the patient
    for path in [desk.path(ada), format!("{}/export", desk.path(ada))] {
        let shown = desk.api.get(path).bearer(&desk.clinic.staff).send().await.expect(200);
        assert!(shown.to_string().contains("Canary Quill"), "{shown}");
    }
    // and the database does not
    let client = desk.api.database.client().await;
    let details: Vec<u8> =
        client.query_one("SELECT details FROM patients WHERE id = $1", &[&ada]).await.unwrap().get(0);
    assert!(!details.is_empty() && !holdfast_testkit::traces::contains(&details, "Canary"));
    desk.api.assert_sound().await;
}

#[tokio::test]
async fn changes_of_consents_at_once_lose_none() {
    let desk = Desk::open("GB").await;
    let ada = id(&desk.add(json!({"name": "Ada"})).await, "id");
    let changes = [
        json!({"consents": {"email": true}}),
        json!({"consents": {"sms": true}}),
        json!({"desk_notes": "n"}),
        json!({"language": "de"}),
    ];
    futures::future::join_all(changes.into_iter().map(|change| desk.change(ada, change))).await;
    let record = desk.show(ada).await;
    assert_eq!(
        (&record["consents"]["email"]["given"], &record["consents"]["sms"]["given"]),
        (&json!(true), &json!(true))
    );
    assert_eq!((&record["desk_notes"], &record["language"]), (&json!("n"), &json!("de")));
}
