//! `holdfast check`

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use holdfast_postgres::DbRole;
use holdfast_sql::queries::audit;

use super::Context;
use crate::database::{self, Visited};

pub(super) async fn check(context: Context) -> Result<ExitCode> {
    let database = Visited::open(&context.settings, &context.ids).await?;
    holdfast_postgres::migrate::migrate(&database.url).await?;
    let db = database::pool(&database.url, &context.settings, DbRole::Operator)?;
    // one sweep, and the time that a sweep may take
    let grace = Duration::from_secs(context.settings.booking.sweep_secs * 2);
    let report = holdfast_invariants::check(&db, context.clock.now(), grace, |_, _| {}).await?;
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
    drop(db);
    database.close().await?;
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
