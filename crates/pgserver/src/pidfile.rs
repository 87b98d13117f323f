//! Who runs in the folder, according to `postmaster.pid` and the kernel.
//!
//! The file outlives a server that was killed, and its process number may be somebody else's by now: after a reboot,
//! or in a container, where numbers are small. So the process is asked whether it works in this folder.

use std::{
    fs, io,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
};

use nix::{errno::Errno, sys::signal::kill, unistd::Pid};

/// What stands in a `postmaster.pid`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recorded {
    pub(crate) pid: Pid,
    pub(crate) port: u16,
    /// The server says of itself that it takes connections.
    pub(crate) ready: bool,
}

/// Who runs in a folder.
#[derive(Debug)]
pub(crate) enum Holder {
    /// Nobody; an old file, if any, names a process that is gone, and the server will replace it.
    Nobody,
    /// The file names a process that lives, but is not this folder's server.
    Stranger,
    /// A server, perhaps still starting or already stopping.
    Server(Recorded),
}

/// The file's path.
pub(crate) fn path(dir: &Path) -> PathBuf {
    dir.join("postmaster.pid")
}

/// What the file says, true or not.
pub(crate) fn recorded(dir: &Path) -> Option<Recorded> {
    parse(&fs::read_to_string(path(dir)).ok()?)
}

/// Looks who runs in `dir`.
pub(crate) fn holder(dir: &Path) -> Holder {
    let Some(recorded) = recorded(dir) else { return Holder::Nobody };
    if kill(recorded.pid, None) == Err(Errno::ESRCH) {
        return Holder::Nobody;
    }
    match works_in(recorded.pid, dir) {
        Ok(true) => Holder::Server(recorded),
        Ok(false) => Holder::Stranger,
        // Ended just now, or a zombie.
        Err(_) => Holder::Nobody,
    }
}

/// Whether the process with this number is still the server of `dir`.
pub(crate) fn is_server(dir: &Path, pid: Pid) -> bool {
    matches!(holder(dir), Holder::Server(recorded) if recorded.pid == pid)
}

/// A server's working directory is its data folder. Root without the right to trace, as in most containers, may not
/// see it; the command line is open to everybody. Systems without `/proc` are trusted to have told the truth.
fn works_in(pid: Pid, dir: &Path) -> io::Result<bool> {
    if !Path::new("/proc/self").exists() {
        return Ok(true);
    }
    if !fs::read_to_string(format!("/proc/{pid}/comm"))?.starts_with("postgres") {
        return Ok(false);
    }
    match fs::read_link(format!("/proc/{pid}/cwd")) {
        Ok(working) => Ok(working == dir.canonicalize()?),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            let command = fs::read(format!("/proc/{pid}/cmdline"))?;
            Ok(command.split(|byte| *byte == 0).any(|word| word == dir.as_os_str().as_bytes()))
        }
        Err(error) => Err(error),
    }
}

/// Lines: pid, folder, start time, port, socket folder, address, shared memory key, status. A session of
/// `postgres --single` writes a negative number: not a server one can connect to.
fn parse(text: &str) -> Option<Recorded> {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let pid = lines.first()?.parse().ok().filter(|pid| *pid > 1)?;
    Some(Recorded {
        pid: Pid::from_raw(pid),
        port: lines.get(3)?.parse().ok()?,
        ready: lines.get(7).is_some_and(|status| *status == "ready"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_at_every_stage_of_a_start() {
        let starting = "4711\n/data\n1700000000\n15432\n\n";
        let recorded = Recorded { pid: Pid::from_raw(4711), port: 15432, ready: false };
        assert_eq!(parse(starting), Some(recorded.clone()));
        let ready = format!("{starting}127.0.0.1\n  12 3\nready   \n");
        assert_eq!(parse(&ready), Some(Recorded { ready: true, ..recorded }));
        assert_eq!(parse("-4711\n/data\n1700000000\n0\n\n"), None);
        assert_eq!(parse(""), None);
    }
}
