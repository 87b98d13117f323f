//! The clinic service: clinics, their policies and visit types, their doctors, their patient records, their webhooks.
//!
//! One use case group per file: [`clinics`], `settings`, `visit_types`, [`doctors`], [`patients`], [`own_patients`], [`find_patients`],
//! `find_duplicates`, `merge_patients`, [`export_patient`], [`erase_patient`], [`audit`], [`webhooks`], [`webhook_secret`], [`webhook_deliveries`]. Jobs chain the audit log
//! ([`jobs::seal_audit`]), and make what records of one person are found by ([`jobs::index_patients`]).

use std::sync::Arc;

use holdfast_domain::{Clock, Ids};
use holdfast_outgoing::Destinations;
use holdfast_postgres::Database;
use holdfast_postgres::looks::Looks;
use holdfast_vault::Vault;

pub mod audit;
pub mod clinics;
pub mod doctors;
pub mod erase_patient;
pub mod export_patient;
mod find_duplicates;
pub mod find_patients;
pub mod jobs;
pub mod mails;
mod merge_patients;
pub mod own_patients;
pub mod patients;
mod settings;
mod settings_changes;
mod specializations;
pub mod update_doctor;
mod update_patient;
mod visit_types;
pub mod webhook_deliveries;
pub mod webhook_secret;
pub mod webhooks;
mod write;

holdfast_rpc::clinic_service!(Clinics);

/// What every use case works with.
#[derive(Clone)]
pub struct Clinics {
    pub(crate) db: Database,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Ids,
    pub(crate) vault: Vault,
    pub(crate) destinations: Destinations,
    pub(crate) looks: Looks,
}

impl Clinics {
    /// The service over a database. Webhooks may be at these destinations.
    pub fn new(
        db: Database,
        clock: Arc<dyn Clock>,
        ids: Ids,
        vault: Vault,
        destinations: Destinations,
    ) -> Self {
        Self { db, clock, ids, vault, destinations, looks: Looks::default() }
    }
}
