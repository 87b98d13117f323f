//! `holdfast check`

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use holdfast_invariants::{INVARIANTS, Invariant, Report};
use holdfast_postgres::DbRole;
use holdfast_sql::queries::audit;

use super::progress::Progress;
use super::{Context, NOTHING_CHANGED, until_interrupted};
use crate::database::{self, Visited};

pub(super) async fn check(context: Context) -> Result<ExitCode> {
    let database = Visited::open_existing(&context.settings, &context.ids).await?;
    let outcome = until_interrupted(NOTHING_CHANGED, look(&context, &database.url)).await;
    database.close().await?;
    Ok(if outcome?.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn look(context: &Context, url: &str) -> Result<Report> {
    let db = database::pool(url, &context.settings, DbRole::Operator)?;
    let grace = context.settings.booking.hold_grace();
    let (mut progress, mut at) = (Progress::new(), (0, Instant::now()));
    let report = holdfast_invariants::check(&db, context.clock.now(), grace, |invariant, breaches| {
        tell(&mut progress, &mut at, invariant, breaches);
    })
    .await?;
    drop(progress);
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

/// Tells where the check is: at which invariant, or that one has been looked at.
fn tell(
    progress: &mut Progress,
    (nth, began): &mut (u64, Instant),
    invariant: &Invariant,
    breaches: Option<usize>,
) {
    let id = invariant.id;
    let Some(found) = breaches else {
        *began = Instant::now();
        return progress.at(&format!("checking {id}: {}", invariant.title), *nth, INVARIANTS.len() as u64);
    };
    *nth += 1;
    if found > 0 {
        progress.say(&format!("{id}: {}", found_so_many(found)));
    } else {
        progress.log(&format!("{id}: holds after {:.1} s", began.elapsed().as_secs_f64()));
    }
}

fn found_so_many(breaches: usize) -> String {
    if breaches == 1 { "1 breach".to_owned() } else { format!("{breaches} breaches") }
}
