//! A cluster and a master behind Sentinels, as they really behave.

use std::time::{Duration, Instant};

use holdfast_coordination::day_books::DayBooks;
use holdfast_coordination::{Acquired, SharedDayBooks, SharedSlotLocks, SlotLocks};
use holdfast_postgres::{Database, DbRole, PoolSettings};
use holdfast_testkit::{Server, TestDatabase};
use uuid::Uuid;

use crate::scene::{NO_PAGE, at, ids, known, redis};

fn cli(port: u16, arguments: &[&str]) -> String {
    let output = std::process::Command::new("redis-cli")
        .args(["-p", &port.to_string()])
        .args(arguments)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

async fn until(what: &str, mut there: impl FnMut() -> bool) {
    let began = Instant::now();
    while !there() {
        assert!(began.elapsed() < Duration::from_secs(60), "{what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn marks_and_locks_lie_on_the_nodes_of_a_cluster() {
    let nodes = [Server::redis_node().await, Server::redis_node().await, Server::redis_node().await];
    let addresses: Vec<_> = nodes.iter().map(|node| format!("127.0.0.1:{}", node.port)).collect();
    let mut create = vec!["--cluster", "create"];
    create.extend(addresses.iter().map(String::as_str));
    create.push("--cluster-yes");
    let created = std::process::Command::new("redis-cli").args(create).output().unwrap();
    assert!(created.status.success(), "{}", String::from_utf8_lossy(&created.stdout));
    for node in &nodes {
        until("the cluster forms", || cli(node.port, &["cluster", "info"]).contains("cluster_state:ok"))
            .await;
    }
    let url = format!("redis+cluster://{}", addresses.join(","));
    let database = TestDatabase::create().await;
    let db = || Database::new(&database.url(), PoolSettings::of(DbRole::Booking)).unwrap();
    let (writer, reader) =
        (SharedDayBooks::new(redis(&url), db(), ids()), SharedDayBooks::new(redis(&url), db(), ids()));
    let doctors: Vec<Uuid> = (0..40).map(|_| ids().next()).collect();
    for doctor_id in &doctors {
        known(&writer, *doctor_id).await;
        known(&reader, *doctor_id).await;
    }
    let before = reader.marks(&doctors).await.unwrap();
    writer.changed(&doctors, at(i64::MAX / 2)).await.unwrap();
    let after = reader.marks(&doctors).await.unwrap();
    for (before, after) in before.iter().zip(&after) {
        assert_ne!(before.version, after.version);
        assert_eq!(after.written.as_ref().unwrap().position, i64::MAX / 2);
    }
    // each node holds some
    for node in &nodes {
        assert_ne!(cli(node.port, &["dbsize"]).trim(), "0");
    }
    let slot = Uuid::from_u128(1);
    let (a, b) = (SharedSlotLocks::new(redis(&url), ids()), SharedSlotLocks::new(redis(&url), ids()));
    // connections are made in the background
    tokio::time::sleep(Duration::from_secs(1)).await;
    let held = a.acquire(slot).await;
    assert!(matches!(held, Acquired::Held(_)));
    assert!(matches!(b.acquire(slot).await, Acquired::Busy));
}

#[tokio::test]
async fn another_master_behind_sentinels_is_found_and_agreed_on() {
    let mut master = Server::redis_prompt_master().await;
    let replica = Server::redis_replica_of(&master).await;
    until("the replica follows", || cli(replica.port, &["info", "replication"]).contains("link_status:up"))
        .await;
    let sentinel = Server::redis_sentinel_of(&master).await;
    until("the Sentinel knows the replica", || {
        cli(sentinel.port, &["sentinel", "replicas", "main"]).contains(&replica.port.to_string())
    })
    .await;
    let url = format!("redis+sentinel://127.0.0.1:{}/main", sentinel.port);
    let database = TestDatabase::create().await;
    let db = || Database::new(&database.url(), PoolSettings::of(DbRole::Booking)).unwrap();
    let (writer, reader) =
        (SharedDayBooks::new(redis(&url), db(), ids()), SharedDayBooks::new(redis(&url), db(), ids()));
    let doctor_id = Uuid::from_u128(1);
    let before = known(&reader, doctor_id).await;
    known(&writer, doctor_id).await;
    master.kill();
    // acknowledged without a mark, or with one on the new master: in no case is the old state relied on
    writer.changed(&[doctor_id], at(i64::MAX / 2)).await.unwrap();
    let at_once = reader.ask(doctor_id, NO_PAGE).await;
    assert!(at_once.is_none_or(|known| known.mark.version != before.mark.version));
    let after = known(&reader, doctor_id).await;
    assert_ne!(after.mark.version, before.mark.version);
    assert!(cli(replica.port, &["role"]).contains("master"));
}
