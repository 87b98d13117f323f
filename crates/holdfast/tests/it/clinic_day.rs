//! A clinic's day in one call, held against the lists that it is made of.

use axum::http::Method;
use holdfast_domain::Role;
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Api, Clinic};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

const DAY: &str = "2026-11-24";

async fn day(api: &Api, clinic: &Clinic, query: &str, token: &str) -> Value {
    api.get(format!("/v1/clinics/{}/day?{query}", clinic.id)).bearer(token).send().await.expect(200)
}

fn of(day: &Value, doctor: Uuid) -> &Value {
    let mut doctors = day["doctors"].as_array().unwrap().iter();
    doctors.find(|of| of["doctor"]["id"] == doctor.to_string()).unwrap()
}

async fn second_doctor(api: &Api, clinic: &Clinic) -> Uuid {
    let doctor = Clinic::add_doctor(api, clinic.id, "surgery").await;
    let path = format!("/v1/doctors/{doctor}/availability");
    api.post(path).bearer(&clinic.admin).json(&nine_to_five()).send().await.expect(200);
    doctor
}

/// The free slots of a doctor on the day, soonest first.
async fn free_on_day(api: &Api, doctor: Uuid) -> Vec<Value> {
    let page = api.get(format!("/v1/doctors/{doctor}/slots?limit=500")).send().await.expect(200);
    let mut slots = page["items"].as_array().unwrap().clone();
    slots.retain(|slot| slot["starts_at"].as_str().unwrap().starts_with(DAY));
    slots
}

#[tokio::test]
async fn a_day_shows_who_comes_what_is_free_and_who_is_away() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "America/New_York").await;
    let other = second_doctor(&api, &clinic).await;
    let slots = free_on_day(&api, clinic.doctor_id).await;
    let mut booked = Vec::new();
    for slot in &slots[..5] {
        booked.push(clinic.book(&api, id(slot, "id")).await);
    }
    let step = async |appointment: &Value, step: &str| {
        let path = format!("/v1/appointments/{}/{step}", id(appointment, "id"));
        api.post(path).bearer(&api.at_clinic(Role::Staff, clinic.id, None)).send().await.expect(200)
    };
    step(&booked[4], "cancel").await;
    let off = json!({"starts_at": "2026-11-24T18:00:00Z", "ends_at": "2026-11-24T19:00:00Z"});
    let path = format!("/v1/doctors/{other}/time-off");
    api.post(path).bearer(&clinic.staff).json(&off).send().await.expect(201);
    let drill =
        json!({"starts_at": "2026-11-24T20:00:00Z", "ends_at": "2026-11-24T20:30:00Z", "reason": "Drill"});
    let path = format!("/v1/clinics/{}/closures", clinic.id);
    api.post(path).bearer(&clinic.staff).json(&drill).send().await.expect(201);

    // ten minutes after the third has begun: one was seen, one is here, one is late, one is to come
    let third: jiff::Timestamp = booked[2]["starts_at"].as_str().unwrap().parse().unwrap();
    api.clock.advance(third.duration_since(api.now()) + SignedDuration::from_mins(10));
    step(&booked[0], "check-in").await;
    step(&booked[0], "complete").await;
    step(&booked[1], "check-in").await;
    let staff = api.at_clinic(Role::Staff, clinic.id, None);
    let shown = day(&api, &clinic, &format!("date={DAY}"), &staff).await;
    assert_eq!((&shown["date"], &shown["time_zone"]), (&json!(DAY), &json!("America/New_York")));
    assert_eq!(shown["closures"][0]["reason"], "Drill");
    let mine = of(&shown, clinic.doctor_id);
    let arrivals: Vec<_> = mine["appointments"].as_array().unwrap().iter().map(|a| &a["arrival"]).collect();
    assert_eq!(arrivals, [&Value::Null, &json!("arrived"), &json!("late"), &json!("expected")]);
    for (shown, booked) in mine["appointments"].as_array().unwrap().iter().zip(&booked) {
        let path = format!("/v1/appointments/{}", id(booked, "id"));
        let one = api.get(path).bearer(&staff).send().await.expect(200);
        for (field, value) in one.as_object().unwrap() {
            assert_eq!(&shown[field], value, "{field}");
        }
        let path = format!("/v1/clinics/{}/patients/{}", clinic.id, booked["patient_id"].as_str().unwrap());
        let patient = api.get(path).bearer(&staff).send().await.expect(200);
        for field in ["id", "name", "phone"] {
            assert_eq!(shown["patient"][field], patient[field]);
        }
    }
    let theirs = of(&shown, other);
    assert_eq!(theirs["away"][0]["starts_at"], "2026-11-24T13:00:00-05:00");
    for doctor in [clinic.doctor_id, other] {
        let free: Vec<_> =
            of(&shown, doctor)["free"].as_array().unwrap().iter().map(|slot| &slot["id"]).collect();
        let public = free_on_day(&api, doctor).await;
        let public: Vec<_> = public.iter().map(|slot| &slot["id"]).collect();
        assert_eq!(free[free.len() - public.len()..], public, "the rest has begun");
    }
    let free: usize =
        shown["doctors"].as_array().unwrap().iter().map(|of| of["free"].as_array().unwrap().len()).sum();
    assert_eq!(
        shown["totals"],
        json!({"booked": 4, "free": free, "expected": 1, "late": 1, "arrived": 1, "conflicts": 0})
    );
    // today, if no day is named
    assert_eq!(day(&api, &clinic, "", &staff).await["date"], DAY);
}

