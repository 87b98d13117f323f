//! The stream of what changes on a clinic's day.

use axum::http::Method;
use holdfast_config::Settings;
use holdfast_testkit::events::Heard;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::people::{Person, text};
use holdfast_testkit::{Api, Clinic, EventStream, ManualClock};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

/// Monday, when tests begin, and the day after.
const TODAY: &str = "2026-11-23";
const TOMORROW: &str = "2026-11-24";

/// A clinic whose making is so long ago that nobody is told of it any more.
async fn scene(settings: &Settings) -> (Api, Clinic) {
    let api = Api::with_settings(settings).await;
    let clinic = Clinic::open(&api, "Europe/Berlin").await;
    go_on(&api.clock);
    (api, clinic)
}

/// Past the minute within which something may be told again.
fn go_on(clock: &ManualClock) {
    clock.advance(SignedDuration::from_secs(90));
}

fn path(clinic: &Clinic, day: &str) -> String {
    format!("/v1/clinics/{}/changes?date={day}", clinic.id)
}

/// Listens, past what a stream begins with.
async fn listen(api: &Api, clinic: &Clinic, day: &str, token: &str) -> EventStream {
    let mut stream = api.get(path(clinic, day)).bearer(token).listen().await;
    let first = stream.next().await.unwrap();
    assert!((1000..5000).contains(&first.retry.unwrap()) && first.id.is_some(), "{first:?}");
    stream
}

async fn listen_from(api: &Api, clinic: &Clinic, last: &str) -> EventStream {
    api.get(path(clinic, TODAY)).bearer(&clinic.staff).header("last-event-id", last).listen().await
}

/// The doctor's free slots of a day.
async fn slots_of(api: &Api, clinic: &Clinic, day: &str) -> Vec<Uuid> {
    let slots = clinic.free_slots(api).await;
    let of_day = slots.iter().filter(|slot| slot["starts_at"].as_str().unwrap().starts_with(day));
    of_day.map(|slot| id(slot, "id")).collect()
}

async fn step(api: &Api, clinic: &Clinic, appointment: &Value, step: &str, body: Value) -> Value {
    let path = format!("/v1/appointments/{}/{step}", id(appointment, "id"));
    api.post(path).bearer(&clinic.staff).json(&body).send().await.expect(200)
}

/// Type, appointment, slot and version of what is told.
fn said(heard: Option<Heard>) -> (String, String, String, u64) {
    let heard = heard.expect("the stream goes on");
    let field = |name: &str| heard.data[name].as_str().unwrap_or_default().to_owned();
    (
        field("type").trim_start_matches("holdfast.").to_owned(),
        field("appointment_id"),
        field("slot_id"),
        heard.data["version"].as_u64().unwrap_or_default(),
    )
}

/// The next events of a stream, in the order of their types.
async fn next(stream: &mut EventStream, count: usize) -> Vec<(String, String, String, u64)> {
    let mut all = Vec::new();
    for _ in 0..count {
        all.push(said(stream.event().await));
    }
    all.sort();
    all
}

