//! P3: the search of one doctor's week while nothing changes in it.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Result, ensure};
use jiff::SignedDuration;

use super::Scene;
use super::bookings::micros_as_ms;
use crate::client::{Connection, get};
use crate::fixed_answer::FixedAnswer;
use crate::fixture::{PER_WEEK, Size};
use crate::lab::Lab;
use crate::load::{Outcome, Work, run as load};
use crate::report::{Bar, Chart, Section, Target, percent, rows};
use crate::statistics::{Figures, number};
use crate::usage::Usage;

const CONNECTIONS: usize = 64;
/// Length of one round for each of the two.
const ROUND: Duration = Duration::from_secs(3);

struct Round {
    fixed: f64,
    ours: f64,
    p99_ms: f64,
    usage: Usage,
}

pub(crate) async fn run(lab: &Lab) -> Result<Section> {
    let size = Size { clinics: 10, doctors: 10, slots: 2 * PER_WEEK, patients_per_doctor: 1 };
    let scene = Scene::new(lab, size).await?;
    let doctor_id = scene.fixture.doctors[0].id;
    let monday = scene.fixture.monday;
    let next = monday + SignedDuration::from_hours(7 * 24);
    let request = get(&format!("/v1/doctors/{doctor_id}/slots?from={monday}&to={next}"), None);
    let answer = Connection::open(scene.holdfast.address).await?.exchange(&request).await?;
    let found = answer.json()?["items"].as_array().map(Vec::len);
    ensure!(answer.status == 200 && found == Some(PER_WEEK), "the week has {found:?} slots");

    let body = scene.folder.path().join("week.json");
    std::fs::write(&body, &answer.body)?;
    let fixed = FixedAnswer::start(&body)?;
    let postgres = scene.holdfast.database().await?.pid();
    let mut rounds = Vec::new();
    for round in 0..=lab.rounds() {
        let theirs = once(fixed.address, &request).await?;
        let before = Usage::now(scene.holdfast.pid(), postgres)?;
        let ours = once(scene.holdfast.address, &request).await?;
        let usage = Usage::now(scene.holdfast.pid(), postgres)?.since(before);
        if round > 0 {
            let p99_ms = micros_as_ms(ours.latency_us.value_at_quantile(0.99));
            rounds.push(Round { fixed: theirs.per_sec(), ours: ours.per_sec(), p99_ms, usage });
        }
    }
    let fixed_cpu = Usage::now(fixed.pid(), postgres)?.holdfast;
    Ok(section(&rounds, answer.body.len(), fixed_cpu / crate::statistics::count(rounds.len() + 1)))
}

async fn once(address: SocketAddr, request: &[u8]) -> Result<Outcome> {
    let connections = Connection::open_many(address, CONNECTIONS).await?;
    let (_, outcome) = load(connections, Work::Repeat(request.to_vec(), ROUND)).await?;
    ensure!(outcome.of_status(200) == outcome.answers(), "refused: {:?}", outcome.first_error);
    Ok(outcome)
}

fn section(rounds: &[Round], bytes: usize, fixed_cpu_secs: f64) -> Section {
    let ratio = Figures::new(rounds.iter().map(|round| round.ours / round.fixed));
    let share = |of: fn(&Usage) -> f64| {
        let total: f64 = rounds.iter().map(|round| round.usage.machine).sum();
        percent(rounds.iter().map(|round| of(&round.usage)).sum(), total)
    };
    let table = rows(
        &["round", "S", "Holdfast", "ratio", "Holdfast p99 ms", "other programs' CPU s"],
        &rounds
            .iter()
            .enumerate()
            .map(|(at, r)| {
                let figures = [r.fixed, r.ours, r.ours / r.fixed, r.p99_ms, r.usage.others()].map(number);
                std::iter::once((at + 1).to_string()).chain(figures).collect()
            })
            .collect::<Vec<_>>(),
    );
    let bar = |name: &str, of: fn(&Round) -> f64| Bar {
        name: name.to_owned(),
        value: Figures::new(rounds.iter().map(of)).median(),
    };
    Section {
        title: "P3: search of one doctor's week",
        targets: vec![Target {
            id: "P3",
            what: "search of one doctor's week, hot, 64 connections",
            goal: "≥ 0.6 × S".to_owned(),
            measured: format!("{} × S", number(ratio.median())),
            spread: ratio.spread(),
            is_met: ratio.median() >= 0.6,
        }],
        details: format!(
            "`GET /v1/doctors/{{id}}/slots?from&to`, a week of {PER_WEEK} free slots, {bytes} bytes; {} seconds each a \
             round, one round before warms up. Per second:\n\n{table}\n\
             Of the CPU time used while searching: Holdfast {}, PostgreSQL {}, load generator {}, other programs {}. \
             S used {} CPU seconds a round.\n",
            ROUND.as_secs(),
            share(|u| u.holdfast),
            share(|u| u.postgres),
            share(|u| u.load),
            share(|u| u.others()),
            number(fixed_cpu_secs),
        ),
        chart: Some(Chart {
            title: "Searches of one doctor's week per second (median)",
            bars: vec![bar("S", |round| round.fixed), bar("Holdfast", |round| round.ours)],
        }),
    }
}
