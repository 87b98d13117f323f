//! The links of mails to people without an account: each opens one appointment.
//!
//! A link is the appointment's id and a keyed hash of it and of the moment since when its secrets hold (16 bytes each, in base64url): whoever
//! writes mails makes one without keys that would open more, and all of them are void with the secrets of before.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use uuid::Uuid;

use crate::keys::ClinicKey;

const ID_LEN: usize = 16;

/// The appointment that a link names, whether it holds or not; none if it is no link.
pub fn appointment_of(link: &str) -> Option<Uuid> {
    let bytes = URL_SAFE_NO_PAD.decode(link).ok().filter(|bytes| bytes.len() == 2 * ID_LEN)?;
    Uuid::from_slice(&bytes[..ID_LEN]).ok()
}

impl ClinicKey {
    /// The link of an appointment whose secrets hold since then, or always.
    pub fn mail_link(&self, appointment: Uuid, since: Option<Timestamp>) -> String {
        let text = format!("{appointment} {}", since.map(Timestamp::as_microsecond).unwrap_or_default());
        let hash = self.hash("mail link", &text);
        URL_SAFE_NO_PAD.encode([appointment.as_bytes().as_slice(), &hash[..ID_LEN]].concat())
    }

    /// Whether this is that link.
    pub fn is_mail_link(&self, link: &str, appointment: Uuid, since: Option<Timestamp>) -> bool {
        verify_slices_are_equal(link.as_bytes(), self.mail_link(appointment, since).as_bytes()).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_link_names_nothing() {
        for text in ["", "x", "AAAA", "eyJhbGciOiJFZERTQSJ9.e30.c2ln", &"A".repeat(43), &"A".repeat(44)] {
            let is_link = text.len() == 43;
            assert_eq!(appointment_of(text).is_some(), is_link, "{text}");
        }
    }
}