#[tokio::test]
async fn a_day_hears_what_changes_on_it_and_nothing_else() {
    let (api, clinic) = scene(&Settings::default()).await;
    let other = Clinic::open(&api, "Europe/Berlin").await;
    let (today, tomorrow) = (slots_of(&api, &clinic, TODAY).await, slots_of(&api, &clinic, TOMORROW).await);
    let of_other = slots_of(&api, &other, TODAY).await;
    go_on(&api.clock);
    let mut here = listen(&api, &clinic, TODAY, &clinic.staff).await;
    let mut there = listen(&api, &clinic, TOMORROW, &clinic.admin).await;
    let mut elsewhere = listen(&api, &other, TODAY, &other.staff).await;

    let booked = clinic.book(&api, today[0]).await;
    let heard = here.event().await.unwrap();
    assert_eq!(heard.event.as_deref(), Some("appointment"));
    let expected = json!({
        "type": "holdfast.appointment.created", "appointment_id": booked["id"], "slot_id": today[0], "version": 1,
        "doctor_ids": [clinic.doctor_id],
    });
    assert_eq!(heard.data, expected, "ids and versions, and nothing else");
    let appointment = text(&booked, "id");
    let of =
        |kind: &str, slot: Uuid, version| (kind.to_owned(), appointment.clone(), slot.to_string(), version);
    step(&api, &clinic, &booked, "check-in", json!({})).await;
    assert_eq!(next(&mut here, 1).await, [of("appointment.checked_in", today[0], 2)]);
    step(&api, &clinic, &booked, "undo", json!({"of": "check-in"})).await;
    assert_eq!(next(&mut here, 1).await, [of("appointment.undone", today[0], 3)]);

    // both days of a move
    step(&api, &clinic, &booked, "reschedule", json!({"slot_id": tomorrow[0]})).await;
    let moved = of("appointment.rescheduled", tomorrow[0], 4);
    assert_eq!(next(&mut here, 2).await, [moved.clone(), of("slot.freed", today[0], 3)]);
    assert_eq!(next(&mut there, 1).await, [moved]);
    step(&api, &clinic, &booked, "cancel", json!({})).await;
    let left = [of("appointment.cancelled", tomorrow[0], 5), of("slot.freed", tomorrow[0], 3)];
    assert_eq!(next(&mut there, 2).await, left);

    // what others hear is theirs, and nobody has heard more
    let of_theirs = other.book(&api, of_other[0]).await;
    assert_eq!(said(elsewhere.event().await).1, text(&of_theirs, "id"));
    let last = clinic.book(&api, today[1]).await;
    assert_eq!(said(here.event().await).1, text(&last, "id"));
    let last = clinic.book(&api, tomorrow[1]).await;
    assert_eq!(said(there.event().await).1, text(&last, "id"));
}

/// The zone's day, not that of UTC: 22:30 in New York is tomorrow in London.
#[tokio::test]
async fn a_day_is_the_clinics() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "America/New_York").await;
    let rule = json!({"days": ["mon", "tue"], "start": "22:00", "end": "23:00", "slot_minutes": 30});
    clinic.set_hours(&api, &json!({"effective_from": TODAY, "rules": [rule], "horizon_days": 7})).await;
    let slot = slots_of(&api, &clinic, TODAY).await[0];
    go_on(&api.clock);
    let mut here = listen(&api, &clinic, TODAY, &clinic.staff).await;
    let booked = clinic.book(&api, slot).await;
    assert_eq!(said(here.event().await).1, text(&booked, "id"));
}

/// A booking outside the hours leaves no slot behind: its day hears of it all the same.
#[tokio::test]
async fn conflicts_are_told_and_the_day_that_one_leaves_hears_of_it() {
    let (api, clinic) = scene(&Settings::default()).await;
    let (today, tomorrow) = (slots_of(&api, &clinic, TODAY).await, slots_of(&api, &clinic, TOMORROW).await);
    let booked = clinic.book(&api, today[0]).await;
    go_on(&api.clock);
    let mut here = listen(&api, &clinic, TODAY, &clinic.staff).await;
    let off = json!({"starts_at": "2026-11-23T00:00:00+01:00", "ends_at": "2026-11-24T00:00:00+01:00"});
    let away = format!("/v1/doctors/{}/time-off", clinic.doctor_id);
    api.post(away).bearer(&clinic.staff).json(&off).send().await.expect(201);
    let heard = here.event().await.unwrap();
    assert_eq!(heard.event.as_deref(), Some("conflict"));
    assert_eq!((&heard.data["appointment_id"], &heard.data["version"]), (&booked["id"], &Value::Null));
    step(&api, &clinic, &booked, "reschedule", json!({"slot_id": tomorrow[0]})).await;
    let heard = here.event().await.unwrap();
    assert_eq!(heard.data["type"], "holdfast.appointment.rescheduled");
    assert_eq!(heard.data["doctor_ids"], json!([clinic.doctor_id]));
}

