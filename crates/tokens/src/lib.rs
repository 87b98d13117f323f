//! Bearer tokens: EdDSA-signed JWTs (RFC 8725 rules: one algorithm, checked type, issuer and audience).
//!
//! [`Keys`] sign and check them; the first of the file signs, the others are good until they are taken away, so that keys
//! change without logging anybody out. [`key`] is how a file has them, [`signer`] makes tokens, [`verifier`] says what one must be.

pub mod key;
mod keys;
pub mod signer;
pub mod verifier;

pub use key::KeyError;
pub use keys::{Jwk, Keys};
pub use signer::OfSession;
pub use verifier::{Bearer, Rejected};
