//! Secrets that are given out once and kept as hashes: links, refresh tokens, cookies, API keys.
//!
//! Each has 256 random bits, so a plain hash tells nothing of it; a prefix says what it is, to people and to programs that
//! look for secrets in places where they should not be.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use holdfast_domain::Ids;

/// What a secret is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SecretKind {
    /// A link in a mail.
    Link,
    /// Goes on with a session.
    Refresh,
    /// A browser's session.
    Cookie,
    /// Another program's key.
    ApiKey,
}

impl SecretKind {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Link => "hfl_",
            Self::Refresh => "hfr_",
            Self::Cookie => "hfs_",
            Self::ApiKey => "hfk_",
        }
    }

    /// A new secret of this kind.
    pub(crate) fn new_secret(self, ids: &Ids) -> String {
        format!("{}{}", self.prefix(), random(ids))
    }

    /// The hash that a secret of this kind is kept as; none of what cannot be one.
    pub(crate) fn hash_of(self, secret: &str) -> Option<Vec<u8>> {
        (secret.starts_with(self.prefix()) && secret.len() < 100).then(|| hash(secret))
    }
}

/// 256 random bits, in 43 characters.
pub(crate) fn random(ids: &Ids) -> String {
    let mut bytes = [0; 32];
    ids.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// SHA-256.
pub(crate) fn hash(secret: &str) -> Vec<u8> {
    digest(&SHA256, secret.as_bytes()).as_ref().to_vec()
}
