//! P2: how long a booking takes when nobody else books.

use anyhow::{Context as _, Result};

use super::Scene;
use super::bookings::micros_as_ms;
use crate::client::Connection;
use crate::fixture::Size;
use crate::lab::Lab;
use crate::load::{Work, run as load};
use crate::pgbench::Yardstick;
use crate::report::{Section, Target, rows};
use crate::statistics::{Figures, count, number};

/// Bookings of one round.
const BOOKINGS: usize = 1_000;

struct Round {
    /// Median and 99th percentile, in milliseconds.
    yardstick: [f64; 2],
    ours: [f64; 2],
}

pub(crate) async fn run(lab: &Lab) -> Result<Section> {
    let rounds = lab.rounds();
    let slots = ((rounds + 1) * BOOKINGS).div_ceil(100);
    let scene = Scene::new(lab, Size { clinics: 10, doctors: 10, slots, patients_per_doctor: 20 }).await?;
    let yardstick = Yardstick::prepare(lab, &scene.holdfast, scene.folder.path(), &scene.fixture).await?;
    let mut connections = Connection::open_many(scene.holdfast.address, 1).await?;
    let mut chunks = scene.fixture.bookable.chunks(BOOKINGS);
    let mut measured = Vec::new();
    let mut refused = 0;
    for round in 0..=rounds {
        let theirs = yardstick.run(1, BOOKINGS, true).await?.latency_us;
        let requests = chunks.next().context("no slots left")?.iter().map(|slot| scene.booking(slot));
        let (back, outcome) = load(connections, Work::Once(requests.collect())).await?;
        connections = back;
        refused += outcome.answers() - outcome.of_status(201);
        if round > 0 {
            let both = |latency: &hdrhistogram::Histogram<u64>| {
                [0.5, 0.99].map(|quantile| micros_as_ms(latency.value_at_quantile(quantile)))
            };
            measured.push(Round { yardstick: both(&theirs), ours: both(&outcome.latency_us) });
        }
    }
    Ok(section(&measured, refused))
}

fn section(rounds: &[Round], refused: usize) -> Section {
    let ratio = |at: usize| Figures::new(rounds.iter().map(|round| round.ours[at] / round.yardstick[at]));
    let median = ratio(0);
    let table = rows(
        &[
            "round",
            "B p50 ms",
            "B p99 ms",
            "Holdfast p50 ms",
            "Holdfast p99 ms",
            "ratio of p50",
            "ratio of p99",
        ],
        &rounds
            .iter()
            .enumerate()
            .map(|(at, round)| {
                let [b50, b99] = round.yardstick;
                let [h50, h99] = round.ours;
                let figures = [b50, b99, h50, h99, h50 / b50, h99 / b99].map(number);
                std::iter::once((at + 1).to_string()).chain(figures).collect()
            })
            .collect::<Vec<_>>(),
    );
    Section {
        title: "P2: a lone booking",
        targets: vec![Target {
            id: "P2",
            what: "latency of a lone booking, 1 connection",
            goal: "≤ 1.5 × B".to_owned(),
            measured: format!("{} × B", number(median.median())),
            spread: median.spread(),
            is_met: median.median() <= 1.5,
        }],
        details: format!(
            "{} bookings a round, one after the other, and as many transactions of B with one client (its own log of \
             latencies). One round before warms up. Bookings refused: {refused}. Ratio of the 99th percentiles: {}.\n\n{table}",
            number(count(BOOKINGS)),
            ratio(1),
        ),
        chart: None,
    }
}
