//! Where requests may go that somebody else chose the address of: to public addresses, and to those that the operator
//! allows.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, LazyLock};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use url::{Host, Url};

/// IPv4 networks that are not the public internet (IANA IPv4 Special-Purpose Address Registry, and multicast).
static SPECIAL_V4: LazyLock<Vec<Ipv4Net>> = LazyLock::new(|| {
    networks(&[
        "0.0.0.0/8",        // this network
        "10.0.0.0/8",       // private
        "100.64.0.0/10",    // shared by carriers, and by some clouds' own services
        "127.0.0.0/8",      // this machine
        "168.63.129.16/32", // a cloud's own services, at a public address that leads nowhere else
        "169.254.0.0/16",   // link-local, with the clouds' metadata
        "172.16.0.0/12",    // private
        "192.0.0.0/24",     // protocol assignments
        "192.0.2.0/24",     // documentation
        "192.88.99.0/24",   // once a relay to IPv6
        "192.168.0.0/16",   // private
        "198.18.0.0/15",    // benchmarks
        "198.51.100.0/24",  // documentation
        "203.0.113.0/24",   // documentation
        "224.0.0.0/4",      // multicast
        "240.0.0.0/4",      // reserved, broadcast
    ])
});

/// What of IPv6 is handed out for the public internet at all (IANA IPv6 Global Unicast Address Assignments).
static GLOBAL_V6: LazyLock<Ipv6Net> = LazyLock::new(|| Ipv6Net::new_assert(v6([0x2000, 0, 0, 0]), 3));

/// What of that is not (IANA IPv6 Special-Purpose Address Registry).
static SPECIAL_V6: LazyLock<Vec<Ipv6Net>> = LazyLock::new(|| {
    networks(&[
        "2001::/23",     // protocol assignments; Teredo, which has an IPv4 address inside
        "2001:db8::/32", // documentation
        "2002::/16",     // 6to4, which has an IPv4 address inside
        "3fff::/20",     // documentation
    ])
});

const fn v6(head: [u16; 4]) -> Ipv6Addr {
    Ipv6Addr::new(head[0], head[1], head[2], head[3], 0, 0, 0, 0)
}

fn networks<N: std::str::FromStr>(list: &[&str]) -> Vec<N> {
    list.iter().filter_map(|network| network.parse().ok()).collect()
}

/// The IPv4 address that packets to this one really go to: of `::ffff:a.b.c.d`, and of `64:ff9b::a.b.c.d` where networks
/// translate (RFC 6052).
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    if let [0x64, 0xff9b, 0, 0, 0, 0, high, low] = address.segments() {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        return Some(Ipv4Addr::new(a, b, c, d));
    }
    address.to_ipv4_mapped()
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !SPECIAL_V4.iter().any(|network| network.contains(&address)),
        IpAddr::V6(address) => match embedded(address) {
            Some(inner) => is_public(inner.into()),
            None => {
                GLOBAL_V6.contains(&address) && !SPECIAL_V6.iter().any(|network| network.contains(&address))
            }
        },
    }
}

/// Where requests may go. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Destinations {
    allowed: Arc<[IpNet]>,
}

impl Destinations {
    /// Public addresses by TLS, and these networks with and without.
    pub fn new(allowed: Vec<IpNet>) -> Self {
        Self { allowed: allowed.into() }
    }

    /// Whether a connection to this address may be made.
    pub fn permit(&self, address: IpAddr, with_tls: bool) -> bool {
        let inner = match address {
            IpAddr::V6(outer) => embedded(outer).map_or(address, IpAddr::from),
            IpAddr::V4(_) => address,
        };
        self.allowed.iter().any(|network| network.contains(&inner)) || (with_tls && is_public(address))
    }

