//! Load scenarios: Holdfast beside the bare engine under it, alternating in one run on one machine.
//!
//! Each scenario starts a `holdfast serve` of its own with a private database in a temporary folder, and gives back
//! a [`report::Section`]. Start reading at `scenarios/bookings.rs`; `docs/benchmarks.md` says what is measured.
//! Nothing here is a test: the figures depend on the machine, and only their ratios have targets.

mod arrivals;
mod client;
mod fixed_answer;
mod fixture;
mod holdfast;
mod lab;
mod load;
mod machine;
mod pgbench;
mod proxy;
mod replay;
mod report;
mod scenarios;
mod stack;
mod statistics;
mod usage;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use crate::lab::Lab;
use crate::report::Section;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Benchmarks of Holdfast.
#[derive(Debug, Parser)]
#[command(name = "holdfast-bench", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    scenario: Scenario,
    #[command(flatten)]
    options: Options,
}

/// Options of every scenario.
#[derive(Debug, Args)]
struct Options {
    /// The holdfast program [default: the one beside this program]
    #[arg(long, global = true, value_name = "PATH")]
    holdfast: Option<PathBuf>,
    /// Measured rounds [default: 5, or as many as the scenario asks for]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=100))]
    rounds: Option<u16>,
    /// Where `all` writes its report
    #[arg(long, global = true, value_name = "FILE", default_value = "bench/report.md")]
    report: PathBuf,
}

#[derive(Debug, Subcommand)]
enum Scenario {
    /// Every scenario; writes the report
    All {
        /// A real day to replay too
        #[arg(long, value_name = "FILE.csv")]
        day: Option<PathBuf>,
    },
    /// Bookings per second, 256 connections, distinct slots, beside pgbench
    P1,
    /// Latency of a lone booking, beside pgbench with one client
    P2,
    /// Search of one doctor's week, hot, beside a server that does nothing
    P3,
    /// 5,000 connections, most of them searching, at half of capacity; one process and the stack
    P5,
    /// 1,000 clients, one slot
    P6,
    /// Making a million slots
    P9,
    /// Start to ready
    P10,
    /// Round trips to PostgreSQL per lone booking
    P11,
    /// The stack of separate services beside one process: P1, P2, P3, P8, and from commit to e-mail
    Stack,
    /// Search for people over a thousand doctors, beside today's search of slots
    People,
    /// What 1,000 listeners to changes cost those who book: P1 with and without them
    Listeners,
    /// What traces cost: P1 with none, some, all, and without their receiver
    Traces,
    /// Replay a real day of appointments
    Replay {
        /// Appointments with PatientId, AppointmentID, ScheduledDay and Neighbourhood columns
        #[arg(long, value_name = "FILE.csv")]
        day: PathBuf,
        /// How many times faster than it was [default: so that it takes 20 seconds]
        #[arg(long, value_name = "N")]
        speed: Option<f64>,
    },
    /// The yardstick of P3: answers every request with the bytes of a file
    #[command(hide = true)]
    FixedAnswer {
        /// The answer's body
        #[arg(long)]
        body: PathBuf,
    },
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    if let Scenario::FixedAnswer { body } = &cli.scenario {
        // Built like Holdfast's own runtime.
        return tokio::runtime::Runtime::new()?.block_on(fixed_answer::serve(body));
    }
    // The load generator shares the machine with what it measures: one thread is all it gets.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run(cli))
}

async fn run(cli: Cli) -> Result<()> {
    let lab = Lab::new(cli.options.holdfast, cli.options.rounds.map(usize::from))?;
    let section = match cli.scenario {
        Scenario::All { day } => return all(&lab, day, &cli.options.report).await,
        Scenario::P1 => scenarios::bookings::run(&lab).await?,
        Scenario::P2 => scenarios::lone_booking::run(&lab).await?,
        Scenario::P3 => scenarios::search::run(&lab).await?,
        Scenario::P5 => scenarios::mixed::run(&lab).await?,
        Scenario::P6 => scenarios::race::run(&lab).await?,
        Scenario::P9 => scenarios::generate::run(&lab).await?,
        Scenario::P10 => scenarios::start::run(&lab).await?,
        Scenario::P11 => scenarios::round_trips::run(&lab).await?,
        Scenario::Stack => scenarios::stack::run(&lab).await?,
        Scenario::People => scenarios::people::run(&lab).await?,
        Scenario::Listeners => scenarios::listeners::run(&lab).await?,
        Scenario::Traces => scenarios::tracing::run(&lab).await?,
        Scenario::Replay { day, speed } => replay::run(&lab, &day, speed).await?,
        Scenario::FixedAnswer { .. } => return Ok(()),
    };
    print!("{section}");
    Ok(())
}

async fn all(lab: &Lab, day: Option<PathBuf>, report: &std::path::Path) -> Result<()> {
    let machine = machine::describe(lab).await?;
    let mut sections: Vec<Section> = Vec::new();
    let mut keep = |section: Section| {
        print!("{section}");
        sections.push(section);
    };
    keep(scenarios::bookings::run(lab).await?);
    keep(scenarios::lone_booking::run(lab).await?);
    keep(scenarios::search::run(lab).await?);
    keep(scenarios::mixed::run(lab).await?);
    keep(scenarios::race::run(lab).await?);
    keep(scenarios::generate::run(lab).await?);
    keep(scenarios::start::run(lab).await?);
    keep(scenarios::round_trips::run(lab).await?);
    keep(scenarios::people::run(lab).await?);
    keep(scenarios::stack::run(lab).await?);
    if let Some(day) = day {
        keep(replay::run(lab, &day, None).await?);
    }
    report::write(report, &machine, &sections)?;
    println!("the report is in {}", report.display());
    Ok(())
}
