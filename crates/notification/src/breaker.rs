//! Leaves a mail server that is away alone for a while. What it says of single messages is not its trouble.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::smtp::SendError;

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
    /// How many may try now: none while it is open, then one, else any number.
    pub(crate) fn room(&self) -> usize {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match state.closed_from {
            Some(from) if Instant::now() < from => 0,
            Some(_) => 1,
            None => usize::MAX,
        }
    }

    /// How a try ended.
    pub(crate) fn heard(&self, sent: &Result<(), SendError>) {
        match sent {
            Err(SendError::Away(_)) => self.failed(),
            _ => self.succeeded(),
        }
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

    fn succeeded(&self) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = State::default();
    }

    fn failed(&self) {
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
        assert!(!breaker.may_try() && breaker.room() == 0);
        tokio::time::sleep(STAYS_OPEN.0).await;
        assert_eq!(breaker.room(), 1);
        assert!(breaker.may_try() && !breaker.may_try(), "one try");
        breaker.succeeded();
        assert!(breaker.may_try() && breaker.may_try() && breaker.room() > 1);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_said_of_a_message_is_not_held_against_the_server() {
        let breaker = Breaker::default();
        let why = || "it answered 451".to_owned();
        for _ in 0..10 {
            for said in [SendError::Never(why()), SendError::NotNow(why()), SendError::Silent] {
                breaker.heard(&Err(said));
                assert!(breaker.may_try() && breaker.room() > 1);
            }
        }
        for _ in 0..OPENS_AFTER {
            breaker.heard(&Err(SendError::Away(why())));
        }
        assert_eq!(breaker.room(), 0);
    }
}
