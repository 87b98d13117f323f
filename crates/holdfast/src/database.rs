//! Which PostgreSQL: the one that the settings name, or a private one in the data folder.

use std::cmp::Ordering;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use holdfast_config::Settings;
use holdfast_domain::Ids;
use holdfast_pgserver::{PrivateServer, Supervisor};
use holdfast_postgres::{Database, DbRole, PoolSettings};

/// A database to serve from: watched over if it is ours.
#[derive(Debug, Default)]
pub struct Served {
    /// Its URL.
    pub url: String,
    supervisor: Option<Supervisor>,
}

impl Served {
    /// The configured database, or the private server, started and kept alive.
    pub async fn start(settings: &Settings, ids: &Ids) -> Result<Self> {
        if let Some(url) = &settings.database_url {
            return Ok(Self { url: with_deadline(url, settings), supervisor: None });
        }
        let supervisor = Supervisor::start(private(settings, ids)?).await?;
        Ok(Self { url: supervisor.url().to_owned(), supervisor: Some(supervisor) })
    }

    /// From now on the URL stands for logins of the services' roles, each of which is itself and rules over nothing. (With a
    /// configured database it is the operator who says whom services log in as.)
    pub async fn drop_rights(&mut self, ids: &Ids) -> Result<()> {
        if self.supervisor.is_some() {
            let mut random = [0; 16];
            ids.fill(&mut random);
            let secret = format!("{:032x}", u128::from_be_bytes(random));
            self.url = holdfast_postgres::login::let_services_log_in(&self.url, &secret).await?;
        }
        Ok(())
    }

    /// Stops the private server.
    pub async fn stop(self) -> Result<()> {
        match self.supervisor {
            Some(supervisor) => Ok(supervisor.stop().await?),
            None => Ok(()),
        }
    }
}

/// A database for one command: that of a running `serve` with the same data folder, or one started for it.
#[derive(Debug)]
pub struct Visited {
    /// Its URL.
    pub url: String,
    started: Option<PrivateServer>,
}

impl Visited {
    /// Finds or starts it.
    pub async fn open(settings: &Settings, ids: &Ids) -> Result<Self> {
        if let Some(url) = &settings.database_url {
            return Ok(Self { url: with_deadline(url, settings), started: None });
        }
        let private = private(settings, ids)?;
        if let Some(running) = PrivateServer::attach(&private).await? {
            return Ok(Self { url: running.url(), started: None });
        }
        let started = PrivateServer::start(&private).await?;
        Ok(Self { url: started.url(), started: Some(started) })
    }

    /// Finds the database of a command that only looks, or works on what is there: it makes none, and changes no schema.
    pub async fn open_existing(settings: &Settings, ids: &Ids) -> Result<Self> {
        if settings.database_url.is_none() && !settings.data_dir.join("postgres/PG_VERSION").exists() {
            bail!(
                "there is no database in {}: name the data folder with --data-dir, or a database with --database-url",
                settings.data_dir.display()
            );
        }
        let visited = Self::open(settings, ids).await?;
        match current_schema(&visited.url, DbRole::Operator).await {
            Ok(()) => Ok(visited),
            Err(error) => {
                visited.close().await?;
                Err(error)
            }
        }
    }

    /// The same for a command that may be the first of all: a database without a schema gets one.
    pub async fn open_or_begin(settings: &Settings, ids: &Ids) -> Result<Self> {
        let visited = Self::open(settings, ids).await?;
        let begun = async {
            if holdfast_postgres::migrate::version(&visited.url, DbRole::Operator).await? == 0 {
                holdfast_postgres::migrate::migrate(&visited.url, |_| {}).await?;
            }
            current_schema(&visited.url, DbRole::Operator).await
        };
        match begun.await {
            Ok(()) => Ok(visited),
            Err(error) => {
                visited.close().await?;
                Err(error)
            }
        }
    }

    /// Stops what was started.
    pub async fn close(self) -> Result<()> {
        match self.started {
            Some(server) => Ok(server.stop().await?),
            None => Ok(()),
        }
    }
}

