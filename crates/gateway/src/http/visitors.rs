//! What visitors are known by: a token that names them, and keyed hashes of the networks that they come from. Nothing of either is
//! kept by the gateways, which all have the same keys.

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use holdfast_domain::VisitorId;
use uuid::Uuid;

use crate::Gateway;

const PREFIX: &str = "hfv_";
/// How a token looks.
pub(crate) const PATTERN: &str = "^hfv_[0-9A-Za-z_-]{43}$";
const ID_BYTES: usize = 16;
const HASH_BYTES: usize = 16;
/// Enough to tell networks apart.
const NETWORK_BYTES: usize = 8;

/// Signs visitors' ids, and knows what it has signed.
pub(crate) struct VisitorTokens(hmac::Key);

impl VisitorTokens {
    fn hash(&self, id: &[u8]) -> [u8; HASH_BYTES] {
        let mut hash = [0; HASH_BYTES];
        hash.copy_from_slice(&hmac::sign(&self.0, id).as_ref()[..HASH_BYTES]);
        hash
    }

    /// The token of a visitor: the same each time, so that a repeated answer is the first one to the byte.
    pub(crate) fn sign(&self, VisitorId(id): VisitorId) -> String {
        let bytes = [*id.as_bytes(), self.hash(id.as_bytes())].concat();
        format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Whose token this is, if it was given out.
    pub(crate) fn verify(&self, token: &str) -> Option<VisitorId> {
        let bytes = URL_SAFE_NO_PAD.decode(token.strip_prefix(PREFIX)?).ok()?;
        let (id, hash) = bytes.split_at_checked(ID_BYTES)?;
        aws_lc_rs::constant_time::verify_slices_are_equal(&self.hash(id), hash).ok()?;
        Uuid::from_slice(id).ok().map(VisitorId)
    }
}

/// Hashes networks: the database is to count them, not to know them.
pub(crate) struct NetworkHashing(hmac::Key);

impl NetworkHashing {
    pub(crate) fn of(&self, network: &str) -> Vec<u8> {
        hmac::sign(&self.0, network.as_bytes()).as_ref()[..NETWORK_BYTES].to_vec()
    }
}

impl Gateway {
    pub(crate) fn visitor_tokens(&self) -> VisitorTokens {
        VisitorTokens(hmac::Key::new(hmac::HMAC_SHA256, &self.0.keys.derived(b"visitor")))
    }

    pub(crate) fn network_hashing(&self) -> NetworkHashing {
        NetworkHashing(hmac::Key::new(hmac::HMAC_SHA256, &self.0.keys.derived(b"network of visitor")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_known_by_whoever_has_the_key() {
        let key = |byte| VisitorTokens(hmac::Key::new(hmac::HMAC_SHA256, &[byte; 32]));
        let id = VisitorId(Uuid::from_u128(7));
        let token = key(1).sign(id);
        assert_eq!((token.len(), key(1).verify(&token)), (47, Some(id)));
        assert_eq!(key(2).verify(&token), None);
        let other = key(1).sign(VisitorId(Uuid::from_u128(8)));
        let mixed = format!("{}{}", &token[..25], &other[25..]);
        for wrong in [&mixed, &token[..46], &token[4..], "", "hfv_", "hfv_ä"] {
            assert_eq!(key(1).verify(wrong), None, "{wrong}");
        }
    }
}
