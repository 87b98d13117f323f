//! Why a time is not offered: each rule by its name, and never another answer than what the public search shows.

use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Clinic, rounds};
use jiff::{SignedDuration, Timestamp};
use rand::Rng;
use rand::seq::IndexedRandom;
use serde_json::{Value, json};

use crate::random_hours::{Run, Scene};

impl Scene {
    async fn ask(&self, at: &str) -> Value {
        let path = format!("/v1/doctors/{}/why?at={at}", self.clinic.doctor_id);
        self.api.get(path).bearer(&self.clinic.staff).send().await.expect(200)
    }

    /// The codes of why it is not offered; none, if it is.
    async fn codes(&self, at: &str) -> Vec<String> {
        let why = self.ask(at).await;
        let reasons = why["reasons"].as_array().unwrap();
        assert_eq!(why["offered"], reasons.is_empty(), "{at}: {why}");
        assert!(reasons.iter().all(|reason| reason["detail"].as_str().unwrap().len() > 5), "{why}");
        reasons.iter().map(|reason| reason["code"].as_str().unwrap().to_owned()).collect()
    }

    async fn book(&self, begins: &str, hold: bool) -> Value {
        let slots = self.clinic.free_slots(&self.api).await;
        let slot = slots.iter().find(|slot| slot["starts_at"].as_str().unwrap().starts_with(begins)).unwrap();
        let body = json!({"slot_id": slot["id"], "hold": hold, "patient": {"name": "Ada"}});
        self.post("/v1/bookings", &body).await
    }
}

