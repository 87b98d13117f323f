//! Booking without an account: a guest gets a secret that opens their own appointment and nothing else.

use axum::http::Method;
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Answer, Api, Clinic};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

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

    // it ends a day after the appointment does: 13:30 to 14:00
    api.clock.advance(SignedDuration::from_hours(25));
    api.get(&path).bearer(secret).send().await.expect(200);
    api.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(api.get(&path).bearer(secret).send().await.refused(401), "unauthenticated");
}

/// A guest's booking of this slot.
async fn book(api: &Api, slot: Uuid, patient: Value) -> Answer {
    api.post("/v1/bookings").json(&json!({"slot_id": slot, "patient": patient})).send().await
}

#[tokio::test]
async fn the_secret_lives_as_long_as_the_appointment_wherever_it_is_moved() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let mut hours = nine_to_five();
    hours["horizon_days"] = 120.into();
    clinic.set_hours(&api, &hours).await;
    let booked = book(&api, clinic.free_slot_ids(&api).await[0], json!({"name": "Ada"})).await.expect(201);
    let secret = booked["manage_token"].as_str().unwrap();
    let path = format!("/v1/appointments/{}", id(&booked, "id"));
    // further ahead than one page of slots
    let far = format!("/v1/doctors/{}/slots?limit=1&from=2027-01-26T00:00:00Z", clinic.doctor_id);
    let far = api.get(far).send().await.expect(200)["items"][0].clone();
    let body = json!({"slot_id": far["id"]});
    api.post(format!("{path}/reschedule")).bearer(secret).json(&body).send().await.expect(200);
    api.clock.advance(SignedDuration::from_hours(24 * 60));
    api.get(&path).bearer(secret).send().await.expect(200);
    api.post(format!("{path}/cancel")).bearer(secret).send().await.expect(200);
}

#[tokio::test]
async fn a_secret_is_replaced_and_revoked_by_its_holder() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slot_ids(&api).await;
    let booked = book(&api, slots[0], json!({"name": "Ada"})).await.expect(201);
    let first = booked["manage_token"].as_str().unwrap().to_owned();
    let path = format!("/v1/appointments/{}", id(&booked, "id"));
    let secrets = format!("{path}/manage-token");
    let works = async |secret: &str| api.get(&path).bearer(secret).send().await.status == 200;
    // at the same second as the booking, and again at once
    let replace = async |secret: &str, key: &str| {
        api.post(&secrets).bearer(secret).header("idempotency-key", key).send().await
    };
    let second = replace(&first, "one").await.expect(200)["manage_token"].as_str().unwrap().to_owned();
    assert!(!works(&first).await && works(&second).await);
    // a retry whose answer was lost
    assert_eq!(replace(&first, "one").await.expect(200)["manage_token"], second.as_str());
    assert_eq!(replace(&first, "two").await.refused(401), "unauthenticated");
    let third = replace(&second, "three").await.expect(200)["manage_token"].as_str().unwrap().to_owned();
    assert!(!works(&first).await && !works(&second).await && works(&third).await);
    for void in [&first, &second] {
        let body = json!({"slot_id": slots[1]});
        for (step, body) in [("cancel", json!({})), ("confirm", json!({})), ("reschedule", body)] {
            let answer = api.post(format!("{path}/{step}")).bearer(void).json(&body).send().await;
            assert_eq!(answer.refused(401), "unauthenticated", "{step}");
        }
    }
    let revoke = async |token: &str| api.call(Method::DELETE, &secrets).bearer(token).send().await;
    assert_eq!(revoke(&second).await.refused(401), "unauthenticated");
    assert_eq!(revoke(&third).await.status, 204);
    assert!(!works(&third).await);
    assert_eq!(replace(&third, "four").await.refused(401), "unauthenticated");
    // the front desk, for somebody who calls
    let other = book(&api, slots[2], json!({"name": "Bob"})).await.expect(201);
    let path = format!("/v1/appointments/{}", id(&other, "id"));
    let revoked = api.call(Method::DELETE, format!("{path}/manage-token")).bearer(&clinic.staff).send().await;
    assert_eq!(revoked.status, 204);
    let answer = api.get(&path).bearer(other["manage_token"].as_str().unwrap()).send().await;
    assert_eq!(answer.refused(401), "unauthenticated");
    api.assert_sound().await;
}

