//! Booking without an account: a guest gets a secret that opens their own appointment and nothing else.

use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Api, Clinic};
use jiff::SignedDuration;
use serde_json::json;

#[tokio::test]
async fn a_guest_manages_the_booking_with_the_secret() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slot_ids(&api).await;
    let patient = json!({"name": "Ada Lovelace", "phone": "+44 20 7946 0000", "email": "ada@example.org",
                         "birth_date": "1985-12-10"});
    let booked =
        api.post("/v1/bookings").json(&json!({"slot_id": slots[0], "patient": patient})).send().await;
    let booked = booked.expect(201);
    let secret = booked["manage_token"].as_str().unwrap();
    let path = format!("/v1/appointments/{}", id(&booked, "id"));

    assert_eq!(api.get(&path).bearer(secret).send().await.expect(200)["status"], "confirmed");
    assert_eq!(api.get(&path).send().await.refused(401), "unauthenticated");
    let moved = api.post(format!("{path}/reschedule")).bearer(secret).json(&json!({"slot_id": slots[1]}));
    moved.send().await.expect(200);
    let cancelled = api.post(format!("{path}/cancel")).bearer(secret).json(&json!({"reason": "Ill"}));
    assert_eq!(cancelled.send().await.expect(200)["cancel_reason"], "Ill");

    // nothing else: not another appointment, not the lists, not the front desk's steps, not a new booking
    let other = clinic.book(&api, slots[2]).await;
    let foreign = api.get(format!("/v1/appointments/{}", id(&other, "id"))).bearer(secret).send().await;
    let unknown = api.get(format!("/v1/appointments/{}", api.new_id())).bearer(secret).send().await;
    assert_eq!(foreign.refused(404), "not-found");
    assert_eq!(foreign.bytes, unknown.bytes);
    assert_eq!(api.get("/v1/appointments").bearer(secret).send().await.refused(403), "forbidden");
    assert_eq!(api.post(format!("{path}/complete")).bearer(secret).send().await.refused(403), "forbidden");
    let body = json!({"slot_id": slots[3], "patient": {"name": "X"}});
    assert_eq!(api.post("/v1/bookings").bearer(secret).json(&body).send().await.refused(403), "forbidden");

    // it ends with the appointment
    api.clock.advance(SignedDuration::from_hours(24 * 40));
    assert_eq!(api.get(&path).bearer(secret).send().await.refused(401), "unauthenticated");
}

#[tokio::test]
async fn what_has_begun_is_no_longer_the_guests_to_change() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slot_ids(&api).await;
    let body = json!({"slot_id": slots[0], "patient": {"name": "Ada Lovelace"}});
    let booked = api.post("/v1/bookings").json(&body).send().await.expect(201);
    let secret = booked["manage_token"].as_str().unwrap();
    let path = format!("/v1/appointments/{}", id(&booked, "id"));
    api.clock.advance(SignedDuration::from_mins(61));
    let cancel = api.post(format!("{path}/cancel")).bearer(secret).send().await;
    assert_eq!(cancel.refused(409), "illegal-transition");
    let moved = api.post(format!("{path}/reschedule")).bearer(secret).json(&json!({"slot_id": slots[5]}));
    assert_eq!(moved.send().await.refused(409), "illegal-transition");
}

#[tokio::test]
async fn a_patient_record_needs_an_account() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let patient_id = clinic.add_patient(&api, None).await;
    let body = json!({"slot_id": clinic.free_slot_ids(&api).await[0], "patient_id": patient_id});
    assert_eq!(api.post("/v1/bookings").json(&body).send().await.refused(401), "unauthenticated");
}
