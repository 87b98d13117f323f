//! A link between a patient record and an account needs both: the clinic that offers the record, the account that takes it up.

use axum::http::Method;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Api, Clinic};
use serde_json::{Value, json};
use uuid::Uuid;

/// A record that the front desk offers to the account.
async fn offer(api: &Api, clinic: &Clinic, account_id: Uuid) -> Uuid {
    let body = json!({"name": "Byron Lovelace", "phone": "+44 20 7946 0002", "account_id": account_id});
    let path = format!("/v1/clinics/{}/patients", clinic.id);
    let made = api.post(path).bearer(&clinic.staff).json(&body).send().await.expect(201);
    assert_eq!((&made["account_id"], &made["offered_account_id"]), (&Value::Null, &json!(account_id)));
    id(&made, "id")
}

async fn list(api: &Api, path: &str, token: &str) -> Vec<Uuid> {
    let page = api.get(path).bearer(token).send().await.expect(200);
    page["items"].as_array().unwrap().iter().map(|item| id(item, "id")).collect()
}

#[tokio::test]
async fn an_offered_record_is_the_accounts_when_it_takes_it_up() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slot_ids(&api).await;
    let account = api.new_id();
    let (ada, stranger) = (api.patient(account), api.patient(api.new_id()));
    let record = offer(&api, &clinic, account).await;
    let body = json!({"slot_id": slots[0], "patient_id": record});
    let desks = api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await.expect(201);
    let desks = format!("/v1/appointments/{}", id(&desks, "id"));
    let books = async |slot: Uuid| {
        let body = json!({"slot_id": slot, "patient_id": record});
        api.post("/v1/bookings").bearer(&ada).json(&body).send().await
    };
    let accepts = async |token: &str| {
        api.post(format!("/v1/account/patients/{record}/accept")).bearer(token).send().await
    };

    // nothing of it is the account's yet
    assert!(list(&api, "/v1/account/patients", &ada).await.is_empty());
    assert!(list(&api, "/v1/appointments", &ada).await.is_empty());
    assert_eq!(books(slots[1]).await.refused(422), "invalid-request");
    for (method, rest) in [(Method::GET, ""), (Method::POST, "/cancel"), (Method::POST, "/confirm")] {
        let answer = api.call(method, format!("{desks}{rest}")).bearer(&ada).send().await;
        assert_eq!(answer.refused(404), "not-found");
    }

    // it sees whose record it is, and others do not
    let offers = api.get("/v1/account/patient-offers").bearer(&ada).send().await.expect(200);
    let whose = json!({"id": record, "clinic_id": clinic.id, "name": "Byron Lovelace"});
    assert_eq!(offers["items"], json!([whose]));
    assert!(list(&api, "/v1/account/patient-offers", &stranger).await.is_empty());
    assert_eq!(accepts(&stranger).await.refused(404), "not-found");

    let taken = accepts(&ada).await.expect(200);
    assert_eq!((&taken["account_id"], &taken["offered_account_id"]), (&json!(account), &Value::Null));
    assert_eq!(accepts(&ada).await.expect(200), taken, "once more changes nothing");
    let audit = format!("/v1/clinics/{}/audit?patient_id={record}&action=read.patient", clinic.id);
    let looks = api.get(audit).bearer(&clinic.admin).send().await.expect(200);
    assert_eq!(looks["items"].as_array().unwrap().len(), 2, "the offer was seen, and the record that it has");
    assert!(list(&api, "/v1/account/patient-offers", &ada).await.is_empty());
    assert_eq!(list(&api, "/v1/account/patients", &ada).await, [record]);
    assert_eq!(list(&api, "/v1/appointments", &ada).await.len(), 1);
    api.get(&desks).bearer(&ada).send().await.expect(200);
    books(slots[1]).await.expect(201);
    api.assert_sound().await;
}

