//! RabbitMQ: a topic exchange for all events, and for each listener a quorum queue of its own with a queue for its dead
//! letters.
//!
//! [`RabbitMq`] publishes, with confirms; [`consume`] brings events to a listener; [`dead_letters`] puts dead letters
//! back. Connections are not mended but made anew: what was under way on a broken one is unknown, and done again.

mod acks;
pub mod consume;
pub mod dead_letters;
mod topology;

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures::{Future, FutureExt};
use holdfast_domain::event::TRACEPARENT;
use holdfast_domain::{Event, EventId};
use lapin::message::BasicReturnMessage;
use lapin::options::{BasicPublishOptions, ConfirmSelectOptions};
use lapin::types::{AMQPValue, FieldTable, ShortString};
use lapin::{BasicProperties, Channel, Confirmation, Connection, ConnectionProperties, PublisherConfirm};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

use crate::lanes::routing_key;
use crate::{Refused, Transport, TransportError, cloud_event};

/// Longest that the broker may take to confirm a batch.
const CONFIRMS_WITHIN: Duration = Duration::from_secs(10);
/// Longest that it may take to accept a connection.
const CONNECTS_WITHIN: Duration = Duration::from_secs(5);
/// On disk before it is confirmed.
const PERSISTENT: u8 = 2;

/// A broker to publish to. Cheap to clone; clones share a connection.
#[derive(Clone)]
pub struct RabbitMq {
    url: Arc<str>,
    /// The names of the listeners whose queues must be there: an event that reaches no queue is lost.
    listeners: Arc<[&'static str]>,
    // One batch at a time: confirms of several on one channel get mixed up.
    session: Arc<Mutex<Option<Session>>>,
}

struct Session {
    channel: Channel,
    // closes when dropped
    _connection: Connection,
}

impl RabbitMq {
    /// The broker at an AMQP URL, `amqp://user:password@host:port/vhost`. Connects when first used.
    pub fn new(url: &str, listeners: &[&'static str]) -> Self {
        Self { url: url.into(), listeners: listeners.into(), session: Arc::default() }
    }

    async fn open(&self) -> Result<Session, TransportError> {
        let connection = connect(&self.url).await?;
        let channel = connection.create_channel().await.map_err(failed)?;
        topology::declare(&channel, &self.listeners).await.map_err(failed)?;
        channel.confirm_select(ConfirmSelectOptions::default()).await.map_err(failed)?;
        Ok(Session { channel, _connection: connection })
    }
}

fn failed(error: lapin::Error) -> TransportError {
    TransportError(format!("RabbitMQ: {error}"))
}

/// A connection that finds out within seconds that its broker hangs.
async fn connect(url: &str) -> Result<Connection, TransportError> {
    let separator = if url.contains('?') { '&' } else { '?' };
    let timeout_ms = CONNECTS_WITHIN.as_millis();
    let url = format!("{url}{separator}heartbeat=4&connection_timeout={timeout_ms}");
    let properties = ConnectionProperties::default().with_connection_name("holdfast".into());
    let connecting = Connection::connect(&url, properties);
    match tokio::time::timeout(CONNECTS_WITHIN, connecting).await {
        Ok(connection) => connection.map_err(|error| {
            TransportError(format!("RabbitMQ cannot be reached ({error}); check amqp_url, and that it runs"))
        }),
        Err(_elapsed) => Err(TransportError("RabbitMQ does not answer; check amqp_url".to_owned())),
    }
}

impl Transport for RabbitMq {
    fn name(&self) -> &'static str {
        "rabbitmq"
    }

    async fn publish(&self, events: &[Event]) -> Result<Vec<Refused>, TransportError> {
        let mut session = self.session.lock().await;
        let open = match session.take() {
            Some(open) => open,
            None => self.open().await?,
        };
        let refused = publish(&open.channel, events).await?;
        // After an error it is dropped: what comes on it later belongs to this batch.
        *session = Some(open);
        Ok(refused)
    }
}

type Publishing<'a> = Pin<Box<dyn Future<Output = lapin::Result<PublisherConfirm>> + Send + 'a>>;

/// Publishes a batch in order and waits for the confirm of each.
async fn publish(channel: &Channel, events: &[Event]) -> Result<Vec<Refused>, TransportError> {
    let until = Instant::now() + CONFIRMS_WITHIN;
    let bodies: Vec<String> = events.iter().map(cloud_event::write).collect();
    let mut sent: Vec<(Publishing<'_>, Option<lapin::Result<PublisherConfirm>>)> = Vec::new();
    for (event, body) in events.iter().zip(&bodies) {
        let mut headers = FieldTable::default();
        if let Some(traceparent) = &event.traceparent {
            headers.insert(TRACEPARENT.into(), AMQPValue::LongString(traceparent.as_str().into()));
        }
        let properties = BasicProperties::default()
            .with_headers(headers)
            .with_delivery_mode(PERSISTENT)
            .with_message_id(event.id.to_string().into())
            .with_type(event.payload.type_name().into())
            .with_content_type("application/cloudevents+json".into());
        let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
        let key: ShortString = routing_key(event).into();
        let mut publishing: Publishing<'_> = Box::pin(channel.basic_publish(
            topology::EVENTS.into(),
            key,
            options,
            body.as_bytes(),
            properties,
        ));
        // The first poll puts the message in line, so these go out in order without a wait in between.
        let first = (&mut publishing).now_or_never();
        sent.push((publishing, first));
    }
    let mut refused: HashMap<EventId, String> = HashMap::new();
    let mut returned: Vec<BasicReturnMessage> = Vec::new();
    for (event, (publishing, first)) in events.iter().zip(sent) {
        let confirmed = async move {
            let confirm = match first {
                Some(confirm) => confirm?,
                None => publishing.await?,
            };
            confirm.await
        };
        match timeout_at(until, confirmed).await {
            Ok(Ok(Confirmation::Ack(back))) => returned.extend(back),
            Ok(Ok(Confirmation::Nack(back))) => {
                returned.extend(back);
                refused.insert(event.id, "the broker's queue is full".to_owned());
            }
            Ok(Ok(Confirmation::NotRequested)) => {
                return Err(TransportError("RabbitMQ does not confirm".to_owned()));
            }
            Ok(Err(error)) => return Err(failed(error)),
            Err(_elapsed) => return Err(TransportError("RabbitMQ does not confirm in time".to_owned())),
        }
    }
    // A message that reached no queue comes back beside some confirm, not always its own; so they are told by their ids.
    for message in returned {
        let id = message.delivery.properties.message_id().as_ref().map(ShortString::as_str);
        if let Some(id) = id.and_then(|id| Uuid::try_parse(id).ok()) {
            refused.insert(EventId(id), format!("it reached no queue: {}", message.reply_text));
        }
    }
    Ok(refused.into_iter().map(|(event_id, why)| Refused { event_id, why }).collect())
}
