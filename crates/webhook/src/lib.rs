//! The delivery of events to webhooks: to other programs, at addresses that a clinic's admins have set.
//!
//! It listens to events and writes down which are for whom ([`enqueue`]); what is written down is delivered ([`deliver`]):
//! signed ([`sign`]), posted ([`post`]), its outcome written down ([`outcome`]), and tried again by the rules of [`retry`] until it is taken. [`jobs`] lists what runs in the background.
//! Webhooks themselves are set in the clinic service. Neither booking nor the other webhooks wait for one that is slow or away.
//!
//! Start reading at [`enqueue`], then [`deliver`].

pub mod deliver;
mod delivery;
pub mod enqueue;
mod in_flight;
pub mod jobs;
pub mod outcome;
pub mod post;
pub mod retry;
pub mod sign;

use std::sync::Arc;

use holdfast_domain::{Clock, Event, Ids};
use holdfast_messaging::{Batcher, Retention, Undelivered};
use holdfast_outgoing::Destinations;
use holdfast_outgoing::client::ClientError;
use holdfast_postgres::Database;
use holdfast_vault::Vault;
use tokio::sync::{Notify, RwLock};

use crate::in_flight::InFlight;
use crate::post::Post;

/// The worker. Cheap to clone.
#[derive(Clone)]
pub struct Webhooks {
    pub(crate) db: Database,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Ids,
    pub(crate) vault: Vault,
    pub(crate) post: Post,
    pub(crate) retention: Retention,
    pub(crate) recording: Batcher<Event, Result<(), Undelivered>>,
    pub(crate) in_flight: InFlight,
    /// Something was written down.
    pub(crate) news: Arc<Notify>,
    /// Held for reading by every attempt under way.
    pub(crate) under_way: Arc<RwLock<()>>,
}

impl Webhooks {
    /// A worker that posts to these destinations.
    pub fn new(
        db: Database,
        clock: Arc<dyn Clock>,
        ids: Ids,
        vault: Vault,
        destinations: Destinations,
        retention: Retention,
    ) -> Result<Self, ClientError> {
        let news = Arc::<Notify>::default();
        let recording = enqueue::start(&db, &clock, &news);
        let post = Post::new(destinations)?;
        Ok(Self {
            db,
            clock,
            ids,
            vault,
            post,
            retention,
            recording,
            in_flight: InFlight::default(),
            news,
            under_way: Arc::default(),
        })
    }
}
