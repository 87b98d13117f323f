//! `holdfast migrate`

use std::process::ExitCode;

use anyhow::Result;

use super::Context;
use crate::database::Visited;

pub(super) async fn migrate(context: Context) -> Result<ExitCode> {
    let database = Visited::open(&context.settings, &context.ids).await?;
    let applied = holdfast_postgres::migrate::migrate(&database.url).await?;
    if applied.is_empty() {
        println!("the schema is up to date");
    }
    for migration in applied {
        println!("applied {migration}");
    }
    database.close().await?;
    Ok(ExitCode::SUCCESS)
}
