//! One private server: start or adopt, wait for its end, stop.

use std::{fs, time::Duration};

use nix::{
    errno::Errno,
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use tokio::{
    process::Child,
    time::{Instant, sleep, timeout},
};

use crate::{
    Settings,
    binaries::Binaries,
    error::{PgServerError, Tried},
    folder::Folder,
    initialize::initialize,
    owner::Owner,
    pidfile::{self, Holder},
    probe::Address,
    spawn::{READY_POLL, READY_WAIT, not_ready, run},
};

/// A fast shutdown writes a checkpoint; a slow disk needs time for it.
const STOP_WAIT: Duration = Duration::from_mins(1);
/// An immediate one writes nothing.
const QUIT_WAIT: Duration = Duration::from_secs(10);
const EXIT_POLL: Duration = Duration::from_millis(100);

/// A running private server. Dropping it leaves the server running, for the next start to adopt.
#[derive(Debug)]
pub struct PrivateServer {
    folder: Folder,
    address: Address,
    pid: Pid,
    /// `None` when adopted: another process started it, perhaps one that is gone.
    child: Option<Child>,
}

impl PrivateServer {
    /// Starts the server, or adopts one that already runs in the folder (left by a killed process). The first start
    /// initialises the folder. Processes that start at the same time take turns.
    pub async fn start(settings: &Settings) -> Result<Self, PgServerError> {
        Self::launch(settings, None).await
    }

    /// Attaches to the server that runs in the folder and answers; `None` if there is none. Starts nothing.
    pub async fn attach(settings: &Settings) -> Result<Option<Self>, PgServerError> {
        let folder = Folder::new(&settings.dir)?;
        match pidfile::holder(&folder.dir) {
            Holder::Server(recorded) if recorded.ready => Self::adopt(&folder, &recorded).await,
            _ => Ok(None),
        }
    }

    /// Starts on `port` and no other, or on the one kept from the last start if it is free.
    pub(crate) async fn launch(settings: &Settings, port: Option<u16>) -> Result<Self, PgServerError> {
        let folder = Folder::new(&settings.dir)?;
        folder.create_parents()?;
        let owner = Owner::choose(&folder.dir)?;
        let owner = owner.as_ref();
        Owner::check_way(owner, folder.parent())?;
        let lock = folder.lock().await?;
        if let Some(running) = Self::adopt_when_ready(&folder).await? {
            return Ok(running);
        }
        let version = folder.version()?;
        let binaries = Binaries::find(settings.bin_dir.as_deref(), version, &folder.dir).await?;
        if version.is_none() {
            initialize(&folder, owner, &binaries, &settings.password_bytes, &lock).await?;
        }
        let (address, pid, child) = run(settings, port, &folder, owner, &binaries).await?;
        Ok(Self { folder, address, pid, child: Some(child) })
    }

    /// Adopts the server that runs in the folder, waiting while it starts; `None` once nobody runs there.
    async fn adopt_when_ready(folder: &Folder) -> Result<Option<Self>, PgServerError> {
        let deadline = Instant::now() + READY_WAIT;
        loop {
            match pidfile::holder(&folder.dir) {
                Holder::Nobody => return Ok(None),
                Holder::Stranger => {
                    // The server would take the stranger for itself and refuse to start.
                    let stale = pidfile::path(&folder.dir);
                    fs::remove_file(&stale).tried(|| format!("remove {}", stale.display()))?;
                    return Ok(None);
                }
                Holder::Server(recorded) => {
                    if recorded.ready
                        && let Some(server) = Self::adopt(folder, &recorded).await?
                    {
                        return Ok(Some(server));
                    }
                    if Instant::now() >= deadline {
                        return Err(not_ready(folder, recorded.pid));
                    }
                }
            }
            sleep(READY_POLL).await;
        }
    }

    async fn adopt(folder: &Folder, recorded: &pidfile::Recorded) -> Result<Option<Self>, PgServerError> {
        let address = Address::new(recorded.port, folder.read_password()?);
        if !address.answers(folder).await? {
            return Ok(None);
        }
        tracing::info!(
            postgres.pid = recorded.pid.as_raw(),
            postgres.port = recorded.port,
            "database adopted"
        );
        Ok(Some(Self { folder: folder.clone(), address, pid: recorded.pid, child: None }))
    }

    /// `postgresql://holdfast:<password>@127.0.0.1:<port>/holdfast`.
    pub fn url(&self) -> String {
        self.address.url()
    }

    /// The port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The server's main process.
    pub fn pid(&self) -> i32 {
        self.pid.as_raw()
    }

    /// Returns when the server has ended, for whatever reason. May be cancelled and called again.
    pub async fn wait_exit(&mut self) {
        if let Some(child) = &mut self.child {
            match child.wait().await {
                Ok(status) => tracing::warn!(postgres.pid = self.pid.as_raw(), %status, "database ended"),
                Err(error) => tracing::warn!(postgres.pid = self.pid.as_raw(), %error, "database ended"),
            }
            return;
        }
        // Only a parent is told when a process ends, and an adopted server is not our child: look.
        while pidfile::is_server(&self.folder.dir, self.pid) {
            sleep(EXIT_POLL).await;
        }
    }

    /// Stops the server: open transactions are rolled back, everything committed is written out. If that takes longer
    /// than a minute it is ended at once, and the next start recovers.
    pub async fn stop(mut self) -> Result<(), PgServerError> {
        for (signal, wait) in [(Signal::SIGINT, STOP_WAIT), (Signal::SIGQUIT, QUIT_WAIT)] {
            self.signal(signal)?;
            if timeout(wait, self.ended()).await.is_ok() {
                tracing::info!(postgres.pid = self.pid.as_raw(), "database stopped");
                return Ok(());
            }
        }
        Err(PgServerError::NotStopped(self.pid.as_raw()))
    }

    /// Sends a signal unless the server has ended: then its number may belong to another process.
    fn signal(&mut self, signal: Signal) -> Result<(), PgServerError> {
        let lives = match &mut self.child {
            Some(child) => matches!(child.try_wait(), Ok(None)),
            None => pidfile::is_server(&self.folder.dir, self.pid),
        };
        if lives {
            return match kill(self.pid, signal) {
                // Ended just now.
                Ok(()) | Err(Errno::ESRCH) => Ok(()),
                Err(error) => Err(error).tried(|| format!("signal process {}", self.pid)),
            };
        }
        Ok(())
    }

    async fn ended(&mut self) {
        match &mut self.child {
            Some(child) => {
                let _ = child.wait().await;
            }
            None => self.wait_exit().await,
        }
    }
}
