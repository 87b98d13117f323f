//! How the services call one another: the generated clients and servers of `proto/`, the channel that reaches
//! a role wherever it runs ([`RoleChannel`]: [`channel::local`] or [`remote`]), the server for other processes
//! ([`server`]), and the one mapping between a [`holdfast_domain::Problem`] and a gRPC status ([`status`]).
//!
//! No rules live here. Start reading at [`channel`].

pub mod channel;
pub mod convert;
pub mod credentials;
mod questions;
pub mod remote;
pub mod server;
pub mod status;
pub mod tls;

pub use channel::{RoleChannel, detached};
pub use credentials::{Secret, Secrets};
pub use remote::{Addresses, Dialer, Remote};
pub use server::{RoleServer, ServerSettings};
pub use status::{from_status, to_status};
pub use tls::{Tls, TlsError, TlsFiles};

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
        }
    }
    pub mod availability {
        pub mod v1 {
            tonic::include_proto!("holdfast.availability.v1");
        }
    }
    pub mod identity {
        pub mod v1 {
            tonic::include_proto!("holdfast.identity.v1");
        }
    }
    pub mod booking {
        pub mod v1 {
            tonic::include_proto!("holdfast.booking.v1");
        }
    }
}

pub use generated::availability::v1 as availability;
pub use generated::booking::v1 as booking;
pub use generated::clinic::v1 as clinic;
pub use generated::common::v1 as common;
pub use generated::identity::v1 as identity;
