//! P5: many people at once, most of whom only look: 5,000 open connections, open-loop arrivals at half of what the system
//! can do, against one process and against the stack.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use jiff::SignedDuration;

use super::Scene;
use super::bookings::micros_as_ms;
use crate::arrivals;
use crate::client::{Connection, get, post};
use crate::fixture::{Fixture, PER_WEEK, Size};
use crate::holdfast::connect;
use crate::lab::Lab;
use crate::load::{Outcome, Work, run as load};
use crate::report::{Section, Target, rows};
use crate::stack::{Shape, Stack};
use crate::statistics::{Figures, count, number};
use crate::usage::peak_memory_mb;

const CONNECTIONS: usize = 5_000;
/// One request in so many is a booking.
const BOOKING_EVERY: usize = 20;
/// Requests that find out the capacity.
const PROBE: usize = 30_000;
const PROBE_CONNECTIONS: usize = 256;
/// Length of the open loop.
const LASTS: Duration = Duration::from_secs(10);
const MOST_MB: f64 = 200.0;
const MOST_MS: f64 = 100.0;

/// One of the two.
struct Side {
    address: SocketAddr,
    pids: Vec<u32>,
    fixture: Fixture,
    tokens: Vec<String>,
    taken: usize,
    asked: usize,
}

#[derive(Clone)]
struct Figure {
    capacity: f64,
    per_sec: f64,
    p50_ms: f64,
    p99_ms: f64,
    bookings: usize,
    failures: usize,
    first_error: Option<String>,
    memory_mb: Vec<f64>,
}

impl Figure {
    fn most_mb(&self) -> f64 {
        self.memory_mb.iter().copied().fold(0.0, f64::max)
    }
}

impl Side {
    /// The next requests: searches of some doctor's week, and every twentieth a booking of a slot that nobody else wants.
    fn requests(&mut self, number: usize) -> Result<Vec<Vec<u8>>> {
        let monday = self.fixture.monday;
        let (from, to) = (monday, monday + SignedDuration::from_hours(7 * 24));
        let mut requests = Vec::with_capacity(number);
        for _ in 0..number {
            self.asked += 1;
            requests.push(if self.asked.is_multiple_of(BOOKING_EVERY) {
                let slot = self.fixture.bookable.get(self.taken).context("no slots left")?;
                self.taken += 1;
                post("/v1/bookings", Some(&self.tokens[slot.clinic]), &slot.body())
            } else {
                let doctor = &self.fixture.doctors[self.asked * 7 % self.fixture.doctors.len()];
                get(&format!("/v1/doctors/{}/slots?from={from}&to={to}", doctor.id), None)
            });
        }
        Ok(requests)
    }

    async fn round(&mut self) -> Result<Figure> {
        let probe = self.requests(PROBE)?;
        let few = Connection::open_many(self.address, PROBE_CONNECTIONS).await?;
        let (_, probed) = load(few, Work::Once(probe)).await?;
        let capacity = probed.per_sec();
        // half of it for as long as the open loop lasts
        let per_sec = capacity / 2.0;
        let number = PROBE as u128 * LASTS.as_millis() / probed.took.as_millis().max(1) / 2;
        let requests = self.requests(usize::try_from(number)?)?;
        let connections = Connection::open_many(self.address, CONNECTIONS).await?;
        let (_, outcome) = arrivals::run(connections, requests, per_sec).await?;
        let ms = |q| micros_as_ms(outcome.latency_us.value_at_quantile(q));
        Ok(Figure {
            capacity,
            per_sec: outcome.per_sec(),
            p50_ms: ms(0.5),
            p99_ms: ms(0.99),
            bookings: outcome.of_status(201),
            failures: failures(&outcome) + failures(&probed),
            first_error: outcome.first_error.clone().or(probed.first_error),
            memory_mb: self.pids.iter().map(|pid| peak_memory_mb(*pid)).collect::<Result<_>>()?,
        })
    }
}

/// Answers that are neither slots nor a booking.
fn failures(outcome: &Outcome) -> usize {
    outcome.answers() - outcome.of_status(200) - outcome.of_status(201)
}

