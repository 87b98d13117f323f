//! The list of free slots that searches read, beside the slots that bookings write.

use holdfast_testkit::Clinic;
use serde_json::Value;

use crate::parts::count;
use crate::{Ground, Shown};

/// Bookings do not change the list, in the run's own database: whoever is to do it later has not come yet.
const KEPT_LATER: &str = "
    CREATE FUNCTION kept_later() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
    CREATE TRIGGER kept_later BEFORE DELETE ON open_slots FOR EACH ROW EXECUTE FUNCTION kept_later()";

pub(super) async fn run(ground: &Ground) -> Shown {
    let api = ground.api().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let client = api.database.client().await;
    if ground.broken {
        client.batch_execute(KEPT_LATER).await.expect("a trigger");
    }
    let lead = "Bookings write slots; searches read open_slots, a list of the free ones in the order in which \
     they are asked for.";
    let mut shown = Shown::of(lead, ["", "free, by slots", "listed in open_slots", "listed, but taken"]);
    let mut wrong = 0;
    for (when, bookings) in [("before", 0), ("after 10 bookings", 10)] {
        for slot in clinic.free_slot_ids(&api).await.into_iter().take(bookings) {
            clinic.book(&api, slot).await;
        }
        let free = count(&client, "SELECT count(*) FROM slots WHERE NOT is_booked").await;
        let listed = count(&client, "SELECT count(*) FROM open_slots").await;
        wrong = count(
            &client,
            "SELECT count(*) FROM open_slots o JOIN slots s ON s.clinic_id = o.clinic_id AND s.id = o.slot_id \
             WHERE s.is_booked",
        )
        .await;
        shown.row([&when, &free, &listed, &wrong]);
    }
    let found: Value = api.get("/v1/slots?specialization=cardiology&limit=5").send().await.expect(200);
    let found = found["items"].as_array().expect("items").len();
    shown.note(format!("A patient searches for the five soonest slots, and is given {found}."));
    shown.judge(
        wrong > 0 || found != 5,
        format!(
            "{wrong} lines of the list are of slots that are taken. The search walks them, and finds \
         {found} of 5."
        ),
        "a booking and its line of the list are one transaction, so the search finds what there is.",
    )
}
