//! `[tracing]`

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::within;

/// Where traces go. Without an endpoint requests have trace ids, for their log lines, and nothing is sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TracingSettings {
    /// A receiver of OpenTelemetry's protocol by gRPC, as `http://HOST:4317` or `https://HOST:4317`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// PEM file with the authorities that may vouch for the receiver of an `https://` endpoint. [default: those of the system]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ca_file: Option<PathBuf>,
    /// The share of requests whose traces are sent, from 0 (none) to 1 (all).
    pub share: f64,
    /// Most traces a second, of each gateway, that are sent besides because the client's `traceparent` asks for it.
    pub asked_per_sec: u32,
}

impl Default for TracingSettings {
    fn default() -> Self {
        Self { endpoint: None, ca_file: None, share: 0.05, asked_per_sec: 10 }
    }
}

impl TracingSettings {
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        if self.endpoint.as_deref().is_some_and(|endpoint| !is_endpoint(endpoint)) {
            problems.push("tracing.endpoint: must be http://HOST:PORT or https://HOST:PORT".to_owned());
        }
        if self.ca_file.is_some() && !self.endpoint.as_deref().is_some_and(|url| url.starts_with("https://"))
        {
            problems.push("tracing.ca_file: is for a tracing.endpoint that begins with https://".to_owned());
        }
        // not a number is outside too
        if !(0.0..=1.0).contains(&self.share) {
            problems.push("tracing.share: must be from 0 to 1".to_owned());
        }
        within(problems, "tracing.asked_per_sec", self.asked_per_sec, 0, 10_000);
    }
}

fn is_endpoint(url: &str) -> bool {
    let authority = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let authority = authority.map(|rest| rest.strip_suffix('/').unwrap_or(rest));
    authority.and_then(|authority| authority.rsplit_once(':')).is_some_and(|(host, port)| {
        let is_host = !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "/@?#".contains(c));
        is_host && port.parse::<u16>().is_ok_and(|port| port > 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(settings: &TracingSettings) -> Vec<String> {
        let mut problems = Vec::new();
        settings.check(&mut problems);
        problems
    }

    #[test]
    fn an_endpoint_is_a_scheme_a_host_and_a_port() {
        let at = |endpoint: &str| TracingSettings {
            endpoint: Some(endpoint.to_owned()),
            ..TracingSettings::default()
        };
        for good in ["http://127.0.0.1:4317", "https://collector.example.org:443/", "http://[::1]:4317"] {
            assert_eq!(problems(&at(good)), [""; 0], "{good}");
        }
        for bad in [
            "",
            "collector:4317",
            "grpc://collector:4317",
            "http://collector",
            "http://:4317",
            "http://a b:1",
            "http://collector:0",
            "http://collector:66000",
            "http://collector:4317/v1/traces",
            "http://u:p@collector:4317",
        ] {
            assert_eq!(problems(&at(bad)).len(), 1, "{bad}");
        }
    }

    #[test]
    fn a_share_is_from_nothing_to_all() {
        let of = |share| TracingSettings { share, ..TracingSettings::default() };
        for bad in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
            assert_eq!(problems(&of(bad)), ["tracing.share: must be from 0 to 1"], "{bad}");
        }
        assert!(problems(&of(0.0)).is_empty() && problems(&of(1.0)).is_empty());
    }
}
