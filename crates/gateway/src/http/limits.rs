//! Who asks for too much is told to wait, before anything of the request is looked at.
//!
//! The caller is found out here, once for each request; routes take it from [`super::caller`]. Refusals and admissions say
//! how much is left, as `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers).

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use holdfast_domain::{Admission, Caller, ErrorCode, Problem, Quota, RateLimits, Role};
use ipnet::IpNet;
use tokio::sync::Semaphore;

use super::caller::{Identified, identify};
use super::problem::Refusal;
use crate::Gateway;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
/// Networks of IPv6 are given to one client whole.
const IPV6_PREFIX: u128 = u128::MAX << 64;

/// What is limited, and how.
pub struct Limits {
    /// Counts.
    pub counter: Arc<dyn RateLimits>,
    /// For one client address.
    pub address: Option<Quota>,
    /// For one patient's account.
    pub patient: Option<Quota>,
    /// For bookings without an account, of one client address.
    pub guest_bookings: Option<Quota>,
    /// Whether clients on this machine are limited too.
    pub loopback: bool,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Room for requests under way.
    pub room: Semaphore,
}

/// A rule that a request came under.
struct Counted {
    rule: &'static str,
    quota: Quota,
    admission: Admission,
}

/// Lets a request pass, or not.
pub(crate) async fn enforce(State(gateway): State<Gateway>, mut request: Request, next: Next) -> Response {
    let limits = &gateway.0.limits;
    let Ok(_room) = limits.room.try_acquire() else {
        return Refusal(Problem::new(
            ErrorCode::Overloaded,
            "too many requests at once; nothing was changed",
        ))
        .into_response();
    };
    let client = limits.client(&request);
    let is_limited =
        client.is_some_and(|client| limits.loopback || !client.is_told || !client.address.is_loopback());
    let mut counted: Option<Counted> = None;
    let who = client.filter(|_| is_limited).map(|client| network(client.address).to_string());
    if let Some(refusal) = limits.count("address", who.as_deref(), limits.address, &mut counted).await {
        return refusal;
    }
    let caller = identify(request.headers(), &gateway);
    let further = match caller.as_ref() {
        Ok(caller) if is_limited => limits.further(caller, &request, who.as_deref()),
        _ => None,
    };
    if let Some((rule, who, quota)) = further
        && let Some(refusal) = limits.count(rule, Some(&who), quota, &mut counted).await
    {
        return refusal;
    }
    request.extensions_mut().insert(Identified(caller));
    let mut response = next.run(request).await;
    if let Some(counted) = counted {
        counted.say(response.headers_mut());
    }
    response
}

impl Limits {
    /// The rule for this caller beside that of their address.
    fn further(
        &self,
        caller: &Caller,
        request: &Request,
        who: Option<&str>,
    ) -> Option<(&'static str, String, Option<Quota>)> {
        match caller.role {
            Role::Patient => Some(("patient", caller.account_id?.to_string(), self.patient)),
            Role::Anonymous if request.method() == Method::POST => {
                Some(("guest_bookings", who?.to_owned(), self.guest_bookings))
            }
            _ => None,
        }
    }

    /// Counts the request under a rule; the answer, if it may not go on. `counted` is the rule that leaves least.
    async fn count(
        &self,
        rule: &'static str,
        who: Option<&str>,
        quota: Option<Quota>,
        counted: &mut Option<Counted>,
    ) -> Option<Response> {
        let (who, quota) = (who?, quota?);
        let admission = self.counter.admit(rule, who, quota).await;
        let now = Counted { rule, quota, admission };
        if let Admission::Refused { retry_after } = admission {
            metrics::counter!("holdfast_rate_limited_total", "rule" => rule).increment(1);
            return Some(now.refusal(retry_after));
        }
        if counted.as_ref().is_none_or(|before| now.remaining() < before.remaining()) {
            *counted = Some(now);
        }
        None
    }

    /// The client's address: that of the connection, or the nearest one that no trusted proxy has.
    fn client(&self, request: &Request) -> Option<Client> {
        let ConnectInfo(peer) = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
        Some(self.behind(peer.ip().to_canonical(), request.headers()))
    }

