//! Origins of sites, as browsers send and compare them.

/// `https://host` or `https://host:port` as browsers send it (RFC 6454), in lower case and without anything after it; it ends up in a
/// `Content-Security-Policy`. `http` is for `localhost` alone, where a site is tried before it is out: nobody is between.
pub fn is_origin(text: &str) -> bool {
    let (authority, is_plain) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
        (Some(authority), _) => (authority, false),
        (None, Some(authority)) => (authority, true),
        (None, None) => return false,
    };
    let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    if is_plain && host != "localhost" {
        return false;
    }
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let is_port =
        |port: &str| port.parse::<u16>().is_ok_and(|number| number > 0 && number.to_string() == port);
    host.len() <= 253 && host.split('.').all(is_label) && port.is_none_or(is_port)
}

#[cfg(test)]
mod tests {
    use super::is_origin;

    #[test]
    fn an_origin_is_a_scheme_a_host_and_perhaps_a_port() {
        for good in [
            "https://example.org",
            "https://www.example.org:8443",
            "https://xn--mnchen-3ya.de",
            "http://localhost:8000",
        ] {
            assert!(is_origin(good), "{good}");
        }
        for bad in [
            "",
            "example.org",
            "http://example.org",
            "http://localhost.example.org",
            "http://127.0.0.1",
            "https://",
            "https://example.org/",
            "https://Example.org",
            "https://*.example.org",
            "https://a..b",
            "https://-a.b",
            "https://a.b:0",
            "https://a.b:080",
            "https://a.b:65536",
            "https://a.b;script-src",
            "https://a.b 'unsafe-inline'",
            "https://u@a.b",
            "https://a.b?c",
            "null",
        ] {
            assert!(!is_origin(bad), "{bad}");
        }
    }
}
