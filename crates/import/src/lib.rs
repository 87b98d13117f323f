//! `holdfast import`: clinics, doctors, hours, patients and appointments from CSV or JSON files, all or nothing.
//!
//! [`import`] reads and checks every file first and reports everything that is wrong with its place; only files
//! without a fault are written, in one transaction over all of them. What the files look like, for those who write
//! them, is in `docs/import.md`. Four layers, each of which calls and knows only itself and those before it:
//!
//! | layer | from → to | job |
//! | --- | --- | --- |
//! | `read` | files → rows | CSV and JSON, the columns of each kind (`read/columns.rs`), what each row says by itself |
//! | `resolve` | rows → ids | whom refs mean, and what the database has of them already; locks what will change |
//! | `plan` | ids → what is to be made | rows judged together: hours, slots, which appointment sits on which slot |
//! | `write` | plan → database | statements in batches |
//!
//! Every layer notes the bad lines that it finds (`bad_line`) and goes on, so that all of them are reported at once.
//! `ref` is the name that a row has in the files. Refs are unique per kind and kept, so that a file that was imported
//! is not imported again, and later files can refer to earlier ones.
//!
//! Not here: showing progress on a terminal. Start reading at [`import`].

mod bad_line;
mod error;
mod kind;
mod plan;
mod progress;
mod read;
mod resolve;
mod write;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use deadpool_postgres::Transaction;
use holdfast_domain::{Clock, Ids};
use holdfast_postgres::{Database, commit};
use holdfast_sql::queries::import as sql;
use holdfast_vault::Vault;

pub use bad_line::{BadLine, Place};
pub use error::ImportError;
pub use progress::{Progress, Step, Summary};
pub use read::columns::tables as column_tables;

use bad_line::Findings;

/// Longest that another import's lock is waited for: one that was interrupted leaves it to its connection for a moment.
const ANOTHER_ENDS_WITHIN: Duration = Duration::from_secs(5);

/// Imports the files, all of them or nothing. The order of the files does not matter.
///
/// Give it a pool whose statements may take some seconds, and the keys to seal personal data by. `progress` is called from time to time.
pub async fn import(
    db: &Database,
    vault: &Vault,
    clock: &dyn Clock,
    ids: &Ids,
    files: &[PathBuf],
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary, ImportError> {
    let now = clock.now();
    let mut found = Findings::default();
    let rows = read::read(files, now, &mut found, progress).await?;

    let mut client = db.client().await?;
    let tx = client.transaction().await?;
    lock(&tx).await?;
    let resolved = resolve::resolve(&tx, rows, now, ids, &mut found).await?;
    let plan = plan::make(resolved, now, ids, &mut found);
    if !found.is_empty() {
        return Err(ImportError::BadLines(found.finish(files)));
    }
    write::write(&tx, vault, &plan, now, ids, progress).await?;
    commit(tx).await?;
    Ok(plan.summary())
}

/// One import at a time. The connection of one that has just ended, or died, may hold the lock for a moment.
async fn lock(tx: &Transaction<'_>) -> Result<(), ImportError> {
    let began = Instant::now();
    while !sql::try_lock_import().bind(tx).one().await? {
        if began.elapsed() > ANOTHER_ENDS_WITHIN {
            return Err(ImportError::AnotherImport);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}
