//! Hours by date: closures of a clinic, openings of a doctor, doctors who leave; and what a change would do, told beforehand.

use axum::http::Method;
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Answer, Api, Clinic};
use serde_json::{Value, json};
use uuid::Uuid;

/// The days of free slots, each with how many there are.
async fn free(api: &Api, doctor: Uuid) -> Vec<(String, usize)> {
    let page = api.get(format!("/v1/doctors/{doctor}/slots?limit=500")).send().await.expect(200);
    let mut days: Vec<(String, usize)> = Vec::new();
    for slot in page["items"].as_array().unwrap() {
        let day = &slot["starts_at"].as_str().unwrap()[..10];
        match days.last_mut() {
            Some((last, count)) if *last == day => *count += 1,
            _ => days.push((day.to_owned(), 1)),
        }
    }
    days
}

fn on(days: &[(String, usize)], day: &str) -> usize {
    days.iter().find(|(of, _)| of == day).map_or(0, |(_, count)| *count)
}

async fn send(api: &Api, method: Method, path: &str, token: &str, body: Option<&Value>) -> Answer {
    let call = api.call(method, path).bearer(token);
    match body {
        Some(body) => call.json(body).send().await,
        None => call.send().await,
    }
}

/// Rows of every table that a change of hours writes to.
pub(crate) async fn written(api: &Api) -> Vec<i64> {
    let client = api.database.client().await;
    let mut counts = Vec::new();
    for table in [
        "slots",
        "open_slots",
        "closures",
        "openings",
        "conflicts",
        "schedules",
        "time_off",
        "outbox",
        "audit_log",
    ] {
        let sum = "coalesce(sum(('x' || left(md5(t.xmin::text || t::text), 8))::bit(32)::bigint), 0)::bigint";
        let statement = format!("SELECT count(*), {sum} FROM {table} t");
        let row = client.query_one(&statement, &[]).await.unwrap();
        counts.extend([row.get::<_, i64>(0), row.get::<_, i64>(1)]);
    }
    counts
}

const MONDAY: &str = "2026-11-30T09:00:00Z";
const TUESDAY: &str = "2026-12-01T09:00:00Z";

/// Two slots in the evening of these days.
fn evening(dates: &[&str]) -> Value {
    json!({"dates": dates, "rules": [{"start": "18:00", "end": "19:00", "slot_minutes": 30}]})
}

async fn second_doctor(api: &Api, clinic: &Clinic) -> Uuid {
    let doctor = Clinic::add_doctor(api, clinic.id, "surgery").await;
    let path = format!("/v1/doctors/{doctor}/availability");
    api.post(path).bearer(&clinic.admin).json(&nine_to_five()).send().await.expect(200);
    doctor
}

