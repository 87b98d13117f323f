//! One who listens.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use tokio::sync::{mpsc, watch};

use super::Place;
use super::feed::{Line, Position, Told};

/// Hears what is told. Its place is free again when it is dropped.
pub(crate) struct Listener {
    told: mpsc::Receiver<Told>,
    is_behind: Arc<AtomicBool>,
    position: Arc<AtomicI64>,
    is_over: watch::Receiver<bool>,
    _place: Place,
}

/// What a listener hears.
#[derive(Debug)]
pub(crate) enum Heard {
    /// What it is told.
    Told(Told),
    /// It has not listened in time, and something is lost: read anew.
    Behind,
    /// This gateway goes.
    Over,
    /// Nothing can be read, and so nothing told.
    Nothing,
}

impl Listener {
    pub(super) fn new(line: Line, place: Place, is_over: watch::Receiver<bool>) -> Self {
        let Line { told, is_behind, position } = line;
        Self { told, is_behind, position, is_over, _place: place }
    }

    /// Up to when everything was told that is not waiting here, if anything was read yet. Good only if nothing is heard after it was
    /// asked for.
    pub(crate) fn position(&self) -> Option<Position> {
        let position = self.position.load(Ordering::Acquire);
        (position > 0).then_some(Position(position))
    }

    /// Waits for the next.
    pub(crate) async fn hear(&mut self) -> Heard {
        let told = tokio::select! {
            biased;
            _ = self.is_over.wait_for(|is| *is) => return Heard::Over,
            told = self.told.recv() => told,
        };
        // First the mark is taken away, then what waited: what is lost after that leaves a new one.
        if self.is_behind.swap(false, Ordering::AcqRel) {
            while self.told.try_recv().is_ok() {}
            return Heard::Behind;
        }
        told.map_or(Heard::Nothing, Heard::Told)
    }
}
