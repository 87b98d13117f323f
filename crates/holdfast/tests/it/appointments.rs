//! `POST /v1/bookings`, `/v1/appointments/{id}/…`: the life of an appointment.

use std::time::{Duration, Instant};

use axum::http::Method;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Api, Clinic};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

/// Takes a step as the front desk.
async fn step(api: &Api, clinic: &Clinic, appointment: &Value, name: &str) -> holdfast_testkit::Answer {
    let path = format!("/v1/appointments/{}/{name}", id(appointment, "id"));
    api.post(path).bearer(&clinic.staff).send().await
}

#[tokio::test]
async fn a_booked_slot_is_taken_and_says_so() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "America/New_York").await;
    let slots = clinic.free_slots(&api).await;
    // noon in UTC is seven in New York, so the whole day is ahead
    assert_eq!(slots[0]["starts_at"], "2026-11-23T09:00:00-05:00");
    assert_eq!(slots[0]["ends_at"], "2026-11-23T09:30:00-05:00");
    assert_eq!(slots[0]["time_zone"], "America/New_York");

    let slot_id = id(&slots[0], "id");
    let appointment = clinic.book(&api, slot_id).await;
    assert_eq!(appointment["status"], "confirmed");
    assert_eq!(appointment["version"], 1);
    assert_eq!(appointment["starts_at"], "2026-11-23T09:00:00-05:00");
    assert_eq!(appointment["booked_at"], "2026-11-23T07:00:00-05:00");
    assert_eq!(id(&appointment, "slot_id"), slot_id);

    let body = json!({"slot_id": slot_id, "patient": {"name": "Somebody Else"}});
    let again = api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await;
    assert_eq!(again.refused(409), "slot-taken");
    assert!(!clinic.free_slot_ids(&api).await.contains(&slot_id));
    api.assert_sound().await;
}

#[tokio::test]
async fn a_slot_is_booked_and_cancelled_any_number_of_times() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slot_id = clinic.free_slot_ids(&api).await[0];
    for _ in 0..5 {
        let appointment = clinic.book(&api, slot_id).await;
        let cancelled = step(&api, &clinic, &appointment, "cancel").await.expect(200);
        assert_eq!(cancelled["status"], "cancelled");
        assert_eq!(cancelled["version"], 2);
        assert!(clinic.free_slot_ids(&api).await.contains(&slot_id));
    }
    clinic.book(&api, slot_id).await;
    api.assert_sound().await;
}

#[tokio::test]
async fn a_hold_is_confirmed_or_expires() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slot_ids(&api).await;
    let hold = async |slot_id: Uuid| {
        let body = json!({"slot_id": slot_id, "patient": {"name": "Grace Hopper"}, "hold": true});
        api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await.expect(201)
    };
    let kept = hold(slots[0]).await;
    assert_eq!(kept["status"], "pending");
    assert_eq!(kept["hold_expires_at"], "2026-11-23T12:10:00+00:00");
    let confirmed = step(&api, &clinic, &kept, "confirm").await.expect(200);
    assert_eq!(confirmed["status"], "confirmed");
    assert_eq!(confirmed.get("hold_expires_at"), None);

    let forgotten = hold(slots[1]).await;
    let taken = json!({"slot_id": slots[1], "patient": {"name": "X"}, "hold": true});
    assert_eq!(api.post("/v1/bookings").json(&taken).send().await.refused(409), "slot-taken");
    api.clock.advance(SignedDuration::from_mins(10));
    // past its expiry a hold is gone even before the sweeper comes
    assert_eq!(step(&api, &clinic, &forgotten, "confirm").await.refused(409), "hold-expired");
    assert_eq!(api.booking().sweep_holds().await.unwrap(), 1);
    assert_eq!(api.booking().sweep_holds().await.unwrap(), 0);
    let path = format!("/v1/appointments/{}", id(&forgotten, "id"));
    let expired = api.get(path).bearer(&clinic.staff).send().await.expect(200);
    assert_eq!(expired["status"], "cancelled");
    assert_eq!(expired["cancel_reason"], "hold expired");
    assert!(clinic.free_slot_ids(&api).await.contains(&slots[1]));
    api.assert_sound().await;

    let client = api.database.client().await;
    let rows = client
        .query(
            "SELECT event_type FROM outbox WHERE appointment_id = $1 ORDER BY id",
            &[&id(&forgotten, "id")],
        )
        .await
        .unwrap();
    let events: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(events.first().unwrap(), "holdfast.appointment.created");
    assert!(events.contains(&"holdfast.appointment.expired".to_owned()));
    assert!(events.contains(&"holdfast.slot.freed".to_owned()));
}