#[tokio::test]
async fn a_doctor_hears_of_their_own_day_alone() {
    let (api, clinic) = scene(&Settings::default()).await;
    let colleague = Clinic::add_doctor(&api, clinic.id, "surgery").await;
    let other = Clinic {
        doctor_id: colleague,
        doctor: api.at_clinic(holdfast_domain::Role::Doctor, clinic.id, Some(colleague)),
        ..clinic.clone()
    };
    other.set_hours(&api, &holdfast_testkit::fixtures::nine_to_five()).await;
    let (own, of_other) = (slots_of(&api, &clinic, TODAY).await, slots_of(&api, &other, TODAY).await);
    go_on(&api.clock);
    let mut doctor = listen(&api, &clinic, TODAY, &clinic.doctor).await;
    let mut desk = listen(&api, &clinic, TODAY, &clinic.staff).await;
    other.book(&api, of_other[0]).await;
    assert_eq!(desk.event().await.unwrap().data["doctor_ids"], json!([colleague]));
    let booked = clinic.book(&api, own[0]).await;
    assert_eq!(said(doctor.event().await).1, text(&booked, "id"));
    // and so of what they missed
    let mut again = api.get(path(&clinic, TODAY)).bearer(&clinic.doctor);
    again = again.header("last-event-id", doctor.last_id.unwrap());
    assert_eq!(said(again.listen().await.event().await).1, text(&booked, "id"));
}

#[tokio::test]
async fn whoever_comes_again_is_told_what_was_missed_or_to_read_anew() {
    let (api, clinic) = scene(&Settings::default()).await;
    let slots = slots_of(&api, &clinic, TODAY).await;
    let mut stream = listen(&api, &clinic, TODAY, &clinic.staff).await;
    clinic.book(&api, slots[0]).await;
    stream.event().await.unwrap();
    let last = stream.last_id.clone().unwrap();
    drop(stream);
    api.clock.advance(SignedDuration::from_mins(3));
    let missed = clinic.book(&api, slots[1]).await;
    api.clock.advance(SignedDuration::from_mins(6));
    let mut stream = listen_from(&api, &clinic, &last).await;
    let mut told = Vec::new();
    while !told.contains(&text(&missed, "id")) {
        let heard = stream.event().await.unwrap();
        assert_ne!(heard.event.as_deref(), Some("reset"));
        told.push(text(&heard.data, "appointment_id"));
    }
    // it goes on from now, also where nothing was told
    stream.next().await.unwrap();
    assert!(stream.last_id.unwrap() > last);

    api.clock.advance(SignedDuration::from_mins(2));
    let future = (api.now() + SignedDuration::from_hours(1)).as_microsecond().to_string();
    for last in [last.as_str(), "0", "", "yesterday", "-1", "99999999999999999999", &future] {
        let mut stream = listen_from(&api, &clinic, last).await;
        let heard = stream.event().await.unwrap();
        assert_eq!((heard.event.as_deref(), &heard.data), (Some("reset"), &json!({"why": "old"})), "{last}");
        assert_eq!(heard.id.unwrap(), api.now().as_microsecond().to_string(), "and goes on from there");
    }
}

/// Events of slots that were freed, written by hand: of these numbers.
async fn write_events(api: &Api, clinic: &Clinic, slot: Uuid, numbers: std::ops::Range<i32>) {
    write_events_of(api, clinic, slot, numbers, api.now()).await;
}

