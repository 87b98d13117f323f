//! The `holdfast` command.

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match holdfast::commands::run(holdfast::cli::Cli::parse()).await {
        Ok(code) => code,
        Err(error) => {
            // the whole chain of causes in one line
            eprintln!("holdfast: {error:#}");
            ExitCode::FAILURE
        }
    }
}
