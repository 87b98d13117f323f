//! The way of events: from the relay, over the broker that the settings name, to the listeners of this process.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, anyhow, bail};
use holdfast_config::{NotificationSettings, Settings};
use holdfast_domain::{Clock, Ids};
use holdfast_messaging::{Broker, InProcess, Listener, RabbitMq, Retention};
use holdfast_notification::{Budgets, Notification, Rules, Smtp, SmtpSettings};
use holdfast_outgoing::Destinations;
use holdfast_postgres::Database;
use holdfast_vault::Vault;
use holdfast_webhook::Webhooks;
use jiff::SignedDuration;
use tokio::task::JoinSet;

use crate::roles::{Role, Roles};

/// Every listener that there is: each has a queue on the broker, whether or not a process serves it now.
pub const LISTENERS: [&str; 2] = ["notification", "webhook"];

/// The worker that writes e-mails, if these roles have it.
pub(crate) fn notification(
    roles: &Roles,
    settings: &Settings,
    db: &Database,
    clock: &Arc<dyn Clock>,
    ids: &Ids,
    vault: Option<&Vault>,
) -> Result<Option<Notification>> {
    let Some(vault) = vault.filter(|_| roles.has(Role::Notification)) else { return Ok(None) };
    let Some(url) = &settings.smtp_url else {
        if roles.are_all() {
            return Ok(None);
        }
        bail!("the notification role writes e-mails: set smtp_url (HOLDFAST_SMTP_URL)");
    };
    hears_of_events("notification", roles, settings)?;
    if !roles.are_all() && settings.public_url.is_none() {
        bail!(
            "links in e-mails begin with the address that people know: set public_url (HOLDFAST_PUBLIC_URL)"
        );
    }
    let smtp = SmtpSettings {
        url: url.clone(),
        from: settings.notification.from.clone(),
        answers_within: Duration::from_secs(settings.notification.answers_within_secs.into()),
    };
    let smtp = Smtp::new(&smtp).map_err(|error| anyhow!("settings: {error}"))?;
    let NotificationSettings {
        recipient_per_day,
        appointment_per_day,
        clinic_per_day,
        account_mails_per_day,
        quiet_secs,
        ..
    } = settings.notification;
    let rules = Rules {
        quiet: SignedDuration::from_secs(quiet_secs.into()),
        budgets: Budgets { recipient_per_day, appointment_per_day, clinic_per_day, account_mails_per_day },
    };
    let (db, clock, retention) = (db.clone(), Arc::clone(clock), retention(settings));
    Ok(Some(Notification::new(db, clock, ids.clone(), smtp, vault.clone(), rules, retention)))
}

/// The worker that delivers to webhooks, if these roles have it.
pub(crate) fn webhook(
    roles: &Roles,
    settings: &Settings,
    db: &Database,
    clock: &Arc<dyn Clock>,
    ids: &Ids,
    vault: Option<&Vault>,
) -> Result<Option<Webhooks>> {
    let Some(vault) = vault.filter(|_| roles.has(Role::Webhook)) else { return Ok(None) };
    hears_of_events("webhook", roles, settings)?;
    let (db, clock, retention) = (db.clone(), Arc::clone(clock), retention(settings));
    let worker = Webhooks::new(db, clock, ids.clone(), vault.clone(), destinations(settings)?, retention)?;
    Ok(Some(worker))
}

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
fn hears_of_events(name: &str, roles: &Roles, settings: &Settings) -> Result<()> {
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
        return Ok(Broker::RabbitMq(RabbitMq::new(url, &LISTENERS)));
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
        if let Some(url) = &settings.amqp_url {
            work.spawn(holdfast_messaging::rabbitmq::consume::consume(url.clone(), Arc::clone(listener)));
        }
        #[cfg(feature = "kafka")]
        if let Some(brokers) = &settings.kafka_brokers {
            work.spawn(holdfast_messaging::kafka::consume(brokers.clone(), Arc::clone(listener)));
        }
    }
}
