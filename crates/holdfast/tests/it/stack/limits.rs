//! One quota over all gateways.

use axum::http::StatusCode;
use holdfast_testkit::process::request;
use holdfast_testkit::{Backing, Fleet, Server, TestDatabase};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn gateways_share_a_callers_quota() {
    let (database, redis) = (TestDatabase::create().await, Server::redis().await);
    let settings = vec![
        ("HOLDFAST_LIMITS__LOOPBACK", "true".to_owned()),
        ("HOLDFAST_LIMITS__ADDRESS__PER_MINUTE", "1".to_owned()),
        ("HOLDFAST_LIMITS__ADDRESS__BURST", "20".to_owned()),
    ];
    let backing = Backing {
        database_url: database.url(),
        redis_url: Some(redis.redis_url()),
        settings,
        ..Backing::default()
    };
    let fleet = Fleet::start(env!("CARGO_BIN_EXE_holdfast"), backing).await;
    let mut admitted = 0;
    for nth in 0..60 {
        let gateway = fleet.gateways()[nth % 2];
        let (status, answer) =
            request(gateway, "GET", "/v1/slots?specialization=x", None, None).await.unwrap();
        match status {
            StatusCode::OK => admitted += 1,
            StatusCode::TOO_MANY_REQUESTS => assert_eq!(answer["code"], "rate-limited"),
            other => panic!("{other}: {answer}"),
        }
    }
    assert!((18..=21).contains(&admitted), "{admitted} of 20 were admitted");
}
