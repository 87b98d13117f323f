//! Two processes of a role, of which one dies. Whom do calls go to?

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use holdfast_domain::{Ids, SystemClock};
use holdfast_rpc::{Dialer, Remote, RoleServer, Secrets, ServerSettings};
use rand::SeedableRng;
use rand::rngs::StdRng;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tonic::metadata::AsciiMetadataValue;
use tonic::transport::Channel;
use tonic::{Request, Status};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;

use crate::{Ground, Shown};

const CALLS: usize = 40;
const DEADLINE: Duration = Duration::from_secs(5);
const SECRET: &str = "a-secret-of-the-lab-for-all-roles";

/// A process of the role.
struct Process {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

impl Process {
    async fn start() -> Self {
        let secrets = Secrets::parse(SECRET).expect("a secret");
        let server =
            RoleServer::new(ServerSettings { secrets, tls: None, max_in_flight: 100, deadline: DEADLINE });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("bound");
        let (stop, stopping) = oneshot::channel();
        let served = tokio::spawn(async move {
            let stopping = async { stopping.await.unwrap_or(()) };
            server.serve(listener, stopping, std::future::ready(())).await.expect("served");
        });
        Self { address, stop, served }
    }

    async fn end(self) {
        let _ = self.stop.send(());
        let _ = self.served.await;
    }
}

/// How calls find a process.
enum Way {
    /// The product's: the addresses are looked up, who does not answer is left alone, and what was not received goes to another.
    Discovered(Remote),
    /// A list from a file, in turn.
    Listed(Vec<Channel>),
}

impl Way {
    async fn call(&self, nth: usize) -> Result<(), Status> {
        let question = HealthCheckRequest::default();
        match self {
            Self::Discovered(remote) => HealthClient::new(remote.channel()).check(question).await.map(drop),
            Self::Listed(channels) => {
                let mut request = Request::new(question);
                let secret = AsciiMetadataValue::try_from(format!("Bearer {SECRET}")).expect("text");
                request.metadata_mut().insert("authorization", secret);
                HealthClient::new(channels[nth % channels.len()].clone()).check(request).await.map(drop)
            }
        }
    }
}

pub(super) async fn run(ground: &Ground) -> Shown {
    let (first, second) = (Process::start().await, Process::start().await);
    let addresses = [first.address, second.address];
    let way = if ground.broken {
        let channel =
            |address| Channel::from_shared(format!("http://{address}")).expect("a URL").connect_lazy();
        Way::Listed(addresses.map(channel).into())
    } else {
        let secret = Secrets::parse(SECRET).expect("a secret").of("booking").expect("for all roles").clone();
        let ids = Ids::new(Arc::new(SystemClock), StdRng::from_os_rng());
        let listed = addresses.map(|address| address.to_string()).join(",");
        let dialer = Dialer { secret, tls: None, deadline: DEADLINE, ids };
        Way::Discovered(Remote::new("booking", listed.parse().expect("addresses"), dialer))
    };
    let lead = format!(
        "A role in two processes, {CALLS} calls; then one of the processes ends, and {CALLS} calls more."
    );
    let mut shown = Shown::of(lead, ["processes", "calls", "answered", "failed", "the slowest took"]);
    let mut failed = calls(&way, "both up", &mut shown).await;
    second.end().await;
    failed += calls(&way, "one is gone", &mut shown).await;
    if let Way::Discovered(remote) = &way {
        for (address, up) in remote.peers() {
            let which = if address == first.address { "first" } else { "second" };
            shown.note(format!(
                "The caller knows of the {which} process: it is {}.",
                if up { "up" } else { "down" }
            ));
        }
    }
    first.end().await;
    shown.judge(
        failed > 0,
        format!("{failed} calls failed, and will as long as the list is the same: it says who there was, not \
         who there is."),
        "no call failed: who does not answer is left alone, and what it cannot have received goes to another.",
    )
}

async fn calls(way: &Way, when: &str, shown: &mut Shown) -> usize {
    let (mut failed, mut slowest) = (0, Duration::ZERO);
    for nth in 0..CALLS {
        let began = Instant::now();
        failed += usize::from(way.call(nth).await.is_err());
        slowest = slowest.max(began.elapsed());
    }
    shown.row([&when, &CALLS, &(CALLS - failed), &failed, &format!("{} ms", slowest.as_millis())]);
    failed
}
