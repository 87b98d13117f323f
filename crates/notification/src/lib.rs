//! The notification worker: tells patients by e-mail what became of their appointments.
//!
//! It listens to events and writes down what there is to tell ([`record`]); what is written down is sent when it is due ([`send`]): taken
//! in turn by clinic and recipient (`in_flight.rs`), judged once more and counted ([`attempt`], [`budget`]), written ([`message`],
//! [`calendar`], [`mime`]), handed to the mail server ([`smtp`]), and tried again by the rules of [`retry`]. So neither booking nor
//! anybody's mail waits for a mail that cannot be sent. [`account_mails`] writes to owners of accounts, in a line of their own;
//! [`jobs`] lists what runs in the background.
//!
//! Start reading at [`record`], then [`send`].

pub mod account_mails;
pub mod attempt;
pub mod breaker;
pub mod budget;
pub mod calendar;
mod in_flight;
pub mod jobs;
pub mod message;
pub mod mime;
pub mod news;
pub mod record;
pub mod retry;
pub mod send;
pub mod smtp;
pub mod words_of_others;

use std::sync::Arc;

use holdfast_domain::{Clock, Event, Ids};
use holdfast_messaging::{Batcher, Retention, Undelivered};
use holdfast_postgres::Database;
use holdfast_telemetry::metrics;
use holdfast_vault::Vault;
use jiff::SignedDuration;
use tokio::sync::{Notify, RwLock};

pub use budget::Budgets;
pub use smtp::{Smtp, SmtpSettings};

use crate::breaker::Breaker;
use crate::in_flight::InFlight;

/// What a worker keeps to.
#[derive(Clone, Debug)]
pub struct Rules {
    /// What links begin with: where people find the pages, without a slash at the end.
    pub public_url: Arc<str>,
    /// A mail about a move waits so long, since other moves often follow: one mail tells of them all.
    pub quiet: SignedDuration,
    /// How many mails patients and guests may set in motion.
    pub budgets: Budgets,
}

/// The worker. Cheap to clone.
#[derive(Clone)]
pub struct Notification {
    pub(crate) db: Database,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Ids,
    pub(crate) smtp: Smtp,
    pub(crate) breaker: Breaker,
    pub(crate) vault: Vault,
    pub(crate) rules: Rules,
    pub(crate) retention: Retention,
    pub(crate) recording: Batcher<Event, Result<(), Undelivered>>,
    /// Mails about appointments that are in hand, and those to owners of accounts.
    pub(crate) in_flight: InFlight,
    pub(crate) account_mails_in_flight: InFlight,
    /// Something was written down, or a hand is free.
    pub(crate) fresh: Arc<Notify>,
    pub(crate) account_mails_fresh: Arc<Notify>,
    /// Held for reading by every message under way.
    pub(crate) under_way: Arc<RwLock<()>>,
}

impl Notification {
    /// A worker that sends by this server.
    pub fn new(
        db: Database,
        clock: Arc<dyn Clock>,
        ids: Ids,
        smtp: Smtp,
        vault: Vault,
        rules: Rules,
        retention: Retention,
    ) -> Self {
        // an alert sees that a count grows, and not the first time of one that was not there
        metrics::NOTIFICATIONS.of(["failed"]).increment(0);
        let fresh = Arc::<Notify>::default();
        let recording = record::start(&db, &clock, &vault, rules.quiet, &fresh);
        Self {
            db,
            clock,
            ids,
            smtp,
            vault,
            rules,
            retention,
            recording,
            breaker: Breaker::default(),
            in_flight: InFlight::default(),
            account_mails_in_flight: InFlight::default(),
            fresh,
            account_mails_fresh: Arc::default(),
            under_way: Arc::default(),
        }
    }

    /// From 0 to 1.
    pub(crate) fn jitter(&self) -> f64 {
        f64::from(u32::try_from(self.ids.below(1000)).unwrap_or_default()) / 1000.0
    }
}