#[tokio::test]
async fn the_day_of_an_appointment() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Asia/Kathmandu").await;
    let slots = clinic.free_slot_ids(&api).await;
    let seen = clinic.book(&api, slots[0]).await;
    let missed = clinic.book(&api, slots[1]).await;
    // it is the evening before; the first slot is at nine
    for early in ["check-in", "complete", "no-show"] {
        assert_eq!(step(&api, &clinic, &seen, early).await.refused(409), "illegal-transition", "{early}");
    }
    api.clock.advance(SignedDuration::from_mins(6 * 60 + 14));
    assert_eq!(
        step(&api, &clinic, &seen, "check-in").await.refused(409),
        "illegal-transition",
        "a minute to midnight"
    );
    api.clock.advance(SignedDuration::from_mins(1));
    let arrived = step(&api, &clinic, &seen, "check-in").await.expect(200);
    assert_eq!(arrived["status"], "confirmed");
    assert_eq!(arrived["checked_in_at"], "2026-11-24T00:00:00+05:45");
    api.clock.advance(SignedDuration::from_mins(9 * 60 - 1));
    assert_eq!(step(&api, &clinic, &seen, "complete").await.refused(409), "illegal-transition");
    api.clock.advance(SignedDuration::from_mins(1));
    assert_eq!(step(&api, &clinic, &seen, "check-in").await.refused(409), "illegal-transition");
    assert_eq!(step(&api, &clinic, &seen, "no-show").await.refused(409), "illegal-transition");
    assert_eq!(step(&api, &clinic, &seen, "complete").await.expect(200)["status"], "completed");
    assert_eq!(step(&api, &clinic, &seen, "cancel").await.refused(409), "illegal-transition");

    assert_eq!(step(&api, &clinic, &missed, "no-show").await.refused(409), "illegal-transition");
    api.clock.advance(SignedDuration::from_mins(30));
    assert_eq!(step(&api, &clinic, &missed, "no-show").await.expect(200)["status"], "no_show");
    assert_eq!(step(&api, &clinic, &missed, "complete").await.refused(409), "illegal-transition");
    // the doctor's time is used: neither slot is offered again
    let free = clinic.free_slot_ids(&api).await;
    assert!(!free.contains(&slots[0]) && !free.contains(&slots[1]));
    api.assert_sound().await;
}

#[tokio::test]
async fn the_wrong_button_is_undone_until_the_end_of_the_next_day() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slot_ids(&api).await;
    let (seen, missed) = (clinic.book(&api, slots[0]).await, clinic.book(&api, slots[1]).await);
    let undo = async |appointment: &Value, of: &str| {
        let path = format!("/v1/appointments/{}/undo", id(appointment, "id"));
        api.post(path).bearer(&clinic.with_new_tokens(&api).staff).json(&json!({"of": of})).send().await
    };
    // from Monday noon to Tuesday at ten; the slots are at nine and half past
    api.clock.advance(SignedDuration::from_hours(22));
    for mark in ["check-in", "complete", "no-show"] {
        assert_eq!(undo(&seen, mark).await.refused(409), "illegal-transition", "{mark} was not set");
    }
    step(&api, &clinic, &seen, "check-in").await.expect(200);
    let undone = undo(&seen, "check-in").await.expect(200);
    assert_eq!((&undone["status"], &undone["checked_in_at"]), (&json!("confirmed"), &Value::Null));
    step(&api, &clinic, &seen, "check-in").await.expect(200);
    step(&api, &clinic, &seen, "complete").await.expect(200);
    assert_eq!(undo(&seen, "no-show").await.refused(409), "illegal-transition");
    let undone = undo(&seen, "complete").await.expect(200);
    assert_eq!(undone["status"], "confirmed");
    assert!(undone["checked_in_at"].is_string(), "the patient is there as before");
    step(&api, &clinic, &missed, "no-show").await.expect(200);
    assert_eq!(undo(&missed, "arrival").await.refused(422), "invalid-request");
    let path = format!("/v1/appointments/{}/undo", id(&missed, "id"));
    let body = json!({"of": "no-show"});
    let stale = api.post(&path).bearer(&clinic.staff).header("if-match", "\"1\"").json(&body).send().await;
    assert_eq!(stale.refused(412), "precondition-failed");

    // settled on Tuesday, so it ends with Wednesday, whenever the appointment was
    api.clock.advance(SignedDuration::from_hours(38) - SignedDuration::from_secs(1));
    assert_eq!(undo(&missed, "no-show").await.expect(200)["status"], "confirmed");
    step(&api, &clinic.with_new_tokens(&api), &missed, "no-show").await.expect(200);
    api.clock.advance(SignedDuration::from_hours(24) + SignedDuration::from_secs(1));
    assert_eq!(undo(&missed, "no-show").await.refused(409), "illegal-transition");
    api.assert_sound().await;

    let client = api.database.client().await;
    let told = "SELECT count(*) FROM outbox WHERE event_type = 'holdfast.appointment.undone'";
    let noted = "SELECT count(*) FROM audit_log WHERE action LIKE 'appointment.undo%'";
    for count in [told, noted] {
        assert_eq!(client.query_one(count, &[]).await.unwrap().get::<_, i64>(0), 3, "{count}");
    }
}