#[tokio::test]
async fn a_closed_day_has_no_slots_of_any_doctor_and_gets_them_back() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let other = second_doctor(&api, &clinic).await;
    let before = [free(&api, clinic.doctor_id).await, free(&api, other).await];
    let slot = clinic
        .free_slots(&api)
        .await
        .into_iter()
        .find(|slot| slot["starts_at"].as_str().unwrap().starts_with("2026-11-26"));
    let booked = clinic.book(&api, id(&slot.unwrap(), "id")).await;

    let path = format!("/v1/clinics/{}/closures", clinic.id);
    let days = json!({"dates": ["2026-11-26", "2026-12-01", "2026-11-28"], "reason": "Holiday"});
    let closed = send(&api, Method::POST, &path, &clinic.staff, Some(&days)).await.expect(201);
    assert_eq!(closed["closures"].as_array().unwrap().len(), 3);
    assert_eq!(closed["conflicts"][0]["appointment_id"], booked["id"]);
    assert_eq!(closed["conflicts"].as_array().unwrap().len(), 1);
    assert_eq!(
        closed["days"],
        json!([{"date": "2026-11-26", "before": 27, "after": 0}, {"date": "2026-12-01", "before": 28, "after": 0}])
    );
    for (nth, doctor) in [clinic.doctor_id, other].into_iter().enumerate() {
        let now = free(&api, doctor).await;
        let left: Vec<_> = before[nth]
            .iter()
            .filter(|(day, _)| day != "2026-11-26" && day != "2026-12-01")
            .cloned()
            .collect();
        assert_eq!(now, left);
    }
    let listed = api.get(&path).send().await.expect(200);
    let dates: Vec<_> =
        listed["items"].as_array().unwrap().iter().map(|item| item["date"].as_str().unwrap()).collect();
    assert_eq!(dates, ["2026-11-26", "2026-11-28", "2026-12-01"]);
    // closing it once more changes nothing
    let again = send(&api, Method::POST, &path, &clinic.staff, Some(&days)).await.expect(201);
    assert_eq!((&again["closures"], &again["removed"]), (&json!([]), &json!(0)));

    for closure in listed["items"].as_array().unwrap() {
        let path = format!("{path}/{}", closure["id"].as_str().unwrap());
        send(&api, Method::DELETE, &path, &clinic.admin, None).await.expect(204);
    }
    assert_eq!(free(&api, other).await, before[1]);
    assert_eq!(
        on(&free(&api, clinic.doctor_id).await, "2026-11-26"),
        13,
        "the booking is within the hours again"
    );
    let left: i64 = api
        .database
        .client()
        .await
        .query_one("SELECT count(*) FROM conflicts WHERE ended_at IS NULL", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(left, 0);
    api.assert_sound().await;
}

#[tokio::test]
async fn an_opening_adds_a_day_beyond_the_horizon_and_on_a_closed_one() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let path = format!("/v1/doctors/{}/openings", clinic.doctor_id);
    let closures = format!("/v1/clinics/{}/closures", clinic.id);
    send(&api, Method::POST, &closures, &clinic.staff, Some(&json!({"dates": ["2026-11-26"]})))
        .await
        .expect(201);
    for (date, count) in [("2026-11-28", 2), ("2026-11-26", 2), ("2027-06-05", 2)] {
        let hours = evening(&[date]);
        let added = send(&api, Method::POST, &path, &clinic.doctor, Some(&hours)).await.expect(201);
        assert_eq!(added["added"], count);
        assert_eq!(on(&free(&api, clinic.doctor_id).await, date), 2, "{date}");
        // the same once more, and what overlaps the usual hours
        let again = send(&api, Method::POST, &path, &clinic.doctor, Some(&hours)).await;
        assert_eq!(
            (again.refused(422).as_str(), again.fields()),
            ("invalid-request", vec!["rules[0].start".to_owned()])
        );
    }
    let mut usual = evening(&["2026-11-27"]);
    usual["rules"]
        .as_array_mut()
        .unwrap()
        .push(json!({"start": "08:45", "end": "09:15", "slot_minutes": 30}));
    let refused = send(&api, Method::POST, &path, &clinic.doctor, Some(&usual)).await;
    assert_eq!(refused.fields(), ["rules[1].start"]);
    // new hours leave it
    clinic.set_hours(&api, &nine_to_five()).await;
    assert_eq!(on(&free(&api, clinic.doctor_id).await, "2026-11-28"), 2);

    let listed = api.get(&path).bearer(&clinic.staff).send().await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 3);
    let saturday =
        listed["items"].as_array().unwrap().iter().find(|item| item["date"] == "2026-11-28").unwrap();
    let one = format!("{path}/{}", saturday["id"].as_str().unwrap());
    let would =
        send(&api, Method::DELETE, &format!("{one}?dry_run=true"), &clinic.admin, None).await.expect(200);
    assert_eq!(would["days"], json!([{"date": "2026-11-28", "before": 2, "after": 0}]));
    assert_eq!(on(&free(&api, clinic.doctor_id).await, "2026-11-28"), 2);
    let did = send(&api, Method::DELETE, &one, &clinic.admin, None).await.expect(200);
    assert_eq!(did, would);
    assert_eq!(on(&free(&api, clinic.doctor_id).await, "2026-11-28"), 0);
    api.assert_sound().await;
}

