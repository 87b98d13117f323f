//! Spans that have ended, on their way to the receiver. Nothing waits for it: the queue is bounded, and what finds no place in it,
//! or is not taken in time, is counted and gone.

use std::time::Duration;

use opentelemetry::Context;
use opentelemetry_otlp::SpanExporter;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{Span, SpanData, SpanExporter as _, SpanProcessor};
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::time::timeout;

use crate::{Seldom, metrics};

/// Spans that wait. Some megabytes.
const MOST: usize = 8_192;
/// Spans of one message.
const AT_ONCE: usize = 512;
/// Others may come meanwhile, and go along. Short enough that the queue does not fill in it.
const EVERY: Duration = Duration::from_millis(100);
/// Longest that the receiver may take.
pub(super) const TAKEN_WITHIN: Duration = Duration::from_secs(5);
/// How often it is said that it takes nothing.
const SAID_EVERY: Duration = Duration::from_mins(1);

#[derive(Debug)]
pub(super) struct Queue(Sender<SpanData>);

/// Takes what is in the queue to the receiver.
#[derive(Debug)]
#[must_use = "spans go nowhere until it runs"]
pub struct Export {
    queue: Receiver<SpanData>,
    exporter: SpanExporter,
    endpoint: String,
}

pub(super) fn queue(exporter: SpanExporter, endpoint: String) -> (Queue, Export) {
    for outcome in ["exported", "dropped", "refused"] {
        metrics::SPANS.of([outcome]).increment(0);
    }
    let (sender, queue) = mpsc::channel(MOST);
    (Queue(sender), Export { queue, exporter, endpoint })
}

impl SpanProcessor for Queue {
    fn on_start(&self, _span: &mut Span, _context: &Context) {}

    fn on_end(&self, span: SpanData) {
        if self.0.try_send(span).is_err() {
            metrics::SPANS.of(["dropped"]).increment(1);
        }
    }

    fn force_flush(&self) -> OTelSdkResult {
        Ok(())
    }

    fn shutdown_with_timeout(&self, _timeout: Duration) -> OTelSdkResult {
        Ok(())
    }
}

impl Export {
    /// Exports until `end` comes, and then what waits, if the receiver takes it soon.
    pub async fn run(mut self, end: impl Future<Output = ()>) {
        let mut end = std::pin::pin!(end);
        let seldom = Seldom::every(SAID_EVERY);
        let mut batch = Vec::with_capacity(AT_ONCE);
        loop {
            let ended = tokio::select! {
                () = &mut end => true,
                _ = self.queue.recv_many(&mut batch, AT_ONCE) => false,
            };
            if ended {
                break;
            }
            self.export(&mut batch, &seldom).await;
            if self.queue.len() < AT_ONCE {
                tokio::select! {
                    () = &mut end => break,
                    () = tokio::time::sleep(EVERY) => {}
                }
            }
        }
        loop {
            while batch.len() < AT_ONCE
                && let Ok(span) = self.queue.try_recv()
            {
                batch.push(span);
            }
            if batch.is_empty() {
                return;
            }
            self.export(&mut batch, &seldom).await;
        }
    }

    async fn export(&self, batch: &mut Vec<SpanData>, seldom: &Seldom) {
        let spans = std::mem::take(batch);
        let count = spans.len() as u64;
        let why = match timeout(TAKEN_WITHIN, self.exporter.export(spans)).await {
            Ok(Ok(())) => {
                metrics::SPANS.of(["exported"]).increment(count);
                return;
            }
            Ok(Err(error)) => error.to_string(),
            Err(_elapsed) => "no answer".to_owned(),
        };
        metrics::SPANS.of(["refused"]).increment(count);
        if let Some(spans) = seldom.note(count) {
            tracing::warn!(
                endpoint = self.endpoint,
                why,
                spans,
                "the receiver of traces took no spans; they are gone"
            );
        }
    }
}