pub(crate) async fn run(lab: &Lab) -> Result<Section> {
    let rounds = lab.rounds_or(3);
    let size = Size { clinics: 20, doctors: 20, slots: 4 * PER_WEEK, patients_per_doctor: 25 };
    let scene = Scene::new(lab, size).await?;
    let mut one = Side {
        address: scene.holdfast.address,
        pids: vec![scene.holdfast.pid()],
        fixture: scene.fixture,
        tokens: scene.tokens,
        taken: 0,
        asked: 0,
    };
    let mut measured = Vec::new();
    for _ in 0..rounds {
        measured.push(one.round().await?);
    }
    drop(scene.holdfast);
    let stack = Stack::start(lab, Shape::Services)?;
    let fixture = Fixture::new(lab, size)?;
    let database = connect(&stack.database_url()).await?;
    stack.replace_samples(&database, &fixture).await?;
    let tokens = fixture.clinic_ids.iter().map(|id| stack.staff_token(*id)).collect::<Result<Vec<_>>>()?;
    let mut many =
        Side { address: stack.address(), pids: stack.pids()?, fixture, tokens, taken: 0, asked: 0 };
    let mut on_the_stack = Vec::new();
    for _ in 0..rounds {
        on_the_stack.push(many.round().await?);
    }
    ensure!(!measured.is_empty(), "no rounds");
    Ok(section(&measured, &on_the_stack))
}

fn section(one: &[Figure], stack: &[Figure]) -> Section {
    let figures = |side: &[Figure], of: fn(&Figure) -> f64| Figures::new(side.iter().map(of));
    let line = |name: &str, of: fn(&Figure) -> f64| {
        vec![name.to_owned(), figures(one, of).to_string(), figures(stack, of).to_string()]
    };
    let table = rows(
        &["median (spread)", "one process", "the stack"],
        &[
            line("capacity, requests/s (closed loop)", |f| f.capacity),
            line("arrivals answered/s (open loop)", |f| f.per_sec),
            line("p50, ms", |f| f.p50_ms),
            line("p99, ms", |f| f.p99_ms),
            line("bookings a round", |f| count(f.bookings)),
            line("answers other than 200 and 201", |f| count(f.failures)),
            line("most memory of a process of Holdfast, MB", Figure::most_mb),
            line("of all its processes, MB", |f| f.memory_mb.iter().sum()),
        ],
    );
    let error = one.iter().chain(stack).find_map(|figure| figure.first_error.clone());
    let target = |id, what, side: &[Figure]| {
        let p99 = figures(side, |f| f.p99_ms);
        let memory = figures(side, Figure::most_mb);
        let failed: usize = side.iter().map(|f| f.failures).sum();
        Target {
            id,
            what,
            goal: "p99 ≤ 100 ms, no 5xx, under 200 MB".to_owned(),
            measured: format!(
                "p99 {} ms, {failed} refused, {} MB",
                number(p99.median()),
                number(memory.median())
            ),
            spread: p99.spread(),
            is_met: p99.median() <= MOST_MS && failed == 0 && memory.median() < MOST_MB,
        }
    };
    Section {
        title: "P5: many people at once",
        targets: vec![
            target("P5", "5,000 connections, 95 % search, 5 % booking, half of capacity: one process", one),
            target("P5", "the same on the stack (memory: its largest process)", stack),
        ],
        details: format!(
            "{} keep-alive connections, one request in {BOOKING_EVERY} a booking of a slot that nobody else wants, the others \
             searches of a week of one of 400 doctors. A closed loop of {} requests over {PROBE_CONNECTIONS} connections finds the capacity; \
             then requests arrive by a Poisson process at half of it for {} s, timed from when they were due.\n\n{table}\n{}",
            number(count(CONNECTIONS)),
            number(count(PROBE)),
            LASTS.as_secs(),
            error.map(|error| format!("The first refusal: `{error}`\n")).unwrap_or_default(),
        ),
        chart: None,
    }
}
