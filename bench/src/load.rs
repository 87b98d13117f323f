//! Closed loops over many connections: each sends its next request as soon as it has its answer.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use hdrhistogram::Histogram;
use tokio::task::JoinSet;

use crate::client::{Answer, Connection};
use crate::statistics::count;

/// Longest that one run may take.
const LIMIT: Duration = Duration::from_secs(60);

/// What to send.
pub(crate) enum Work {
    /// Each once, by whichever connection is free.
    Once(Vec<Vec<u8>>),
    /// The same over and over for this long.
    Repeat(Vec<u8>, Duration),
}

/// What came of it.
pub(crate) struct Outcome {
    /// How many answers had which status.
    pub(crate) statuses: BTreeMap<u16, usize>,
    /// From sending to the whole answer, in microseconds.
    pub(crate) latency_us: Histogram<u64>,
    /// From the first request to the last answer.
    pub(crate) took: Duration,
    /// The body of the first answer that was an error.
    pub(crate) first_error: Option<String>,
}

impl Outcome {
    pub(crate) fn new() -> Result<Self> {
        let latency_us = Histogram::new_with_max(60_000_000, 3)?;
        Ok(Self { statuses: BTreeMap::new(), latency_us, took: Duration::ZERO, first_error: None })
    }

    fn add(&mut self, other: Self) -> Result<()> {
        for (status, count) in other.statuses {
            *self.statuses.entry(status).or_default() += count;
        }
        self.latency_us.add(other.latency_us)?;
        self.first_error = self.first_error.take().or(other.first_error);
        Ok(())
    }

    /// Notes an answer.
    pub(crate) fn record(&mut self, answer: &Answer, took: Duration) {
        self.latency_us.saturating_record(u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
        *self.statuses.entry(answer.status).or_default() += 1;
        if answer.status >= 400 && self.first_error.is_none() {
            self.first_error = Some(String::from_utf8_lossy(&answer.body).into_owned());
        }
    }

    /// Answers with `status`.
    pub(crate) fn of_status(&self, status: u16) -> usize {
        self.statuses.get(&status).copied().unwrap_or_default()
    }

    /// All answers.
    pub(crate) fn answers(&self) -> usize {
        self.statuses.values().sum()
    }

    /// Answers per second.
    pub(crate) fn per_sec(&self) -> f64 {
        count(self.answers()) / self.took.as_secs_f64()
    }
}

struct Shared {
    work: Work,
    next: AtomicUsize,
    until: Instant,
}

impl Shared {
    fn take(&self) -> Option<&[u8]> {
        match &self.work {
            Work::Once(requests) => {
                requests.get(self.next.fetch_add(1, Ordering::Relaxed)).map(Vec::as_slice)
            }
            Work::Repeat(request, _) => (Instant::now() < self.until).then_some(request.as_slice()),
        }
    }
}

/// Runs `work` over `connections`, which are given back.
pub(crate) async fn run(connections: Vec<Connection>, work: Work) -> Result<(Vec<Connection>, Outcome)> {
    let begin = Instant::now();
    let lasts = if let Work::Repeat(_, lasts) = &work { *lasts } else { LIMIT };
    let shared = Arc::new(Shared { work, next: AtomicUsize::new(0), until: begin + lasts });
    let mut loops = JoinSet::new();
    for connection in connections {
        loops.spawn(one_loop(connection, Arc::clone(&shared)));
    }
    let mut connections = Vec::with_capacity(loops.len());
    let mut total = Outcome::new()?;
    let all = async {
        while let Some(done) = loops.join_next().await {
            let (connection, outcome) = done??;
            connections.push(connection);
            total.add(outcome)?;
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(LIMIT, all).await.context("the load did not end in time")??;
    total.took = begin.elapsed();
    Ok((connections, total))
}

async fn one_loop(mut connection: Connection, shared: Arc<Shared>) -> Result<(Connection, Outcome)> {
    let mut outcome = Outcome::new()?;
    while let Some(request) = shared.take() {
        let sent = Instant::now();
        let answer = connection.exchange(request).await?;
        outcome.record(&answer, sent.elapsed());
    }
    Ok((connection, outcome))
}
