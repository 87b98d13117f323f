//! Serves this process's roles to other processes: who may connect and call, how much at once, health and reflection, a
//! graceful end.

mod door;
mod incoming;
mod known;
mod peer;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tonic::service::Routes;
use tonic::transport::Server;
use tonic_health::ServingStatus;
use tonic_health::server::HealthReporter;

use crate::credentials::Secrets;
use crate::tls::Tls;
use door::Door;
use known::Known;

/// Most connections unless told otherwise.
const CONNECTIONS_MAX: usize = 1024;
/// How long who is not known may go on when the server stops: a first call may be on its way.
const LEAVES_WITHIN: Duration = Duration::from_secs(1);

/// The descriptors of every service, for reflection.
const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/descriptors.bin"));

/// How to serve.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    /// The secrets that callers must bear.
    pub secrets: Secrets,
    /// TLS, unless the network is trusted.
    pub tls: Option<Tls>,
    /// Most calls under way; more are refused at once.
    pub max_in_flight: usize,
    /// Longest that a call may take, whatever its caller says.
    pub deadline: Duration,
}

/// The gRPC server of a process.
pub struct RoleServer {
    routes: Routes,
    settings: ServerSettings,
    max_connections: usize,
    health: HealthReporter,
}

/// The server cannot go on.
#[derive(Debug, thiserror::Error)]
#[error("the gRPC server ended: {0}")]
pub struct ServerError(String);

impl RoleServer {
    /// A server that offers health and reflection, and no role yet.
    pub fn new(settings: ServerSettings) -> Self {
        let (health, health_service) = tonic_health::server::health_reporter();
        let mut routes = Routes::new(health_service);
        let reflection = tonic_reflection::server::Builder::configure()
            .register_encoded_file_descriptor_set(DESCRIPTORS)
            .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
            .build_v1();
        match reflection {
            Ok(reflection) => routes = routes.add_service(reflection),
            // the descriptors are those of this very build
            Err(error) => tracing::error!(%error, "no reflection"),
        }
        Self { routes, settings, max_connections: CONNECTIONS_MAX, health }
    }

    /// Takes so many connections at most. Where they are reached, those make room whose callers have not shown the secret.
    pub fn with_max_connections(mut self, max_connections: usize) -> Self {
        self.max_connections = max_connections;
        self
    }

    /// Offers one more service.
    pub fn offer<S>(mut self, service: S) -> Self
    where
        S: tower::Service<
                http::Request<tonic::body::Body>,
                Response = http::Response<tonic::body::Body>,
                Error = std::convert::Infallible,
            > + tonic::server::NamedService
            + Clone
            + Send
            + Sync
            + 'static,
        S::Future: Send + 'static,
    {
        self.routes = self.routes.add_service(service);
        self
    }

    /// Serves until `stop`: then takes no new calls, and finishes those under way. From `leave` on, which comes before,
    /// it says in its health that it goes.
    pub async fn serve(
        self,
        listener: TcpListener,
        leave: impl Future<Output = ()> + Send + 'static,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServerError> {
        let Self { routes, settings, max_connections, health } = self;
        let (open, mut all_closed) = mpsc::channel(1);
        let room = incoming::room(max_connections);
        let incoming = incoming::accept(listener, Arc::clone(&room), settings.tls, open);
        let secrets = Arc::new(settings.secrets);
        let door = Door::new(routes.prepare(), Arc::clone(&secrets), settings.max_in_flight);
        let known = Known { inner: door, secrets };
        let stopping = async move {
            leave.await;
            health.set_service_status("", ServingStatus::NotServing).await;
            stop.await;
            // nobody waits for those who say nothing
            tokio::spawn(async move {
                tokio::time::sleep(LEAVES_WITHIN).await;
                room.close_waiting();
            });
        };
        let served = Server::builder()
            .timeout(settings.deadline)
            .http2_keepalive_interval(Some(Duration::from_secs(10)))
            .max_concurrent_streams(u32::try_from(settings.max_in_flight.max(1)).ok())
            .serve_with_incoming_shutdown(known, incoming, stopping)
            .await
            .map_err(|error| ServerError(error.to_string()));
        // nothing is sent here: it ends when the last connection is closed
        all_closed.recv().await;
        served
    }
}