#[tokio::test]
async fn a_doctor_leaves_with_bookings_as_conflicts_and_comes_back() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let before = free(&api, clinic.doctor_id).await;
    let last = clinic.free_slots(&api).await.pop().unwrap();
    let booked = clinic.book(&api, id(&last, "id")).await;
    let path = format!("/v1/doctors/{}", clinic.doctor_id);
    let leaves = json!({"from": "2026-11-30"});
    let gone = send(&api, Method::POST, &format!("{path}/deactivate"), &clinic.admin, Some(&leaves))
        .await
        .expect(200);
    assert_eq!(gone["conflicts"][0]["appointment_id"], booked["id"]);
    assert!(free(&api, clinic.doctor_id).await.iter().all(|(day, _)| day.as_str() < "2026-11-30"));
    assert_eq!(api.get(&path).send().await.expect(200)["inactive_from"], "2026-11-30");
    let idle = Clinic::add_doctor(&api, clinic.id, "surgery").await;
    let idle = format!("/v1/doctors/{idle}/deactivate");
    let would = send(&api, Method::POST, &format!("{idle}?dry_run=true"), &clinic.admin, Some(&leaves))
        .await
        .expect(200);
    let preview = format!("{idle}?preview_version={}", would["preview_version"].as_str().unwrap());
    send(&api, Method::POST, &preview, &clinic.admin, Some(&leaves)).await.expect(200);
    // days that come within the horizon, and new hours, change nothing about it
    clinic.set_hours(&api, &nine_to_five()).await;
    assert!(free(&api, clinic.doctor_id).await.iter().all(|(day, _)| day.as_str() < "2026-11-30"));
    let hours = evening(&["2026-11-29", "2026-12-05"]);
    let refused = send(&api, Method::POST, &format!("{path}/openings"), &clinic.admin, Some(&hours)).await;
    assert_eq!(refused.fields(), ["dates[1]"]);

    send(&api, Method::POST, &format!("{path}/reactivate"), &clinic.admin, None).await.expect(200);
    let mut back = before;
    back.last_mut().unwrap().1 -= 1;
    assert_eq!(free(&api, clinic.doctor_id).await, back);
    assert_eq!(api.get(&path).send().await.expect(200)["inactive_from"], Value::Null);
    api.assert_sound().await;
}

#[tokio::test]
async fn closed_hours_take_the_slots_that_they_touch_and_give_them_back() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let before = free(&api, clinic.doctor_id).await;
    let path = format!("/v1/clinics/{}/closures", clinic.id);
    // a fire drill from a Tuesday's 10:00 to 11:00, in the middle of slots of half an hour
    let drill = json!({"starts_at": "2026-11-24T10:15:00+00:00", "ends_at": "2026-11-24T11:00:00+00:00", "reason": "Drill"});
    let closed = send(&api, Method::POST, &path, &clinic.staff, Some(&drill)).await.expect(201);
    assert_eq!(closed["removed"], 2);
    let closure = &closed["closures"][0];
    assert_eq!((&closure["date"], &closure["reason"]), (&Value::Null, &json!("Drill")));
    assert_eq!(closure["starts_at"], "2026-11-24T10:15:00+00:00");
    assert_eq!(on(&free(&api, clinic.doctor_id).await, "2026-11-24"), on(&before, "2026-11-24") - 2);
    // new hours leave it, and it is listed
    clinic.set_hours(&api, &nine_to_five()).await;
    assert_eq!(on(&free(&api, clinic.doctor_id).await, "2026-11-24"), on(&before, "2026-11-24") - 2);
    assert_eq!(api.get(&path).send().await.expect(200)["items"], closed["closures"]);

    let one = format!("{path}/{}", closure["id"].as_str().unwrap());
    send(&api, Method::DELETE, &one, &clinic.staff, None).await.expect(204);
    assert_eq!(free(&api, clinic.doctor_id).await, before);
    api.assert_sound().await;
}

