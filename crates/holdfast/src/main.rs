//! The `holdfast` command.

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match holdfast::commands::run(holdfast::cli::Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            // the whole chain of causes in one line
            eprintln!("holdfast: {error:#}");
            ExitCode::FAILURE
        }
    }
}
