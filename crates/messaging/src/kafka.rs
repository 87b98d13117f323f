//! Kafka: one topic for all events, keyed by appointment, and one for each listener's dead letters.
//!
//! [`Kafka`] publishes with an idempotent producer; [`consume`] brings events to a listener in a group of its name, and
//! commits an offset only after everything before it has been dealt with; [`replay`] publishes dead letters once more.

use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt;
use futures::future::join_all;
use holdfast_domain::Event;
use holdfast_domain::event::TRACEPARENT;
use holdfast_telemetry::metrics;
use rdkafka::config::ClientConfig;
use rdkafka::consumer::{CommitMode, Consumer, StreamConsumer};
use rdkafka::error::KafkaError;
use rdkafka::message::{BorrowedMessage, Header, Headers, Message, OwnedHeaders};
use rdkafka::metadata::MetadataTopic;
use rdkafka::producer::{FutureProducer, FutureRecord};
use rdkafka::topic_partition_list::{Offset, TopicPartitionList};
use rdkafka::types::RDKafkaErrorCode;

use crate::lanes::routing_key;
use crate::{Listener, Refused, Transport, TransportError, Undelivered, cloud_event, trace};

/// The topic of all events.
pub const EVENTS: &str = "holdfast.events";
/// Messages dealt with between two commits.
const COMMIT_EVERY: usize = 100;
/// Longest between two commits.
const COMMIT_WITHIN: Duration = Duration::from_secs(1);
/// Until a message that could not be dealt with is tried again: at first, and at the most.
const PATIENCE: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(10));
/// Longest that the brokers may take to answer a replay.
const ANSWERS_WITHIN: Duration = Duration::from_secs(10);

/// The topic of a listener's dead letters.
pub fn dead_topic(listener: &str) -> String {
    format!("holdfast.{listener}.dead")
}

fn failed(error: impl std::fmt::Display) -> TransportError {
    TransportError(format!("Kafka: {error}"))
}

/// A message to publish.
struct Outgoing {
    key: String,
    body: Vec<u8>,
    traceparent: Option<String>,
}

/// Brokers to publish to. Cheap to clone; clones share a producer.
#[derive(Clone)]
pub struct Kafka {
    producer: FutureProducer,
}

impl Kafka {
    /// The brokers at `host:port,…`. Connects when first used.
    pub fn new(brokers: &str) -> Result<Self, TransportError> {
        let producer = ClientConfig::new()
            .set("bootstrap.servers", brokers)
            .set("client.id", "holdfast")
            // acknowledged by all replicas in sync, in order, without repeats of the producer's own making
            .set("enable.idempotence", "true")
            .set("message.timeout.ms", "10000")
            .set("linger.ms", "5")
            .create()
            .map_err(failed)?;
        Ok(Self { producer })
    }

    /// Publishes in order; whether each was acknowledged.
    async fn send(&self, topic: &str, messages: &[Outgoing]) -> Vec<Result<(), String>> {
        let mut sent = Vec::with_capacity(messages.len());
        for Outgoing { key, body, traceparent } in messages {
            let mut record = FutureRecord::to(topic).key(key).payload(body);
            if let Some(traceparent) = traceparent {
                let header = Header { key: TRACEPARENT, value: Some(traceparent) };
                record = record.headers(OwnedHeaders::new_with_capacity(1).insert(header));
            }
            sent.push(loop {
                match self.producer.send_result(record) {
                    Ok(delivery) => break Ok(delivery),
                    Err((error, back)) if error.rdkafka_error_code() == Some(RDKafkaErrorCode::QueueFull) => {
                        record = back;
                        tokio::time::sleep(Duration::from_millis(5)).await;
                    }
                    Err((error, _)) => break Err(error.to_string()),
                }
            });
        }
        let confirmed = sent.into_iter().map(|sent| async {
            match sent?.await {
                Ok(Ok(_)) => Ok(()),
                Ok(Err((error, _))) => Err(error.to_string()),
                Err(_canceled) => Err("the producer ended".to_owned()),
            }
        });
        join_all(confirmed).await
    }
}

impl Transport for Kafka {
    fn name(&self) -> &'static str {
        "kafka"
    }

    async fn publish(&self, events: &[Event]) -> Result<Vec<Refused>, TransportError> {
        let message = |event: &Event| Outgoing {
            key: routing_key(event),
            body: cloud_event::write(event).into_bytes(),
            traceparent: event.traceparent.clone(),
        };
        let messages: Vec<Outgoing> = events.iter().map(message).collect();
        let confirmed = self.send(EVENTS, &messages).await;
        let refused = events
            .iter()
            .zip(confirmed)
            .filter_map(|(event, confirmed)| confirmed.err().map(|why| Refused { event_id: event.id, why }));
        Ok(refused.collect())
    }
}

/// What was not committed comes again.
fn note(committed: Result<(), KafkaError>) {
    match committed {
        Err(error) if error.rdkafka_error_code() != Some(RDKafkaErrorCode::NoOffset) => {
            tracing::debug!(%error, "offsets were not committed; events come again");
        }
        _ => {}
    }
}

/// A consumer that takes its leave of the group in the background: while the brokers are away it waits for them for ever,
/// and a process that stops must not wait with it.
struct Member(Option<StreamConsumer>);

impl std::ops::Deref for Member {
    type Target = StreamConsumer;

    fn deref(&self) -> &StreamConsumer {
        self.0.as_ref().unwrap_or_else(|| unreachable!("it is there until it is dropped"))
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        let consumer = self.0.take();
        std::thread::spawn(move || drop(consumer));
    }
}

