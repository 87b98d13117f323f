//! Spawns the server process and waits until it answers.

use std::{
    io,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use nix::unistd::Pid;
use tokio::{
    process::Child,
    time::{Instant, sleep},
};

use crate::{
    Settings,
    binaries::Binaries,
    configuration::{self, SAFETY},
    error::{PgServerError, Tried},
    folder::Folder,
    owner::Owner,
    pidfile,
    probe::Address,
};

/// Crash recovery replays at most `max_wal_size` of log; a start takes that long at worst.
pub(crate) const READY_WAIT: Duration = Duration::from_mins(1);
pub(crate) const READY_POLL: Duration = Duration::from_millis(20);
/// How long the backends of a killed server may take to notice, during which a new one cannot start.
const LEFTOVER_WAIT: Duration = Duration::from_secs(15);
const RETRY: Duration = Duration::from_millis(100);

/// How a spawned server turned out.
enum Start {
    Ready,
    Died(ExitStatus),
}

/// Spawns the server, again if what a killed one left behind, or a taken port, is in the way.
pub(crate) async fn run(
    settings: &Settings,
    fixed_port: Option<u16>,
    folder: &Folder,
    owner: Option<&Owner>,
    binaries: &Binaries,
) -> Result<(Address, Pid, Child), PgServerError> {
    let password = folder.read_password()?;
    let deadline = Instant::now() + LEFTOVER_WAIT;
    let mut taken = None;
    loop {
        let port = fixed_port.map_or_else(|| configuration::pick_port(&folder.dir, taken), Ok)?;
        configuration::write(&folder.dir, port, &settings.extra, owner)?;
        let (log_from, mut child, pid) = spawn(folder, owner, binaries)?;
        let address = Address::new(port, password.clone());
        let status = match until_ready(folder, &address, &mut child, pid).await? {
            Start::Ready => {
                tracing::info!(postgres.pid = pid.as_raw(), postgres.port = port, "database started");
                return Ok((address, pid, child));
            }
            Start::Died(status) => status.to_string(),
        };
        let tail = folder.log_tail(log_from);
        let port_taken = tail.contains("could not bind") || tail.contains("could not create any TCP/IP");
        let leftover = tail.contains("pre-existing shared memory block");
        if Instant::now() >= deadline || !(port_taken || leftover) {
            return Err(PgServerError::Died { status, log: folder.log.clone(), tail });
        }
        taken = port_taken.then_some(port);
        sleep(RETRY).await;
    }
}

/// Starts the process, and says how long its log was before.
fn spawn(
    folder: &Folder,
    owner: Option<&Owner>,
    binaries: &Binaries,
) -> Result<(u64, Child, Pid), PgServerError> {
    let program = binaries.postgres();
    let what = || format!("run {}", program.display());
    let (log, log_from) = folder.open_log()?;
    let mut command = Owner::command(owner, &program);
    command.arg("-D").arg(&folder.dir);
    for (name, value) in SAFETY {
        command.arg("-c").arg(format!("{name}={value}"));
    }
    let child = command
        .stdin(Stdio::null())
        .stdout(log.try_clone().tried(what)?)
        .stderr(log)
        // A group of its own: Ctrl-C in the terminal is for holdfast, which then stops the server in order.
        .process_group(0)
        .spawn()
        .tried(what)?;
    match child.id().and_then(|pid| i32::try_from(pid).ok()) {
        Some(pid) => Ok((log_from, child, Pid::from_raw(pid))),
        None => Err(io::Error::other("the process has no number")).tried(what),
    }
}

/// Waits until the server answers or ends. A server that does neither in time is left alone: it recovers, and a later
/// start adopts it.
async fn until_ready(
    folder: &Folder,
    address: &Address,
    child: &mut Child,
    pid: Pid,
) -> Result<Start, PgServerError> {
    let deadline = Instant::now() + READY_WAIT;
    loop {
        if let Some(status) = child.try_wait().tried(|| format!("wait for process {pid}"))? {
            return Ok(Start::Died(status));
        }
        // The file first: until it says ready, another server may be the one that answers on this port.
        let ready = pidfile::recorded(&folder.dir).is_some_and(|at| at.pid == pid && at.ready);
        if ready && address.answers(folder).await? {
            return Ok(Start::Ready);
        }
        if Instant::now() >= deadline {
            return Err(not_ready(folder, pid));
        }
        sleep(READY_POLL).await;
    }
}

pub(crate) fn not_ready(folder: &Folder, pid: Pid) -> PgServerError {
    PgServerError::NotReady { pid: pid.as_raw(), within_secs: READY_WAIT.as_secs(), log: folder.log.clone() }
}
