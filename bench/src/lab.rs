//! What every scenario works with: the program under test, how many rounds, ids.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use holdfast_domain::{Clock, Ids, SystemClock};
use rand::SeedableRng as _;
use rand::rngs::StdRng;

/// Rounds of a comparison unless the command line says otherwise.
const ROUNDS: usize = 5;

/// The bench.
pub(crate) struct Lab {
    /// The holdfast program.
    pub(crate) holdfast: PathBuf,
    /// What time it is.
    pub(crate) clock: Arc<dyn Clock>,
    /// Makes ids as Holdfast makes them, so that rows lie in the indexes as they would.
    pub(crate) ids: Ids,
    rounds: Option<usize>,
}

impl Lab {
    /// With `holdfast`, or the program beside this one.
    pub(crate) fn new(holdfast: Option<PathBuf>, rounds: Option<usize>) -> Result<Self> {
        let holdfast = match holdfast {
            Some(path) => path,
            None => std::env::current_exe()?.with_file_name("holdfast"),
        };
        let holdfast = holdfast.canonicalize().with_context(|| {
            format!("{} is not there; build it with `cargo build --release -p holdfast`", holdfast.display())
        })?;
        ensure!(holdfast.is_file(), "{} is not a program", holdfast.display());
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let ids = Ids::new(Arc::clone(&clock), StdRng::from_os_rng());
        Ok(Self { holdfast, clock, ids, rounds })
    }

    /// Rounds of a comparison.
    pub(crate) fn rounds(&self) -> usize {
        self.rounds_or(ROUNDS)
    }

    /// Rounds of a scenario that asks for another number.
    pub(crate) fn rounds_or(&self, usual: usize) -> usize {
        self.rounds.unwrap_or(usual)
    }
}
