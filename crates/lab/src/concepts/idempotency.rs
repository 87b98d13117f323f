//! The answer to a booking is lost on its way. The client does not know whether it has an appointment, and asks again.

use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Answer, Api, Clinic};
use serde_json::json;
use uuid::Uuid;

use crate::parts::{count, hour};
use crate::{Ground, Shown};

pub(super) async fn run(ground: &Ground) -> Shown {
    let api = ground.api().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slots(&api).await;
    let key = (!ground.broken).then(|| api.new_id().to_string());
    let lead = "A client books. Holdfast commits, and the answer is lost on its way; the client tries again.";
    let mut shown =
        Shown::of(lead, ["the client", "slot", "Idempotency-Key", "is answered", "which it hears"]);
    let mut row = |what: &str, slot: usize, key: Option<&str>, answer: &Answer, hears: &str| {
        let code = if answer.status == 201 {
            let text = id(&answer.body, "id").to_string();
            format!("201 …{}", &text[text.len() - 6..])
        } else {
            format!("{} {}", answer.status.as_u16(), answer.text("code"))
        };
        let shortened = key.map_or("none", |key| &key[key.len() - 6..]);
        shown.row([&what, &hour(&slots[slot]["starts_at"]), &shortened, &code, &hears]);
    };
    let first = book(&api, id(&slots[0], "id"), key.as_deref()).await;
    row("books", 0, key.as_deref(), &first, "no: lost");
    let again = book(&api, id(&slots[0], "id"), key.as_deref()).await;
    row("tries again", 0, key.as_deref(), &again, "yes");
    if again.status != 201 {
        let next = book(&api, id(&slots[1], "id"), None).await;
        row("takes another, then", 1, None, &next, "yes");
    }
    let appointments = count(&api.database.client().await, "SELECT count(*) FROM appointments").await;
    shown.note(format!("Appointments in the database: {appointments}."));
    shown.judge(
        appointments != 1,
        format!(
            "one person, {appointments} appointments: the client took its own booking for somebody else's."
        ),
        "the second request was answered with the first one's booking. One appointment.",
    )
}

async fn book(api: &Api, slot: Uuid, key: Option<&str>) -> Answer {
    let body = json!({"slot_id": slot, "patient": {"name": "Ada Lovelace"}});
    let call = api.post("/v1/bookings").json(&body);
    match key {
        Some(key) => call.header("idempotency-key", key),
        None => call,
    }
    .send()
    .await
}
