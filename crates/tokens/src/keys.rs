//! The keys of a file. It is read again when it has changed: a new key at its top signs from then on, and one that is gone
//! from it no longer holds.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant, SystemTime};

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{DecodingKey, EncodingKey};
use quick_cache::sync::Cache;
use serde::Serialize;

use crate::key::{KeyError, derived, pem_of_seed, secret_file, seed_of_pem};
use crate::verifier::Bearer;

/// How often the file is looked at, while tokens are of keys that are known.
const LOOKS_EVERY: Duration = Duration::from_secs(1);
/// Tokens remembered as good. A signature check costs more than all else that the gateway does for a request.
const REMEMBERED: usize = 20_000;
const BEGINS: &str = "-----BEGIN PRIVATE KEY-----";

/// A public key, as others are told it (RFC 8037).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Jwk {
    /// The kind of key, `OKP`.
    pub kty: &'static str,
    /// `Ed25519`
    pub crv: &'static str,
    /// `EdDSA`
    pub alg: &'static str,
    /// `sig`
    pub r#use: &'static str,
    /// What tokens name it by: its thumbprint (RFC 7638).
    pub kid: String,
    /// The key, base64url.
    pub x: String,
}

pub(crate) struct Key {
    pub(crate) id: String,
    pub(crate) private: EncodingKey,
    pub(crate) public: DecodingKey,
    x: String,
    seed: [u8; 32],
}

impl Key {
    fn of_seed(seed: [u8; 32]) -> Result<Self, KeyError> {
        let unreadable = |error: &dyn fmt::Display| KeyError::Unreadable(error.to_string());
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|error| unreadable(&error))?;
        let public = pair.public_key().as_ref();
        let x = URL_SAFE_NO_PAD.encode(public);
        let canonical = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#);
        Ok(Self {
            id: URL_SAFE_NO_PAD.encode(digest(&SHA256, canonical.as_bytes())),
            private: EncodingKey::from_ed_pem(pem_of_seed(&seed).as_bytes())
                .map_err(|error| unreadable(&error))?,
            public: DecodingKey::from_ed_der(public),
            x,
            seed,
        })
    }
}

/// The keys of one reading, at least one, and what was found good by them.
pub(crate) struct Set {
    keys: Vec<Key>,
    pub(crate) good: Cache<String, Bearer>,
}

impl Set {
    fn of_pem(pem: &[u8]) -> Result<Self, KeyError> {
        let unreadable = || KeyError::Unreadable("not in the expected form".to_owned());
        let text = std::str::from_utf8(pem).map_err(|_| unreadable())?;
        let blocks = text.split(BEGINS).skip(1);
        let keys: Result<Vec<Key>, KeyError> =
            blocks.map(|block| Key::of_seed(seed_of_pem(block).ok_or_else(unreadable)?)).collect();
        let keys = keys?;
        if keys.is_empty() {
            return Err(unreadable());
        }
        Ok(Self { keys, good: Cache::new(REMEMBERED) })
    }

    pub(crate) fn signing(&self) -> &Key {
        &self.keys[0]
    }

    pub(crate) fn keys(&self) -> &[Key] {
        &self.keys
    }
}

/// What a file looks like from outside.
type Stamp = Option<(SystemTime, u64)>;

fn stamp(file: &Path) -> Stamp {
    let about = std::fs::metadata(file).ok()?;
    Some((about.modified().ok()?, about.len()))
}

struct State {
    set: Arc<Set>,
    looked_at: Instant,
    stamp: Stamp,
}

/// What tokens are signed and checked by. Cheap to clone; clones share what they know.
#[derive(Clone)]
pub struct Keys {
    file: Option<Arc<PathBuf>>,
    state: Arc<RwLock<State>>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    /// These Ed25519 private keys (PKCS#8 PEM, one after another), the first of which signs.
    pub fn of_pem(pem: &[u8]) -> Result<Self, KeyError> {
        let state = State { set: Arc::new(Set::of_pem(pem)?), looked_at: Instant::now(), stamp: None };
        Ok(Self { file: None, state: Arc::new(RwLock::new(state)) })
    }

    /// Those of a file, which is made with one of this seed when there is none.
    pub fn of_file(file: &Path, seed: impl FnOnce() -> [u8; 32]) -> Result<Self, KeyError> {
        let stamp_before = stamp(file);
        let keys = Self::of_pem(&secret_file(file, || pem_of_seed(&seed()))?)?;
        keys.state.write().unwrap_or_else(PoisonError::into_inner).stamp = stamp_before;
        Ok(Self { file: Some(Arc::new(file.to_owned())), ..keys })
    }

    /// The keys as they are now, within a second.
    pub(crate) fn current(&self) -> Arc<Set> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        if self.file.is_none() || state.looked_at.elapsed() < LOOKS_EVERY {
            return Arc::clone(&state.set);
        }
        drop(state);
        self.looked()
    }

    /// The keys as they are now.
    pub(crate) fn looked(&self) -> Arc<Set> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let Some(file) = &self.file else { return Arc::clone(&state.set) };
        state.looked_at = Instant::now();
        let stamp = stamp(file);
        if stamp != state.stamp {
            let read = std::fs::read(&**file).map_err(|error| error.to_string());
            match read.and_then(|pem| Set::of_pem(&pem).map_err(|error| error.to_string())) {
                Ok(set) => {
                    state.set = Arc::new(set);
                    state.stamp = stamp;
                }
                // half written, or gone: those that are known go on
                Err(error) => {
                    tracing::warn!(error, file = %file.display(), "reloading the signing keys failed");
                }
            }
        }
        Arc::clone(&state.set)
    }

    /// The public keys, for whoever checks tokens elsewhere.
    pub fn jwks(&self) -> Vec<Jwk> {
        let jwk = |key: &Key| Jwk {
            kty: "OKP",
            crv: "Ed25519",
            alg: "EdDSA",
            r#use: "sig",
            kid: key.id.clone(),
            x: key.x.clone(),
        };
        self.current().keys.iter().map(jwk).collect()
    }

    /// A key for another purpose, by which nobody learns of these: the same for all that have the same oldest key.
    pub fn derived(&self, purpose: &[u8]) -> [u8; 32] {
        let set = self.current();
        let oldest = set.keys.last().unwrap_or_else(|| set.signing());
        derived(&oldest.seed, purpose).unwrap_or(oldest.seed)
    }
}
