//! The clinic service: clinics, their doctors, their patient records.
//!
//! One use case group per file: [`clinics`], [`doctors`], [`patients`]; [`grpc`] only translates.

use std::sync::Arc;

use holdfast_domain::{Clock, Ids};
use holdfast_postgres::Database;

pub mod clinics;
pub mod doctors;
pub mod grpc;
pub mod patients;
mod write;

/// What every use case works with.
#[derive(Clone)]
pub struct Clinics {
    pub(crate) db: Database,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Ids,
}

impl Clinics {
    /// The service over a database.
    pub fn new(db: Database, clock: Arc<dyn Clock>, ids: Ids) -> Self {
        Self { db, clock, ids }
    }
}
