//! The clinic service: clinics, their doctors, their patient records.
//!
//! One use case group per file: [`clinics`], [`doctors`], [`patients`], [`find_patients`], [`export_patient`],
//! [`erase_patient`], [`audit`]; [`grpc`] only translates. In the background [`seal_audit`] chains the audit log.

use std::sync::Arc;

use holdfast_domain::{Clock, Ids};
use holdfast_postgres::Database;
use holdfast_vault::Vault;

pub mod audit;
pub mod clinics;
pub mod doctors;
pub mod erase_patient;
pub mod export_patient;
pub mod find_patients;
pub mod grpc;
pub mod patients;
pub mod seal_audit;
mod write;

/// What every use case works with.
#[derive(Clone)]
pub struct Clinics {
    pub(crate) db: Database,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Ids,
    pub(crate) vault: Vault,
}

impl Clinics {
    /// The service over a database.
    pub fn new(db: Database, clock: Arc<dyn Clock>, ids: Ids, vault: Vault) -> Self {
        Self { db, clock, ids, vault }
    }
}
