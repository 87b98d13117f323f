//! Which client a request comes from: the connection's own address, or the one that a trusted proxy names.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::{ConnectInfo, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use holdfast_domain::client_network::{ClientNetwork, NETWORKS};
use ipnet::IpNet;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Who a request comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client {
    address: IpAddr,
    known_by: KnownBy,
}

/// How a client's address is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KnownBy {
    /// By its connection, or by the trusted proxy that it is connected to.
    Itself,
    /// Not at all: a trusted proxy names it in a way that cannot be read, and stands for it.
    UnreadableName,
    /// By a connection that says it was forwarded, from where nobody is trusted with saying so: a proxy that nobody has named, which
    /// stands for all its clients, or somebody who makes it up.
    StrangersWord,
}

impl Client {
    /// The client of a request; none for one that came by no connection.
    pub(super) fn of(request: &Request, trusted_proxies: &[IpNet]) -> Option<Self> {
        let ConnectInfo(peer) = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
        Some(Self::behind(peer.ip().to_canonical(), request.headers(), trusted_proxies))
    }

    /// Whether this machine, or a trusted proxy, sends the request by itself: who asks through a proxy is named by it.
    pub(super) fn is_near(request: &Request, trusted_proxies: &[IpNet]) -> bool {
        let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() else {
            return false;
        };
        let peer = peer.ip().to_canonical();
        let is_near = peer.is_loopback() || trusted_proxies.iter().any(|network| network.contains(&peer));
        is_near && !request.headers().contains_key(FORWARDED_FOR)
    }

    /// Proxies append the address that they see: so the list is read from its end, for as long as whoever wrote the
    /// entry is trusted. What stands further out may be anything.
    fn behind(peer: IpAddr, headers: &HeaderMap, trusted_proxies: &[IpNet]) -> Self {
        let is_trusted = |address: IpAddr| trusted_proxies.iter().any(|network| network.contains(&address));
        let lines = headers.get_all(FORWARDED_FOR);
        if !is_trusted(peer) {
            let is_forwarded = lines.iter().any(|line| !line.as_bytes().trim_ascii().is_empty());
            let known_by = if is_forwarded { KnownBy::StrangersWord } else { KnownBy::Itself };
            return Self { address: peer, known_by };
        }
        let mut nearest = peer;
        for entry in lines.iter().rev().flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b',')) {
            if !is_trusted(nearest) {
                break;
            }
            match address(entry) {
                Some(address) => nearest = address.to_canonical(),
                None => return Self { address: nearest, known_by: KnownBy::UnreadableName },
            }
        }
        Self { address: nearest, known_by: KnownBy::Itself }
    }

    /// Whether it is on this machine itself, and no proxy there with clients elsewhere.
    pub(super) fn is_of_this_machine(self) -> bool {
        self.known_by == KnownBy::Itself && self.address.is_loopback()
    }

    /// What it is counted by: its address, or its network.
    pub(super) fn name(self) -> String {
        self.within(NETWORKS[0]).unwrap_or_else(|| self.address.to_string())
    }

    /// The network of this width that it is in; none for IPv4, where an address is one client.
    pub(super) fn within(self, network: ClientNetwork) -> Option<String> {
        network.of(self.address).map(|address| address.to_string())
    }
}

/// Says once that requests are forwarded by a proxy that no setting names. All its clients then share the limits of one, so that any
/// of them can use up the log-ins of all.
#[derive(Debug)]
pub struct UnknownProxy {
    is_said: AtomicBool,
}

impl UnknownProxy {
    /// `are_none`: an operator has said that there are no proxies, so that whoever names one makes it up.
    pub fn new(are_none: bool) -> Self {
        Self { is_said: AtomicBool::new(are_none) }
    }

