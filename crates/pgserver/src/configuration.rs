//! The server's settings, written anew to `holdfast.conf` at every start, and its port, which is kept there.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs::{self, OpenOptions},
    hash::{DefaultHasher, Hash, Hasher},
    io::Write as _,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
};

use crate::{
    error::{PgServerError, Tried},
    folder::replace_file,
    owner::Owner,
};

/// For a small machine, and for tables whose rows change often.
const DEFAULTS: [(&str, &str); 14] = [
    ("autovacuum_analyze_scale_factor", "0.02"),
    ("autovacuum_naptime", "15s"),
    ("autovacuum_vacuum_cost_limit", "1000"),
    ("autovacuum_vacuum_scale_factor", "0.05"),
    ("checkpoint_completion_target", "0.9"),
    ("jit", "off"),
    // Terse leaves out DETAIL, which repeats the values of a violated key: personal data.
    ("log_error_verbosity", "terse"),
    ("log_timezone", "UTC"),
    ("max_connections", "100"),
    ("max_wal_size", "2GB"),
    ("random_page_cost", "1.1"),
    ("shared_buffers", "256MB"),
    ("timezone", "UTC"),
    // Its default compressor (pglz) was measured to double the CPU time of a booking; the WAL is on a local disk.
    ("wal_compression", "off"),
];

/// What keeps an acknowledged commit safe. Also given on the command line, where not even `ALTER SYSTEM` wins.
pub(crate) const SAFETY: [(&str, &str); 3] =
    [("fsync", "on"), ("full_page_writes", "on"), ("synchronous_commit", "on")];

/// What keeps the server private.
const PRIVACY: [(&str, &str); 3] = [
    ("listen_addresses", "127.0.0.1"),
    ("password_encryption", "scram-sha-256"),
    ("unix_socket_directories", ""),
];

/// Below the range that Linux gives to outgoing connections, so that the port is still free after a restart.
const PORTS: std::ops::Range<u16> = 15_000..30_000;

fn path(dir: &Path) -> PathBuf {
    dir.join("holdfast.conf")
}

/// Makes a freshly initialised folder read `holdfast.conf`.
pub(crate) fn include(dir: &Path) -> Result<(), PgServerError> {
    let main = dir.join("postgresql.conf");
    OpenOptions::new()
        .append(true)
        .open(&main)
        .and_then(|mut file| {
            file.write_all(b"\ninclude_if_exists = 'holdfast.conf'\n")?;
            file.sync_all()
        })
        .tried(|| format!("write {}", main.display()))
}

/// Writes the settings for the next start.
pub(crate) fn write(
    dir: &Path,
    port: u16,
    extra: &[(String, String)],
    owner: Option<&Owner>,
) -> Result<(), PgServerError> {
    replace_file(&path(dir), &render(port, extra)?, owner)
}

fn render(port: u16, extra: &[(String, String)]) -> Result<String, PgServerError> {
    let port = port.to_string();
    let mut settings = BTreeMap::from(DEFAULTS);
    settings.extend(extra.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    settings.extend(SAFETY);
    settings.extend(PRIVACY);
    settings.insert("port", &port);

    let mut text = String::from("# Written by holdfast at every start; changes here are lost.\n");
    for (name, value) in settings {
        let named = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_.".contains(c));
        if name.is_empty() || !named || value.contains(['\n', '\r', '\0']) {
            return Err(PgServerError::BadSetting(format!("{name} = {value}").escape_debug().to_string()));
        }
        let value = value.replace('\\', r"\\").replace('\'', "''");
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{name} = '{value}'");
    }
    Ok(text)
}

/// The port of the last start if it is free, else another one that is. `avoid` was tried and found taken.
pub(crate) fn pick_port(dir: &Path, avoid: Option<u16>) -> Result<u16, PgServerError> {
    let mut spread = DefaultHasher::new();
    dir.hash(&mut spread);
    let size = u64::from(PORTS.end - PORTS.start);
    // Folders begin at different ports, so that servers started together seldom meet.
    let first = PORTS.start + u16::try_from(spread.finish() % size).unwrap_or_default();
    last_port(dir)
        .into_iter()
        .chain(first..PORTS.end)
        .chain(PORTS.start..first)
        .find(|port| Some(*port) != avoid && TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .ok_or(PgServerError::NoPort)
}

fn last_port(dir: &Path) -> Option<u16> {
    let text = fs::read_to_string(path(dir)).ok()?;
    text.lines().find_map(|line| line.strip_prefix("port = '")?.strip_suffix('\'')?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extra(name: &str, value: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), value.to_owned())]
    }

    #[test]
    fn extra_settings_win_over_defaults_only() {
        let text = render(15_432, &extra("shared_buffers", "1GB")).unwrap();
        assert!(text.contains("shared_buffers = '1GB'\n") && !text.contains("256MB"), "{text}");
        let text = render(15_432, &extra("fsync", "off")).unwrap();
        assert!(text.contains("fsync = 'on'\n") && !text.contains("off'\nfull"), "{text}");
        assert!(text.contains("port = '15432'\n"), "{text}");
    }

    #[test]
    fn values_are_quoted_and_odd_names_refused() {
        let text = render(1, &extra("search_path", r"it's \ here")).unwrap();
        assert!(text.contains(r"search_path = 'it''s \\ here'"), "{text}");
        assert!(render(1, &extra("a = 1\nfsync", "off")).is_err());
        assert!(render(1, &extra("jit", "on'\nfsync = off")).is_err());
    }
}
