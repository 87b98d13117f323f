//! Ports for servers that a test starts: none is given twice, to this test or to another at the same time.
//!
//! Asking the kernel for a free port and closing it again is not enough: until the server listens, the next who asks,
//! or an outgoing connection, may get the same one. So these lie below the range that outgoing connections are given
//! from, and each is claimed by a locked file for as long as the test's process lives.

use std::fs::{File, TryLockError};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// The first port that is given, above what well-known servers use.
const FIRST: u16 = 20_000;

/// Linux' own default for the first port of outgoing connections.
const OUTGOING_FROM: u16 = 32_768;

/// The claims of this process; the locks go with it.
static CLAIMS: Mutex<Vec<File>> = Mutex::new(Vec::new());

/// A port that nobody listens on, this test's alone.
pub fn free_port() -> u16 {
    free_ports(1)
}

/// So many ports in a row, as [`free_port`]; the first of them.
pub(crate) fn free_ports(count: u16) -> u16 {
    let folder = std::env::temp_dir().join(format!("holdfast-test-ports-{}", nix::unistd::getuid()));
    std::fs::create_dir_all(&folder).expect("a folder for the claims");
    let end = outgoing_from().min(OUTGOING_FROM);
    // tests that start together begin to look at different places
    let width = u32::from(end - FIRST - count);
    let from = std::process::id().wrapping_mul(2_654_435_761) % width;
    for step in 0..width {
        let first = FIRST + u16::try_from((from + step) % width).expect("below the width");
        let claims: Option<Vec<_>> = (first..first + count).map(|port| claim(port, &folder)).collect();
        if let Some(claims) = claims {
            CLAIMS.lock().unwrap_or_else(PoisonError::into_inner).extend(claims);
            return first;
        }
    }
    panic!("no free port between {FIRST} and {end}");
}

fn claim(port: u16, folder: &std::path::Path) -> Option<File> {
    let file: PathBuf = folder.join(port.to_string());
    let file = File::options().create(true).append(true).open(file).expect("a file for the claim");
    match file.try_lock() {
        Ok(()) => TcpListener::bind(("127.0.0.1", port)).is_ok().then_some(file),
        Err(TryLockError::WouldBlock) => None,
        Err(TryLockError::Error(error)) => panic!("cannot claim port {port}: {error}"),
    }
}

/// Where the kernel's range for outgoing connections begins.
fn outgoing_from() -> u16 {
    let range = std::fs::read_to_string("/proc/sys/net/ipv4/ip_local_port_range").unwrap_or_default();
    let from = range.split_whitespace().next().and_then(|from| from.parse().ok());
    from.filter(|from| *from > FIRST + 1_000).unwrap_or(OUTGOING_FROM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_port_is_given_twice() {
        let mut ports: Vec<_> = (0..200).map(|_| free_port()).collect();
        let first = free_ports(3);
        ports.extend(first..first + 3);
        let given = ports.len();
        ports.sort_unstable();
        ports.dedup();
        assert_eq!(ports.len(), given);
        assert!(ports.iter().all(|port| (FIRST..OUTGOING_FROM).contains(port)));
    }

    #[test]
    fn a_port_in_use_is_not_given() {
        let taken = free_port();
        let _listener = TcpListener::bind(("127.0.0.1", taken)).expect("it was free");
        let folder = tempfile::tempdir().expect("a folder");
        assert!(claim(taken, folder.path()).is_none());
    }
}