#[tokio::test]
async fn nothing_of_an_erased_patient_is_undone() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slot_ids(&api).await;
    let seen = clinic.book(&api, slots[0]).await;
    api.clock.advance(SignedDuration::from_hours(22));
    step(&api, &clinic, &seen, "complete").await.expect(200);
    let patient = format!("/v1/clinics/{}/patients/{}", clinic.id, id(&seen, "patient_id"));
    api.call(Method::DELETE, patient).bearer(&clinic.admin).send().await.expect(204);
    let path = format!("/v1/appointments/{}/undo", id(&seen, "id"));
    let undone = api.post(path).bearer(&clinic.staff).json(&json!({"of": "complete"})).send().await;
    assert_eq!(undone.refused(409), "illegal-transition");
    api.assert_sound().await;
}

/// Else both would see what was before the other.
#[tokio::test]
async fn an_erasure_waits_for_an_undo_in_flight() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let seen = clinic.book(&api, clinic.free_slot_ids(&api).await[0]).await;
    api.clock.advance(SignedDuration::from_hours(22));
    step(&api, &clinic, &seen, "complete").await.expect(200);
    let mut client = api.database.client().await;
    let undo = client.transaction().await.unwrap();
    let confirmed = "UPDATE appointments SET status = 'confirmed' WHERE id = $1";
    undo.execute(confirmed, &[&id(&seen, "id")]).await.unwrap();
    let patient = format!("/v1/clinics/{}/patients/{}", clinic.id, id(&seen, "patient_id"));
    let erase = api.call(Method::DELETE, patient).bearer(&clinic.admin).send();
    let commits = async {
        let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let began = Instant::now();
        while undo.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) == 0 {
            assert!(began.elapsed() < Duration::from_secs(5), "the erasure does not wait");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        undo.commit().await.unwrap();
    };
    let (erased, ()) = tokio::join!(erase, commits);
    assert_eq!(erased.refused(409), "patient-has-appointments");
}

#[tokio::test]
async fn an_appointment_moves_whole_or_not_at_all() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slot_ids(&api).await;
    let first = clinic.book(&api, slots[0]).await;
    let second = clinic.book(&api, slots[1]).await;
    let move_to = async |appointment: &Value, slot_id: Uuid| {
        let path = format!("/v1/appointments/{}/reschedule", id(appointment, "id"));
        api.post(path).bearer(&clinic.staff).json(&json!({"slot_id": slot_id})).send().await
    };
    assert_eq!(move_to(&first, slots[1]).await.refused(409), "slot-taken");
    assert_eq!(move_to(&first, api.new_id()).await.refused(404), "not-found");
    assert_eq!(move_to(&first, slots[0]).await.fields(), ["slot_id"]);
    let moved = move_to(&first, slots[2]).await.expect(200);
    assert_eq!(id(&moved, "slot_id"), slots[2]);
    assert_eq!(id(&moved, "id"), id(&first, "id"));
    assert_eq!(moved["version"], 2);
    let free = clinic.free_slot_ids(&api).await;
    assert!(free.contains(&slots[0]) && !free.contains(&slots[2]));
    // into what has just become free
    move_to(&second, slots[0]).await.expect(200);
    api.assert_sound().await;
}

#[tokio::test]
async fn if_match_names_the_version_that_was_read() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    // of today
    let appointment = clinic.book(&api, clinic.free_slot_ids(&api).await[0]).await;
    let path = format!("/v1/appointments/{}", id(&appointment, "id"));
    let read = api.get(&path).bearer(&clinic.staff).send().await;
    assert_eq!(read.headers["etag"], "\"1\"");
    let check_in = async |tag: &str| {
        let path = format!("{path}/check-in");
        api.post(path).bearer(&clinic.staff).header("if-match", tag).send().await
    };
    assert_eq!(check_in("\"2\"").await.refused(412), "precondition-failed");
    assert_eq!(check_in("W/\"1\"").await.refused(412), "precondition-failed");
    let arrived = check_in("\"1\"").await;
    assert_eq!(arrived.headers["etag"], "\"2\"");
    arrived.expect(200);
}

#[tokio::test]
async fn a_slot_that_changed_since_it_was_shown_is_not_booked_unseen() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slot = clinic.free_slots(&api).await.remove(0);
    let appointment = clinic.book(&api, id(&slot, "id")).await;
    step(&api, &clinic, &appointment, "cancel").await.expect(200);
    let book = async |version: &Value| {
        let body = json!({"slot_id": slot["id"], "patient": {"name": "X"}, "expected_version": version});
        api.post("/v1/bookings").json(&body).send().await
    };
    assert_eq!(book(&slot["version"]).await.refused(409), "slot-changed");
    let now = clinic.free_slots(&api).await.remove(0);
    book(&now["version"]).await.expect(201);
}

