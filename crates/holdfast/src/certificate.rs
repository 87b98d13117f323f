//! Until when a certificate is good.

use std::path::Path;

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;

/// Until when the first certificate of this file is good: that of whoever shows it.
pub(crate) fn good_until(file: &Path) -> Result<Timestamp> {
    let what = || format!("{} holds no certificate (PEM)", file.display());
    let first = CertificateDer::from_pem_file(file).with_context(what)?;
    let (_, certificate) = X509Certificate::from_der(&first).with_context(what)?;
    Ok(Timestamp::from_second(certificate.validity().not_after.timestamp())?)
}

#[cfg(test)]
mod tests {
    use holdfast_testkit::Certificates;

    use super::*;

    #[test]
    fn the_first_certificate_of_a_file_says_until_when_it_is_good() {
        let certificates = Certificates::new();
        let until = good_until(&certificates.cert).unwrap();
        assert_eq!(until, "4096-01-01T00:00:00Z".parse().unwrap());
        let error = good_until(&certificates.key).unwrap_err().to_string();
        assert!(error.ends_with("holds no certificate (PEM)"), "{error}");
    }
}
