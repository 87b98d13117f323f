//! `POST /v1/doctors/{id}/availability`, `…/time-off`, the horizon job: hours become slots.

use holdfast_domain::Role;
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Api, Clinic};
use jiff::SignedDuration;
use serde_json::{Value, json};

fn hours(start: &str, end: &str, slot_minutes: u32) -> Value {
    let mut template = nine_to_five();
    template["rules"][0]["start"] = start.into();
    template["rules"][0]["end"] = end.into();
    template["rules"][0]["slot_minutes"] = slot_minutes.into();
    template
}

async fn events(api: &Api, event_type: &str) -> i64 {
    let client = api.database.client().await;
    client
        .query_one("SELECT count(*) FROM outbox WHERE event_type = $1", &[&event_type])
        .await
        .unwrap()
        .get(0)
}

#[tokio::test]
async fn a_template_is_read_back() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let path = format!("/v1/doctors/{}/availability", clinic.doctor_id);
    let template = api.get(&path).send().await.expect(200);
    assert_eq!(template["rules"][0]["start"], "09:00");
    assert_eq!(template["rules"][0]["mode"], "in_person");
    assert_eq!(template["breaks"][0]["end"], "13:00");
    assert_eq!(template["effective_until"], Value::Null);
    let idle = Clinic::add_doctor(&api, clinic.id, "surgery").await;
    assert_eq!(api.get(format!("/v1/doctors/{idle}/availability")).send().await.refused(404), "not-found");
}

#[tokio::test]
async fn new_hours_keep_what_fits_remove_what_is_free_and_add_what_is_missing() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let before = clinic.free_slot_ids(&api).await;
    let changes = clinic.set_hours(&api, &nine_to_five()).await;
    for (field, value) in
        [("added", json!(0)), ("kept", json!(before.len())), ("removed", json!(0)), ("conflicts", json!([]))]
    {
        assert_eq!(changes[field], value, "{field}");
    }
    assert_eq!(clinic.free_slot_ids(&api).await, before, "the same hours leave the same slots");

    // mornings only
    let changes = clinic.set_hours(&api, &hours("09:00", "12:00", 30)).await;
    assert_eq!(changes["added"], 0);
    assert_eq!(changes["kept"].as_u64().unwrap() + changes["removed"].as_u64().unwrap(), before.len() as u64);
    assert!(
        clinic.free_slots(&api).await.iter().all(|slot| slot["starts_at"].as_str().unwrap()[11..13] < *"12")
    );
    let changes = clinic.set_hours(&api, &nine_to_five()).await;
    assert_eq!(changes["removed"], 0);
    assert_eq!(clinic.free_slot_ids(&api).await.len(), before.len());
    api.assert_sound().await;
}

#[tokio::test]
async fn a_booked_slot_outside_the_new_hours_stays_booked_and_is_reported_once() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slots(&api).await;
    let afternoon = slots.iter().find(|s| s["starts_at"].as_str().unwrap().contains("T16:30")).unwrap();
    let appointment = clinic.book(&api, id(afternoon, "id")).await;

    let changes = clinic.set_hours(&api, &hours("09:00", "12:00", 30)).await;
    assert_eq!(changes["conflicts"].as_array().unwrap().len(), 1);
    assert_eq!(changes["conflicts"][0]["appointment_id"], appointment["id"]);
    assert_eq!(changes["conflicts"][0]["starts_at"], afternoon["starts_at"]);
    let path = format!("/v1/appointments/{}", id(&appointment, "id"));
    assert_eq!(api.get(&path).bearer(&clinic.staff).send().await.expect(200)["status"], "confirmed");
    assert_eq!(events(&api, "holdfast.schedule.conflict").await, 1);
    // it is still one, but nobody is told twice
    let again = clinic.set_hours(&api, &hours("09:00", "11:00", 30)).await;
    assert_eq!(again["conflicts"].as_array().unwrap().len(), 1);
    assert_eq!(events(&api, "holdfast.schedule.conflict").await, 1);
    api.assert_sound().await;

    // cancelled, the slot is gone: the doctor no longer works then
    api.post(format!("{path}/cancel")).bearer(&clinic.staff).send().await.expect(200);
    assert!(!clinic.free_slot_ids(&api).await.contains(&id(afternoon, "id")));
    api.assert_sound().await;
}

#[tokio::test]
async fn new_slots_make_room_for_kept_bookings() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    // 13:00 to 13:30 is booked; 45-minute slots from 09:00 would have one from 12:45 or 13:00 on
    let slot = clinic.free_slots(&api).await.remove(0);
    clinic.book(&api, id(&slot, "id")).await;
    clinic.set_hours(&api, &hours("13:00", "17:00", 45)).await;
    let starts: Vec<String> = clinic
        .free_slots(&api)
        .await
        .iter()
        .take(4)
        .map(|s| s["starts_at"].as_str().unwrap()[11..16].to_owned())
        .collect();
    assert_eq!(
        starts,
        ["13:45", "14:30", "15:15", "16:00"],
        "not 13:00 of that day: it would overlap the booking"
    );
    for slot_id in clinic.free_slot_ids(&api).await.into_iter().take(4) {
        clinic.book(&api, slot_id).await;
    }
    api.assert_sound().await;
}

