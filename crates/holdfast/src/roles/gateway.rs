//! REST outside, gRPC inside.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use axum::Router;
use holdfast_config::{ChangeSettings as Configured, LimitSettings};
use holdfast_coordination::Redis;
use holdfast_domain::Clock;
use holdfast_gateway::{ChangeSettings, Changes, Gateway, GatewaySettings, Operations, Services};
use holdfast_tokens::Keys;
use jiff::SignedDuration;

use super::identity::identity_settings;
use super::{Materials, Need, Part, Parts, Role, availability, booking, clinic, identity};
use crate::coordination;
use crate::system::System;

pub(crate) static ROLE: Role = Role {
    name: "gateway",
    does: "REST API, OpenAPI, tokens",
    database: &[],
    needs: &[Need::SigningKeys],
    calls: &[&clinic::ROLE, &availability::ROLE, &booking::ROLE, &identity::ROLE],
    listens: false,
    tells_readers: false,
    build,
};

#[expect(clippy::unnecessary_wraps, reason = "others can fail to be built")]
fn build(from: &Materials<'_>) -> Result<Parts> {
    let settings = from.settings;
    Ok(vec![Box::new(Rest {
        settings: GatewaySettings {
            access_token: identity_settings(settings).access_token,
            home: settings.public_url() + "/",
            is_https: settings.is_https(),
            shows_operations: settings.listen_is_for_operations(true),
        },
        limits: settings.limits.clone(),
        redis: from.redis.clone(),
        clock: from.clock(),
        changes: Changes::new(change_settings(&settings.changes), from.ids()),
    })])
}

fn change_settings(configured: &Configured) -> ChangeSettings {
    ChangeSettings {
        every: Duration::from_millis(configured.every_ms),
        heartbeat: Duration::from_secs(configured.heartbeat_secs),
        lifetime: Duration::from_secs(configured.stream_secs),
        replayed: SignedDuration::from_secs(configured.replay_secs.cast_signed()),
        most: configured.streams,
        most_of_account: configured.streams_per_account,
        most_of_clinic: configured.streams_per_clinic,
    }
}

/// The REST API, which waits for the keys of tokens and for the services behind it.
pub(crate) struct Rest {
    settings: GatewaySettings,
    limits: LimitSettings,
    redis: Option<Redis>,
    clock: Arc<dyn Clock>,
    /// The streams of changes, which end before the process does.
    pub(crate) changes: Changes,
}

impl Part for Rest {}

impl Rest {
    /// It, before the services of a system.
    pub(crate) fn router(&self, system: &System, keys: &Keys, operations: Operations) -> Result<Router> {
        let services = Services {
            clinic: system.client()?,
            availability: system.client()?,
            booking: system.client()?,
            identity: system.client()?,
        };
        let limits = coordination::limits(&self.limits, self.redis.as_ref(), &self.clock);
        let clock = Arc::clone(&self.clock);
        let (changes, settings) = (self.changes.clone(), self.settings.clone());
        let gateway = Gateway::new(services, clock, keys.clone(), limits, changes, settings);
        Ok(holdfast_gateway::router(gateway, operations, holdfast_web::pages()))
    }
}
