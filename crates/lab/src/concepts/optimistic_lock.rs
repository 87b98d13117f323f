//! Two desks look at one appointment and both move it. Without a version to compare, the first one's move is lost.

use holdfast_testkit::Clinic;
use holdfast_testkit::fixtures::id;
use serde_json::json;

use crate::parts::hour;
use crate::{Ground, Shown};

pub(super) async fn run(ground: &Ground) -> Shown {
    let api = ground.api().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slots = clinic.free_slots(&api).await;
    let appointment = clinic.book(&api, id(&slots[0], "id")).await;
    let path = format!("/v1/appointments/{}", id(&appointment, "id"));
    let seen = api.get(&path).bearer(&clinic.staff).send().await;
    let tag = seen.headers["etag"].to_str().expect("text").to_owned();

    let lead = "Two front desks have opened the same appointment. Each moves it, as its patient on the \
     telephone wishes.";
    let mut shown =
        Shown::of(lead, ["desk", "saw version", "moves it to", "is answered", "tells its caller"]);
    let mut told = Vec::new();
    for (desk, slot) in [("A", &slots[2]), ("B", &slots[4])] {
        let mut call = api.post(format!("{path}/reschedule")).bearer(&clinic.staff);
        if !ground.broken {
            call = call.header("if-match", tag.as_str());
        }
        let answer = call.json(&json!({"slot_id": id(slot, "id")})).send().await;
        let to = hour(&slot["starts_at"]);
        let (says, tells) = if answer.status == 200 {
            told.push(to.clone());
            ("200".to_owned(), format!("see you at {to}"))
        } else {
            (
                format!("{} {}", answer.status.as_u16(), answer.text("code")),
                "it has changed; let me look again".to_owned(),
            )
        };
        shown.row([&desk, &tag.trim_matches('"'), &to, &says, &tells]);
    }
    let now = api.get(&path).bearer(&clinic.staff).send().await.expect(200);
    let (at, version) = (hour(&now["starts_at"]), &now["version"]);
    shown.note(format!("In the database: version {version}, at {at}."));
    let lost: Vec<_> = told.iter().filter(|told| **told != at).cloned().collect();
    shown.judge(
        !lost.is_empty(),
        format!(
            "desk A told its caller {}, and the appointment is at {at}. Its update is lost, and nobody \
         knows.",
            lost.join(", ")
        ),
        "the second desk was told that it had looked at an old version. Nothing is lost.",
    )
}
