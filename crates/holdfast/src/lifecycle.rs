//! The end of a process: a signal, then a while in which it says that it goes and still serves, then no new
//! connections, then the requests under way to their end.

use std::time::Duration;

use anyhow::Result;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// How long requests under way may take to finish.
const STOPS_WITHIN: Duration = Duration::from_secs(20);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Serving,
    Leaving,
    Stopping,
    OutOfPatience,
}

/// Tells the parts of a process when to stop.
pub struct Lifecycle {
    stage: watch::Receiver<Stage>,
}

impl Lifecycle {
    /// Waits for SIGINT or SIGTERM from now on. A second signal ends the patience at once.
    pub fn start(drain: Duration) -> Result<Self> {
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let mut signalled = async move || {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        };
        let (sender, stage) = watch::channel(Stage::Serving);
        tokio::spawn(async move {
            signalled().await;
            tracing::info!("stopping: requests under way are finished first");
            sender.send_replace(Stage::Leaving);
            let hurry = async {
                tokio::time::sleep(drain).await;
                sender.send_replace(Stage::Stopping);
                // A client that never ends its request must not keep the process from ending.
                tokio::time::sleep(STOPS_WITHIN).await;
            };
            tokio::select! {
                () = hurry => {}
                () = signalled() => {}
            }
            sender.send_replace(Stage::OutOfPatience);
            // the receivers see the stage as long as the sender is there
            std::future::pending::<()>().await;
        });
        Ok(Self { stage })
    }

    /// What comes of work before this process serves; nothing, if it is told to stop meanwhile. The work is dropped then.
    pub async fn unless_told<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            done = work => Some(done),
            () = self.leaving() => {
                tracing::info!("stopped before it was ready");
                None
            }
        }
    }

    /// Ends at the first signal, before anything is refused: time to tell others that this process goes.
    pub fn leaving(&self) -> impl Future<Output = ()> + Send + 'static {
        self.reaches(Stage::Leaving)
    }

    /// Ends when no new connections are to be taken.
    pub fn stopping(&self) -> impl Future<Output = ()> + Send + 'static {
        self.reaches(Stage::Stopping)
    }

    /// Ends when requests under way are not to be waited for any longer.
    pub fn out_of_patience(&self) -> impl Future<Output = ()> + Send + 'static {
        self.reaches(Stage::OutOfPatience)
    }

    fn reaches(&self, stage: Stage) -> impl Future<Output = ()> + Send + 'static {
        let mut now = self.stage.clone();
        async move {
            let _ = now.wait_for(|now| *now >= stage).await;
        }
    }
}
