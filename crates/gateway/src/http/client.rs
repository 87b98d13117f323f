//! Which client a request comes from: the connection's own address, or the one that a trusted proxy names.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

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
    /// Whether it is the client's own: a trusted proxy may name one in a way that cannot be read, and stands for it then.
    is_told: bool,
}

impl Client {
    /// The client of a request; none for one that came by no connection.
    pub(super) fn of(request: &Request, trusted_proxies: &[IpNet]) -> Option<Self> {
        let ConnectInfo(peer) = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
        Some(Self::behind(peer.ip().to_canonical(), request.headers(), trusted_proxies))
    }

    /// Proxies append the address that they see: so the list is read from its end, for as long as whoever wrote the
    /// entry is trusted. What stands further out may be anything.
    fn behind(peer: IpAddr, headers: &HeaderMap, trusted_proxies: &[IpNet]) -> Self {
        let mut nearest = peer;
        let lines = headers.get_all(FORWARDED_FOR).iter().rev();
        for entry in lines.flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b',')) {
            if !trusted_proxies.iter().any(|network| network.contains(&nearest)) {
                break;
            }
            match address(entry) {
                Some(address) => nearest = address.to_canonical(),
                None => return Self { address: nearest, is_told: false },
            }
        }
        Self { address: nearest, is_told: true }
    }

    /// Whether it is on this machine.
    pub(super) fn is_of_this_machine(self) -> bool {
        self.is_told && self.address.is_loopback()
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
        format!("{}{}", client.name(), if client.is_told { "" } else { " for somebody" })
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
