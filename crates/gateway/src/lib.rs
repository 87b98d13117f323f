//! The gateway: REST outside, gRPC inside. One file per resource in [`routes`]; what all of them share (callers,
//! bodies, problems, parameters, headers) in [`http`]. No rule of booking lives here, and no state but caches.
//!
//! Start reading at [`routes`].

pub mod http;
pub mod operations;
pub mod routes;
mod slot_pages;

use std::sync::Arc;

use aws_lc_rs::hmac;
use holdfast_domain::Clock;
use holdfast_rpc::RoleChannel;
use holdfast_rpc::availability::availability_service_client::AvailabilityServiceClient;
use holdfast_rpc::booking::booking_service_client::BookingServiceClient;
use holdfast_rpc::clinic::clinic_service_client::ClinicServiceClient;
use holdfast_tokens::{Signer, Verifier};

pub use http::limits::Limits;
pub use operations::Operations;
pub use routes::{openapi, router};

/// What the routes work with. Cheap to clone: every request does.
#[derive(Clone)]
pub struct Gateway(Arc<Parts>);

struct Parts {
    clients: Clients,
    clock: Arc<dyn Clock>,
    verifier: Verifier,
    signer: Signer,
    slot_pages: slot_pages::SlotPages,
    limits: Limits,
    request_hashing: hmac::Key,
}

struct Clients {
    clinics: ClinicServiceClient<RoleChannel>,
    availability: AvailabilityServiceClient<RoleChannel>,
    booking: BookingServiceClient<RoleChannel>,
}

/// The channels to the services.
#[derive(Clone)]
pub struct Channels {
    /// To the clinic service.
    pub clinic: RoleChannel,
    /// To the availability service.
    pub availability: RoleChannel,
    /// To the booking service.
    pub booking: RoleChannel,
}

impl Gateway {
    /// A gateway to these services. `request_key` is the same for all gateways; requests are recognized by it.
    pub fn new(
        channels: Channels,
        clock: Arc<dyn Clock>,
        signer: Signer,
        verifier: Verifier,
        limits: Limits,
        request_key: &[u8; 32],
    ) -> Self {
        let clients = Clients {
            clinics: ClinicServiceClient::new(channels.clinic),
            availability: AvailabilityServiceClient::new(channels.availability),
            booking: BookingServiceClient::new(channels.booking),
        };
        let slot_pages = slot_pages::SlotPages::default();
        let request_hashing = hmac::Key::new(hmac::HMAC_SHA256, request_key);
        Self(Arc::new(Parts { clients, clock, verifier, signer, slot_pages, limits, request_hashing }))
    }

    pub(crate) fn request_hashing(&self) -> &hmac::Key {
        &self.0.request_hashing
    }

    pub(crate) fn clinics(&self) -> ClinicServiceClient<RoleChannel> {
        self.0.clients.clinics.clone()
    }

    pub(crate) fn availability(&self) -> AvailabilityServiceClient<RoleChannel> {
        self.0.clients.availability.clone()
    }

    pub(crate) fn booking(&self) -> BookingServiceClient<RoleChannel> {
        self.0.clients.booking.clone()
    }
}
