//! P6: a thousand clients want one slot.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};

use super::Scene;
use super::bookings::micros_as_ms;
use crate::client::{Connection, post};
use crate::fixture::{Bookable, Size};
use crate::lab::Lab;
use crate::load::{Work, run as load};
use crate::report::{Section, Target, rows};
use crate::statistics::{Figures, number};

const CLIENTS: usize = 1_000;
const ROUNDS: usize = 10;
/// Longest that a client may wait.
const LIMIT_MS: f64 = 1_000.0;

struct Round {
    won: usize,
    statuses: BTreeMap<u16, usize>,
    slowest_ms: f64,
    p50_ms: f64,
}

impl Round {
    fn is_good(&self) -> bool {
        self.won == 1 && self.server_errors() == 0
    }

    fn server_errors(&self) -> usize {
        self.statuses.range(500..).map(|(_, count)| count).sum()
    }
}

pub(crate) async fn run(lab: &Lab) -> Result<Section> {
    let rounds = lab.rounds_or(ROUNDS);
    let size = Size { clinics: 1, doctors: 1, slots: rounds + 1, patients_per_doctor: CLIENTS };
    let scene = Scene::new(lab, size).await?;
    let patient_ids = &scene.fixture.doctors[0].patient_ids;
    let mut connections = Connection::open_many(scene.holdfast.address, CLIENTS).await?;
    let mut measured = Vec::new();
    for round in 0..=rounds {
        let slot = scene.fixture.bookable.get(round).context("no slot left")?;
        let requests = patient_ids.iter().map(|&patient_id| {
            let wish = Bookable { patient_id, ..*slot };
            post("/v1/bookings", Some(&scene.tokens[0]), &wish.body())
        });
        // As many requests as connections, all sent before any answer is waited for.
        let (back, outcome) = load(connections, Work::Once(requests.collect())).await?;
        connections = back;
        if round > 0 {
            measured.push(Round {
                won: outcome.of_status(201),
                slowest_ms: micros_as_ms(outcome.latency_us.max()),
                p50_ms: micros_as_ms(outcome.latency_us.value_at_quantile(0.5)),
                statuses: outcome.statuses,
            });
        }
    }
    Ok(section(&measured))
}

fn section(rounds: &[Round]) -> Section {
    let slowest = Figures::new(rounds.iter().map(|round| round.slowest_ms));
    let good = rounds.iter().filter(|round| round.is_good()).count();
    let table = rows(
        &["round", "201", "409", "429", "5xx", "other", "p50 ms", "slowest ms"],
        &rounds
            .iter()
            .enumerate()
            .map(|(at, round)| {
                let of = |status| round.statuses.get(&status).copied().unwrap_or_default();
                let known = round.won + of(409) + of(429) + round.server_errors();
                let other = round.statuses.values().sum::<usize>() - known;
                let counts = [round.won, of(409), of(429), round.server_errors(), other];
                let mut row = vec![(at + 1).to_string()];
                row.extend(counts.map(|count| count.to_string()));
                row.extend([round.p50_ms, round.slowest_ms].map(number));
                row
            })
            .collect::<Vec<_>>(),
    );
    Section {
        title: "P6: one slot, a thousand clients",
        targets: vec![Target {
            id: "P6",
            what: "1,000 clients, one slot: one 201, no 5xx, every answer within 1 s",
            goal: "every round".to_owned(),
            measured: format!(
                "{good} of {} rounds; slowest answer {} ms",
                rounds.len(),
                number(slowest.median())
            ),
            spread: format!("{} ms", slowest.spread()),
            is_met: good == rounds.len() && slowest.max() <= LIMIT_MS,
        }],
        details: format!(
            "{CLIENTS} open connections, each with a patient of its own; one round before warms up.\n\n{table}"
        ),
        chart: None,
    }
}
