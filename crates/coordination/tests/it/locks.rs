//! The slot lock in Redis.

use std::time::{Duration, Instant};

use holdfast_coordination::{Acquired, Redis, SharedSlotLocks, SlotLocks};
use holdfast_testkit::Server;
use uuid::Uuid;

use crate::scene::{ids, redis};

const SLOT: Uuid = Uuid::from_u128(7);

async fn connected(url: &str) -> (Redis, SharedSlotLocks) {
    let redis = redis(url);
    let began = Instant::now();
    while redis.live().is_none() {
        assert!(began.elapsed() < Duration::from_secs(10), "Redis is not there");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let locks = SharedSlotLocks::new(redis.clone(), ids());
    (redis, locks)
}

#[tokio::test]
async fn one_process_at_a_time_has_the_lock() {
    let server = Server::redis().await;
    let (_, a) = connected(&server.redis_url()).await;
    let (_, b) = connected(&server.redis_url()).await;
    let Acquired::Held(guard) = a.acquire(SLOT).await else { panic!("nobody has it") };
    assert!(matches!(b.acquire(SLOT).await, Acquired::Busy));
    assert!(matches!(a.acquire(SLOT).await, Acquired::Busy));
    assert!(matches!(b.acquire(Uuid::from_u128(8)).await, Acquired::Held(_)));
    drop(guard);
    let began = Instant::now();
    while !matches!(b.acquire(SLOT).await, Acquired::Held(_)) {
        assert!(began.elapsed() < Duration::from_secs(5), "it was not given back");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// A lock that ran out and is somebody else's by now is not given back by its first holder.
#[tokio::test]
async fn a_late_holder_does_not_free_the_next_ones_lock() {
    let server = Server::redis().await;
    let (_, locks) = connected(&server.redis_url()).await;
    let Acquired::Held(guard) = locks.acquire(SLOT).await else { panic!("nobody has it") };
    let cli = |arguments: &[&str]| {
        let port = server.port.to_string();
        let output =
            std::process::Command::new("redis-cli").args(["-p", &port]).args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let key = format!("lock:slot:{SLOT}");
    let lasts: i64 = cli(&["PTTL", &key]).parse().unwrap();
    assert!((5_000..=10_000).contains(&lasts), "{lasts}");
    cli(&["SET", &key, "another's token"]);
    drop(guard);
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(cli(&["GET", &key]), "another's token");
}

#[tokio::test]
async fn without_redis_everything_goes_on_at_once() {
    let mut server = Server::redis().await;
    let (redis, locks) = connected(&server.redis_url()).await;
    server.pause();
    let began = Instant::now();
    assert!(matches!(locks.acquire(SLOT).await, Acquired::Held(_)));
    assert!(began.elapsed() < Duration::from_secs(1));
    assert!(redis.live().is_none());
    let began = Instant::now();
    for slot in 100..200 {
        assert!(matches!(locks.acquire(Uuid::from_u128(slot)).await, Acquired::Held(_)));
    }
    assert!(began.elapsed() < Duration::from_millis(100), "the breaker is open: {:?}", began.elapsed());
    server.kill();
    server.spawn();
    server.wait().await;
    let began = Instant::now();
    while redis.live().is_none() {
        assert!(began.elapsed() < Duration::from_secs(10), "it does not come back");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
