//! `POST /v1/clinics/{clinic_id}/zone-changes`: hours keep their wall-clock times, bookings their instants, and nobody does it unseen.

use axum::http::Method;
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Answer, Api, Clinic};
use serde_json::{Value, json};

async fn change(api: &Api, clinic: &Clinic, zone: &str, query: &str) -> Answer {
    let path = format!("/v1/clinics/{}/zone-changes{query}", clinic.id);
    api.post(path).bearer(&clinic.admin).json(&json!({"time_zone": zone})).send().await
}

async fn slot_at(api: &Api, clinic: &Clinic, begins: &str) -> Value {
    let slots = clinic.free_slots(api).await;
    slots.into_iter().find(|slot| slot["starts_at"].as_str().unwrap().starts_with(begins)).unwrap()
}

/// Rows of every table that a change of the zone writes to.
async fn written(api: &Api) -> String {
    let client = api.database.client().await;
    let mut sums = String::new();
    for table in ["clinics", "doctors", "slots", "open_slots", "closures", "conflicts", "outbox", "audit_log"]
    {
        let sum = format!("SELECT coalesce(string_agg(t::text, ',' ORDER BY t::text), '') FROM {table} t");
        sums += &client.query_one(&sum, &[]).await.unwrap().get::<_, String>(0);
    }
    sums
}

#[tokio::test]
async fn the_preview_lists_every_booking_and_the_change_keeps_their_instants() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let closures = format!("/v1/clinics/{}/closures", clinic.id);
    let evening = json!({"starts_at": "2026-12-01T23:10:00Z", "ends_at": "2026-12-01T23:20:00Z"});
    api.post(&closures).bearer(&clinic.staff).json(&evening).send().await.expect(201);
    let closed = json!({"dates": ["2026-12-02"]});
    api.post(&closures).bearer(&clinic.staff).json(&closed).send().await.expect(201);
    // nine o'clock is ten in Berlin; half past four is half past five, after hours
    let stays = clinic.book(&api, id(&slot_at(&api, &clinic, "2026-11-24T09:00").await, "id")).await;
    let late = clinic.book(&api, id(&slot_at(&api, &clinic, "2026-11-24T16:30").await, "id")).await;
    let over = clinic.book(&api, id(&slot_at(&api, &clinic, "2026-11-23T13:00").await, "id")).await;
    let cancel = format!("/v1/appointments/{}/cancel", id(&over, "id"));
    api.post(cancel).bearer(&clinic.staff).send().await.expect(200);

    let before = written(&api).await;
    let preview = change(&api, &clinic, "Europe/Berlin", "?dry_run=true").await.expect(200);
    assert_eq!(before, written(&api).await, "a dry run writes nothing");
    let of = |booked: &Value, before: &str, after: &str| json!({"appointment_id": booked["id"], "doctor_id": clinic.doctor_id, "before": before, "after": after});
    assert_eq!(
        preview["bookings"],
        json!([
            of(&stays, "2026-11-24T09:00:00+00:00", "2026-11-24T10:00:00+01:00"),
            of(&late, "2026-11-24T16:30:00+00:00", "2026-11-24T17:30:00+01:00"),
        ])
    );
    assert_eq!(
        (&preview["bookings_in_all"], &preview["time_zone_before"]),
        (&json!(2), &json!("Europe/London"))
    );
    assert_eq!(preview["conflicts"].as_array().unwrap().len(), 1);
    assert_eq!(preview["conflicts"][0]["appointment_id"], late["id"]);

    // unseen it is refused, and tells what it would do
    let unseen = change(&api, &clinic, "Europe/Berlin", "").await;
    assert_eq!(unseen.refused(409), "preview-required");
    assert_eq!(unseen.body["bookings"], preview["bookings"]);
    assert_eq!(unseen.body["preview_version"], preview["preview_version"]);
    assert_eq!(before, written(&api).await, "what is refused writes nothing");
    // a booking came between, which no hours are against
    let third = clinic.book(&api, id(&slot_at(&api, &clinic, "2026-11-25T10:00").await, "id")).await;
    let seen = |version: &Value| format!("?preview_version={}", version.as_str().unwrap());
    let stale = change(&api, &clinic, "Europe/Berlin", &seen(&preview["preview_version"])).await;
    assert_eq!(stale.refused(409), "preview-outdated");
    assert_eq!(stale.body["bookings"][2]["appointment_id"], third["id"]);
    // nor is the preview of another zone good
    let other = change(&api, &clinic, "Europe/Paris", &seen(&stale.body["preview_version"])).await;
    assert_eq!(other.refused(409), "preview-outdated");
    let changed =
        change(&api, &clinic, "Europe/Berlin", &seen(&stale.body["preview_version"])).await.expect(200);
    assert_eq!((&changed["days"], &changed["bookings"]), (&stale.body["days"], &stale.body["bookings"]));

    let itself = api.get(format!("/v1/clinics/{}", clinic.id)).send().await.expect(200);
    assert_eq!(itself["time_zone"], "Europe/Berlin");
    for (booked, starts_at) in [(&stays, "2026-11-24T10:00:00+01:00"), (&late, "2026-11-24T17:30:00+01:00")] {
        let path = format!("/v1/appointments/{}", id(booked, "id"));
        let appointment = api.get(path).bearer(&clinic.staff).send().await.expect(200);
        assert_eq!(appointment["starts_at"], starts_at);
    }
    let slots = clinic.free_slots(&api).await;
    let of_day = |day: &str| {
        let times = slots.iter().map(|slot| slot["starts_at"].as_str().unwrap());
        times.filter(|at| at.starts_with(day)).map(|at| at[11..16].to_owned()).collect::<Vec<_>>()
    };
    // nine to five, by the new clocks
    assert_eq!(of_day("2026-11-26").first().unwrap(), "09:00");
    assert_eq!(of_day("2026-11-26").last().unwrap(), "16:30");
    assert_eq!(of_day("2026-11-26").len(), 14);
    assert_eq!(of_day("2026-11-24").len(), 13, "the one that stays has its slot");
    assert_eq!(of_day("2026-12-02").len(), 0, "the day is closed by the new clocks");
    // searches by part of the day go by the new clocks too
    let path = "/v1/slots?specialization=cardiology&part_of_day=morning&from=2026-11-26T00:00:00Z&limit=7";
    let mornings = api.get(path).send().await.expect(200);
    let mornings = mornings["items"].as_array().unwrap().iter();
    let hours: Vec<_> = mornings.map(|slot| &slot["starts_at"].as_str().unwrap()[11..16]).collect();
    assert_eq!(hours, ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "09:00"]);
    // ten past eleven at night was tomorrow already
    let listed = api.get(&closures).send().await.expect(200);
    assert!(listed.to_string().contains("2026-12-02T00:10:00+01:00"), "{listed}");
    let dates = "SELECT date::text, last_date::text FROM closures WHERE starts_at IS NOT NULL";
    let dates = api.database.client().await.query_one(dates, &[]).await.unwrap();
    assert_eq!((dates.get::<_, &str>(0), dates.get::<_, &str>(1)), ("2026-12-02", "2026-12-02"));
    let conflicts = format!("/v1/clinics/{}/conflicts", clinic.id);
    let conflicts = api.get(conflicts).bearer(&clinic.staff).send().await.expect(200);
    assert_eq!(conflicts["items"][0]["cause"], "clock_rules");
    let audit = format!("/v1/clinics/{}/audit", clinic.id);
    let audit = api.get(audit).bearer(&clinic.admin).send().await.expect(200);
    assert!(audit.to_string().contains("clinic.time_zone"));
    // the job that makes slots finds nothing to mend
    assert_eq!(api.availability().extend_all().await.unwrap(), 0);
    assert_eq!(clinic.free_slots(&api).await, slots);
    api.assert_sound().await;
}

