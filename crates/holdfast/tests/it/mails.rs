//! Mails to patients: who is told what, when, and how often; with a real mail server and a clock that the test moves.

use std::io::Write;
use std::process::{Command, Stdio};

use axum::http::Method;
use holdfast_config::Settings;
use holdfast_notification::Notification;
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::people::text;
use holdfast_testkit::{Api, Clinic, Server};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

async fn start(smtp: &Server, change: impl FnOnce(&mut Settings)) -> Api {
    let mut settings = Settings { smtp_url: Some(smtp.smtp_url()), ..Settings::default() };
    settings.notification.answers_within_secs = 5;
    // it is the mails that are to be bounded here
    settings.booking.moves_per_day = 1000;
    change(&mut settings);
    Api::with_settings(&settings).await
}

fn worker(api: &Api) -> &Notification {
    api.system.part().expect("it has every role")
}

/// What happened is written down.
async fn hear(api: &Api) {
    while api.relay().drain_once().await.unwrap() > 0 {}
}

/// What happened is written down, and what is due is sent.
async fn send(api: &Api) {
    hear(api).await;
    while worker(api).send_due().await.unwrap() > 0 {}
}

fn pass(api: &Api, seconds: i64) {
    api.clock.advance(SignedDuration::from_secs(seconds));
}

/// An appointment of a guest, with its secret.
struct Booked {
    id: Uuid,
    secret: String,
}

async fn book_with(api: &Api, clinic: &Clinic, nth: usize, patient: Value, hold: bool) -> Booked {
    let slot = clinic.free_slot_ids(api).await[nth];
    let body = json!({"slot_id": slot, "clinic_id": clinic.id, "patient": patient, "hold": hold});
    let booked = api.post("/v1/bookings").json(&body).send().await.expect(201);
    Booked { id: id(&booked, "id"), secret: text(&booked, "manage_token") }
}

async fn book(api: &Api, clinic: &Clinic, email: &str) -> Booked {
    book_with(api, clinic, 0, json!({"name": "Ada Lovelace", "email": email}), false).await
}

async fn change(api: &Api, booked: &Booked, what: &str, token: &str, body: Value) -> Value {
    let path = format!("/v1/appointments/{}/{what}", booked.id);
    api.post(path).bearer(token).json(&body).send().await.expect(200)
}

async fn move_on(api: &Api, clinic: &Clinic, booked: &Booked, token: &str) {
    let free = clinic.free_slot_ids(api).await;
    let slot = free[free.len() / 2];
    change(api, booked, "reschedule", token, json!({"slot_id": slot})).await;
}

/// The mails to an address, with quoted-printable undone.
fn to(smtp: &Server, address: &str) -> Vec<String> {
    let mails = smtp.mails().into_iter().filter(|(to, _)| to == address);
    mails.map(|(_, mail)| mail.replace("=\r\n", "").replace("=3D", "=")).collect()
}

fn subject(mail: &str) -> &str {
    mail.lines().find_map(|line| line.strip_prefix("Subject: ")).expect("a subject")
}

/// How many mails ended like that.
async fn rows(api: &Api, state: &str) -> i64 {
    let client = api.database.client().await;
    let rows = client.query_one("SELECT count(*) FROM notifications WHERE state = $1", &[&state]).await;
    rows.unwrap().get(0)
}

