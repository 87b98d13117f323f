//! Keeps a private server alive.

use std::{panic::resume_unwind, time::Duration};

use tokio::{
    sync::{oneshot, watch},
    task::JoinHandle,
    time::{Instant, sleep},
};

use crate::{Settings, error::PgServerError, server::PrivateServer};

/// A server that lived this long did not fail at starting: start it again at once.
const HEALTHY: Duration = Duration::from_secs(10);
const FIRST_DELAY: Duration = Duration::from_millis(200);
const LONGEST_DELAY: Duration = Duration::from_secs(5);

/// Restarts the server, on the same port, whenever it dies, until told to stop. Dropping the supervisor ends the
/// supervision and leaves the server running.
#[derive(Debug)]
pub struct Supervisor {
    url: String,
    pid: watch::Receiver<Option<i32>>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<Result<(), PgServerError>>,
}

impl Supervisor {
    /// Starts (or adopts) the server and watches over it.
    pub async fn start(settings: Settings) -> Result<Self, PgServerError> {
        let server = PrivateServer::start(&settings).await?;
        let url = server.url();
        let (running, pid) = watch::channel(Some(server.pid()));
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(supervise(settings, server, running, stopped));
        Ok(Self { url, pid, stop, task })
    }

    /// The URL of the database; restarts do not change it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The server's main process; `None` between its death and its return.
    pub fn pid(&self) -> Option<i32> {
        *self.pid.borrow()
    }

    /// Stops the server in order. Waits for a restart that is under way: a server in recovery is not interrupted.
    pub async fn stop(self) -> Result<(), PgServerError> {
        // An error means that the task has ended; joining it tells why.
        let _ = self.stop.send(());
        match self.task.await {
            Ok(result) => result,
            Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
            // The runtime is shutting down and the server keeps running.
            Err(_) => Ok(()),
        }
    }
}

async fn supervise(
    settings: Settings,
    mut server: PrivateServer,
    running: watch::Sender<Option<i32>>,
    mut stopped: oneshot::Receiver<()>,
) -> Result<(), PgServerError> {
    let port = server.port();
    let mut delay = Duration::ZERO;
    loop {
        let since = Instant::now();
        tokio::select! {
            told = &mut stopped => return if told.is_ok() { server.stop().await } else { Ok(()) },
            () = server.wait_exit() => {}
        }
        running.send_replace(None);
        if since.elapsed() >= HEALTHY {
            delay = Duration::ZERO;
        }
        server = loop {
            tokio::select! {
                _ = &mut stopped => return Ok(()),
                () = sleep(delay) => {}
            }
            delay = (delay * 2).clamp(FIRST_DELAY, LONGEST_DELAY);
            match PrivateServer::launch(&settings, Some(port)).await {
                Ok(server) => break server,
                Err(error) => tracing::error!(%error, "restarting the database failed; will retry"),
            }
        };
        if server.port() != port {
            tracing::error!(
                postgres.port = server.port(),
                "database moved to another port; restart holdfast"
            );
        }
        running.send_replace(Some(server.pid()));
    }
}
