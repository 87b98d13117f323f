//! What is offered, held against a plain model: random sequences of templates, time off, bookings, holds, moves,
//! cancellations and passing days, and after every step one question, day by day: what should be offered now?
//!
//! The model knows nothing of how slots are kept. It says what the API's documents say: on each day the newest template
//! that covers it is followed; its slots are offered as many days ahead as that template says, from today or from the day
//! it takes effect; time off and other people's appointments take their time away; what is given back is offered again.

use holdfast_testkit::fixtures::id;
use holdfast_testkit::{Api, Clinic, rounds};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use uuid::Uuid;

const STEPS: usize = 24;
/// Further ahead than any template of the sequences reaches.
const DAYS: i64 = 90;
const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Start, end, mode.
type Time = (Timestamp, Timestamp, String);

struct Hours {
    id: Uuid,
    from: Date,
    until: Option<Date>,
    days: Vec<&'static str>,
    start: i64,
    end: i64,
    slot: i64,
    pause: Option<(i64, i64)>,
    mode: &'static str,
    horizon: i64,
}

struct Live {
    appointment: Uuid,
    time: Time,
}

struct Model {
    zone: TimeZone,
    now: Timestamp,
    /// Oldest first.
    hours: Vec<Hours>,
    time_off: Vec<(Uuid, Timestamp, Timestamp)>,
    live: Vec<Live>,
    /// Given back on days that are no longer offered; gone with the next change of hours.
    given_back: Vec<Time>,
}

impl Model {
    fn today(&self) -> Date {
        self.zone.to_datetime(self.now).date()
    }

    fn at(&self, day: Date, minutes: i64) -> Timestamp {
        day.at(0, 0, 0, 0)
            .checked_add(minutes.minutes())
            .unwrap()
            .to_zoned(self.zone.clone())
            .unwrap()
            .timestamp()
    }

    /// What the hours give on a day, less time off.
    fn given(&self, day: Date) -> Vec<Time> {
        let covers = |hours: &&Hours| hours.from <= day && hours.until.is_none_or(|until| day <= until);
        let Some(hours) = self.hours.iter().rev().find(covers) else { return Vec::new() };
        let weekday = WEEK[usize::try_from(day.weekday().since(Weekday::Monday)).unwrap()];
        if !hours.days.contains(&weekday) {
            return Vec::new();
        }
        let mut given = Vec::new();
        let mut start = hours.start;
        while start + hours.slot <= hours.end {
            let end = start + hours.slot;
            let (from, until) = (self.at(day, start), self.at(day, end));
            let in_pause = hours.pause.is_some_and(|(pause, over)| start < over && pause < end);
            let is_off = self.time_off.iter().any(|(_, off, back)| from < *back && *off < until);
            if !in_pause && !is_off {
                given.push((from, until, hours.mode.to_owned()));
            }
            start += hours.slot;
        }
        given
    }

    fn is_offered(&self, day: Date) -> bool {
        let covers = |hours: &&Hours| hours.from <= day && hours.until.is_none_or(|until| day <= until);
        self.hours.iter().rev().find(covers).is_some_and(|hours| {
            let start = self.today().max(hours.from);
            day < start.checked_add(hours.horizon.days()).unwrap()
        })
    }

    fn offered(&self) -> Vec<Time> {
        let mut offered: Vec<Time> = (0..DAYS)
            .map(|ahead| self.today().checked_add(ahead.days()).unwrap())
            .filter(|day| self.is_offered(*day))
            .flat_map(|day| self.given(day))
            .chain(self.given_back.iter().cloned())
            .filter(|(from, until, _)| {
                *from > self.now && !self.live.iter().any(|live| *from < live.time.1 && live.time.0 < *until)
            })
            .collect();
        offered.sort();
        offered.dedup();
        offered
    }

    /// Appointments to come that the hours do not give.
    fn conflicts(&self) -> Vec<Uuid> {
        let outside = self.live.iter().filter(|live| live.time.0 >= self.now);
        let outside = outside
            .filter(|live| !self.given(self.zone.to_datetime(live.time.0).date()).contains(&live.time));
        let mut ids: Vec<Uuid> = outside.map(|live| live.appointment).collect();
        ids.sort();
        ids
    }

    fn ends(&mut self, appointment: Uuid) {
        let Some(nth) = self.live.iter().position(|live| live.appointment == appointment) else { return };
        let Live { time, .. } = self.live.remove(nth);
        let day = self.zone.to_datetime(time.0).date();
        if !self.is_offered(day) && self.given(day).contains(&time) {
            self.given_back.push(time);
        }
    }
}

struct Run {
    api: Api,
    clinic: Clinic,
    model: Model,
    random: StdRng,
}

fn time_of(slot: &Value) -> Time {
    let at = |field: &str| slot[field].as_str().unwrap().parse().unwrap();
    (at("starts_at"), at("ends_at"), slot["mode"].as_str().unwrap().to_owned())
}

