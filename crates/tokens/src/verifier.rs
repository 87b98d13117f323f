//! What a token must be.

use holdfast_domain::Caller;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, Validation};

use crate::keys::Set;
use crate::signer::{AUDIENCE, Claims, ISSUER, TYPE};
use crate::{Keys, OfSession};

/// The token does not hold. Why is for logs, not for the bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the token does not hold: {0}")]
pub struct Rejected(&'static str);

impl Rejected {
    /// Why, in a few words.
    pub const fn why(&self) -> &'static str {
        self.0
    }

    /// Whether the token held once, and has expired since.
    pub fn is_expiry(&self) -> bool {
        *self == EXPIRED
    }
}

const EXPIRED: Rejected = Rejected("expired");

/// Longest token that is looked at: none of ours comes near.
const LONGEST: usize = 2_048;

/// Who bears a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// They.
    pub caller: Caller,
    /// The session that the token is of; none for those that were made by the command line, and guests' secrets.
    pub session: Option<OfSession>,
    /// Since when it is good.
    pub issued: Timestamp,
    /// Until when.
    pub expires: Timestamp,
}

fn rules() -> Validation {
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.set_issuer(&[ISSUER]);
    rules.set_audience(&[AUDIENCE]);
    rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    // the expiry is compared with the injected clock below
    rules.validate_exp = false;
    rules
}

impl Keys {
    /// Who bears this token, as of `now`.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Bearer, Rejected> {
        if token.len() > LONGEST {
            return Err(Rejected("too long"));
        }
        let set = self.current();
        let bearer = if let Some(known) = set.good.get(token) {
            known
        } else {
            let (fresh, by) = match check(&set, token) {
                // one that has come since
                Err(UNKNOWN_KEY) => {
                    let set = self.looked();
                    (check(&set, token)?, set)
                }
                checked => (checked?, set),
            };
            by.good.insert(token.to_owned(), fresh.clone());
            fresh
        };
        if now.as_second() >= bearer.expires.as_second() { Err(EXPIRED) } else { Ok(bearer) }
    }
}

const UNKNOWN_KEY: Rejected = Rejected("an unknown key");

