//! Leaves a provider in trouble alone for a while.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Failures in a row that open it.
const OPENS_AFTER: u32 = 3;
/// Shortest and longest time that it stays open.
const STAYS_OPEN: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(30));

/// A circuit breaker. Clones are the same one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Breaker {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    failures: u32,
    closed_from: Option<Instant>,
}

impl Breaker {
    /// Whether nobody may try now.
    pub(crate) fn is_open(&self) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.closed_from.is_some_and(|from| Instant::now() < from)
    }

    /// Whether a try may be made. While it is open nobody's may; then a single one, whose outcome decides.
    pub(crate) fn may_try(&self) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match state.closed_from {
            Some(from) if Instant::now() < from => false,
            Some(_) => {
                state.closed_from = Some(Instant::now() + stays_open(state.failures));
                true
            }
            None => true,
        }
    }

    pub(crate) fn succeeded(&self) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = State::default();
    }

    pub(crate) fn failed(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.failures += 1;
        if state.failures >= OPENS_AFTER {
            state.closed_from = Some(Instant::now() + stays_open(state.failures));
        }
    }
}

fn stays_open(failures: u32) -> Duration {
    let (shortest, longest) = STAYS_OPEN;
    (shortest * 2_u32.saturating_pow(failures.saturating_sub(OPENS_AFTER).min(10))).min(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn it_opens_after_some_failures_and_lets_one_try_through_later() {
        let breaker = Breaker::default();
        for _ in 0..OPENS_AFTER {
            assert!(breaker.may_try());
            breaker.failed();
        }
        assert!(!breaker.may_try());
        tokio::time::sleep(STAYS_OPEN.0).await;
        assert!(breaker.may_try() && !breaker.may_try(), "one try");
        breaker.succeeded();
        assert!(breaker.may_try() && breaker.may_try());
    }
}
