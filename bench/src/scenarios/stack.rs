//! The stack of separate services beside one process that holds every role, alone and over the same parts: P1, P2, P3
//! and P8, and from commit to e-mail.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use jiff::SignedDuration;

use super::Scene;
use super::bookings::micros_as_ms;
use crate::client::{Connection, get, post};
use tokio_postgres::Client;

use crate::fixture::{Bookable, Fixture, PER_WEEK, Size};
use crate::holdfast::connect;
use crate::lab::Lab;
use crate::load::{Work, run as load};
use crate::report::{Section, Target, rows};
use crate::stack::{Shape, Stack};
use crate::statistics::{Figures, count, number};
use crate::usage::{Usage, of_program};

const CONNECTIONS: usize = 256;
const BOOKINGS: usize = 10_000;
const LONE_BOOKINGS: usize = 500;
const SEARCHERS: usize = 64;
const SEARCHES_LAST: Duration = Duration::from_secs(3);
const SETTLE_POLL: Duration = Duration::from_millis(500);
const SETTLES_WITHIN: Duration = Duration::from_secs(60);
const MAILS: usize = 100;
const BETWEEN_MAILS: Duration = Duration::from_millis(50);

/// One of the two, under load.
struct Side {
    address: SocketAddr,
    pids: Vec<u32>,
    /// Programs whose CPU time is shown one by one.
    programs: Vec<(&'static str, u32)>,
    postgres: i32,
    database: Client,
    fixture: Fixture,
    tokens: Vec<String>,
    taken: usize,
}

/// What one round gave for one of them.
#[derive(Clone)]
struct Figure {
    /// CPU per booking of each program, in microseconds.
    programs_us: Vec<(&'static str, f64)>,
    bookings_per_sec: f64,
    booking_p99_ms: f64,
    holdfast_us: f64,
    postgres_us: f64,
    machine_us: f64,
    lone_p50_ms: f64,
    lone_p99_ms: f64,
    searches_per_sec: f64,
    search_p99_ms: f64,
}

impl Side {
    /// A stack, with the fixture in place of its samples.
    async fn of(stack: &Stack, lab: &Lab, size: Size) -> Result<Self> {
        let fixture = Fixture::new(lab, size)?;
        let database = connect(&stack.database_url()).await?;
        stack.replace_samples(&database, &fixture).await?;
        let tokens =
            fixture.clinic_ids.iter().map(|id| stack.staff_token(*id)).collect::<Result<Vec<_>>>()?;
        Ok(Self {
            address: stack.address(),
            pids: stack.pids()?,
            programs: stack.programs()?,
            postgres: stack.postgres()?,
            database,
            tokens,
            fixture,
            taken: 0,
        })
    }

    fn take(&mut self, number: usize) -> Result<Vec<Vec<u8>>> {
        let slots = self.fixture.bookable.get(self.taken..self.taken + number).context("no slots left")?;
        self.taken += number;
        let book = |slot: &Bookable| post("/v1/bookings", Some(&self.tokens[slot.clinic]), &slot.body());
        Ok(slots.iter().map(book).collect())
    }

    /// CPU seconds of each program so far.
    fn each(&self) -> Result<Vec<f64>> {
        self.programs.iter().map(|(_, pid)| of_program(*pid)).collect()
    }

    /// Waits until every event has become a message, or nothing.
    async fn settle(&self) -> Result<()> {
        let waiting = "SELECT count(*) FROM outbox o WHERE o.event_type = 'holdfast.appointment.created'
            AND (o.published_at IS NULL OR NOT EXISTS (SELECT FROM notifications n WHERE n.clinic_id = o.clinic_id
                 AND n.event_id = o.id AND n.state NOT IN ('waiting', 'sending')))";
        let settled = async {
            while self.database.query_one(waiting, &[]).await?.get::<_, i64>(0) > 0 {
                tokio::time::sleep(SETTLE_POLL).await;
            }
            anyhow::Ok(())
        };
        tokio::time::timeout(SETTLES_WITHIN, settled).await.context("mail does not catch up")?
    }

