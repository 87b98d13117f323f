//! Processes of a role come and go under calls.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use holdfast_domain::ErrorCode;
use holdfast_rpc::from_status;

use crate::scene::{Running, check, remote};

/// A health check is no question as far as retries go: what may have been received is not sent again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn graceful_restarts_lose_no_call() {
    let mut servers = [Running::start(None).await, Running::start(None).await];
    let remote = remote(&[servers[0].address, servers[1].address], None);
    let (stop, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let callers: Vec<_> = (0..16)
        .map(|_| {
            let (remote, stop, done) = (remote.clone(), Arc::clone(&stop), Arc::clone(&done));
            tokio::spawn(async move {
                while !stop.load(Ordering::SeqCst) {
                    check(&remote).await.unwrap();
                    done.fetch_add(1, Ordering::SeqCst);
                }
            })
        })
        .collect();
    for round in 0..20 {
        let before = done.load(Ordering::SeqCst);
        while done.load(Ordering::SeqCst) < before + 100 {
            tokio::task::yield_now().await;
        }
        let [a, b] = servers;
        let (old, kept) = if round % 2 == 0 { (a, b) } else { (b, a) };
        let address = old.address;
        old.stop().await;
        servers = [Running::on(address, None, 100).await, kept];
    }
    stop.store(true, Ordering::SeqCst);
    for caller in callers {
        caller.await.unwrap();
    }
}

#[tokio::test]
async fn calls_wait_for_a_role_that_restarts_and_give_up_on_one_that_stays_away() {
    let server = Running::start(None).await;
    let (address, remote) = (server.address, remote(&[server.address], None));
    check(&remote).await.unwrap();
    server.stop().await;
    let waiting = tokio::spawn({
        let remote = remote.clone();
        async move { check(&remote).await }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    let server = Running::on(address, None, 100).await;
    waiting.await.unwrap().unwrap();

    server.stop().await;
    let began = Instant::now();
    let refused = check(&remote).await.unwrap_err();
    assert_eq!(from_status(&refused).code, ErrorCode::Unavailable, "{refused}");
    assert!(began.elapsed() < Duration::from_secs(9), "{:?}", began.elapsed());
    // and from then on at once
    let began = Instant::now();
    check(&remote).await.unwrap_err();
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
}
