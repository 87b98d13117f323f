//! The notification worker: tells patients by e-mail what became of their appointments.
//!
//! It listens to events ([`deliver`]): one message per event, leased (`leases.rs`, many at a time) before it is sent and
//! noted after. [`message`] says what to write, [`calendar`] makes the attachment that calendars understand, [`smtp`]
//! sends. Booking never waits for any of it. [`account_mails`] writes to owners of accounts.
//!
//! Start reading at [`deliver`].

pub mod account_mails;
pub mod breaker;
pub mod calendar;
pub mod deliver;
mod leases;
pub mod message;
pub mod smtp;

use std::sync::Arc;

use holdfast_domain::Clock;
use holdfast_postgres::Database;
use holdfast_vault::Vault;
use tokio::sync::RwLock;

pub use smtp::{Smtp, SmtpSettings};

use crate::breaker::Breaker;
use crate::leases::Leases;

/// The worker. Cheap to clone.
#[derive(Clone)]
pub struct Notification {
    pub(crate) db: Database,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) leases: Leases,
    pub(crate) smtp: Smtp,
    pub(crate) breaker: Breaker,
    pub(crate) vault: Vault,
    /// Held for reading by every message under way.
    pub(crate) under_way: Arc<RwLock<()>>,
}

impl Notification {
    /// A worker that sends by this server.
    pub fn new(db: Database, clock: Arc<dyn Clock>, smtp: Smtp, vault: Vault) -> Self {
        let leases = Leases::new(db.clone(), Arc::clone(&clock), smtp.answers_within());
        Self { db, clock, leases, smtp, vault, breaker: Breaker::default(), under_way: Arc::default() }
    }
}
