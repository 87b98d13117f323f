//! REST outside, gRPC inside.

use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use holdfast_config::LimitSettings;
use holdfast_coordination::Redis;
use holdfast_domain::Clock;
use holdfast_gateway::{Gateway, GatewaySettings, Operations, Services};
use holdfast_tokens::Keys;

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
    })])
}

/// The REST API, which waits for the keys of tokens and for the services behind it.
pub(crate) struct Rest {
    settings: GatewaySettings,
    limits: LimitSettings,
    redis: Option<Redis>,
    clock: Arc<dyn Clock>,
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
        let gateway = Gateway::new(services, clock, keys.clone(), limits, self.settings.clone());
        Ok(holdfast_gateway::router(gateway, operations))
    }
}