#[tokio::test]
async fn each_rule_says_what_it_keeps_from_being_offered() {
    let scene =
        Scene::open(json!({"name": "Clinic", "time_zone": "Europe/London", "min_notice_minutes": 60})).await;
    let closures = format!("/v1/clinics/{}/closures", scene.clinic.id);
    let mut buffered = nine_to_five();
    buffered["effective_from"] = "2026-11-27".into();
    buffered["effective_until"] = "2026-11-27".into();
    buffered["rules"][0]["buffer_minutes"] = 10.into();
    buffered["rules"][0]["mode"] = "virtual".into();
    scene.clinic.set_hours(&scene.api, &buffered).await;
    let booked = scene.book("2026-11-24T09:00", false).await;
    scene.book("2026-11-24T09:30", true).await;
    let off = json!({"starts_at": "2026-11-24T10:45:00Z", "ends_at": "2026-11-24T11:00:00Z"});
    scene.post(&scene.of_doctor("time-off"), &off).await;
    scene.post(&closures, &json!({"dates": ["2026-11-25"]})).await;
    scene
        .post(&closures, &json!({"starts_at": "2026-11-26T10:10:00Z", "ends_at": "2026-11-26T10:20:00Z"}))
        .await;
    scene.book("2026-11-30T09:00", false).await;
    scene.post(&scene.of_doctor("deactivate"), &json!({"from": "2026-11-30"})).await;
    let mut wrong = Vec::new();
    for (at, codes) in [
        // it is Monday, noon
        ("2026-11-23T14:00:00Z", vec![]),
        ("2026-11-23T14:29:59Z", vec![]),
        ("2026-11-23T09:00:00-05:00", vec![]),
        ("2026-11-23T13:00:00Z", vec![]),
        ("2026-11-23T12:59:59Z", vec!["break", "notice"]),
        ("2026-11-23T11:00:00Z", vec!["past"]),
        ("2026-11-20T09:00:00Z", vec!["past"]),
        ("2026-11-24T17:00:00Z", vec!["outside_hours"]),
        ("2026-11-24T12:30:00Z", vec!["break"]),
        ("2026-11-24T09:00:00Z", vec!["booked"]),
        ("2026-11-24T09:30:00Z", vec!["held"]),
        ("2026-11-24T10:00:00Z", vec![]),
        // the slot as a whole
        ("2026-11-24T10:30:00Z", vec!["time_off"]),
        ("2026-11-25T10:00:00Z", vec!["closure"]),
        ("2026-11-25T12:00:00Z", vec!["closure", "break"]),
        ("2026-11-26T10:00:00Z", vec!["closure"]),
        ("2026-11-26T10:30:00Z", vec![]),
        ("2026-11-27T09:35:00Z", vec!["between_slots"]),
        ("2026-11-27T09:40:00Z", vec![]),
        ("2026-11-27T09:00:00Z&mode=virtual", vec![]),
        ("2026-11-27T09:00:00Z&mode=in_person", vec!["mode"]),
        ("2026-11-27T09:35:00Z&mode=in_person", vec!["between_slots"]),
        ("2026-11-28T10:00:00Z", vec!["outside_hours"]),
        ("2026-11-30T10:00:00Z", vec!["doctor_inactive"]),
        ("2026-11-30T09:00:00Z", vec!["doctor_inactive", "booked"]),
        ("2027-03-01T10:00:00Z", vec!["doctor_inactive", "horizon"]),
        ("2027-03-06T10:00:00Z", vec!["doctor_inactive", "outside_hours"]),
    ] {
        let found = scene.codes(at).await;
        if found != codes {
            wrong.push(format!("{at}: {found:?}, not {codes:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let horizon = scene.ask("2027-03-01T10:00:00Z").await;
    assert!(horizon.to_string().contains("from 2027-02-16 on"), "{horizon}");

    // the clinic's own horizon, which is for patients alone
    let path = format!("/v1/clinics/{}/settings", scene.clinic.id);
    let patch = async |days: Value| {
        let call = scene.api.call(axum::http::Method::PATCH, &path).bearer(&scene.clinic.admin);
        call.json(&json!({"horizon_days": days})).send().await.expect(200)
    };
    patch(json!(3)).await;
    assert_eq!(scene.codes("2026-11-26T10:30:00Z").await, ["horizon"]);
    assert!(scene.ask("2026-11-26T10:30:00Z").await.to_string().contains("3 days ahead"));
    assert!(scene.codes("2026-11-24T10:00:00Z").await.is_empty());
    patch(Value::Null).await;
    assert!(scene.codes("2026-11-26T10:30:00Z").await.is_empty());

    // what goes, is no reason any more
    let cancel = format!("/v1/appointments/{}/cancel", id(&booked, "id"));
    scene.post(&cancel, &json!({})).await;
    assert!(scene.codes("2026-11-24T09:00:00Z").await.is_empty());
    scene.post(&scene.of_doctor("openings"), &json!({"dates": ["2026-11-25"], "rules": [{"start": "12:00", "end": "12:30", "slot_minutes": 30}]})).await;
    assert!(scene.codes("2026-11-25T12:00:00Z").await.is_empty());
    scene.post(&format!("/v1/clinics/{}/close", scene.clinic.id), &json!({"from": "2026-11-29"})).await;
    assert_eq!(scene.codes("2026-11-30T10:00:00Z").await, ["clinic_closed", "doctor_inactive"]);
}

#[tokio::test]
async fn clocks_that_change_say_so() {
    // at two o'clock it is three
    let scene = Scene::at("America/New_York", "2027-03-12T12:00:00Z").await;
    let hours = json!({
        "effective_from": "2027-03-12", "horizon_days": 7,
        "rules": [{"days": ["sat", "sun"], "start": "01:15", "end": "05:00", "slot_minutes": 45}]
    });
    scene.clinic.set_hours(&scene.api, &hours).await;
    for (at, codes) in [
        ("2027-03-13T07:10:00Z", vec![]),
        ("2027-03-14T06:15:00Z", vec![]),
        ("2027-03-14T07:00:00Z", vec!["clock_change"]),
        ("2027-03-14T07:29:00Z", vec!["clock_change"]),
        ("2027-03-14T07:30:00Z", vec![]),
    ] {
        assert_eq!(scene.codes(at).await, codes, "{at}");
    }
}

#[tokio::test]
async fn a_colleague_does_not_hear_of_it() {
    let scene = Scene::open(json!({"name": "Clinic", "time_zone": "UTC"})).await;
    let (api, clinic) = (&scene.api, &scene.clinic);
    let colleague = Clinic::add_doctor(api, clinic.id, "surgery").await;
    let path = format!("/v1/doctors/{colleague}/why?at=2026-12-01T09:00:00Z");
    assert_eq!(api.get(&path).bearer(&clinic.doctor).send().await.refused(403), "forbidden");
    let own = api.get(scene.of_doctor("why?at=2026-11-24T09:00:00Z")).bearer(&clinic.doctor);
    assert_eq!(own.send().await.expect(200), json!({"offered": true, "reasons": []}));
}

impl Run {
    /// What is asked about: around the change of the clocks, at the edges of slots, and anywhere.
    fn instants(&mut self, free: &[(Timestamp, Timestamp)]) -> Vec<Timestamp> {
        let mut instants: Vec<Timestamp> =
            (-8..=12).map(|nth| self.change + SignedDuration::from_mins(nth * 15)).collect();
        for _ in 0..10 {
            if let Some((starts_at, ends_at)) = free.choose(&mut self.random) {
                let last = *ends_at - SignedDuration::from_micros(1);
                let before = *starts_at - SignedDuration::from_micros(1);
                instants.extend([*starts_at, last, *ends_at, before]);
            }
        }
        for _ in 0..30 {
            let minutes = self.random.random_range(-24 * 60..10 * 24 * 60);
            instants.push(self.now() + SignedDuration::from_mins(minutes));
        }
        instants
    }
}

#[tokio::test]
async fn it_is_offered_if_the_public_search_shows_it() {
    let mut seen = std::collections::BTreeMap::<String, u32>::new();
    for seed in 0..rounds(10, 60) {
        let mut run = Run::start(seed).await;
        for _ in 0..3 {
            for _ in 0..4 {
                run.step().await;
            }
            let at = |slot: &Value, field: &str| slot[field].as_str().unwrap().parse::<Timestamp>().unwrap();
            let mut free: Vec<(Timestamp, Timestamp)> = Vec::new();
            let mut cursor = String::new();
            loop {
                let path = run.scene.of_doctor(&format!("slots?limit=500{cursor}"));
                let page = run.scene.api.get(path).send().await.expect(200);
                let slots = page["items"].as_array().unwrap().iter();
                free.extend(slots.map(|slot| (at(slot, "starts_at"), at(slot, "ends_at"))));
                let Some(next) = page["next_cursor"].as_str() else { break };
                cursor = format!("&cursor={next}");
            }
            for instant in run.instants(&free) {
                let shown =
                    free.iter().any(|(starts_at, ends_at)| *starts_at <= instant && instant < *ends_at);
                let codes = run.scene.codes(&instant.to_string()).await;
                assert_eq!(codes.is_empty(), shown, "seed {seed}, {instant}: {codes:?}");
                assert!(
                    !codes.contains(&"not_made".to_owned()),
                    "seed {seed}, {instant}: nothing stands in its way"
                );
                for code in codes {
                    *seen.entry(code).or_default() += 1;
                }
            }
        }
        run.scene.api.assert_sound().await;
    }
    // the sequences meet the rules
    for code in
        ["outside_hours", "break", "closure", "horizon", "time_off", "past", "between_slots", "clock_change"]
    {
        assert!(seen.contains_key(code), "{code} was never met: {seen:?}");
    }
}