#[tokio::test]
async fn what_is_no_other_zone_is_refused_and_without_bookings_none_need_be_seen() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    for (zone, query) in [("Europe/London", ""), ("Mars/Olympus", ""), ("Europe/London", "?dry_run=true")] {
        let refused = change(&api, &clinic, zone, query).await;
        assert_eq!(
            (refused.refused(422), refused.fields()),
            ("invalid-request".into(), vec!["time_zone".into()])
        );
    }
    let path = format!("/v1/clinics/{}", clinic.id);
    let here = api.call(Method::PATCH, path).bearer(&clinic.admin).json(&json!({"time_zone": "Asia/Tokyo"}));
    assert_eq!(here.send().await.refused(409), "zone-in-use");
    let changed = change(&api, &clinic, "Asia/Kathmandu", "").await.expect(200);
    assert_eq!(changed["bookings"], json!([]));
    let first = clinic.free_slots(&api).await[0]["starts_at"].clone();
    // it is a quarter to six in the evening there
    assert_eq!(first, "2026-11-24T09:00:00+05:45");
    api.assert_sound().await;
}

/// Hours that are set while the zone changes are those of the zone that holds then.
#[tokio::test]
async fn who_waits_for_a_change_of_the_zone_makes_slots_by_the_new_one() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let mut other = api.database.client().await;
    let changing = other.transaction().await.unwrap();
    changing.execute("SELECT FROM doctors FOR NO KEY UPDATE", &[]).await.unwrap();
    changing.execute("UPDATE clinics SET time_zone = 'Asia/Tokyo'", &[]).await.unwrap();
    let watching = api.database.client().await;
    let waits = async {
        let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted";
        while watching.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) == 0 {}
        changing.commit().await.unwrap();
    };
    let hours = nine_to_five();
    futures::join!(clinic.set_hours(&api, &hours), waits);
    let slots = clinic.free_slots(&api).await;
    assert_eq!(slots[0]["starts_at"], "2026-11-24T09:00:00+09:00");
}
