//! A clinic's figures, held against what its appointments and slots are when they are listed.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use holdfast_domain::Role;
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Api, Clinic};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

async fn figures(api: &Api, clinic: &Clinic, query: &str) -> Value {
    let path = format!("/v1/clinics/{}/figures?{query}", clinic.id);
    // tokens are good for a day, and the clock moves by more
    api.get(path).bearer(&api.at_clinic(Role::ClinicAdmin, clinic.id, None)).send().await.expect(200)
}

/// What a plain count of the listed appointments, and of the slots that are shown, comes to; by what `key` says of each.
async fn counted(api: &Api, clinic: &Clinic, key: impl Fn(&Value) -> String) -> BTreeMap<String, [usize; 5]> {
    let mut counts: BTreeMap<String, [usize; 5]> = BTreeMap::new();
    let path = format!("/v1/appointments?clinic_id={}&limit=100", clinic.id);
    let staff = api.at_clinic(Role::Staff, clinic.id, None);
    let listed = api.get(path).bearer(&staff).send().await.expect(200);
    for appointment in listed["items"].as_array().unwrap() {
        let count = counts.entry(key(appointment)).or_default();
        match appointment["status"].as_str().unwrap() {
            "cancelled" => count[3] += 1,
            status => {
                count[0] += 1;
                count[1] += usize::from(status == "completed");
                count[2] += usize::from(status == "no_show");
            }
        }
    }
    let first = format!("/v1/slots?clinic_id={}&limit=100", clinic.id);
    let mut next = Some(first.clone());
    while let Some(path) = next {
        let page = api.get(path).bearer(&staff).send().await.expect(200);
        for slot in page["items"].as_array().unwrap() {
            counts.entry(key(slot)).or_default()[4] += 1;
        }
        next = page["next_cursor"].as_str().map(|cursor| format!("{first}&cursor={cursor}"));
    }
    counts
}

fn of(figures: &Value) -> [usize; 5] {
    ["booked", "completed", "no_shows", "cancelled", "free_slots"]
        .map(|field| usize::try_from(figures[field].as_u64().unwrap()).unwrap())
}

