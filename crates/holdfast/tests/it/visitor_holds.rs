//! Holds of visitors: a slot is kept for somebody who has not said yet for whom, and booked with the details.

use axum::http::Method;
use holdfast_config::{QuotaSettings, Settings};
use holdfast_testkit::fixtures::id;
use holdfast_testkit::people::text;
use holdfast_testkit::{Answer, Api, Clinic};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

/// A visitor, who has a token once they have held something.
struct Visitor<'a> {
    api: &'a Api,
    token: Option<String>,
    bearer: Option<String>,
}

impl<'a> Visitor<'a> {
    fn new(api: &'a Api) -> Self {
        Self { api, token: None, bearer: None }
    }

    async fn send(&self, method: Method, path: String, body: Option<Value>) -> Answer {
        let mut call = self.api.call(method, path);
        if let Some(token) = &self.token {
            call = call.header("hold-token", token.clone());
        }
        if let Some(bearer) = &self.bearer {
            call = call.bearer(bearer);
        }
        if let Some(body) = &body {
            call = call.json(body);
        }
        call.send().await
    }

    async fn ask(&self, slot: Uuid) -> Answer {
        self.send(Method::POST, "/v1/holds".to_owned(), Some(json!({"slot_id": slot}))).await
    }

    /// Holds a slot, and keeps the token.
    async fn hold(&mut self, slot: Uuid) -> Value {
        let held = self.ask(slot).await.expect(201);
        self.token = Some(text(&held, "hold_token"));
        held
    }

    async fn show(&self, hold: &Value) -> Answer {
        self.send(Method::GET, path(hold, ""), None).await
    }

    async fn extend(&self, hold: &Value) -> Answer {
        self.send(Method::POST, path(hold, "/extend"), None).await
    }

    async fn release(&self, hold: &Value) -> Answer {
        self.send(Method::DELETE, path(hold, ""), None).await
    }

    async fn confirm(&self, hold: &Value, details: Value) -> Answer {
        self.send(Method::POST, path(hold, "/confirm"), Some(details)).await
    }
}

fn path(hold: &Value, rest: &str) -> String {
    format!("/v1/holds/{}{rest}", id(hold, "id"))
}

fn ada() -> Value {
    json!({"patient": {"name": "Ada Lovelace", "phone": "+44 20 7946 0000", "email": "ada@example.org",
                       "birth_date": "1985-12-10"}, "reason": "check-up"})
}

fn pass(api: &Api, minutes: i64) {
    api.clock.advance(SignedDuration::from_mins(minutes));
}

async fn is_free(api: &Api, clinic: &Clinic, slot: Uuid) -> bool {
    clinic.free_slot_ids(api).await.contains(&slot)
}

