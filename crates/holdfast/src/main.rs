//! The `holdfast` command.

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Memory given back by the allocator and taken again comes zeroed; whole huge pages of it cost a seventh of a
    // booking service's time. An older kernel may not know the switch.
    let _ = nix::sys::prctl::set_thp_disable(true);
    match holdfast::commands::run(holdfast::cli::Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            // the whole chain of causes in one line
            eprintln!("holdfast: {error:#}");
            ExitCode::FAILURE
        }
    }
}
