//! The traces of a process, from its start to its end.

use std::time::Duration;

use anyhow::Result;
use holdfast_config::Settings;
use holdfast_telemetry::trace;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::roles::Roles;

/// A receiver that hangs must not keep a process from ending.
const TAKEN_AT_THE_END_WITHIN: Duration = Duration::from_secs(3);

/// Sends spans while it is there.
pub(crate) struct Traces(Option<(oneshot::Sender<()>, JoinHandle<()>)>);

impl Traces {
    pub(crate) fn start(settings: &Settings, roles: &Roles) -> Result<Self> {
        let tracing = &settings.tracing;
        let names: Vec<&str> = roles.iter().map(|role| role.name).collect();
        let service =
            if roles.are_all() { "holdfast".to_owned() } else { format!("holdfast-{}", names.join("-")) };
        let export = trace::start(&trace::Settings {
            endpoint: tracing.endpoint.clone(),
            ca_file: tracing.ca_file.clone(),
            share: tracing.share,
            asked_per_sec: tracing.asked_per_sec,
            service,
        })?;
        Ok(Self(export.map(|export| {
            let (end, ended) = oneshot::channel();
            let ended = async move {
                let _ = ended.await;
            };
            (end, tokio::spawn(export.run(ended)))
        })))
    }

    /// Sends what waits, if the receiver takes it soon.
    pub(crate) async fn finish(self) {
        if let Some((end, export)) = self.0 {
            let _ = end.send(());
            let _ = timeout(TAKEN_AT_THE_END_WITHIN, export).await;
        }
    }
}
