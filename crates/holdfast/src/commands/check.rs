//! `holdfast check`

use std::io::{IsTerminal, stderr};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;
use holdfast_invariants::{INVARIANTS, Invariant, Report};
use holdfast_postgres::DbRole;
use holdfast_sql::queries::audit;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Context, until_interrupted};
use crate::database::{self, Visited};

pub(super) async fn check(context: Context) -> Result<ExitCode> {
    let database = Visited::open_existing(&context.settings, &context.ids).await?;
    let outcome = until_interrupted(look(&context, &database.url)).await;
    database.close().await?;
    Ok(if outcome?.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn look(context: &Context, url: &str) -> Result<Report> {
    let db = database::pool(url, &context.settings, DbRole::Operator)?;
    // one sweep, and the time that a sweep may take
    let grace = Duration::from_secs(context.settings.booking.sweep_secs * 2);
    let mut progress = Progress::new();
    let report = holdfast_invariants::check(&db, context.clock.now(), grace, |invariant, breaches| {
        progress.tell(invariant, breaches);
    })
    .await?;
    progress.end();
    print!("{report}");
    let tail = {
        let client = db.client().await?;
        audit::unsealed().bind(&client, &context.clock.now()).one().await?
    };
    if tail.rows > 0 {
        println!(
            "{} rows of the audit log are not sealed yet, the oldest for {:.0} s (a serving clinic role seals them)",
            tail.rows, tail.oldest_secs
        );
    }
    Ok(report)
}

/// Where the check is: a moving line on a terminal, else a line on standard error for each invariant.
struct Progress {
    bar: Option<ProgressBar>,
    began: Instant,
}

impl Progress {
    fn new() -> Self {
        let bar = stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(INVARIANTS.len() as u64);
            if let Ok(style) = ProgressStyle::with_template("{spinner} {pos}/{len} {elapsed} {msg}") {
                bar.set_style(style);
            }
            // one statement may take a minute: the clock goes on meanwhile
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        });
        Self { bar, began: Instant::now() }
    }

    fn tell(&mut self, invariant: &Invariant, breaches: Option<usize>) {
        match (&self.bar, breaches) {
            (Some(bar), None) => bar.set_message(format!("{} {}", invariant.id, invariant.title)),
            (Some(bar), Some(found)) => {
                bar.inc(1);
                if found > 0 {
                    bar.println(format!("{}: {}", invariant.id, found_so_many(found)));
                }
            }
            (None, None) => {
                self.began = Instant::now();
                eprintln!("checking {}: {}", invariant.id, invariant.title);
            }
            (None, Some(found)) => {
                let secs = self.began.elapsed().as_secs_f64();
                eprintln!("{}: {} after {secs:.1} s", invariant.id, found_so_many(found));
            }
        }
    }

    fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn found_so_many(breaches: usize) -> String {
    match breaches {
        0 => "holds".to_owned(),
        1 => "1 breach".to_owned(),
        more => format!("{more} breaches"),
    }
}