impl Run {
    async fn start(seed: u64) -> Self {
        let mut random = StdRng::seed_from_u64(seed);
        let zone = *["Europe/Berlin", "America/New_York", "Asia/Kathmandu"].choose(&mut random).unwrap();
        let api = Api::start().await;
        let clinic = Clinic::with(&api, json!({"name": "Clinic", "time_zone": zone}), "cardiology").await;
        let clinic = Clinic { doctor_id: Clinic::add_doctor(&api, clinic.id, "cardiology").await, ..clinic };
        let model = Model {
            zone: TimeZone::get(zone).unwrap(),
            now: api.now(),
            hours: Vec::new(),
            time_off: Vec::new(),
            live: Vec::new(),
            given_back: Vec::new(),
        };
        Self { api, clinic, model, random }
    }

    fn path(&self, rest: &str) -> String {
        format!("/v1/doctors/{}/{rest}", self.clinic.doctor_id)
    }

    async fn free(&self) -> Vec<Value> {
        let mut all = Vec::new();
        let mut cursor = String::new();
        loop {
            let path = self.path(&format!("slots?limit=500{cursor}"));
            let page = self.api.get(path).send().await.expect(200);
            all.extend(page["items"].as_array().unwrap().iter().cloned());
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return all,
            }
        }
    }

    /// Appointments to come that are on the list of conflicts.
    async fn listed(&self) -> Vec<Uuid> {
        let path = format!("/v1/clinics/{}/conflicts?limit=500", self.clinic.id);
        let page = self.api.get(path).bearer(&self.clinic.staff).send().await.expect(200);
        let to_come =
            page["items"].as_array().unwrap().iter().filter(|item| time_of(item).0 >= self.model.now);
        let mut ids: Vec<Uuid> = to_come.map(|item| id(item, "appointment_id")).collect();
        ids.sort();
        ids
    }

    /// One step; says what it was.
    async fn step(&mut self) -> String {
        match self.random.random_range(0..12) {
            0..=2 => self.set_hours().await,
            3 => self.withdraw_hours().await,
            4 => self.take_time_off().await,
            5 => self.come_back().await,
            6..=7 => self.book(false).await,
            8 => self.move_one().await,
            9 => self.cancel_one().await,
            10 => self.let_days_pass().await,
            _ => self.hold().await,
        }
    }

    async fn set_hours(&mut self) -> String {
        let (random, today) = (&mut self.random, self.model.today());
        let from = today.checked_add(random.random_range(-3..=20_i64).days()).unwrap();
        let mut until = None;
        if random.random_bool(0.5) {
            until = Some(today.max(from).checked_add(random.random_range(0..=8_i64).days()).unwrap());
        }
        let days: Vec<&str> = WEEK.into_iter().filter(|_| random.random_bool(0.8)).collect();
        let days = if days.is_empty() { vec!["wed"] } else { days };
        let start = random.random_range(16..=20_i64) * 30;
        let end = random.random_range(26..=34_i64) * 30;
        let slot = *[30, 45, 60, 90].choose(random).unwrap();
        let pause = random.random_bool(0.3).then_some((720, 780));
        let mode = *["in_person", "in_person", "virtual"].choose(random).unwrap();
        let horizon = random.random_range(1..=20_i64);
        let clock = |minutes: i64| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let breaks = pause
            .iter()
            .map(|(start, end)| json!({"days": WEEK, "start": clock(*start), "end": clock(*end)}));
        let body = json!({
            "effective_from": from, "effective_until": until, "horizon_days": horizon,
            "rules": [{"days": days, "start": clock(start), "end": clock(end), "slot_minutes": slot, "mode": mode}],
            "breaks": breaks.collect::<Vec<_>>(),
        });
        let changes = self.clinic.set_hours(&self.api, &body).await;
        let path = self.path("templates?limit=1");
        let newest = self.api.get(path).bearer(&self.clinic.staff).send().await.expect(200);
        let id = id(&newest["items"][0], "id");
        self.model.hours.push(Hours { id, from, until, days, start, end, slot, pause, mode, horizon });
        self.model.given_back.clear();
        let mut conflicts: Vec<Uuid> = changes["conflicts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|conflict| self::id(conflict, "appointment_id"))
            .collect();
        conflicts.sort();
        assert_eq!(conflicts, self.model.conflicts(), "conflicts of {body}");
        format!("hours {body}")
    }

    async fn withdraw_hours(&mut self) -> String {
        let today = self.model.today();
        let planned: Vec<Uuid> = self.model.hours.iter().filter(|h| h.from > today).map(|h| h.id).collect();
        let Some(chosen) = planned.choose(&mut self.random).copied() else { return self.set_hours().await };
        let path = self.path(&format!("templates/{chosen}"));
        let answer = self.api.call(axum::http::Method::DELETE, path).bearer(&self.clinic.admin).send().await;
        assert_eq!(answer.status, 204, "{}", answer.body);
        self.model.hours.retain(|hours| hours.id != chosen);
        self.model.given_back.clear();
        format!("withdrawn {chosen}")
    }

    async fn take_time_off(&mut self) -> String {
        let off = self.model.now + SignedDuration::from_mins(self.random.random_range(1..=20 * 24) * 60 + 7);
        let back = off + SignedDuration::from_mins(self.random.random_range(1..=40) * 45);
        let body = json!({"starts_at": off, "ends_at": back});
        let path = self.path("time-off");
        let answer = self.api.post(path).bearer(&self.clinic.staff).json(&body).send().await.expect(201);
        self.model.time_off.push((id(&answer, "id"), off, back));
        if !self.model.hours.is_empty() {
            self.model.given_back.clear();
        }
        format!("off {body}")
    }

    async fn come_back(&mut self) -> String {
        if self.model.time_off.is_empty() {
            return self.take_time_off().await;
        }
        let nth = self.random.random_range(0..self.model.time_off.len());
        let (off, ..) = self.model.time_off.remove(nth);
        let path = self.path(&format!("time-off/{off}"));
        let answer = self.api.call(axum::http::Method::DELETE, path).bearer(&self.clinic.staff).send().await;
        assert_eq!(answer.status, 204, "{}", answer.body);
        if !self.model.hours.is_empty() {
            self.model.given_back.clear();
        }
        format!("back {off}")
    }

    async fn book(&mut self, hold: bool) -> String {
        let free = self.free().await;
        let Some(slot) = free.choose(&mut self.random) else { return self.set_hours().await };
        let body = json!({"slot_id": slot["id"], "clinic_id": self.clinic.id, "hold": hold, "mode": slot["mode"],
                          "patient": {"name": "Grace Hopper"}});
        let booked =
            self.api.post("/v1/bookings").bearer(&self.clinic.staff).json(&body).send().await.expect(201);
        let time = time_of(slot);
        let said = format!("booked {time:?}");
        self.model.live.push(Live { appointment: id(&booked, "id"), time });
        said
    }

    /// An appointment that has not begun.
    fn choose_live(&mut self) -> Option<Uuid> {
        let to_come: Vec<Uuid> = self
            .model
            .live
            .iter()
            .filter(|live| live.time.0 > self.model.now)
            .map(|live| live.appointment)
            .collect();
        to_come.choose(&mut self.random).copied()
    }

    async fn move_one(&mut self) -> String {
        let free = self.free().await;
        let (Some(chosen), Some(slot)) = (self.choose_live(), free.choose(&mut self.random).cloned()) else {
            return self.book(false).await;
        };
        let path = format!("/v1/appointments/{chosen}/reschedule");
        let body = json!({"slot_id": slot["id"]});
        self.api.post(path).bearer(&self.clinic.staff).json(&body).send().await.expect(200);
        self.model.ends(chosen);
        let time = time_of(&slot);
        self.model.given_back.retain(|given| *given != time);
        let said = format!("moved {chosen} to {time:?}");
        self.model.live.push(Live { appointment: chosen, time });
        said
    }

    async fn cancel_one(&mut self) -> String {
        let Some(chosen) = self.choose_live() else { return self.book(false).await };
        let path = format!("/v1/appointments/{chosen}/cancel");
        self.api.post(path).bearer(&self.clinic.staff).send().await.expect(200);
        self.model.ends(chosen);
        format!("cancelled {chosen}")
    }

    async fn let_days_pass(&mut self) -> String {
        let by = SignedDuration::from_hours(self.random.random_range(1..=5 * 24));
        self.advance(by);
        self.api.availability().extend_all().await.unwrap();
        format!("{by:?} later")
    }

    fn advance(&mut self, by: SignedDuration) {
        self.api.clock.advance(by);
        self.model.now = self.api.now();
        self.clinic = self.clinic.with_new_tokens(&self.api);
    }

    /// A hold that runs out.
    async fn hold(&mut self) -> String {
        let said = self.book(true).await;
        if !said.starts_with("booked") {
            return said;
        }
        let held = self.model.live.last().unwrap().appointment;
        self.advance(SignedDuration::from_mins(11));
        self.api.availability().extend_all().await.unwrap();
        self.api.booking().sweep_holds().await.unwrap();
        self.model.ends(held);
        format!("held for a while: {said}")
    }
}

#[tokio::test]
async fn what_is_offered_is_what_the_documents_say() {
    for seed in 0..rounds(6, 60) {
        let mut run = Run::start(seed).await;
        let mut said = Vec::new();
        for _ in 0..STEPS {
            said.push(run.step().await);
            assert_eq!(
                run.listed().await,
                run.model.conflicts(),
                "seed {seed}: conflicts\n{}",
                said.join("\n")
            );
            let offered: Vec<Time> = run.free().await.iter().map(time_of).collect();
            let expected = run.model.offered();
            let missing: Vec<_> = expected.iter().filter(|time| !offered.contains(time)).collect();
            let surplus: Vec<_> = offered.iter().filter(|time| !expected.contains(time)).collect();
            assert!(
                missing.is_empty() && surplus.is_empty(),
                "seed {seed}, now {}\nmissing {missing:?}\nsurplus {surplus:?}\n{}",
                run.model.now,
                said.join("\n")
            );
        }
        run.api.assert_sound().await;
    }
}
