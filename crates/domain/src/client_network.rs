//! The networks by which clients are counted. An IPv4 address is one client. An IPv6 client has a whole network of unknown width,
//! so several widths are counted.

use std::net::IpAddr;

/// A width of network that one client may have whole, and how many times a single client's share it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientNetwork {
    /// Leading bits that its addresses share.
    pub prefix: u32,
    /// So many clients' shares.
    pub times: u32,
}

/// Networks of IPv6 that one client may have whole. Providers give a customer a /64, a /56 or a /48, so the wider ones are
/// counted too, with room for as many customers as a wider one may be.
pub const NETWORKS: [ClientNetwork; 3] = [
    ClientNetwork { prefix: 64, times: 1 },
    ClientNetwork { prefix: 56, times: 4 },
    ClientNetwork { prefix: 48, times: 16 },
];

impl ClientNetwork {
    /// The first address of the network of this width that an address is in; none for IPv4, where an address is one client.
    pub fn of(self, address: IpAddr) -> Option<IpAddr> {
        let IpAddr::V6(address) = address else { return None };
        let masked = u128::from(address) & u128::MAX.checked_shl(128 - self.prefix).unwrap_or(0);
        Some(IpAddr::V6(masked.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wider_networks_are_known_by_their_prefix() {
        let networks = |address: &str| {
            let address = address.parse().unwrap();
            NETWORKS.map(|network| network.of(address).map(|address| address.to_string()).unwrap_or_default())
        };
        assert_eq!(
            networks("2001:db8:1:2aff::1"),
            ["2001:db8:1:2aff::", "2001:db8:1:2a00::", "2001:db8:1::"]
        );
        assert_eq!(networks("198.51.100.1"), ["", "", ""]);
    }
}
