//! Why a time is not offered: each rule by its name, and never another answer than what the public search shows.

use axum::http::Method;
use holdfast_testkit::fixtures::{id, nine_to_five};
use holdfast_testkit::{Api, Clinic, rounds};
use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

struct Scene {
    api: Api,
    clinic: Clinic,
}

impl Scene {
    async fn open(description: Value) -> Self {
        let api = Api::start().await;
        let clinic = Clinic::with(&api, description, "cardiology").await;
        Self { api, clinic }
    }

    /// A doctor without hours, at this instant.
    async fn at(zone: &str, now: &str) -> Self {
        let Self { api, clinic } =
            Self::open(json!({"name": "Clinic", "time_zone": zone, "min_notice_minutes": 90})).await;
        let clinic = Clinic { doctor_id: Clinic::add_doctor(&api, clinic.id, "cardiology").await, ..clinic };
        api.clock.advance(now.parse::<Timestamp>().unwrap().duration_since(api.now()));
        let clinic = clinic.with_new_tokens(&api);
        Self { api, clinic }
    }

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

    /// Does something as the clinic's admin, if the rules allow it.
    async fn try_to(&self, method: Method, path: &str, body: &Value) -> Value {
        let answer = self.api.call(method, path).bearer(&self.clinic.admin).json(body).send().await;
        assert!(
            answer.status.is_success() || matches!(answer.status.as_u16(), 409 | 422),
            "{path}: {}",
            answer.body
        );
        answer.body
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        let answer = self.api.post(path).bearer(&self.clinic.admin).json(body).send().await;
        assert!(answer.status.is_success(), "{path}: {}", answer.body);
        answer.body
    }

    fn of_doctor(&self, rest: &str) -> String {
        format!("/v1/doctors/{}/{rest}", self.clinic.doctor_id)
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

/// Zones with the day before a change of their clocks, an hour forward, an hour back, half an hour.
const CHANGES: [(&str, &str, &str); 5] = [
    ("Europe/Berlin", "2027-03-26T10:00:00Z", "2027-03-28T01:00:00Z"),
    ("Europe/Berlin", "2027-10-29T10:00:00Z", "2027-10-31T01:00:00Z"),
    ("America/New_York", "2027-03-12T18:00:00Z", "2027-03-14T07:00:00Z"),
    ("America/New_York", "2027-11-05T18:00:00Z", "2027-11-07T06:00:00Z"),
    ("Australia/Lord_Howe", "2027-04-02T10:00:00Z", "2027-04-03T15:00:00Z"),
];

struct Run {
    scene: Scene,
    random: StdRng,
    change: Timestamp,
    booked: Vec<Value>,
}

impl Run {
    async fn start(seed: u64) -> Self {
        let nth = usize::try_from(seed).unwrap() % CHANGES.len();
        let (zone, now, change) = CHANGES[nth];
        let scene = Scene::at(zone, now).await;
        let (random, change) = (StdRng::seed_from_u64(seed), change.parse().unwrap());
        let mut run = Self { scene, random, change, booked: Vec::new() };
        run.set_hours().await;
        run
    }

    fn now(&self) -> Timestamp {
        self.scene.api.now()
    }

    fn soon(&mut self) -> Timestamp {
        self.now() + SignedDuration::from_mins(self.random.random_range(0..6 * 24 * 12) * 5)
    }

    fn day(&mut self) -> String {
        self.soon().to_string()[..10].to_owned()
    }

    async fn set_hours(&mut self) -> Value {
        let from = self.now().to_string()[..10].to_owned();
        let until = self.random.random_bool(0.4).then(|| self.day());
        let random = &mut self.random;
        let days: Vec<&str> = WEEK.into_iter().filter(|_| random.random_bool(0.85)).collect();
        let days = if days.is_empty() { vec!["sun"] } else { days };
        let start = random.random_range(0..=4) * 15;
        let end = random.random_range(24..=48) * 15;
        let clock = |minutes: i64| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let (slot, buffer) = (*[20, 30, 45, 90].choose(random).unwrap(), *[0, 10].choose(random).unwrap());
        let mode = *["in_person", "virtual"].choose(random).unwrap();
        let rule = json!({"days": days, "start": clock(start), "end": clock(end), "slot_minutes": slot,
                          "buffer_minutes": buffer, "mode": mode});
        let pause = json!({"days": WEEK, "start": "02:00", "end": "02:30"});
        let breaks = if random.random_bool(0.5) { vec![pause] } else { Vec::new() };
        let body = json!({"effective_from": from, "effective_until": until, "rules": [rule], "breaks": breaks,
                          "horizon_days": random.random_range(1..=8)});
        let path = self.scene.of_doctor("availability");
        self.scene.try_to(Method::POST, &path, &body).await
    }

    async fn step(&mut self) {
        let closures = format!("/v1/clinics/{}/closures", self.scene.clinic.id);
        let from = self.soon();
        let until = from + SignedDuration::from_mins(self.random.random_range(1..=30) * 35);
        let (path, body) = match self.random.random_range(0..9) {
            0..=1 => return drop(self.set_hours().await),
            2 => (self.scene.of_doctor("time-off"), json!({"starts_at": from, "ends_at": until})),
            3 => (closures, json!({"dates": [self.day()]})),
            4 => (closures, json!({"starts_at": from, "ends_at": from + SignedDuration::from_mins(70)})),
            5 => {
                let rule = json!({"start": "00:30", "end": "05:00", "slot_minutes": 30});
                let hours = json!({"dates": [self.day()], "rules": [rule]});
                (self.scene.of_doctor("openings"), hours)
            }
            6 => match self.booked.pop() {
                Some(booked) => (format!("/v1/appointments/{}/cancel", id(&booked, "id")), json!({})),
                None => return self.book().await,
            },
            7 if self.random.random_bool(0.3) => {
                (self.scene.of_doctor("deactivate"), json!({"from": self.day()}))
            }
            _ => return self.book().await,
        };
        self.scene.try_to(Method::POST, &path, &body).await;
    }

    async fn book(&mut self) {
        let free = self.scene.clinic.free_slots(&self.scene.api).await;
        let Some(slot) = free.choose(&mut self.random) else { return };
        let hold = self.random.random_bool(0.3);
        let body =
            json!({"slot_id": slot["id"], "hold": hold, "mode": slot["mode"], "patient": {"name": "Ada"}});
        self.booked.push(self.scene.post("/v1/bookings", &body).await);
    }

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
