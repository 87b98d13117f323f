//! `holdfast serve`, `holdfast demo`

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use holdfast_config::Settings;
use holdfast_domain::Clock;
use holdfast_postgres::measure_pools;
use holdfast_telemetry::{LogFormat, Metrics};
use holdfast_tokens::Keys;
use jiff::SignedDuration;

use super::Context;
use super::admin::signing_keys;
use crate::cli::ServeArgs;
use crate::database::{self, Served};
use crate::descriptors;
use crate::lifecycle::Lifecycle;
use crate::listeners::{Ports, check_proxies, say_where_operations_are};
use crate::peers::Links;
use crate::port::Port;
use crate::roles::{Roles, gateway};
use crate::system::{Plan, System};
use crate::tls::Tls;
use crate::traces::Traces;
use crate::vault;

pub(super) async fn serve(context: Context, args: &ServeArgs) -> Result<ExitCode> {
    let roles = Roles::parse(&args.target)?;
    run(context, roles, false).await
}

pub(super) async fn demo(context: Context) -> Result<ExitCode> {
    run(context, Roles::all(), true).await
}

async fn run(context: Context, roles: Roles, demo: bool) -> Result<ExitCode> {
    let Context { settings, clock, ids } = context;
    let format = match settings.log_format {
        holdfast_config::LogFormat::Text => LogFormat::Text,
        holdfast_config::LogFormat::Json => LogFormat::Json,
    };
    // What a newcomer should read is printed; the log keeps to what went wrong.
    let filter = if demo && settings.log == "info" { "warn" } else { &settings.log };
    holdfast_telemetry::start_logs(filter, format)?;
    let metrics = holdfast_telemetry::start_metrics()?;
    let traces = Traces::start(&settings, &roles)?;
    let descriptors = descriptors::raise();
    let lifecycle = Lifecycle::start(Duration::from_secs(settings.drain_secs))?;

    // The ports first: if one is taken there is no need to start a database.
    let ports = Ports::reserve(&settings)?;
    let rpc_port = match settings.rpc.listen {
        Some(address) => Some(Port::reserve(address, "rpc.listen (HOLDFAST_RPC__LISTEN)")?),
        None if roles.are_called() => bail!(
            "other processes call these roles: set rpc.listen (HOLDFAST_RPC__LISTEN) to the ADDR:PORT to offer them on"
        ),
        None => None,
    };
    // what other roles answer over HTTP is how they are
    let tls = if roles.has(&gateway::ROLE) {
        let tls = Tls::load(&settings)?;
        check_proxies(&settings)?;
        say_where_operations_are(&settings);
        tls
    } else {
        None
    };
    let data_dir = database::data_dir(&settings)?;
    let keys = if roles.has(&gateway::ROLE) { Some(signing_keys(&settings, &data_dir, &ids)?) } else { None };
    let links = if rpc_port.is_some() || !roles.missing().is_empty() {
        Some(Links::load(&roles, &settings.rpc, &data_dir, &ids)?)
    } else {
        None
    };
    let master_keys = match roles.vault_role() {
        Some(_) if !roles.are_all() && settings.database_url.is_some() && !settings.vault.is_given() => {
            bail!(
                "roles in processes of their own share the master keys of personal data: set vault.master_key_file \
                 (HOLDFAST_VAULT__MASTER_KEY_FILE) to the same for all"
            )
        }
        Some(_) => Some(vault::master_keys(&settings, &data_dir, &ids)?),
        None => None,
    };
    let mut database =
        if roles.need_database() { Some(start_database(&roles, &settings, &ids).await?) } else { None };
    if let Some(database) = &mut database {
        let prepared = lifecycle.unless_told(prepare(database, &roles, &settings, &ids)).await;
        if !matches!(prepared, Some(Ok(()))) {
            // so that a database of our own ends as it should, whatever is wrong with it
            let stopped = std::mem::take(database).stop().await;
            return prepared.transpose().and(stopped).map(|()| ExitCode::SUCCESS);
        }
    }
    let plan = Plan {
        master_keys,
        database_url: database.as_ref().map(|database| database.url.as_str()),
        links: links.as_ref(),
        settings: &settings,
        clock: Arc::clone(&clock),
        ids: &ids,
        roles,
    };
    let doors = Doors { ports, rpc_port, descriptors, tls, keys, demo };
    let served = Box::pin(open(&plan, doors, &lifecycle, metrics)).await;
    traces.finish().await;
    // whatever became of serving, a database of our own ends as it should
    if let Some(database) = database {
        database.stop().await?;
    }
    served.map(|()| ExitCode::SUCCESS)
}

/// Where a process answers, and to whom.
struct Doors {
    ports: Ports,
    rpc_port: Option<Port>,
    descriptors: usize,
    tls: Option<Tls>,
    /// They sign and check the tokens of a gateway's callers.
    keys: Option<Keys>,
    demo: bool,
}