#[tokio::test]
async fn a_clinic_that_closes_for_good_offers_nothing_from_then_on_and_may_open_again() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let other = second_doctor(&api, &clinic).await;
    let before = [free(&api, clinic.doctor_id).await, free(&api, other).await];
    let last = clinic.free_slots(&api).await.pop().unwrap();
    let booked = clinic.book(&api, id(&last, "id")).await;
    let path = format!("/v1/clinics/{}", clinic.id);
    let end = json!({"from": "2026-11-30"});
    let closed =
        send(&api, Method::POST, &format!("{path}/close"), &clinic.admin, Some(&end)).await.expect(200);
    assert_eq!(closed["conflicts"][0]["appointment_id"], booked["id"]);
    assert_eq!(api.get(&path).send().await.expect(200)["closed_from"], "2026-11-30");
    // hours that are set afterwards, and days that are opened, are no way around it
    clinic.set_hours(&api, &nine_to_five()).await;
    for doctor in [clinic.doctor_id, other] {
        assert!(free(&api, doctor).await.iter().all(|(day, _)| day.as_str() < "2026-11-30"));
    }
    let openings = format!("/v1/doctors/{other}/openings");
    let refused = send(&api, Method::POST, &openings, &clinic.admin, Some(&evening(&["2026-11-30"]))).await;
    assert_eq!(refused.fields(), ["dates[0]"]);

    send(&api, Method::POST, &format!("{path}/reopen"), &clinic.admin, None).await.expect(200);
    let mut back = before;
    back[0].last_mut().unwrap().1 -= 1;
    assert_eq!([free(&api, clinic.doctor_id).await, free(&api, other).await], back);
    assert_eq!(api.get(&path).send().await.expect(200)["closed_from"], Value::Null);
    api.assert_sound().await;
}

/// What is foreseen is what is done, and foreseeing writes nothing; a booking in between is told before anything is changed.
#[tokio::test]
async fn a_dry_run_tells_what_the_change_does_and_writes_nothing() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let mut mornings = nine_to_five();
    mornings["rules"][0]["end"] = "12:00".into();
    let (c, d) = (clinic.id, clinic.doctor_id);
    let changes = [
        (format!("/v1/clinics/{c}/closures"), json!({"dates": ["2026-11-25"]}), 201),
        (
            format!("/v1/doctors/{d}/openings"),
            json!({"dates": ["2026-11-28"], "rules": [{"start": "09:00", "end": "10:00", "slot_minutes": 20}]}),
            201,
        ),
        (
            format!("/v1/clinics/{c}/closures"),
            json!({"starts_at": "2026-12-03T14:00:00Z", "ends_at": "2026-12-04T10:00:00Z"}),
            201,
        ),
        (
            format!("/v1/doctors/{d}/time-off"),
            json!({"starts_at": "2026-11-26T08:00:00Z", "ends_at": "2026-11-26T12:00:00Z"}),
            201,
        ),
        (format!("/v1/doctors/{d}/deactivate"), json!({"from": "2026-12-02"}), 200),
        (format!("/v1/clinics/{c}/close"), json!({"from": "2026-11-30"}), 200),
        (format!("/v1/doctors/{d}/availability"), mornings, 200),
    ];
    for (path, body, status) in changes {
        let slots = clinic.free_slots(&api).await;
        // one slot of each day is booked, so that some are hit
        let mut days = std::collections::BTreeSet::new();
        for slot in
            slots.iter().filter(|slot| days.insert(slot["starts_at"].as_str().unwrap()[..10].to_owned()))
        {
            clinic.book(&api, id(slot, "id")).await;
        }
        let rows = written(&api).await;
        let dry = format!("{path}?dry_run=true");
        let would = send(&api, Method::POST, &dry, &clinic.admin, Some(&body)).await.expect(200);
        assert_eq!(written(&api).await, rows, "{path}");

        let of_version = |version: &str| format!("{path}?preview_version={version}");
        let stale =
            send(&api, Method::POST, &of_version("0123456789abcdef"), &clinic.admin, Some(&body)).await;
        assert_eq!(stale.refused(409), "preview-outdated");
        assert_eq!(stale.body["conflicts"], would["conflicts"], "{path}");
        assert_eq!(written(&api).await, rows, "{path}");

        assert_eq!(stale.body["preview_version"], would["preview_version"], "{path}");
        let version = would["preview_version"].as_str().unwrap();
        let did =
            send(&api, Method::POST, &of_version(version), &clinic.admin, Some(&body)).await.expect(status);
        for field in ["added", "kept", "removed", "conflicts", "days", "preview_version"] {
            assert_eq!(did[field], would[field], "{path} {field}");
        }
        assert!(would["days"].as_array().is_some_and(|days| !days.is_empty()), "{path}: {would}");
    }
    api.assert_sound().await;
}

