//! The availability service: working hours and time off, the slots made of them, the search for free ones.
//!
//! Changes: [`set_template`], [`withdraw_template`], [`time_off`], `closures`, [`openings`], [`inactive`], `squeeze_in` (a slot beside the hours), [`generate_slots`] and a job, which [`extend`] the horizon; all make slots by [`rebuild`].
//! Jobs ([`jobs`]) make slots as days go by, and delete past ones.
//! Questions: [`get_template`], [`list_templates`]; [`doctor_slots`], [`search`], [`soonest_doctors`], [`free_days`] and [`list_specializations`], from the [`replica`] where that is new enough; [`explain_offer`]. Start reading at [`rebuild`].

use std::sync::Arc;

use holdfast_coordination::Readers;
use holdfast_domain::{Clock, ErrorCode, Ids, Problem};
use holdfast_postgres::Database;
use holdfast_vault::Vault;
use jiff::tz::TimeZone;

mod change_zone;
pub mod closed_for_good;
mod closures;
pub mod doctor_slots;
pub mod explain_offer;
pub mod extend;
mod foresee;
pub mod free_days;
pub mod generate_slots;
pub mod get_template;
pub mod inactive;
pub mod jobs;
pub mod list_specializations;
pub mod list_templates;
pub mod openings;
mod plan;
pub mod rebuild;
pub mod replica;
mod scheduled;
pub mod search;
mod search_kinds;
pub mod set_template;
mod slot_page;
pub mod soonest_doctors;
mod squeeze_in;
mod stretch;
pub mod time_off;
mod wishes;
pub mod withdraw_template;

pub use replica::Replica;

/// What every use case works with.
#[derive(Clone)]
pub struct Availability {
    pub(crate) db: Database,
    /// For public questions.
    pub(crate) search: Database,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Ids,
    pub(crate) readers: Readers,
    pub(crate) replica: Option<Replica>,
    pub(crate) vault: Vault,
}

holdfast_rpc::availability_service!(Availability);

impl Availability {
    /// The service over a database: `db` for changes, `search` for public questions, which are answered from the replica
    /// where it has come far enough.
    pub fn new(
        db: Database,
        search: Database,
        clock: Arc<dyn Clock>,
        ids: Ids,
        readers: Readers,
        replica: Option<Replica>,
        vault: Vault,
    ) -> Self {
        Self { db, search, clock, ids, readers, replica, vault }
    }
}

/// The zone of this name, which was checked when the clinic was made.
pub(crate) fn zone(name: &str) -> Result<TimeZone, Problem> {
    TimeZone::get(name).map_err(|error| {
        tracing::error!(%error, name, "unknown time zone of a clinic");
        Problem::of(ErrorCode::Internal)
    })
}
