//! A rolling restart of every process under load, behind HAProxy: no request is lost.

use std::net::SocketAddr;

use holdfast_testkit::{Backing, Fleet, Server, TestDatabase};

use super::load::{Load, doctors};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_process_is_restarted_in_turn() {
    let (database, redis) = (TestDatabase::create().await, Server::redis().await);
    let backing = Backing {
        database_url: database.url(),
        redis_url: Some(redis.redis_url()),
        settings: vec![
            // longer than HAProxy takes to see that a gateway goes
            ("HOLDFAST_DRAIN_SECS", "2".to_owned()),
            // who is behind it is on this machine, and so without limits
            ("HOLDFAST_LIMITS__TRUSTED_PROXIES", "127.0.0.1".to_owned()),
        ],
        ..Backing::default()
    };
    let mut fleet = Fleet::start(env!("CARGO_BIN_EXE_holdfast"), backing).await;
    let doctors = doctors(&fleet, 3).await;
    let proxy = Server::haproxy(fleet.gateways()).await;
    let load = Load::start(&[SocketAddr::from(([127, 0, 0, 1], proxy.port))], &doctors, 8);
    for name in fleet.names() {
        let before = load.seen.booked.lock().await.len();
        fleet.stop(name).await;
        fleet.spawn(name);
        fleet.wait_ready(name).await;
        let began = std::time::Instant::now();
        while load.seen.booked.lock().await.len() < before + 20 {
            assert!(began.elapsed().as_secs() < 30, "bookings do not go on after {name}");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }
    let seen = load.finish().await;
    println!("{} bookings over a restart of everything", seen.booked.lock().await.len());
    seen.assert_no_failures(&fleet).await;
    seen.assert_true(&fleet).await;
}
