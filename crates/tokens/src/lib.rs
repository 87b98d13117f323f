//! Bearer tokens: EdDSA-signed JWTs (RFC 8725 rules: one algorithm, checked type, issuer and audience).
//!
//! [`Signer`] makes them, [`Verifier`] turns them into a [`holdfast_domain::Caller`], [`key`] keeps the private
//! key in a file.

pub mod key;
mod verifier;

use holdfast_domain::{Caller, Role};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use key::KeyError;
pub use verifier::{Rejected, Verifier};

const ISSUER: &str = "holdfast";
const AUDIENCE: &str = "holdfast-api";
/// RFC 9068's type for access tokens, so that no other token of ours passes as one.
const TYPE: &str = "at+jwt";

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: String,
    iat: i64,
    exp: i64,
    role: Role,
    #[serde(skip_serializing_if = "Option::is_none")]
    clinic: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doctor: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    appointment: Option<Uuid>,
}

/// Makes tokens.
#[derive(Clone)]
pub struct Signer {
    key: EncodingKey,
}

impl Signer {
    /// Signs with an Ed25519 private key (PKCS#8 PEM).
    pub fn new(private_pem: &[u8]) -> Result<Self, KeyError> {
        let key = EncodingKey::from_ed_pem(private_pem).map_err(|e| KeyError::Unreadable(e.to_string()))?;
        Ok(Self { key })
    }

    /// A token for this caller. The same input gives the same token: Ed25519 is deterministic.
    pub fn sign(&self, caller: &Caller, issued: Timestamp, expires: Timestamp) -> Result<String, KeyError> {
        let claims = Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: caller.actor_id(),
            iat: issued.as_second(),
            exp: expires.as_second(),
            role: caller.role,
            clinic: caller.clinic_id,
            doctor: caller.doctor_id,
            appointment: caller.appointment_id,
        };
        let header = Header { typ: Some(TYPE.to_owned()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &claims, &self.key).map_err(|e| KeyError::Unreadable(e.to_string()))
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signer")
    }
}