fn check(set: &Set, token: &str) -> Result<Bearer, Rejected> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| Rejected("malformed"))?;
    if header.typ.as_deref() != Some(TYPE) {
        return Err(Rejected("another type"));
    }
    let kid = header.kid.ok_or(Rejected("no key is named"))?;
    let key = set.keys().iter().find(|key| key.id == kid).ok_or(UNKNOWN_KEY)?;
    let claims = jsonwebtoken::decode::<Claims>(token, &key.public, &rules())
        .map_err(|_| Rejected("signature or claims"))?
        .claims;
    let caller = Caller {
        role: claims.role,
        account_id: claims.sub.parse().ok(),
        clinic_id: claims.clinic,
        doctor_id: claims.doctor,
        appointment_id: claims.appointment,
        secret_issued_at: Timestamp::from_second(claims.iat).ok().filter(|_| claims.appointment.is_some()),
    };
    let instant = |second| Timestamp::from_second(second).map_err(|_| Rejected("out of time"));
    if !caller.is_complete() {
        return Err(Rejected("incomplete"));
    }
    let session = claims.sid.map(|id| OfSession { id, membership_version: claims.mv });
    Ok(Bearer { caller, session, issued: instant(claims.iat)?, expires: instant(claims.exp)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::pem_of_seed;
    use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use holdfast_domain::Role;
    use jsonwebtoken::{EncodingKey, Header};
    use uuid::Uuid;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn staff() -> Caller {
        Caller {
            role: Role::Staff,
            account_id: Some(Uuid::from_u128(1).into()),
            clinic_id: Some(Uuid::from_u128(2).into()),
            ..Caller::ANONYMOUS
        }
    }

    fn keys(seeds: &[u8]) -> Keys {
        let pem: String = seeds.iter().map(|seed| pem_of_seed(&[*seed; 32])).collect();
        Keys::of_pem(pem.as_bytes()).unwrap()
    }

    fn bearer(caller: Caller) -> Bearer {
        Bearer { caller, session: None, issued: at(100), expires: at(200) }
    }

    #[test]
    fn a_token_says_who_bears_it_until_it_expires() {
        let keys = keys(&[1]);
        let token = keys.sign(&staff(), None, at(100), at(200)).unwrap();
        for _ in 0..2 {
            assert_eq!(keys.verify(&token, at(199)), Ok(bearer(staff())));
        }
        assert_eq!(keys.verify(&token, at(200)), Err(Rejected("expired")));
        assert_eq!(token, keys.sign(&staff(), None, at(100), at(200)).unwrap());
        let session = Some(OfSession { id: Uuid::from_u128(9).into(), membership_version: Some(3) });
        let token = keys.sign(&staff(), session, at(100), at(200)).unwrap();
        assert_eq!(keys.verify(&token, at(150)), Ok(Bearer { session, ..bearer(staff()) }));
    }

    #[test]
    fn another_key_does_not_pass() {
        let token = keys(&[1]).sign(&staff(), None, at(100), at(200)).unwrap();
        assert_eq!(keys(&[2]).verify(&token, at(150)), Err(UNKNOWN_KEY));
    }

    #[test]
    fn an_incomplete_token_does_not_pass() {
        let keys = keys(&[1]);
        let without_clinic = Caller { clinic_id: None, ..staff() };
        let token = keys.sign(&without_clinic, None, at(100), at(200)).unwrap();
        assert_eq!(keys.verify(&token, at(150)), Err(Rejected("incomplete")));
    }

    #[test]
    fn keys_of_a_file_change_without_logging_anybody_out() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("keys.pem");
        let keys = Keys::of_file(&file, || [1; 32]).unwrap();
        let old = keys.sign(&staff(), None, at(100), at(200)).unwrap();
        // the new key signs, the old one holds
        std::fs::write(&file, [pem_of_seed(&[2; 32]), pem_of_seed(&[1; 32])].concat()).unwrap();
        let elsewhere = Keys::of_file(&file, || [0; 32]).unwrap();
        let new = elsewhere.sign(&staff(), None, at(100), at(200)).unwrap();
        assert_ne!(new, old);
        assert_eq!(keys.verify(&new, at(150)), Ok(bearer(staff())), "it was not looked for");
        assert_eq!(keys.verify(&old, at(150)), Ok(bearer(staff())));
        assert_eq!(keys.jwks(), elsewhere.jwks());
        assert_eq!(keys.jwks().len(), 2);
        assert_eq!(keys.derived(b"x"), elsewhere.derived(b"x"));
        // half a file changes nothing
        std::fs::write(&file, "-----BEGIN PRIVATE KEY-----\nMC4").unwrap();
        keys.looked();
        assert_eq!(keys.verify(&new, at(150)), Ok(bearer(staff())));
        // the old one is taken away, with what was remembered of it
        std::fs::write(&file, pem_of_seed(&[2; 32])).unwrap();
        keys.looked();
        assert_eq!(keys.verify(&old, at(150)), Err(UNKNOWN_KEY));
        assert_eq!(keys.verify(&new, at(150)), Ok(bearer(staff())));
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
        let keys = keys(&[1]);
        let kid = Some(keys.jwks()[0].kid.clone());
        let forged = |alter: &dyn Fn(&mut Header, &mut serde_json::Value), key: &EncodingKey| {
            let named = |header: &mut Header, claims: &mut serde_json::Value| {
                header.kid.clone_from(&kid);
                alter(header, claims);
            };
            forged(named, key)
        };
        let verdict = |token: String| keys.verify(&token, at(150));
        assert_eq!(verdict(forged(&|_, _| {}, &key)), Ok(bearer(staff())));
        for odd in [None, Some(""), Some("../../dev/null"), Some("x' OR 1=1")] {
            let odd = odd.map(str::to_owned);
            assert!(verdict(forged(&move |h, _| h.kid.clone_from(&odd), &key)).is_err());
        }
        assert!(verdict(forged(&|h, _| h.typ = Some("JWT".to_owned()), &key)).is_err());
        assert!(verdict(forged(&|_, c| c["iss"] = "other".into(), &key)).is_err());
        assert!(verdict(forged(&|_, c| c["aud"] = "other".into(), &key)).is_err());
        assert!(verdict(forged(&|_, c| c["role"] = "root".into(), &key)).is_err());
        // HMAC with the public key as its secret, the classic confusion
        let pair = Ed25519KeyPair::from_seed_unchecked(&[1; 32]).unwrap();
        let public = EncodingKey::from_secret(pair.public_key().as_ref());
        assert!(verdict(forged(&|h, _| h.alg = Algorithm::HS256, &public)).is_err());
        let unsigned = {
            let good = forged(&|_, _| {}, &key);
            let claims = good.split('.').nth(1).unwrap().to_owned();
            let header = serde_json::json!({"typ": TYPE, "alg": "none", "kid": kid}).to_string();
            format!("{}.{claims}.", URL_SAFE_NO_PAD.encode(header))
        };
        assert!(verdict(unsigned).is_err());
        assert!(verdict("x".repeat(3000)).is_err());
    }
}
