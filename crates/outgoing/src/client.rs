//! HTTP clients.

use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use rustls::crypto::aws_lc_rs;

/// No HTTP client can be had.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// No TLS.
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] rustls::Error),
    /// No HTTP.
    #[error("the HTTP client cannot be set up: {0}")]
    Http(#[from] reqwest::Error),
}

/// The beginnings of a client that trusts whom this machine trusts, follows nobody elsewhere, and gives a request up after
/// `within`.
pub fn client(within: Duration) -> Result<reqwest::ClientBuilder, ClientError> {
    let mut roots = rustls::RootCertStore::empty();
    // None is well on a machine whose servers speak plain HTTP; others then see that nobody is trusted.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let tls = rustls::ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(reqwest::Client::builder()
        .use_preconfigured_tls(tls)
        // Who sends us elsewhere could send us to what only we can reach.
        .redirect(Policy::none())
        .connect_timeout(within)
        .timeout(within))
}
