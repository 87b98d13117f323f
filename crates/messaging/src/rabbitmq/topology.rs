//! What must be there on the broker. Declared by whoever comes first; the same by everybody.

use lapin::options::{ExchangeDeclareOptions, QueueBindOptions, QueueDeclareOptions};
use lapin::types::{AMQPValue, FieldTable, LongString};
use lapin::{Channel, ExchangeKind};

/// The exchange of all events; routing keys are `{clinic}.{appointment}`.
pub(super) const EVENTS: &str = "holdfast.events";
/// The exchange of dead letters; routing keys are queues.
const DEAD: &str = "holdfast.dead";
/// How often a message is delivered again (after its consumer died, for the most part) before it is a dead letter.
/// RabbitMQ 3 has no limit unless told, RabbitMQ 4 drops after 20.
const DELIVERY_LIMIT: i32 = 20;

/// The queue of a listener.
pub(super) fn queue(listener: &str) -> String {
    format!("holdfast.{listener}")
}

/// The queue of its dead letters.
pub(super) fn dead_queue(listener: &str) -> String {
    format!("holdfast.{listener}.dead")
}

fn text(value: &str) -> AMQPValue {
    AMQPValue::LongString(LongString::from(value))
}

pub(super) async fn declare(channel: &Channel, listeners: &[&str]) -> lapin::Result<()> {
    let durable = ExchangeDeclareOptions { durable: true, ..ExchangeDeclareOptions::default() };
    channel.exchange_declare(EVENTS.into(), ExchangeKind::Topic, durable, FieldTable::default()).await?;
    channel.exchange_declare(DEAD.into(), ExchangeKind::Direct, durable, FieldTable::default()).await?;
    for listener in listeners {
        declare_queues(channel, listener).await?;
    }
    Ok(())
}

async fn declare_queues(channel: &Channel, listener: &str) -> lapin::Result<()> {
    let (queue, dead) = (queue(listener), dead_queue(listener));
    let durable = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
    let bind = QueueBindOptions::default();
    let mut arguments = FieldTable::default();
    arguments.insert("x-queue-type".into(), text("quorum"));
    channel.queue_declare(dead.as_str().into(), durable, arguments.clone()).await?;
    channel
        .queue_bind(dead.as_str().into(), DEAD.into(), queue.as_str().into(), bind, FieldTable::default())
        .await?;
    // One consumer at a time, with the next in line: so an appointment's events stay in order.
    arguments.insert("x-single-active-consumer".into(), AMQPValue::Boolean(true));
    arguments.insert("x-delivery-limit".into(), AMQPValue::LongInt(DELIVERY_LIMIT));
    arguments.insert("x-dead-letter-exchange".into(), text(DEAD));
    arguments.insert("x-dead-letter-routing-key".into(), text(&queue));
    // A dead letter leaves its queue only after the other one has it; that wants refusing, not dropping, when full.
    arguments.insert("x-dead-letter-strategy".into(), text("at-least-once"));
    arguments.insert("x-overflow".into(), text("reject-publish"));
    channel.queue_declare(queue.as_str().into(), durable, arguments).await?;
    channel.queue_bind(queue.as_str().into(), EVENTS.into(), "#".into(), bind, FieldTable::default()).await
}
