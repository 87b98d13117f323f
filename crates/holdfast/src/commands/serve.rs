//! `holdfast serve`, `holdfast demo`

use std::io::ErrorKind;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use axum::Router;
use axum::serve::ListenerExt;
use holdfast_telemetry::LogFormat;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::Context;
use super::admin::signing_key;
use crate::cli::ServeArgs;
use crate::database::{self, Served};
use crate::roles::{self, Role};
use crate::system::System;

/// How long requests under way may take to finish after a signal to stop.
const STOPS_WITHIN: Duration = Duration::from_secs(20);

pub(super) async fn serve(context: Context, args: &ServeArgs) -> Result<ExitCode> {
    let roles = roles::parse(&args.target)?;
    run(context, roles, false).await
}

pub(super) async fn demo(context: Context) -> Result<ExitCode> {
    let roles = roles::parse(&["all".to_owned()])?;
    run(context, roles, true).await
}

async fn run(context: Context, roles: Vec<Role>, demo: bool) -> Result<ExitCode> {
    let Context { settings, clock, ids } = context;
    let format = match settings.log_format {
        holdfast_config::LogFormat::Text => LogFormat::Text,
        holdfast_config::LogFormat::Json => LogFormat::Json,
    };
    // What a newcomer should read is printed; the log keeps to what went wrong.
    let filter = if demo && settings.log == "info" { "warn" } else { &settings.log };
    holdfast_telemetry::start_logs(filter, format)?;
    let metrics = holdfast_telemetry::start_metrics()?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;

    // The port first: if it is taken there is no need to start a database.
    let listener = listen(settings.listen).await?;
    let address = listener.local_addr()?;
    let key = signing_key(&database::data_dir(&settings)?, &ids)?;
    let database = Served::start(&settings, &ids).await?;
    let applied = holdfast_postgres::migrate::migrate(&database.url)
        .await
        .context("the database cannot be used; check database_url, or leave it out for a private one")?;
    for migration in applied {
        tracing::info!(migration, "schema changed");
    }
    let system = System::new(&database.url, &settings, Arc::clone(&clock), &ids)?;
    let mut background = system.background(&roles, &settings);
    let router = if roles.contains(&Role::Gateway) {
        system.router(&key, Arc::new(move || metrics.render()))?
    } else {
        Router::new()
    };
    if demo {
        crate::demo::prepare(&system, &key, address, &*clock, &ids).await?;
    }
    tracing::info!(%address, "ready");
    if !demo {
        println!("Holdfast serves on http://{address} (API page: http://{address}/docs)");
    }

    let (asked_to_stop, stopping) = tokio::sync::oneshot::channel();
    let stop = async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping: requests under way are finished first");
        let _ = asked_to_stop.send((interrupt, terminate));
    };
    // A client that never ends its request must not keep the process from ending; nor a second signal.
    let patience = async move {
        let Ok((mut interrupt, mut terminate)) = stopping.await else { return std::future::pending().await };
        tokio::select! {
            () = tokio::time::sleep(STOPS_WITHIN) => {}
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    };
    // Small answers must not wait for more to send.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY");
        }
    });
    tokio::select! {
        served = axum::serve(listener, router).with_graceful_shutdown(stop) => served?,
        () = patience => tracing::warn!("some requests were not finished"),
    }
    background.shutdown().await;
    drop(system);
    database.stop().await?;
    Ok(ExitCode::SUCCESS)
}

async fn listen(address: std::net::SocketAddr) -> Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!("{address} is in use by another program; choose another with --listen ADDR:PORT")
        }
        Err(error) => {
            Err(error).with_context(|| format!("cannot listen on {address}; choose another with --listen"))
        }
    }
}