#[tokio::test]
async fn a_visitor_holds_gives_the_details_and_has_booked() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slot = clinic.free_slots(&api).await[3].clone();
    let mut events = api.events();
    let mut visitor = Visitor::new(&api);
    let held = visitor.hold(id(&slot, "id")).await;
    for (field, value) in slot.as_object().unwrap() {
        let expected = if field == "version" { &json!(2) } else { value };
        assert_eq!(&held["slot"][field], expected, "{field}");
    }
    assert_eq!((&held["status"], &held["extensions_left"]), (&json!("pending"), &json!(10)));
    assert_eq!(held["held_until"], "2026-11-23T12:10:00+00:00");
    assert_eq!(held["held_until"], held["hold_expires_at"]);
    assert!(!is_free(&api, &clinic, id(&slot, "id")).await);
    // the desk sees that it is held, by nobody yet; it can let it go, but confirms it for nobody
    let appointment = format!("/v1/appointments/{}", id(&held, "id"));
    let seen = api.get(&appointment).bearer(&clinic.staff).send().await.expect(200);
    assert_eq!((&seen["status"], &seen["patient_id"]), (&json!("pending"), &Value::Null));
    assert_eq!((&seen["held_until"], &seen["hold_expires_at"]), (&held["held_until"], &held["held_until"]));
    let listed = format!("/v1/appointments?clinic_id={}", clinic.id);
    let listed = api.get(listed).bearer(&clinic.staff).send().await.expect(200);
    assert_eq!(listed["items"], json!([seen]));
    let day = format!("/v1/clinics/{}/day?date=2026-11-23", clinic.id);
    let day = api.get(day).bearer(&clinic.staff).send().await.expect(200);
    let of_day = &day["doctors"][0]["appointments"][0];
    assert_eq!((&of_day["id"], &of_day["patient"]), (&held["id"], &Value::Null), "{day}");
    let confirm = api.post(format!("{appointment}/confirm")).bearer(&clinic.staff).send().await;
    assert_eq!(confirm.refused(409), "illegal-transition");
    // what the answer to the first request said, but for the secret
    let shown = visitor.show(&held).await.expect(200);
    let mut without_secret = held.clone();
    without_secret.as_object_mut().unwrap().remove("hold_token");
    assert_eq!(shown, without_secret);

    pass(&api, 5);
    let extended = visitor.extend(&held).await.expect(200);
    assert_eq!(
        (&extended["extensions_left"], &extended["held_until"]),
        (&json!(9), &json!("2026-11-23T12:15:00+00:00"))
    );
    let booked = visitor.confirm(&held, ada()).await;
    assert_eq!(booked.headers["etag"], "\"2\"");
    let booked = booked.expect(201);
    assert_eq!(booked["id"], held["id"]);
    assert_eq!((&booked["status"], &booked["reason"]), (&json!("confirmed"), &json!("check-up")));
    assert!(booked.get("held_until").is_none() && booked["patient_id"].is_string());
    // it is a guest's booking like others
    let secret = text(&booked, "manage_token");
    assert_eq!(
        api.get(&appointment).bearer(&secret).send().await.expect(200)["patient_id"],
        booked["patient_id"]
    );
    let record = format!("/v1/clinics/{}/patients?name=lovelace", clinic.id);
    let found = api.get(record).bearer(&clinic.staff).send().await.expect(200);
    assert_eq!(found["items"][0]["email"], "ada@example.org");
    assert_eq!(found["items"][0]["id"], booked["patient_id"]);
    // and no hold any more
    assert_eq!(visitor.confirm(&held, ada()).await.refused(409), "illegal-transition");
    assert_eq!(visitor.extend(&held).await.refused(409), "illegal-transition");
    assert_eq!(visitor.release(&held).await.refused(409), "illegal-transition");
    assert_eq!(visitor.show(&held).await.refused(404), "not-found");
    assert_eq!(api.get(&appointment).bearer(&secret).send().await.expect(200)["status"], "confirmed");

    while api.relay().drain_once().await.unwrap() > 0 {}
    let told: Vec<String> =
        std::iter::from_fn(|| events.try_recv().ok()).map(|e| e.payload.type_name().to_owned()).collect();
    assert_eq!(told, ["holdfast.appointment.created", "holdfast.appointment.confirmed"]);
    let client = api.database.client().await;
    let kept =
        client.query_one("SELECT visitor_id IS NOT NULL, held_from FROM appointments", &[]).await.unwrap();
    assert_eq!((kept.get::<_, bool>(0), kept.get::<_, Option<Vec<u8>>>(1)), (true, None));
    api.assert_sound().await;
}

