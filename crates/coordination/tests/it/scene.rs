//! A Redis, a database, and processes that share them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use holdfast_coordination::day_books::{Committed, DayBooks, Known};
use holdfast_coordination::{Redis, SharedDayBooks};
use holdfast_domain::{Ids, SystemClock};
use holdfast_postgres::{Database, DbRole, PoolSettings};
use holdfast_testkit::{Server, TestDatabase};
use rand::SeedableRng;
use rand::rngs::StdRng;
use uuid::Uuid;

/// A page's name that nobody uses.
pub(crate) const NO_PAGE: &str = "";

pub(crate) fn ids() -> Ids {
    Ids::new(Arc::new(SystemClock), StdRng::from_os_rng())
}

pub(crate) fn redis(url: &str) -> Redis {
    Redis::new(&url.parse().unwrap()).unwrap()
}

/// A change that was committed at this position. The tests' server has never been promoted.
#[expect(clippy::unnecessary_wraps, reason = "as readers say it")]
pub(crate) fn at(position: i64) -> Option<Committed> {
    Some(Committed { timeline: "00000001".to_owned(), position })
}

pub(crate) struct Scene {
    pub(crate) redis: Server,
    pub(crate) database: TestDatabase,
}

impl Scene {
    pub(crate) async fn new() -> Self {
        Self { redis: Server::redis().await, database: TestDatabase::create().await }
    }

    pub(crate) fn db(&self) -> Database {
        Database::new(&self.database.url(), PoolSettings::of(DbRole::Booking)).unwrap()
    }

    /// The day books of one more process.
    pub(crate) fn process(&self) -> SharedDayBooks {
        SharedDayBooks::new(redis(&self.redis.redis_url()), self.db(), ids())
    }
}

/// Waits until marks can be relied on.
pub(crate) async fn known(books: &SharedDayBooks, doctor_id: Uuid) -> Known {
    let began = Instant::now();
    loop {
        if let Some(known) = books.ask(doctor_id, NO_PAGE).await {
            return known;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "marks are never relied on");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Waits until marks are not relied on.
pub(crate) async fn unknown(books: &SharedDayBooks, doctor_id: Uuid) {
    let began = Instant::now();
    while books.ask(doctor_id, NO_PAGE).await.is_some() {
        assert!(began.elapsed() < Duration::from_secs(30), "marks are relied on for ever");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