    /// Looks at who sends a request.
    pub(super) fn look_at(&self, client: Option<Client>) {
        let Some(client) = client.filter(|client| client.known_by == KnownBy::StrangersWord) else { return };
        if !self.is_said.load(Ordering::Relaxed) && !self.is_said.swap(true, Ordering::Relaxed) {
            tracing::warn!(
                peer = %client.address,
                "requests come with X-Forwarded-For from an address that is no trusted proxy, so all of them count as one client's. If \
                 a proxy of yours is there, name it in limits.trusted_proxies (HOLDFAST_LIMITS__TRUSTED_PROXIES), so that its \
                 clients are told apart; if you have none, set it to none"
            );
        }
    }
}

/// The client's network, as services note it with what is done to accounts: an IPv4 address, or a /64. Empty where it is not known.
#[derive(Clone, Debug, Default)]
pub struct Source(pub String);

impl Source {
    pub(super) fn of(client: Option<Client>) -> Self {
        Self(client.map(Client::name).unwrap_or_default())
    }
}

impl<S: Sync> FromRequestParts<S> for Source {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// The networks of a client whose use is limited, the narrowest first ([`NETWORKS`]); none for one that is not.
#[derive(Clone, Debug, Default)]
pub struct Networks(pub Vec<String>);

impl Networks {
    pub(super) fn of(limited: Option<Client>) -> Self {
        let Some(client) = limited else { return Self::default() };
        let wider = NETWORKS.iter().skip(1).filter_map(|network| client.within(*network));
        Self(std::iter::once(client.name()).chain(wider).collect())
    }
}

impl<S: Sync> FromRequestParts<S> for Networks {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.remove::<Self>().unwrap_or_default())
    }
}

/// An address as proxies write it, some of them with the port.
fn address(entry: &[u8]) -> Option<IpAddr> {
    let entry = std::str::from_utf8(entry).ok()?.trim();
    entry.parse().ok().or_else(|| entry.parse::<SocketAddr>().ok().map(|with_port| with_port.ip()))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn client(peer: &str, forwarded_for: &[&str]) -> String {
        let trusted = ["10.0.0.0/8", "fd00::/8"].map(|network| network.parse().unwrap());
        let mut headers = HeaderMap::new();
        for line in forwarded_for {
            headers.append(FORWARDED_FOR, HeaderValue::from_bytes(line.as_bytes()).unwrap());
        }
        let client = Client::behind(peer.parse().unwrap(), &headers, &trusted);
        let known_by = match client.known_by {
            KnownBy::Itself => "",
            KnownBy::UnreadableName => " for somebody",
            KnownBy::StrangersWord => " by a stranger's word",
        };
        format!("{}{known_by}", client.name())
    }

    #[test]
    fn only_trusted_proxies_say_who_the_client_is() {
        assert_eq!(client("203.0.113.7", &["198.51.100.1"]), "203.0.113.7 by a stranger's word", "spoofed");
        assert_eq!(client("203.0.113.7", &["", "nonsense"]), "203.0.113.7 by a stranger's word");
        assert_eq!(client("203.0.113.7", &[""]), "203.0.113.7", "nothing is said");
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

    #[test]
    fn who_is_forwarded_is_not_of_this_machine() {
        let is_local = |peer: &str, forwarded_for: Option<&'static str>, trusted: &[IpNet]| {
            let mut headers = HeaderMap::new();
            if let Some(line) = forwarded_for {
                headers.insert(FORWARDED_FOR, HeaderValue::from_static(line));
            }
            Client::behind(peer.parse().unwrap(), &headers, trusted).is_of_this_machine()
        };
        let loopback: IpNet = "127.0.0.0/8".parse().unwrap();
        for peer in ["127.0.0.1", "127.9.9.9", "::1"] {
            assert!(is_local(peer, None, &[]));
            for said in ["198.51.100.1", "127.0.0.1", "::1", "unknown", "198.51.100.1, 127.0.0.1"] {
                assert!(!is_local(peer, Some(said), &[]), "{peer} for {said}");
            }
        }
        assert!(is_local("127.0.0.1", Some("127.0.0.1"), &[loopback]), "a trusted proxy says so");
        assert!(!is_local("127.0.0.1", Some("198.51.100.1"), &[loopback]));
        assert!(!is_local("127.0.0.1", Some("unknown"), &[loopback]));
        assert!(!is_local("203.0.113.7", None, &[]));
    }
}
