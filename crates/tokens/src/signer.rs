//! What a token says, and how it is signed.

use holdfast_domain::{AppointmentId, Caller, ClinicId, DoctorId, Role, SessionId};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, Header};
use serde::{Deserialize, Serialize};

use crate::{KeyError, Keys};

pub(crate) const ISSUER: &str = "holdfast";
pub(crate) const AUDIENCE: &str = "holdfast-api";
/// RFC 9068's type for access tokens, so that no other token of ours passes as one.
pub(crate) const TYPE: &str = "at+jwt";

#[derive(Serialize, Deserialize)]
pub(crate) struct Claims {
    pub(crate) iss: String,
    pub(crate) aud: String,
    pub(crate) sub: String,
    pub(crate) iat: i64,
    pub(crate) exp: i64,
    pub(crate) role: Role,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) clinic: Option<ClinicId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) doctor: Option<DoctorId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) appointment: Option<AppointmentId>,
    /// The session that it is of, as in OpenID Connect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sid: Option<SessionId>,
    /// The version of the membership that it was given for, of those who act for a clinic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mv: Option<i32>,
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