#[tokio::test]
async fn a_visitor_has_one_hold_at_a_clinic() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let other = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slot_ids(&api).await;
    let elsewhere = other.free_slot_ids(&api).await[0];
    let mut visitor = Visitor::new(&api);
    let first = visitor.hold(slots[0]).await;
    // come back to the same: the hold is as it was
    pass(&api, 1);
    let again = visitor.ask(slots[0]).await.expect(200);
    assert_eq!(again, first);
    visitor.hold(elsewhere).await;
    // another one frees it at once
    let second = visitor.hold(slots[1]).await;
    assert_eq!(second["hold_token"], first["hold_token"]);
    assert_ne!(second["id"], first["id"]);
    assert!(is_free(&api, &clinic, slots[0]).await && !is_free(&api, &clinic, slots[1]).await);
    let ended = visitor.show(&first).await.expect(200);
    assert_eq!((&ended["status"], &ended["extensions_left"]), (&json!("cancelled"), &json!(0)));
    assert!(ended.get("held_until").is_none());
    assert_eq!(visitor.extend(&first).await.refused(409), "hold-expired");
    // unless it cannot be had
    clinic.book(&api, slots[2]).await;
    assert_eq!(visitor.ask(slots[2]).await.refused(409), "slot-taken");
    assert_eq!(visitor.ask(api.new_id()).await.refused(404), "not-found");
    assert_eq!(visitor.show(&second).await.expect(200)["status"], "pending");
    // others have theirs, and see nothing of this one
    let mut stranger = Visitor::new(&api);
    assert_eq!(stranger.ask(slots[1]).await.refused(409), "slot-taken");
    let held = stranger.hold(slots[0]).await;
    assert_ne!(held["hold_token"], first["hold_token"]);
    let unknown = json!({"id": api.new_id()});
    for (foreign, missing) in [
        (stranger.show(&second).await, stranger.show(&unknown).await),
        (stranger.extend(&second).await, stranger.extend(&unknown).await),
        (stranger.release(&second).await, stranger.release(&unknown).await),
        (stranger.confirm(&second, ada()).await, stranger.confirm(&unknown, ada()).await),
        (Visitor::new(&api).show(&second).await, stranger.show(&unknown).await),
        (Visitor::new(&api).confirm(&second, ada()).await, stranger.show(&unknown).await),
    ] {
        assert_eq!(foreign.refused(404), "not-found");
        assert_eq!(foreign.bytes, missing.bytes);
    }
    // a guest's secret is good for its own appointment
    let booked = stranger.confirm(&held, ada()).await.expect(201);
    let guest =
        api.post("/v1/holds").bearer(&text(&booked, "manage_token")).json(&json!({"slot_id": slots[5]}));
    assert_eq!(guest.send().await.refused(403), "forbidden");
    api.assert_sound().await;
}

#[tokio::test]
async fn what_is_let_go_is_free_at_once() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slot_ids(&api).await;
    let mut visitor = Visitor::new(&api);
    let held = visitor.hold(slots[0]).await;
    for _ in 0..2 {
        assert_eq!(visitor.release(&held).await.status, 204);
    }
    assert!(is_free(&api, &clinic, slots[0]).await);
    // whoever comes back to it all the same has it, if nobody else does
    let booked = visitor.confirm(&held, ada()).await.expect(201);
    assert_ne!(booked["id"], held["id"]);
    assert_eq!(booked["slot_id"], slots[0].to_string());
    assert_eq!(visitor.confirm(&held, ada()).await.refused(409), "slot-taken");
    // what nobody had is no figure of the clinic
    let path = format!("/v1/clinics/{}/figures", clinic.id);
    let figures = api.get(path).bearer(&clinic.admin).send().await.expect(200);
    assert_eq!((&figures["total"]["booked"], &figures["total"]["cancelled"]), (&json!(1), &json!(0)));
    // the desk lets go of one as well
    let held = visitor.hold(slots[1]).await;
    let cancel = api.post(format!("/v1/appointments/{}/cancel", id(&held, "id"))).bearer(&clinic.staff);
    cancel.json(&json!({"reason": "somebody waits"})).send().await.expect(200);
    assert!(is_free(&api, &clinic, slots[1]).await);
    api.assert_sound().await;
}

