//! A booking, and the event that tells of it. A process that dies between the two, or a booking that is refused after its event.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use holdfast_domain::Payload;
use holdfast_testkit::{Answer, Api, Clinic};
use serde_json::json;
use tokio::sync::mpsc;
use uuid::Uuid;

use crate::{Ground, Shown};

/// Takes the outbox away, in the run's own database.
const NO_OUTBOX: &str = "
    CREATE FUNCTION no_outbox() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
    CREATE TRIGGER no_outbox BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION no_outbox()";

/// Slots that listeners were told to be booked.
type Told = Arc<Mutex<BTreeSet<Uuid>>>;

pub(super) async fn run(ground: &Ground) -> Shown {
    let api = Arc::new(ground.api().await);
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slot_ids(&api).await;
    let lead = "Ten people book, two of them a slot that was just taken; the process dies once and is started again.";
    let mut shown =
        Shown::of(lead, ["how an event is told", "booked", "told", "booked, not told", "told, not booked"]);
    let mut wrong = 0;
    if ground.broken {
        api.database.client().await.batch_execute(NO_OUTBOX).await.expect("taken away");
        let (first, second) = slots[..20].split_at(10);
        wrong += judge(&mut shown, "commit, then publish", commit_first(&api, &clinic, first).await);
        wrong += judge(&mut shown, "publish, then commit", publish_first(&api, &clinic, second).await);
    } else {
        wrong +=
            judge(&mut shown, "a row of the same transaction", by_outbox(&api, &clinic, &slots[..10]).await);
    }
    shown.judge(
        wrong > 0,
        "what listeners were told is not what happened: mails are missing, or tell of appointments that there \
         are not.",
        "the event is committed with the booking or not at all, and told until a listener has it.",
    )
}

/// The slots that are booked, and those that listeners were told of.
struct Ends {
    booked: BTreeSet<Uuid>,
    told: BTreeSet<Uuid>,
}

fn judge(shown: &mut Shown, how: &str, Ends { booked, told }: Ends) -> usize {
    let (lost, ghosts) = (booked.difference(&told).count(), told.difference(&booked).count());
    shown.row([&how, &booked.len(), &told.len(), &lost, &ghosts]);
    lost + ghosts
}

async fn book(api: &Api, clinic: &Clinic, slot: Uuid) -> Answer {
    let body = json!({"slot_id": slot, "clinic_id": clinic.id, "patient": {"name": "Ada Lovelace"}});
    api.post("/v1/bookings").bearer(&clinic.staff).json(&body).send().await
}

/// The third and the seventh person come too late.
async fn take_two(api: &Api, clinic: &Clinic, slots: &[Uuid]) {
    let before = "UPDATE slots SET is_booked = true, version = version + 1 WHERE id = ANY($1)";
    let taken = [slots[2], slots[6]];
    api.database.client().await.execute(before, &[&&taken[..]]).await.expect("taken");
    assert_eq!(book(api, clinic, slots[2]).await.refused(409), "slot-taken");
}

async fn booked(api: &Api, slots: &[Uuid]) -> BTreeSet<Uuid> {
    let live = "SELECT slot_id FROM appointments WHERE slot_id = ANY($1)";
    let rows = api.database.client().await.query(live, &[&slots]).await.expect("a look");
    rows.iter().map(|row| row.get(0)).collect()
}

/// A process that books these, one after the other, and may publish each afterwards. It dies once, when the fifth is
/// committed, and is started again.
async fn process(api: &Arc<Api>, clinic: &Clinic, slots: &[Uuid], publish_to: Option<&Told>) {
    let mut left = slots.to_vec();
    let mut dies = true;
    while !left.is_empty() {
        let (committed, mut is_committed) = mpsc::channel(1);
        let (go_on, mut may_go_on) = mpsc::channel::<()>(1);
        let process = tokio::spawn({
            let (api, clinic, told, slots) =
                (Arc::clone(api), clinic.clone(), publish_to.cloned(), left.clone());
            async move {
                for slot in slots {
                    let answer = book(&api, &clinic, slot).await;
                    committed.send(slot).await.expect("it is waited for");
                    may_go_on.recv().await;
                    if let (201, Some(told)) = (answer.status.as_u16(), &told) {
                        told.lock().expect("no panic").insert(slot);
                    }
                }
            }
        });
        while let Some(slot) = is_committed.recv().await {
            left.retain(|one| *one != slot);
            if dies && left.len() == 5 {
                process.abort();
                dies = false;
                break;
            }
            go_on.send(()).await.expect("it waits");
        }
        let _ = process.await;
    }
}

/// Who publishes what is committed can die between the two.
async fn commit_first(api: &Arc<Api>, clinic: &Clinic, slots: &[Uuid]) -> Ends {
    take_two(api, clinic, slots).await;
    let told = Told::default();
    process(api, clinic, slots, Some(&told)).await;
    let told = told.lock().expect("no panic").clone();
    Ends { booked: booked(api, slots).await, told }
}

/// Who publishes first loses nothing, and tells of what is then refused.
async fn publish_first(api: &Api, clinic: &Clinic, slots: &[Uuid]) -> Ends {
    take_two(api, clinic, slots).await;
    let mut told = BTreeSet::new();
    for slot in slots {
        told.insert(*slot);
        book(api, clinic, *slot).await;
    }
    Ends { booked: booked(api, slots).await, told }
}

/// The product: its relay finds in the database what waits, whoever has written it and died.
async fn by_outbox(api: &Arc<Api>, clinic: &Clinic, slots: &[Uuid]) -> Ends {
    take_two(api, clinic, slots).await;
    process(api, clinic, slots, None).await;
    let mut events = api.events();
    while api.relay().drain_once().await.expect("a round") > 0 {}
    let mut told = BTreeSet::new();
    while let Ok(event) = events.try_recv() {
        if let Payload::Created(step) = event.payload {
            told.insert(step.slot_id.0);
        }
    }
    Ends { booked: booked(api, slots).await, told }
}
