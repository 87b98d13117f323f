//! Who is at the other end of a connection. What a certificate says is looked at once, when the connection is made.

use std::net::SocketAddr;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;

use crate::tls::Tls;

/// The other end of a connection.
#[derive(Clone, Debug)]
pub(super) struct Peer {
    /// Where it is.
    pub(super) address: SocketAddr,
    /// The names of its certificate, if that is not one of a caller.
    pub(super) stranger: Option<Arc<[String]>>,
}

impl Peer {
    /// Without TLS: its secret alone says what it may call.
    pub(super) fn plain(address: SocketAddr) -> Self {
        Self { address, stranger: None }
    }

    /// By the certificate that it has shown.
    pub(super) fn by_certificate(
        address: SocketAddr,
        tls: &Tls,
        shown: Option<&[CertificateDer<'_>]>,
    ) -> Self {
        Self { address, stranger: tls.stranger(shown).map(Into::into) }
    }
}