#[tokio::test]
async fn a_hold_is_kept_longer_as_often_as_the_clinic_lets_it() {
    let api = Api::start().await;
    let terms = json!({"name": "C", "time_zone": "UTC", "hold_minutes": 5, "hold_extensions": 2});
    let clinic = Clinic::with(&api, terms, "cardiology").await;
    let mut visitor = Visitor::new(&api);
    let held = visitor.hold(clinic.free_slot_ids(&api).await[0]).await;
    assert_eq!(held["extensions_left"], 2);
    for left in [1, 0] {
        pass(&api, 4);
        assert_eq!(visitor.extend(&held).await.expect(200)["extensions_left"], left);
    }
    let refused = visitor.extend(&held).await;
    assert_eq!(refused.refused(409), "hold-not-extended");
    assert_eq!(visitor.show(&held).await.expect(200)["held_until"], "2026-11-23T12:13:00+00:00");
    // a clinic that allows one more
    let allow = api.call(Method::PATCH, format!("/v1/clinics/{}", clinic.id)).bearer(&clinic.admin);
    let changed = allow.json(&json!({"hold_extensions": 3})).send().await.expect(200);
    assert_eq!(changed["hold_extensions"], 3);
    let keyed = async |key: &str| {
        let call = api.post(path(&held, "/extend")).header("hold-token", visitor.token.clone().unwrap());
        call.header("idempotency-key", key).send().await
    };
    let first = keyed("a").await;
    assert_eq!(keyed("a").await.bytes, first.bytes);
    assert_eq!(first.expect(200)["extensions_left"], 0);
    pass(&api, 5);
    assert_eq!(visitor.extend(&held).await.refused(409), "hold-expired");
    let audit = format!("/v1/clinics/{}/audit?action=hold.extend", clinic.id);
    let noted = api.get(audit).bearer(&clinic.admin).send().await.expect(200);
    assert_eq!(noted["items"].as_array().unwrap().len(), 3, "{noted}");
    // by default there are ten
    let clinic = Clinic::open(&api, "UTC").await;
    let mut visitor = Visitor::new(&api);
    let held = visitor.hold(clinic.free_slot_ids(&api).await[0]).await;
    for _ in 0..10 {
        pass(&api, 5);
        visitor.extend(&held).await.expect(200);
    }
    assert_eq!(visitor.extend(&held).await.refused(409), "hold-not-extended");
    api.booking().sweep_holds().await.unwrap();
    api.assert_sound().await;
}

#[tokio::test]
async fn an_ended_hold_is_booked_while_its_slot_is_free() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slot_ids(&api).await;
    for (nth, is_swept) in [(0, false), (1, true)] {
        let mut visitor = Visitor::new(&api);
        let held = visitor.hold(slots[nth]).await;
        pass(&api, 10);
        if is_swept {
            api.booking().sweep_holds().await.unwrap();
        }
        let keyed = async || {
            let call = api.post(path(&held, "/confirm")).header("hold-token", visitor.token.clone().unwrap());
            call.header("idempotency-key", format!("k{nth}")).json(&ada()).send().await
        };
        let (first, second) = (keyed().await, keyed().await);
        assert_eq!(first.bytes, second.bytes);
        let booked = first.expect(201);
        assert_ne!(booked["id"], held["id"]);
        assert_eq!((&booked["slot_id"], &booked["status"]), (&held["slot"]["id"], &json!("confirmed")));
    }
    // one that somebody else has by now, and one that its visitor holds anew
    let mut visitor = Visitor::new(&api);
    let held = visitor.hold(slots[2]).await;
    pass(&api, 10);
    api.booking().sweep_holds().await.unwrap();
    clinic.book(&api, slots[2]).await;
    assert_eq!(visitor.confirm(&held, ada()).await.refused(409), "slot-taken");
    let held = visitor.hold(slots[3]).await;
    pass(&api, 10);
    let anew = visitor.hold(slots[3]).await;
    assert_ne!(anew["id"], held["id"]);
    visitor.confirm(&anew, ada()).await.expect(201);
    api.assert_sound().await;
}

