//! Brings events from a listener's queue to the listener.
//!
//! A message is acknowledged when the listener has dealt with it. What the listener cannot deal with now stays with this
//! consumer and is tried again, so that a provider that is away for an hour does not use the message's deliveries up;
//! what it can make nothing of goes to the dead letters.

use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt;
use holdfast_domain::Event;
use holdfast_domain::event::TRACEPARENT;
use holdfast_telemetry::metrics;
use lapin::BasicProperties;
use lapin::options::{BasicConsumeOptions, BasicQosOptions};
use lapin::types::{AMQPValue, FieldTable};

use super::acks::{Acks, Dealt};
use super::{connect, failed, topology};
use crate::lanes::{Lanes, lane};
use crate::{Listener, TransportError, Undelivered, cloud_event, trace};

/// Messages under way at once.
const AT_ONCE: u16 = 64;
/// Between two connections.
const RECONNECT_EVERY: Duration = Duration::from_millis(500);
/// Until a message that could not be dealt with is tried again: at first, and at the most.
const PATIENCE: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(10));

/// Consumes for ever, over one connection after another.
pub async fn consume(url: String, listener: Arc<dyn Listener>) {
    let mut troubled = false;
    loop {
        let error = match consume_once(&url, &listener).await {
            Ok(()) => TransportError("the broker ended the consumer".to_owned()),
            Err(error) => error,
        };
        if !troubled {
            tracing::warn!(listener = listener.name(), %error, "no events come; trying again");
        }
        // a connection that worked is news again when it breaks
        troubled = error.0.contains("cannot be reached");
        tokio::time::sleep(RECONNECT_EVERY).await;
    }
}

async fn consume_once(url: &str, listener: &Arc<dyn Listener>) -> Result<(), TransportError> {
    let connection = connect(url).await?;
    let channel = connection.create_channel().await.map_err(failed)?;
    topology::declare(&channel, &[listener.name()]).await.map_err(failed)?;
    channel.basic_qos(AT_ONCE, BasicQosOptions::default()).await.map_err(failed)?;
    let queue = topology::queue(listener.name());
    let mut messages = channel
        .basic_consume(queue.into(), "".into(), BasicConsumeOptions::default(), FieldTable::default())
        .await
        .map_err(failed)?;
    let lanes = Lanes::default();
    let acks = Acks::new(channel.clone());
    // Ended with the connection: the broker gives their messages to the next consumer.
    let mut under_way = tokio::task::JoinSet::new();
    while let Some(message) = messages.next().await {
        let message = message.map_err(failed)?;
        while under_way.try_join_next().is_some() {}
        let tag = message.delivery_tag;
        match cloud_event::read(&message.data) {
            Err(error) => {
                tracing::error!(listener = listener.name(), %error, "a dead letter");
                acks.settle(tag, dead(listener.name()));
            }
            Ok(event) => {
                let event = trace::by_header(event, traceparent(&message.properties));
                let turn = lanes.queue(lane(&event));
                let (listener, acks) = (Arc::clone(listener), acks.clone());
                under_way.spawn(async move {
                    let _turn = turn.await;
                    acks.settle(tag, deal_with(&event, &*listener).await);
                });
            }
        }
    }
    Ok(())
}

/// What the headers of a message say of its trace.
fn traceparent(properties: &BasicProperties) -> Option<&str> {
    match properties.headers().as_ref()?.inner().get(TRACEPARENT)? {
        AMQPValue::LongString(text) => std::str::from_utf8(text.as_bytes()).ok(),
        _ => None,
    }
}

async fn deal_with(event: &Event, listener: &dyn Listener) -> Dealt {
    let (mut pause, longest) = PATIENCE;
    loop {
        match trace::deliver(event, listener).await {
            Ok(()) => return Dealt::Done,
            Err(Undelivered::Later(_)) => {
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(longest);
            }
            Err(Undelivered::Poison(_)) => return dead(listener.name()),
        }
    }
}

fn dead(listener: &str) -> Dealt {
    metrics::DEAD_LETTERS_MADE.of([listener.to_owned()]).increment(1);
    Dealt::Dead
}
