//! Bearer tokens: EdDSA-signed JWTs (RFC 8725 rules: one algorithm, checked type, issuer and audience).
//!
//! [`Keys`] sign and check them; the first of the file signs, the others are good until they are taken away, so that keys
//! change without logging anybody out. [`key`] is how a file has them, [`verifier`] what a token must be.

pub mod key;
mod keys;
pub mod verifier;

use holdfast_domain::{AppointmentId, Caller, ClinicId, DoctorId, Role, SessionId};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, Header};
use serde::{Deserialize, Serialize};

pub use key::KeyError;
pub use keys::{Jwk, Keys};
pub use verifier::{Bearer, Rejected};

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
    clinic: Option<ClinicId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doctor: Option<DoctorId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    appointment: Option<AppointmentId>,
    /// The session that it is of, as in OpenID Connect.
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<SessionId>,
    /// The version of the membership that it was given for, of those who act for a clinic.
    #[serde(skip_serializing_if = "Option::is_none")]
    mv: Option<i32>,
}

/// The session that a token is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfSession {
    /// Its id.
    pub id: SessionId,
    /// The version of the membership that the caller acts by, for a clinic.
    pub membership_version: Option<i32>,
}

impl Keys {
    /// A token for this caller, of a session if there is one. The same input gives the same token: Ed25519 is deterministic.
    pub fn sign(
        &self,
        caller: &Caller,
        session: Option<OfSession>,
        issued: Timestamp,
        expires: Timestamp,
    ) -> Result<String, KeyError> {
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
            sid: session.map(|session| session.id),
            mv: session.and_then(|session| session.membership_version),
        };
        let set = self.current();
        let key = set.signing();
        let header =
            Header { typ: Some(TYPE.to_owned()), kid: Some(key.id.clone()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &claims, &key.private).map_err(|e| KeyError::Unreadable(e.to_string()))
    }
}
