//! Batches concurrent calls: while one batch is answered, the next one collects.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use tokio::sync::{mpsc, oneshot};

/// Where questions are asked. Cheap to clone; it goes on for as long as somebody holds it.
pub struct Batcher<Q, A>(mpsc::Sender<(Q, oneshot::Sender<A>)>);

impl<Q, A> Clone for Batcher<Q, A> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<Q: Send + 'static, A: Send + 'static> Batcher<Q, A> {
    /// Has them answered by `answer`, at most so many at once; it gives an answer to each, in their order.
    pub fn start<F>(at_once: usize, answer: impl Fn(Vec<Q>) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Vec<A>> + Send,
    {
        let (sender, mut queue) = mpsc::channel(at_once);
        tokio::spawn(async move {
            let mut waiting = Vec::with_capacity(at_once);
            while queue.recv_many(&mut waiting, at_once).await > 0 {
                let (questions, askers): (Vec<Q>, Vec<oneshot::Sender<A>>) = waiting.drain(..).unzip();
                // whose questions panic get no answer; the next do
                let answers = AssertUnwindSafe(answer(questions)).catch_unwind().await;
                for (asker, answer) in askers.into_iter().zip(answers.unwrap_or_default()) {
                    // an error says that the asker is gone
                    let _ = asker.send(answer);
                }
            }
        });
        Self(sender)
    }

    /// The answer, unless nobody answers any longer.
    pub async fn ask(&self, question: Q) -> Option<A> {
        let (asker, answer) = oneshot::channel();
        self.0.send((question, asker)).await.ok()?;
        answer.await.ok()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::sync::{Mutex, Semaphore};

    use super::*;

    #[tokio::test]
    async fn those_that_wait_are_answered_at_once_and_each_gets_its_own() {
        let (lots, gate) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Semaphore::new(0)));
        let batcher = {
            let (lots, gate) = (Arc::clone(&lots), Arc::clone(&gate));
            Batcher::start(3, move |questions: Vec<u32>| {
                let (lots, gate) = (Arc::clone(&lots), Arc::clone(&gate));
                async move {
                    gate.acquire().await.unwrap().forget();
                    lots.lock().await.push(questions.len());
                    questions.into_iter().map(|question| question * 10).collect()
                }
            })
        };
        let mut asked = Vec::new();
        for question in 0..5 {
            let batcher = batcher.clone();
            asked.push(tokio::spawn(async move { batcher.ask(question).await }));
            // so that each is in the queue before the next
            tokio::task::yield_now().await;
        }
        gate.add_permits(5);
        for (question, answer) in (0..5).zip(asked) {
            assert_eq!(answer.await.unwrap(), Some(question * 10));
        }
        let lots = lots.lock().await;
        assert!(
            lots.iter().sum::<usize>() == 5 && lots.len() < 5 && lots.iter().all(|lot| *lot <= 3),
            "{lots:?}"
        );
    }
}
