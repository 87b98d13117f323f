//! Open loop: requests come when they come (a Poisson process), whether or not earlier ones have been answered, as those of
//! many people do. Each is sent over whichever connection is idle.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until, timeout};

use crate::client::Connection;
use crate::load::Outcome;

/// Arrivals are looked at so often; those that were due meanwhile are sent at once, and timed from when they were due.
const TICK: Duration = Duration::from_millis(1);
/// Longest that the last answers may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends a request per arrival for as long as there are any.
pub(crate) async fn run(
    connections: Vec<Connection>,
    requests: Vec<Vec<u8>>,
    per_sec: f64,
) -> Result<(Vec<Connection>, Outcome)> {
    let mut random = StdRng::seed_from_u64(5);
    let begin = Instant::now();
    let mut due = begin;
    let arrivals = requests.into_iter().map(|request| {
        due += Duration::from_secs_f64(-random.random_range(f64::MIN_POSITIVE..1.0).ln() / per_sec);
        (due, request)
    });
    // the one that has been idle for longest goes first, so that all are used
    let idle = Arc::new(Mutex::new(VecDeque::from(connections)));
    let (mut under_way, mut outcome) = (JoinSet::new(), Outcome::new()?);
    let mut waiting = arrivals.peekable();
    let mut tick = begin;
    while waiting.peek().is_some() {
        let now = Instant::now();
        while let Some((due, request)) = waiting.next_if(|(due, _)| *due <= now) {
            let idle = Arc::clone(&idle);
            under_way.spawn(async move {
                let mut connection = loop {
                    if let Some(connection) = idle.lock().await.pop_front() {
                        break connection;
                    }
                    tokio::time::sleep(TICK).await;
                };
                let answer = connection.exchange(&request).await?;
                let took = due.elapsed();
                idle.lock().await.push_back(connection);
                anyhow::Ok((answer, took))
            });
        }
        while let Some(done) = under_way.try_join_next() {
            let (answer, took) = done??;
            outcome.record(&answer, took);
        }
        tick = (tick + TICK).max(now);
        sleep_until(tick).await;
    }
    let rest = async {
        while let Some(done) = under_way.join_next().await {
            let (answer, took) = done??;
            outcome.record(&answer, took);
        }
        anyhow::Ok(())
    };
    timeout(PATIENCE, rest).await.context("some requests were not answered")??;
    outcome.took = begin.elapsed();
    Ok((std::mem::take(&mut *idle.lock().await).into(), outcome))
}
