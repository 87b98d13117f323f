//! Accounts, and who works for a clinic.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use holdfast_config::Settings;
use holdfast_domain::Clock;
use holdfast_identity::oidc::{Provider, Settings as ProviderSettings};
use holdfast_identity::{External, Identity, IdentitySettings};
use holdfast_jobs::Job;
use holdfast_postgres::DbRole;
use holdfast_rpc::RoleChannel;
use holdfast_rpc::identity::{IdentityClient, serve};
use jiff::SignedDuration;

use super::part::CLEANS_UP_EVERY;
use super::{Called, Materials, Need, Offer, Part, Parts, Role};

pub(crate) static ROLE: Role = Role {
    name: "identity",
    does: "accounts, log-ins, who works for a clinic, API keys",
    database: &[DbRole::Identity],
    needs: &[Need::MasterKeys],
    calls: &[],
    listens: false,
    tells_readers: false,
    build,
};

fn build(from: &Materials<'_>) -> Result<Parts> {
    let (db, settings) = (from.pool(DbRole::Identity)?, from.settings);
    let service = Identity::new(db, from.clock(), from.ids(), from.keys()?, identity_settings(settings));
    let service = match external(settings, from.clock())? {
        Some(external) => service.with_external(external),
        None => service,
    };
    Ok(vec![Box::new(service)])
}

/// How long sessions and tokens last, and how many there may be.
pub(crate) fn identity_settings(settings: &Settings) -> IdentitySettings {
    let hours = |hours: u32| SignedDuration::from_hours(i64::from(hours));
    IdentitySettings {
        access_token: SignedDuration::from_secs(i64::from(settings.identity.access_token_secs)),
        refresh_token: hours(24 * settings.identity.refresh_token_days),
        page: hours(settings.identity.page_session_hours),
        page_idle: SignedDuration::from_mins(i64::from(settings.identity.page_idle_minutes)),
        sessions_per_account: settings.identity.sessions_per_account,
        invitations_per_day: settings.identity.invitations_per_day,
    }
}

/// The OpenID provider that the settings name.
fn external(settings: &Settings, clock: Arc<dyn Clock>) -> Result<Option<External>> {
    let Some(issuer) = &settings.oidc.issuer else { return Ok(None) };
    let provider = ProviderSettings {
        issuer: issuer.clone(),
        client_id: settings.oidc.client_id.clone(),
        client_secret: settings.oidc.client_secret.clone(),
        redirect_url: settings.public_url() + "/v1/log-in/provider/callback",
    };
    let provider = Provider::new(provider, clock).context("settings: oidc")?;
    let acrs = settings.oidc.acr_with_second_factor.split(',').map(str::trim);
    Ok(Some(External {
        provider: Arc::new(provider),
        has_second_factor: settings.oidc.has_second_factor,
        acr_with_second_factor: acrs.filter(|acr| !acr.is_empty()).map(str::to_owned).collect(),
    }))
}

impl Part for Identity {
    fn jobs(&self, _settings: &Settings) -> Vec<Job> {
        self.jobs(CLEANS_UP_EVERY).into()
    }

    fn offer(&self) -> Option<Offer> {
        let service = serve(Arc::new(self.clone()));
        Some(Box::new(move |server| server.offer(service)))
    }
}

impl Called for IdentityClient {
    type Service = Identity;
    const ROLE: &'static Role = &ROLE;

    fn of_service(service: Identity, deadline: Duration) -> Self {
        Self::here(Arc::new(service), deadline)
    }

    fn over_channel(channel: RoleChannel) -> Self {
        Self::there(channel)
    }
}