/// What a calendar makes of a mail's invitation, by another's parser: method, SEQUENCE, whether answers are wanted, place.
fn invitation(mail: &str) -> Option<Value> {
    let script = r#"
import sys, json, email, email.policy, icalendar
mail = email.message_from_string(sys.stdin.read(), policy=email.policy.default)
parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
if not parts: print("null"); sys.exit()
[part] = parts
calendar = icalendar.Calendar.from_ical(part.get_content())
[event] = calendar.walk("VEVENT")
assert not event.errors, event.errors
attendee = event["ATTENDEE"]
assert calendar["METHOD"] == part.get_param("method") and part.get_content_charset() == "utf-8"
print(json.dumps({"method": calendar["METHOD"], "sequence": int(event["SEQUENCE"]), "uid": str(event["UID"]), "status": str(event["STATUS"]),
  "rsvp": attendee.params.get("RSVP"), "partstat": attendee.params.get("PARTSTAT"), "to": str(attendee), "location": event.get("LOCATION"),
  "starts": event.decoded("DTSTART").isoformat(), "files": [f.get_filename() for f in mail.iter_attachments()]}))
"#;
    let python = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/venv/bin/python");
    let mut child = Command::new(python)
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(mail.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{mail}");
    Some(serde_json::from_slice(&output.stdout).unwrap()).filter(|invitation: &Value| !invitation.is_null())
}

fn raw(smtp: &Server, address: &str) -> Vec<String> {
    smtp.mails().into_iter().filter(|(to, _)| to == address).map(|(_, mail)| mail).collect()
}

#[tokio::test]
async fn one_that_cannot_be_written_to_holds_up_nobody() {
    let smtp = Server::smtp_of_ascii().await;
    let api = start(&smtp, |_| {}).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let broken = ["b1@example.org", "b2@example.org", "b3@example.org", "b4@example.org"];
    let breaks_off: &[&str] = &["421 4.3.2 go away"];
    smtp.answer_recipients(&broken.map(|address| (address, breaks_off)));
    book(&api, &clinic, "用户@example.org").await;
    book(&api, &clinic, "post@bücher.example").await;
    for address in broken {
        book(&api, &clinic, address).await;
    }
    for nth in 0..6 {
        book(&api, &clinic, &format!("p{nth}@example.org")).await;
    }
    // events wait for none of it
    hear(&api).await;
    send(&api).await;
    for nth in 0..6 {
        assert_eq!(to(&smtp, &format!("p{nth}@example.org")).len(), 1, "{nth}");
    }
    assert_eq!(to(&smtp, "post@xn--bcher-kva.example").len(), 1, "the domain goes out as an A-label");
    assert_eq!((rows(&api, "failed").await, rows(&api, "waiting").await), (1, 4));
    let client = api.database.client().await;
    let why = client.query_one("SELECT detail FROM notifications WHERE state = 'failed'", &[]).await.unwrap();
    assert!(why.get::<_, String>(0).contains("SMTPUTF8"), "{why:?}");
    api.assert_sound().await;
}

#[tokio::test]
async fn who_asks_to_come_again_later_is_come_to_later() {
    let smtp = Server::smtp().await;
    let api = start(&smtp, |_| {}).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let grey: &[&str] = &["451 4.7.1 come again in five minutes", "451 4.7.1 come again", "250"];
    smtp.answer_recipients(&[("grey@example.org", grey), ("full@example.org", &["452 4.2.2 full"])]);
    book_with(&api, &clinic, 60, json!({"name": "Ada", "email": "grey@example.org"}), false).await;
    book(&api, &clinic, "full@example.org").await;
    for (seconds, asked) in [(0, 1), (30, 1), (45, 2), (200, 2), (200, 3), (3_600, 3)] {
        pass(&api, seconds);
        send(&api).await;
        assert_eq!(smtp.asked_for("grey@example.org"), asked, "{seconds}");
    }
    assert_eq!(to(&smtp, "grey@example.org").len(), 1);
    // it is given up when the appointment is over
    for _ in 0..40 {
        pass(&api, 1_800);
        send(&api).await;
    }
    assert_eq!(rows(&api, "failed").await, 1);
    assert!((3..20).contains(&smtp.asked_for("full@example.org")), "{}", smtp.asked_for("full@example.org"));
    api.assert_sound().await;
}

#[tokio::test]
async fn the_moves_of_a_minute_are_one_mail() {
    let smtp = Server::smtp().await;
    let api = start(&smtp, |_| {}).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let booked = book(&api, &clinic, "ada@example.org").await;
    send(&api).await;
    assert_eq!(to(&smtp, "ada@example.org").len(), 1, "a booking is told at once");
    for _ in 0..20 {
        move_on(&api, &clinic, &booked, &booked.secret).await;
        send(&api).await;
    }
    assert_eq!(to(&smtp, "ada@example.org").len(), 1);
    pass(&api, 61);
    send(&api).await;
    let mails = raw(&smtp, "ada@example.org");
    assert_eq!(mails.len(), 2);
    let now =
        api.get(format!("/v1/appointments/{}", booked.id)).bearer(&booked.secret).send().await.expect(200);
    let invitations: Vec<Value> = mails.iter().map(|mail| invitation(mail).unwrap()).collect();
    assert_eq!(invitations[0]["uid"], invitations[1]["uid"]);
    assert_eq!((&invitations[0]["sequence"], &invitations[1]["sequence"]), (&json!(0), &json!(20)));
    assert_eq!(text(&invitations[1], "starts")[..16], text(&now, "starts_at")[..16]);
    assert_eq!((rows(&api, "sent").await, rows(&api, "superseded").await), (2, 19));
    api.assert_sound().await;
}

#[tokio::test]
async fn what_was_over_before_it_was_told_is_one_true_mail() {
    let smtp = Server::smtp().await;
    let api = start(&smtp, |_| {}).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let booked = book(&api, &clinic, "ada@example.org").await;
    move_on(&api, &clinic, &booked, &booked.secret).await;
    let moved = book(&api, &clinic, "eve@example.org").await;
    move_on(&api, &clinic, &moved, &moved.secret).await;
    change(&api, &booked, "cancel", &clinic.staff, json!({})).await;
    send(&api).await;
    let mails = raw(&smtp, "ada@example.org");
    assert_eq!(mails.len(), 1);
    assert!(subject(&mails[0]).starts_with("Your appointment was cancelled"), "{}", mails[0]);
    assert_eq!(invitation(&mails[0]), None, "no calendar has it");
    // who hears of a booking for the first time after it was moved hears of a booking
    let mails = raw(&smtp, "eve@example.org");
    assert_eq!(mails.len(), 1);
    assert!(subject(&mails[0]).starts_with("Your appointment is booked"), "{}", mails[0]);
    assert_eq!(invitation(&mails[0]).unwrap()["sequence"], 1);
}

#[tokio::test]
async fn who_was_invited_hears_of_the_end_and_nobody_else() {
    let smtp = Server::smtp().await;
    let api = start(&smtp, |settings| settings.notification.quiet_secs = 0).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let patient = |email: &str| json!({"name": "Ada", "email": email});
    // a hold that is moved, and expires
    let held = book_with(&api, &clinic, 0, patient("held@example.org"), true).await;
    send(&api).await;
    move_on(&api, &clinic, &held, &held.secret).await;
    send(&api).await;
    // one that an older version invited to all the same
    let old = book_with(&api, &clinic, 0, patient("old@example.org"), true).await;
    move_on(&api, &clinic, &old, &old.secret).await;
    send(&api).await;
    let client = api.database.client().await;
    let as_before =
        "UPDATE notifications SET calendar = NULL, appointment_version = NULL WHERE appointment_id = $1";
    client.execute(as_before, &[&old.id]).await.unwrap();
    // one that is confirmed, moved, cancelled by the patient
    let kept = book_with(&api, &clinic, 0, patient("kept@example.org"), true).await;
    send(&api).await;
    change(&api, &kept, "confirm", &kept.secret, json!({})).await;
    send(&api).await;
    move_on(&api, &clinic, &kept, &kept.secret).await;
    send(&api).await;
    change(&api, &kept, "cancel", &kept.secret, json!({"reason": "see evil.example"})).await;
    pass(&api, 3_600);
    api.booking().sweep_holds().await.unwrap();
    send(&api).await;

    let methods = |address: &str| {
        let invitations = raw(&smtp, address);
        let told = invitations.iter().map(|mail| invitation(mail));
        told.map(|told| told.map(|told| (text(&told, "method"), told["sequence"].as_i64().unwrap())))
            .collect::<Vec<_>>()
    };
    let (request, cancel) = (|n| Some(("REQUEST".to_owned(), n)), |n| Some(("CANCEL".to_owned(), n)));
    assert_eq!(methods("held@example.org"), [None, None, None]);
    assert_eq!(methods("old@example.org").last().unwrap(), &cancel(2));
    assert_eq!(methods("kept@example.org"), [None, request(1), request(2), cancel(3)]);
    let mails = raw(&smtp, "kept@example.org");
    assert!(mails.iter().all(|mail| mail.contains("Auto-Submitted: auto-generated\r\n")));
    assert!(!mails.concat().contains("evil"), "a patient's reason is not the clinic's words");
    let invited = invitation(&mails[1]).unwrap();
    assert_eq!((&invited["rsvp"], &invited["partstat"]), (&json!("FALSE"), &json!("ACCEPTED")));
    assert_eq!(invited["files"], json!(["invite.ics"]));
}

#[tokio::test]
async fn a_visit_by_video_has_no_street_and_the_clinic_says_why_it_cancels() {
    let smtp = Server::smtp().await;
    let api = start(&smtp, |_| {}).await;
    let place = json!({"name": "Clinic", "time_zone": "UTC", "address": "1 High Street"});
    let clinic = Clinic::with(&api, place, "cardiology").await;
    let mut hours = nine_to_five();
    hours["rules"][0]["mode"] = json!("virtual");
    clinic.set_hours(&api, &hours).await;
    let lure = "Ada. Your visit is NOT confirmed yet, pay at https://pay.example/confirm";
    let booked = book_with(&api, &clinic, 0, json!({"name": lure, "email": "ada@example.org"}), false).await;
    send(&api).await;
    change(&api, &booked, "cancel", &clinic.staff, json!({"reason": "Doctor is ill"})).await;
    send(&api).await;
    let mails = to(&smtp, "ada@example.org");
    assert_eq!(mails.len(), 2);
    assert!(mails[0].contains("by video") && !mails.concat().contains("High Street"), "{}", mails[0]);
    assert!(
        mails[0].contains("\r\n\r\nHello,\r\n") && !mails.concat().contains("pay.example"),
        "{}",
        mails[0]
    );
    assert_eq!(invitation(&raw(&smtp, "ada@example.org")[0]).unwrap()["location"], Value::Null);
    assert!(mails[1].contains("The clinic writes: \"Doctor is ill\""), "{}", mails[1]);
}

#[tokio::test]
async fn what_strangers_set_in_motion_has_a_budget_and_what_the_clinic_does_has_none() {
    let smtp = Server::smtp().await;
    let api = start(&smtp, |settings| {
        settings.notification.recipient_per_day = 3;
        settings.notification.appointment_per_day = 2;
        settings.notification.quiet_secs = 0;
    })
    .await;
    let clinics = [Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await];
    let mut booked = Vec::new();
    for nth in 0..5 {
        // whatever clinic it is of, and however it is written
        let address = ["victim@example.org", "Victim@EXAMPLE.org"][nth % 2];
        booked.push(book(&api, &clinics[nth % 2], address).await);
        send(&api).await;
    }
    let told = || smtp.mails().len();
    assert_eq!((told(), rows(&api, "over_budget").await), (3, 2));
    // the end of what a calendar has is told, that of what was never told is not
    change(&api, &booked[0], "cancel", &booked[0].secret, json!({})).await;
    change(&api, &booked[4], "cancel", &booked[4].secret, json!({})).await;
    send(&api).await;
    // the second one to the same recipient has its turn
    pass(&api, 2);
    send(&api).await;
    assert_eq!((told(), rows(&api, "over_budget").await), (4, 3));
    // nor does it bind the clinic
    change(&api, &booked[3], "cancel", &clinics[1].staff, json!({})).await;
    send(&api).await;
    assert_eq!(told(), 5);
    // and others hear
    let other = book(&api, &clinics[0], "other@example.org").await;
    send(&api).await;
    for _ in 0..4 {
        move_on(&api, &clinics[0], &other, &other.secret).await;
        send(&api).await;
    }
    let to_other = || to(&smtp, "other@example.org").len();
    assert_eq!((to_other(), rows(&api, "waiting").await), (2, 1), "the last move waits");
    pass(&api, 24 * 3_600 + 1);
    send(&api).await;
    assert_eq!((to_other(), rows(&api, "waiting").await), (3, 0), "and tells how things are");
    // hashes of recipients, and the counts, are forgotten
    pass(&api, 3 * 24 * 3_600);
    worker(&api).forget_recipients().await.unwrap();
    worker(&api).delete_expired_counts().await.unwrap();
    let client = api.database.client().await;
    let left = "SELECT (SELECT count(*) FROM notifications WHERE recipient IS NOT NULL) + (SELECT count(*) FROM mail_counts)";
    assert_eq!(client.query_one(left, &[]).await.unwrap().get::<_, i64>(0), 0);
    api.assert_sound().await;
}

#[tokio::test]
async fn the_front_desk_sees_what_was_not_sent_and_nothing_of_others() {
    let smtp = Server::smtp_of_ascii().await;
    let api = start(&smtp, |settings| settings.notification.recipient_per_day = 1).await;
    let (clinic, other) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let unsent = async |clinic: &Clinic, query: &str| {
        let call = api.get(format!("/v1/clinics/{}/mails{query}", clinic.id)).bearer(&clinic.staff);
        call.send().await.expect(200)
    };
    let of = |page: &Value| -> Vec<(String, String, u64)> {
        let items = page["items"].as_array().unwrap().iter();
        let one = |item: &Value| {
            (text(item, "appointment_id"), item["reason"].to_string(), item["attempts"].as_u64().unwrap())
        };
        items.map(one).collect()
    };
    let name = |booked: &Booked| booked.id.to_string();
    let nobody: &[&str] = &["550 5.1.1 <gone@example.org>: nobody here"];
    smtp.answer_recipients(&[
        ("gone@example.org", nobody),
        ("nobody@example.org", nobody),
        ("grey@example.org", &["451 4.7.1 come again"]),
    ]);
    assert_eq!(unsent(&clinic, "").await["items"], json!([]));
    let letters = book(&api, &clinic, "用户@example.org").await;
    let gone = book(&api, &clinic, "gone@example.org").await;
    let grey = book(&api, &clinic, "grey@example.org").await;
    let told = book(&api, &clinic, "ada@example.org").await;
    let elsewhere = book(&api, &other, "nobody@example.org").await;
    send(&api).await;
    let over = book(&api, &clinic, "ada@example.org").await;
    // all there is to send: what waits for its turn has it
    pass(&api, 2);
    send(&api).await;

    let failed = of(&unsent(&clinic, "").await);
    assert_eq!(failed.len(), 2, "{failed:?}");
    let why = |booked: &Booked| failed.iter().find(|(id, ..)| *id == name(booked)).expect("listed").clone();
    assert!(why(&letters).1.contains("SMTPUTF8"), "{failed:?}");
    assert!(why(&gone).1.contains("550") && !why(&gone).1.contains("gone@"), "{failed:?}");
    assert_eq!(why(&gone).2, 1);
    assert_eq!(unsent(&clinic, "?state=failed").await, unsent(&clinic, "").await);
    let waiting = unsent(&clinic, "?state=waiting").await;
    assert_eq!(of(&waiting).len(), 1);
    assert_eq!(waiting["items"][0]["appointment_id"], name(&grey));
    assert!(waiting["items"][0]["due_at"].is_string() && waiting["items"][0]["reason"].is_string());
    let over_budget = unsent(&clinic, "?state=over_budget").await;
    assert_eq!(over_budget["items"][0]["appointment_id"], name(&over), "{over_budget} and not {}", told.id);
    assert_eq!(of(&over_budget).len(), 1);
    // by pages, newest first
    let first = unsent(&clinic, "?limit=1").await;
    let rest = unsent(&clinic, &format!("?limit=1&cursor={}", text(&first, "next_cursor"))).await;
    assert_eq!([of(&first), of(&rest)].concat(), failed);
    assert_eq!(rest["next_cursor"], Value::Null);
    // each clinic its own
    let others = of(&unsent(&other, "").await);
    assert_eq!(others.iter().map(|(id, ..)| id.clone()).collect::<Vec<_>>(), [name(&elsewhere)]);
    let path = format!("/v1/clinics/{}/mails", clinic.id);
    assert_eq!(api.get(&path).bearer(&other.staff).send().await.refused(404), "not-found");
    for state in ["sent", "skipped", "Failed", "nonsense"] {
        let answer = api.get(format!("{path}?state={state}")).bearer(&clinic.staff).send().await;
        assert_eq!(answer.fields(), ["state"], "{state}");
    }
}

#[tokio::test]
async fn mails_are_taken_in_turn_by_clinic_and_recipient() {
    let smtp = Server::smtp().await;
    let api = start(&smtp, |_| {}).await;
    let (busy, other) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    for nth in 0..20 {
        book(&api, &busy, &format!("p{nth}@example.org")).await;
    }
    book(&api, &other, "last@example.net").await;
    hear(&api).await;
    worker(&api).send_due().await.unwrap();
    assert_eq!(to(&smtp, "last@example.net").len(), 1, "the other clinic's is among the first");
    assert!(smtp.mails().len() < 10, "{} of one clinic at once", smtp.mails().len());
    send(&api).await;
    assert_eq!(smtp.mails().len(), 21);
    // one recipient, again and again
    for _ in 0..8 {
        book(&api, &busy, "same@example.org").await;
    }
    book(&api, &busy, "behind@example.org").await;
    hear(&api).await;
    worker(&api).send_due().await.unwrap();
    assert_eq!((to(&smtp, "same@example.org").len(), to(&smtp, "behind@example.org").len()), (1, 1));
    for _ in 0..8 {
        pass(&api, 2);
        send(&api).await;
    }
    assert_eq!(to(&smtp, "same@example.org").len(), 8);
}

/// A sender that dies leaves a lease that runs out; while the server is away nothing is lost, and nothing counted against a mail.
#[tokio::test]
async fn a_server_that_is_away_and_a_sender_that_dies_lose_nothing() {
    let mut smtp = Server::smtp().await;
    let api = start(&smtp, |_| {}).await;
    let clinic = Clinic::open(&api, "UTC").await;
    book(&api, &clinic, "ada@example.org").await;
    hear(&api).await;
    let client = api.database.client().await;
    let leased = "UPDATE notifications SET state = 'sending', leased_until = $1, due_at = NULL";
    client.execute(leased, &[&(api.now() + SignedDuration::from_secs(60))]).await.unwrap();
    assert_eq!(worker(&api).send_due().await.unwrap(), 0, "somebody is at it");
    pass(&api, 61);
    smtp.kill();
    for _ in 0..5 {
        worker(&api).send_due().await.unwrap();
    }
    assert_eq!(worker(&api).send_due().await.unwrap(), 0, "the server is left alone");
    smtp.spawn();
    smtp.wait().await;
    while to(&smtp, "ada@example.org").is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        worker(&api).send_due().await.unwrap();
    }
    let row = client.query_one("SELECT state, refusals FROM notifications", &[]).await.unwrap();
    assert_eq!((row.get::<_, String>(0).as_str(), row.get::<_, i32>(1)), ("sent", 0));
    api.assert_sound().await;
}

