//! `holdfast check`

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use holdfast_postgres::DbRole;

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
    drop(db);
    database.close().await?;
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
