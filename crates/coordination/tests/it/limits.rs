//! Limits of one process, and those that processes share in Redis.

use std::sync::Arc;
use std::time::{Duration, Instant};

use holdfast_coordination::{LocalRateLimits, SharedRateLimits};
use holdfast_domain::{Admission, Clock, Quota, RateLimits, SystemClock};
use holdfast_testkit::{ManualClock, Server};
use jiff::SignedDuration;

use crate::scene::redis;

/// 100 at once, and one more every minute: as good as none for a test.
fn hundred() -> Quota {
    Quota::per_minute(1, 100).unwrap()
}

fn local() -> LocalRateLimits {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    LocalRateLimits::new(clock)
}

async fn shared(server: &Server) -> SharedRateLimits {
    let redis = redis(&server.redis_url());
    let began = Instant::now();
    while redis.live().is_none() {
        assert!(began.elapsed() < Duration::from_secs(10), "Redis is not there");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    SharedRateLimits::new(redis, local())
}

async fn admitted(limits: &dyn RateLimits, who: &str, requests: usize) -> usize {
    let mut admitted = 0;
    for _ in 0..requests {
        if matches!(limits.admit("test", who, hundred()).await, Admission::Admitted { .. }) {
            admitted += 1;
        }
    }
    admitted
}

#[tokio::test]
async fn a_process_counts_by_the_clock_it_is_given() {
    let clock = ManualClock::at("2026-11-23T12:00:00Z".parse().unwrap());
    let limits = LocalRateLimits::new(Arc::new(clock.clone()));
    let quota = Quota::per_minute(6, 3).unwrap();
    for remaining in [2, 1, 0] {
        assert_eq!(limits.count("test", "a", quota), Admission::Admitted { remaining });
    }
    let Admission::Refused { retry_after } = limits.count("test", "a", quota) else {
        panic!("it has no more")
    };
    assert_eq!(retry_after, Duration::from_secs(10));
    assert_eq!(limits.count("test", "b", quota), Admission::Admitted { remaining: 2 }, "another caller");
    clock.advance(SignedDuration::from_secs(10));
    assert_eq!(limits.count("test", "a", quota), Admission::Admitted { remaining: 0 });
    assert!(matches!(limits.count("test", "a", quota), Admission::Refused { .. }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_processes_together_never_admit_more_than_the_quota() {
    let server = Server::redis().await;
    let processes = [shared(&server).await, shared(&server).await, shared(&server).await];
    let asked = processes.iter().flat_map(|process| {
        (0..8).map(|_| {
            let process = process.clone();
            tokio::spawn(async move { admitted(&process, "a", 50).await })
        })
    });
    let mut sum = 0;
    for admitted in asked.collect::<Vec<_>>() {
        sum += admitted.await.unwrap();
    }
    // what a process has taken in advance and not given out is lost: at most five each
    assert!((85..=100).contains(&sum), "{sum} of 100 were admitted");
    assert_eq!(admitted(&processes[0], "b", 3).await, 3, "another caller");
}

#[tokio::test]
async fn one_who_asks_a_lot_costs_few_questions() {
    let server = Server::redis().await;
    let process = shared(&server).await;
    let asked = || {
        let port = server.port.to_string();
        let output =
            std::process::Command::new("redis-cli").args(["-p", &port, "INFO", "commandstats"]).output();
        let text = String::from_utf8(output.unwrap().stdout).unwrap();
        let calls = |name: &str| {
            let line = text.lines().find(|line| line.starts_with(&format!("cmdstat_{name}:")));
            line.and_then(|line| line.split(['=', ',']).nth(1)?.parse::<u64>().ok()).unwrap_or(0)
        };
        calls("evalsha") + calls("eval")
    };
    assert_eq!(admitted(&process, "a", 95).await, 95);
    assert!(asked() < 40, "{} questions for 95 requests", asked());
    let before = asked();
    let refused = 1000 - admitted(&process, "a", 1000).await;
    assert!(refused >= 990);
    assert!(asked() - before < 20, "who is refused is refused here until it may be otherwise");
}

/// A page that loads fifty things at once must not spend the quota of a thousand.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_of_one_caller_loses_nothing() {
    let server = Server::redis().await;
    let process = shared(&server).await;
    let mut sum = 0;
    for _ in 0..2 {
        let asked = (0..45).map(|_| {
            let process = process.clone();
            async move { admitted(&process, "a", 1).await }
        });
        sum += futures::future::join_all(asked).await.into_iter().sum::<usize>();
    }
    assert_eq!(sum, 90);
}

#[tokio::test]
async fn without_redis_each_process_counts_for_itself() {
    let mut server = Server::redis().await;
    let process = shared(&server).await;
    server.kill();
    assert_eq!(admitted(&process, "a", 150).await, 100);
}
