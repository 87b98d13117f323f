//! The booking statement judges a slot in SQL, a move and a visitor's hold in Rust: by one rule (`domain::appointment::Wanted`).

use holdfast_domain::appointment::Wanted;
use holdfast_domain::{ErrorCode, Role};
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Answer, Api, Clinic};
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
    let slots = clinic.free_slots(&api).await;
    let instant = |slot: &Value, field: &str| slot[field].as_str().unwrap().parse::<Timestamp>().unwrap();
    // far from where the moves go
    let account = api.new_id();
    let record = clinic.add_patient(&api, Some(account)).await;
    let far = |nth: u32| &slots[slots.len() - 1 - nth as usize % 40];
    let mut judged_so_far = 0;
    for nth in 0..CASES {
        let slot = &slots[usize::try_from(nth).unwrap() / 3];
        let (starts_at, ends_at) = (instant(slot, "starts_at"), instant(slot, "ends_at"));
        // around the edges: the notice, the beginning, the end
        let edge = [starts_at - MINUTE * notice, starts_at, ends_at][random.random_range(0..3)];
        let now = edge + SignedDuration::from_secs(random.random_range(-1..=1));
        if now < api.now() {
            continue;
        }
        api.clock.advance(now.duration_since(api.now()));
        // days go by: yesterday's tokens have expired
        let clinic = clinic.with_new_tokens(&api);
        let patient = api.patient(account);
        judged_so_far += 1;
        let wanted = Wanted { is_taken: false, starts_at, ends_at, notice: MINUTE * notice };
        for (role, token) in [(Role::Patient, &patient), (Role::Staff, &clinic.staff)] {
            let judged = wanted.judge(role, now);
            let case = format!("{role:?} {nth} at {now}, {starts_at} to {ends_at}");
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