#[tokio::test]
async fn a_hold_is_confirmed_by_the_rules_of_a_booking() {
    let api = Api::start().await;
    let rules = json!({"name": "C", "time_zone": "UTC", "max_upcoming": 1, "min_notice_minutes": 90});
    let clinic = Clinic::with(&api, rules, "cardiology").await;
    let slots = clinic.free_slot_ids(&api).await;
    let mut visitor = Visitor::new(&api);
    // it was shown a minute ago
    pass(&api, 1);
    assert_eq!(visitor.ask(slots[0]).await.refused(422), "slot-within-notice");
    // what one e-mail address and one phone number have to come
    let held = visitor.hold(slots[4]).await;
    visitor.confirm(&held, ada()).await.expect(201);
    let held = visitor.hold(slots[5]).await;
    assert_eq!(visitor.confirm(&held, ada()).await.refused(409), "too-many-upcoming");
    let phone = json!({"patient": {"name": "Bob", "phone": "+44 20 7946 0000"}});
    assert_eq!(visitor.confirm(&held, phone).await.refused(409), "too-many-upcoming");
    assert_eq!(visitor.show(&held).await.expect(200)["status"], "pending");
    // what an account has, which has to log in for a record
    let account = api.new_id();
    let record = clinic.add_patient(&api, Some(account)).await;
    let of_record = json!({"patient_id": record});
    assert_eq!(visitor.confirm(&held, of_record.clone()).await.refused(401), "unauthenticated");
    visitor.bearer = Some(api.patient(api.new_id()));
    assert_eq!(visitor.confirm(&held, of_record.clone()).await.fields(), ["patient_id"]);
    visitor.bearer = Some(api.patient(account));
    let booked = visitor.confirm(&held, of_record.clone()).await.expect(201);
    assert_eq!(booked["patient_id"], record.to_string());
    assert!(booked.get("manage_token").is_none());
    let held = visitor.hold(slots[6]).await;
    for details in [of_record.clone(), json!({"patient": {"name": "Child"}})] {
        assert_eq!(visitor.confirm(&held, details).await.refused(409), "too-many-upcoming");
    }
    // the front desk is not bound; but nobody is in two places
    let other = Clinic::add_doctor(&api, clinic.id, "surgery").await;
    let path = format!("/v1/doctors/{other}/availability");
    let hours = holdfast_testkit::fixtures::nine_to_five();
    api.post(path).bearer(&clinic.admin).json(&hours).send().await.expect(200);
    let there = api.get(format!("/v1/doctors/{other}/slots?limit=500")).send().await.expect(200);
    let same_time = there["items"].as_array().unwrap().iter().find(|s| s["starts_at"] == booked["starts_at"]);
    let mut desk = Visitor { bearer: Some(clinic.staff.clone()), ..Visitor::new(&api) };
    let held = desk.hold(id(same_time.unwrap(), "id")).await;
    assert_eq!(desk.confirm(&held, of_record).await.refused(409), "patient-busy");
    let booked = desk.confirm(&held, ada()).await.expect(201);
    assert!(booked.get("manage_token").is_none());
    api.assert_sound().await;
}

