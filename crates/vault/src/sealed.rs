//! Values sealed to their place.
//!
//! A sealed value is one byte of format (1), the nonce, the ciphertext and the tag. Clinic, table, column and row are
//! authenticated with it, so that a value copied to another place does not open there. Nothing is sealed as nothing: that
//! a field is empty is no secret.

use aws_lc_rs::aead::{Aad, Nonce};
use uuid::Uuid;

use crate::error::VaultError;
use crate::keys::ClinicKey;
use crate::master::NONCE_LEN;

const FORMAT: u8 = 1;

/// Where a sealed value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The row's id.
    pub row: Uuid,
}

impl Place {
    /// Why somebody comes, in the row of an appointment.
    pub const fn appointment_reason(row: Uuid) -> Self {
        Self { table: "appointments", column: "reason", row }
    }

    /// Why an appointment was cancelled, in its row.
    pub const fn cancel_reason(row: Uuid) -> Self {
        Self { table: "appointments", column: "cancel_reason", row }
    }

    /// Why a doctor is away, in the row of the time off.
    pub const fn time_off_reason(row: Uuid) -> Self {
        Self { table: "time_off", column: "reason", row }
    }

    /// Why a booking outside the hours is kept, in the row of the conflict.
    pub const fn kept_reason(row: Uuid) -> Self {
        Self { table: "conflicts", column: "kept_reason", row }
    }

    /// Why the desk overruled a rule, in the row that says so.
    pub const fn override_reason(row: Uuid) -> Self {
        Self { table: "overrides", column: "reason", row }
    }

    /// The e-mail address of an account.
    pub const fn account_email(row: Uuid) -> Self {
        Self { table: "accounts", column: "email", row }
    }

    /// The name of an account's owner.
    pub const fn account_name(row: Uuid) -> Self {
        Self { table: "accounts", column: "name", row }
    }

    /// The secret of an account's second factor.
    pub const fn second_factor(row: Uuid) -> Self {
        Self { table: "accounts", column: "totp_secret", row }
    }

    /// The address that an invitation went to.
    pub const fn invitation_email(row: Uuid) -> Self {
        Self { table: "invitations", column: "email", row }
    }

    /// A mail of an account, with its address and secret.
    pub const fn account_mail(row: Uuid) -> Self {
        Self { table: "account_mails", column: "content", row }
    }

    /// Where somebody was who did something to an account.
    pub const fn account_source(row: Uuid) -> Self {
        Self { table: "account_log", column: "source", row }
    }

    /// The address of a webhook.
    pub const fn webhook_url(row: Uuid) -> Self {
        Self { table: "webhooks", column: "url", row }
    }

    /// The secret of a webhook, the old one too.
    pub const fn webhook_secret(row: Uuid) -> Self {
        Self { table: "webhooks", column: "secret", row }
    }

    fn bound_to(&self, clinic_id: Uuid) -> Vec<u8> {
        let Self { table, column, row } = self;
        [clinic_id.as_bytes(), row.as_bytes().as_slice(), table.as_bytes(), b"\0", column.as_bytes()].concat()
    }
}

impl ClinicKey {
    /// Seals bytes to a place.
    pub fn seal(&self, place: Place, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        if plain.is_empty() {
            return Ok(Vec::new());
        }
        let mut sealed = Vec::with_capacity(1 + NONCE_LEN + plain.len() + 16);
        sealed.extend_from_slice(plain);
        let nonce = self
            .sealing
            .seal_in_place_append_tag(Aad::from(place.bound_to(self.clinic_id)), &mut sealed)
            .map_err(|_| VaultError::Masters("a value could not be sealed".to_owned()))?;
        let head = std::iter::once(FORMAT).chain(*nonce.as_ref());
        sealed.splice(0..0, head);
        Ok(sealed)
    }

    /// Opens what was sealed to this place.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        if sealed.is_empty() {
            return Ok(Vec::new());
        }
        let Place { table, column, .. } = place;
        let does_not_open = || VaultError::DoesNotOpen { table, column };
        let Some((&FORMAT, rest)) = sealed.split_first() else { return Err(does_not_open()) };
        let (nonce, rest) = rest.split_at_checked(NONCE_LEN).ok_or_else(does_not_open)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| does_not_open())?;
        let mut rest = rest.to_vec();
        let length = self
            .sealing
            .open_in_place(nonce, Aad::from(place.bound_to(self.clinic_id)), &mut rest)
            .map_err(|_| does_not_open())?
            .len();
        rest.truncate(length);
        Ok(rest)
    }

    /// Opens text.
    pub fn open_text(&self, place: Place, sealed: &[u8]) -> Result<String, VaultError> {
        let Place { table, column, .. } = place;
        String::from_utf8(self.open(place, sealed)?).map_err(|_| VaultError::DoesNotOpen { table, column })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(clinic: u128) -> ClinicKey {
        ClinicKey::from_bytes(Uuid::from_u128(clinic), &[9; 32]).unwrap()
    }

    #[test]
    fn a_value_opens_in_its_place_and_nowhere_else() {
        let place = Place::appointment_reason(Uuid::from_u128(5));
        let sealed = key(1).seal(place, b"a cough").unwrap();
        assert_eq!(key(1).open_text(place, &sealed).unwrap(), "a cough");
        let elsewhere = [
            key(1).open(Place::appointment_reason(Uuid::from_u128(6)), &sealed),
            key(1).open(Place::cancel_reason(Uuid::from_u128(5)), &sealed),
            key(1).open(Place::time_off_reason(Uuid::from_u128(5)), &sealed),
            // the same key by mistake, but of another clinic
            key(2).open(place, &sealed),
        ];
        assert!(elsewhere.iter().all(Result::is_err));
    }

    #[test]
    fn a_changed_byte_anywhere_is_seen() {
        let place = Place::appointment_reason(Uuid::from_u128(5));
        let sealed = key(1).seal(place, b"a cough").unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key(1).open(place, &changed).is_err(), "byte {at}");
            assert!(key(1).open(place, &sealed[..at]).is_err() || at == 0, "cut at {at}");
        }
    }

    #[test]
    fn the_same_text_is_never_sealed_alike_and_nothing_stays_nothing() {
        let place = Place::appointment_reason(Uuid::from_u128(5));
        let seal = |text: &[u8]| key(1).seal(place, text).unwrap();
        assert_ne!(seal(b"a cough"), seal(b"a cough"));
        assert!(seal(b"").is_empty() && key(1).open(place, b"").unwrap().is_empty());
    }
}