    /// The URL, if requests may go there as far as can be told from it alone: what a name stands for is seen when it is
    /// connected to. Otherwise what is wrong with it, in a few words.
    pub fn url(&self, text: &str) -> Result<Url, &'static str> {
        const NO_URL: &str = "must be an address such as https://example.org/hooks";
        // the parser mends much that is no address to others: white space, backslashes, letters that look like others
        let begins_well = text.starts_with("https://") || text.starts_with("http://");
        if !begins_well || !text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
            return Err(NO_URL);
        }
        let url = Url::parse(text).map_err(|_| NO_URL)?;
        let with_tls = match url.scheme() {
            "https" => true,
            "http" if !self.allowed.is_empty() => false,
            "http" => return Err("must begin with https://"),
            _ => return Err(NO_URL),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err("must not have a user name or a password");
        }
        if url.fragment().is_some() {
            return Err("must not have a part after #");
        }
        let address = match url.host().ok_or(NO_URL)? {
            Host::Ipv4(address) => address.into(),
            Host::Ipv6(address) => address.into(),
            Host::Domain(name) => {
                let name = name.trim_end_matches('.');
                let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
                if name.is_empty() || !name.chars().all(is_name) {
                    return Err(NO_URL);
                }
                let is_local = name == "localhost" || name.ends_with(".localhost");
                if is_local && !self.permit(Ipv4Addr::LOCALHOST.into(), with_tls) {
                    return Err("must be a public address");
                }
                return Ok(url);
            }
        };
        if self.permit(address, with_tls) { Ok(url) } else { Err("must be a public address") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn every_network_of_the_lists_is_one() {
        assert_eq!((SPECIAL_V4.len(), SPECIAL_V6.len()), (16, 4));
    }

    #[test]
    fn only_the_public_internet_is_public() {
        for inside in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "198.18.0.1",
            "168.63.129.16",
            "224.0.0.1",
            "255.255.255.255",
            // IPv6: this machine, link-local, unique local, multicast, site-local
            "::",
            "::1",
            "fe80::1",
            "fd00:ec2::254",
            "fc00::1",
            "ff02::1",
            "fec0::1",
            // IPv4 inside: mapped, compatible, translated, 6to4, Teredo
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::169.254.169.254",
            "64:ff9b:1::1",
            "2002:7f00:1::1",
            "2001:0:7f00:1::1",
            "2001:db8::1",
        ] {
            assert!(!is_public(address(inside)), "{inside}");
        }
        for outside in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "172.15.255.255",
            "172.32.0.1",
            "100.63.255.255",
            "2606:4700::1111",
            "::ffff:1.1.1.1",
            "64:ff9b::1.1.1.1",
        ] {
            assert!(is_public(address(outside)), "{outside}");
        }
    }

    #[test]
    fn what_the_operator_allows_may_do_without_tls() {
        let destinations = Destinations::new(vec!["10.2.0.0/16".parse().unwrap()]);
        for (to, with_tls, without) in [
            ("10.2.3.4", true, true),
            ("::ffff:10.2.3.4", true, true),
            ("10.3.0.1", false, false),
            ("1.1.1.1", true, false),
        ] {
            assert_eq!(destinations.permit(address(to), true), with_tls, "{to}");
            assert_eq!(destinations.permit(address(to), false), without, "{to}");
        }
    }

    #[test]
    fn a_url_says_where_it_must_not_lead() {
        let public = Destinations::default();
        for good in [
            "https://example.org/hooks?x=1",
            "https://example.org:8443/",
            "https://1.1.1.1/",
            "https://[2606:4700::1]/",
        ] {
            assert!(public.url(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "example.org",
            "ftp://example.org",
            "http://example.org",
            "file:///etc/passwd",
            "https://",
            "https://u:p@example.org",
            "https://example.org/#x",
            "https://exam\nple.org/",
            " https://example.org",
            "https://localhost/",
            "https://LOCALHOST./",
            "https://a.localhost/",
            "https://127.0.0.1/",
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f.0.0.1/",
            "https://017700000001/",
            "https://169.254.169.254/latest/meta-data",
            "https://10.0.0.1/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:a00:1]/",
            "https://[fe80::1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://０.0.0.0/",
            "https://①②⑦.0.0.1/",
            "https:example.org",
            "https:\\\\example.org",
            "HTTPS://example.org",
            "https://exämple.org/",
            "https://{{host}}/",
            "https://./",
        ] {
            assert!(public.url(bad).is_err(), "{bad}");
        }
        let house = Destinations::new(vec!["127.0.0.0/8".parse().unwrap()]);
        for good in
            ["http://127.0.0.1:9/", "http://localhost:9/", "https://localhost/", "http://hooks.internal/"]
        {
            assert!(house.url(good).is_ok(), "{good}");
        }
        assert!(house.url("http://10.0.0.1/").is_err() && house.url("http://1.1.1.1/").is_err());
    }
}
