//! The master keys: from a file, from a setting, or from a command that fetches them (out of a key management service).
//!
//! One key per line, 32 bytes as base64; the first wraps, the others still unwrap. So a master key is changed by putting
//! a new line on top, re-wrapping ([`crate::rewrap`]), and then taking the old line away, all of it while services run.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

use crate::error::VaultError;

/// Length of every key here.
pub const KEY_LEN: usize = 32;
/// Longest that a command that fetches them may take.
const COMMAND_WITHIN: Duration = Duration::from_secs(10);
/// Length of a nonce of AES-GCM.
pub(crate) const NONCE_LEN: usize = 12;

/// Where the master keys come from.
#[derive(Clone)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Their text itself.
    Text(String),
    /// What this command, given to `sh -c`, prints.
    Command(String),
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "File({})", path.display()),
            Self::Text(_) => f.write_str("Text(…)"),
            Self::Command(_) => f.write_str("Command(…)"),
        }
    }
}

impl Source {
    /// Reads them now.
    pub async fn load(&self) -> Result<MasterKeys, VaultError> {
        let failed = |what: String| VaultError::Masters(what);
        let text = match self {
            Self::File(path) => tokio::fs::read_to_string(path)
                .await
                .map_err(|error| failed(format!("{} cannot be read: {error}", path.display())))?,
            Self::Text(text) => text.clone(),
            Self::Command(command) => {
                let run =
                    tokio::process::Command::new("sh").arg("-c").arg(command).kill_on_drop(true).output();
                let output = tokio::time::timeout(COMMAND_WITHIN, run)
                    .await
                    .map_err(|_| failed("the command does not end".to_owned()))?
                    .map_err(|error| failed(format!("the command did not start: {error}")))?;
                if !output.status.success() {
                    return Err(failed(format!("the command ended with {}", output.status)));
                }
                String::from_utf8(output.stdout)
                    .map_err(|_| failed("the command printed no text".to_owned()))?
            }
        };
        MasterKeys::parse(&text).map_err(failed)
    }
}

/// The text of a new key, one line.
pub fn line_of(key: &[u8; KEY_LEN]) -> String {
    STANDARD.encode(key) + "\n"
}

/// One master key.
struct MasterKey {
    /// Tells which key it is, and nothing about it.
    id: String,
    key: RandomizedNonceKey,
}

/// All that are in force, the current one first.
pub struct MasterKeys(Vec<MasterKey>);

impl fmt::Debug for MasterKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.ids()).finish()
    }
}

/// A clinic's key, wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrapped {
    pub(crate) master_id: String,
    pub(crate) bytes: Vec<u8>,
}

impl MasterKeys {
    fn parse(text: &str) -> Result<Self, String> {
        let mut keys = Vec::new();
        for line in text.split_whitespace() {
            let place = keys.len() + 1;
            let bytes = STANDARD.decode(line).map_err(|_| format!("key {place} is not base64"))?;
            if bytes.len() != KEY_LEN {
                return Err(format!("key {place} has {} bytes; it must have {KEY_LEN}", bytes.len()));
            }
            let id = digest(&SHA256, &[b"holdfast master key\0", bytes.as_slice()].concat());
            let id = id.as_ref()[..8].iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
            let key = RandomizedNonceKey::new(&AES_256_GCM, &bytes).map_err(|error| error.to_string())?;
            keys.push(MasterKey { id, key });
        }
        if keys.is_empty() { Err("there is none".to_owned()) } else { Ok(Self(keys)) }
    }

    /// What each is called, the current one first.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|key| key.id.as_str())
    }

    /// What the current one is called.
    pub(crate) fn current_id(&self) -> &str {
        &self.0[0].id
    }

    /// A clinic's key under the current master key.
    pub(crate) fn wrap(&self, clinic_id: Uuid, key: &[u8; KEY_LEN]) -> Result<Wrapped, VaultError> {
        let current = &self.0[0];
        let mut sealed = key.to_vec();
        let nonce = current
            .key
            .seal_in_place_append_tag(Aad::from(clinic_id.as_bytes()), &mut sealed)
            .map_err(|_| VaultError::Masters("a clinic's key could not be wrapped".to_owned()))?;
        Ok(Wrapped { master_id: current.id.clone(), bytes: [nonce.as_ref().as_slice(), &sealed].concat() })
    }

    /// Undoes [`Self::wrap`], by whichever key it was done.
    pub(crate) fn unwrap(&self, clinic_id: Uuid, wrapped: &Wrapped) -> Result<[u8; KEY_LEN], VaultError> {
        let does_not_open = || VaultError::DoesNotOpen { table: "vault_keys", column: "wrapped" };
        let master = self.0.iter().find(|key| key.id == wrapped.master_id);
        let master = master.ok_or_else(|| VaultError::UnknownMaster(wrapped.master_id.clone()))?;
        let (nonce, sealed) = wrapped.bytes.split_at_checked(NONCE_LEN).ok_or_else(does_not_open)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| does_not_open())?;
        let mut sealed = sealed.to_vec();
        let opened = master
            .key
            .open_in_place(nonce, Aad::from(clinic_id.as_bytes()), &mut sealed)
            .map_err(|_| does_not_open())?;
        <[u8; KEY_LEN]>::try_from(&*opened).map_err(|_| does_not_open())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(bytes: &[u8]) -> MasterKeys {
        MasterKeys::parse(&bytes.iter().map(|byte| line_of(&[*byte; KEY_LEN])).collect::<Vec<_>>().concat())
            .unwrap()
    }

    #[test]
    fn a_key_of_a_clinic_opens_for_that_clinic_and_by_its_master_alone() {
        let clinic = Uuid::from_u128(1);
        let wrapped = keys(&[1]).wrap(clinic, &[7; KEY_LEN]).unwrap();
        assert_eq!(keys(&[2, 1]).unwrap(clinic, &wrapped).unwrap(), [7; KEY_LEN]);
        assert!(matches!(keys(&[2]).unwrap(clinic, &wrapped), Err(VaultError::UnknownMaster(_))));
        assert!(matches!(
            keys(&[1]).unwrap(Uuid::from_u128(2), &wrapped),
            Err(VaultError::DoesNotOpen { .. })
        ));
    }

    #[test]
    fn what_is_no_key_is_named() {
        let wrong = |text: &str| MasterKeys::parse(text).unwrap_err();
        assert_eq!(wrong(""), "there is none");
        assert_eq!(wrong("!"), "key 1 is not base64");
        assert_eq!(wrong(&format!("{}AAAA", line_of(&[1; KEY_LEN]))), "key 2 has 3 bytes; it must have 32");
    }

    #[tokio::test]
    async fn a_command_may_fetch_them() {
        let line = line_of(&[3; KEY_LEN]);
        let loaded = Source::Command(format!("echo {line}")).load().await.unwrap();
        assert!(loaded.ids().eq(keys(&[3]).ids()));
        let failed = Source::Command("exit 3".to_owned()).load().await.unwrap_err().to_string();
        assert!(failed.contains("exit status: 3"), "{failed}");
    }
}