    async fn round(&mut self) -> Result<Figure> {
        let requests = self.take(BOOKINGS)?;
        let connections = Connection::open_many(self.address, CONNECTIONS).await?;
        let each_before = self.each()?;
        let before = Usage::of_processes(&self.pids, self.postgres)?;
        let (_, booked) = load(connections, Work::Once(requests)).await?;
        // what the bookings bring with them for the relay and the mail worker is part of their cost
        self.settle().await?;
        let usage = Usage::of_processes(&self.pids, self.postgres)?.since(before);
        let each = self.each()?;
        ensure!(booked.of_status(201) == BOOKINGS, "refused: {:?} {:?}", booked.statuses, booked.first_error);
        let requests = self.take(LONE_BOOKINGS)?;
        let (_, lone) = load(Connection::open_many(self.address, 1).await?, Work::Once(requests)).await?;
        ensure!(lone.of_status(201) == LONE_BOOKINGS, "refused: {:?}", lone.first_error);
        let doctor_id = self.fixture.doctors[0].id;
        let (from, to) = (self.fixture.monday, self.fixture.monday + SignedDuration::from_hours(7 * 24));
        let request = get(&format!("/v1/doctors/{doctor_id}/slots?from={from}&to={to}"), None);
        let connections = Connection::open_many(self.address, SEARCHERS).await?;
        let (_, searched) = load(connections, Work::Repeat(request, SEARCHES_LAST)).await?;
        ensure!(searched.of_status(200) == searched.answers(), "refused: {:?}", searched.first_error);
        let per_booking_us = |secs: f64| 1e6 * secs / count(BOOKINGS);
        let ms = |outcome: &crate::load::Outcome, q| micros_as_ms(outcome.latency_us.value_at_quantile(q));
        let mut programs_us: Vec<(&'static str, f64)> = Vec::new();
        for (((name, _), after), before) in self.programs.iter().zip(each).zip(each_before) {
            let used = per_booking_us(after - before);
            match programs_us.iter_mut().find(|(known, _)| known == name) {
                Some((_, sum)) => *sum += used,
                None => programs_us.push((name, used)),
            }
        }
        Ok(Figure {
            programs_us,
            bookings_per_sec: booked.per_sec(),
            booking_p99_ms: ms(&booked, 0.99),
            holdfast_us: per_booking_us(usage.holdfast),
            postgres_us: per_booking_us(usage.postgres),
            machine_us: per_booking_us(usage.machine),
            lone_p50_ms: ms(&lone, 0.5),
            lone_p99_ms: ms(&lone, 0.99),
            searches_per_sec: searched.per_sec(),
            search_p99_ms: ms(&searched, 0.99),
        })
    }
}

pub(crate) async fn run(lab: &Lab) -> Result<Section> {
    let rounds = lab.rounds_or(3);
    // The first round warms up.
    let needed = (rounds + 1) * (BOOKINGS + LONE_BOOKINGS) + MAILS;
    let size = Size {
        clinics: 20,
        doctors: 20,
        slots: needed.div_ceil(400).max(2 * PER_WEEK),
        patients_per_doctor: 25,
    };
    let stack = Stack::start(lab, Shape::Services)?;
    let together = Stack::start(lab, Shape::One)?;
    // The same work for both: messages to patients go to the same mail server.
    let scene = Scene::with(lab, size, &[("HOLDFAST_SMTP_URL", &stack.smtp_url())]).await?;
    let mut one = Side {
        address: scene.holdfast.address,
        pids: vec![scene.holdfast.pid()],
        programs: Vec::new(),
        postgres: scene.holdfast.database().await?.pid(),
        database: connect(&scene.holdfast.database().await?.url()).await?,
        tokens: scene.tokens.clone(),
        fixture: scene.fixture,
        taken: 0,
    };
    let mut over = Side::of(&together, lab, size).await?;
    let mut many = Side::of(&stack, lab, size).await?;
    let mut measured = Vec::new();
    for round in 0..=rounds {
        let figures = [one.round().await?, over.round().await?, many.round().await?];
        if round > 0 {
            measured.push(figures);
        }
    }
    let pages = stack.pages().await?;
    let mail = mails(&mut many).await?;
    Ok(section(&measured, &pages, mail))
}

/// From an event to its e-mail on the idle stack: median, 99th percentile and longest, in milliseconds.
async fn mails(side: &mut Side) -> Result<[f64; 3]> {
    let mut connection = Connection::open(side.address).await?;
    for number in 0..MAILS {
        let slot = side.fixture.bookable[side.taken];
        side.taken += 1;
        let body = format!(
            r#"{{"slot_id":"{}","patient":{{"name":"Ada","email":"ada{number}@example.org"}}}}"#,
            slot.slot_id
        );
        let answer =
            connection.exchange(&post("/v1/bookings", Some(&side.tokens[slot.clinic]), &body)).await?;
        ensure!(answer.status == 201, "{}", String::from_utf8_lossy(&answer.body));
        tokio::time::sleep(BETWEEN_MAILS).await;
    }
    tokio::time::sleep(Duration::from_secs(3)).await;
    let row = side
        .database
        .query_one(
            "SELECT count(*), percentile_disc(ARRAY[0.5, 0.99, 1]) WITHIN GROUP
                 (ORDER BY extract(epoch FROM n.updated_at - o.occurred_at)::float8 * 1000)
             FROM notifications n JOIN outbox o ON o.clinic_id = n.clinic_id AND o.id = n.event_id
             WHERE n.state = 'sent'",
            &[],
        )
        .await?;
    ensure!(row.get::<_, i64>(0) == i64::try_from(MAILS)?, "{} mails were sent", row.get::<_, i64>(0));
    let delays: Vec<f64> = row.get(1);
    delays.try_into().map_err(|_| anyhow::anyhow!("three figures"))
}

/// One number of a figure.
type Of = fn(&Figure) -> f64;

fn section(rounds: &[[Figure; 3]], pages: &[(String, f64)], mail: [f64; 3]) -> Section {
    let ratio_to =
        |to: usize, of: Of| Figures::new(rounds.iter().map(|round| of(&round[2]) / of(&round[to])));
    let cpu = ratio_to(1, |f| f.holdfast_us);
    let figures: [(&str, Of); 9] = [
        ("P1: bookings/s, 256 connections", |f| f.bookings_per_sec),
        ("its p99, ms", |f| f.booking_p99_ms),
        ("P8: Holdfast's CPU per booking, µs", |f| f.holdfast_us),
        ("the primary's CPU per booking, µs", |f| f.postgres_us),
        ("the whole machine's CPU per booking, µs", |f| f.machine_us),
        ("P2: a lone booking, p50, ms", |f| f.lone_p50_ms),
        ("its p99, ms", |f| f.lone_p99_ms),
        ("P3: searches of a week/s, 64 connections", |f| f.searches_per_sec),
        ("its p99, ms", |f| f.search_p99_ms),
    ];
    let table = rows(
        &[
            "median (spread)",
            "one binary",
            "one process, same parts",
            "services",
            "services / same parts",
            "services / binary",
        ],
        &figures
            .iter()
            .map(|(name, of)| {
                let absolute =
                    |at: usize| Figures::new(rounds.iter().map(|round| of(&round[at]))).to_string();
                vec![
                    (*name).to_owned(),
                    absolute(0),
                    absolute(1),
                    absolute(2),
                    ratio_to(1, *of).to_string(),
                    ratio_to(0, *of).to_string(),
                ]
            })
            .collect::<Vec<_>>(),
    );
    let all: f64 = pages.iter().map(|(_, count)| count).sum();
    let shares: Vec<_> =
        pages.iter().map(|(source, count)| format!("{source} {} %", number(100.0 * count / all))).collect();
    Section {
        title: "P8 and the stack beside one process",
        targets: vec![
            Target {
                id: "P8",
                what: "CPU per booking with every role its own process, over all-in-one (over the same parts)",
                goal: "≤ 1.6 ×".to_owned(),
                measured: format!(
                    "{} × (over one binary without the parts: {} ×)",
                    number(cpu.median()),
                    number(ratio_to(0, |f| f.holdfast_us).median())
                ),
                spread: cpu.spread(),
                is_met: cpu.median() <= 1.6,
            },
            Target {
                id: "mail",
                what: "from commit to e-mail on the idle stack, p99",
                goal: "≤ 1 s".to_owned(),
                measured: format!("{} ms", number(mail[1])),
                spread: format!("p50 {} ms, longest {} ms", number(mail[0]), number(mail[2])),
                is_met: mail[1] <= 1000.0,
            },
        ],
        details: format!(
            "In turn, on the same two cores: `holdfast serve` alone; every role in one process over the stack's parts \
             (HAProxy, primary and replica, Redis, RabbitMQ); and `make stack` (the same parts, with two gateways, clinic, \
             2 × availability, 2 × booking with a relay, notification). {} bookings, {LONE_BOOKINGS} lone bookings and {} s of \
             searches a round, one round before warms up. All have a mail server; CPU time is counted until every event \
             of the bookings is dealt with (these patients have no address: what is sent is measured below). The services \
             have one thread each, the others one for each core. All three are up all the time, so the whole machine's \
             CPU time has the idle ones in it.\n\n{table}\n\
             CPU per booking by program, median, in microseconds. In one process over the same parts: {}. As services: {}.\n\n\
             Pages of slots by the availability services of the stack: {}. {MAILS} e-mails, one every {} ms.\n",
            number(count(BOOKINGS)),
            SEARCHES_LAST.as_secs(),
            by_program(rounds, 1),
            by_program(rounds, 2),
            shares.join(", "),
            BETWEEN_MAILS.as_millis(),
        ),
        chart: None,
    }
}

/// The CPU time per booking of each program of one side.
fn by_program(rounds: &[[Figure; 3]], side: usize) -> String {
    let names = rounds.first().map(|round| round[side].programs_us.iter().map(|(name, _)| *name));
    let used = names.into_iter().flatten().enumerate().map(|(at, name)| {
        let figures = Figures::new(rounds.iter().map(|round| round[side].programs_us[at].1));
        format!("{name} {}", number(figures.median()))
    });
    used.collect::<Vec<_>>().join(", ")
}
