//! P10: from the start of the process to the first answer that it is ready.

use anyhow::Result;

use crate::fixture::{Fixture, Size};
use crate::holdfast::{Holdfast, connect, folder};
use crate::lab::Lab;
use crate::report::{Section, Target, rows};
use crate::statistics::{Figures, number};

const FIRST_LIMIT_SECS: f64 = 10.0;
const AGAIN_LIMIT_SECS: f64 = 1.0;

pub(crate) async fn run(lab: &Lab) -> Result<Section> {
    let mut rounds = Vec::new();
    for _ in 0..lab.rounds() {
        let folder = folder()?;
        let first = Holdfast::start(lab, folder.path(), &[]).await?;
        let first_secs = first.ready_after.as_secs_f64();
        let size = Size { clinics: 10, doctors: 10, slots: 200, patients_per_doctor: 10 };
        Fixture::new(lab, size)?.write(&connect(&first.database().await?.url()).await?).await?;
        drop(first);
        let again = Holdfast::start(lab, folder.path(), &[]).await?;
        rounds.push([first_secs, again.ready_after.as_secs_f64()]);
    }
    let target = |at: usize, what, goal: &str, limit_secs| {
        let figures = Figures::new(rounds.iter().map(|round| round[at]));
        Target {
            id: "P10",
            what,
            goal: goal.to_owned(),
            measured: format!("{} s", number(figures.median())),
            spread: format!("{} s", figures.spread()),
            is_met: figures.median() <= limit_secs,
        }
    };
    let table = rows(
        &["round", "first ever, s", "existing data, s"],
        &rounds
            .iter()
            .enumerate()
            .map(|(at, secs)| std::iter::once((at + 1).to_string()).chain(secs.map(number)).collect())
            .collect::<Vec<_>>(),
    );
    Ok(Section {
        title: "P10: start to ready",
        targets: vec![
            target(0, "start to ready, first ever", "≤ 10 s", FIRST_LIMIT_SECS),
            target(1, "start to ready, existing data", "≤ 1 s", AGAIN_LIMIT_SECS),
        ],
        details: format!(
            "`holdfast serve` with its private PostgreSQL, until `GET /health/ready` gives 200: in an empty folder \
             (makes the database and its schema), and again after a regular stop, with 20,000 slots.\n\n{table}"
        ),
        chart: None,
    })
}