#[tokio::test]
async fn a_doctor_sees_their_own_day_and_a_desk_the_doctors_that_it_names() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let other = second_doctor(&api, &clinic).await;
    let ids = |day: &Value| -> Vec<String> {
        let doctors = day["doctors"].as_array().unwrap().iter();
        doctors.map(|of| of["doctor"]["id"].as_str().unwrap().to_owned()).collect()
    };
    let own = clinic.doctor_id.to_string();
    assert_eq!(ids(&day(&api, &clinic, "", &clinic.doctor).await), std::slice::from_ref(&own));
    assert_eq!(ids(&day(&api, &clinic, "", &clinic.staff).await).len(), 2);
    let named = day(&api, &clinic, &format!("doctors={other}"), &clinic.staff).await;
    assert_eq!(ids(&named), [other.to_string()]);
    let path = format!("/v1/clinics/{}/day", clinic.id);
    let theirs = api.get(format!("{path}?doctors={own},{other}")).bearer(&clinic.doctor).send().await;
    assert_eq!(theirs.refused(404), "not-found");
    // one of another clinic is not there
    let foreign = Clinic::open(&api, "Europe/London").await;
    let named = day(&api, &clinic, &format!("doctors={}", foreign.doctor_id), &clinic.staff).await;
    assert_eq!(ids(&named), Vec::<String>::new());
    assert_eq!(api.get(&path).bearer(&foreign.staff).send().await.refused(404), "not-found");
    for (query, field) in [
        ("date=tomorrow", "date"),
        ("date=2026-02-30", "date"),
        ("doctors=", "doctors"),
        ("doctors=1,2", "doctors"),
        (format!("doctors={}", vec![own.as_str(); 101].join(",")).as_str(), "doctors"),
        ("day=2026-11-24", "day"),
    ] {
        let answer = api.get(format!("{path}?{query}")).bearer(&clinic.staff).send().await;
        assert_eq!(answer.fields(), [field], "{query}");
    }
}

#[tokio::test]
async fn a_filtered_list_with_names_is_a_file_for_admins() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slot_ids(&api).await;
    let mut ids = Vec::new();
    for (nth, slot) in slots[..3].iter().enumerate() {
        let name =
            ["Ada \"the first\", Countess", "=HYPERLINK(\"https://evil.example\")", "Grace Hopper"][nth];
        let body = json!({"slot_id": slot, "clinic_id": clinic.id, "patient": {"name": name, "phone": "+44 20"}, "reason": "a\nb"});
        ids.push(id(
            &api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await.expect(201),
            "id",
        ));
    }
    let cancel = format!("/v1/appointments/{}/cancel", ids[2]);
    api.post(cancel).bearer(&clinic.staff).send().await.expect(200);
    let path = format!("/v1/clinics/{}/appointments.csv", clinic.id);
    let file = async |query: &str| {
        let answer = api.get(format!("{path}?{query}")).bearer(&clinic.admin).send().await;
        assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8; header=present");
        let mut reader = csv::Reader::from_reader(answer.bytes.as_slice());
        let rows: Vec<std::collections::HashMap<String, String>> =
            reader.deserialize().collect::<Result<_, _>>().unwrap();
        rows
    };
    let rows = file("").await;
    let shown: Vec<&str> = rows.iter().map(|row| row["id"].as_str()).collect();
    assert_eq!(shown, ids.iter().map(Uuid::to_string).collect::<Vec<_>>());
    assert_eq!(rows[0]["patient"], "Ada \"the first\", Countess");
    assert_eq!(rows[1]["patient"], "'=HYPERLINK(\"https://evil.example\")");
    assert_eq!((rows[0]["phone"].as_str(), rows[0]["reason"].as_str()), ("+44 20", "a\nb"));
    assert_eq!((rows[0]["doctor"].as_str(), rows[2]["status"].as_str()), ("Dr. Who", "cancelled"));
    assert_eq!(file("status=confirmed").await.len(), 2);
    assert_eq!(file("to=2026-01-01T00:00:00Z").await.len(), 0);
    let other = Clinic::open(&api, "Europe/London").await;
    assert_eq!(api.get(&path).bearer(&other.admin).send().await.refused(404), "not-found");
}

#[tokio::test]
async fn bookings_outside_the_hours_stay_in_the_day_even_of_a_doctor_who_left() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slot = free_on_day(&api, clinic.doctor_id).await.remove(0);
    let booked = clinic.book(&api, id(&slot, "id")).await;
    let other = second_doctor(&api, &clinic).await;
    for doctor in [clinic.doctor_id, other] {
        let path = format!("/v1/doctors/{doctor}/deactivate");
        api.post(path).bearer(&clinic.admin).json(&json!({"from": DAY})).send().await.expect(200);
    }
    let shown = day(&api, &clinic, &format!("date={DAY}"), &clinic.staff).await;
    assert_eq!(shown["doctors"].as_array().unwrap().len(), 1);
    let one = &of(&shown, clinic.doctor_id)["appointments"][0];
    assert_eq!((&one["id"], &one["is_conflict"]), (&booked["id"], &json!(true)));
    assert_eq!(shown["totals"]["conflicts"], 1);
    let moved = api.call(Method::GET, format!("/v1/clinics/{}/day?date=2026-11-25", clinic.id));
    assert_eq!(moved.bearer(&clinic.staff).send().await.expect(200)["doctors"], json!([]));
}
