//! E-mails to patients and to owners of accounts.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, anyhow, bail};
use holdfast_config::{NotificationSettings, Settings};
use holdfast_jobs::Job;
use holdfast_messaging::Listener;
use holdfast_notification::{Budgets, Notification, Rules, Smtp, SmtpSettings};
use holdfast_postgres::DbRole;
use jiff::SignedDuration;

use super::part::CLEANS_UP_EVERY;
use super::{Materials, Need, Part, Parts, Role};
use crate::events;

pub(crate) static ROLE: Role = Role {
    name: "notification",
    does: "e-mails to patients and owners of accounts",
    database: &[DbRole::Notification],
    needs: &[Need::MasterKeys, Need::Broker, Need::MailServer],
    calls: &[],
    listens: true,
    tells_readers: false,
    build,
};

/// Without a mail server, a process that holds every role writes to nobody.
fn build(from: &Materials<'_>) -> Result<Parts> {
    let settings = from.settings;
    let Some(url) = &settings.smtp_url else {
        if from.roles.are_all() {
            return Ok(Vec::new());
        }
        bail!("the notification role writes e-mails: set smtp_url (HOLDFAST_SMTP_URL)");
    };
    if !from.roles.are_all() && settings.public_url.is_none() {
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
    let (db, retention) = (from.pool(DbRole::Notification)?, events::retention(settings));
    let rules = rules(&settings.notification, settings.public_url());
    let worker = Notification::new(db, from.clock(), from.ids(), smtp, from.keys()?, rules, retention);
    Ok(vec![Box::new(worker)])
}

fn rules(settings: &NotificationSettings, public_url: String) -> Rules {
    let &NotificationSettings {
        recipient_per_day,
        appointment_per_day,
        clinic_per_day,
        account_mails_per_day,
        quiet_secs,
        ..
    } = settings;
    Rules {
        public_url: public_url.into(),
        quiet: SignedDuration::from_secs(quiet_secs.into()),
        budgets: Budgets { recipient_per_day, appointment_per_day, clinic_per_day, account_mails_per_day },
    }
}

impl Part for Notification {
    fn jobs(&self, _: &Settings) -> Vec<Job> {
        self.jobs(CLEANS_UP_EVERY).into()
    }

    fn listener(&self) -> Option<Arc<dyn Listener>> {
        Some(Arc::new(self.clone()))
    }
}
