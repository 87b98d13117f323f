//! Personal data, unreadable in the database: what is sealed here is AES-256-GCM under a key of the clinic's own.
//!
//! - [`master`]: the master keys, from outside; they wrap the clinics' keys and nothing else.
//! - [`keys`]: a key per clinic, made at first use, kept wrapped in `vault_keys`, and in memory as a [`ClinicKey`].
//! - [`sealed`]: a value sealed to its place (clinic, table, column, row): moved elsewhere, it does not open.
//! - [`index`]: keyed hashes, by which a sealed value is found without being read.
//! - [`mail_link`]: links of mails, each to one appointment.
//! - [`patient`]: a person of the table `patients`, sealed and open.
//! - [`phone`]: phone numbers as they are dialled from everywhere.
//! - [`answers`]: kept answers to idempotency keys, where they hold personal data.
//! - [`rewrap`]: the clinics' keys under a new master key.
//!
//! Why it is so: `docs/decisions/0014`.

pub mod answers;
mod error;
pub mod index;
pub mod keys;
pub mod mail_link;
pub mod master;
pub mod patient;
pub mod phone;
pub mod rewrap;
pub mod sealed;

pub use error::VaultError;
pub use keys::{ClinicKey, Vault};
pub use patient::{INDEX_RULES, Person, PersonKeys, SealedPerson};
pub use sealed::Place;
