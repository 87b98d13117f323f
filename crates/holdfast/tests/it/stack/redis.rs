//! Redis killed, paused and restarted at random under load: no double booking, no 5xx, nothing stale.

use std::time::{Duration, Instant};

use holdfast_testkit::{Backing, Fleet, Server, TestDatabase, rounds};

use super::load::{Load, doctors};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_comes_and_goes() {
    let (database, mut redis) = (TestDatabase::create().await, Server::redis().await);
    let backing =
        Backing { database_url: database.url(), redis_url: Some(redis.redis_url()), ..Backing::default() };
    let fleet = Fleet::start(env!("CARGO_BIN_EXE_holdfast"), backing).await;
    let doctors = doctors(&fleet, 3).await;
    let load = Load::start(&fleet.gateways(), &doctors, 8);
    let began = Instant::now();
    let lasts = rounds(Duration::from_secs(8), Duration::from_secs(25));
    let mut random = [0; 64];
    getrandom::fill(&mut random).unwrap();
    println!("the order of trouble: {random:?}");
    for number in random {
        if began.elapsed() > lasts {
            break;
        }
        let pause = Duration::from_millis(300 + u64::from(number) * 12);
        match number % 3 {
            0 => {
                redis.kill();
                tokio::time::sleep(pause).await;
                redis.spawn();
                redis.wait().await;
            }
            1 => {
                redis.pause();
                tokio::time::sleep(pause).await;
                redis.resume();
            }
            _ => {
                redis.kill();
                redis.spawn();
                redis.wait().await;
            }
        }
        // sometimes long enough for marks to be relied on again, sometimes not
        tokio::time::sleep(pause).await;
    }
    let seen = load.finish().await;
    let (booked, slowest) = (seen.booked.lock().await.len(), *seen.slowest.lock().await);
    println!("{booked} bookings over Redis' troubles, the slowest request {slowest:?}");
    assert!(booked > 100);
    seen.assert_true(&fleet).await;
    seen.assert_no_failures(&fleet).await;
    assert!(slowest < Duration::from_secs(5), "one breaker window: {slowest:?}");
}