/// The same with ids of this time.
async fn write_events_of(
    api: &Api,
    clinic: &Clinic,
    slot: Uuid,
    numbers: std::ops::Range<i32>,
    at: Timestamp,
) {
    let client = api.database.client().await;
    let first = holdfast_domain::clock::first_id(at).to_string();
    let statement = "INSERT INTO outbox (clinic_id, id, event_type, doctor_id, slot_id, occurred_at)
        SELECT $1, (left($2, 24) || lpad(to_hex(n), 12, '0'))::uuid, 'holdfast.slot.freed', $3, $4, now()
        FROM generate_series($5::int, $6::int) n";
    let (from, last) = (numbers.start, numbers.end - 1);
    let parameters: [&(dyn tokio_postgres::types::ToSql + Sync); 6] =
        [&clinic.id, &first, &clinic.doctor_id, &slot, &from, &last];
    client.execute(statement, &parameters).await.unwrap();
}

#[tokio::test]
async fn a_listener_that_falls_behind_is_told_to_read_anew_and_goes_on() {
    let (api, clinic) = scene(&Settings::default()).await;
    let slots = slots_of(&api, &clinic, TODAY).await;
    let mut slow = listen(&api, &clinic, TODAY, &clinic.staff).await;
    let mut quick = listen(&api, &clinic, TODAY, &clinic.admin).await;
    // 256 may wait for a listener
    for numbers in [0..200, 200..400] {
        write_events(&api, &clinic, slots[1], numbers.clone()).await;
        for _ in numbers {
            assert_eq!(quick.event().await.unwrap().event.as_deref(), Some("slot"));
        }
    }
    let heard = slow.event().await.unwrap();
    assert_eq!((heard.event.as_deref(), &heard.data), (Some("reset"), &json!({"why": "behind"})));
    let booked = clinic.book(&api, slots[0]).await;
    for stream in [&mut slow, &mut quick] {
        assert_eq!(said(stream.event().await).1, text(&booked, "id"));
    }
}

/// An id is made before its row can be seen, and others are seen in between.
#[tokio::test]
async fn what_becomes_visible_late_is_told_all_the_same() {
    let (api, clinic) = scene(&Settings::default()).await;
    let slots = slots_of(&api, &clinic, TODAY).await;
    let mut stream = listen(&api, &clinic, TODAY, &clinic.staff).await;
    let mut other = listen(&api, &clinic, TODAY, &clinic.admin).await;
    clinic.book(&api, slots[0]).await;
    stream.event().await.unwrap();
    api.clock.advance(SignedDuration::from_secs(50));
    clinic.book(&api, slots[1]).await;
    stream.event().await.unwrap();
    // the id is older than all that is looked for every moment
    let late = api.now() - SignedDuration::from_secs(65);
    write_events_of(&api, &clinic, slots[5], 0..1, late).await;
    // who was cut off before it was told
    let mut again = listen_from(&api, &clinic, &stream.last_id.unwrap()).await;
    for stream in [&mut other, &mut again] {
        while said(stream.event().await).2 != slots[5].to_string() {}
    }
}

#[tokio::test]
async fn more_than_can_be_told_is_a_reset() {
    let (api, clinic) = scene(&Settings::default()).await;
    let slot = slots_of(&api, &clinic, TODAY).await[0];
    let mut stream = listen(&api, &clinic, TODAY, &clinic.staff).await;
    write_events(&api, &clinic, slot, 0..1001).await;
    let mut why = Value::Null;
    while why != "many" && why != "behind" {
        why = stream.event().await.unwrap().data["why"].clone();
    }
    // and for whoever comes again
    let last = api.now().as_microsecond().to_string();
    let heard = listen_from(&api, &clinic, &last).await.event().await.unwrap();
    assert_eq!((heard.event.as_deref(), &heard.data), (Some("reset"), &json!({"why": "many"})));
}

