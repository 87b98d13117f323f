//! A log line about what may happen very often.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Lets something be said at most once in a while, with how often it has happened since it was said last.
#[derive(Debug)]
pub struct Seldom {
    every: Duration,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    said: Option<Instant>,
    happened: u64,
}

impl Seldom {
    /// At most once in this while.
    pub fn every(every: Duration) -> Self {
        Self { every, state: Mutex::default() }
    }

    /// Notes that it has happened so many times. If it is to be said now: how often since it was said last.
    pub fn note(&self, times: u64) -> Option<u64> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.happened += times;
        let now = Instant::now();
        if state.said.is_some_and(|said| now.duration_since(said) < self.every) {
            return None;
        }
        state.said = Some(now);
        Some(std::mem::take(&mut state.happened))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_often_is_said_once_with_its_number() {
        let seldom = Seldom::every(Duration::from_secs(3600));
        assert_eq!(seldom.note(1), Some(1));
        assert_eq!((0..1000).filter_map(|_| seldom.note(1)).count(), 0);
        seldom.state.lock().unwrap().said = None;
        assert_eq!(seldom.note(2), Some(1002));
    }
}
