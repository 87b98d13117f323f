//! P1, P7: bookings per second over 256 connections, each of a slot that nobody else wants.

use anyhow::{Context as _, Result};

use super::Scene;
use crate::client::Connection;
use crate::fixture::Size;
use crate::lab::Lab;
use crate::load::{Outcome, Work, run as load};
use crate::pgbench::{SCRIPT, Yardstick};
use crate::report::{Bar, Chart, Section, Target, percent, rows};
use crate::statistics::{Figures, count, number};
use crate::usage::Usage;

pub(super) const CONNECTIONS: usize = 256;
/// Bookings of one round.
pub(super) const BOOKINGS: usize = 20_000;
/// Transactions of one round with one number of clients.
const TRANSACTIONS: usize = 8_192;
const FEW_CLIENTS: usize = 16;
const MANY_CLIENTS: usize = 64;
pub(super) const CLINICS: usize = 50;
pub(super) const DOCTORS: usize = 20;
/// For the same with a statement for each clinic.
const BY_CLINIC: [(&str, &str); 2] =
    [("HOLDFAST_BOOKING__BY_CLINIC", "true"), ("HOLDFAST_BOOKING__WORKERS", "16")];

struct Round {
    few: f64,
    many: f64,
    per_sec: f64,
    batch_size: f64,
    p50_ms: f64,
    p99_ms: f64,
    usage: Usage,
    took_secs: f64,
    refused: usize,
}

impl Round {
    fn ratio(&self) -> f64 {
        self.per_sec / self.few.max(self.many)
    }
}

pub(crate) async fn run(lab: &Lab) -> Result<Section> {
    let rounds = lab.rounds();
    // The first round warms up.
    let slots = ((rounds + 1) * BOOKINGS.max(2 * TRANSACTIONS)).div_ceil(CLINICS * DOCTORS);
    let size = Size { clinics: CLINICS, doctors: DOCTORS, slots, patients_per_doctor: 25 };
    let scene = Scene::new(lab, size).await?;
    let yardstick = Yardstick::prepare(lab, &scene.holdfast, scene.folder.path(), &scene.fixture).await?;
    let mut connections = Connection::open_many(scene.holdfast.address, CONNECTIONS).await?;
    let mut chunks = scene.fixture.bookable.chunks(BOOKINGS);
    let (mut measured, mut first_error) = (Vec::new(), None);
    for round in 0..=rounds {
        let few = yardstick.run(FEW_CLIENTS, TRANSACTIONS, false).await?.per_sec;
        let many = yardstick.run(MANY_CLIENTS, TRANSACTIONS, false).await?.per_sec;
        let requests = chunks.next().context("no slots left")?.iter().map(|slot| scene.booking(slot));
        let work = Work::Once(requests.collect());
        let (back, outcome, usage, batch_size) = ours(&scene, connections, work).await?;
        connections = back;
        let quantile_ms = |q| micros_as_ms(outcome.latency_us.value_at_quantile(q));
        if round > 0 {
            measured.push(Round {
                few,
                many,
                per_sec: count(outcome.of_status(201)) / outcome.took.as_secs_f64(),
                batch_size,
                p50_ms: quantile_ms(0.5),
                p99_ms: quantile_ms(0.99),
                usage,
                took_secs: outcome.took.as_secs_f64(),
                refused: outcome.answers() - outcome.of_status(201),
            });
            first_error = first_error.or(outcome.first_error);
        }
    }
    // one after the other: a second server's checkpoints would be in the figures of the first
    drop(scene);
    let split = by_clinic(lab, size, rounds).await?;
    Ok(section(&measured, &split, first_error))
}

/// Bookings per second and the batch size of each round with a statement for each clinic.
async fn by_clinic(lab: &Lab, size: Size, rounds: usize) -> Result<Vec<(f64, f64)>> {
    let scene = Scene::with(lab, size, &BY_CLINIC).await?;
    let mut connections = Connection::open_many(scene.holdfast.address, CONNECTIONS).await?;
    let mut measured = Vec::new();
    for chunk in scene.fixture.bookable.chunks(BOOKINGS).take(rounds + 1) {
        let requests = chunk.iter().map(|slot| scene.booking(slot)).collect();
        let (back, outcome, _, batch_size) = ours(&scene, connections, Work::Once(requests)).await?;
        connections = back;
        measured.push((count(outcome.of_status(201)) / outcome.took.as_secs_f64(), batch_size));
    }
    // the first warms up
    Ok(measured.split_off(1))
}

