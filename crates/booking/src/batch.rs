//! Group commit: the bookings that arrive while a statement is under way form the next one.
//!
//! Each worker owns a queue and one statement at a time: it takes what waits, sends it as one statement with a
//! verdict per request, and hands the verdicts back. So a lone booking costs one round trip, and a thousand at
//! once cost a few. A slot goes to one worker (holds without an account all go to the first): requests for
//! one slot seldom wait for one another inside the database.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use holdfast_coordination::Readers;
use holdfast_domain::hold::HoldBounds;
use holdfast_domain::{Clock, ErrorCode, Ids, Problem};
use holdfast_postgres::{Database, DbError};
use holdfast_telemetry::metrics;
use holdfast_telemetry::trace::{self, Attribute, Kind, Span};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::book::Order;
use crate::record::Record;

mod statement;

/// After a COMMIT that nobody answered, nothing is sent for so long: what waited behind it would wait as long again, in vain.
const RESTS_FOR: Duration = Duration::from_secs(1);

/// How the batches are made.
#[derive(Clone, Copy, Debug)]
pub struct BatchSettings {
    /// Statements under way at once.
    pub workers: usize,
    /// Most requests of one statement.
    pub max_batch: usize,
    /// Most requests that wait per worker; more are told to come back.
    pub max_queue: usize,
    /// Whether a statement is of one clinic.
    pub by_clinic: bool,
    /// What people without an account may hold. (Booking outright is bounded by how many appointments to come an e-mail address or
    /// a phone number may have.)
    pub holds: HoldBounds,
}

/// What a batch says of one request.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// It is booked.
    Booked(Box<Record>),
    /// Its key has an answer already.
    Replay { hash: Vec<u8>, answer: Vec<u8> },
    /// No.
    Refused(Problem),
    /// This batch could not tell; ask the next one.
    Again,
}

struct Waiting {
    order: Arc<Order>,
    verdict: oneshot::Sender<Verdict>,
    since: Instant,
    /// Until a batch takes it.
    wait: Option<Span>,
}

/// The queues into the workers.
#[derive(Clone)]
pub struct Batches {
    queues: Arc<[mpsc::Sender<Waiting>]>,
    by_clinic: bool,
}

impl Batches {
    /// Starts the workers. They end when the last `Batches` is dropped and their queues are empty.
    pub fn start(
        db: &Database,
        settings: BatchSettings,
        clock: &Arc<dyn Clock>,
        ids: &Ids,
        readers: &Readers,
    ) -> Self {
        let queues = (0..settings.workers.max(1)).map(|_| {
            let (sender, receiver) = mpsc::channel(settings.max_queue);
            let worker = Worker {
                db: db.clone(),
                clock: Arc::clone(clock),
                ids: ids.clone(),
                readers: readers.clone(),
                max_batch: settings.max_batch,
                by_clinic: settings.by_clinic,
                holds: settings.holds,
            };
            tokio::spawn(worker.run(receiver));
            sender
        });
        Self { queues: queues.collect(), by_clinic: settings.by_clinic }
    }

    pub(crate) async fn submit(&self, order: &Arc<Order>) -> Result<Verdict, Problem> {
        let (sender, receiver) = oneshot::channel();
        let wait = trace::child("wait for batch", Kind::Internal);
        let waiting = Waiting { order: Arc::clone(order), verdict: sender, since: Instant::now(), wait };
        // Ids are random in their low half, so this spreads them evenly.
        let key = if self.by_clinic { order.sealed.clinic_id.0 } else { order.request.slot_id.0 };
        let mut queue = key.as_u128() as usize % self.queues.len();
        if order.request.hold && order.asked.caller.books_as_guest() {
            // One after the other, so that those of one day are counted together.
            queue = 0;
        }
        self.queues[queue].try_send(waiting).map_err(|_| {
            Problem::new(ErrorCode::Overloaded, "too many bookings wait; nothing was changed")
        })?;
        receiver.await.map_err(|_| Problem::of(ErrorCode::OutcomeUnknown))
    }
}

struct Worker {
    db: Database,
    clock: Arc<dyn Clock>,
    ids: Ids,
    readers: Readers,
    max_batch: usize,
    by_clinic: bool,
    holds: HoldBounds,
}

impl Worker {
    async fn run(self, mut queue: mpsc::Receiver<Waiting>) {
        let mut waiting = Vec::with_capacity(self.max_batch);
        loop {
            let room = self.max_batch - waiting.len();
            // what the last batch had no place for comes first, without waiting for more
            if waiting.is_empty() {
                if queue.recv_many(&mut waiting, room).await == 0 {
                    return;
                }
            } else {
                while waiting.len() < self.max_batch
                    && let Ok(more) = queue.try_recv()
                {
                    waiting.push(more);
                }
            }
            let (mut batch, later) = next_batch(std::mem::take(&mut waiting), self.by_clinic);
            waiting = later;
            let size = u32::try_from(batch.len()).unwrap_or(u32::MAX);
            metrics::BOOKING_BATCH_SIZE.record(size);
            for waiting in &batch {
                metrics::BOOKING_BATCH_WAIT.record(waiting.since.elapsed());
            }
            match span_of(&mut batch) {
                None => trace::apart(self.work(batch)).await,
                Some(span) => span.run(self.work(batch)).await,
            }
        }
    }

