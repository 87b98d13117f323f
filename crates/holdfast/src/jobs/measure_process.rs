//! Measures what every process has whatever its roles are: its version, its disk, its certificates, and how the database is.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use holdfast_config::Settings;
use holdfast_domain::Clock;
use holdfast_jobs::{Job, MEASURED_EVERY};
use holdfast_postgres::{Database, clock_skew, schema_version};
use holdfast_sql::queries::server;
use holdfast_telemetry::metrics;
use jiff::Timestamp;
use nix::sys::statvfs::statvfs;

use crate::certificate;
use crate::roles::gateway;
use crate::system::System;

/// What is measured.
struct Measured {
    database: Option<Database>,
    clock: Arc<dyn Clock>,
    data_dir: PathBuf,
    /// Read again when it changes, so looked at each time.
    https: Option<PathBuf>,
    /// Until when the other one is good, which was read at the start.
    rpc: Option<Timestamp>,
}

impl System {
    /// The job.
    pub(super) fn measure_process(&self, settings: &Settings) -> Job {
        metrics::BUILD_INFO.of([env!("CARGO_PKG_VERSION")]).set(1.0);
        let rpc = settings.rpc.tls_cert.as_deref();
        let measured = Arc::new(Measured {
            database: self.database().cloned(),
            clock: Arc::clone(&self.clock),
            data_dir: settings.data_dir.clone(),
            https: settings.tls.cert_file.clone().filter(|_| self.has_role(&gateway::ROLE)),
            rpc: rpc.and_then(|file| certificate::good_until(file).ok()),
        });
        Job::new("measure_process", MEASURED_EVERY, measured, |measured| async move {
            measured.measure().await.map(|()| 0)
        })
    }
}

impl Measured {
    async fn measure(&self) -> Result<()> {
        let now = self.clock.now();
        let tell = |name: &'static str, until: Timestamp| {
            metrics::CERTIFICATE_EXPIRY.of([name]).set(until.duration_since(now).as_secs_f64());
        };
        if let Some(until) = self.rpc {
            tell("rpc", until);
        }
        if let Some(file) = &self.https {
            tell("https", certificate::good_until(file)?);
        }
        // a process that keeps no files may have none
        if let Ok(disk) = statvfs(&self.data_dir) {
            #[expect(clippy::cast_precision_loss, reason = "a gauge")]
            metrics::DATA_DIR_FREE.set((disk.blocks_available() * disk.fragment_size()) as f64);
        }
        if let Some(db) = &self.database {
            metrics::CLOCK_SKEW.set(clock_skew(db, &*self.clock).await?.as_secs_f64());
            metrics::SCHEMA_VERSION.set(schema_version(db).await?.into());
            let state = server::server_state().bind(&db.client().await?).one().await?;
            metrics::DB_TIMELINE.set(state.timeline.into());
            if let Some(age) = state.archived_secs {
                metrics::WAL_ARCHIVE_AGE.set(age.max(0.0));
                metrics::WAL_ARCHIVE_FAILING.set(if state.archive_fails { 1.0 } else { 0.0 });
            }
        }
        Ok(())
    }
}