#[tokio::test]
async fn what_is_told_of_a_doctor_is_changed_and_a_new_specialization_is_found_at_once() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let path = format!("/v1/doctors/{}", clinic.doctor_id);
    let change = async |body: Value, tag: Option<&str>| {
        let call = api.call(Method::PATCH, path.clone()).bearer(&clinic.admin).json(&body);
        let call = if let Some(tag) = tag { call.header("if-match", tag) } else { call };
        call.send().await
    };
    let found = async |specialization: &str| {
        let page =
            api.get(format!("/v1/slots?specialization={specialization}&limit=500")).send().await.expect(200);
        page["items"].as_array().unwrap().len()
    };
    let slots = found("cardiology").await;
    let booked = clinic.book(&api, clinic.free_slot_ids(&api).await[0]).await;
    let body = json!({"name": "Dr Ada Wong", "title": "Prof.", "specialization": "Neurology", "languages": ["en", "zh-Hant"], "display_order": 3, "bio": ""});
    let changed = change(body, Some("\"1\"")).await.expect(200);
    assert_eq!(changed, api.get(&path).send().await.expect(200));
    assert_eq!((&changed["title"], &changed["languages"]), (&json!("Prof."), &json!(["en", "zh-Hant"])));
    assert_eq!((found("cardiology").await, found("neurology").await), (0, slots - 1));
    // a slot that is freed later is found by it too
    let cancel = format!("/v1/appointments/{}/cancel", id(&booked, "id"));
    api.post(cancel).bearer(&clinic.staff).send().await.expect(200);
    assert_eq!(found("neurology").await, slots);
    assert_eq!(change(json!({"title": ""}), Some("\"1\"")).await.refused(412), "precondition-failed");
    for (body, field) in [
        (json!({"name": ""}), "name"),
        (json!({"languages": ["english"]}), "languages[0]"),
        (json!({"languages": ["en", "en"]}), "languages[1]"),
        (json!({"display_order": -1}), "display_order"),
        (json!({"specialization": " "}), "specialization"),
    ] {
        assert_eq!(change(body, None).await.fields(), [field]);
    }
    assert_eq!(api.get(&path).send().await.expect(200)["version"], 2);
    api.assert_sound().await;
}