/// With the real binary, on its own time: one guest who moves an appointment as fast as they may, and bad sign-ups, hold up nobody.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_stranger_holds_up_nobodys_mails() {
    use holdfast_testkit::Process;
    use holdfast_testkit::process::request;
    use std::time::{Duration, Instant};

    let smtp = Server::smtp_of_ascii().await;
    let bad: Vec<String> = (0..9).map(|nth| format!("x{nth}@example.com")).collect();
    let answers: [&[&str]; 3] = [&["421 4.3.2 go away"], &["451 4.7.1 later"], &["silence"]];
    let told: Vec<(&str, &[&str])> =
        bad.iter().enumerate().map(|(nth, address)| (address.as_str(), answers[nth % 3])).collect();
    smtp.answer_recipients(&told);
    let settings = vec![
        ("HOLDFAST_SMTP_URL", smtp.smtp_url()),
        ("HOLDFAST_LIMITS__ACCOUNT_MAILS__PER_MINUTE", "600".to_owned()),
        ("HOLDFAST_LIMITS__ACCOUNT_MAILS__BURST", "600".to_owned()),
        ("HOLDFAST_BOOKING__MOVES_PER_DAY", "1000".to_owned()),
    ];
    let mut process = Process::begin(env!("CARGO_BIN_EXE_holdfast"), settings);
    process.wait_ready().await;
    let admin = process.token(&["--role", "platform_admin"]);
    let call = async |method: &str, path: &str, token: Option<&str>, body: Value| {
        let body = Some(body).filter(|body| !body.is_null());
        request(process.address, method, path, token, body.as_ref()).await.unwrap()
    };
    let mut slots = Vec::new();
    for _ in 0..2 {
        let clinic = json!({"name": "C", "time_zone": "UTC"});
        let (_, clinic) = call("POST", "/v1/clinics", Some(&admin), clinic).await;
        let doctor = json!({"name": "D", "specialization": "cardiology"});
        let path = format!("/v1/clinics/{}/doctors", text(&clinic, "id"));
        let (_, doctor) = call("POST", &path, Some(&admin), doctor).await;
        let path = format!("/v1/doctors/{}", text(&doctor, "id"));
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let rule = json!({"days": days, "start": "09:00", "end": "17:00", "slot_minutes": 30});
        let hours = json!({"effective_from": "2020-01-01", "horizon_days": 14, "rules": [rule]});
        let (status, body) = call("POST", &format!("{path}/availability"), Some(&admin), hours).await;
        assert_eq!(status, 200, "{body}");
        let (_, page) = call("GET", &format!("{path}/slots?limit=200"), None, Value::Null).await;
        slots.push(page["items"].as_array().unwrap().iter().map(|slot| id(slot, "id")).collect::<Vec<_>>());
    }
    for address in &bad {
        assert_eq!(call("POST", "/v1/accounts", None, json!({"email": address})).await.0, 202);
    }
    let book = async |slot: Uuid, email: String| {
        let body = json!({"slot_id": slot, "patient": {"name": "Ada Lovelace", "email": email}});
        call("POST", "/v1/bookings", None, body).await.1
    };
    let moved = book(slots[0][60], "victim@example.com".to_owned()).await;
    let path = format!("/v1/appointments/{}/reschedule", text(&moved, "id"));
    let secret = text(&moved, "manage_token");
    let (began, mut moves, mut others) = (Instant::now(), 0_usize, 0);
    let mut slowest = Duration::ZERO;
    while began.elapsed() < Duration::from_secs(6) {
        for _ in 0..40 {
            let slot = slots[0][61 + moves % 2];
            let (status, _) = call("POST", &path, Some(&secret), json!({"slot_id": slot})).await;
            moves += usize::from(status == 200);
        }
        let (patient, owner) = (format!("patient{others}@example.net"), format!("new{others}@example.net"));
        book(slots[1][60 + others], patient.clone()).await;
        call("POST", "/v1/accounts", None, json!({"email": owner})).await;
        let asked = Instant::now();
        while to(&smtp, &patient).is_empty() || to(&smtp, &owner).is_empty() {
            assert!(
                asked.elapsed() < Duration::from_secs(10),
                "no mail after {moves} moves\n{}",
                process.log()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        slowest = slowest.max(asked.elapsed());
        others += 1;
    }
    let victims = to(&smtp, "victim@example.com").len();
    println!("{moves} moves, {victims} mails to their patient; {others} others' mails within {slowest:?}");
    assert!(
        others >= 2 && slowest < Duration::from_secs(5),
        "{others} others, the slowest after {slowest:?}"
    );
    assert!((1..=2).contains(&victims), "{victims} mails about {moves} moves");
}

/// One rule at every door; nothing is changed, and the field is named.
#[tokio::test]
async fn addresses_that_no_mailer_can_send_to_are_refused_at_every_door() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slot = clinic.free_slot_ids(&api).await[0];
    for bad in [
        "a@example,org",
        "<a@example.org>",
        "mailto:a@example.org",
        "a@example..org",
        ".a@example.org",
        "\"a\"@b.org",
    ] {
        let doors = [
            (
                "/v1/bookings".to_owned(),
                json!({"slot_id": slot, "patient": {"name": "A", "email": bad}}),
                "patient.email",
            ),
            (format!("/v1/clinics/{}/patients", clinic.id), json!({"name": "A", "email": bad}), "email"),
            (
                format!("/v1/clinics/{}/invitations", clinic.id),
                json!({"email": bad, "role": "staff"}),
                "email",
            ),
            ("/v1/accounts".to_owned(), json!({"email": bad}), "email"),
        ];
        for (path, body, field) in doors {
            let answer = api.post(path.clone()).bearer(&clinic.admin).json(&body).send().await;
            assert_eq!(
                (answer.status.as_u16(), answer.fields()),
                (422, vec![field.to_owned()]),
                "{path} {bad}"
            );
        }
    }
    assert_eq!(clinic.free_slot_ids(&api).await[0], slot);
}

