//! `holdfast migrate`

use std::process::ExitCode;

use anyhow::Result;

use super::progress::Progress;
use super::{Context, until_interrupted};
use crate::database::Visited;

pub(super) async fn migrate(context: Context) -> Result<ExitCode> {
    let database = Visited::open(&context.settings, &context.ids).await?;
    let migrated = async {
        let mut progress = Progress::new();
        let migrated =
            holdfast_postgres::migrate::migrate(&database.url, |step| progress.at(step, 0, 0)).await;
        anyhow::Ok(migrated?)
    };
    let left = "what was applied stays, and the next run goes on from there";
    let outcome = until_interrupted(left, migrated).await;
    database.close().await?;
    let applied = outcome?;
    if applied.is_empty() {
        println!("the schema is up to date");
    }
    for migration in applied {
        println!("applied {migration}");
    }
    Ok(ExitCode::SUCCESS)
}
