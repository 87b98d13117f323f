//! `Idempotency-Key`: the same key and body give the first answer again, byte for byte.

use holdfast_config::Settings;
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Answer, Api, Clinic};
use jiff::SignedDuration;
use serde_json::{Value, json};

async fn send(api: &Api, path: &str, token: Option<&str>, key: &str, body: &Value) -> Answer {
    let call = api.post(path).header("idempotency-key", key).json(body);
    match token {
        Some(token) => call.bearer(token),
        None => call,
    }
    .send()
    .await
}

#[tokio::test]
async fn a_repeated_booking_gets_the_first_answer_to_the_byte() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slot_ids(&api).await;
    for token in [None, Some(clinic.staff.as_str())] {
        let slot_id = if token.is_some() { slots[0] } else { slots[1] };
        let body = json!({"slot_id": slot_id, "patient": {"name": "Ada Lovelace"}, "hold": true, "reason": "Übel \"x\""});
        let first = send(&api, "/v1/bookings", token, "k1", &body).await;
        let secret = first.body["manage_token"].as_str().map(str::to_owned);
        first.clone().expect(201);
        // even after it has gone on to another state
        let path = format!("/v1/appointments/{}/confirm", id(&first.body, "id"));
        let bearer = secret.as_deref().or(token).unwrap();
        api.post(path).bearer(bearer).send().await.expect(200);
        let again = send(&api, "/v1/bookings", token, "k1", &body).await;
        assert_eq!(again.status, first.status);
        assert_eq!(String::from_utf8(again.bytes).unwrap(), String::from_utf8(first.bytes).unwrap());

        let other = json!({"slot_id": slots[5], "patient": {"name": "Ada Lovelace"}});
        let mismatch = send(&api, "/v1/bookings", token, "k1", &other).await;
        assert_eq!(mismatch.refused(422), "idempotency-mismatch");
    }
    let client = api.database.client().await;
    let booked: i64 = client.query_one("SELECT count(*) FROM appointments", &[]).await.unwrap().get(0);
    assert_eq!(booked, 2);
}

#[tokio::test]
async fn a_repeated_booking_is_answered_after_its_slot_is_gone() {
    for by_clinic in [false, true] {
        let mut settings = Settings::default();
        settings.booking.by_clinic = by_clinic;
        let api = Api::with_settings(&settings).await;
        let clinic = Clinic::open(&api, "Europe/London").await;
        let slot_id = clinic.free_slot_ids(&api).await[0];
        let body = json!({"slot_id": slot_id, "patient": {"name": "Ada"}});
        let first = send(&api, "/v1/bookings", Some(&clinic.staff), "k", &body).await;
        first.clone().expect(201);
        // hours that do not cover the slot: cancelled, it goes away
        let mut hours = nine_to_five();
        hours["rules"][0]["start"] = json!("20:00");
        hours["rules"][0]["end"] = json!("21:00");
        hours["breaks"] = json!([]);
        clinic.set_hours(&api, &hours).await;
        let path = format!("/v1/appointments/{}/cancel", id(&first.body, "id"));
        api.post(path).bearer(&clinic.staff).send().await.expect(200);
        let client = api.database.client().await;
        let slots: i64 =
            client.query_one("SELECT count(*) FROM slots WHERE id = $1", &[&slot_id]).await.unwrap().get(0);
        assert_eq!(slots, 0);
        let again = send(&api, "/v1/bookings", Some(&clinic.staff), "k", &body).await;
        assert_eq!((again.status, again.bytes), (first.status, first.bytes));
    }
}

#[tokio::test]
async fn keys_belong_to_their_caller() {
    let api = Api::start().await;
    let (a, b) = (Clinic::open(&api, "Europe/London").await, Clinic::open(&api, "Europe/London").await);
    let book = async |clinic: &Clinic| {
        let body = json!({"slot_id": clinic.free_slot_ids(&api).await[0], "patient": {"name": "X"}});
        send(&api, "/v1/bookings", Some(&clinic.staff), "same", &body).await.expect(201)
    };
    assert_ne!(id(&book(&a).await, "id"), id(&book(&b).await, "id"));
}

#[tokio::test]
async fn a_refusal_is_not_remembered() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slot_id = clinic.free_slot_ids(&api).await[0];
    let appointment = clinic.book(&api, slot_id).await;
    let body = json!({"slot_id": slot_id, "patient": {"name": "X"}});
    assert_eq!(send(&api, "/v1/bookings", None, "k", &body).await.refused(409), "slot-taken");
    let path = format!("/v1/appointments/{}/cancel", id(&appointment, "id"));
    api.post(path).bearer(&clinic.staff).send().await.expect(200);
    send(&api, "/v1/bookings", None, "k", &body).await.expect(201);
}

