//! Two servers that share the rows. By what are rows placed, and which promises can a server then still keep?

use std::time::Duration;

use holdfast_config::Settings;
use holdfast_postgres::{Database, DbRole, PoolSettings};
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Api, Clinic};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::parts::hour;
use crate::{Ground, Shown};

pub(super) async fn run(ground: &Ground) -> Shown {
    // Both shards know the clinic, its doctors, a patient and all slots; where an appointment goes is the question.
    let seed = ground.api().await;
    let clinic = Clinic::open(&seed, "UTC").await;
    let colleague =
        Clinic { doctor_id: Clinic::add_doctor(&seed, clinic.id, "surgery").await, ..clinic.clone() };
    colleague.set_hours(&seed, &nine_to_five()).await;
    let patient = clinic.add_patient(&seed, None).await;
    let (mine, theirs) = (clinic.free_slots(&seed).await, colleague.free_slots(&seed).await);
    let settings = Settings::default();
    let shards =
        [Api::on(seed.database.copy().await, &settings), Api::on(seed.database.copy().await, &settings)];
    drop(seed);

    let shard_of = |slot: &Value| shard(if ground.broken { id(slot, "id") } else { clinic.id });
    // an hour at which the two doctors' slots have ids that differ in what they would be placed by
    let differ = |(one, other): &(&Value, &Value)| shard(id(one, "id")) != shard(id(other, "id"));
    let (one, other) = mine.iter().zip(&theirs).find(differ).expect("half of all hours do");
    assert_eq!(one["starts_at"], other["starts_at"], "both doctors work the same hours");

    let lead = "Appointments of one clinic on two servers. A patient is booked with two of its doctors for the \
     same time.";
    let mut shown = Shown::of(lead, ["booked with", "at", "goes to", "is answered"]);
    let mut booked = 0;
    for (doctor, slot) in [("Dr. A", one), ("Dr. B", other)] {
        let shard = shard_of(slot);
        let body = json!({"slot_id": id(slot, "id"), "clinic_id": clinic.id, "patient_id": patient});
        let answer = shards[shard].post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await;
        let says = match answer.status.as_u16() {
            201 => "201".to_owned(),
            status => format!("{status} {}", answer.text("code")),
        };
        booked += usize::from(answer.status == 201);
        shown.row([&doctor, &hour(&slot["starts_at"]), &format!("shard {shard}"), &says]);
    }
    for (nth, shard) in shards.iter().enumerate() {
        let says = if is_sound(shard).await { "every invariant holds" } else { "a breach" };
        shown.note(format!("holdfast check on shard {nth}: {says}."));
    }
    shown.judge(
        booked != 1,
        "the patient is in two places at once, and neither server can know: a constraint sees the rows of its \
         own server.",
        "all that a constraint has to see lies on one server, since rows are placed by what every key begins with.",
    )
}

/// Ids are random in their low half.
fn shard(placed_by: Uuid) -> usize {
    usize::from(placed_by.as_u128() % 2 == 1)
}

async fn is_sound(api: &Api) -> bool {
    let db = Database::new(&api.database.url(), PoolSettings::of(DbRole::Operator)).expect("a pool");
    let report = holdfast_invariants::check(&db, api.now(), Duration::from_secs(10), |_, _| {}).await;
    report.expect("a check").is_clean()
}
