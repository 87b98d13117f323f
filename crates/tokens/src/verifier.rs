//! Checks tokens.

use std::sync::Arc;

use holdfast_domain::{Caller, Role};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use quick_cache::sync::Cache;
use uuid::Uuid;

use crate::{AUDIENCE, Claims, ISSUER, KeyError, TYPE};

/// The token does not hold. Why is for logs, not for the bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the token does not hold: {0}")]
pub struct Rejected(&'static str);

/// Tokens remembered as good. A signature check costs more than all else that the gateway does for a request.
const REMEMBERED: usize = 20_000;
/// Longest token that is looked at: none of ours comes near.
const LONGEST: usize = 2_048;

/// Turns tokens into callers. Cheap to clone; clones share what they remember.
#[derive(Clone)]
pub struct Verifier {
    key: Arc<DecodingKey>,
    rules: Arc<Validation>,
    good: Arc<Cache<String, (Caller, i64)>>,
}

impl Verifier {
    /// Checks tokens signed with this private key (PKCS#8 PEM).
    pub fn new(private_pem: &[u8]) -> Result<Self, KeyError> {
        let public = public_key(private_pem)?;
        let mut rules = Validation::new(Algorithm::EdDSA);
        rules.set_issuer(&[ISSUER]);
        rules.set_audience(&[AUDIENCE]);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // the expiry is compared with the injected clock below
        rules.validate_exp = false;
        Ok(Self {
            key: Arc::new(DecodingKey::from_ed_der(&public)),
            rules: Arc::new(rules),
            good: Arc::new(Cache::new(REMEMBERED)),
        })
    }

    /// Who bears this token, as of `now`.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Caller, Rejected> {
        if token.len() > LONGEST {
            return Err(Rejected("too long"));
        }
        let (caller, expires) = if let Some(known) = self.good.get(token) {
            known
        } else {
            let fresh = self.check(token)?;
            self.good.insert(token.to_owned(), fresh.clone());
            fresh
        };
        if now.as_second() >= expires { Err(Rejected("expired")) } else { Ok(caller) }
    }

    fn check(&self, token: &str) -> Result<(Caller, i64), Rejected> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| Rejected("malformed"))?;
        if header.typ.as_deref() != Some(TYPE) {
            return Err(Rejected("another type"));
        }
        let claims = jsonwebtoken::decode::<Claims>(token, &self.key, &self.rules)
            .map_err(|_| Rejected("signature or claims"))?
            .claims;
        let caller = Caller {
            role: claims.role,
            account_id: Uuid::try_parse(&claims.sub).ok(),
            clinic_id: claims.clinic,
            doctor_id: claims.doctor,
            appointment_id: claims.appointment,
        };
        let complete = match caller.role {
            Role::Anonymous => false,
            Role::Guest => caller.appointment_id.is_some(),
            Role::Patient | Role::PlatformAdmin => caller.account_id.is_some(),
            Role::Staff | Role::ClinicAdmin => caller.account_id.is_some() && caller.clinic_id.is_some(),
            Role::Doctor => {
                caller.account_id.is_some() && caller.clinic_id.is_some() && caller.doctor_id.is_some()
            }
        };
        if complete { Ok((caller, claims.exp)) } else { Err(Rejected("incomplete")) }
    }
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Verifier")
    }
}

fn public_key(private_pem: &[u8]) -> Result<Vec<u8>, KeyError> {
    use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
    let seed = crate::key::seed_of_pem(private_pem)
        .ok_or_else(|| KeyError::Unreadable("not in the expected form".to_owned()))?;
    let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|e| KeyError::Unreadable(e.to_string()))?;
    Ok(pair.public_key().as_ref().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Signer;
    use crate::key::pem_of_seed;
    use jsonwebtoken::{EncodingKey, Header};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn staff() -> Caller {
        Caller {
            role: Role::Staff,
            account_id: Some(Uuid::from_u128(1)),
            clinic_id: Some(Uuid::from_u128(2)),
            ..Caller::ANONYMOUS
        }
    }

    fn pair(seed: u8) -> (Signer, Verifier) {
        let pem = pem_of_seed(&[seed; 32]);
        (Signer::new(pem.as_bytes()).unwrap(), Verifier::new(pem.as_bytes()).unwrap())
    }

    #[test]
    fn a_token_says_who_bears_it_until_it_expires() {
        let (signer, verifier) = pair(1);
        let token = signer.sign(&staff(), at(100), at(200)).unwrap();
        for _ in 0..2 {
            assert_eq!(verifier.verify(&token, at(199)), Ok(staff()));
        }
        assert_eq!(verifier.verify(&token, at(200)), Err(Rejected("expired")));
        assert_eq!(token, signer.sign(&staff(), at(100), at(200)).unwrap());
    }

    #[test]
    fn another_key_does_not_pass() {
        let token = pair(1).0.sign(&staff(), at(100), at(200)).unwrap();
        assert_eq!(pair(2).1.verify(&token, at(150)), Err(Rejected("signature or claims")));
    }

    #[test]
    fn an_incomplete_token_does_not_pass() {
        let (signer, verifier) = pair(1);
        let without_clinic = Caller { clinic_id: None, ..staff() };
        let token = signer.sign(&without_clinic, at(100), at(200)).unwrap();
        assert_eq!(verifier.verify(&token, at(150)), Err(Rejected("incomplete")));
    }

    fn forged(alter: impl FnOnce(&mut Header, &mut serde_json::Value), key: &EncodingKey) -> String {
        let mut header = Header { typ: Some(TYPE.to_owned()), ..Header::new(Algorithm::EdDSA) };
        let mut claims = serde_json::json!({
            "iss": ISSUER, "aud": AUDIENCE, "sub": Uuid::from_u128(1), "iat": 100, "exp": 200,
            "role": "staff", "clinic": Uuid::from_u128(2)
        });
        alter(&mut header, &mut claims);
        jsonwebtoken::encode(&header, &claims, key).unwrap()
    }

    #[test]
    fn wrong_type_issuer_audience_and_algorithm_do_not_pass() {
        let pem = pem_of_seed(&[1; 32]);
        let key = EncodingKey::from_ed_pem(pem.as_bytes()).unwrap();
        let verifier = Verifier::new(pem.as_bytes()).unwrap();
        let verdict = |token: String| verifier.verify(&token, at(150));
        assert_eq!(verdict(forged(|_, _| {}, &key)), Ok(staff()));
        assert!(verdict(forged(|h, _| h.typ = Some("JWT".to_owned()), &key)).is_err());
        assert!(verdict(forged(|_, c| c["iss"] = "other".into(), &key)).is_err());
        assert!(verdict(forged(|_, c| c["aud"] = "other".into(), &key)).is_err());
        assert!(verdict(forged(|_, c| c["role"] = "root".into(), &key)).is_err());
        // HMAC with the public key as its secret, the classic confusion
        let public = EncodingKey::from_secret(&public_key(pem.as_bytes()).unwrap());
        assert!(verdict(forged(|h, _| h.alg = Algorithm::HS256, &public)).is_err());
        let unsigned = {
            let good = forged(|_, _| {}, &key);
            let claims = good.split('.').nth(1).unwrap().to_owned();
            // {"typ":"at+jwt","alg":"none"}
            format!("eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJub25lIn0.{claims}.")
        };
        assert!(verdict(unsigned).is_err());
        assert!(verdict("x".repeat(3000)).is_err());
    }
}
