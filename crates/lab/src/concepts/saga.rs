//! A booking in two steps: hold the slot, then pay and confirm. The patient walks away in between.

use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Api, Clinic};
use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;

use crate::{Ground, Shown};

pub(super) async fn run(ground: &Ground) -> Shown {
    let api = ground.api().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slot = clinic.free_slot_ids(&api).await[5];
    let lead =
        "A patient holds a slot, is to pay within the time of the hold, and closes the browser instead.";
    let mut shown = Shown::of(lead, ["time", "step", "the hold", "is the slot offered"]);
    let began = api.now();
    let row = async |shown: &mut Shown, step: &str| -> bool {
        let minutes = api.now().duration_since(began).as_secs() / 60;
        let status = status(&api, slot).await;
        let offered = clinic.free_slot_ids(&api).await.contains(&slot);
        shown.row([&format!("+{minutes} min"), &step, &status, &if offered { "yes" } else { "no" }]);
        offered
    };
    row(&mut shown, "before").await;
    let body =
        json!({"slot_id": slot, "clinic_id": clinic.id, "patient": {"name": "Ada Lovelace"}, "hold": true});
    let held = api.post("/v1/bookings").json(&body).send().await.expect(201);
    let secret = held["manage_token"].as_str().expect("a secret").to_owned();
    row(&mut shown, "hold the slot").await;
    api.clock.advance(SignedDuration::from_mins(20));
    row(&mut shown, "the hold runs out").await;
    // the step that would have come next is refused, whether anybody has cleared up or not
    let path = format!("/v1/appointments/{}/confirm", id(&held, "id"));
    let late = api.post(path).bearer(&secret).send().await;
    let late = format!("confirm, too late: {} {}", late.status.as_u16(), late.text("code"));
    row(&mut shown, &late).await;
    if !ground.broken {
        let ended = api.booking().sweep_holds().await.expect("a sweep");
        row(&mut shown, &format!("the sweeper ends {ended} hold")).await;
    }
    api.clock.advance(SignedDuration::from_mins(40));
    let offered = row(&mut shown, "an hour later").await;
    let body = json!({"slot_id": slot, "clinic_id": clinic.id, "patient": {"name": "Grace Hopper"}});
    let next = api.post("/v1/bookings").json(&body).send().await;
    shown.note(format!(
        "Somebody else books the slot: {}.",
        match next.status.as_u16() {
            201 => "201".to_owned(),
            status => format!("{status} {}", next.text("code")),
        }
    ));
    shown.judge(
        !offered || next.status != 201,
        "nobody has the slot, and nobody can get it: the first step was never undone.",
        "the hold was ended by its compensating step, and the slot went to somebody else.",
    )
}

async fn status(api: &Api, slot: Uuid) -> String {
    let client = api.database.client().await;
    let newest = "SELECT status FROM appointments WHERE slot_id = $1 ORDER BY booked_at DESC LIMIT 1";
    let row = client.query_opt(newest, &[&slot]).await.expect("a look");
    row.map_or_else(|| "none".to_owned(), |row| row.get(0))
}
