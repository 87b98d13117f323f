//! Marks: seen by every process before a change is acknowledged, and not relied on when that cannot be had.

use std::time::{Duration, Instant};

use holdfast_coordination::day_books::DayBooks;
use holdfast_coordination::{Readers, SharedDayBooks};
use uuid::Uuid;

use crate::scene::{NO_PAGE, Scene, at, known, unknown};

/// Longest that a change may wait when marks cannot be made.
const WINDOW: Duration = Duration::from_secs(3);

const A: Uuid = Uuid::from_u128(1);
const B: Uuid = Uuid::from_u128(2);

/// A change by one process is acknowledged; whatever another one knew of the doctor is then not used any more.
async fn assert_told(writer: &SharedDayBooks, reader: &SharedDayBooks, scene: &Scene) {
    let before = reader.ask(A, NO_PAGE).await;
    let began = Instant::now();
    let readers = Readers::new(std::sync::Arc::new(writer.clone()), scene.db());
    readers.tell(&[A]).await.unwrap();
    assert!(began.elapsed() < WINDOW, "{:?}", began.elapsed());
    let after = reader.ask(A, NO_PAGE).await;
    assert!(
        after.is_none()
            || after.as_ref().map(|k| &k.mark.version) != before.as_ref().map(|k| &k.mark.version),
        "{before:?} is still relied on"
    );
}

#[tokio::test]
async fn a_change_is_seen_by_every_process_with_its_position() {
    let scene = Scene::new().await;
    let (writer, reader) = (scene.process(), scene.process());
    let (a0, b0) = (known(&reader, A).await.mark, known(&reader, B).await.mark);
    assert_eq!(known(&writer, A).await.mark.version, a0.version, "processes name a state alike");

    let position = a0.written.unwrap().position + 4096;
    writer.changed(&[A], at(position)).await.unwrap();
    let a1 = reader.ask(A, NO_PAGE).await.unwrap().mark;
    assert_ne!(a1.version, a0.version);
    assert_eq!(a1.written.as_ref().unwrap().position, position);
    assert_eq!(reader.ask(B, NO_PAGE).await.unwrap().mark.version, b0.version);

    // a late change with an earlier position is a change all the same, and takes nothing back
    writer.changed(&[B, A], at(position - 1)).await.unwrap();
    let marks = reader.marks(&[A, B]).await.unwrap();
    assert_ne!(marks[0].version, a1.version);
    assert_eq!(marks[0].written.as_ref().unwrap().position, position);
    assert_eq!(marks[1].written.as_ref().unwrap().position, position - 1);
}