#[tokio::test]
async fn an_appointment_is_moved_so_often_a_day_without_the_clinic() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slot_ids(&api).await;
    let account = api.new_id();
    let record = clinic.add_patient(&api, Some(account)).await;
    let patient = api.patient(account);
    let body = json!({"slot_id": slots[20], "patient_id": record});
    let own = api.post("/v1/bookings").bearer(&patient).json(&body).send().await.expect(201);
    let guests = book(&api, slots[21], json!({"name": "Ada"})).await.expect(201);
    let secret = guests["manage_token"].as_str().unwrap().to_owned();
    for (appointment, token) in [(id(&own, "id"), patient), (id(&guests, "id"), secret)] {
        let path = format!("/v1/appointments/{appointment}/reschedule");
        let shift = async |nth: usize, token: &str| {
            api.post(&path).bearer(token).json(&json!({"slot_id": slots[40 + nth % 2]})).send().await
        };
        for nth in 0..5 {
            shift(nth, &token).await.expect(200);
        }
        assert_eq!(shift(5, &token).await.refused(409), "too-many-moves");
        // what is refused for another reason does not count, and the clinic may
        shift(5, &clinic.staff).await.expect(200);
        let cancel = api.post(format!("/v1/appointments/{appointment}/cancel")).bearer(&token).send().await;
        cancel.expect(200);
    }
    let again = book(&api, slots[30], json!({"name": "Ada"})).await.expect(201);
    let secret = again["manage_token"].as_str().unwrap();
    let path = format!("/v1/appointments/{}/reschedule", id(&again, "id"));
    for nth in 0..7 {
        let body = json!({"slot_id": slots[50 + nth % 2]});
        api.post(&path).bearer(secret).json(&body).send().await.expect(200);
        api.clock.advance(SignedDuration::from_hours(6));
    }
}

#[tokio::test]
async fn one_mailbox_and_one_phone_have_so_many_appointments_to_come() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let other = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slot_ids(&api).await;
    // all at once, so that they meet in two statements: ten are let in, as many as an account would have
    for (nth, contact) in
        [json!({"email": "Ada@Example.org"}), json!({"phone": "+44 20 7946 0001"})].iter().enumerate()
    {
        let patient = |name: usize| {
            let mut patient = contact.clone();
            patient["name"] = format!("Person {name}").into();
            patient
        };
        let asked = (0..24).map(|at| book(&api, slots[nth * 24 + at], patient(at)));
        let answers = futures::future::join_all(asked).await;
        let booked: Vec<&Answer> = answers.iter().filter(|answer| answer.status == 201).collect();
        assert_eq!(booked.len(), 10, "{contact}");
        for refused in answers.iter().filter(|answer| answer.status != 201) {
            assert_eq!(refused.refused(409), "too-many-upcoming");
        }
        // spelled otherwise it is the same, elsewhere it is not counted, and one that ends makes room
        let mut spelled = patient(30);
        if nth == 0 {
            spelled["email"] = "ada@example.ORG".into();
        }
        assert_eq!(book(&api, slots[60 + nth], spelled.clone()).await.refused(409), "too-many-upcoming");
        let elsewhere = other.free_slot_ids(&api).await[nth];
        book(&api, elsewhere, spelled.clone()).await.expect(201);
        let path = format!("/v1/appointments/{}/cancel", booked[0].text("id"));
        api.post(path).bearer(&booked[0].text("manage_token")).send().await.expect(200);
        book(&api, slots[60 + nth], spelled).await.expect(201);
    }
    // the front desk books whom it likes
    let body = json!({"slot_id": slots[70], "patient": {"name": "Ada", "email": "ada@example.org"}});
    api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await.expect(201);
    api.assert_sound().await;
}

#[tokio::test]
async fn guests_hold_a_share_of_a_day_and_a_slot_not_for_ever() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slots(&api).await;
    let on = |day: &str| -> Vec<Uuid> {
        let of_day = slots.iter().filter(|slot| slot["starts_at"].as_str().unwrap().starts_with(day));
        of_day.map(|slot| id(slot, "id")).collect()
    };
    let hold = async |slot: Uuid| {
        let body = json!({"slot_id": slot, "patient": {"name": "Ada"}, "hold": true});
        api.post("/v1/bookings").json(&body).send().await
    };
    // fourteen slots a day: three may be held at one time
    let (tuesday, wednesday) = (on("2026-11-24"), on("2026-11-25"));
    let answers = futures::future::join_all(tuesday.iter().map(|slot| hold(*slot))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 3);
    for refused in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!(refused.refused(409), "hold-not-offered");
    }
    hold(wednesday[0]).await.expect(201);
    let free = tuesday.iter().zip(&answers).find(|(_, answer)| answer.status != 201).unwrap().0;
    book(&api, *free, json!({"name": "Bob"})).await.expect(201);
    let body = json!({"slot_id": tuesday[13], "patient": {"name": "Eve"}, "hold": true});
    api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await.expect(201);

    // a slot whose holds have run out three times is only booked
    for round in 0..3 {
        api.clock.advance(SignedDuration::from_mins(11));
        api.booking().sweep_holds().await.unwrap();
        let held = hold(wednesday[0]).await;
        if round == 2 {
            assert_eq!(held.refused(409), "hold-not-offered");
        } else {
            held.expect(201);
        }
    }
    book(&api, wednesday[0], json!({"name": "Ada"})).await.expect(201);
    api.assert_sound().await;
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
