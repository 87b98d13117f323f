//! I9: the audit log is what was sealed. Sealed here by the real job.

use std::sync::Arc;

use holdfast_clinic::jobs::seal_audit::SealAudit;
use holdfast_domain::SystemClock;
use holdfast_postgres::{DbRole, PoolSettings};

use crate::scene::{Scene, connect};

async fn seal(scene: &Scene) -> u64 {
    let db = scene.database(PoolSettings::of(DbRole::Audit));
    SealAudit::new(db, Arc::new(SystemClock)).seal().await.expect("sealed")
}

/// A note that is about nothing that the other invariants know.
fn note(n: u32) -> String {
    format!(
        "INSERT INTO audit_log (clinic_id, id, occurred_at, actor_role, actor_id, action, entity_id, entity_version)
         VALUES (clinic(1), note(9000 + {n}), at(0), 'staff', 'x', 'read.patient', patient(1), 1)"
    )
}

/// Sealed twice, with something new each time.
async fn sealed() -> Scene {
    let scene = Scene::new().await;
    scene.sql(&note(1)).await;
    assert!(seal(&scene).await > 0, "what was there before the first sealing is sealed");
    scene.sql(&note(2)).await;
    assert_eq!(seal(&scene).await, 1, "one clinic has something new");
    assert_eq!(seal(&scene).await, 0, "nothing is new");
    assert_eq!(scene.found().await, Vec::<String>::new());
    scene
}

async fn finds(plant: &str, expected: &[&str]) {
    let scene = sealed().await;
    scene.sql(plant).await;
    assert_eq!(scene.found().await, expected, "{plant}");
}

#[tokio::test]
async fn a_row_that_was_changed() {
    let changed = "I9 the audit log is not what was sealed: seal";
    for (change, seal) in [
        ("UPDATE audit_log SET actor_id = 'somebody else' WHERE id = note(9001)", 1),
        ("UPDATE audit_log SET occurred_at = occurred_at + interval '1 us' WHERE id = note(9002)", 2),
        ("UPDATE audit_log SET patient_id = patient(2) WHERE id = note(9002)", 2),
    ] {
        finds(change, &[&format!("{changed} {seal}")]).await;
    }
}

#[tokio::test]
async fn a_row_that_was_taken_out() {
    finds("DELETE FROM audit_log WHERE id = note(9001)", &["I9 a row of the audit log is gone: seal 1"])
        .await;
}

#[tokio::test]
async fn a_row_that_was_taken_out_and_its_seal_mended() {
    // the seal after it still knows of the old one
    finds(
        "DELETE FROM audit_log WHERE id = note(9002);
         INSERT INTO audit_seals SELECT clinic_id, 3, sealed_at, '{}', sha256(hash || '3') FROM audit_seals
         WHERE clinic_id = clinic(1) AND seq = 2;
         UPDATE audit_seals SET row_ids = '{}', hash = (SELECT sha256(b.hash || '2') FROM audit_seals b
                                                       WHERE b.clinic_id = clinic(1) AND b.seq = 1)
         WHERE clinic_id = clinic(1) AND seq = 2",
        &["I9 the audit log is not what was sealed: seal 3"],
    )
    .await;
}

#[tokio::test]
async fn a_seal_that_was_taken_out() {
    let scene = sealed().await;
    scene.sql(&note(3)).await;
    seal(&scene).await;
    scene.sql("DELETE FROM audit_seals WHERE clinic_id = clinic(1) AND seq = 2").await;
    let expected = [
        "I9 a row of the audit log was never sealed: note 9002",
        "I9 a seal of the audit log is gone: seal 3",
    ];
    assert_eq!(scene.found().await, expected);
}

#[tokio::test]
async fn a_row_that_was_put_in_as_if_it_were_old() {
    finds(
        &format!("{}; UPDATE audit_log SET xid = 3 WHERE id = note(9003)", note(3)),
        &["I9 a row of the audit log was never sealed: note 9003"],
    )
    .await;
}

#[tokio::test]
async fn a_row_that_was_sealed_twice() {
    finds(
        "INSERT INTO audit_seals
         SELECT s.clinic_id, 3, s.sealed_at, s.row_ids,
                sha256(s.hash || '3' || sha256(convert_to(jsonb_build_array(l.clinic_id, l.id,
                    (extract(epoch FROM l.occurred_at) * 1000000)::bigint, l.actor_role, l.actor_id, l.action, l.entity_id,
                    l.entity_version, l.from_status, l.to_status, l.patient_id)::text, 'UTF8')))
         FROM audit_seals s JOIN audit_log l ON l.id = s.row_ids[1] WHERE s.clinic_id = clinic(1) AND s.seq = 2",
        &["I9 a row of the audit log was sealed more than once: note 9002"],
    )
    .await;
}

/// What commits late is sealed late, whatever was sealed in between.
#[tokio::test]
async fn rows_are_sealed_in_whatever_order_they_commit() {
    let scene = sealed().await;
    let other = connect(&scene.url()).await;
    other.batch_execute(&format!("BEGIN; {}", note(3))).await.unwrap();
    scene.sql(&note(4)).await;
    assert_eq!(seal(&scene).await, 1);
    other.batch_execute("COMMIT").await.unwrap();
    assert_eq!(seal(&scene).await, 1);
    let seals = "SELECT seq, row_ids = ARRAY[note(9004)], row_ids = ARRAY[note(9003)] FROM audit_seals
                 WHERE clinic_id = clinic(1) AND seq > 2 ORDER BY seq";
    let rows = other.query(seals, &[]).await.unwrap();
    let seen: Vec<(i64, bool, bool)> = rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
    assert_eq!(seen, [(3, true, false), (4, false, true)]);
    assert_eq!(scene.found().await, Vec::<String>::new());
}

/// As after a restore from a dump: the cluster counts transactions from the beginning, and rows are of another's.
#[tokio::test]
async fn a_copy_in_another_cluster_is_taken_up() {
    let scene = sealed().await;
    scene
        .sql(&format!(
            "{}; UPDATE audit_log SET xid = xid + 1000000000 WHERE id <> note(9003);
             UPDATE audit_log SET xid = 3000000000 WHERE id = note(9003);
             UPDATE audit_sealing SET seen = '2000000000:2000000000:'",
            note(3)
        ))
        .await;
    assert_eq!(seal(&scene).await, 0, "counts anew");
    assert_eq!(seal(&scene).await, 1, "what was not sealed there");
    scene.sql(&note(4)).await;
    assert_eq!(seal(&scene).await, 1);
    assert_eq!(scene.found().await, Vec::<String>::new());
}