#[tokio::test]
async fn two_at_once_are_not_both_the_last_one() {
    let api = Api::start().await;
    let rules = json!({"name": "C", "time_zone": "UTC", "max_upcoming": 3});
    let clinic = Clinic::with(&api, rules, "cardiology").await;
    let slots = clinic.free_slot_ids(&api).await;
    let mut holds = Vec::new();
    for nth in 0..12 {
        let mut visitor = Visitor::new(&api);
        // few of a day
        let held = visitor.hold(slots[nth * 12]).await;
        holds.push((visitor, held));
    }
    let confirmed = holds.iter().map(|(visitor, held)| visitor.confirm(held, ada()));
    // among bookings
    let mut booking = ada();
    booking["slot_id"] = json!(slots[5]);
    let booked = api.post("/v1/bookings").json(&booking);
    let (answers, booked) = tokio::join!(futures::future::join_all(confirmed), booked.send());
    let won = answers.iter().chain([&booked]).filter(|answer| answer.status == 201).count();
    assert_eq!(won, 3);
    for lost in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!(lost.refused(409), "too-many-upcoming");
    }
    api.assert_sound().await;
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_answer() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slot_ids(&api).await;
    let ask = async |slot: Uuid, key: &str, token: Option<&str>| {
        let mut call = api.post("/v1/holds").header("idempotency-key", key);
        if let Some(token) = token {
            call = call.header("hold-token", token);
        }
        call.json(&json!({"slot_id": slot})).send().await
    };
    let first = ask(slots[0], "one", None).await;
    // the answer was lost, and the secret with it
    assert_eq!(ask(slots[0], "one", None).await.bytes, first.bytes);
    let held = first.expect(201);
    let token = text(&held, "hold_token");
    assert_eq!(ask(slots[1], "one", None).await.refused(422), "idempotency-mismatch");
    assert_eq!(ask(slots[0], "one", Some(&token)).await.refused(422), "idempotency-mismatch");
    assert_eq!(ask(slots[0], "two", Some(&token)).await.expect(200)["id"], held["id"]);
    // pressed twice
    let press = || {
        let call = api.post(path(&held, "/confirm")).header("hold-token", token.clone());
        call.header("idempotency-key", "press").json(&ada()).send()
    };
    let (one, two) = tokio::join!(press(), press());
    let done = [&one, &two].into_iter().find(|answer| answer.status == 201).unwrap();
    for answer in [&one, &two] {
        if answer.status != 201 {
            assert_eq!(answer.refused(409), "idempotency-in-progress");
        }
    }
    assert_eq!(press().await.bytes, done.bytes);
    api.assert_sound().await;
}

const NONE: QuotaSettings = QuotaSettings { per_minute: 0, burst: 0 };

#[tokio::test]
async fn visitors_hoard_nothing() {
    let mut settings = Settings::default();
    settings.limits.guest_bookings = NONE;
    settings.booking.holds_per_address = 4;
    settings.booking.guest_hold_share_percent = 100;
    let api = Api::with_settings(&settings).await;
    let (first, second) = (Clinic::open(&api, "UTC").await, Clinic::open(&api, "UTC").await);
    let slots = [first.free_slot_ids(&api).await, second.free_slot_ids(&api).await].concat();
    let mut slots = slots.into_iter().step_by(8);
    let mut next = || slots.next().unwrap();
    let ask = async |slot: Uuid, from: &str| {
        api.post("/v1/holds").from(from).json(&json!({"slot_id": slot})).send().await
    };
    // one address, however many visitors it says that it is, at all clinics together
    let mut held = Vec::new();
    for _ in 0..4 {
        held.push(ask(next(), "203.0.113.7").await.expect(201));
    }
    assert_eq!(ask(next(), "203.0.113.7").await.refused(409), "too-many-holds");
    let over_the_fence = second.free_slot_ids(&api).await[3];
    assert_eq!(ask(over_the_fence, "203.0.113.7").await.refused(409), "too-many-holds");
    ask(next(), "203.0.113.8").await.expect(201);
    // who goes on to another time holds no more than before; what ended makes room
    let known = text(&held[0], "hold_token");
    let go_on = async |slot: Uuid| {
        let call = api.post("/v1/holds").from("203.0.113.7").header("hold-token", known.clone());
        call.json(&json!({"slot_id": slot})).send().await
    };
    held[0] = go_on(next()).await.expect(201);
    assert_eq!(ask(next(), "203.0.113.7").await.refused(409), "too-many-holds");
    let let_go = api.call(Method::DELETE, path(&held[0], "")).header("hold-token", known.clone());
    assert_eq!(let_go.send().await.status, 204);
    ask(next(), "203.0.113.7").await.expect(201);
    assert_eq!(ask(next(), "203.0.113.7").await.refused(409), "too-many-holds");
    let confirm = api.post(path(&held[1], "/confirm")).header("hold-token", text(&held[1], "hold_token"));
    confirm.json(&ada()).send().await.expect(201);
    ask(next(), "203.0.113.7").await.expect(201);
    pass(&api, 10);
    api.booking().sweep_holds().await.unwrap();
    ask(next(), "203.0.113.7").await.expect(201);

    // a /64 is one client; a /56 around it has four shares
    for nth in 0..4 {
        let from = format!("2001:db8:0:10::{nth}");
        ask(next(), &from).await.expect(201);
    }
    assert_eq!(ask(next(), "2001:db8:0:10::99").await.refused(409), "too-many-holds");
    for nth in 0..12 {
        let from = format!("2001:db8:0:1{:x}::1", 1 + nth / 4);
        ask(next(), &from).await.expect(201);
    }
    assert_eq!(ask(next(), "2001:db8:0:15::1").await.refused(409), "too-many-holds");
    ask(next(), "2001:db8:0:200::1").await.expect(201);
    api.assert_sound().await;
}

