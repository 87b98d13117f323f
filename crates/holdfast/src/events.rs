//! The way of events: from the relay, over the broker that the settings name, to the listeners of this process.

use std::sync::Arc;

use anyhow::{Result, anyhow, bail};
use holdfast_config::Settings;
use holdfast_domain::Clock;
use holdfast_messaging::{Broker, InProcess, Listener, RabbitMq, Retention};
use holdfast_outgoing::Destinations;
use holdfast_postgres::Database;
use holdfast_telemetry::metrics;
use tokio::task::JoinSet;

use crate::roles::{self, Roles};

/// How long events are kept.
pub(crate) fn retention(settings: &Settings) -> Retention {
    Retention::of_days(settings.cleanup.events_days)
}

/// Where webhooks may be.
pub(crate) fn destinations(settings: &Settings) -> Result<Destinations> {
    let allowed =
        settings.webhooks.networks().map_err(|entry| anyhow!("settings: {entry:?} is no network"))?;
    Ok(Destinations::new(allowed))
}

/// A listener in a process that has no relay beside it needs a broker.
pub(crate) fn check_broker(name: &str, roles: &Roles, settings: &Settings) -> Result<()> {
    #[cfg(not(feature = "kafka"))]
    if let Some(brokers) = &settings.kafka_brokers {
        kafka(brokers)?;
    }
    if !roles.are_all() && !has_broker(settings) {
        bail!("{name} in a process of its own hears of events by a broker: set amqp_url (HOLDFAST_AMQP_URL)");
    }
    Ok(())
}

/// Whether events leave the process.
pub(crate) fn has_broker(settings: &Settings) -> bool {
    settings.amqp_url.is_some() || settings.kafka_brokers.is_some()
}

/// Where the relay hands events to.
pub(crate) fn broker(
    roles: &Roles,
    settings: &Settings,
    db: &Database,
    clock: &Arc<dyn Clock>,
    listeners: &[Arc<dyn Listener>],
) -> Result<Broker> {
    if let Some(url) = &settings.amqp_url {
        return Ok(Broker::RabbitMq(RabbitMq::new(url, &roles::listeners())));
    }
    if let Some(brokers) = &settings.kafka_brokers {
        return kafka(brokers);
    }
    if !roles.are_all() {
        bail!("a relay apart from the listeners needs a broker: set amqp_url (HOLDFAST_AMQP_URL)");
    }
    Ok(Broker::InProcess(InProcess::new(db.clone(), Arc::clone(clock), listeners.to_vec())))
}

#[cfg(feature = "kafka")]
fn kafka(brokers: &str) -> Result<Broker> {
    Ok(Broker::Kafka(holdfast_messaging::kafka::Kafka::new(brokers)?))
}

#[cfg(not(feature = "kafka"))]
fn kafka(_brokers: &str) -> Result<Broker> {
    bail!("kafka_brokers is set, but this program was built without Kafka: build it with --features kafka")
}

/// Brings events from the broker to the listeners of this process.
pub(crate) fn consume(settings: &Settings, listeners: &[Arc<dyn Listener>], work: &mut JoinSet<()>) {
    for listener in listeners {
        // an alert sees that a count grows, and not the first time of one that was not there
        metrics::DEAD_LETTERS_MADE.of([listener.name().to_owned()]).increment(0);
        if let Some(url) = &settings.amqp_url {
            work.spawn(holdfast_messaging::rabbitmq::consume::consume(url.clone(), Arc::clone(listener)));
        }
        #[cfg(feature = "kafka")]
        if let Some(brokers) = &settings.kafka_brokers {
            work.spawn(holdfast_messaging::kafka::consume(brokers.clone(), Arc::clone(listener)));
        }
    }
}