#[tokio::test]
async fn a_stream_ends_with_what_its_listener_may() {
    let (api, clinic) = scene(&Settings::default()).await;
    let ada = Person::sign_up(&api, "ada@example.org").await;
    ada.join(&api, clinic.id, &clinic.admin, json!({"role": "staff"})).await;
    let acting = || async { text(&ada.log_in(&api, json!({"clinic_id": clinic.id})).await, "access_token") };
    let (one, two) = (acting().await, acting().await);
    let mut logs_out = listen(&api, &clinic, TODAY, &one).await;
    let mut stays = listen(&api, &clinic, TODAY, &two).await;
    let sessions = api.get("/v1/sessions").bearer(&one).send().await.expect(200);
    let current = sessions["items"].as_array().unwrap().iter().find(|one| one["current"] == true);
    let session = id(current.expect("it is listed"), "id");
    api.call(Method::DELETE, format!("/v1/sessions/{session}")).bearer(&one).send().await.expect(204);
    // what was revoked is asked for by the clock of the gateway
    api.clock.advance(SignedDuration::from_secs(5));
    assert_eq!(logs_out.end().await, "ended: rights");

    // the other session goes on, until its owner works there no more
    let slots = slots_of(&api, &clinic, TODAY).await;
    let booked = clinic.book(&api, slots[0]).await;
    assert_eq!(said(stays.event().await).1, text(&booked, "id"));
    let member = format!("/v1/clinics/{}/members/{}", clinic.id, ada.account_id);
    api.call(Method::DELETE, member).bearer(&clinic.admin).send().await.expect(204);
    api.clock.advance(SignedDuration::from_secs(5));
    assert_eq!(stays.end().await, "ended: rights");

    // tokens expire
    let mut expires = listen(&api, &clinic, TODAY, &clinic.staff).await;
    api.clock.advance(SignedDuration::from_hours(25));
    assert_eq!(expires.end().await, "ended: rights");
}

#[tokio::test]
async fn streams_end_after_a_while_and_with_their_gateway() {
    let mut settings = Settings::default();
    settings.changes.stream_secs = 2;
    settings.changes.heartbeat_secs = 1;
    let (api, clinic) = scene(&settings).await;
    let mut stream = listen(&api, &clinic, TODAY, &clinic.staff).await;
    // what the beginning says, then that it is there
    let (begin, silence) = (stream.next().await.unwrap(), stream.next().await.unwrap());
    assert_eq!((begin.comment.as_deref(), silence.comment.as_deref()), (Some(""), Some("")));
    assert!(silence.id.is_some(), "silence moves on too");
    assert_eq!(stream.end().await, "ended: lifetime");
    let mut stream = listen(&api, &clinic, TODAY, &clinic.staff).await;
    api.system.end_streams();
    assert_eq!(stream.end().await, "ended: leaving");
    // and at once from then on, so that whoever is sent here all the same asks again
    assert_eq!(listen(&api, &clinic, TODAY, &clinic.staff).await.end().await, "ended: leaving");
}

#[tokio::test]
async fn open_streams_are_bounded() {
    let mut settings = Settings::default();
    settings.changes.streams_per_account = 2;
    settings.changes.streams_per_clinic = 3;
    let (api, clinic) = scene(&settings).await;
    let other = Clinic::open(&api, "UTC").await;
    let refused = async |clinic: &Clinic, token: &str, status| {
        let answer = api.get(path(clinic, TODAY)).bearer(token).send().await;
        answer.refused(status)
    };
    let one = listen(&api, &clinic, TODAY, &clinic.staff).await;
    let two = listen(&api, &clinic, TOMORROW, &clinic.staff).await;
    assert_eq!(refused(&clinic, &clinic.staff, 429).await, "too-many-streams");
    let three = listen(&api, &clinic, TODAY, &clinic.admin).await;
    assert_eq!(refused(&clinic, &clinic.doctor, 429).await, "too-many-streams");
    let four = listen(&api, &other, TODAY, &other.staff).await;
    api.system.limit_streams(4);
    assert_eq!(refused(&other, &other.admin, 503).await, "overloaded");
    // places are free again
    drop((one, four));
    let _five = listen(&api, &clinic, TODAY, &clinic.staff).await;
    drop((two, three));
    let _six = listen(&api, &other, TODAY, &other.staff).await;
}
