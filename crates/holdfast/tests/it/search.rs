//! `GET /v1/slots`, `GET /v1/doctors/{id}/slots`

use std::collections::HashSet;

use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Api, Clinic};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

fn ids(page: &Value) -> Vec<Uuid> {
    page["items"].as_array().unwrap().iter().map(|slot| id(slot, "id")).collect()
}

fn starts(page: &Value) -> Vec<Timestamp> {
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["starts_at"].as_str().unwrap().parse().unwrap())
        .collect()
}

async fn search(api: &Api, query: &str) -> Value {
    api.get(format!("/v1/slots?{query}")).send().await.expect(200)
}

/// Three clinics in three zones; the first has two doctors.
async fn platform(api: &Api) -> [Clinic; 3] {
    let description = |zone: &str| json!({"name": zone, "time_zone": zone});
    let a = Clinic::with(api, description("America/New_York"), "Cardiology").await;
    let b = Clinic::with(api, description("Europe/London"), " cardiology").await;
    let c = Clinic::with(api, description("Asia/Kathmandu"), "dermatology").await;
    let second = Clinic { doctor_id: Clinic::add_doctor(api, a.id, "dermatology").await, ..a.clone() };
    second.set_hours(api, &nine_to_five()).await;
    [a, b, c]
}

#[tokio::test]
async fn the_platform_is_searched_soonest_first() {
    let api = Api::start().await;
    let [a, b, c] = platform(&api).await;
    let all = search(&api, "limit=500").await;
    assert!(starts(&all).is_sorted());
    assert!(starts(&all)[0] > api.now());

    let cardiology = search(&api, "specialization=CARDIOLOGY&limit=500").await;
    let clinics: HashSet<Uuid> =
        cardiology["items"].as_array().unwrap().iter().map(|slot| id(slot, "clinic_id")).collect();
    assert_eq!(clinics, HashSet::from([a.id, b.id]));
    assert!(starts(&cardiology).is_sorted());
    // each with its own clinic's offset
    let first = &cardiology["items"][0];
    assert_eq!(
        (&first["starts_at"], &first["time_zone"]),
        (&json!("2026-11-23T13:00:00+00:00"), &json!("Europe/London"))
    );

    let at_a = search(&api, &format!("clinic_id={}&limit=500", a.id)).await;
    assert!(at_a["items"].as_array().unwrap().iter().all(|slot| id(slot, "clinic_id") == a.id));
    let derm_at_a = search(&api, &format!("clinic_id={}&specialization=dermatology&limit=500", a.id)).await;
    assert!(!ids(&derm_at_a).is_empty());
    assert!(derm_at_a["items"].as_array().unwrap().iter().all(|slot| id(slot, "doctor_id") != a.doctor_id));
    let of_c = search(&api, &format!("doctor_id={}&limit=500", c.doctor_id)).await;
    assert_eq!(ids(&of_c), c.free_slot_ids(&api).await);
    for nothing in [
        "specialization=astrology".to_owned(),
        format!("doctor_id={}&clinic_id={}", c.doctor_id, a.id),
        format!("doctor_id={}&specialization=cardiology", c.doctor_id),
        format!("doctor_id={}", api.new_id()),
        format!("clinic_id={}", api.new_id()),
    ] {
        assert!(ids(&search(&api, &nothing).await).is_empty(), "{nothing}");
    }
}

#[tokio::test]
async fn a_day_is_searched() {
    let api = Api::start().await;
    let [_, b, _] = platform(&api).await;
    let day =
        search(&api, "from=2026-11-25T00:00:00Z&to=2026-11-26T00:00:00Z&specialization=cardiology&limit=500")
            .await;
    let (from, to) = ("2026-11-25T00:00:00Z".parse().unwrap(), "2026-11-26T00:00:00Z".parse().unwrap());
    assert_eq!(ids(&day).len(), 28);
    assert!(starts(&day).iter().all(|at| (from..to).contains(at)));
    let path =
        format!("/v1/doctors/{}/slots?from=2026-11-25T09:30:00Z&to=2026-11-25T10:30:00%2B00:00", b.doctor_id);
    assert_eq!(ids(&api.get(path).send().await.expect(200)).len(), 2);
}

/// Walks all pages, calling `between` after each; returns the slots in the order given.
async fn walk(api: &Api, path: &str, mut between: impl AsyncFnMut(&[Uuid])) -> Vec<Uuid> {
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = api.get(format!("{path}limit=7{cursor}")).send().await.expect(200);
        seen.extend(ids(&page));
        between(&seen).await;
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return seen,
        }
    }
}