    /// Proxies append the address that they see: so the list is read from its end, for as long as whoever wrote the
    /// entry is trusted.
    fn behind(&self, peer: IpAddr, headers: &HeaderMap) -> Client {
        let mut nearest = peer;
        let lines = headers.get_all(FORWARDED_FOR).iter().rev();
        // what was further out may be anything
        for entry in lines.flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b',')) {
            if !self.trusted_proxies.iter().any(|network| network.contains(&nearest)) {
                break;
            }
            match address(entry) {
                Some(address) => nearest = address.to_canonical(),
                None => return Client { address: nearest, is_told: false },
            }
        }
        Client { address: nearest, is_told: true }
    }
}

/// Who a request comes from.
#[derive(Clone, Copy)]
struct Client {
    address: IpAddr,
    /// Whether it is the client's own: a trusted proxy may name one in a way that cannot be read, and stands for it then.
    is_told: bool,
}

/// An address as proxies write it, some of them with the port.
fn address(entry: &[u8]) -> Option<IpAddr> {
    let entry = std::str::from_utf8(entry).ok()?.trim();
    entry.parse().ok().or_else(|| entry.parse::<SocketAddr>().ok().map(|with_port| with_port.ip()))
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) & IPV6_PREFIX).into()),
    }
}

impl Counted {
    fn remaining(&self) -> u32 {
        match self.admission {
            Admission::Admitted { remaining } => remaining,
            Admission::Refused { .. } => 0,
        }
    }

    fn say(&self, headers: &mut HeaderMap) {
        let Self { rule, quota, .. } = self;
        let window = secs(quota.window());
        let policy = format!("\"{rule}\";q={};w={window}", quota.burst);
        // until one more may follow, or, while some may, until all may
        let after = match self.admission {
            Admission::Admitted { remaining } => {
                secs(quota.refill.saturating_mul(quota.burst.get().saturating_sub(remaining)))
            }
            Admission::Refused { retry_after } => secs(retry_after),
        };
        let left = format!("\"{rule}\";r={};t={after}", self.remaining());
        for (name, value) in [(POLICY, policy), (LIMIT, left)] {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(name, value);
            }
        }
    }

    fn refusal(&self, retry_after: Duration) -> Response {
        let problem = Problem::new(
            ErrorCode::RateLimited,
            format!("too many requests; try again in {} s", secs(retry_after)),
        );
        let mut response = Refusal(problem).into_response();
        self.say(response.headers_mut());
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(secs(retry_after)));
        response
    }
}

/// Whole seconds, rounded up.
fn secs(duration: Duration) -> u64 {
    duration.as_secs() + u64::from(duration.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use std::future::{Future, ready};
    use std::pin::Pin;

    use super::*;

    struct Never;

    impl RateLimits for Never {
        fn admit<'a>(
            &'a self,
            _: &'static str,
            _: &'a str,
            _: Quota,
        ) -> Pin<Box<dyn Future<Output = Admission> + Send + 'a>> {
            Box::pin(ready(Admission::Refused { retry_after: Duration::ZERO }))
        }
    }

    fn client(peer: &str, forwarded_for: &[&str]) -> String {
        let limits = Limits {
            counter: Arc::new(Never),
            address: None,
            patient: None,
            guest_bookings: None,
            loopback: false,
            trusted_proxies: vec!["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()],
            room: Semaphore::new(1),
        };
        let mut headers = HeaderMap::new();
        for line in forwarded_for {
            headers.append(FORWARDED_FOR, HeaderValue::from_bytes(line.as_bytes()).unwrap());
        }
        let client = limits.behind(peer.parse().unwrap(), &headers);
        format!("{}{}", network(client.address), if client.is_told { "" } else { " for somebody" })
    }

    #[test]
    fn only_trusted_proxies_say_who_the_client_is() {
        assert_eq!(client("203.0.113.7", &["198.51.100.1"]), "203.0.113.7", "spoofed");
        assert_eq!(client("10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(
            client("10.0.0.1", &["192.0.2.9, 198.51.100.1, 10.0.0.2"]),
            "198.51.100.1",
            "spoofed further out"
        );
        assert_eq!(client("10.0.0.1", &["192.0.2.9", "198.51.100.1"]), "198.51.100.1", "lines are one list");
        assert_eq!(client("10.0.0.1", &["198.51.100.1:4321"]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &["ä, 198.51.100.1"]), "198.51.100.1", "what a client sent first");
        assert_eq!(client("10.0.0.1", &["nonsense"]), "10.0.0.1 for somebody");
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(client("fd00::1", &["2001:db8:1:2:3:4:5:6"]), "2001:db8:1:2::", "a network is one client");
    }
}