/// Refuses a schema that is not this version's. `serve` alone goes on with a newer one, for the time of an upgrade.
async fn current_schema(url: &str, role: DbRole) -> Result<()> {
    let version = holdfast_postgres::migrate::version(url, role).await?;
    let own = holdfast_postgres::migrate::newest_version();
    match version.cmp(&own) {
        Ordering::Equal => Ok(()),
        Ordering::Less if version == 0 => bail!("the database has no schema yet: run `holdfast migrate`"),
        Ordering::Less => bail!(
            "the schema is older (version {version}) than this holdfast's ({own}): run `holdfast migrate`; nothing was changed"
        ),
        Ordering::Greater => bail!(
            "the schema is newer (version {version}) than this holdfast's ({own}): run the holdfast that it was migrated by; \
             nothing was changed"
        ),
    }
}

/// The configured URL, with how long to wait for an answer; pools have their own bounds.
fn with_deadline(url: &str, settings: &Settings) -> String {
    if url.contains("connect_timeout=") {
        return url.to_owned();
    }
    let and = if url.contains('?') { '&' } else { '?' };
    format!("{url}{and}connect_timeout={}", settings.postgres.connect_timeout_secs)
}

fn private(settings: &Settings, ids: &Ids) -> Result<holdfast_pgserver::Settings> {
    let data_dir = data_dir(settings)?;
    let mut password_bytes = [0; 24];
    ids.fill(&mut password_bytes);
    Ok(holdfast_pgserver::Settings {
        dir: data_dir.join("postgres"),
        bin_dir: settings.postgres.bin_dir.clone(),
        extra: Vec::new(),
        password_bytes,
    })
}

/// The data folder, made if it is missing, as an absolute path.
pub fn data_dir(settings: &Settings) -> Result<std::path::PathBuf> {
    let dir: &Path = &settings.data_dir;
    // Others may pass through (the database runs as a user of its own), the files inside keep their own locks.
    std::fs::DirBuilder::new().recursive(true).mode(0o755).create(dir).with_context(|| {
        format!("the data folder {} cannot be made; choose another with --data-dir", dir.display())
    })?;
    dir.canonicalize().with_context(|| format!("the data folder {} cannot be read", dir.display()))
}

/// A pool for everything but bookings, whose connections work as `role`.
pub fn pool(url: &str, settings: &Settings, role: DbRole) -> Result<Database> {
    Ok(Database::new(url, pool_settings(settings, settings.postgres.pool_size, role))?)
}

/// A pool for the group commit: a connection per worker.
pub fn booking_pool(url: &str, settings: &Settings) -> Result<Database> {
    let settings = PoolSettings {
        // a locked slot holds up its whole batch, so it is soon given up
        lock_timeout: Duration::from_millis(250),
        index_plans: true,
        name: "holdfast_booking_batch",
        ..pool_settings(settings, settings.booking.workers, DbRole::Booking)
    };
    Ok(Database::new(url, settings)?)
}

/// A pool for the keys of personal data, which are looked up once each.
pub fn vault_pool(url: &str, settings: &Settings, role: DbRole) -> Result<Database> {
    Ok(Database::new(url, PoolSettings { name: "vault", ..pool_settings(settings, 2, role) })?)
}

/// A pool for the sealing of the audit log, one statement after the other.
pub fn audit_pool(url: &str, settings: &Settings) -> Result<Database> {
    Ok(Database::new(url, pool_settings(settings, 1, DbRole::Audit))?)
}

/// A pool for the watch over invariants: one look at changes, and one at everything with the lock beside it.
pub fn watch_pool(url: &str, settings: &Settings) -> Result<Database> {
    Ok(Database::new(url, pool_settings(settings, 3, DbRole::Watch))?)
}

/// A pool for the replica: one that is away must not hold questions up, since the primary is there.
pub fn replica_pool(url: &str, settings: &Settings) -> Result<Database> {
    let wait = Duration::from_millis(settings.postgres.wait_ms.min(500));
    let pool = pool_settings(settings, settings.postgres.pool_size, DbRole::Search);
    Ok(Database::new(url, PoolSettings { wait, name: "replica", ..pool })?)
}

fn pool_settings(settings: &Settings, size: usize, role: DbRole) -> PoolSettings {
    PoolSettings {
        size,
        wait: Duration::from_millis(settings.postgres.wait_ms),
        statement_timeout: Duration::from_millis(settings.postgres.statement_timeout_ms),
        ..PoolSettings::of(role)
    }
}
