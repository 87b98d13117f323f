//! Names into addresses that may be connected to. What comes out of here is what the connection is made to, so nobody can
//! answer with one address when it is looked at and with another when it is connected to.

use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::Destinations;

/// The name stands for no address that may be connected to, or for none at all: which of them is nobody's business who
/// wants to know what names there are inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("that is no public address")]
pub struct Forbidden;

impl Forbidden {
    /// Whether this is why a request failed.
    pub fn is_cause_of(error: &(dyn std::error::Error + 'static)) -> bool {
        let mut cause = Some(error);
        while let Some(error) = cause {
            if error.is::<Self>() {
                return true;
            }
            cause = error.source();
        }
        false
    }
}

/// Looks names up as the machine does, and gives those addresses only that may be connected to.
#[derive(Clone, Debug)]
pub struct Resolver {
    destinations: Destinations,
    with_tls: bool,
}

impl Resolver {
    /// For connections to these destinations, with TLS or without.
    pub fn new(destinations: Destinations, with_tls: bool) -> Self {
        Self { destinations, with_tls }
    }

    /// Those of the addresses that may be connected to.
    fn permitted(&self, found: impl Iterator<Item = SocketAddr>) -> Result<Addrs, Forbidden> {
        let may = |address: &SocketAddr| self.destinations.permit(address.ip(), self.with_tls);
        let permitted: Vec<SocketAddr> = found.filter(may).collect();
        if permitted.is_empty() { Err(Forbidden) } else { Ok(Box::new(permitted.into_iter())) }
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let resolver = self.clone();
        Box::pin(async move {
            // the port is the connection's own
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map_err(|_| Forbidden)?;
            Ok(resolver.permitted(found)?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn permitted(found: &[&str]) -> Result<Vec<String>, Forbidden> {
        let resolver = Resolver::new(Destinations::default(), true);
        let found = found.iter().map(|ip| SocketAddr::new(ip.parse().unwrap(), 0));
        resolver.permitted(found).map(|left| left.map(|address| address.ip().to_string()).collect())
    }

    #[test]
    fn a_name_that_stands_for_something_inside_stands_for_nothing() {
        assert_eq!(permitted(&["127.0.0.1", "::1", "10.0.0.1"]), Err(Forbidden));
        assert_eq!(permitted(&["127.0.0.1", "1.1.1.1"]).unwrap(), ["1.1.1.1"]);
        assert_eq!(permitted(&[]), Err(Forbidden));
    }
}
