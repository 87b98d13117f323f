//! An answer that is kept for a moment, so that many who ask at once, or ask again and again, are one question.

use std::panic::AssertUnwindSafe;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures::FutureExt;
use futures::future::{BoxFuture, Shared};
use tokio::time::Instant;

/// Answers of one kind.
pub(crate) struct Kept<T> {
    for_so_long: Duration,
    last: Mutex<Option<Asked<T>>>,
}

struct Asked<T> {
    at: Instant,
    answer: Shared<BoxFuture<'static, Option<T>>>,
}

impl<T: Clone + Send + Sync + 'static> Kept<T> {
    pub(crate) fn new(for_so_long: Duration) -> Self {
        Self { for_so_long, last: Mutex::default() }
    }

    /// The last answer, if it was asked for lately or is still awaited, else that to `question`. The question is asked to its end,
    /// whoever goes away meanwhile. None if that panicked.
    pub(crate) async fn answer<F>(&self, question: impl FnOnce() -> F) -> Option<T>
    where
        F: Future<Output = T> + Send + 'static,
    {
        let answer = {
            let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
            let fresh = last
                .take()
                .filter(|asked| asked.answer.peek().is_none() || asked.at.elapsed() < self.for_so_long);
            let asked = fresh.unwrap_or_else(|| {
                let answer = AssertUnwindSafe(question()).catch_unwind().map(Result::ok).boxed().shared();
                // somebody sees it to its end, and so it is known when that was reached
                tokio::spawn(answer.clone());
                Asked { at: Instant::now(), answer }
            });
            last.insert(asked).answer.clone()
        };
        answer.await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures::future::join_all;
    use tokio::time::sleep;

    use super::*;

    const MOMENT: Duration = Duration::from_millis(200);

    /// How often it was asked.
    #[derive(Clone, Default)]
    struct Counted(Arc<AtomicUsize>);

    impl Counted {
        async fn ask(self, takes: Duration) -> usize {
            let nth = self.0.fetch_add(1, Ordering::SeqCst) + 1;
            sleep(takes).await;
            nth
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_flood_of_questions_is_five_a_second() {
        let (kept, counted) = (Kept::new(MOMENT), Counted::default());
        for _ in 0..100 {
            let many = (0..10).map(|_| kept.answer(|| counted.clone().ask(Duration::ZERO)));
            assert!(join_all(many).await.iter().all(Option::is_some));
            sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(counted.0.load(Ordering::SeqCst), 5);
    }

    #[tokio::test(start_paused = true)]
    async fn who_goes_away_stops_no_question_and_begins_no_other() {
        let (kept, counted) = (Kept::new(MOMENT), Counted::default());
        let takes = Duration::from_secs(2);
        for _ in 0..10 {
            let asked = kept.answer(|| counted.clone().ask(takes));
            tokio::time::timeout(Duration::from_millis(100), asked).await.unwrap_err();
        }
        assert_eq!(kept.answer(|| counted.clone().ask(takes)).await, Some(1));
        // it was asked for too long ago
        assert_eq!(kept.answer(|| counted.clone().ask(takes)).await, Some(2));
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_nobody_waited_for_grows_old_too() {
        let (kept, counted) = (Kept::new(MOMENT), Counted::default());
        let takes = Duration::from_millis(50);
        let asked = kept.answer(|| counted.clone().ask(takes));
        tokio::time::timeout(Duration::from_millis(10), asked).await.unwrap_err();
        sleep(Duration::from_secs(600)).await;
        assert_eq!(kept.answer(|| counted.clone().ask(takes)).await, Some(2));
    }

    #[tokio::test]
    async fn a_question_that_panics_has_no_answer_and_is_asked_again() {
        let kept = Kept::new(Duration::ZERO);
        assert_eq!(kept.answer(|| async { panic!("as this test has it") }).await, None::<u8>);
        assert_eq!(kept.answer(|| async { 7 }).await, Some(7));
    }
}
