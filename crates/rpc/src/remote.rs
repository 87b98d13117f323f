//! A channel to a role in other processes: it finds them, spreads calls over them, and tries again where that is
//! safe. The only layer that does.
//!
//! A call that cannot have reached a process goes to another one; so does a question (`proto/` says which methods
//! change nothing) that got no answer, within a budget, so that retries never multiply the load on a role in trouble.
//! A change that may have been received is not sent twice: its outcome is reported as unknown. While a role is
//! away for a short time, as in a restart, calls wait for it; when it is away for longer they are refused at once.

mod addresses;
mod link;
mod peers;
mod sent;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use holdfast_domain::{ErrorCode, Ids, Problem};
use holdfast_telemetry::metrics;
use http::uri::{Authority, Scheme};
use http::{HeaderValue, Request, Response, Uri};
use http_body_util::{BodyExt, Full};
use tokio::time::{Instant, timeout_at};
use tonic::Status;
use tonic::body::Body;
use tower::retry::budget::{Budget, TpsBudget};
use tower::util::BoxCloneSyncService;

pub use addresses::{Addresses, NotAddresses};

use crate::channel::{RoleChannel, unfinished};
use crate::credentials::Secret;
use crate::questions::is_question;
use crate::tls::Tls;
use crate::to_status;
use link::{Link, LinkError};
use peers::{Choice, Peer, Peers};

/// How names are looked up again.
const LOOK_UP_EVERY: Duration = Duration::from_secs(5);
/// Calls wait for a role that has been away for no longer than this.
const PATIENCE: Duration = Duration::from_secs(5);
/// Most processes that one call tries.
const TRIES: usize = 3;

/// How to reach other processes.
#[derive(Clone, Debug)]
pub struct Dialer {
    /// The secret that every call carries.
    pub secret: Secret,
    /// TLS, unless the network is trusted.
    pub tls: Option<Tls>,
    /// Longest that a call may take, tries included.
    pub deadline: Duration,
    /// For jitter.
    pub ids: Ids,
}

/// A role in other processes.
#[derive(Clone)]
pub struct Remote(Arc<Inner>);

struct Inner {
    role: &'static str,
    dialer: Dialer,
    addresses: Addresses,
    peers: Peers,
    budget: TpsBudget,
}

impl Remote {
    /// The role at these addresses; looks the names up until it is dropped. Connects when first used.
    pub fn new(role: &'static str, addresses: Addresses, dialer: Dialer) -> Self {
        let peers = Peers::new(role, dialer.ids.clone());
        // One retry for every five calls, and ten a second in any case.
        let budget = TpsBudget::new(Duration::from_secs(10), 10, 0.2);
        let inner = Arc::new(Inner { role, dialer, addresses, peers, budget });
        let kept = Arc::downgrade(&inner);
        tokio::spawn(async move {
            while let Some(remote) = kept.upgrade() {
                let found = remote.addresses.resolve().await;
                remote.peers.set(&found, |host, address| Link::new(host, address, remote.dialer.tls.clone()));
                drop(remote);
                tokio::time::sleep(LOOK_UP_EVERY).await;
            }
        });
        Self(inner)
    }

    /// The channel for generated clients.
    pub fn channel(&self) -> RoleChannel {
        let inner = Arc::clone(&self.0);
        BoxCloneSyncService::new(tower::service_fn(move |request| {
            let inner = Arc::clone(&inner);
            async move { inner.call(request).await }
        }))
    }

    /// The processes that are known, each with whether it was up when last called.
    pub fn peers(&self) -> Vec<(SocketAddr, bool)> {
        self.0.peers.states()
    }
}

/// Why one try gave no answer.
struct NoAnswer {
    why: String,
    may_have_been_sent: bool,
}

impl Inner {
    async fn call(&self, request: Request<Body>) -> Result<Response<Body>, Status> {
        let (mut parts, body) = request.into_parts();
        // Every call is unary, so its body is one small message, which can be sent again.
        let body = body.collect().await?.to_bytes();
        self.dialer.secret.put(&mut parts.headers);
        parts.uri = whole(parts.uri);
        let question = is_question(parts.uri.path());
        let began = Instant::now();
        let deadline = began + self.dialer.deadline;
        self.budget.deposit();
        let mut tried: Vec<SocketAddr> = Vec::new();
        loop {
            let peer = match self.peers.choose(&tried) {
                Choice::Peer(peer) => peer,
                Choice::Later { at, down_since } if down_since.elapsed() < PATIENCE && at < deadline => {
                    tokio::time::sleep_until(at).await;
                    continue;
                }
                Choice::Later { .. } => return Err(self.away()),
                Choice::Nobody => {
                    // The first look-up is under way, or no name is known.
                    if began.elapsed() > PATIENCE || Instant::now() >= deadline {
                        return Err(self.away());
                    }
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    continue;
                }
            };
            let outcome = one_try(&peer, parts.clone(), body.clone(), deadline).await;
            let failure = match outcome {
                Ok(response) => {
                    self.peers.succeeded(&peer);
                    return Ok(response);
                }
                Err(failure) => failure,
            };
            self.peers.failed(&peer, &failure.why);
            tried.push(peer.address);
            drop(peer);
            let again = if failure.may_have_been_sent {
                question && tried.len() < TRIES && Instant::now() < deadline && self.budget.withdraw()
            } else {
                Instant::now() < deadline
            };
            if !again {
                let lost = unfinished(question || !failure.may_have_been_sent, "a service went away");
                return Err(to_status(&lost));
            }
            metrics::RPC_RETRIES.of([self.role]).increment(1);
        }
    }

    fn away(&self) -> Status {
        let detail = format!("the {} service is away; nothing was changed", self.role);
        to_status(&Problem::new(ErrorCode::Unavailable, detail))
    }
}

/// Sends the call to one process and waits for the whole answer.
async fn one_try(
    peer: &Peer,
    parts: http::request::Parts,
    body: Bytes,
    deadline: Instant,
) -> Result<Response<Body>, NoAnswer> {
    let mut request = Request::from_parts(parts, Full::new(body));
    let left = deadline.saturating_duration_since(Instant::now());
    if let Ok(left) = HeaderValue::try_from(format!("{}m", left.as_millis())) {
        request.headers_mut().insert("grpc-timeout", left);
    }
    let call = async {
        let (parts, body) = peer.link.send(request).await?.into_parts();
        // with its trailers, where the status is
        let body = body.collect().await.map_err(LinkError::BrokeOff)?;
        Ok(Response::from_parts(parts, Body::new(body.map_err(|never| match never {}))))
    };
    match timeout_at(deadline, call).await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(LinkError::Connect(why))) => Err(NoAnswer { why, may_have_been_sent: false }),
        Ok(Err(LinkError::BrokeOff(error))) => {
            Err(NoAnswer { why: root_cause(&error), may_have_been_sent: true })
        }
        Ok(Err(LinkError::Broken(error))) => {
            Err(NoAnswer { why: root_cause(&error), may_have_been_sent: sent::may_have_been_sent(&error) })
        }
        Err(_elapsed) => Err(NoAnswer { why: "no answer in time".to_owned(), may_have_been_sent: true }),
    }
}

/// HTTP/2 wants a scheme and an authority, which generated clients leave to their channel.
fn whole(path: Uri) -> Uri {
    let mut parts = path.into_parts();
    parts.scheme = Some(Scheme::HTTP);
    parts.authority = Some(Authority::from_static("holdfast"));
    Uri::from_parts(parts).unwrap_or_default()
}

fn root_cause(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}
