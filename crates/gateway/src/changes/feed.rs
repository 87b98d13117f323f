//! What is new at one clinic, and who is told.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use holdfast_domain::{Changed, EventId, EventType};
use holdfast_rpc::booking::{Change, ChangesOfClinic};
use holdfast_rpc::convert::day_number;
use jiff::SignedDuration;
use serde::Serialize;
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::{LATE, Wanted};

/// Most that waits for a listener.
const WAITING_MAX: usize = 256;
/// Most events of a clinic that are known to have been told.
const KNOWN_MAX: usize = 20_000;
/// How long that is known: for longer than they may be read again.
const KNOWN_FOR: SignedDuration = SignedDuration::from_secs(3 * 60);
/// How often listeners are told to read anew because there is more than can be told.
const RESETS_EVERY: Duration = Duration::from_secs(5);

/// Up to when everything was told, in microseconds since 1970 by the clock of the booking service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position(pub(crate) i64);

impl Position {
    /// That of a `Last-Event-ID`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let is_one = text.len() <= 16 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| is_one).map(Self)
    }

    /// So much before.
    pub(crate) fn back(self, time: SignedDuration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(time.as_micros()).unwrap_or(0)))
    }
}

/// What a listener is told.
#[derive(Clone, Debug)]
pub(crate) enum Told {
    /// Something has changed. All was told up to the position.
    Change { position: Position, change: Arc<Shown> },
    /// There was more than can be told: read anew.
    Many,
}

/// A change as listeners to one day see it.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) kind: &'static str,
    pub(crate) data: String,
}

/// What is told of a change.
#[derive(Serialize)]
struct Data<'c> {
    r#type: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    appointment_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slot_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u32>,
    doctor_ids: Vec<String>,
}

impl Shown {
    /// The change, if somebody who wants this is to be told.
    pub(crate) fn to(change: &Change, wanted: &Wanted) -> Option<Self> {
        let kind = Changed::by(EventType::parse(&change.r#type)?)?;
        let day = day_number(wanted.date);
        let doctors = change.days.iter().filter(|changed| changed.day == day).map(|day| day.doctor_id);
        let mut doctors: Vec<_> =
            doctors.filter(|doctor| wanted.of_doctor.is_none_or(|own| own == *doctor)).collect();
        doctors.sort_unstable();
        doctors.dedup();
        // what has no day any more is told to all
        if doctors.is_empty() && !(change.days.is_empty() && wanted.of_doctor.is_none()) {
            return None;
        }
        let data = Data {
            r#type: &change.r#type,
            appointment_id: change.appointment_id.map(|id| id.to_string()),
            slot_id: change.slot_id.map(|id| id.to_string()),
            version: change.version,
            doctor_ids: doctors.iter().map(ToString::to_string).collect(),
        };
        Some(Self { kind: kind.as_str(), data: serde_json::to_string(&data).unwrap_or_default() })
    }
}

/// What a listener shares with its feed.
pub(super) struct Line {
    pub(super) told: mpsc::Receiver<Told>,
    pub(super) is_behind: Arc<AtomicBool>,
    pub(super) position: Arc<AtomicI64>,
}

struct Ear {
    number: u64,
    wanted: Wanted,
    told: mpsc::Sender<Told>,
    is_behind: Arc<AtomicBool>,
}

impl Ear {
    fn tell(&self, told: Told) {
        // Whoever is gone is about to be removed.
        if let Err(mpsc::error::TrySendError::Full(_)) = self.told.try_send(told) {
            self.is_behind.store(true, Ordering::Release);
        }
    }
}

/// The listeners of one clinic.
#[derive(Default)]
pub(super) struct Feed {
    ears: Vec<Ear>,
    /// Up to when everything was told; 0: nothing yet.
    position: Arc<AtomicI64>,
    /// Up to when it was last looked, and found what was not late.
    pub(super) looked: Option<Position>,
    /// When it was last looked for what was late too.
    pub(super) was_whole: Option<Instant>,
    /// Events that were told, and as of when.
    known: HashMap<EventId, i64>,
    owes_reset: bool,
    was_reset: Option<Instant>,
}

impl Feed {
    pub(super) fn add(&mut self, number: u64, wanted: Wanted) -> Line {
        let (sender, told) = mpsc::channel(WAITING_MAX);
        let is_behind = Arc::new(AtomicBool::new(false));
        self.ears.push(Ear { number, wanted, told: sender, is_behind: Arc::clone(&is_behind) });
        Line { told, is_behind, position: Arc::clone(&self.position) }
    }

    pub(super) fn remove(&mut self, number: u64) {
        self.ears.retain(|ear| ear.number != number);
    }

    pub(super) fn listeners(&self) -> usize {
        self.ears.len()
    }

    pub(super) fn position(&self) -> Option<Position> {
        let position = self.position.load(Ordering::Acquire);
        (position > 0).then_some(Position(position))
    }

    /// Tells what is new, as of this time. Whole is what has everything that may have been late.
    pub(super) fn tell(&mut self, found: &ChangesOfClinic, as_of: Position, is_whole: bool) {
        // what is late may not have been told: whoever is cut off goes on from before
        let position = self.position().unwrap_or(as_of.back(LATE));
        for change in &found.changes {
            let Entry::Vacant(new) = self.known.entry(change.event_id) else { continue };
            new.insert(as_of.0);
            self.tell_of(change, position);
        }
        self.owes_reset |= found.is_cut;
        if self.known.len() > KNOWN_MAX {
            self.known.clear();
            self.owes_reset = true;
        }
        let is_time = self.was_reset.is_none_or(|at| at.elapsed() >= RESETS_EVERY);
        if self.owes_reset && is_time {
            self.owes_reset = false;
            self.was_reset = Some(Instant::now());
            self.ears.iter().for_each(|ear| ear.tell(Told::Many));
        }
        self.looked = Some(as_of);
        if is_whole {
            // older ones are not read again
            self.known.retain(|_, told| *told >= as_of.back(KNOWN_FOR).0);
            self.was_whole = Some(Instant::now());
            self.position.store(as_of.0, Ordering::Release);
        }
    }

    fn tell_of(&self, change: &Change, position: Position) {
        // many listen to one day
        let mut shown: HashMap<_, Option<Arc<Shown>>> = HashMap::new();
        for ear in &self.ears {
            let whose = (ear.wanted.date, ear.wanted.of_doctor);
            let shown = shown.entry(whose).or_insert_with(|| Shown::to(change, &ear.wanted).map(Arc::new));
            if let Some(change) = shown {
                ear.tell(Told::Change { position, change: Arc::clone(change) });
            }
        }
    }
}
