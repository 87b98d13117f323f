//! Answers kept for idempotency keys, where they hold personal data: sealed to the key that they are kept under.

use aws_lc_rs::digest::{SHA256, digest};
use holdfast_domain::KeyUse;
use uuid::Uuid;

use crate::error::VaultError;
use crate::keys::ClinicKey;
use crate::sealed::Place;

/// The row of `idempotency_keys`, which has no id of its own.
fn place(used: &KeyUse) -> Place {
    let KeyUse { caller, route, key, .. } = used;
    let hash = digest(&SHA256, [caller.as_str(), route, key].join("\0").as_bytes());
    let mut row = [0; 16];
    row.copy_from_slice(&hash.as_ref()[..16]);
    Place { table: "idempotency_keys", column: "result", row: Uuid::from_bytes(row) }
}

impl ClinicKey {
    /// Seals an answer. Without a key nothing is kept.
    pub fn seal_answer(&self, used: Option<&KeyUse>, answer: &[u8]) -> Result<Vec<u8>, VaultError> {
        used.map_or(Ok(Vec::new()), |used| self.seal(place(used), answer))
    }

    /// Opens an answer.
    pub fn open_answer(&self, used: &KeyUse, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        self.open(place(used), sealed)
    }
}