#[tokio::test]
async fn time_off_takes_free_slots_away_and_gives_them_back() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let before = clinic.free_slots(&api).await;
    let tuesday: Vec<_> =
        before.iter().filter(|s| s["starts_at"].as_str().unwrap().starts_with("2026-11-24")).collect();
    let appointment = clinic.book(&api, id(tuesday[0], "id")).await;
    let path = format!("/v1/doctors/{}/time-off", clinic.doctor_id);
    let body = json!({"starts_at": "2026-11-24T00:00:00Z", "ends_at": "2026-11-25T00:00:00Z", "reason": "conference"});
    let off = api.post(&path).bearer(&clinic.staff).json(&body).send().await.expect(201);
    assert_eq!(off["removed"], tuesday.len() - 1);
    assert_eq!(off["conflicts"][0]["appointment_id"], appointment["id"]);
    assert_eq!(off["starts_at"], "2026-11-24T00:00:00+00:00");
    assert!(
        clinic
            .free_slots(&api)
            .await
            .iter()
            .all(|s| !s["starts_at"].as_str().unwrap().starts_with("2026-11-24"))
    );
    let list = api.get(&path).bearer(&clinic.doctor).send().await.expect(200);
    assert_eq!(list["items"][0]["reason"], "conference");
    assert_eq!(api.get(&path).send().await.refused(401), "unauthenticated");
    // the horizon job leaves it alone
    api.availability().extend_all().await.unwrap();
    api.assert_sound().await;

    let delete = async || {
        let path = format!("{path}/{}", id(&off, "id"));
        api.call(axum::http::Method::DELETE, path).bearer(&clinic.staff).send().await
    };
    assert_eq!(delete().await.status, 204);
    assert_eq!(delete().await.refused(404), "not-found");
    assert_eq!(clinic.free_slots(&api).await.len(), before.len() - 1);
    // the booked one fits again: cancelled, it is offered
    let path = format!("/v1/appointments/{}/cancel", id(&appointment, "id"));
    api.post(path).bearer(&clinic.staff).send().await.expect(200);
    assert_eq!(clinic.free_slots(&api).await.len(), before.len());
    api.assert_sound().await;
}

#[tokio::test]
async fn a_later_template_takes_over_on_its_day() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let mut later = hours("09:00", "17:00", 60);
    later["effective_from"] = "2026-12-01".into();
    clinic.set_hours(&api, &later).await;
    let lengths: Vec<(String, i64)> = clinic
        .free_slots(&api)
        .await
        .iter()
        .map(|slot| {
            let at = |field: &str| slot[field].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
            (
                slot["starts_at"].as_str().unwrap()[..10].to_owned(),
                at("ends_at").duration_since(at("starts_at")).as_mins(),
            )
        })
        .collect();
    assert!(
        lengths.iter().all(|(day, minutes)| *minutes == if day.as_str() < "2026-12-01" { 30 } else { 60 })
    );
    assert!(lengths.iter().any(|(_, minutes)| *minutes == 60));
    let path = format!("/v1/doctors/{}/availability", clinic.doctor_id);
    assert_eq!(api.get(&path).send().await.expect(200)["rules"][0]["slot_minutes"], 30);
    api.clock.advance(SignedDuration::from_hours(24 * 9));
    assert_eq!(api.get(&path).send().await.expect(200)["rules"][0]["slot_minutes"], 60);
}

#[tokio::test]
async fn the_horizon_rolls_on_and_two_generators_do_no_harm() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Australia/Lord_Howe").await;
    let per_day = 14;
    assert_eq!(api.availability().extend_all().await.unwrap(), 0);
    api.clock.advance(SignedDuration::from_hours(24 * 7));
    let staff = api.at_clinic(Role::Staff, clinic.id, None);
    let (a, b, c) = futures::join!(
        api.availability().extend_all(),
        api.availability().extend_all(),
        api.post(format!("/v1/clinics/{}/slots/generate", clinic.id)).bearer(&staff).send(),
    );
    let made = a.unwrap() + b.unwrap() + c.expect(200)["added"].as_u64().unwrap();
    assert_eq!(made, 5 * per_day, "one week further: five working days, made once");
    let client = api.database.client().await;
    let twice = client
        .query("SELECT FROM slots GROUP BY clinic_id, doctor_id, starts_at HAVING count(*) > 1", &[])
        .await
        .unwrap();
    assert!(twice.is_empty());
    api.assert_sound().await;
}

#[tokio::test]
async fn hours_change_while_appointments_are_cancelled() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    for round in 0..6 {
        let template = if round % 2 == 0 { hours("09:00", "11:00", 30) } else { nine_to_five() };
        let mut appointments = Vec::new();
        for slot_id in clinic.free_slot_ids(&api).await.into_iter().take(16) {
            appointments.push(id(&clinic.book(&api, slot_id).await, "id"));
        }
        let cancellations = futures::future::join_all(appointments.iter().map(|appointment| {
            api.post(format!("/v1/appointments/{appointment}/cancel")).bearer(&clinic.staff).send()
        }));
        let (answers, _) = futures::join!(cancellations, clinic.set_hours(&api, &template));
        for answer in answers {
            answer.expect(200);
        }
        // every slot is free again, or gone with the hours
        api.assert_sound().await;
        let changes = clinic.set_hours(&api, &template).await;
        assert_eq!((&changes["added"], &changes["conflicts"]), (&json!(0), &json!([])), "{changes}");
    }
}

#[tokio::test]
async fn hours_change_while_slots_are_booked() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    for round in 0..6 {
        let slots = clinic.free_slot_ids(&api).await;
        let bookings = futures::future::join_all(slots.iter().take(12).map(|slot_id| {
            api.post("/v1/bookings").json(&json!({"slot_id": slot_id, "patient": {"name": "X"}})).send()
        }));
        let template = if round % 2 == 0 { hours("13:00", "18:00", 20) } else { nine_to_five() };
        let (answers, changes) = futures::join!(bookings, clinic.set_hours(&api, &template));
        for answer in answers {
            let status = answer.status.as_u16();
            assert!([201, 404, 409, 422].contains(&status), "{}", answer.body);
        }
        assert!(changes["added"].is_u64());
        api.assert_sound().await;
    }
}