#[tokio::test]
async fn an_account_leaves_records_and_offers() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let account = api.new_id();
    let (ada, stranger) = (api.patient(account), api.patient(api.new_id()));
    let (taken, offered) = (offer(&api, &clinic, account).await, offer(&api, &clinic, account).await);
    let accepts = async |record: Uuid| {
        api.post(format!("/v1/account/patients/{record}/accept")).bearer(&ada).send().await
    };
    let leaves = async |record: Uuid, token: &str| {
        api.call(Method::DELETE, format!("/v1/account/patients/{record}")).bearer(token).send().await
    };
    accepts(taken).await.expect(200);
    for record in [taken, offered] {
        assert_eq!(leaves(record, &stranger).await.refused(404), "not-found");
        leaves(record, &ada).await.expect(204);
        // it is over: neither side alone brings it back
        assert_eq!(leaves(record, &ada).await.refused(404), "not-found");
        assert_eq!(accepts(record).await.refused(404), "not-found");
        let path = format!("/v1/clinics/{}/patients/{record}", clinic.id);
        let kept = api.get(path).bearer(&clinic.staff).send().await.expect(200);
        assert_eq!((&kept["account_id"], &kept["offered_account_id"]), (&Value::Null, &Value::Null));
        assert_eq!(kept["name"], "Byron Lovelace");
    }
    assert!(list(&api, "/v1/account/patients", &ada).await.is_empty());
    assert!(list(&api, "/v1/account/patient-offers", &ada).await.is_empty());
}

#[tokio::test]
async fn an_erased_record_is_offered_to_nobody() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let account = api.new_id();
    let ada = api.patient(account);
    let record = offer(&api, &clinic, account).await;
    let path = format!("/v1/clinics/{}/patients/{record}", clinic.id);
    api.call(Method::DELETE, path).bearer(&clinic.admin).send().await.expect(204);
    assert!(list(&api, "/v1/account/patient-offers", &ada).await.is_empty());
    let answer = api.post(format!("/v1/account/patients/{record}/accept")).bearer(&ada).send().await;
    assert_eq!(answer.refused(404), "not-found");
}

/// The use of a key and its answer are kept as everywhere.
#[tokio::test]
async fn an_acceptance_that_is_sent_again_is_answered_the_same() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let account = api.new_id();
    let ada = api.patient(account);
    let record = offer(&api, &clinic, account).await;
    let path = format!("/v1/account/patients/{record}/accept");
    let accepts = async || api.post(&path).bearer(&ada).header("idempotency-key", "once").send().await;
    let first = accepts().await;
    assert_eq!(first.status, 200);
    assert_eq!(accepts().await.bytes, first.bytes);
}

/// By leaving the records that it has booked for, an account would have no bound of upcoming appointments.
#[tokio::test]
async fn a_record_with_appointments_to_come_is_not_left() {
    let api = Api::start().await;
    let clinic =
        Clinic::with(&api, json!({"name": "C", "time_zone": "UTC", "max_upcoming": 1}), "cardiology").await;
    let slots = clinic.free_slot_ids(&api).await;
    let ada = api.patient(api.new_id());
    let books = async |slot: Uuid| {
        let body = json!({"slot_id": slot, "patient": {"name": "Ada Lovelace"}});
        api.post("/v1/bookings").bearer(&ada).json(&body).send().await
    };
    let booked = books(slots[0]).await.expect(201);
    assert_eq!(books(slots[1]).await.refused(409), "too-many-upcoming");
    let record = format!("/v1/account/patients/{}", id(&booked, "patient_id"));
    let leaves = async || api.call(Method::DELETE, &record).bearer(&ada).send().await;
    assert_eq!(leaves().await.refused(409), "patient-has-appointments");
    let cancel = format!("/v1/appointments/{}/cancel", id(&booked, "id"));
    api.post(cancel).bearer(&ada).send().await.expect(200);
    leaves().await.expect(204);
    books(slots[1]).await.expect(201);
    api.assert_sound().await;
}

#[tokio::test]
async fn a_clinic_does_not_fill_an_accounts_list() {
    let api = Api::start().await;
    let (clinic, other) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let account = api.new_id();
    for _ in 0..20 {
        offer(&api, &clinic, account).await;
    }
    let body = json!({"name": "Byron Lovelace", "account_id": account});
    let path = format!("/v1/clinics/{}/patients", clinic.id);
    let more = api.post(&path).bearer(&clinic.staff).json(&body).send().await;
    assert_eq!(more.fields(), ["account_id"]);
    offer(&api, &other, account).await;
    assert_eq!(list(&api, "/v1/account/patient-offers", &api.patient(account)).await.len(), 21);
}