/// Puts the roles together, lets callers in, and serves until the process is told to stop.
async fn open(plan: &Plan<'_>, doors: Doors, lifecycle: &Lifecycle, metrics: Metrics) -> Result<()> {
    let Plan { settings, clock, .. } = plan;
    let Doors { ports, rpc_port, descriptors, tls, keys, demo } = doors;
    let address = ports.api.address();
    let system = System::new(plan)?;
    let begun = async {
        check(&system, settings, &**clock).await?;
        if demo && let Some(keys) = &keys {
            crate::demo::prepare(&system, keys, plan, address).await?;
        }
        anyhow::Ok(())
    };
    match lifecycle.unless_told(begun).await {
        Some(begun) => begun?,
        None => return Ok(()),
    }
    let watch = system.watch();
    let rendered = metrics.clone();
    let operations = watch.operations(Arc::new(move || {
        measure_pools();
        rendered.render()
    }));
    let routers =
        (system.router(keys.as_ref(), operations.clone())?, holdfast_gateway::operations::router(operations));
    let connections = descriptors::HTTP.of(descriptors, settings.http.max_connections);
    // others are to find room too
    system.limit_streams(connections / 2);
    let listeners = ports.listen()?;
    let rpc_listener = rpc_port.map(Port::listen).transpose()?;
    tracing::info!(%address, "ready");
    if !demo && plan.roles.has(&gateway::ROLE) {
        let scheme = if tls.is_some() { "https" } else { "http" };
        println!("Holdfast serves on {scheme}://{address} (API page: {scheme}://{address}/docs)");
    }

    let mut background = system.background(settings);
    background.spawn(metrics.keep_small());
    let leaving = lifecycle.leaving();
    let leave = async {
        leaving.await;
        watch.leave();
        // they would last for longer than anybody waits
        system.end_streams();
        std::future::pending::<()>().await;
    };
    let http = async {
        listeners.serve(settings, tls, routers, connections, lifecycle).await;
        anyhow::Ok(())
    };
    let rpc = async {
        if let (Some(listener), Some(links)) = (rpc_listener, plan.links) {
            let connections = descriptors::RPC.of(descriptors, settings.rpc.max_connections);
            let server =
                system.server(links.server_settings(&settings.rpc)).with_max_connections(connections);
            server.serve(listener, lifecycle.leaving(), lifecycle.stopping()).await?;
        }
        Ok(())
    };
    let served = tokio::select! {
        served = async { tokio::try_join!(http, rpc) } => served.map(|_| ()),
        () = lifecycle.out_of_patience() => {
            tracing::warn!("some requests were not finished");
            Ok(())
        }
        () = leave => Ok(()),
    };
    background.shutdown().await;
    system.finish().await;
    served
}

/// The database of these roles.
async fn start_database(roles: &Roles, settings: &Settings, ids: &holdfast_domain::Ids) -> Result<Served> {
    if settings.database_url.is_none() && !roles.are_all() {
        bail!("roles in processes of their own share a database: set database_url (HOLDFAST_DATABASE_URL)");
    }
    Served::start(settings, ids).await
}

/// Brings it to the schema, or sees that it has it.
async fn prepare(
    database: &mut Served,
    roles: &Roles,
    settings: &Settings,
    ids: &holdfast_domain::Ids,
) -> Result<()> {
    let cannot = "the database cannot be used; check database_url, or leave it out for a private one";
    if settings.postgres.migrate_at_start {
        let told = |step: &str| tracing::info!("schema: {step}");
        holdfast_postgres::migrate::migrate(&database.url, told).await.context(cannot)?;
    } else if let Some(role) = roles.database_role() {
        let version = holdfast_postgres::migrate::version(&database.url, role).await.context(cannot)?;
        let needed = holdfast_postgres::migrate::newest_version();
        if version < needed {
            bail!(
                "the database's schema has version {version}, and this holdfast needs {needed}: run `holdfast migrate`"
            );
        }
    }
    database.drop_rights(ids).await.context(cannot)
}

/// Whether the system can work with what it was given.
async fn check(system: &System, settings: &Settings, clock: &dyn Clock) -> Result<()> {
    check_clock(system, settings, clock).await?;
    if let Some(keys) = system.vault() {
        vault::check(keys).await?;
    }
    system.check().await
}

/// Holds, notice and tokens go by the clock: hosts must agree on the time.
async fn check_clock(system: &System, settings: &Settings, clock: &dyn Clock) -> Result<()> {
    let Some(db) = system.database() else { return Ok(()) };
    let skew = holdfast_postgres::clock_skew(db, clock).await?;
    let most =
        SignedDuration::from_secs(settings.postgres.max_clock_skew_secs.try_into().unwrap_or(i64::MAX));
    if skew.abs() > most {
        let direction = if skew.is_negative() { "behind" } else { "ahead of" };
        bail!(
            "this host's clock is {:.1} s {direction} the database's: set both by NTP (at most \
             postgres.max_clock_skew_secs = {} are borne)",
            skew.abs().as_secs_f64(),
            most.as_secs()
        );
    }
    Ok(())
}