#[tokio::test]
async fn every_other_post_repeats_its_answer_too() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let platform = api.platform_admin();
    let appointment = clinic.book(&api, clinic.free_slot_ids(&api).await[0]).await;
    let later = clinic.free_slot_ids(&api).await[3];
    let appointment = id(&appointment, "id");
    let doctor = clinic.doctor_id;
    let posts: [(String, &str, Value); 9] = [
        (format!("/v1/clinics/{}/slots/generate", clinic.id), &clinic.staff, json!({})),
        ("/v1/clinics".into(), &platform, json!({"name": "New", "time_zone": "UTC"})),
        (
            format!("/v1/clinics/{}/doctors", clinic.id),
            &clinic.admin,
            json!({"name": "N", "specialization": "s"}),
        ),
        (format!("/v1/clinics/{}/patients", clinic.id), &clinic.staff, json!({"name": "P"})),
        (
            format!("/v1/doctors/{doctor}/availability"),
            &clinic.admin,
            holdfast_testkit::fixtures::nine_to_five(),
        ),
        (
            format!("/v1/doctors/{doctor}/time-off"),
            &clinic.staff,
            json!({"starts_at": "2026-11-24T09:00:00Z", "ends_at": "2026-11-24T10:00:00Z"}),
        ),
        (format!("/v1/appointments/{appointment}/reschedule"), &clinic.staff, json!({"slot_id": later})),
        (format!("/v1/appointments/{appointment}/check-in"), &clinic.staff, json!({})),
        (format!("/v1/appointments/{appointment}/complete"), &clinic.staff, json!({})),
    ];
    for (path, token, body) in posts {
        if path.ends_with("/complete") {
            // it has begun by then
            api.clock.advance(jiff::SignedDuration::from_hours(4));
        }
        let first = send(&api, &path, Some(token), "key", &body).await;
        assert!(first.status.is_success(), "{path}: {}", first.body);
        let again = send(&api, &path, Some(token), "key", &body).await;
        assert_eq!((first.status, first.bytes), (again.status, again.bytes), "{path}");
        let other = send(&api, &path, Some(token), "key", &json!({"reason": "other"})).await;
        assert!(other.status.is_client_error(), "{path}");
    }
}

#[tokio::test]
async fn two_first_uses_at_once_make_one_booking() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    for slot_id in clinic.free_slot_ids(&api).await.into_iter().take(20) {
        let body = json!({"slot_id": slot_id, "patient": {"name": "X"}});
        let key = slot_id.to_string();
        let tries =
            futures::future::join_all((0..8).map(|_| send(&api, "/v1/bookings", None, &key, &body))).await;
        let mut booked: Vec<_> = tries.iter().filter(|t| t.status == 201).map(|t| t.bytes.clone()).collect();
        booked.dedup();
        assert_eq!(booked.len(), 1, "one answer, however often it was given");
        for refused in tries.iter().filter(|t| t.status != 201) {
            assert_eq!(refused.refused(409), "idempotency-in-progress");
        }
    }
    let client = api.database.client().await;
    let booked: i64 = client.query_one("SELECT count(*) FROM appointments", &[]).await.unwrap().get(0);
    assert_eq!(booked, 20);
}

#[tokio::test]
async fn an_answer_is_kept_for_a_day() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let body =
        json!({"slot_id": clinic.free_slot_ids(&api).await[0], "patient": {"name": "X"}, "hold": false});
    let first = send(&api, "/v1/bookings", None, "k", &body).await;
    api.clock.advance(SignedDuration::from_hours(23));
    assert_eq!(api.booking().delete_expired_answers().await.unwrap(), 0);
    assert_eq!(send(&api, "/v1/bookings", None, "k", &body).await.bytes, first.bytes);
    api.clock.advance(SignedDuration::from_hours(2));
    assert_eq!(api.booking().delete_expired_answers().await.unwrap(), 1);
    assert_eq!(send(&api, "/v1/bookings", None, "k", &body).await.refused(409), "slot-taken");
}

#[tokio::test]
async fn a_retry_is_answered_while_others_are_at_work_on_the_slot() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    for slot_id in clinic.free_slot_ids(&api).await.into_iter().take(5) {
        let body = json!({"slot_id": slot_id, "patient": {"name": "X"}});
        let key = slot_id.to_string();
        let first = send(&api, "/v1/bookings", None, &key, &body).await;
        first.clone().expect(201);
        let others = futures::future::join_all((0..10).map(|_| api.post("/v1/bookings").json(&body).send()));
        let (others, again) = futures::join!(others, send(&api, "/v1/bookings", None, &key, &body));
        assert_eq!((again.status, again.bytes), (first.status, first.bytes));
        assert!(others.iter().all(|other| [409, 429].contains(&other.status.as_u16())));
        assert!(others.iter().any(|other| other.status == 429), "nobody was at work, so nothing was shown");
    }
}
