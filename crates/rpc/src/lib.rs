//! How the services call one another: the messages of `proto/`, with ids, states and names as values of [`holdfast_domain`]; for each
//! service a trait and a client that calls it wherever it runs ([`service`]); the way to other processes ([`remote`]), the server for
//! them ([`server`]), and the one mapping between a [`Problem`] and a gRPC status ([`status`]).
//!
//! No rules live here. Start reading at [`service`].

pub mod channel;
pub mod convert;
pub mod credentials;
mod questions;
pub mod remote;
pub mod server;
pub mod service;
pub mod status;
pub mod tls;

pub use channel::RoleChannel;
pub use credentials::{Secret, Secrets};
// what generated macros name
pub use holdfast_domain::{Asked, Problem};
pub use remote::{Addresses, Dialer, Remote};
pub use server::{RoleServer, ServerSettings};
pub use status::{from_status, to_status};
pub use tls::{Tls, TlsError, TlsFiles};
pub use tonic::async_trait;

#[allow(
    missing_docs,
    clippy::all,
    clippy::pedantic,
    unreachable_pub,
    reason = "generated; documented in proto/"
)]
mod generated {
    pub mod common {
        pub mod v1 {
            tonic::include_proto!("holdfast.common.v1");
        }
    }
    pub mod clinic {
        pub mod v1 {
            tonic::include_proto!("holdfast.clinic.v1");
            include!(concat!(env!("OUT_DIR"), "/clinic_service.rs"));
        }
    }
    pub mod availability {
        pub mod v1 {
            tonic::include_proto!("holdfast.availability.v1");
            include!(concat!(env!("OUT_DIR"), "/availability_service.rs"));
        }
    }
    pub mod identity {
        pub mod v1 {
            tonic::include_proto!("holdfast.identity.v1");
            include!(concat!(env!("OUT_DIR"), "/identity_service.rs"));
        }
    }
    pub mod booking {
        pub mod v1 {
            tonic::include_proto!("holdfast.booking.v1");
            include!(concat!(env!("OUT_DIR"), "/booking_service.rs"));
        }
    }
}

pub use generated::availability::v1 as availability;
pub use generated::booking::v1 as booking;
pub use generated::clinic::v1 as clinic;
pub use generated::common::v1 as common;
pub use generated::identity::v1 as identity;
