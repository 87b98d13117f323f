//! One patient, two doctors, the same hour. Each of two transactions looks whether the patient is free, and books: write skew.

use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Api, Clinic, TestDatabase};
use serde_json::{Value, json};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Error};
use uuid::Uuid;

use crate::{Ground, Shown};

const LOOK: &str = "SELECT count(*) FROM appointments
    WHERE clinic_id = $1 AND patient_id = $2 AND status <> 'cancelled'
      AND tstzrange(starts_at, ends_at) && tstzrange('2026-12-01 10:00Z', '2026-12-01 10:30Z')";
const BOOK: &str = "INSERT INTO appointments
        (clinic_id, id, doctor_id, patient_id, slot_id, starts_at, ends_at, status, mode, booked_at)
    VALUES ($1, gen_random_uuid(), gen_random_uuid(), $2, gen_random_uuid(),
            '2026-12-01 10:00Z', '2026-12-01 10:30Z', 'confirmed', 'in_person', now())";
const DROP_CONSTRAINT: &str = "ALTER TABLE appointments DROP CONSTRAINT appointments_patient_overlap";

pub(super) async fn run(ground: &Ground) -> Shown {
    let api = ground.api().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let admin = api.database.client().await;
    let lead = "Two transactions at once book one patient with two doctors at 10:00. Both look first: nothing \
     is booked then.";
    let mut shown = Shown::of(lead, ["how", "the first", "the second", "live appointments at 10:00"]);
    let mut worst = 0;
    let drop_constraint = async || admin.batch_execute(DROP_CONSTRAINT).await.expect("dropped");
    if ground.broken {
        drop_constraint().await;
        for level in ["READ COMMITTED", "REPEATABLE READ"] {
            worst = worst.max(race(&api, &clinic, level, "no constraint", &mut shown).await);
        }
        worst = worst.max(holdfast(&api, &clinic, "its constraint dropped", &mut shown).await);
    } else {
        worst = worst.max(race(&api, &clinic, "READ COMMITTED", "the constraint", &mut shown).await);
        worst = worst.max(holdfast(&api, &clinic, "as it is", &mut shown).await);
        drop_constraint().await;
        worst = worst.max(race(&api, &clinic, "SERIALIZABLE", "no constraint", &mut shown).await);
    }
    shown.judge(
        worst > 1,
        format!("{worst} live appointments for one patient at one time. Both looked, and neither could see the \
         other."),
        "one of the two was refused: by the constraint, or because no order of the two explains what they read.",
    )
}

/// The two transactions, by hand.
async fn race(api: &Api, clinic: &Clinic, level: &str, constraint: &str, shown: &mut Shown) -> i64 {
    let patient = clinic.add_patient(api, None).await;
    let (a, b) = (begin(&api.database, level).await, begin(&api.database, level).await);
    for client in [&a, &b] {
        let found: i64 = client.query_one(LOOK, &[&clinic.id, &patient]).await.expect("a look").get(0);
        assert_eq!(found, 0, "neither sees anything");
    }
    let first = a.execute(BOOK, &[&clinic.id, &patient]).await;
    // with the constraint the second one waits for the first to end
    let (first, second) = tokio::join!(end(&a, first), async {
        let booked = b.execute(BOOK, &[&clinic.id, &patient]).await;
        end(&b, booked).await
    });
    let live = live(api, clinic.id, patient).await;
    shown.row([&format!("{level}, {constraint}"), &first, &second, &live]);
    live
}

async fn begin(database: &TestDatabase, level: &str) -> Client {
    let client = database.client().await;
    client.batch_execute(&format!("BEGIN ISOLATION LEVEL {level}")).await.expect("a transaction");
    client
}

/// Commits, and says how that went.
async fn end(client: &Client, booked: Result<u64, Error>) -> String {
    let ended = match booked {
        Ok(_) => client.batch_execute("COMMIT").await,
        Err(error) => Err(error),
    };
    match ended {
        Ok(()) => "committed".to_owned(),
        Err(error) => match error.code() {
            Some(code) if *code == SqlState::EXCLUSION_VIOLATION => {
                "refused: exclusion constraint".to_owned()
            }
            Some(code) if *code == SqlState::T_R_SERIALIZATION_FAILURE => {
                "refused: serialization failure".to_owned()
            }
            _ => format!("refused: {error}"),
        },
    }
}

/// The same by the product.
async fn holdfast(api: &Api, clinic: &Clinic, how: &str, shown: &mut Shown) -> i64 {
    let patient = clinic.add_patient(api, None).await;
    let colleague =
        Clinic { doctor_id: Clinic::add_doctor(api, clinic.id, "surgery").await, ..clinic.clone() };
    colleague.set_hours(api, &nine_to_five()).await;
    let book = async |of: &Clinic| {
        let at_ten =
            |slot: &Value| slot["starts_at"].as_str().is_some_and(|at| at.starts_with("2026-12-01T10:00"));
        let slot = of.free_slots(api).await.into_iter().find(at_ten);
        let body = json!({"slot_id": id(&slot.expect("a slot at ten"), "id"), "patient_id": patient});
        let answer = api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await;
        match answer.status.as_u16() {
            201 => "201".to_owned(),
            status => format!("{status} {}", answer.text("code")),
        }
    };
    let (first, second) = tokio::join!(book(clinic), book(&colleague));
    let live = live(api, clinic.id, patient).await;
    shown.row([&format!("Holdfast, {how}"), &first, &second, &live]);
    live
}

async fn live(api: &Api, clinic_id: Uuid, patient: Uuid) -> i64 {
    api.database.client().await.query_one(LOOK, &[&clinic_id, &patient]).await.expect("a look").get(0)
}
