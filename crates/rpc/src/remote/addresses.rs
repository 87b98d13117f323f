//! Where a role is: `host:port`, several of them separated by commas. A host is an IP address or a DNS name, which
//! is looked up again and again, since what it stands for may change.

use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;

/// The addresses of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses(Vec<(String, u16)>);

/// It does not name addresses.
#[derive(Clone, Debug, thiserror::Error)]
#[error("must be HOST:PORT, or several separated by commas, not {0:?}")]
pub struct NotAddresses(String);

impl FromStr for Addresses {
    type Err = NotAddresses;

    fn from_str(text: &str) -> Result<Self, NotAddresses> {
        let refused = || NotAddresses(text.to_owned());
        let one = |part: &str| -> Option<(String, u16)> {
            let (host, port) = part.trim().rsplit_once(':')?;
            let host = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
            let legal = |c: char| c.is_ascii_alphanumeric() || "-._:".contains(c);
            let port = port.parse().ok().filter(|port| *port != 0)?;
            (!host.is_empty() && host.chars().all(legal)).then(|| (host.to_owned(), port))
        };
        text.split(',').map(one).collect::<Option<Vec<_>>>().map(Self).ok_or_else(refused)
    }
}

impl fmt::Display for Addresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<_> = self.0.iter().map(|(host, port)| format!("{host}:{port}")).collect();
        f.write_str(&all.join(","))
    }
}

impl Addresses {
    /// What the names stand for now: the name and an address, for each. A name that is not known is left out.
    pub(super) async fn resolve(&self) -> Vec<(String, SocketAddr)> {
        let mut found = Vec::new();
        for (host, port) in &self.0 {
            match tokio::net::lookup_host((host.as_str(), *port)).await {
                Ok(addresses) => found.extend(addresses.map(|address| (host.clone(), address))),
                Err(error) => tracing::warn!(host, %error, "cannot resolve the host of a role"),
            }
        }
        found.sort();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_several_hosts_with_ports() {
        let parse = |text: &str| text.parse::<Addresses>();
        assert_eq!(parse("a:1").unwrap(), Addresses(vec![("a".into(), 1)]));
        assert_eq!(parse("a.b:1, [::1]:2").unwrap(), Addresses(vec![("a.b".into(), 1), ("::1".into(), 2)]));
        for wrong in ["", "a", "a:", "a:0", "a:70000", "http://a:1", ":1", "a:1,"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[tokio::test]
    async fn an_address_stands_for_itself() {
        let found = "127.0.0.1:7400,127.0.0.1:7400".parse::<Addresses>().unwrap().resolve().await;
        assert_eq!(found, [("127.0.0.1".to_owned(), "127.0.0.1:7400".parse().unwrap())]);
    }
}
