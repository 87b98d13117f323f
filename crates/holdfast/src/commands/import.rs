//! `holdfast import`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use holdfast_import::{Step, Summary};
use holdfast_postgres::DbRole;

use super::progress::Progress;
use super::{Context, NOTHING_CHANGED, until_interrupted};
use crate::database::{self, Visited};
use crate::vault;

pub(super) async fn import(context: Context, files: &[PathBuf]) -> Result<ExitCode> {
    let database = Visited::open_or_begin(&context.settings, &context.ids).await?;
    let outcome = until_interrupted(NOTHING_CHANGED, read_in(&context, &database.url, files)).await;
    database.close().await?;
    let imported = outcome?;
    if context.settings.database_url.is_some() {
        // processes that share the database may keep answers from before
        tokio::time::sleep(holdfast_coordination::SEEN_WITHIN).await;
    }
    println!("{imported}");
    Ok(ExitCode::SUCCESS)
}

async fn read_in(context: &Context, url: &str, files: &[PathBuf]) -> Result<Summary> {
    let db = database::pool(url, &context.settings, DbRole::Operator)?;
    let data_dir = database::data_dir(&context.settings)?;
    let masters = vault::master_keys(&context.settings, &data_dir, &context.ids)?;
    let keys = vault::open(url, &context.settings, DbRole::Operator, &context.clock, masters)?;
    vault::check(&keys).await?;
    let mut bar = Progress::new();
    let outcome =
        holdfast_import::import(&db, &keys, &*context.clock, &context.ids, files, &mut |progress| {
            let step = match progress.step {
                Step::Read => "reading",
                Step::Check => "checking",
                Step::Write => "writing",
            };
            bar.at(step, progress.done as u64, progress.total as u64);
        })
        .await;
    Ok(outcome?)
}
