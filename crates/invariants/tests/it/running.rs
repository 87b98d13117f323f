//! How the check runs: in one snapshot, without a time limit, within bounds.

use std::time::Duration;

use holdfast_invariants::{INVARIANTS, MOST_BREACHES, check};
use holdfast_postgres::{DbRole, PoolSettings};

use crate::scene::{GRACE, NOW, Scene, connect, lines};

#[tokio::test]
async fn what_happens_meanwhile_is_not_seen() {
    let scene = Scene::new().await;
    let database = scene.database(PoolSettings::of(DbRole::Operator));
    let url = scene.url();
    let report = check(&database, NOW.parse().unwrap(), GRACE, |invariant, breaches| {
        if invariant.id == INVARIANTS[0].id && breaches.is_some() {
            let url = url.clone();
            // The check waits for its progress to be heard, and so for this.
            let change = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(async {
                    let statement = "UPDATE slots SET is_booked = true WHERE id = slot(11)";
                    connect(&url).await.batch_execute(statement).await.unwrap();
                });
            });
            change.join().unwrap();
        }
    })
    .await
    .unwrap();
    assert!(report.is_clean(), "{report}");
    assert_eq!(
        scene.found().await,
        [
            "I2 a slot is booked, and no live appointment holds it: slot 11",
            "I2 a slot is offered that is not free: slot 11"
        ]
    );
}

#[tokio::test]
async fn the_pools_limits_do_not_hold() {
    let scene = Scene::new().await;
    // a consumer twice for each setting that is not as it should be, which is a breach
    scene
        .sql(
            "ALTER TABLE inbox RENAME TO kept;
             CREATE VIEW inbox AS
             SELECT name || '=' || current_setting(name) AS consumer, event(1) AS event_id, at(0) AS processed_at
             FROM (VALUES ('statement_timeout', '0'), ('idle_in_transaction_session_timeout', '0'),
                          ('transaction_isolation', 'repeatable read'), ('transaction_read_only', 'on'),
                          ('enable_nestloop', 'off'), ('enable_hashjoin', 'on'), ('enable_seqscan', 'on'),
                          ('plan_cache_mode', 'force_custom_plan')) AS wanted (name, value),
                  generate_series(1, 2)
             WHERE current_setting(name) <> value;
             GRANT SELECT ON inbox TO holdfast_operator",
        )
        .await;
    let database = scene.database(PoolSettings { index_plans: true, ..PoolSettings::of(DbRole::Operator) });
    let report = check(&database, NOW.parse().unwrap(), GRACE, |_, _| {}).await.unwrap();
    let nothing: [&str; 0] = [];
    assert_eq!(lines(&report), nothing);
}

/// The server says nothing for longer than other statements may take, and is waited for.
#[tokio::test]
async fn a_statement_may_take_long() {
    let scene = Scene::new().await;
    scene
        .sql(
            "ALTER TABLE inbox RENAME TO kept;
             CREATE VIEW inbox AS SELECT kept.* FROM kept, pg_sleep(4);
             GRANT SELECT ON inbox TO holdfast_operator, holdfast_watch",
        )
        .await;
    for role in [DbRole::Operator, DbRole::Watch] {
        let statement_timeout = Duration::from_secs(1);
        let database = scene.database(PoolSettings { statement_timeout, ..PoolSettings::of(role) });
        let report = check(&database, NOW.parse().unwrap(), GRACE, |_, _| {}).await.unwrap();
        assert!(report.is_clean(), "{report}");
    }
}

#[tokio::test]
async fn breaches_without_end_are_cut() {
    let scene = Scene::new().await;
    scene
        .sql(
            "INSERT INTO idempotency_keys
             SELECT 'ann', 'book', n::text, '', '', appointment(99), at(0) FROM generate_series(1, 1000) AS n",
        )
        .await;
    let report = scene.report_at(NOW, GRACE).await;
    let most = usize::try_from(MOST_BREACHES).unwrap();
    for finding in &report.findings {
        let (expected, is_cut) = if finding.invariant.id == "I7" { (most, true) } else { (0, false) };
        assert_eq!((finding.breaches.len(), finding.is_cut), (expected, is_cut), "{}", finding.invariant.id);
    }
}

#[tokio::test]
async fn progress_is_told_of_each_invariant_in_turn() {
    let scene = Scene::new().await;
    scene.sql("DELETE FROM open_slots WHERE slot_id = slot(11)").await;
    let mut heard = Vec::new();
    let database = scene.database(PoolSettings::of(DbRole::Operator));
    check(&database, NOW.parse().unwrap(), GRACE, |invariant, breaches| heard.push((invariant.id, breaches)))
        .await
        .unwrap();
    let judged = [
        ("I1", 0),
        ("I2", 1),
        ("I3", 0),
        ("I4", 0),
        ("I6", 0),
        ("I7", 0),
        ("I8", 0),
        ("I9", 0),
        ("I10", 0),
        ("I13", 0),
        ("I14", 0),
        ("I16", 0),
    ];
    let expected: Vec<_> = judged.iter().flat_map(|(id, found)| [(*id, None), (*id, Some(*found))]).collect();
    assert_eq!(heard, expected);
}
