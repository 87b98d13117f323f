//! Events to other programs.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use futures::FutureExt;
use futures::future::BoxFuture;
use holdfast_config::Settings;
use holdfast_jobs::Job;
use holdfast_messaging::Listener;
use holdfast_postgres::DbRole;
use holdfast_webhook::Webhooks;

use super::part::CLEANS_UP_EVERY;
use super::{Materials, Need, Part, Parts, Role};
use crate::events;

pub(crate) static ROLE: Role = Role {
    name: "webhook",
    does: "events to other programs, at addresses that clinics set",
    database: &[DbRole::Webhook],
    needs: &[Need::MasterKeys, Need::Broker],
    calls: &[],
    listens: true,
    tells_readers: false,
    build,
};

fn build(from: &Materials<'_>) -> Result<Parts> {
    let settings = from.settings;
    let (destinations, retention) = (events::destinations(settings)?, events::retention(settings));
    let db = from.pool(DbRole::Webhook)?;
    let worker = Webhooks::new(db, from.clock(), from.ids(), from.keys()?, destinations, retention)?;
    Ok(vec![Box::new(worker)])
}

impl Part for Webhooks {
    fn jobs(&self, _settings: &Settings) -> Vec<Job> {
        self.jobs(CLEANS_UP_EVERY).into()
    }

    fn listener(&self) -> Option<Arc<dyn Listener>> {
        Some(Arc::new(self.clone()))
    }

    fn check(&self) -> BoxFuture<'_, Result<()>> {
        let needed = "nothing can be delivered to webhooks: the login of that role needs holdfast_webhook";
        async move { self.check().await.context(needed) }.boxed()
    }
}