#[tokio::test]
async fn bad_days_are_named_and_change_nothing() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let rows = written(&api).await;
    let many: Vec<_> = (0..61).map(|nth| format!("2027-{:02}-{:02}", 1 + nth / 28, 1 + nth % 28)).collect();
    let closures = format!("/v1/clinics/{}/closures", clinic.id);
    for (body, field) in [
        (json!({"dates": []}), "dates"),
        (json!({"dates": many}), "dates"),
        (json!({"dates": ["2026-11-30", "2026-11-22"]}), "dates[1]"),
        (json!({"dates": ["2026-02-30"]}), "dates[0]"),
        (json!({"dates": ["2030-01-01"]}), "dates[0]"),
        (json!({"dates": ["2026-11-30"], "reason": "x".repeat(501)}), "reason"),
        (json!({"reason": "nothing"}), "dates"),
        (json!({"dates": ["2026-11-30"], "starts_at": MONDAY, "ends_at": TUESDAY}), "dates"),
        (json!({"dates": null}), "dates"),
        (json!({"starts_at": MONDAY}), "ends_at"),
        (json!({"ends_at": MONDAY}), "starts_at"),
        (json!({"starts_at": TUESDAY, "ends_at": MONDAY}), "ends_at"),
        (json!({"starts_at": MONDAY, "ends_at": "2028-11-30T09:00:00Z"}), "ends_at"),
        (json!({"starts_at": "monday", "ends_at": TUESDAY}), "starts_at"),
        (json!({"days": []}), "days"),
    ] {
        let answer = send(&api, Method::POST, &closures, &clinic.staff, Some(&body)).await;
        assert_eq!(answer.fields(), [field], "{body}");
    }
    let openings = format!("/v1/doctors/{}/openings", clinic.doctor_id);
    for (field, of_rule) in [
        ("end", json!({"end": "18:00"})),
        ("slot_minutes", json!({"slot_minutes": 4})),
        ("slot_minutes", json!({"slot_minutes": 61})),
        ("buffer_minutes", json!({"buffer_minutes": 241})),
        ("mode", json!({"mode": "phone"})),
        ("days", json!({"days": []})),
        ("days", json!({"days": ["mon"]})),
        ("date", json!({"date": "2026-11-28"})),
    ] {
        let mut body = evening(&["2026-11-28"]);
        let rule = body["rules"][0].as_object_mut().unwrap();
        rule.extend(of_rule.as_object().unwrap().clone());
        let refused = send(&api, Method::POST, &openings, &clinic.admin, Some(&body)).await;
        assert_eq!(refused.fields()[0], format!("rules[0].{field}"), "{body}");
    }
    for (field, of_body) in [
        ("dates", json!({"dates": []})),
        ("dates[1]", json!({"dates": ["2026-11-28", "2026-11-22"]})),
        ("dates[0]", json!({"dates": ["tomorrow"]})),
        ("rules", json!({"rules": []})),
        ("start", json!({"start": "18:00"})),
    ] {
        let mut body = evening(&["2026-11-28"]);
        body.as_object_mut().unwrap().extend(of_body.as_object().unwrap().clone());
        let refused = send(&api, Method::POST, &openings, &clinic.admin, Some(&body)).await;
        assert_eq!(refused.fields()[0], field, "{body}");
    }
    let path = format!("/v1/doctors/{}/deactivate", clinic.doctor_id);
    for from in ["2026-11-22", "2030-01-01", "soon"] {
        for path in [&path, &format!("/v1/clinics/{}/close", clinic.id)] {
            let answer = send(&api, Method::POST, path, &clinic.admin, Some(&json!({"from": from}))).await;
            assert_eq!(answer.fields(), ["from"], "{from}");
        }
    }
    for (query, field) in [
        ("dry_run=maybe", "dry_run"),
        ("preview_version=", "preview_version"),
        ("preview_version=1", "preview_version"),
        ("dry=1", "dry"),
    ] {
        let path = format!("{path}?{query}");
        let answer =
            send(&api, Method::POST, &path, &clinic.admin, Some(&json!({"from": "2026-12-22"}))).await;
        assert_eq!(answer.fields(), [field], "{query}");
    }
    assert_eq!(written(&api).await, rows);
}