fn consumer(brokers: &str, group: &str) -> Result<Member, TransportError> {
    let consumer = ClientConfig::new()
        .set("bootstrap.servers", brokers)
        .set("group.id", group)
        .set("enable.auto.commit", "false")
        .set("enable.auto.offset.store", "false")
        .set("auto.offset.reset", "earliest")
        .set("session.timeout.ms", "10000")
        .set("isolation.level", "read_committed")
        .create()
        .map_err(failed)?;
    Ok(Member(Some(consumer)))
}

/// Consumes for ever.
pub async fn consume(brokers: String, listener: Arc<dyn Listener>) {
    loop {
        if let Err(error) = consume_once(&brokers, &*listener).await {
            tracing::warn!(listener = listener.name(), %error, "no events come; trying again");
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// One event after the other: a partition's offsets can only be committed in order.
async fn consume_once(brokers: &str, listener: &dyn Listener) -> Result<(), TransportError> {
    let kafka = Kafka::new(brokers)?;
    let consumer = consumer(brokers, &format!("holdfast.{}", listener.name()))?;
    consumer.subscribe(&[EVENTS]).map_err(failed)?;
    let mut messages = consumer.stream();
    let mut uncommitted = 0;
    loop {
        match tokio::time::timeout(COMMIT_WITHIN, messages.next()).await {
            Ok(Some(Ok(message))) => {
                deal_with(&kafka, &message, listener).await?;
                consumer.store_offset_from_message(&message).map_err(failed)?;
                uncommitted += 1;
            }
            Ok(Some(Err(error))) => tracing::debug!(%error, "Kafka"),
            Ok(None) => return Ok(()),
            Err(_silence) if uncommitted == 0 => continue,
            Err(_silence) => uncommitted = COMMIT_EVERY,
        }
        if uncommitted >= COMMIT_EVERY {
            note(consumer.commit_consumer_state(CommitMode::Async));
            uncommitted = 0;
        }
    }
}

/// What the headers of a message say of its trace.
fn traceparent<'m>(message: &'m BorrowedMessage<'_>) -> Option<&'m str> {
    let header = message.headers()?.iter().find(|header| header.key == TRACEPARENT)?;
    std::str::from_utf8(header.value?).ok()
}

async fn deal_with(
    kafka: &Kafka,
    message: &BorrowedMessage<'_>,
    listener: &dyn Listener,
) -> Result<(), TransportError> {
    let body = message.payload().unwrap_or_default();
    let (mut pause, longest) = PATIENCE;
    let traceparent = traceparent(message);
    match cloud_event::read(body).map(|event| trace::by_header(event, traceparent)) {
        Err(error) => tracing::error!(listener = listener.name(), %error, "a dead letter"),
        Ok(event) => loop {
            match trace::deliver(&event, listener).await {
                Ok(()) => return Ok(()),
                Err(Undelivered::Poison(_)) => break,
                Err(Undelivered::Later(_)) => {
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(longest);
                }
            }
        },
    }
    metrics::DEAD_LETTERS_MADE.of([listener.name()]).increment(1);
    let key = message.key().map(|key| String::from_utf8_lossy(key).into_owned()).unwrap_or_default();
    let dead = Outgoing { key, body: body.to_vec(), traceparent: traceparent.map(ToOwned::to_owned) };
    let kept = kafka.send(&dead_topic(listener.name()), &[dead]).await;
    kept.into_iter().collect::<Result<(), String>>().map_err(failed)
}

/// Publishes a listener's dead letters once more, to all listeners: those that have dealt with them know them. Returns
/// how many that was.
pub async fn replay(brokers: &str, listener: &str) -> Result<u64, TransportError> {
    let kafka = Kafka::new(brokers)?;
    let topic = dead_topic(listener);
    let consumer = consumer(brokers, &format!("holdfast.{listener}.replay"))?;
    // What is there now, from where the last replay ended.
    let metadata = consumer.fetch_metadata(Some(&topic), ANSWERS_WITHIN).map_err(failed)?;
    let mut asked = TopicPartitionList::new();
    for partition in metadata.topics().iter().flat_map(MetadataTopic::partitions) {
        asked.add_partition(&topic, partition.id());
    }
    let committed = consumer.committed_offsets(asked, ANSWERS_WITHIN).map_err(failed)?;
    let (mut left, mut assigned) = (0, TopicPartitionList::new());
    for element in committed.elements() {
        let (low, high) =
            consumer.fetch_watermarks(&topic, element.partition(), ANSWERS_WITHIN).map_err(failed)?;
        let from = if let Offset::Offset(offset) = element.offset() { offset.max(low) } else { low };
        if from < high {
            left += high - from;
            assigned
                .add_partition_offset(&topic, element.partition(), Offset::Offset(from))
                .map_err(failed)?;
        }
    }
    consumer.assign(&assigned).map_err(failed)?;
    let mut moved = 0;
    while left > 0 {
        let message =
            tokio::time::timeout(ANSWERS_WITHIN, consumer.recv()).await.map_err(failed)?.map_err(failed)?;
        let key = message.key().map(|key| String::from_utf8_lossy(key).into_owned()).unwrap_or_default();
        let body = message.payload().unwrap_or_default().to_vec();
        let traceparent = traceparent(&message).map(ToOwned::to_owned);
        for sent in kafka.send(EVENTS, &[Outgoing { key, body, traceparent }]).await {
            sent.map_err(failed)?;
        }
        consumer.commit_message(&message, CommitMode::Sync).map_err(failed)?;
        left -= 1;
        moved += 1;
    }
    Ok(moved)
}
