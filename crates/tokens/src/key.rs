//! Private keys as files have them: the 32-byte Ed25519 seed as PKCS#8 PEM (RFC 8410), for its owner alone to read.

use std::io::{ErrorKind, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use aws_lc_rs::hkdf;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It is no Ed25519 key.
    #[error("the signing key cannot be used ({0}); it must be an Ed25519 private key, PKCS#8 PEM")]
    Unreadable(String),
    /// The file cannot be read or written.
    #[error("the secret file {path} cannot be read or made: {reason}")]
    File {
        /// Where.
        path: String,
        /// Why.
        reason: String,
    },
}

/// DER before the seed: PrivateKeyInfo, version 0, algorithm id-Ed25519 (1.3.101.112), an octet string of 32 bytes.
const PKCS8_PREFIX: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// A private key of these 32 random bytes, as PKCS#8 PEM.
pub fn pem_of_seed(seed: &[u8; 32]) -> String {
    let mut der = PKCS8_PREFIX.to_vec();
    der.extend_from_slice(seed);
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der))
}

/// The seed in a PEM made by [`pem_of_seed`] or by other tools in the same form.
pub(crate) fn seed_of_pem(text: &str) -> Option<[u8; 32]> {
    let body: String = text.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = STANDARD.decode(body.trim()).ok()?;
    der.strip_prefix(&PKCS8_PREFIX)?.get(..32)?.try_into().ok()
}

/// A key for another purpose, by which nobody learns of this one (HKDF, RFC 5869).
pub(crate) fn derived(seed: &[u8; 32], purpose: &[u8]) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    hkdf::Salt::new(hkdf::HKDF_SHA256, b"holdfast")
        .extract(seed)
        .expand(&[purpose], hkdf::HKDF_SHA256)
        .and_then(|derived| derived.fill(&mut key))
        .ok()
        .map(|()| key)
}

/// Whether every user of this machine may read the file, or write to it. (A group is somebody's choice.)
fn others_may(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|about| about.mode() & 0o006 != 0)
}

/// Reads a file that only its owner may; makes it with what `content` gives when there is none. Two processes that
/// start at once end up with the same: the file appears whole, and only for the first.
pub fn secret_file(path: &Path, content: impl FnOnce() -> String) -> Result<Vec<u8>, KeyError> {
    let failed = |error: std::io::Error| KeyError::File {
        path: path.display().to_string(),
        reason: error.to_string(),
    };
    match std::fs::read(path) {
        Ok(pem) => {
            if others_may(path) {
                let file = path.display();
                tracing::warn!(%file, "others on this machine may read or change this secret; take that away: chmod 600, or 400");
            }
            return Ok(pem);
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
    }
    let draft = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&draft)
        .map_err(failed)?;
    file.write_all(content().as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
    // a link, unlike a rename, does not replace a key that somebody else made meanwhile
    let linked = std::fs::hard_link(&draft, path);
    std::fs::remove_file(&draft).map_err(failed)?;
    match linked {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(failed(error)),
    }
    std::fs::read(path).map_err(failed)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_secret_that_is_made_is_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        assert_eq!(secret_file(&path, || "s".to_owned()).unwrap(), b"s");
        assert!(!others_may(&path));
        for (mode, may) in [(0o644, true), (0o640, false), (0o602, true), (0o400, false)] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(others_may(&path), may, "{mode:o}");
        }
        assert_eq!(secret_file(&path, || "another".to_owned()).unwrap(), b"s");
    }
}
