//! Connections.

use std::sync::Arc;
use std::time::{Duration, Instant};

use deadpool_postgres::{
    Connect, Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime, Timeouts,
};
use futures::FutureExt;
use futures::future::BoxFuture;
use holdfast_telemetry::metrics::{self, HistogramSeries};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio_postgres::{Client, Config, Error};

use crate::connect::target::Target;
use crate::error::DbError;
use crate::{commit, login, measured, stuck};

/// Longest that a connection may be without any sign of life from the server's machine.
const GONE_AFTER: Duration = Duration::from_secs(10);

/// How much later than a statement may take its answer may come.
const ANSWERS_LATE: Duration = Duration::from_secs(2);

/// Longest that a statement may take that looks at a whole table.
const LONGEST: Duration = Duration::from_secs(6 * 3600);

/// Declares each role of the database once, with its name in PostgreSQL.
macro_rules! db_roles {
    ($($(#[$doc:meta])+ $role:ident = $name:literal,)+) => {
        /// As whom the connections of a pool work: what the database lets each see and do is in
        /// `sql/migrations/V7__isolation.sql` and those after it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum DbRole {
            $($(#[$doc])+ $role,)+
        }

        impl DbRole {
            /// All of them.
            pub const ALL: [Self; [$(Self::$role),+].len()] = [$(Self::$role),+];

            /// Its name in PostgreSQL.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$role => $name,)+
                }
            }
        }
    };
}

db_roles! {
    /// The booking service.
    Booking = "holdfast_booking",
    /// The clinic service.
    Clinic = "holdfast_clinic",
    /// The availability service, when it changes something.
    Availability = "holdfast_availability",
    /// Public questions: who offers what, which slots are free.
    Search = "holdfast_search",
    /// The outbox relay.
    Relay = "holdfast_relay",
    /// The identity service.
    Identity = "holdfast_identity",
    /// The notification worker.
    Notification = "holdfast_notification",
    /// The delivery to webhooks.
    Webhook = "holdfast_webhook",
    /// The sealing of the audit log.
    Audit = "holdfast_audit",
    /// The look for breaches of invariants.
    Watch = "holdfast_watch",
    /// `check` and `import`, which are about all clinics.
    Operator = "holdfast_operator",
}

impl DbRole {
    /// How long a server may be silent that owes an answer. Some look at whole tables, in transactions that lift the limit.
    fn patience(self, statement_timeout: Duration) -> Duration {
        match self {
            Self::Operator | Self::Watch | Self::Audit => LONGEST,
            _ => statement_timeout + ANSWERS_LATE,
        }
    }
}

/// How a pool behaves.
#[derive(Clone, Copy, Debug)]
pub struct PoolSettings {
    /// Most connections.
    pub size: usize,
    /// How long a request waits for a connection before it is told that the database is away.
    pub wait: Duration,
    /// Longest a statement may take on the server.
    pub statement_timeout: Duration,
    /// Longest a statement may wait for somebody's lock.
    pub lock_timeout: Duration,
    /// Plan by index look-ups alone and plan once. For batch statements whose arrays the planner cannot see
    /// into, and for searches: a plan made while a table was small must not survive into the time when it is large.
    pub index_plans: bool,
    /// As whom.
    pub role: DbRole,
    /// Which pool it is, in metrics.
    pub name: &'static str,
}

impl PoolSettings {
    /// The usual settings, for this role.
    pub const fn of(role: DbRole) -> Self {
        Self {
            role,
            name: role.as_str(),
            size: 8,
            wait: Duration::from_secs(2),
            statement_timeout: Duration::from_secs(15),
            lock_timeout: Duration::from_secs(5),
            // a search looks up what it shows by index, and planning it takes longer than running it
            index_plans: matches!(role, DbRole::Search),
        }
    }
}

/// A pool of connections to one database.
#[derive(Clone)]
pub struct Database {
    pool: Pool,
    waits: HistogramSeries,
}

impl Database {
    /// A pool; connects when first used.
    pub fn new(url: &str, settings: PoolSettings) -> Result<Self, DbError> {
        let mut target = Target::parse(url)?;
        let config = target.config_mut();
        login::as_role(config, settings.role);
        config.application_name("holdfast").connect_timeout(settings.wait);
        // A server whose machine is gone says nothing: its connections are given up within seconds.
        config
            .tcp_user_timeout(GONE_AFTER)
            .keepalives(true)
            .keepalives_idle(GONE_AFTER / 2)
            .keepalives_interval(GONE_AFTER / 5)
            .keepalives_retries(3);
        // Everything that reaches clients is rendered from microseconds, so the session's zone is fixed.
        let mut options = format!(
            "-c role={} -c statement_timeout={} -c lock_timeout={} -c idle_in_transaction_session_timeout=30000 \
             -c timezone=UTC",
            settings.role.as_str(),
            settings.statement_timeout.as_millis(),
            settings.lock_timeout.as_millis()
        );
        if settings.index_plans {
            options += " -c enable_hashjoin=off -c enable_mergejoin=off -c enable_seqscan=off -c plan_cache_mode=force_generic_plan";
        }
        if settings.role == DbRole::Search {
            // a walk that ends early looks costly to the planner, and would be compiled for half a second to run for one millisecond
            options += " -c jit=off";
        }
        if settings.role == DbRole::Operator {
            // commands have long statements, which are not to go on when somebody has ended the command
            options += " -c client_connection_check_interval=1000";
        }
        config.options(&options);
        let config = config.clone();
        let connector = Connector {
            target,
            within: settings.wait,
            patience: settings.role.patience(settings.statement_timeout),
            places: Arc::new(Semaphore::new(2 * settings.size)),
        };
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_connect(config, connector, recycling);
        let pool = Pool::builder(manager)
            .max_size(settings.size)
            .timeouts(Timeouts {
                wait: Some(settings.wait),
                // hosts have had their shares of it before
                create: Some(settings.wait + settings.wait / 8),
                recycle: Some(settings.wait),
            })
            .runtime(Runtime::Tokio1)
            .pre_recycle(Hook::sync_fn(|client, _| {
                if client.is_closed() || stuck::take(stuck::Name::of(&client.statement_cache)) {
                    return Err(HookError::message("closed, or stuck"));
                }
                Ok(())
            }))
            .build()
            .map_err(|e| DbError::Configuration(e.to_string()))?;
        commit::count_from_nought();
        measured::add_pool(settings.name, &pool);
        Ok(Self { pool, waits: metrics::DB_WAIT.of([settings.name]) })
    }

    /// A connection.
    pub async fn client(&self) -> Result<Object, DbError> {
        let began = Instant::now();
        let client = self.pool.get().await;
        self.waits.record(began.elapsed());
        client.map_err(DbError::from)
    }

    /// Whether this process gave up waiting for a COMMIT within this time.
    pub fn gave_up_a_commit_within(&self, time: Duration) -> bool {
        stuck::was_noted_within(time)
    }

    /// Whether the database answers, within the time that a request waits for a connection.
    pub async fn ping(&self) -> Result<(), DbError> {
        let client = self.client().await?;
        let within = self.pool.timeouts().wait.unwrap_or_default();
        if let Ok(answered) = tokio::time::timeout(within, client.simple_query("SELECT 1")).await {
            return Ok(answered.map(|_| ())?);
        }
        // whoever had this connection next would wait behind the question
        drop(Object::take(client));
        Err(DbError::Away(format!("the server did not answer within {} s", within.as_secs_f32())))
    }
}

/// Makes the connections of a pool.
struct Connector {
    target: Target,
    within: Duration,
    patience: Duration,
    /// One for each connection that the server has of this pool: twice as many as the pool has, for those that were given up.
    places: Arc<Semaphore>,
}

impl Connect for Connector {
    fn connect(&self, config: &Config) -> BoxFuture<'_, Result<(Client, JoinHandle<()>), Error>> {
        let config = config.clone();
        async move {
            // never closed
            let place = Arc::clone(&self.places).acquire_owned().await.ok();
            let client = self.target.connect(&config, self.within, Some(self.patience), place).await?;
            // The task that carries the messages ends by itself, after what is under way: the pool is given another one to end.
            Ok((client, tokio::spawn(std::future::ready(()))))
        }
        .boxed()
    }
}