/// Nobody is told of a hold that is nobody's yet; who is told of the booking hears of it once, as of any other.
#[tokio::test]
async fn a_visitors_hold_is_told_once_it_is_confirmed() {
    let smtp = Server::smtp().await;
    let api = start(&smtp, |_| {}).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let hold = async |nth: usize| {
        let body = json!({"slot_id": clinic.free_slot_ids(&api).await[nth]});
        let held = api.post("/v1/holds").json(&body).send().await.expect(201);
        (format!("/v1/holds/{}/confirm", id(&held, "id")), text(&held, "hold_token"))
    };
    let (path, token) = hold(0).await;
    hold(1).await;
    send(&api).await;
    let details = json!({"patient": {"name": "Ada Lovelace", "email": "ada@example.org"}});
    api.post(path).header("hold-token", token).json(&details).send().await.expect(201);
    pass(&api, 600);
    api.booking().sweep_holds().await.unwrap();
    send(&api).await;
    let mails = raw(&smtp, "ada@example.org");
    assert_eq!((mails.len(), smtp.mails().len()), (1, 1), "{:?}", smtp.mails());
    assert_eq!(subject(&mails[0]), "Your appointment is booked: Monday, 23 November 2026, 13:00");
    assert_eq!(invitation(&mails[0]).unwrap()["method"], "REQUEST");
    assert_eq!((rows(&api, "sent").await, rows(&api, "skipped").await), (1, 3));
    // it counts against the budget of what guests set in motion
    let client = api.database.client().await;
    let counted = client.query_one("SELECT count(*) FROM notifications WHERE is_counted", &[]).await.unwrap();
    assert_eq!(counted.get::<_, i64>(0), 1);
}