#[tokio::test]
async fn one_visitor_holds_at_so_many_clinics() {
    let api = Api::start().await;
    let mut clinics = Vec::new();
    for _ in 0..4 {
        clinics.push(Clinic::open(&api, "UTC").await);
    }
    let mut visitor = Visitor::new(&api);
    let mut held = Vec::new();
    for clinic in &clinics[..3] {
        held.push(visitor.hold(clinic.free_slot_ids(&api).await[0]).await);
    }
    let fourth = clinics[3].free_slot_ids(&api).await[0];
    assert_eq!(visitor.ask(fourth).await.refused(409), "too-many-holds");
    assert!(is_free(&api, &clinics[3], fourth).await);
    visitor.hold(clinics[0].free_slot_ids(&api).await[1]).await;
    visitor.release(&held[1]).await;
    visitor.hold(fourth).await;
    // at once, by one who has two
    visitor.release(&held[2]).await;
    let slots = [clinics[1].free_slot_ids(&api).await[5], clinics[2].free_slot_ids(&api).await[5]];
    let answers = futures::future::join_all(slots.map(|slot| visitor.ask(slot))).await;
    let won = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(won, 1, "{answers:?}");
    // a front desk is not bound
    let clinic = &clinics[0];
    let free = clinic.free_slot_ids(&api).await;
    for slot in &free[10..16] {
        Visitor { bearer: Some(clinic.staff.clone()), ..Visitor::new(&api) }.hold(*slot).await;
    }
    api.assert_sound().await;
}

#[tokio::test]
async fn visitors_hold_a_share_of_a_day_and_a_slot_not_for_ever() {
    let api = Api::start().await;
    let clinic = Clinic::open(&api, "Europe/London").await;
    let slots = clinic.free_slots(&api).await;
    let on = |day: &str| -> Vec<Uuid> {
        let of_day = slots.iter().filter(|slot| slot["starts_at"].as_str().unwrap().starts_with(day));
        of_day.map(|slot| id(slot, "id")).collect()
    };
    // fourteen slots a day: three may be held at one time
    let (tuesday, wednesday) = (on("2026-11-24"), on("2026-11-25"));
    let nobody = Visitor::new(&api);
    let answers = futures::future::join_all(tuesday.iter().map(|slot| nobody.ask(*slot))).await;
    let held: Vec<&Answer> = answers.iter().filter(|answer| answer.status == 201).collect();
    assert_eq!(held.len(), 3);
    for refused in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!(refused.refused(409), "hold-not-offered");
    }
    // to go on to another time of the day is to hold no more
    let mut visitor = Visitor { token: Some(held[0].text("hold_token")), ..Visitor::new(&api) };
    let free = clinic.free_slot_ids(&api).await;
    let free = tuesday.iter().find(|slot| free.contains(slot)).unwrap();
    visitor.hold(*free).await;
    // a slot whose holds have run out three times is only booked
    for _ in 0..3 {
        Visitor::new(&api).hold(wednesday[0]).await;
        pass(&api, 11);
        api.booking().sweep_holds().await.unwrap();
    }
    assert_eq!(nobody.ask(wednesday[0]).await.refused(409), "hold-not-offered");
    let mut booking = ada();
    booking["slot_id"] = json!(wednesday[0]);
    api.post("/v1/bookings").json(&booking).send().await.expect(201);
    api.assert_sound().await;
}