#[tokio::test]
async fn figures_are_what_a_plain_count_comes_to() {
    let api = Api::start().await;
    // far from UTC, so that its days are others
    let clinic = Clinic::open(&api, "Pacific/Auckland").await;
    let other = Clinic::add_doctor(&api, clinic.id, "cardiology").await;
    let hours = format!("/v1/doctors/{other}/availability");
    api.post(hours).bearer(&clinic.admin).json(&nine_to_five()).send().await.expect(200);
    let step = async |booked: Uuid, step: &str| {
        api.post(format!("/v1/appointments/{booked}/{step}")).bearer(&clinic.staff).send().await.expect(200)
    };
    let mut booked = Vec::new();
    for doctor in [clinic.doctor_id, other] {
        let path = format!("/v1/doctors/{doctor}/slots?limit=100");
        let slots = api.get(path).bearer(&clinic.staff).send().await.expect(200);
        for slot in slots["items"].as_array().unwrap().iter().step_by(9) {
            let body = json!({"slot_id": slot["id"], "patient": {"name": "P"}});
            let answer = api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await.expect(201);
            booked.push(id(&answer, "id"));
        }
    }
    for id in booked.iter().step_by(3) {
        step(*id, "cancel").await;
    }
    // three days later the first of them are over
    api.clock.advance(SignedDuration::from_hours(72));
    let staff = api.at_clinic(Role::Staff, clinic.id, None);
    let (mut completed, mut missed) = (0, 0);
    for (at, id) in booked.iter().enumerate() {
        let action = if at % 2 == 0 { "complete" } else { "no-show" };
        let path = format!("/v1/appointments/{id}/{action}");
        if api.post(path).bearer(&staff).send().await.status == StatusCode::OK {
            completed += usize::from(at % 2 == 0);
            missed += at % 2;
        }
    }
    assert!(completed > 0 && missed > 0);

    // the days to come alone: free slots that have passed are in no search
    let day = |thing: &Value| thing["starts_at"].as_str().unwrap()[..10].to_owned();
    let by_day = figures(&api, &clinic, "from=2026-11-27&to=2026-12-20").await;
    assert_eq!(by_day["time_zone"], "Pacific/Auckland");
    let expected = counted(&api, &clinic, day).await;
    let expected: BTreeMap<_, _> =
        expected.into_iter().filter(|(day, _)| day.as_str() >= "2026-11-28").collect();
    let found = by_day["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["day"].as_str().unwrap().to_owned(), of(item)));
    let found: BTreeMap<_, _> = found.filter(|(day, _)| day.as_str() >= "2026-11-28").collect();
    assert!(found.len() > 5, "{found:?}");
    assert_eq!(found, expected);

    // appointments of all days, by doctor
    let by_doctor = figures(&api, &clinic, "from=2026-11-01&to=2026-12-20&by=doctor").await;
    let doctor = |thing: &Value| thing["doctor_id"].as_str().unwrap().to_owned();
    let expected = counted(&api, &clinic, doctor).await;
    let mut sum = [0; 4];
    for item in by_doctor["items"].as_array().unwrap() {
        let counts = &of(item)[..4];
        assert_eq!(counts, &expected[item["doctor_id"].as_str().unwrap()][..4]);
        sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    assert_eq!(sum, of(&by_doctor["total"])[..4]);
    assert_eq!((sum[1], sum[2]), (completed, missed));

    // a doctor hears of their own, whoever they ask about
    let path = format!("/v1/clinics/{}/figures?by=doctor&from=2026-11-01&to=2026-12-20", clinic.id);
    let doctor = api.at_clinic(Role::Doctor, clinic.id, Some(clinic.doctor_id));
    let own = api.get(&path).bearer(&doctor).send().await.expect(200);
    let doctors: Vec<_> = own["items"].as_array().unwrap().iter().map(|item| id(item, "doctor_id")).collect();
    assert_eq!(doctors, [clinic.doctor_id]);
    let asked = api.get(format!("{path}&doctor_id={other}")).bearer(&doctor).send().await;
    assert_eq!(asked.refused(404), "not-found");
}

#[tokio::test]
async fn fill_and_lead_are_told_where_they_are_known() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slots(&api).await;
    let day = slots[40]["starts_at"].as_str().unwrap()[..10].to_owned();
    let of_day = slots.iter().filter(|slot| slot["starts_at"].as_str().unwrap().starts_with(&day)).take(3);
    let mut leads = Vec::new();
    for slot in of_day {
        clinic.book(&api, id(slot, "id")).await;
        let starts_at: Timestamp = slot["starts_at"].as_str().unwrap().parse().unwrap();
        leads.push(starts_at.duration_since(api.now()).as_secs_f64() / 3600.0);
    }
    let query = format!("from={day}&to={day}");
    let one = figures(&api, &clinic, &query).await["items"][0].clone();
    // nine to five with an hour's break: fourteen half hours
    assert_eq!((one["booked"].as_u64(), one["free_slots"].as_u64()), (Some(3), Some(11)));
    assert_eq!(one["fill"].as_f64(), Some(0.214));
    assert_eq!(one["median_lead_hours"].as_f64(), Some((leads[1] * 10.0).round() / 10.0));
    assert_eq!(figures(&api, &clinic, &query).await["total"]["booked"], 3);

    // so long after that free slots are gone
    api.clock.advance(SignedDuration::from_hours(24 * 60));
    let late = figures(&api, &clinic, &query).await["items"][0].clone();
    assert_eq!(late["booked"], 3);
    assert!(late["free_slots"].is_null() && late["fill"].is_null(), "{late}");
    // thirty days up to today, of which there is nothing
    let none = figures(&api, &clinic, "").await;
    assert_eq!((&none["from"], &none["to"]), (&json!("2026-12-24"), &json!("2027-01-22")));
    assert_eq!(none["total"]["booked"], 0);
    assert!(none["total"]["fill"].is_null() && none["total"]["median_lead_hours"].is_null());
}

#[tokio::test]
async fn figures_are_the_clinics_own_and_of_days_that_make_sense() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let path = format!("/v1/clinics/{}/figures", clinic.id);
    let get = async |query: &str, token: &str| api.get(format!("{path}?{query}")).bearer(token).send().await;
    let stranger = Clinic::open(&api, "UTC").await;
    assert_eq!(get("", &stranger.admin).await.refused(404), "not-found");
    assert_eq!(get("", &api.patient(api.new_id())).await.refused(403), "forbidden");
    assert_eq!(api.get(&path).send().await.refused(401), "unauthenticated");
    assert_eq!(get("", &api.at_clinic(Role::Staff, clinic.id, None)).await.status, StatusCode::OK);
    for (query, field) in [
        ("from=yesterday", "from"),
        ("from=2026-13-01", "from"),
        ("to=1969-12-31", "to"),
        ("from=2026-11-02&to=2026-11-01", "to"),
        ("from=2025-01-01&to=2026-01-02", "to"),
        ("by=month", "by"),
        ("doctor_id=x", "doctor_id"),
        ("month=1", "month"),
    ] {
        let answer = get(query, &clinic.admin).await;
        assert_eq!(
            (answer.refused(422).as_str(), answer.fields()),
            ("invalid-request", vec![field.to_owned()]),
            "{query}"
        );
    }
    // a leap year, whole
    get("from=2024-01-01&to=2024-12-31", &clinic.admin).await.expect(200);
}