#[tokio::test]
async fn a_patient_is_in_one_place_at_a_time() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let other =
        Clinic { doctor_id: Clinic::add_doctor(&api, clinic.id, "dermatology").await, ..clinic.clone() };
    other.set_hours(&api, &holdfast_testkit::fixtures::nine_to_five()).await;
    let patient_id = clinic.add_patient(&api, None).await;
    let book = async |slot_id: Uuid| {
        let body = json!({"slot_id": slot_id, "patient_id": patient_id});
        api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await
    };
    let (here, there) = (clinic.free_slot_ids(&api).await, other.free_slot_ids(&api).await);
    book(here[0]).await.expect(201);
    assert_eq!(book(there[0]).await.refused(409), "patient-busy");
    let second = book(there[1]).await.expect(201);
    // nor by a move
    let path = format!("/v1/appointments/{}/reschedule", id(&second, "id"));
    let moved = api.post(path).bearer(&clinic.staff).json(&json!({"slot_id": there[0]})).send().await;
    assert_eq!(moved.refused(409), "patient-busy");
    assert!(other.free_slot_ids(&api).await.contains(&there[0]));
    api.assert_sound().await;
}

#[tokio::test]
async fn past_slots_and_slots_within_the_notice_are_refused() {
    let api = Api::start().await;
    let description = json!({"name": "Strict", "time_zone": "Europe/London", "min_notice_minutes": 120});
    let clinic = Clinic::with(&api, description, "cardiology").await;
    let client = api.database.client().await;
    let rows = client.query("SELECT id FROM slots ORDER BY starts_at LIMIT 6", &[]).await.unwrap();
    let slots: Vec<Uuid> = rows.iter().map(|row| row.get(0)).collect();
    // it is noon; the first slot made starts at 13:00
    let guest = async |slot_id: Uuid| {
        let body = json!({"slot_id": slot_id, "patient": {"name": "X"}});
        api.post("/v1/bookings").json(&body).send().await
    };
    assert_eq!(guest(slots[0]).await.refused(422), "slot-within-notice");
    assert_eq!(clinic.free_slot_ids(&api).await[0], slots[2]);
    // the front desk may, as long as there is something left of it
    api.clock.advance(SignedDuration::from_mins(75));
    clinic.book(&api, slots[0]).await;
    api.clock.advance(SignedDuration::from_mins(60));
    assert_eq!(guest(slots[1]).await.refused(422), "slot-in-past");
    let body = json!({"slot_id": slots[1], "patient": {"name": "X"}});
    let late = api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await;
    assert_eq!(late.refused(422), "slot-in-past");
}

#[tokio::test]
async fn a_slot_is_booked_in_its_own_mode() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slot_id = clinic.free_slot_ids(&api).await[0];
    let body = json!({"slot_id": slot_id, "patient": {"name": "X"}, "mode": "virtual"});
    let refused = api.post("/v1/bookings").json(&body).send().await;
    assert_eq!(refused.refused(422), "mode-not-offered");
    assert_eq!(refused.fields(), ["mode"]);
}

#[tokio::test]
async fn lists_are_filtered_and_paged() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slot_ids(&api).await;
    for slot_id in &slots[..5] {
        clinic.book(&api, *slot_id).await;
    }
    let list = async |query: &str| {
        api.get(format!("/v1/appointments?{query}")).bearer(&clinic.staff).send().await.expect(200)
    };
    let starts = |page: &Value| -> Vec<String> {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|a| a["starts_at"].as_str().unwrap().to_owned())
            .collect()
    };
    let all = starts(&list("").await);
    assert_eq!(all.len(), 5);
    assert!(all.is_sorted());
    let first = list("limit=3").await;
    let rest = list(&format!("limit=3&cursor={}", first["next_cursor"].as_str().unwrap())).await;
    assert_eq!([starts(&first), starts(&rest)].concat(), all);
    assert_eq!(rest["next_cursor"], Value::Null);
    let appointment = clinic.book(&api, slots[6]).await;
    step(&api, &clinic, &appointment, "cancel").await.expect(200);
    assert_eq!(starts(&list("status=cancelled").await).len(), 1);
    assert_eq!(starts(&list("status=confirmed").await).len(), 5);
    assert_eq!(starts(&list("from=2026-11-23T14:00:00Z&to=2026-11-23T15:00:00Z").await).len(), 2);
    let patient = id(&appointment, "patient_id");
    assert_eq!(starts(&list(&format!("patient_id={patient}")).await).len(), 1);
}
