//! One command per file.

mod account;
mod admin;
mod check;
mod import;
mod migrate;
mod progress;
mod serve;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, bail};
use holdfast_config::Settings;
use holdfast_domain::{Clock, Ids, SystemClock};
use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::{SignalKind, signal};

use crate::cli::{Cli, Command, Config};
use crate::random::FromTheSystem;

/// How long threads that wait for the operating system may take when all else has ended.
const LOOK_UPS_END_WITHIN: Duration = Duration::from_secs(1);

/// What every command works with: the settings, and the real clock and random source.
pub(crate) struct Context {
    pub(crate) settings: Settings,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Ids,
}

/// Runs a command to its end.
pub fn run(cli: Cli) -> Result<ExitCode> {
    if let Command::Serve(args) = &cli.command
        && args.list_targets
    {
        print!("{}", crate::roles::list());
        return Ok(ExitCode::SUCCESS);
    }
    let mut defaults = Settings::default();
    if nix::unistd::getuid().is_root() {
        // The database runs as another user then, who must be able to reach it.
        defaults.data_dir = "/var/lib/holdfast".into();
    }
    if matches!(cli.command, Command::Demo) {
        defaults.data_dir.as_mut_os_string().push("-demo");
    }
    let settings = holdfast_config::load(&defaults, cli.options.config.as_deref(), &cli.options.settings)?;
    crate::roles::check_addresses(&settings.roles)?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let ids = Ids::new(Arc::clone(&clock), FromTheSystem::default());
    let context = Context { settings, clock, ids };
    let runtime = runtime(context.settings.threads)?;
    let outcome = runtime.block_on(execute(context, cli.command));
    // a look-up of a name that nobody answers has a thread of its own, which nobody waits for
    runtime.shutdown_timeout(LOOK_UPS_END_WITHIN);
    outcome
}

/// What is left by a command that works in one transaction.
const NOTHING_CHANGED: &str = "nothing was changed";

/// Work that Ctrl-C or SIGTERM ends: it is dropped, which rolls back its transaction, and what was started is stopped by
/// the caller. `left` says what is left of it then.
async fn until_interrupted<T>(left: &str, work: impl Future<Output = Result<T>>) -> Result<T> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        outcome = work => outcome,
        _ = interrupt.recv() => bail!("interrupted; {left}"),
        _ = terminate.recv() => bail!("terminated; {left}"),
    }
}

/// What runs the tasks of a process. On one thread, none of them wakes another thread.
fn runtime(threads: Option<usize>) -> Result<Runtime> {
    let mut builder = match threads {
        Some(1) => Builder::new_current_thread(),
        _ => Builder::new_multi_thread(),
    };
    if let Some(threads) = threads {
        builder.worker_threads(threads);
    }
    Ok(builder.enable_all().build()?)
}

async fn execute(context: Context, command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve(args) => serve::serve(context, &args).await,
        Command::Demo => serve::demo(context).await,
        Command::Migrate => migrate::migrate(context).await,
        Command::Import { files } => import::import(context, &files).await,
        Command::Check => check::check(context).await,
        Command::Admin(command) => admin::admin(&context, command).await,
        Command::Config(Config::Print) => {
            print!("{}", context.settings.to_toml());
            Ok(ExitCode::SUCCESS)
        }
        Command::Config(Config::Check) => {
            println!("the settings are valid");
            Ok(ExitCode::SUCCESS)
        }
    }
}
