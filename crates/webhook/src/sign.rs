//! Signatures by the Standard Webhooks specification 1.0.0 (<https://www.standardwebhooks.com>): HMAC-SHA256 over id, time
//! and body, so that who has the secret knows that it is us, and that it is new.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

/// What a secret begins with; base64 follows.
const PREFIX: &str = "whsec_";

/// The key of a secret, if it is one.
fn key(secret: &str) -> Option<hmac::Key> {
    let bytes = STANDARD.decode(secret.strip_prefix(PREFIX)?).ok()?;
    Some(hmac::Key::new(hmac::HMAC_SHA256, &bytes))
}

/// The header `webhook-signature`: one signature by each secret. `seconds` is the header `webhook-timestamp`.
pub(crate) fn signatures(secrets: &[String], id: Uuid, seconds: i64, body: &str) -> String {
    let signed = format!("{id}.{seconds}.{body}");
    let by = |secret: &String| {
        Some(format!("v1,{}", STANDARD.encode(hmac::sign(&key(secret)?, signed.as_bytes()))))
    };
    secrets.iter().filter_map(by).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made with `openssl dgst -sha256 -mac HMAC`.
    #[test]
    fn a_signature_is_what_others_compute() {
        let secret = format!("{PREFIX}{}", STANDARD.encode([7; 32]));
        let id = Uuid::from_u128(1);
        let one = signatures(std::slice::from_ref(&secret), id, 1_700_000_000, "{}");
        assert_eq!(one, "v1,IeGonAn68pfxCMfsVHLofe21kWupgFv26hvl/EGLzwU=");
        let other = format!("{PREFIX}{}", STANDARD.encode([8; 32]));
        let both = signatures(&[secret, other, "no secret".to_owned()], id, 1_700_000_000, "{}");
        assert!(both.starts_with(&format!("{one} v1,")) && both.matches("v1,").count() == 2, "{both}");
    }
}
