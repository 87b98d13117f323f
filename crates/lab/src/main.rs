//! `holdfast-lab CONCEPT [--broken]`: shows a concept of the learning roadmap. Ends with 0 if it showed what it promises.

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use holdfast_lab::concepts::{find, process};
use holdfast_lab::{Ground, say};

/// A run takes seconds; one that hangs is broken off.
const ENDS_WITHIN: Duration = Duration::from_secs(90);

/// Shows what goes wrong without a defence, and that the defence holds.
#[derive(Debug, Parser)]
#[command(name = "holdfast-lab", version, arg_required_else_help = true)]
struct Cli {
    /// A concept of docs/learning-roadmap.md, or `list`
    concept: String,
    /// Leave the defence out
    #[arg(long)]
    broken: bool,
    /// Be one of the processes that a run compares
    #[arg(long, hide = true)]
    process: Option<String>,
}

#[tokio::main(worker_threads = 2)]
async fn main() -> ExitCode {
    let Cli { concept: name, broken, process: as_process } = Cli::parse();
    if name == "list" {
        print!("{}", say::list());
        return ExitCode::SUCCESS;
    }
    let Some(concept) = find(&name) else {
        eprintln!("holdfast-lab: {}", say::unknown(&name));
        return ExitCode::from(2);
    };
    if let Some(which) = as_process {
        print!("{}", process(&which).await);
        return ExitCode::SUCCESS;
    }
    let ground = Ground::new(broken);
    let shown = tokio::select! {
        shown = tokio::time::timeout(ENDS_WITHIN, (concept.run)(&ground)) => shown,
        // what the run has started goes with it
        _ = tokio::signal::ctrl_c() => return ExitCode::from(130),
    };
    let Ok(shown) = shown else {
        eprintln!("holdfast-lab: {name} did not end within {} s", ENDS_WITHIN.as_secs());
        return ExitCode::FAILURE;
    };
    print!("{}", say::report(concept, broken, &shown));
    ExitCode::from(u8::from(shown.breach != broken))
}
