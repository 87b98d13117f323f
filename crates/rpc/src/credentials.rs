//! The secret by which the processes of one Holdfast know one another.
//!
//! Every call carries it as `authorization: Bearer …`; a server refuses calls without it. It stands beside TLS, not
//! in its place: without TLS it is for loopback and for networks that are trusted.

use http::{HeaderMap, HeaderValue, header};
use subtle::ConstantTimeEq;

/// The shared secret, as it travels.
#[derive(Clone)]
pub struct Secret(HeaderValue);

/// The secret cannot be used.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("must have at least {SECRET_MIN} visible ASCII characters")]
pub struct UnfitSecret;

/// Fewest characters: 128 bits in hexadecimal.
pub const SECRET_MIN: usize = 32;

impl Secret {
    /// The secret of this text.
    pub fn new(text: &str) -> Result<Self, UnfitSecret> {
        if text.len() < SECRET_MIN || !text.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(UnfitSecret);
        }
        let mut value = HeaderValue::try_from(format!("Bearer {text}")).map_err(|_| UnfitSecret)?;
        value.set_sensitive(true);
        Ok(Self(value))
    }

    pub(crate) fn put(&self, headers: &mut HeaderMap) {
        headers.insert(header::AUTHORIZATION, self.0.clone());
    }

    /// Whether a request bears it. Takes as long for any guess of the right length.
    pub(crate) fn is_in(&self, headers: &HeaderMap) -> bool {
        headers
            .get(header::AUTHORIZATION)
            .is_some_and(|given| given.as_bytes().ct_eq(self.0.as_bytes()).into())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_secret_passes() {
        let secret = |c: char| Secret::new(&String::from(c).repeat(SECRET_MIN)).unwrap();
        let mut headers = HeaderMap::new();
        assert!(!secret('a').is_in(&headers));
        secret('a').put(&mut headers);
        assert!(secret('a').is_in(&headers));
        assert!(!secret('b').is_in(&headers));
        assert!(Secret::new("short").is_err());
        assert!(Secret::new(&" ".repeat(SECRET_MIN)).is_err());
    }
}
