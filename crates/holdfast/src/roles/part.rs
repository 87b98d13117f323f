//! What a role is built of: services, workers and jobs, and what each of them brings to its process.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use futures::FutureExt;
use futures::future::BoxFuture;
use holdfast_config::Settings;
use holdfast_jobs::Job;
use holdfast_messaging::Listener;
use holdfast_rpc::{RoleChannel, RoleServer};

use super::Role;

/// How often each service deletes what is expired.
pub(crate) const CLEANS_UP_EVERY: Duration = Duration::from_secs(600);

/// Adds a service to the server for other processes.
pub(crate) type Offer = Box<dyn FnOnce(RoleServer) -> RoleServer>;

/// A part of a role. It brings nothing but itself, unless it says so.
pub(crate) trait Part: Any + Send + Sync {
    /// What it does in the background.
    fn jobs(&self, _settings: &Settings) -> Vec<Job> {
        Vec::new()
    }

    /// What it hears of events by.
    fn listener(&self) -> Option<Arc<dyn Listener>> {
        None
    }

    /// What it offers to other processes.
    fn offer(&self) -> Option<Offer> {
        None
    }

    /// Whether it can work with what it was given; asked before the process serves.
    fn check(&self) -> BoxFuture<'_, Result<()>> {
        std::future::ready(Ok(())).boxed()
    }
}

/// All parts of a role, or of several.
pub(crate) type Parts = Vec<Box<dyn Part>>;

/// The client of a role that others call.
pub trait Called: Sized {
    /// What it calls where the role runs in the same process.
    type Service: Clone + 'static;

    /// The role.
    const ROLE: &'static Role;

    /// Calls the service in this process.
    fn of_service(service: Self::Service, deadline: Duration) -> Self;

    /// Calls the role in other processes.
    fn over_channel(channel: RoleChannel) -> Self;
}