#[tokio::test]
async fn pages_neither_repeat_nor_skip_while_slots_are_booked_and_freed() {
    let api = Api::start().await;
    let [a, b, _] = platform(&api).await;
    for path in [
        "/v1/slots?specialization=cardiology&".to_owned(),
        "/v1/slots?".to_owned(),
        format!("/v1/slots?clinic_id={}&", a.id),
        format!("/v1/doctors/{}/slots?", b.doctor_id),
    ] {
        let before: Vec<Uuid> = walk(&api, &path, async |_| {}).await;
        let mut booked = Vec::new();
        let seen = walk(&api, &path, async |seen: &[Uuid]| {
            // one that was just given, and one that is yet to come
            for at in [seen.len() - 1, seen.len() + 3] {
                let Some(slot_id) = before.get(at).filter(|slot| !booked.iter().any(|(s, _)| s == *slot))
                else {
                    continue;
                };
                let body = json!({"slot_id": slot_id, "patient": {"name": "X"}});
                let appointment =
                    api.post("/v1/bookings").bearer(&api.platform_admin()).json(&body).send().await;
                booked.push((*slot_id, id(&appointment.expect(201), "id")));
            }
        })
        .await;
        let distinct: HashSet<_> = seen.iter().collect();
        assert_eq!(distinct.len(), seen.len(), "{path}: repeated");
        let taken: HashSet<_> = booked.iter().map(|(slot, _)| *slot).collect();
        let skipped: Vec<_> = before.iter().filter(|s| !taken.contains(s) && !distinct.contains(s)).collect();
        assert!(skipped.is_empty(), "{path}: skipped {skipped:?}");
        for (_, appointment_id) in booked {
            let path = format!("/v1/appointments/{appointment_id}/cancel");
            api.post(path).bearer(&api.platform_admin()).send().await.expect(200);
        }
        assert_eq!(walk(&api, &path, async |_| {}).await, before, "{path}: all free again");
    }
}

#[tokio::test]
async fn what_is_past_or_within_the_notice_is_not_offered() {
    let api = Api::start().await;
    let strict = json!({"name": "Strict", "time_zone": "Europe/London", "min_notice_minutes": 90});
    let clinic = Clinic::with(&api, strict, "cardiology").await;
    let firsts = async || {
        let of_doctor = clinic.free_slots(&api).await[0]["starts_at"].as_str().unwrap().to_owned();
        for query in [
            "limit=1".to_owned(),
            "specialization=cardiology&limit=1".into(),
            format!("clinic_id={}&limit=1", clinic.id),
        ] {
            let page = search(&api, &query).await;
            assert_eq!(page["items"][0]["starts_at"], of_doctor.as_str(), "{query}");
        }
        of_doctor
    };
    assert_eq!(firsts().await, "2026-11-23T13:30:00+00:00");
    api.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(firsts().await, "2026-11-23T14:00:00+00:00");
    api.clock.advance(SignedDuration::from_hours(3));
    assert_eq!(firsts().await, "2026-11-24T09:00:00+00:00");
}

/// The freshness rule: what was acknowledged before the question is not in the answer, cached or not.
#[tokio::test]
async fn an_answer_never_shows_a_slot_whose_booking_was_acknowledged() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let path = format!("/v1/doctors/{}/slots?limit=500", clinic.doctor_id);
    let slots = clinic.free_slot_ids(&api).await;
    for (n, slot_id) in slots.iter().take(30).enumerate() {
        // twice, so that the second answer comes from what was kept
        for _ in 0..2 {
            assert_eq!(ids(&api.get(&path).send().await.expect(200)).len(), slots.len() - n);
        }
        clinic.book(&api, *slot_id).await;
        assert!(!ids(&api.get(&path).send().await.expect(200)).contains(slot_id));
    }
}

#[tokio::test]
async fn an_unknown_doctor_has_no_calendar() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let idle = Clinic::add_doctor(&api, clinic.id, "surgery").await;
    let of_idle = api.get(format!("/v1/doctors/{idle}/slots")).send().await.expect(200);
    assert_eq!(of_idle, json!({"items": [], "next_cursor": null}));
    let unknown = api.get(format!("/v1/doctors/{}/slots", api.new_id())).send().await;
    assert_eq!(unknown.refused(404), "not-found");
}
