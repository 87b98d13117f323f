//! The requests, each at its time: look at the clinic's free slots, take the first that suits, and another if
//! somebody was quicker.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use hdrhistogram::Histogram;
use serde_json::Value;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::client::{Connection, get, post};
use crate::replay::day::Day;

/// Free slots looked at at once.
const PAGE: usize = 50;
/// How often one request may be told that somebody was quicker.
const TRIES: usize = 500;
/// Longest that the replay may take beyond its plan.
const OVERTIME: Duration = Duration::from_secs(60);

/// How to replay.
pub(crate) struct Replay {
    pub(crate) address: SocketAddr,
    pub(crate) clinic_ids: Vec<Uuid>,
    pub(crate) patient_ids: Vec<Uuid>,
    pub(crate) token: String,
    pub(crate) speed: f64,
}

/// What came of it.
pub(crate) struct Outcome {
    /// One search, in microseconds.
    pub(crate) search_us: Histogram<u64>,
    /// One try to book.
    pub(crate) booking_us: Histogram<u64>,
    /// From the time in the plan to the appointment.
    pub(crate) whole_us: Histogram<u64>,
    /// Told 409.
    pub(crate) taken: usize,
    /// Told 429.
    pub(crate) busy: usize,
    pub(crate) took: Duration,
}

impl Outcome {
    fn new() -> Result<Self> {
        let histogram = || Histogram::new_with_max(60_000_000, 3);
        Ok(Self {
            search_us: histogram()?,
            booking_us: histogram()?,
            whole_us: histogram()?,
            taken: 0,
            busy: 0,
            took: Duration::ZERO,
        })
    }
}

struct Shared {
    outcome: Outcome,
    /// Connections that nobody uses at the moment.
    idle: Vec<Connection>,
    /// The starts of the slots that each patient has or is about to take.
    plans: HashMap<Uuid, Vec<String>>,
}

/// One request under way.
struct Errand {
    address: SocketAddr,
    token: String,
    clinic_id: Uuid,
    patient_id: Uuid,
    due: Instant,
    shared: Arc<Mutex<Shared>>,
}

impl Replay {
    /// Sends every request at its time, however long the ones before take.
    pub(crate) async fn run(&self, day: &Day) -> Result<Outcome> {
        let shared = Shared { outcome: Outcome::new()?, idle: Vec::new(), plans: HashMap::new() };
        let shared = Arc::new(Mutex::new(shared));
        let begin = Instant::now();
        let mut errands = JoinSet::new();
        let mut end = begin;
        for request in &day.requests {
            let due = begin + Duration::from_secs_f64(request.at.as_secs_f64() / self.speed);
            tokio::time::sleep_until(due.into()).await;
            let errand = Errand {
                address: self.address,
                token: self.token.clone(),
                clinic_id: self.clinic_ids[request.clinic],
                patient_id: self.patient_ids[request.patient],
                due,
                shared: Arc::clone(&shared),
            };
            errands.spawn(errand.run());
            end = due;
        }
        let all = async {
            while let Some(done) = errands.join_next().await {
                done??;
            }
            anyhow::Ok(())
        };
        tokio::time::timeout_at((end + OVERTIME).into(), all).await.context("the replay did not end")??;
        drop(errands);
        let shared = Arc::into_inner(shared).context("a request is still under way")?;
        let mut outcome = shared.into_inner().unwrap_or_else(PoisonError::into_inner).outcome;
        outcome.took = begin.elapsed();
        Ok(outcome)
    }
}

impl Errand {
    fn shared(&self) -> std::sync::MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn run(self) -> Result<()> {
        let idle = self.shared().idle.pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => Connection::open(self.address).await?,
        };
        let mut tries = 0;
        let mut cursor = None;
        loop {
            let (slots, next) = self.search(&mut connection, cursor.as_deref()).await?;
            for slot in slots {
                let field = |name: &str| slot[name].as_str().unwrap_or_default().to_owned();
                let (slot_id, starts_at) = (field("id"), field("starts_at"));
                if !self.plan(&starts_at) {
                    continue;
                }
                let Some(refusal) = self.book(&mut connection, &slot_id).await? else {
                    let mut shared = self.shared();
                    shared.outcome.whole_us.saturating_record(micros(self.due));
                    shared.idle.push(connection);
                    return Ok(());
                };
                self.give_up(&starts_at);
                tries += 1;
                if tries == TRIES {
                    bail!("one request was turned away {TRIES} times, at last with {refusal}");
                }
                // What is free may have changed a lot; what comes next in this page is as good as any.
            }
            cursor = next;
            if cursor.is_none() {
                tokio::time::sleep(Duration::from_millis(10)).await;
                tries += 1;
                if tries >= TRIES {
                    bail!("clinic {} has no slot that suits", self.clinic_id);
                }
            }
        }
    }

    /// A page of the clinic's free slots, and where the next begins.
    async fn search(
        &self,
        connection: &mut Connection,
        cursor: Option<&str>,
    ) -> Result<(Vec<Value>, Option<String>)> {
        let cursor = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
        let path = format!("/v1/slots?clinic_id={}&limit={PAGE}{cursor}", self.clinic_id);
        let sent = Instant::now();
        let answer = connection.exchange(&get(&path, Some(&self.token))).await?;
        self.shared().outcome.search_us.saturating_record(micros(sent));
        let mut page = answer.json()?;
        if answer.status != 200 {
            bail!("the search was refused: {page}");
        }
        let next = page["next_cursor"].as_str().map(str::to_owned);
        let Value::Array(slots) = page["items"].take() else { bail!("the search gave no items") };
        Ok((slots, next))
    }

    /// Books, or says why that was refused: somebody was quicker.
    async fn book(&self, connection: &mut Connection, slot_id: &str) -> Result<Option<String>> {
        let body = format!(
            r#"{{"slot_id":"{slot_id}","clinic_id":"{}","patient_id":"{}"}}"#,
            self.clinic_id, self.patient_id
        );
        let sent = Instant::now();
        let answer = connection.exchange(&post("/v1/bookings", Some(&self.token), &body)).await?;
        let mut shared = self.shared();
        shared.outcome.booking_us.saturating_record(micros(sent));
        match answer.status {
            201 => return Ok(None),
            409 => shared.outcome.taken += 1,
            429 => shared.outcome.busy += 1,
            status => bail!("{status}: {}", String::from_utf8_lossy(&answer.body)),
        }
        drop(shared);
        Ok(Some(String::from_utf8_lossy(&answer.body).into_owned()))
    }

    /// Marks the time as the patient's; `false` if it is already.
    fn plan(&self, starts_at: &str) -> bool {
        let mut shared = self.shared();
        let plan = shared.plans.entry(self.patient_id).or_default();
        let is_free = !plan.iter().any(|planned| planned == starts_at);
        if is_free {
            plan.push(starts_at.to_owned());
        }
        is_free
    }

    fn give_up(&self, starts_at: &str) {
        if let Some(plan) = self.shared().plans.get_mut(&self.patient_id) {
            plan.retain(|planned| planned != starts_at);
        }
    }
}

fn micros(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX)
}
