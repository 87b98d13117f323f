//! Servers that offer health alone, and channels to them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use holdfast_domain::{Ids, SystemClock};
use holdfast_rpc::{Dialer, Remote, RoleServer, Secrets, ServerSettings, Tls};
use rand::SeedableRng;
use rand::rngs::StdRng;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tonic::Status;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;

/// What the processes here know one another by: one secret for all roles but one.
pub(crate) fn secrets() -> Secrets {
    Secrets::parse(&format!("{}\nclinic:{}", "s".repeat(32), "c".repeat(32))).unwrap()
}

pub(crate) fn server(tls: Option<Tls>, max_in_flight: usize) -> RoleServer {
    let deadline = Duration::from_secs(10);
    RoleServer::new(ServerSettings { secrets: secrets(), tls, max_in_flight, deadline })
}

/// A server; stops gracefully when told, abruptly when dropped.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

impl Running {
    pub(crate) async fn start(tls: Option<Tls>) -> Self {
        Self::on("127.0.0.1:0".parse().unwrap(), tls, 100).await
    }

    pub(crate) async fn on(address: SocketAddr, tls: Option<Tls>, max_in_flight: usize) -> Self {
        Self::of(server(tls, max_in_flight), address).await
    }

    pub(crate) async fn of(server: RoleServer, address: SocketAddr) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopping) = oneshot::channel::<()>();
        let served = tokio::spawn(async move {
            let stopping = async { stopping.await.unwrap_or(()) };
            server.serve(listener, stopping, std::future::ready(())).await.unwrap();
        });
        Self { address, stop, served }
    }

    pub(crate) async fn stop(self) {
        self.stop.send(()).unwrap();
        self.served.await.unwrap();
    }
}

pub(crate) fn remote(addresses: &[SocketAddr], tls: Option<Tls>) -> Remote {
    let addresses: Vec<_> = addresses.iter().map(ToString::to_string).collect();
    let ids = Ids::new(Arc::new(SystemClock), StdRng::seed_from_u64(1));
    let deadline = Duration::from_secs(10);
    Remote::new(
        "tested",
        addresses.join(",").parse().unwrap(),
        Dialer { secret: secrets().of("booking").unwrap().clone(), tls, deadline, ids },
    )
}

pub(crate) async fn check(remote: &Remote) -> Result<(), Status> {
    HealthClient::new(remote.channel()).check(HealthCheckRequest::default()).await.map(|_| ())
}
