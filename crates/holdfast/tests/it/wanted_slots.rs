//! The booking statement judges a slot in SQL, a move and a visitor's hold in Rust: by one rule (`domain::appointment::Wanted`).

use axum::http::Method;
use holdfast_domain::appointment::Wanted;
use holdfast_domain::overrule::Overruling;
use holdfast_domain::{ErrorCode, Role};
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Answer, Api, Clinic};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

const CASES: u32 = 60;
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// The slot is as free after as it was before.
async fn cancel(api: &Api, clinic: &Clinic, appointment: &Value) {
    let path = format!("/v1/appointments/{}/cancel", id(appointment, "id"));
    api.post(path).bearer(&clinic.staff).send().await.expect(200);
}

fn as_judged(answer: &Answer, judged: Result<(), ErrorCode>, case: &str) {
    match judged {
        Ok(()) => assert!(answer.status.is_success(), "{case}: {}", answer.body),
        Err(code) => assert_eq!(answer.body["code"], code.as_str(), "{case}"),
    }
}

#[tokio::test]
async fn a_booking_a_hold_and_a_move_judge_a_slot_alike() {
    let seed = StdRng::from_os_rng().random();
    println!("seed {seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let api = Api::start().await;
    let notice = 90;
    let of_clinic =
        json!({"name": "C", "time_zone": "UTC", "min_notice_minutes": notice, "max_upcoming": 1000});
    let clinic = Clinic::with(&api, of_clinic, "cardiology").await;
    let (account_notice, horizon) = (30, 1);
    let policies = json!({"account_notice_minutes": account_notice, "horizon_days": horizon});
    let path = format!("/v1/clinics/{}/settings", clinic.id);
    api.call(Method::PATCH, path).bearer(&clinic.admin).json(&policies).send().await.expect(200);
    // patients are offered those of today alone
    let path = format!("/v1/doctors/{}/slots?limit=500", clinic.doctor_id);
    let slots = api.get(path).bearer(&clinic.staff).send().await.expect(200);
    let slots = slots["items"].as_array().unwrap().clone();
    let instant = |slot: &Value, field: &str| slot[field].as_str().unwrap().parse::<Timestamp>().unwrap();
    // far from where the moves go
    let account = api.new_id();
    let record = clinic.add_patient(&api, Some(account)).await;
    let far = |nth: u32| &slots[slots.len() - 1 - nth as usize % 40];
    let (mut judged_so_far, mut last_day) = (0, None);
    for nth in 0..CASES {
        let slot = &slots[usize::try_from(nth).unwrap() * 3 / 2];
        let (starts_at, ends_at) = (instant(slot, "starts_at"), instant(slot, "ends_at"));
        // around the edges: the horizon, both notices, the beginning, the end
        let day = starts_at.to_zoned(TimeZone::UTC).start_of_day().unwrap().timestamp();
        let edges = [starts_at - MINUTE * notice, starts_at - MINUTE * account_notice, starts_at, ends_at];
        let edge = if last_day.replace(day) == Some(day) { edges[random.random_range(0..4)] } else { day };
        let now = edge + SignedDuration::from_secs(random.random_range(-1..=1));
        if now < api.now() {
            continue;
        }
        api.clock.advance(now.duration_since(api.now()));
        // days go by: yesterday's tokens have expired
        let clinic = clinic.with_new_tokens(&api);
        let patient = api.patient(account);
        judged_so_far += 1;
        let today = now.to_zoned(TimeZone::UTC).start_of_day().unwrap().timestamp();
        let offered_until = Some(today + MINUTE * 60 * 24 * horizon);
        for (role, token, notice) in [
            (Role::Anonymous, None, notice),
            (Role::Patient, Some(&patient), account_notice),
            (Role::Staff, Some(&clinic.staff), notice),
        ] {
            let wanted =
                Wanted { is_taken: false, starts_at, ends_at, notice: MINUTE * notice, offered_until };
            let judged = wanted.judge(role, &mut Overruling::default(), now);
            let case = format!("{role:?} {nth} at {now}, {starts_at} to {ends_at}");
            let Some(token) = token else {
                let body = json!({"slot_id": slot["id"], "patient": {"name": "Ada"}});
                let booked = api.post("/v1/bookings").json(&body).send().await;
                as_judged(&booked, judged, &case);
                if booked.status.is_success() {
                    cancel(&api, &clinic, &booked.body).await;
                }
                continue;
            };
            let body = json!({"slot_id": slot["id"], "patient_id": record});
            let booked = api.post("/v1/bookings").bearer(token).json(&body).send().await;
            as_judged(&booked, judged, &case);
            if booked.status.is_success() {
                cancel(&api, &clinic, &booked.body).await;
            }
            let body = json!({"slot_id": slot["id"]});
            let held = api.post("/v1/holds").bearer(token).json(&body).send().await;
            as_judged(&held, judged, &case);
            if held.status.is_success() {
                cancel(&api, &clinic, &held.body).await;
            }
            let body = json!({"slot_id": far(nth)["id"], "clinic_id": clinic.id, "patient_id": record});
            let there = api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await.expect(201);
            let path = format!("/v1/appointments/{}/reschedule", id(&there, "id"));
            let body = json!({"slot_id": slot["id"]});
            let moved = api.post(path).bearer(token).json(&body).send().await;
            as_judged(&moved, judged, &case);
            cancel(&api, &clinic, &there).await;
        }
    }
    assert!(judged_so_far >= 10, "only {judged_so_far} cases: the others lay in the past");
    api.assert_sound().await;
}
