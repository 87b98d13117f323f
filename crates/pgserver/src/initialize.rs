//! The first start: makes the data folder, all or nothing.

use std::{fmt::Write as _, fs::File, path::Path, process::Output};

use crate::{
    binaries::Binaries,
    configuration,
    error::{PgServerError, Tried},
    folder::Folder,
    owner::Owner,
};

/// Unicode letters are known to `lower` and `ILIKE` in the first; the second is there on every machine. Both sort by
/// code point, so no index breaks when the system's collations change.
const LOCALES: [&str; 2] = ["C.UTF-8", "C"];

/// Runs `initdb` in a folder beside the data folder and renames it when everything is in place, so a kill in the
/// middle leaves nothing that a later start could mistake for data.
pub(crate) async fn initialize(
    folder: &Folder,
    owner: Option<&Owner>,
    binaries: &Binaries,
    password_bytes: &[u8; 24],
    lock: &File,
) -> Result<(), PgServerError> {
    folder.write_password(&hex(password_bytes), owner)?;
    folder.create_staging(owner)?;
    let mut locales = LOCALES.into_iter();
    while let Some(locale) = locales.next() {
        let output = initdb(folder, owner, &binaries.initdb(), locale, lock).await?;
        if output.status.success() {
            break;
        }
        let said = one_line(&output.stderr);
        if locales.len() == 0 || !said.contains("locale") {
            return Err(PgServerError::Initdb(said));
        }
    }
    configuration::include(&folder.staging)?;
    folder.publish_staging()
}

async fn initdb(
    folder: &Folder,
    owner: Option<&Owner>,
    program: &Path,
    locale: &str,
    lock: &File,
) -> Result<Output, PgServerError> {
    let what = || format!("run {}", program.display());
    // As its standard input, initdb holds the start lock too: should holdfast be killed now, the next start waits
    // until this initdb has ended, and does not clear the folder under it.
    let lock = lock.try_clone().tried(what)?;
    Owner::command(owner, program)
        .arg("--pgdata")
        .arg(&folder.staging)
        .arg("--pwfile")
        .arg(&folder.password)
        .args(["--username=holdfast", "--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums"])
        .args([&format!("--locale={locale}"), "--lc-messages=C"])
        .stdin(lock)
        .output()
        .await
        .tried(what)
}

fn one_line(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" | ")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
