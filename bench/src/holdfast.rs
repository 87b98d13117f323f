//! The program under test, started as its users start it.

use std::fs::{self, File, Permissions};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use holdfast_pgserver::PrivateServer;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tempfile::TempDir;
use tokio_postgres::{Client, NoTls};
use uuid::Uuid;

use crate::client::{Connection, get};
use crate::lab::Lab;

const READY_WAIT: Duration = Duration::from_secs(60);
const READY_POLL: Duration = Duration::from_millis(2);
const STOP_WAIT: Duration = Duration::from_secs(60);

/// A temporary folder that the database's user can walk into.
pub(crate) fn folder() -> Result<TempDir> {
    Ok(tempfile::Builder::new()
        .prefix("holdfast-bench-")
        .permissions(Permissions::from_mode(0o755))
        .tempdir()?)
}

/// A `holdfast serve`. Dropping it stops it.
pub(crate) struct Holdfast {
    binary: PathBuf,
    folder: PathBuf,
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// From the start of the process to the first `200` of `/health/ready`.
    pub(crate) ready_after: Duration,
}

impl Holdfast {
    /// Starts one with its data in `folder`, and with `settings` as variables of its environment.
    pub(crate) async fn start(lab: &Lab, folder: &Path, settings: &[(&str, &str)]) -> Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let log = File::create(folder.join("serve.log"))?;
        let mut command = command(&lab.holdfast, folder);
        command.args(["serve", "--log", "warn", "--listen", &address.to_string()]);
        command.envs(settings.iter().copied());
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let begin = Instant::now();
        let child = command.spawn()?;
        let binary = lab.holdfast.clone();
        let mut server =
            Self { binary, folder: folder.to_owned(), child, address, ready_after: Duration::ZERO };
        while !is_ready(address).await {
            let said = || fs::read_to_string(folder.join("serve.log")).unwrap_or_default();
            if let Some(status) = server.child.try_wait()? {
                bail!("holdfast ended ({status}): {}", said());
            }
            ensure!(begin.elapsed() < READY_WAIT, "holdfast did not become ready: {}", said());
            tokio::time::sleep(READY_POLL).await;
        }
        server.ready_after = begin.elapsed();
        Ok(server)
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Runs another command of the program with the same data folder.
    pub(crate) fn run<I: IntoIterator<Item: AsRef<std::ffi::OsStr>>>(&self, args: I) -> Result<Output> {
        Ok(command(&self.binary, &self.folder).args(args).stdin(Stdio::null()).output()?)
    }

    /// What such a command prints; an error unless it succeeds.
    pub(crate) fn ask<I: IntoIterator<Item: AsRef<std::ffi::OsStr>>>(&self, args: I) -> Result<String> {
        let output = self.run(args)?;
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let complained = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "holdfast: {} {said} {complained}", output.status);
        Ok(said)
    }

    /// A token of the clinic's front desk.
    pub(crate) fn staff_token(&self, clinic_id: Uuid) -> Result<String> {
        self.ask(["admin", "token", "--role", "staff", "--clinic", &clinic_id.to_string()])
    }

    /// A token for everything.
    pub(crate) fn admin_token(&self) -> Result<String> {
        self.ask(["admin", "token", "--role", "platform_admin"])
    }

    /// Its private database.
    pub(crate) async fn database(&self) -> Result<PrivateServer> {
        let settings = private_settings(&self.folder, [0; 24]);
        PrivateServer::attach(&settings).await?.context("the private database does not run")
    }

    /// Sum and number of what a histogram of `/metrics` has seen.
    pub(crate) async fn histogram(&self, name: &str) -> Result<(f64, f64)> {
        let answer = Connection::open(self.address).await?.exchange(&get("/metrics", None)).await?;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        let value = |suffix: &str| {
            let name = format!("{name}{suffix} ");
            text.lines().find_map(|line| line.strip_prefix(&name)?.trim().parse().ok()).unwrap_or(0.0)
        };
        Ok((value("_sum"), value("_count")))
    }
}

impl Drop for Holdfast {
    /// Asks it to end, so that it ends its database too.
    fn drop(&mut self) {
        let Ok(pid) = i32::try_from(self.child.id()) else { return };
        if matches!(self.child.try_wait(), Ok(Some(_))) {
            return;
        }
        let _ = kill(Pid::from_raw(pid), Signal::SIGTERM);
        let begin = Instant::now();
        while begin.elapsed() < STOP_WAIT {
            if matches!(self.child.try_wait(), Ok(Some(_)) | Err(_)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        eprintln!("holdfast (process {pid}) does not stop; it is killed, and its database may still run");
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The settings of the private server in a data folder.
pub(crate) fn private_settings(folder: &Path, password_bytes: [u8; 24]) -> holdfast_pgserver::Settings {
    holdfast_pgserver::Settings {
        dir: folder.join("postgres"),
        bin_dir: None,
        extra: Vec::new(),
        password_bytes,
    }
}

/// A connection for direct SQL.
pub(crate) async fn connect(url: &str) -> Result<Client> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// The load comes from one address of this machine: it is counted like any other, and never has enough.
pub(crate) const COUNTED: [(&str, &str); 5] = [
    ("HOLDFAST_LIMITS__LOOPBACK", "true"),
    ("HOLDFAST_LIMITS__ADDRESS__PER_MINUTE", "60000000"),
    ("HOLDFAST_LIMITS__ADDRESS__BURST", "1000000"),
    // for the five thousand of P5, half of all
    ("HOLDFAST_HTTP__MAX_CONNECTIONS_PER_ADDRESS", "1000000"),
    ("HOLDFAST_HTTP__MAX_CONNECTIONS", "20000"),
];

/// Nothing of the surroundings changes its settings: no variables, no `holdfast.toml` of this folder.
fn command(binary: &Path, folder: &Path) -> Command {
    let mut command = Command::new(binary);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("HOLDFAST_") {
            command.env_remove(name);
        }
    }
    command.envs(COUNTED).current_dir(folder).arg("--data-dir").arg(folder);
    command
}

async fn is_ready(address: SocketAddr) -> bool {
    let answer = async { Connection::open(address).await?.exchange(&get("/health/ready", None)).await };
    answer.await.is_ok_and(|answer| answer.status == 200)
}
