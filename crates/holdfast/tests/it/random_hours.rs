//! Hours, and what changes them, at random, near changes of the clocks: for tests of rules that hold whatever the hours.

use axum::http::Method;
use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Api, Clinic};
use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

pub(crate) struct Scene {
    pub(crate) api: Api,
    pub(crate) clinic: Clinic,
}

impl Scene {
    pub(crate) async fn open(description: Value) -> Self {
        let api = Api::start().await;
        let clinic = Clinic::with(&api, description, "cardiology").await;
        Self { api, clinic }
    }

    /// A doctor without hours, at this instant.
    pub(crate) async fn at(zone: &str, now: &str) -> Self {
        let Self { api, clinic } =
            Self::open(json!({"name": "Clinic", "time_zone": zone, "min_notice_minutes": 90})).await;
        let clinic = Clinic { doctor_id: Clinic::add_doctor(&api, clinic.id, "cardiology").await, ..clinic };
        api.clock.advance(now.parse::<Timestamp>().unwrap().duration_since(api.now()));
        let clinic = clinic.with_new_tokens(&api);
        Self { api, clinic }
    }

    /// Does something as the clinic's admin, if the rules allow it.
    pub(crate) async fn try_to(&self, method: Method, path: &str, body: &Value) -> Value {
        let answer = self.api.call(method, path).bearer(&self.clinic.admin).json(body).send().await;
        assert!(
            answer.status.is_success() || matches!(answer.status.as_u16(), 409 | 422),
            "{path}: {}",
            answer.body
        );
        answer.body
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Value {
        let answer = self.api.post(path).bearer(&self.clinic.admin).json(body).send().await;
        assert!(answer.status.is_success(), "{path}: {}", answer.body);
        answer.body
    }

    pub(crate) fn of_doctor(&self, rest: &str) -> String {
        format!("/v1/doctors/{}/{rest}", self.clinic.doctor_id)
    }
}

/// Zones with the day before a change of their clocks, an hour forward, an hour back, half an hour.
const CHANGES: [(&str, &str, &str); 5] = [
    ("Europe/Berlin", "2027-03-26T10:00:00Z", "2027-03-28T01:00:00Z"),
    ("Europe/Berlin", "2027-10-29T10:00:00Z", "2027-10-31T01:00:00Z"),
    ("America/New_York", "2027-03-12T18:00:00Z", "2027-03-14T07:00:00Z"),
    ("America/New_York", "2027-11-05T18:00:00Z", "2027-11-07T06:00:00Z"),
    ("Australia/Lord_Howe", "2027-04-02T10:00:00Z", "2027-04-03T15:00:00Z"),
];

pub(crate) struct Run {
    pub(crate) scene: Scene,
    pub(crate) random: StdRng,
    pub(crate) change: Timestamp,
    booked: Vec<Value>,
}

impl Run {
    pub(crate) async fn start(seed: u64) -> Self {
        let nth = usize::try_from(seed).unwrap() % CHANGES.len();
        let (zone, now, change) = CHANGES[nth];
        let scene = Scene::at(zone, now).await;
        let (random, change) = (StdRng::seed_from_u64(seed), change.parse().unwrap());
        let mut run = Self { scene, random, change, booked: Vec::new() };
        run.set_hours().await;
        run
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.scene.api.now()
    }

    fn soon(&mut self) -> Timestamp {
        self.now() + SignedDuration::from_mins(self.random.random_range(0..6 * 24 * 12) * 5)
    }

    fn day(&mut self) -> String {
        self.soon().to_string()[..10].to_owned()
    }

    async fn set_hours(&mut self) -> Value {
        let (path, body) = self.hours();
        self.scene.try_to(Method::POST, &path, &body).await
    }

    /// A template as it is asked for: where, and what.
    pub(crate) fn hours(&mut self) -> (String, Value) {
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
        (self.scene.of_doctor("availability"), body)
    }

    /// A change of hours as it is asked for: a template, time off, a closure, an opening, the doctor's last day.
    pub(crate) fn change_of_hours(&mut self) -> (String, Value) {
        let closures = format!("/v1/clinics/{}/closures", self.scene.clinic.id);
        let from = self.soon();
        let until = from + SignedDuration::from_mins(self.random.random_range(1..=30) * 35);
        match self.random.random_range(0..7) {
            0..=1 => self.hours(),
            2 => (self.scene.of_doctor("time-off"), json!({"starts_at": from, "ends_at": until})),
            3 => (closures, json!({"dates": [self.day()]})),
            4 => (closures, json!({"starts_at": from, "ends_at": from + SignedDuration::from_mins(70)})),
            5 if self.random.random_bool(0.3) => {
                (self.scene.of_doctor("deactivate"), json!({"from": self.day()}))
            }
            _ => {
                let rule = json!({"start": "00:30", "end": "05:00", "slot_minutes": 30});
                let hours = json!({"dates": [self.day()], "rules": [rule]});
                (self.scene.of_doctor("openings"), hours)
            }
        }
    }

    /// A change of hours, a booking, a cancellation.
    pub(crate) async fn step(&mut self) {
        match self.random.random_range(0..9) {
            0..6 => {
                let (path, body) = self.change_of_hours();
                self.scene.try_to(Method::POST, &path, &body).await;
            }
            6 => self.cancel().await,
            _ => self.book().await,
        }
    }

    /// Cancels what was booked last; books, if there is nothing.
    pub(crate) async fn cancel(&mut self) {
        let Some(booked) = self.booked.pop() else { return self.book().await };
        let path = format!("/v1/appointments/{}/cancel", id(&booked, "id"));
        self.scene.try_to(Method::POST, &path, &json!({})).await;
    }

    pub(crate) async fn book(&mut self) {
        let free = self.scene.clinic.free_slots(&self.scene.api).await;
        let Some(slot) = free.choose(&mut self.random) else { return };
        let hold = self.random.random_bool(0.3);
        let body =
            json!({"slot_id": slot["id"], "hold": hold, "mode": slot["mode"], "patient": {"name": "Ada"}});
        self.booked.push(self.scene.post("/v1/bookings", &body).await);
    }
}