pub(super) async fn ours(
    scene: &Scene,
    connections: Vec<Connection>,
    work: Work,
) -> Result<(Vec<Connection>, Outcome, Usage, f64)> {
    let postgres = scene.holdfast.database().await?.pid();
    let batches = || scene.holdfast.histogram("holdfast_booking_batch_size");
    let (sum, number) = batches().await?;
    let before = Usage::now(scene.holdfast.pid(), postgres)?;
    let (connections, outcome) = load(connections, work).await?;
    let usage = Usage::now(scene.holdfast.pid(), postgres)?.since(before);
    let (sum_after, number_after) = batches().await?;
    Ok((connections, outcome, usage, (sum_after - sum) / (number_after - number)))
}

pub(crate) fn micros_as_ms(micros: u64) -> f64 {
    u32::try_from(micros).map_or(f64::INFINITY, f64::from) / 1000.0
}

fn section(rounds: &[Round], by_clinic: &[(f64, f64)], first_error: Option<String>) -> Section {
    let figures = |of: fn(&Round) -> f64| Figures::new(rounds.iter().map(of));
    let ratio = figures(Round::ratio);
    let refused: usize = rounds.iter().map(|round| round.refused).sum();
    let per_booking_us = |of: fn(&Usage) -> f64| {
        Figures::new(rounds.iter().map(|r| 1e6 * of(&r.usage) / (r.per_sec * r.took_secs)))
    };
    let share = |of: fn(&Usage) -> f64| {
        let total: f64 = rounds.iter().map(|round| round.usage.machine).sum();
        percent(rounds.iter().map(|round| of(&round.usage)).sum(), total)
    };
    let table = rows(
        &[
            "round",
            "B, 16 clients",
            "B, 64 clients",
            "Holdfast",
            "ratio",
            "batch size",
            "p50 ms",
            "p99 ms",
            "other programs' CPU s",
        ],
        &rounds
            .iter()
            .enumerate()
            .map(|(at, r)| {
                let figures =
                    [r.few, r.many, r.per_sec, r.ratio(), r.batch_size, r.p50_ms, r.p99_ms, r.usage.others()];
                std::iter::once((at + 1).to_string()).chain(figures.map(number)).collect()
            })
            .collect::<Vec<_>>(),
    );
    let split = Figures::new(by_clinic.iter().map(|(per_sec, _)| *per_sec));
    let details = format!(
        "{} bookings a round over {CONNECTIONS} keep-alive connections, {CLINICS} clinics × {DOCTORS} doctors, known \
         patients, front-desk tokens; {} transactions of B with {FEW_CLIENTS} and with {MANY_CLIENTS} clients before \
         each. One round before warms up. Per second:\n\n{table}\n\
         CPU per booking, median (spread), in microseconds: Holdfast {}, PostgreSQL {}, load generator {}. Of the \
         CPU time used while booking: Holdfast {}, PostgreSQL {}, load generator {}, other programs {}.\n\n\
         With a statement for each clinic (`booking.by_clinic`, `booking.workers = 16`, for a database distributed by \
         clinic), afterwards: {} bookings per second, {} × the median above; batch size {}.\n\n{}\
         B is `pgbench -n -M prepared -f booking.sql` with this script:\n\n```sql\n{SCRIPT}```\n",
        number(count(BOOKINGS)),
        number(count(TRANSACTIONS)),
        per_booking_us(|u| u.holdfast),
        per_booking_us(|u| u.postgres),
        per_booking_us(|u| u.load),
        share(|u| u.holdfast),
        share(|u| u.postgres),
        share(|u| u.load),
        share(|u| u.others()),
        split,
        number(split.median() / figures(|r| r.per_sec).median()),
        Figures::new(by_clinic.iter().map(|(_, size)| *size)),
        first_error.map(|error| format!("The first refusal: `{error}`\n\n")).unwrap_or_default(),
    );
    let bar = |name: &str, value| Bar { name: name.to_owned(), value };
    Section {
        title: "P1, P7: bookings of distinct slots",
        targets: vec![
            Target {
                id: "P1",
                what: "bookings/s through REST, distinct slots, 256 connections",
                goal: "≥ 3 × B".to_owned(),
                measured: format!("{} × B", number(ratio.median())),
                spread: ratio.spread(),
                is_met: ratio.median() >= 3.0,
            },
            Target {
                id: "P7",
                what: "unrelated bookings refused",
                goal: "0".to_owned(),
                measured: refused.to_string(),
                spread: format!("of {}", number(count(rounds.len() * BOOKINGS))),
                is_met: refused == 0,
            },
        ],
        details,
        chart: Some(Chart {
            title: "Bookings per second (median)",
            bars: vec![
                bar("B, 16 clients", figures(|r| r.few).median()),
                bar("B, 64 clients", figures(|r| r.many).median()),
                bar("Holdfast", figures(|r| r.per_sec).median()),
            ],
        }),
    }
}
