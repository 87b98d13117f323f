//! What one connection waits for. Its stream, its answers and the room look at the same state.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::Waker;
use std::time::Duration;

use futures::task::AtomicWaker;
use tokio::time::Instant;

/// How long a client may keep a connection waiting.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For a TLS handshake; and, from the first byte on (of a new connection: from its beginning), for a request's head.
    pub head: Duration,
    /// Between an answer and the next request.
    pub idle: Duration,
    /// For any part of an answer to be taken.
    pub stall: Duration,
}

/// What a connection waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waits {
    /// The first request.
    First,
    /// The next request, of which there is nothing yet.
    Next,
    /// The rest of a request's head.
    Rest,
}

/// The state of one connection.
#[derive(Debug)]
pub struct Connection {
    /// 0 while a request is answered, else what it waits for and since when.
    waiting: AtomicU64,
    /// 0 while what there is to send can be sent, else since when it cannot (in milliseconds, and one more).
    stalled: AtomicU64,
    told_to_close: AtomicBool,
    waker: AtomicWaker,
    /// When the server began, from which the milliseconds count.
    began: Instant,
}

const KINDS: u64 = 4;

impl Connection {
    pub(crate) fn new(began: Instant) -> Self {
        let new = Self {
            waiting: AtomicU64::new(0),
            stalled: AtomicU64::new(0),
            told_to_close: AtomicBool::new(false),
            waker: AtomicWaker::new(),
            began,
        };
        new.wait(Waits::First);
        new
    }

    fn wait(&self, waits: Waits) {
        let kind = match waits {
            Waits::First => 1,
            Waits::Next => 2,
            Waits::Rest => 3,
        };
        self.waiting.store(self.millis() * KINDS + kind, Ordering::Relaxed);
    }

    fn millis(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(0)
    }

    /// What it waits for, and since when; none while a request is answered.
    pub(crate) fn waits(&self) -> Option<(Waits, Instant)> {
        let waiting = self.waiting.load(Ordering::Relaxed);
        let waits = match waiting % KINDS {
            1 => Waits::First,
            2 => Waits::Next,
            3 => Waits::Rest,
            _ => return None,
        };
        Some((waits, self.began + Duration::from_millis(waiting / KINDS)))
    }

    /// Until when it may be as it is, and why it is to be ended then; none while a request is answered and the answer taken.
    pub(crate) fn deadline(&self, patience: &Patience) -> Option<(Instant, &'static str)> {
        let waits = self.waits().map(|(waits, since)| match waits {
            Waits::First | Waits::Rest => (since + patience.head, "head"),
            Waits::Next => (since + patience.idle, "idle"),
        });
        let stalled = self.stalled.load(Ordering::Relaxed).checked_sub(1);
        let stalled =
            stalled.map(|millis| (self.began + Duration::from_millis(millis) + patience.stall, "stall"));
        waits.into_iter().chain(stalled).min()
    }

    /// Nothing can be sent, although there is something to send.
    pub(crate) fn stalls(&self) {
        if self.stalled.load(Ordering::Relaxed) == 0 {
            self.stalled.store(self.millis() + 1, Ordering::Relaxed);
        }
    }

    /// Something was sent.
    pub(crate) fn sends(&self) {
        self.stalled.store(0, Ordering::Relaxed);
    }

    /// Something came in.
    pub(crate) fn heard(&self) {
        if let Some((Waits::Next, _)) = self.waits() {
            self.wait(Waits::Rest);
        }
    }

    /// The handshake is over; the first request may follow.
    pub(crate) fn shaken(&self) {
        self.wait(Waits::First);
    }

    /// A request's head is complete.
    pub(crate) fn begin_answer(&self) {
        self.waiting.store(0, Ordering::Relaxed);
    }

    /// All of the answer is handed over to be sent.
    pub(crate) fn end_answer(&self) {
        self.wait(Waits::Next);
    }

    /// It is nobody's who only waits: from now on it may be as it is for as long as its client likes, and makes no room.
    pub fn stay(&self) {
        self.begin_answer();
    }

    /// Something was asked over it, and more may follow; unless it is to stay in any case.
    pub fn ask(&self) {
        if self.waits().is_some() {
            self.wait(Waits::Next);
        }
    }

    /// Has it closed, if it waits for its client then.
    pub(crate) fn tell_to_close(&self) {
        self.told_to_close.store(true, Ordering::Release);
        self.waker.wake();
    }

    /// Whether it is to be closed now; if not, the waker is woken when it is.
    pub(crate) fn is_told_to_close(&self, waker: &Waker) -> bool {
        self.waker.register(waker);
        self.told_to_close.load(Ordering::Acquire)
    }
}