#[tokio::test]
async fn pages_are_kept_for_other_processes() {
    let scene = Scene::new().await;
    let (writer, reader) = (scene.process(), scene.process());
    known(&writer, A).await;
    known(&reader, A).await;
    writer.keep(A, "week".to_owned(), b"slots".to_vec());
    let began = Instant::now();
    while reader.ask(A, "week").await.unwrap().page.as_deref() != Some(b"slots") {
        assert!(began.elapsed() < WINDOW);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(reader.ask(A, "day").await.unwrap().page, None);
    assert_eq!(reader.ask(B, "week").await.unwrap().page, None);
}

#[tokio::test]
async fn with_redis_killed_changes_go_on_and_nothing_kept_is_relied_on() {
    let mut scene = Scene::new().await;
    let (writer, reader) = (scene.process(), scene.process());
    let before = known(&reader, A).await;
    known(&writer, A).await;
    scene.redis.kill();
    assert_told(&writer, &reader, &scene).await;
    // the window is over: from now on there is no wait
    let began = Instant::now();
    for _ in 0..20 {
        assert_told(&writer, &reader, &scene).await;
    }
    assert!(began.elapsed() < WINDOW, "{:?}", began.elapsed());

    // a server that has forgotten everything
    scene.redis.spawn();
    scene.redis.wait().await;
    let after = known(&reader, A).await;
    assert_ne!(after.mark.version, before.mark.version, "changes went unmarked meanwhile");
    assert!(after.mark.written.unwrap().position > before.mark.written.unwrap().position);
    known(&writer, A).await;
    assert_told(&writer, &reader, &scene).await;
}

#[tokio::test]
async fn with_redis_paused_changes_go_on_and_nothing_kept_is_relied_on() {
    let scene = Scene::new().await;
    let (writer, reader) = (scene.process(), scene.process());
    let before = known(&reader, A).await;
    known(&writer, A).await;
    scene.redis.pause();
    assert_told(&writer, &reader, &scene).await;
    // the same server comes back with the marks of before
    scene.redis.resume();
    assert_told(&writer, &reader, &scene).await;
    let after = known(&reader, A).await;
    assert_ne!(after.mark.version, before.mark.version, "changes went unmarked meanwhile");
    assert!(after.mark.written.unwrap().position > before.mark.written.unwrap().position);
}

/// The writer alone has lost Redis: the reader, which has not, must hear of it by way of the database.
#[tokio::test]
async fn a_process_cut_off_from_redis_is_heard_by_way_of_the_database() {
    let scene = Scene::new().await;
    let reader = scene.process();
    let before = known(&reader, A).await;
    let elsewhere = crate::scene::redis("redis://127.0.0.1:1");
    let writer = SharedDayBooks::new(elsewhere, scene.db(), crate::scene::ids());
    assert_told(&writer, &reader, &scene).await;
    assert!(reader.ask(A, NO_PAGE).await.is_none());
    let after = known(&reader, A).await;
    assert_ne!(after.mark.version, before.mark.version);
}

/// Two servers, as after a failover whose old master lives on: what is marked in one is not looked for in the other.
#[tokio::test]
async fn marks_in_another_server_than_the_agreed_one_do_not_count() {
    let scene = Scene::new().await;
    let other = holdfast_testkit::Server::redis().await;
    let reader = scene.process();
    known(&reader, A).await;
    let writer =
        SharedDayBooks::new(crate::scene::redis(&other.redis_url()), scene.db(), crate::scene::ids());
    for _ in 0..10 {
        assert_told(&writer, &reader, &scene).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

#[tokio::test]
async fn deleted_marks_are_noticed() {
    let scene = Scene::new().await;
    let (writer, reader) = (scene.process(), scene.process());
    known(&writer, A).await;
    known(&reader, A).await;
    writer.changed(&[A], at(1)).await.unwrap();
    let before = reader.ask(A, NO_PAGE).await.unwrap();
    let cli = ["-p", &scene.redis.port.to_string(), "FLUSHALL"].map(str::to_owned);
    assert!(std::process::Command::new("redis-cli").args(cli).status().unwrap().success());
    assert!(reader.ask(A, NO_PAGE).await.is_none());
    assert_ne!(known(&reader, A).await.mark.version, before.mark.version);
}

/// A failover to a server that lacks the last marks, and back, before anybody proposes anything: the same counts come
/// again for other states.
#[tokio::test]
async fn a_server_that_becomes_the_master_once_more_is_another_run() {
    let scene = Scene::new().await;
    let (writer, reader) = (scene.process(), scene.process());
    known(&writer, A).await;
    known(&reader, A).await;
    redis_cli(scene.redis.port, &["CONFIG", "SET", "repl-diskless-sync-delay", "0"]);
    let other = holdfast_testkit::Server::redis_replica_of(&scene.redis).await;
    until_synced(&other).await;
    known(&writer, A).await;
    known(&reader, A).await;
    writer.changed(&[A], at(1)).await.unwrap();
    redis_cli(scene.redis.port, &["WAIT", "1", "1000"]);
    redis_cli(other.port, &["REPLICAOF", "NO", "ONE"]);
    redis_cli(other.port, &["CONFIG", "SET", "repl-diskless-sync-delay", "0"]);
    writer.changed(&[A], at(2)).await.unwrap();
    let before = known(&reader, A).await.mark;

    redis_cli(scene.redis.port, &["REPLICAOF", "127.0.0.1", &other.port.to_string()]);
    until_synced(&scene.redis).await;
    redis_cli(scene.redis.port, &["REPLICAOF", "NO", "ONE"]);
    writer.changed(&[A], at(3)).await.unwrap();
    assert_ne!(known(&reader, A).await.mark.version, before.version);
}

fn redis_cli(port: u16, arguments: &[&str]) -> String {
    let output = std::process::Command::new("redis-cli")
        .args(["-p", &port.to_string()])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

async fn until_synced(replica: &holdfast_testkit::Server) {
    let began = Instant::now();
    while !redis_cli(replica.port, &["INFO", "replication"]).contains("master_link_status:up") {
        assert!(began.elapsed() < Duration::from_secs(20), "the replica does not come up");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_change_without_marks_at_all_makes_another_generation() {
    let scene = Scene::new().await;
    let reader = scene.process();
    let before = known(&reader, A).await;
    // what an import does in its transaction
    let client = scene.database.client().await;
    client.batch_execute("UPDATE freshness SET generation = generation + 1").await.unwrap();
    let began = Instant::now();
    loop {
        let now = known(&reader, A).await;
        if now.mark.version != before.mark.version {
            assert!(
                now.mark.written.as_ref().unwrap().position > before.mark.written.as_ref().unwrap().position
            );
            break;
        }
        assert!(began.elapsed() < WINDOW);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn without_the_database_nobody_relies_on_marks_and_nothing_is_acknowledged_without_one() {
    let mut scene = Scene::new().await;
    let (writer, reader) = (scene.process(), scene.process());
    known(&writer, A).await;
    known(&reader, A).await;
    scene.database.set_away(true).await;
    unknown(&reader, A).await;
    scene.redis.kill();
    assert!(writer.changed(&[A], at(1)).await.is_err(), "readers may not know");
}

#[tokio::test]
async fn a_server_that_may_drop_marks_is_not_relied_on() {
    let scene = Scene::new().await;
    let policy = |name| redis_cli(scene.redis.port, &["CONFIG", "SET", "maxmemory-policy", name]);
    policy("allkeys-lru");
    let books = scene.process();
    // longer than an agreement takes to settle
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert!(books.ask(A, NO_PAGE).await.is_none());
    // and whenever it is set
    policy("volatile-lru");
    known(&books, A).await;
    policy("allkeys-lru");
    unknown(&books, A).await;
}
