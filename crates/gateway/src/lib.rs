//! The gateway: REST outside, gRPC inside. One file per resource in [`routes`]; what all of them share (callers,
//! bodies, problems, parameters, headers) in [`http`]. No rule of booking lives here, and no state but caches.
//!
//! Who calls is found out in [`http::caller`]; `credential_cache.rs` asks whom a cookie or an API key stands for, `revoked.rs` what no longer
//! holds. `changes.rs` tells listeners what changes on clinics' days. `pages.rs` has what the pages of another crate build on.
//!
//! Start reading at [`routes`].

mod changes;
mod credential_cache;
mod holidays;
pub mod http;
pub mod openapi;
pub mod operations;
pub mod pages;
mod revoked;
pub mod routes;
mod slot_pages;

use std::sync::Arc;

use aws_lc_rs::hmac;
use holdfast_domain::Clock;
use holdfast_rpc::availability::AvailabilityClient;
use holdfast_rpc::booking::BookingClient;
use holdfast_rpc::clinic::ClinicClient;
use holdfast_rpc::identity::IdentityClient;
use holdfast_tokens::Keys;
use jiff::SignedDuration;

pub use changes::{ChangeSettings, Changes};
pub use http::client::UnknownProxy;
pub use http::limits::Limits;
pub use openapi::openapi;
pub use operations::Operations;
pub use pages::Pages;
pub use routes::router;

/// What the routes work with. Cheap to clone: every request does.
#[derive(Clone)]
pub struct Gateway(Arc<Parts>);

struct Parts {
    services: Services,
    clock: Arc<dyn Clock>,
    keys: Keys,
    settings: GatewaySettings,
    revoked: revoked::Revoked,
    credentials: credential_cache::CredentialCache,
    slot_pages: slot_pages::SlotPages,
    limits: Limits,
    changes: Changes,
}

/// How the gateway deals with accounts.
#[derive(Clone, Debug)]
pub struct GatewaySettings {
    /// How long access tokens are good.
    pub access_token: SignedDuration,
    /// Where a browser goes after it has logged in at an OpenID provider.
    pub home: String,
    /// Whether clients reach it by TLS.
    pub is_https: bool,
    /// Whether it answers those who run it too: `/metrics`, `/services`, and of what parts it is made.
    pub shows_operations: bool,
}

/// The services, wherever they run.
#[derive(Clone)]
#[expect(missing_docs, reason = "the names say it all")]
pub struct Services {
    pub clinic: ClinicClient,
    pub availability: AvailabilityClient,
    pub booking: BookingClient,
    pub identity: IdentityClient,
}

impl Gateway {
    /// A gateway to these services. The keys are the same for all gateways.
    pub fn new(
        services: Services,
        clock: Arc<dyn Clock>,
        keys: Keys,
        limits: Limits,
        changes: Changes,
        settings: GatewaySettings,
    ) -> Self {
        let slot_pages = slot_pages::SlotPages::default();
        let (revoked, credentials) =
            (revoked::Revoked::default(), credential_cache::CredentialCache::default());
        Self(Arc::new(Parts {
            services,
            clock,
            keys,
            settings,
            revoked,
            credentials,
            slot_pages,
            limits,
            changes,
        }))
    }

    /// Requests are recognized by it.
    pub(crate) fn request_hashing(&self) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, &self.0.keys.derived(b"request hash"))
    }

    /// Accounts and sessions.
    pub fn identity(&self) -> &IdentityClient {
        &self.0.services.identity
    }

    /// Clinics, doctors, patients.
    pub fn clinics(&self) -> &ClinicClient {
        &self.0.services.clinic
    }

    /// Hours and slots.
    pub fn availability(&self) -> &AvailabilityClient {
        &self.0.services.availability
    }

    /// Appointments.
    pub fn booking(&self) -> &BookingClient {
        &self.0.services.booking
    }
}