/// Where the last mail to an address leads, as a path.
fn link(smtp: &Server, address: &str) -> Option<String> {
    let mail = to(smtp, address).pop().expect("a mail");
    let line = mail.lines().map(str::trim).find(|line| line.starts_with("http"))?;
    let (_, path) = line.split_once("://")?.1.split_once('/')?;
    Some(format!("/{path}"))
}

#[tokio::test]
async fn a_mail_leads_to_its_appointment_and_to_nothing_else() {
    let smtp = Server::smtp().await;
    let api = start(&smtp, |_| {}).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let ada = "ada@example.org";
    let booked = book(&api, &clinic, ada).await;
    let other = book_with(&api, &clinic, 1, json!({"name": "Bob", "email": "bob@example.org"}), false).await;
    send(&api).await;
    let look = async |path: &str, cookie: Option<&str>| {
        let call = api.get(path).header("accept", "text/html".to_owned());
        let call = if let Some(cookie) = cookie { call.header("cookie", cookie.to_owned()) } else { call };
        call.send().await
    };
    let first = link(&smtp, ada).expect("a link");
    let opened = look(&first, None).await;
    assert_eq!(opened.status.as_u16(), 303);
    assert_eq!(opened.headers["location"], format!("/appointments/{}", booked.id));
    let cookie = opened.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    for (id, status) in [(booked.id, 200), (other.id, 404)] {
        assert_eq!(look(&format!("/appointments/{id}"), Some(&cookie)).await.status.as_u16(), status);
    }
    // what is written for one appointment opens no other, and no letter of it is left to chance
    let (of_ada, of_bob) = (&first["/m/".len()..], link(&smtp, "bob@example.org").unwrap());
    let of_bob = &of_bob["/m/".len()..];
    let mixed = format!("{}{}", &of_ada[..22], &of_bob[22..]);
    let cut = &of_ada[..of_ada.len() - 1];
    for wrong in [mixed.as_str(), cut, "x", ""] {
        assert_eq!(look(&format!("/m/{wrong}"), None).await.status.as_u16(), 404, "{wrong}");
    }
    // void with the secrets of before; what is told next leads there again
    let path = format!("/v1/appointments/{}/manage-token", booked.id);
    pass(&api, 1);
    let renewed = api.post(&path).bearer(&booked.secret).json(&json!({})).send().await.expect(200);
    assert_eq!(look(&first, None).await.status.as_u16(), 404);
    move_on(&api, &clinic, &booked, &text(&renewed, "manage_token")).await;
    hear(&api).await;
    pass(&api, 3600);
    send(&api).await;
    let second = link(&smtp, ada).expect("a link");
    assert_ne!(first, second);
    assert_eq!(look(&second, None).await.status.as_u16(), 303);
    // taken back for good
    let revoked = api.call(Method::DELETE, &path).bearer(&text(&renewed, "manage_token")).send().await;
    assert_eq!(revoked.status.as_u16(), 204);
    assert_eq!(look(&second, None).await.status.as_u16(), 404);
    // what is cancelled leads nowhere
    change(&api, &other, "cancel", &other.secret, json!({})).await;
    send(&api).await;
    assert_eq!(link(&smtp, "bob@example.org"), None);
}

#[tokio::test]
async fn who_has_an_account_is_led_to_the_log_in_and_a_link_ends_with_its_appointment() {
    let smtp = Server::smtp().await;
    let api = start(&smtp, |_| {}).await;
    let clinic = Clinic::open(&api, "UTC").await;
    let slot = clinic.free_slot_ids(&api).await[0];
    let body = json!({"slot_id": slot, "clinic_id": clinic.id, "patient": {"name": "Cy", "email": "cy@example.org"}});
    let patient = api.patient(api.new_id());
    let own = api.post("/v1/bookings").bearer(&patient).json(&body).send().await.expect(201);
    book_with(&api, &clinic, 1, json!({"name": "Di", "email": "di@example.org"}), false).await;
    send(&api).await;
    assert_eq!(link(&smtp, "cy@example.org"), Some(format!("/appointments/{}", id(&own, "id"))));
    let of_guest = link(&smtp, "di@example.org").unwrap();
    let look = || api.get(&of_guest).header("accept", "text/html".to_owned()).send();
    assert_eq!(look().await.status.as_u16(), 303);
    pass(&api, 60 * 24 * 3600);
    assert_eq!(look().await.status.as_u16(), 404);
}
