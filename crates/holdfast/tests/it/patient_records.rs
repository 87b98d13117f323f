//! Records of patients, as a front desk keeps them.

use axum::http::Method;
use holdfast_domain::Role;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Answer, Api, Clinic};
use serde_json::{Value, json};
use uuid::Uuid;

struct Desk<'a> {
    api: &'a Api,
    clinic: &'a Clinic,
    patient: Uuid,
}

impl Desk<'_> {
    fn path(&self) -> String {
        format!("/v1/clinics/{}/patients/{}", self.clinic.id, self.patient)
    }

    async fn correct(&self, change: Value, tag: Option<&str>) -> Answer {
        let call = self.api.call(Method::PATCH, self.path()).bearer(&self.clinic.staff).json(&change);
        let call = if let Some(tag) = tag { call.header("if-match", tag) } else { call };
        call.send().await
    }

    async fn show(&self) -> Value {
        self.api.get(self.path()).bearer(&self.clinic.staff).send().await.expect(200)
    }

    /// Whether the record is found by this.
    async fn is_found_by(&self, query: &str) -> bool {
        let path = format!("/v1/clinics/{}/patients?{query}", self.clinic.id);
        let page = self.api.get(path).bearer(&self.clinic.staff).send().await.expect(200);
        page["items"].as_array().unwrap().iter().any(|record| id(record, "id") == self.patient)
    }
}

async fn new_record(api: &Api, clinic: &Clinic) -> Uuid {
    let path = format!("/v1/clinics/{}/patients", clinic.id);
    let record =
        json!({"name": "Ada Byron", "phone": "1", "email": "ada@example.org", "birth_date": "1985-12-10"});
    id(&api.post(path).bearer(&clinic.staff).json(&record).send().await.expect(201), "id")
}

#[tokio::test]
async fn a_record_is_corrected_field_by_field() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let desk = Desk { api: &api, clinic: &clinic, patient: new_record(&api, &clinic).await };

    let corrected =
        desk.correct(json!({"name": "Ada Lovelace", "phone": " 2 "}), Some("\"1\"")).await.expect(200);
    assert_eq!(corrected, desk.show().await);
    for (field, value) in [
        ("name", json!("Ada Lovelace")),
        ("phone", json!("2")),
        ("email", json!("ada@example.org")),
        ("birth_date", json!("1985-12-10")),
        ("version", json!(2)),
    ] {
        assert_eq!(corrected[field], value, "{field}");
    }
    // it is found by what it says now, and by nothing that it said before
    for found in ["name=lovelace", "name=ada", "phone=2", "email=ada@example.org"] {
        assert!(desk.is_found_by(found).await, "{found}");
    }
    for lost in ["name=byron", "phone=1"] {
        assert!(!desk.is_found_by(lost).await, "{lost}");
    }

    // who saw an older version hears of it, and changes nothing
    assert_eq!(desk.correct(json!({"phone": "3"}), Some("\"1\"")).await.refused(412), "precondition-failed");
    // what is not known is cleared, nothing given is nothing changed but the version
    let cleared = desk.correct(json!({"birth_date": null, "email": ""}), None).await.expect(200);
    assert_eq!(
        (&cleared["birth_date"], &cleared["email"], &cleared["phone"]),
        (&Value::Null, &json!(""), &json!("2"))
    );
    assert!(!desk.is_found_by("email=ada@example.org").await);

    let path = format!("/v1/clinics/{}/audit?patient_id={}", clinic.id, desk.patient);
    let audit = api.get(path).bearer(&clinic.admin).send().await.expect(200);
    let changes =
        audit["items"].as_array().unwrap().iter().filter(|row| row["subtype"][0]["code"] == "patient.update");
    assert_eq!(changes.count(), 2, "{audit}");
    api.assert_sound().await;
}

#[tokio::test]
async fn corrections_at_once_lose_nothing() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let desk = Desk { api: &api, clinic: &clinic, patient: new_record(&api, &clinic).await };
    let answers = futures::future::join_all((0..20).map(|nth| match nth % 2 {
        0 => desk.correct(json!({"phone": format!("2-{nth}")}), None),
        _ => desk.correct(json!({"email": format!("new{nth}@example.org")}), None),
    }));
    for answer in answers.await {
        answer.expect(200);
    }
    let record = desk.show().await;
    assert_eq!(record["version"], 21);
    assert!(record["phone"].as_str().unwrap().starts_with("2-"), "{record}");
    assert!(record["email"].as_str().unwrap().starts_with("new"), "{record}");
    // of several that saw the same version one is first
    let answers =
        futures::future::join_all((0..8).map(|_| desk.correct(json!({"name": "Ada"}), Some("\"21\""))));
    let first = answers.await.into_iter().filter(|answer| answer.status == 200).count();
    assert_eq!(first, 1);
}

#[tokio::test]
async fn nobody_else_corrects_it_and_who_was_erased_stays_so() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let other = Clinic::open(&api, "Europe/London").await;
    let desk = Desk { api: &api, clinic: &clinic, patient: new_record(&api, &clinic).await };
    let by = async |token: &str, clinic: Uuid| {
        let path = format!("/v1/clinics/{clinic}/patients/{}", desk.patient);
        api.call(Method::PATCH, path).bearer(token).json(&json!({"name": "Eve"})).send().await.status.as_u16()
    };
    assert_eq!(by(&other.staff, other.id).await, 404);
    assert_eq!(by(&other.staff, clinic.id).await, 404);
    let account = api.new_id();
    assert_eq!(by(&api.patient(account), clinic.id).await, 403);
    assert_eq!(desk.show().await["version"], 1);
    // the desk of a clinic that it left has no longer a part in it: roles are those of the token
    assert_eq!(by(&api.at_clinic(Role::Staff, clinic.id, None), clinic.id).await, 200);

    api.call(Method::DELETE, desk.path()).bearer(&clinic.admin).send().await.expect(204);
    assert_eq!(desk.correct(json!({"name": "Ada"}), None).await.refused(404), "not-found");
    assert_eq!(desk.show().await["name"], "");
}
