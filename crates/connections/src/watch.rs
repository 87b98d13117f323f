//! Watches how long a client keeps its connection waiting.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::time::{Instant, Sleep, sleep_until};

use crate::connection::{Connection, Patience};

/// There is one timer for each connection, and it is set anew only when it has run out or would ring too late: a connection
/// that is busy touches it about once in [`Patience::idle`].
pub struct Watch {
    connection: Arc<Connection>,
    patience: Patience,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Watch {
    /// Of this connection.
    pub fn new(connection: Arc<Connection>, patience: Patience) -> Self {
        Self { connection, patience, timer: None }
    }

    /// Ready, with the reason, once the connection is to be ended. To be polled after whatever changes its state.
    pub fn poll_over(&mut self, cx: &mut Context<'_>) -> Poll<&'static str> {
        let Some((deadline, why)) = self.connection.deadline(&self.patience) else { return Poll::Pending };
        if self.connection.waits().is_some() && self.connection.is_told_to_close(cx.waker()) {
            return Poll::Ready("room");
        }
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
        if timer.deadline() > deadline {
            timer.as_mut().reset(deadline);
        }
        // asked first: a timer has no turn beside a client that always has more to say
        while Instant::now() < deadline {
            ready!(timer.as_mut().poll(cx));
            // it may have been set for something that is over
            timer.as_mut().reset(deadline);
        }
        Poll::Ready(why)
    }
}
