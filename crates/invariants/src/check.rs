//! The search.

use std::time::Duration;

use deadpool_postgres::Transaction;
use holdfast_postgres::{Database, DbError};
use jiff::Timestamp;
use tokio_postgres::IsolationLevel;

use crate::{
    invariant::{INVARIANTS, Invariant},
    report::{Breach, Finding, Report},
};

/// Each statement gives this many breaches at most: who reads them needs a few, not all of a broken table.
pub const MOST_BREACHES: i64 = 100;

/// For this transaction alone, whatever the pool is set up for.
///
/// The statements read whole tables, so they may take long, and they sort and hash much. LIMIT makes the planner
/// believe that a breach is soon found, and then a look-up per row seems cheap; in a sound database none is ever
/// found, and only hash joins are right.
const SETTINGS: &str = "\
    SET LOCAL statement_timeout = 0; \
    SET LOCAL idle_in_transaction_session_timeout = 0; \
    SET LOCAL work_mem = '64MB'; \
    SET LOCAL plan_cache_mode = force_custom_plan; \
    SET LOCAL enable_seqscan = on; \
    SET LOCAL enable_hashjoin = on; \
    SET LOCAL enable_mergejoin = off; \
    SET LOCAL enable_nestloop = off";

/// Looks for breaches of every invariant, in one snapshot of the database: a service at work beside it causes no
/// false alarm. `progress` hears of each invariant when its turn comes, and again once it is judged, with the number of its
/// breaches.
///
/// A hold counts as forgotten when it expired more than `hold_grace` before `now`: the time that the sweep takes to
/// come by. Nothing is written and nobody waits for this; but the server keeps dead rows for as long as it runs.
pub async fn check(
    db: &Database,
    now: Timestamp,
    hold_grace: Duration,
    mut progress: impl FnMut(&Invariant, Option<usize>),
) -> Result<Report, DbError> {
    let mut client = db.client().await?;
    let tx = client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?;
    tx.batch_execute(SETTINGS).await?;
    let mut findings = Vec::with_capacity(INVARIANTS.len());
    for invariant in INVARIANTS {
        progress(&invariant, None);
        let finding = find(&tx, invariant, now, hold_grace).await?;
        progress(&finding.invariant, Some(finding.breaches.len()));
        findings.push(finding);
    }
    tx.commit().await?;
    Ok(Report { findings })
}

async fn find(
    tx: &Transaction<'_>,
    invariant: Invariant,
    now: Timestamp,
    hold_grace: Duration,
) -> Result<Finding, DbError> {
    let most = usize::try_from(MOST_BREACHES).unwrap_or(usize::MAX);
    let mut finding = Finding { invariant, breaches: Vec::new(), is_cut: false };
    for part in invariant.parts {
        let found = part.find(tx, now, hold_grace, MOST_BREACHES).await?;
        finding.is_cut |= found.len() >= most;
        finding.breaches.extend(found.into_iter().map(|breach| Breach {
            invariant: invariant.id,
            what: breach.what,
            clinic_id: breach.clinic_id,
            subject: breach.subject,
            detail: breach.detail,
        }));
    }
    Ok(finding)
}
