//! Logs, metrics and traces.
//!
//! Logs are structured events with fields dotted by entity (`appointment.id`), on standard error; never with
//! personal data, but for the client's address in [`security`] events. Metrics ([`metrics`]) are kept in process and given out in
//! Prometheus' text format. Traces ([`trace`]) follow one request over processes.

pub mod metrics;
pub mod security;
pub mod trace;

mod logs;
mod seldom;
mod statement;

use std::time::Duration;

use metrics_exporter_prometheus::PrometheusHandle;

pub use logs::{LogFormat, start_logs};
pub use seldom::Seldom;
pub use statement::{Timed, timed, timed_statement};

/// Telemetry could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The filter is not one.
    #[error("log filter {filter:?} is not valid: {reason}; try `info` or `holdfast=debug,info`")]
    Filter {
        /// As given.
        filter: String,
        /// Why not.
        reason: String,
    },
    /// Spans cannot be sent like this.
    #[error("{what}")]
    Traces {
        /// What is wrong with which setting.
        what: String,
    },
    /// It was set up before.
    #[error("telemetry was set up twice")]
    Twice,
}

/// How often observations are sorted into buckets.
const SORTS_EVERY: Duration = Duration::from_secs(5);

/// Gives the metrics out.
#[derive(Clone, Debug)]
pub struct Metrics(PrometheusHandle);

impl Metrics {
    /// Prometheus' text format.
    pub fn render(&self) -> String {
        self.0.render()
    }

    /// Sorts what histograms were told into their buckets, for as long as it is polled: they keep each observation until somebody
    /// does, and perhaps nobody asks for the metrics.
    pub async fn keep_small(self) {
        loop {
            tokio::time::sleep(SORTS_EVERY).await;
            self.0.run_upkeep();
        }
    }
}

/// Starts keeping metrics.
pub fn start_metrics() -> Result<Metrics, TelemetryError> {
    metrics::install().map(Metrics).ok_or(TelemetryError::Twice)
}
