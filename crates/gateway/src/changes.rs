//! Streams of what changes on clinics' days (`docs/decisions/0041`): who listens here, and what they are told.
//!
//! While anybody listens, one reader of this gateway ([`reader`]) asks the booking service every moment what is new at the clinics that are
//! listened to, and hands it to their listeners ([`feed`]). Nobody else is asked anything, however many listen. A listener ([`listener`])
//! has room for so much and no more; whoever has not taken it in time is told to read anew.

mod feed;
mod listener;
mod reader;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use holdfast_domain::{AccountId, Caller, ClinicId, DoctorId, ErrorCode, Ids, Problem};
use holdfast_telemetry::metrics;
use jiff::SignedDuration;
use jiff::civil::Date;
use tokio::sync::watch;

use crate::Gateway;

use feed::Feed;
pub(crate) use feed::{Position, Shown, Told};
pub(crate) use listener::{Heard, Listener};

/// Events become visible so long after the instant that their ids begin with: transactions take their time, and clocks of hosts differ.
pub(crate) const LATE: SignedDuration = SignedDuration::from_secs(60);

/// How streams are.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the settings `changes` say what they are")]
pub struct ChangeSettings {
    pub every: Duration,
    pub heartbeat: Duration,
    pub lifetime: Duration,
    pub replayed: SignedDuration,
    pub most: usize,
    pub most_of_account: usize,
    pub most_of_clinic: usize,
}

/// The streams of a gateway. Cheap to clone.
#[derive(Clone)]
pub struct Changes(Arc<Shared>);

struct Shared {
    settings: ChangeSettings,
    ids: Ids,
    state: Mutex<State>,
    is_over: watch::Sender<bool>,
}

#[derive(Default)]
struct State {
    feeds: HashMap<ClinicId, Feed>,
    by_account: HashMap<AccountId, usize>,
    /// Listeners, whose number is their name.
    open: usize,
    next: u64,
    /// Most of them, if there is room for fewer than the settings say.
    room: Option<usize>,
    is_read: bool,
}

/// What somebody listens to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    pub(crate) clinic_id: ClinicId,
    pub(crate) date: Date,
    /// The doctor who sees nobody's day but their own.
    pub(crate) of_doctor: Option<DoctorId>,
}

/// A listener's place, which is free again when it is dropped.
struct Place {
    changes: Changes,
    number: u64,
    clinic_id: ClinicId,
    account_id: Option<AccountId>,
}

impl Changes {
    /// Nobody listens yet. Jitter comes from `ids`.
    pub fn new(settings: ChangeSettings, ids: Ids) -> Self {
        let (is_over, _) = watch::channel(false);
        Self(Arc::new(Shared { settings, ids, state: Mutex::default(), is_over }))
    }

    /// There is room for so many streams, whatever the settings say.
    pub fn make_do_with(&self, room: usize) {
        self.lock().room = Some(room);
    }

    /// Ends all streams, and those that begin from now on at once: this gateway goes, and their listeners find another.
    pub fn end(&self) {
        self.0.is_over.send_replace(true);
    }

    pub(crate) fn settings(&self) -> &ChangeSettings {
        &self.0.settings
    }

    /// A part of a time, at random: so that not all come at once.
    pub(crate) fn part_of(&self, time: Duration) -> Duration {
        let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        Duration::from_millis(self.0.ids.below(millis.max(1)))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Listens from now on. What has changed within a minute before may be told too.
    pub(crate) fn listen(
        &self,
        gateway: &Gateway,
        caller: &Caller,
        wanted: Wanted,
    ) -> Result<Listener, Problem> {
        let mut state = self.lock();
        let place = self.take_place(&mut state, caller.account_id, wanted.clinic_id)?;
        let feed = state.feeds.entry(wanted.clinic_id).or_default();
        let line = feed.add(place.number, wanted);
        let listener = Listener::new(line, place, self.0.is_over.subscribe());
        if !std::mem::replace(&mut state.is_read, true) {
            tokio::spawn(reader::read(gateway.clone()));
        }
        Ok(listener)
    }

    fn take_place(
        &self,
        state: &mut State,
        account_id: Option<AccountId>,
        clinic_id: ClinicId,
    ) -> Result<Place, Problem> {
        let ChangeSettings { most, most_of_account, most_of_clinic, .. } = self.0.settings;
        if state.open >= state.room.map_or(most, |room| room.min(most)) {
            let detail = "this gateway has as many streams as it may; try again";
            return Err(Problem::new(ErrorCode::Overloaded, detail));
        }
        let of_account = account_id.and_then(|id| state.by_account.get(&id)).copied().unwrap_or_default();
        let of_clinic = state.feeds.get(&clinic_id).map_or(0, Feed::listeners);
        for (whose, open, most) in
            [("the account", of_account, most_of_account), ("the clinic", of_clinic, most_of_clinic)]
        {
            if open >= most {
                let detail = format!("{whose} has {most} streams open already; close one");
                return Err(Problem::new(ErrorCode::TooManyStreams, detail));
            }
        }
        state.open += 1;
        state.next += 1;
        if let Some(account_id) = account_id {
            *state.by_account.entry(account_id).or_default() += 1;
        }
        metrics::CHANGE_STREAMS.set(gauge(state.open));
        Ok(Place { changes: self.clone(), number: state.next, clinic_id, account_id })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut state = self.changes.lock();
        state.open -= 1;
        metrics::CHANGE_STREAMS.set(gauge(state.open));
        if let Some(account_id) = self.account_id
            && let Entry::Occupied(mut open) = state.by_account.entry(account_id)
        {
            *open.get_mut() -= 1;
            if *open.get() == 0 {
                open.remove();
            }
        }
        if let Entry::Occupied(mut feed) = state.feeds.entry(self.clinic_id) {
            feed.get_mut().remove(self.number);
            if feed.get().listeners() == 0 {
                feed.remove();
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are not so many")]
fn gauge(number: usize) -> f64 {
    number as f64
}