    /// Gives every request of the batch its verdict. One that the server refuses as a whole is halved until the
    /// request that was the cause stands alone.
    async fn work(&self, batch: Vec<Waiting>) {
        let mut parts = vec![batch];
        while let Some(mut part) = parts.pop() {
            if self.db.gave_up_a_commit_within(RESTS_FOR) {
                let detail = "the database commits nothing at present; nothing was changed";
                let problem = Problem::new(ErrorCode::Unavailable, detail);
                for waiting in part {
                    answer(waiting, Verdict::Refused(problem.clone()));
                }
                continue;
            }
            let orders: Vec<Arc<Order>> = part.iter().map(|w| Arc::clone(&w.order)).collect();
            match self.attempt(&orders).await {
                Ok(verdicts) => self.hand_out(part.into_iter().zip(verdicts).collect()).await,
                // Too slow as a whole: smaller parts would take as long, one after the other.
                Err(error) if error.is_from_server() && !error.is_statement_timeout() && part.len() > 1 => {
                    tracing::debug!(%error, size = part.len(), "batch refused; halving it");
                    metrics::BOOKING_BATCH_SPLITS.increment(1);
                    let second = part.split_off(part.len() / 2);
                    parts.push(second);
                    parts.push(part);
                }
                Err(error) if error.is_from_server() && !error.is_statement_timeout() => {
                    for waiting in part {
                        let verdict = self.alone(&waiting.order).await;
                        self.hand_out(vec![(waiting, verdict)]).await;
                    }
                }
                Err(error) => {
                    let problem = Problem::from(error);
                    for waiting in part {
                        answer(waiting, Verdict::Refused(problem.clone()));
                    }
                }
            }
        }
    }

    /// Tells readers of what was booked, then everybody their verdict. Where the readers are in other processes, the
    /// next statement does not wait for it.
    async fn hand_out(&self, verdicts: Vec<(Waiting, Verdict)>) {
        let mut doctors: Vec<Uuid> = verdicts
            .iter()
            .filter_map(|(_, verdict)| match verdict {
                Verdict::Booked(record) => Some(record.doctor_id.0),
                _ => None,
            })
            .collect();
        doctors.sort_unstable();
        doctors.dedup();
        let readers = self.readers.clone();
        let handing_out = async move {
            let told = readers.tell(&doctors).await;
            for (waiting, verdict) in verdicts {
                match (&told, verdict) {
                    (Err(problem), Verdict::Booked(_)) => answer(waiting, Verdict::Refused(problem.clone())),
                    (_, verdict) => answer(waiting, verdict),
                }
            }
        };
        if self.readers.are_afar() {
            tokio::spawn(trace::carried(handing_out));
        } else {
            handing_out.await;
        }
    }

    /// One request by itself, tried again when others were in its way. (What a merge of the patient's record refused is judged here once more,
    /// and is told where the record went.)
    async fn alone(&self, order: &Arc<Order>) -> Verdict {
        const TRIES: u32 = 5;
        for attempt in 1.. {
            match self.attempt(std::slice::from_ref(order)).await {
                Ok(verdicts) => return verdicts.into_iter().next().unwrap_or(Verdict::Again),
                // the doctor's hours are being changed, or another process books it: the others must not wait
                Err(error) if error.is_lock_timeout() => {
                    return Verdict::Refused(Problem::of(ErrorCode::SlotBusy));
                }
                // the first use of the same key, committed elsewhere meanwhile, is visible to the next try
                Err(error)
                    if attempt < TRIES
                        && (error.is_transient() || error.constraint() == Some("idempotency_keys_pkey")) =>
                {
                    tokio::time::sleep(Duration::from_millis(self.ids.below(4 << attempt))).await;
                }
                Err(error) => return Verdict::Refused(error.into()),
            }
        }
        unreachable!("the last try returns")
    }

    async fn attempt(&self, orders: &[Arc<Order>]) -> Result<Vec<Verdict>, DbError> {
        let began = Instant::now();
        let attempted = async {
            let client = self.db.client().await?;
            statement::execute(&client, orders, self.holds, self.clock.now(), &self.ids).await
        };
        let verdicts = attempted.await;
        metrics::BOOKING_BATCH_STATEMENT.record(began.elapsed());
        verdicts
    }
}

/// The span of a batch that has requests of sampled traces: in a trace of its own, linked to each of theirs. Their waiting ends here.
fn span_of(batch: &mut [Waiting]) -> Option<Span> {
    let places = batch.iter().filter_map(|waiting| waiting.order.trace.clone());
    let span = trace::root("book batch", Kind::Internal, places)?;
    span.say(Attribute::BatchSize(i64::try_from(batch.len()).unwrap_or(i64::MAX)));
    for wait in batch.iter_mut().filter_map(|waiting| waiting.wait.take()) {
        if let Some(place) = span.place() {
            wait.link(&place);
        }
    }
    Some(span)
}

/// A statement names a slot once, and is of one clinic where statements are by clinic: what does not fit goes later, in its order.
fn next_batch(waiting: Vec<Waiting>, by_clinic: bool) -> (Vec<Waiting>, Vec<Waiting>) {
    let clinic_id = waiting.first().map(|first| first.order.sealed.clinic_id).filter(|_| by_clinic);
    let mut slots = HashSet::with_capacity(waiting.len());
    waiting.into_iter().partition(|Waiting { order, .. }| {
        clinic_id.is_none_or(|id| id == order.sealed.clinic_id) && slots.insert(order.request.slot_id)
    })
}

/// A caller that went away no longer needs its verdict.
fn answer(waiting: Waiting, verdict: Verdict) {
    let _ = waiting.verdict.send(verdict);
}
