//! The booking service: the life of an appointment, and the only writer of one, but for whose it is: that changes when records of a
//! patient are merged, which the clinic service does.
//!
//! Bookings ([`book`]) go through the group commit of [`batch`]. The steps of an existing appointment are taken in [`change`]; what
//! some of them need besides is in [`cancel`], [`reschedule`] and [`expire`], and [`release_slot`] gives slots back. [`jobs`] are those that look for expired holds and answers. [`hold`] keeps slots for
//! visitors who have not said yet for whom. [`look_up`] shows appointments, [`conflicts`] those outside the hours, [`figures`] counts them, `visit_type.rs` judges what holds and moves are for, `overrides.rs` keeps what the desk went past, `changes.rs` tells what has changed, [`guest_secret`] is what opens one to whoever booked it without an account. When a step may be taken is not decided
//! here but in [`holdfast_domain::appointment`].
//!
//! Start reading at [`book`].

use std::sync::Arc;

use holdfast_coordination::{Readers, SlotLocks};
use holdfast_domain::hold::HoldBounds;
use holdfast_domain::{Clock, Ids};
use holdfast_postgres::Database;
use holdfast_postgres::looks::Looks;
use holdfast_vault::Vault;
use jiff::SignedDuration;

pub mod batch;
pub mod book;
pub mod cancel;
pub mod change;
mod changes;
mod confirm_hold;
pub mod conflicts;
mod counted;
mod day;
pub mod expire;
pub mod figures;
pub mod guest_secret;
pub mod hold;
pub mod jobs;
pub mod look_up;
mod overrides;
mod record;
pub mod release_slot;
pub mod reschedule;
mod running_keys;
mod visit_type;
mod wanted;
mod with_names;

/// What every use case works with.
#[derive(Clone)]
pub struct Booking {
    pub(crate) db: Database,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Ids,
    pub(crate) locks: Arc<dyn SlotLocks>,
    pub(crate) readers: Readers,
    pub(crate) batches: batch::Batches,
    pub(crate) running: running_keys::RunningKeys,
    pub(crate) vault: Vault,
    pub(crate) looks: Looks,
    pub(crate) bounds: HoldBounds,
    /// How often within a day patients and guests may move one appointment.
    pub(crate) moves_per_day: i32,
    /// How long free slots stay in the database after they have passed.
    pub(crate) past_slots_kept: SignedDuration,
}

holdfast_rpc::booking_service!(Booking);

impl Booking {
    /// The service over a database. `batches` do the bookings, `db` all else. Visitors hold within `bounds`. Patients and guests may move an appointment
    /// `moves_per_day` times within a day. `past_slots_kept` is when the availability service deletes free slots that have passed.
    #[expect(clippy::too_many_arguments, reason = "a service is made in one place, of all its parts")]
    pub fn new(
        db: Database,
        batches: batch::Batches,
        clock: Arc<dyn Clock>,
        ids: Ids,
        locks: Arc<dyn SlotLocks>,
        readers: Readers,
        vault: Vault,
        bounds: HoldBounds,
        moves_per_day: i32,
        past_slots_kept: SignedDuration,
    ) -> Self {
        let running = running_keys::RunningKeys::default();
        let looks = Looks::default();
        Self {
            db,
            clock,
            ids,
            locks,
            readers,
            batches,
            running,
            vault,
            looks,
            bounds,
            moves_per_day,
            past_slots_kept,
        }
    }
}
